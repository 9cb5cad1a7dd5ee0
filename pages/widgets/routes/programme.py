"""The corridor's axes, each as its source names it, and the programme of projects by field."""

from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.catalog import CORRIDOR
from layers.model import Axis, Fact
from pages.widgets.wording import (
    Screen,
    claim_figure,
    fact_block,
    grade_mark,
    said,
    source_line,
    source_name,
)

FIELDS = "projects_"
PROFILE = ("profile", "timeline", "policy", "figures")


def axes_tab(s: Screen) -> Node:
    """A card for each axis: what the source says, and how far it can be drawn."""
    axes = s.catalog.routes[CORRIDOR].axes
    note = s.say("Sources name different axes; all are listed, and drawn as far as legs are known.")
    return h("div", None, h("p", "tab-note", note),
             h("div", "service-cards", *(_axis(axis, s) for axis in axes)))


def _axis(axis: Axis, s: Screen) -> Node:
    name = axis.names.to(s.lang)
    source = s.catalog.sources.get(axis.source)
    return h(
        "article",
        {"class": "service-card", "data-feature": axis.id},
        h("h3", {"lang": name.lang if name.fallback else None}, name.text),
        h("div", "pills", h("span", "pill pill-info" if axis.path else "pill pill-warn",
                            _drawn(axis, s))),
        said(axis.text, s.lang, "p", "summary"),
        h("span", "source", grade_mark(source, s), source_name(source, s)) if source
        else h("span", "source", s.say("Source not found")),
    )


def _drawn(axis: Axis, s: Screen) -> str:
    if len(axis.path) < 2:
        return s.say("not drawn: no legs known")
    km = number(round(s.catalog.along(axis.path).km), s.lang)
    return s.say("{km} km by legs drawn", km=km)


def programme_tab(s: Screen) -> tuple[int, Node]:
    """The number of projects, and the programme by field with everything else known of it."""
    entity = s.catalog.routes[CORRIDOR].entity
    fields = [fact for fact in entity.facts if _is_field(fact)]
    total = next((fact for fact in entity.facts if fact.key == "projects"), None)
    rest = [fact for fact in entity.facts if fact.group in PROFILE and fact not in fields
            and fact is not total]
    counted = sum(_count(fact) for fact in fields)
    body = h(
        "div",
        None,
        h("div", "programme",
          h("div", "programme-fields",
            _total(total, counted, s), *(_field(fact, fields, s) for fact in fields)),
          h("div", "programme-facts", *(fact_block(fact, s) for fact in rest))),
    )
    return round(counted), body


def _is_field(fact: Fact) -> bool:
    return fact.key.startswith(FIELDS) and fact.preferred.unit == "projects"


def _count(fact: Fact) -> float:
    value = fact.preferred.value
    return value if isinstance(value, float) else 0.0


def _total(total: Fact | None, counted: float, s: Screen) -> Node | None:
    if total is None:
        return None
    return h("div", "headline",
             said(total.label, s.lang, "div", "fact-label"),
             claim_figure(total.preferred, total, s),
             source_line(total.preferred, s),
             h("div", "fact-note", s.say("The fields below add up to {count}.",
                                         count=number(counted, s.lang))))


def _field(fact: Fact, fields: list[Fact], s: Screen) -> Node:
    most = max(map(_count, fields)) or 1.0
    share = f"{_count(fact) / most * 100:.1f}%"
    return h("div", "field",
             said(fact.label, s.lang, "span", "field-name"),
             h("span", "field-bar", h("i", {"style": {"width": share}})),
             claim_figure(fact.preferred, fact, s, cls="value"))
