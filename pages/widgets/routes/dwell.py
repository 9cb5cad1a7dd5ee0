"""How long trains stand at the borders of a route, each figure with its source."""

from itertools import groupby

from atlas.i18n.figures import claim_words, edtf
from atlas.maps.charts.dwell import MARKS_H, Dwell, dwell_axis, dwell_bar, hours_of
from atlas.maps.element import Node, h
from layers.model import Claim, Entity, Fact
from pages.widgets.routes.choice import Route
from pages.widgets.wording import Screen, grade_mark, said, source_line, source_name

DWELL_KEYS = ("dwell", "clearance", "bulk_transfer", "congestion_wait", "reload_wait",
              "border_wait")


def dwell_charts(route: Route, s: Screen) -> Node | None:
    """Charts of the borders on the route; nothing where it passes none we know."""
    charts = [dwell_chart(border, s) for border in borders_on(route, s) if dwell_facts(border)]
    if not charts:
        return None
    return h("div", "dwells",
             h("div", "lane-title", h("b", None, s.say("Border dwell")),
               h("small", None, s.say("as published, log scale"))),
             h("div", "dwell-charts", *charts))


def borders_on(route: Route, s: Screen) -> list[Entity]:
    """Border crossings of which a stop lies on the route, in its order."""
    order = [stop.stop.id for branch in route.branches for stop in branch.line.stops]
    on = [item for item in s.catalog.layer("borders") if set(item.stops) & set(order)]
    return sorted(on, key=lambda item: min(order.index(x) for x in item.stops if x in order))


def dwell_facts(border: Entity) -> list[Fact]:
    """Facts of a border that say how long trains or goods stand there."""
    return [fact for fact in border.facts if fact.key.startswith(DWELL_KEYS)]


def dwell_chart(border: Entity, s: Screen) -> Node:
    """One border: a row for each fact, in words and drawn, each claim with its source."""
    name = border.names.to(s.lang)
    marks = dict(zip(MARKS_H, mark_words(s), strict=True))
    rows = [dwell_row(fact, s) for fact in dwell_facts(border)]
    return h("div", "dwell",
             h("button", {"type": "button", "class": "dwell-name", "data-hover": border.stops[0],
                          "lang": name.lang if name.fallback else None,
                          "act": {"type": "select", "id": border.id}}, name.text),
             h("div", "dwell-row", h("span", None), dwell_axis(marks)), *rows)


def mark_words(s: Screen) -> tuple[str, ...]:
    """The times of the axis in words, in the order of ``MARKS_H``."""
    hours = tuple(s.say("{count} h", count=count) for count in (1, 6))
    return (*hours, *(s.say("{count} d", count=count) for count in (1, 3, 10, 30)))


def dwell_row(fact: Fact, s: Screen) -> Node:
    """A fact in words and drawn, each claim with its source."""
    label = fact.label.to(s.lang).text
    claims = [
        Dwell(*ends, claim_words(claim, s.lang, s.say), label,
              claim.preferred or not fact.disputed)
        for claim in fact.claims if (ends := hours_of(claim)) is not None
    ]
    groups = groupby(fact.claims, key=lambda claim: claim.source)
    return h("div", "dwell-row",
             h("div", "dwell-words", said(fact.label, s.lang),
               *(_said(list(group), s) for _key, group in groups)),
             dwell_bar(claims))


def _said(claims: list[Claim], s: Screen) -> Node:
    """Figures of one source in one line, each with its date; the source is named once."""
    source = s.catalog.source_of(claims[0])
    if len(claims) == 1 or source is None:
        return h("span", "dwell-claims",
                 *(node for claim in claims for node in _figure(claim, s, source_line(claim, s))))
    dates = [node for claim in claims
             for node in _figure(claim, s, h("small", None, edtf(claim.as_of, s.say)))]
    return h("span", "dwell-claims", *dates,
             h("span", "source", grade_mark(source, s), source_name(source, s)))


def _figure(claim: Claim, s: Screen, after: Node) -> list[Node]:
    return [h("b", None, claim_words(claim, s.lang, s.say)), after]
