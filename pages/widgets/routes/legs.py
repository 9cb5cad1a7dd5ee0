"""The table of legs: kilometres with their basis and source, and their sum beside the published."""

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.i18n.figures import number
from atlas.i18n.places import country
from atlas.maps.element import Node, h
from layers.catalog import CORRIDOR
from layers.model import Entity, Leg, Service
from pages.widgets.routes.choice import Route, legs_of
from pages.widgets.routes.reading import basis_words, leg_claim, leg_figure, other_claims
from pages.widgets.routes.strip import traction_source, traction_words
from pages.widgets.wording import Screen, claim_figure, said, source_line


def legs_tab(route: Route, s: Screen) -> Node:
    """All legs of the route; on a line with running kilometres and a sum."""
    running = route.id != CORRIDOR
    rows = [_row(number_of, item, s) for number_of, item in enumerate(_running(route, s), 1)]
    body: list[Node] = [h("thead", None, _header(running, s)), h("tbody", None, *rows)]
    if running:
        body.append(h("tfoot", None, _sum(route, s)))
    return h("div", None,
             h("p", "tab-note", s.say(
                 "Kilometres come leg by leg, each with its basis; the drawn length is never "
                 "shown as a distance.")),
             h("div", "table-scroll",
               h("table", {"class": "data-table legs", "data-sort": ""}, *body)))


@dataclass(frozen=True, slots=True)
class LegRow:
    """A leg in the direction of its route; ``km`` is the chainage of its end on a line."""

    leg: Leg
    start: str
    end: str
    km: float | None = None


def _running(route: Route, s: Screen) -> Iterator[LegRow]:
    if route.id == CORRIDOR:
        for leg in legs_of(route, s.catalog):
            yield LegRow(leg, leg.start, leg.end)
        return
    branch = route.branches[0]
    for item in branch.line.legs:
        yield LegRow(item.leg, item.start, item.end, branch.chainage(item.km1))


def _header(running: bool, s: Screen) -> Node:
    _ = s.say
    titles = [("#", "number"), (_("From"), "text"), (_("To"), "text"), ("km", "number"),
              (_("Basis"), "text"), (_("Source"), "text"), (_("Gauge, mm"), "number"),
              (_("Traction"), "text"), (_("Country"), "text")]
    if running:
        titles.append((_("km from Changchun"), "number"))
    return h("tr", None, *(
        h("th", {"scope": "col", "data-sort-as": kind,
                 "class": "figure-cell" if kind == "number" else None}, title)
        for title, kind in titles
    ))


def _row(row: int, item: LegRow, s: Screen) -> Node:
    leg = item.leg
    cells = [
        _number(row, str(row)),
        h("td", None, stop_link(s.catalog.stops[item.start], s)),
        h("td", None, stop_link(s.catalog.stops[item.end], s)),
        h("td", {"class": "figure-cell", "data-value": f"{leg.km:g}"}, _km(leg, s)),
        h("td", None, basis_words(leg, s), said(leg.basis_note, s.lang, "small", "basis-note")),
        h("td", "source-cell", source_line(leg_claim(leg), s)),
        _gauge(leg, s),
        h("td", None, _traction(leg, s)),
        h("td", None, country(leg.country, s.lang)),
    ]
    if item.km is not None:
        cells.append(_number(item.km, number(round(item.km, 1), s.lang)))
    return h("tr", {**_hover(item, s), "data-leg": leg.id}, *cells)


def _hover(item: LegRow, s: Screen) -> dict[str, object]:
    """Pointing at a leg marks its middle on map and strip; a choice reads it there."""
    leg = item.leg
    if item.km is not None:
        return {"data-at": f"{max(item.km - leg.km / 2, 0):g}"}
    running = {frozenset((item.start, item.end)): item for item in s.catalog.corridor_legs}
    placed = running.get(frozenset((leg.start, leg.end)))
    if placed is None:
        return {}
    middle = round((placed.km0 + placed.km1) / 2, 1)
    return {"act": {"type": "select", "id": CORRIDOR, "at": middle}, "class": "choosable"}


def _number(value: float, text: str) -> Node:
    return h("td", {"class": "figure-cell", "data-value": f"{value:g}"}, text)


def stop_link(stop: Entity, s: Screen) -> Node:
    """A stop's name that chooses it."""
    name = stop.names.to(s.lang)
    return h("button", {"type": "button", "class": "link", "data-hover": stop.id,
                        "lang": name.lang if name.fallback else None,
                        "act": {"type": "select", "id": stop.id}}, name.text)


def _km(leg: Leg, s: Screen) -> Node:
    """The leg's own kilometres, and beside them those of other sources."""
    figure = leg_figure(leg_claim(leg), s)
    others = [
        h("details", "other-km",
          h("summary", None, s.say("also {km} km", km=number(float(str(claim.value)), s.lang))),
          leg_figure(claim, s), said(claim.note, s.lang, "small"), source_line(claim, s))
        for claim in other_claims(leg)
    ]
    return h("div", None, figure, *others)


def _gauge(leg: Leg, s: Screen) -> Node:
    if leg.gauge_mm is None:
        return h("td", {"class": "figure-cell unknown", "data-value": "0"}, s.say("not found"))
    return _number(leg.gauge_mm, number(leg.gauge_mm, s.lang))


def _traction(leg: Leg, s: Screen) -> Node:
    if leg.traction is None:
        return h("span", "unknown", traction_words(leg, s))
    return h("span", None, traction_words(leg, s),
             h("small", "basis-note", traction_source(leg, s)))


def _sum(route: Route, s: Screen) -> Node:
    """The sum of the legs, and beside it what was published for the whole."""
    km = route.branches[0].line.km
    fact = next((fact for fact in route.subject.facts if fact.key == "length"), None)
    published = [claim for claim in fact.claims if claim.preferred] if fact else []
    beside = [h("div", "sum-claim", s.say("published"), " ",
                claim_figure(claim, fact, s, cls="value"), source_line(claim, s))
              for claim in published if fact is not None]
    if isinstance(route.subject, Service) and route.subject.destination not in route.stop_ids():
        beside.append(said(route.subject.path_note, s.lang, "div", "fact-note"))
    return h("tr", None,
             h("th", {"scope": "row", "colspan": 3}, s.say("Sum of legs")),
             h("td", "figure-cell", h("b", {"data-fact": "length_by_legs",
                                            "data-value": f"{km:.1f}", "data-unit": "km"},
                                      f"{number(round(km), s.lang)} km")),
             h("td", {"colspan": 6}, *beside))
