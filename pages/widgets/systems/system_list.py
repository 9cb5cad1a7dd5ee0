"""The plan as a list: one sentence, an index of its five systems, then what each named."""

from atlas.i18n.figures import edtf, number
from atlas.maps.element import Node, h
from layers.model import PlanSystem, SystemItem
from pages.widgets.systems.item import item_row, known_today, placed
from pages.widgets.wording import Screen, grade_mark, said, source_name

PLAN = "changchun-plan-2018"


def system_list(s: Screen) -> Node:
    """Everything the plan named, system by system."""
    systems = s.catalog.systems
    return h(
        "div",
        "systems",
        h("div", "systems-head",
          h("h1", None, s.say("Five systems")),
          h("p", "plan-sentence", s.say(
              "The city’s plan names five systems to build; the municipal page with the text is"
              " dated May 2018.")),
          _plan_source(s),
          h("nav", {"class": "system-index", "aria-label": s.say("Five systems")},
            *(_index_row(system, order, s) for order, system in enumerate(systems))),
          _key(s)),
        *(_section(system, order, s) for order, system in enumerate(systems)),
    )


def _plan_source(s: Screen) -> Node | None:
    source = s.catalog.sources.get(PLAN)
    if source is None:
        return None
    return h("span", "source", grade_mark(source, s),
             h("span", "source-date", edtf(source.date, s.say)), source_name(source, s))


def _index_row(system: PlanSystem, order: int, s: Screen) -> Node:
    """One line of the index: numeral, name, and a mark for each thing named."""
    known = sum(known_today(item) for item in system.items)
    counts = s.say("{known} of {all} with a later source", known=number(known, s.lang),
                   all=number(len(system.items), s.lang))
    return h(
        "a",
        {"class": "system-link", "href": f"#system-{system.id}"},
        h("span", "numeral", str(order + 1)),
        said(system.names, s.lang, "b"),
        h("span", {"class": "item-marks", "role": "img", "aria-label": counts, "title": counts},
          *(_mark(item) for item in system.items)),
    )


def _mark(item: SystemItem) -> Node:
    return h("i", "item-mark known" if known_today(item) else "item-mark")


def _key(s: Screen) -> Node:
    return h(
        "p",
        "item-key",
        h("i", "item-mark known"), h("span", None, s.say("a later source says something")),
        h("i", "item-mark"), h("span", None, s.say("no later source found")),
    )


def _section(system: PlanSystem, order: int, s: Screen) -> Node:
    sites = [item for item in system.items if placed(item, s)]
    targets = [item for item in system.items if item.kind == "target" and item not in sites]
    rest = [item for item in system.items if item not in (*sites, *targets)]
    return h(
        "section",
        {"class": "system", "id": f"system-{system.id}"},
        h("div", "system-title",
          h("span", "numeral", str(order + 1)),
          said(system.names, s.lang, "h2")),
        said(system.summary, s.lang, "p", "system-summary"),
        h("div", {"class": "system-columns", "aria-hidden": "true"},
          h("span", None, s.say("The plan, May 2018")),
          h("span", None, s.say("Today, as far as a source says"))),
        _group(s.say("Places and lines"), sites, s),
        _group(s.say("Targets"), targets, s),
        _group(s.say("Measures and platforms without a place"), rest, s),
    )


def _group(title: str, items: list[SystemItem], s: Screen) -> Node | None:
    if not items:
        return None
    return h("div", "system-group", h("h3", None, title), *(item_row(item, s) for item in items))
