"""Every step of the chosen way: kilometres, time, emissions, each with what it rests on."""

from collections.abc import Sequence

from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from atlas.maps.ways import WAY
from atlas.routing.plan import Alternative
from layers.model import Claim
from pages.widgets.plan.along import (
    Laid,
    emitted_words,
    hours_words,
    km_words,
    laid_out,
    mode_words,
    own_shares,
    record_basis,
    record_claims,
)
from pages.widgets.plan.measures import band_words, emission_words, middle_words
from pages.widgets.plan.question import Asked
from pages.widgets.plan.stays import basis_mark, time_claims, time_sources
from pages.widgets.plan.steps import step_words
from pages.widgets.routes.reading import leg_figure
from pages.widgets.wording import Screen, said, source_line

ROOM = 0.4  # degrees around what a row shows on the map
ON_LAND = ("rail", "road")


def legs_part(asked: Asked) -> Node:
    """The table, with a button that copies it as text for a spreadsheet."""
    item, s = asked.chosen, asked.s
    if item is None:
        return h("div")
    laid = laid_out(item, s.catalog)
    note = s.say("All times are P10–P90 of the step by itself; they do not add up to the trip’s. "
                 "CO₂e is an estimate. Choose a row to see it on the map.")
    shares = own_shares(item, s)
    return h("div", {"class": "way-legs", "data-sheet": "plan_map", "data-testid": "plan-legs"},
             h("div", "legs-head",
               h("p", "tab-note", note, *((h("br"), f"{s.say('Done on day, P50')}: {shares}")
                                          if shares else ())), _copy(laid, item, s)),
             h("div", "table-scroll", legs_table(laid, item, s)))


def legs_table(laid: Sequence[Laid], item: Alternative, s: Screen) -> Node:
    """The table alone."""
    titles = [("#", True), (s.say("Step"), False), (s.say("Mode"), False), ("km", True),
              (s.say("Basis and source of the kilometres"), False),
              (s.say("Time, P10–P90"), True), (s.say("What the time rests on"), False),
              (s.say("Done on day, P50"), True), ("CO₂e", True)]
    head = h("tr", None, *(
        h("th", {"scope": "col", "class": "figure-cell" if figure else None}, title)
        for title, figure in titles))
    rows = [_row(number_of, one, item, s) for number_of, one in enumerate(laid, 1)]
    return h("table", "data-table legs", h("thead", None, head), h("tbody", None, *rows),
             h("tfoot", None, _sum(item, s)))


def _row(number_of: int, one: Laid, item: Alternative, s: Screen) -> Node:
    act = {**act_of(one), "look": look_of(one, s)}
    chosen = _is_chosen(one, s)
    return h(
        "tr",
        {"class": "choosable" + ("" if one.runs else " is-stay"), "act": act,
         "data-step": one.step.record, "data-kind": one.step.kind,
         "data-at": f"{one.middle:g}", "aria-current": "true" if chosen else None},
        h("td", "figure-cell", str(number_of)),
        h("td", None, h("button", {"type": "button", "class": "link", "act": act},
                        step_words(one.step, s))),
        h("td", None, mode_words(one.step.mode, s)),
        _km(one, s), _source(one, s),
        h("td", "figure-cell", hours_words(one.hours, s)),
        h("td", "source-cell", basis_mark(one, s), _why(one, s), *time_sources(one, s)),
        h("td", "figure-cell", middle_words(one.after, s) if one.after else s.say("unknown")),
        h("td", "figure-cell", emitted_words(one, item, s)),
    )


def act_of(one: Laid) -> dict[str, object]:
    """Choosing a step: a run by the kilometre in its middle, a stay by its border or place."""
    if one.runs:
        return {"type": "select", "id": WAY, "at": one.middle}
    at_border = one.step.kind == "cross"
    return {"type": "select", "id": one.step.record if at_border else one.step.start.place}


def look_of(one: Laid, s: Screen) -> list[float]:
    """What the map shows of a step, degrees west, south, east, north; empty: it only pans.

    A ship or aircraft does not stay between its two ends.
    """
    step = one.step
    if one.runs and step.mode not in ON_LAND:
        return []
    names = (step.start.place, step.end.place.partition(">")[2] or step.end.place)
    found = [s.catalog.places[name].location.geometry for name in names if name in s.catalog.places]
    points = [point for point in found if point is not None]
    if not points:
        return []
    lons, lats = [point.x for point in points], [point.y for point in points]
    return [min(lons) - ROOM, min(lats) - ROOM, max(lons) + ROOM, max(lats) + ROOM]


def _is_chosen(one: Laid, s: Screen) -> bool:
    act, view = act_of(one), s.view
    if not one.runs:
        return view.sel == act["id"]
    inside = view.at is not None and one.km0 <= view.at < one.km1
    return inside and view.sel in (WAY, None)


def _km(one: Laid, s: Screen) -> Node:
    if one.record is None:
        return h("td", "figure-cell", "")
    return h("td", {"class": "figure-cell", "data-value": f"{one.step.km:g}"},
             leg_figure(record_claims(one.record)[0], s))


def _source(one: Laid, s: Screen) -> Node:
    """How the kilometres are known and by whom, and what other sources give."""
    if one.record is None:
        return h("td", None, "")
    first, *others = record_claims(one.record)
    also = [s.say("also {km} km", km=number(float(str(claim.value)), s.lang)) for claim in others]
    return h("td", "source-cell", h("span", None, record_basis(one.record, s)),
             h("small", "basis-note", ", ".join(also)) if also else None,
             said(first.note, s.lang, "small", "basis-note") if first.note else None,
             source_line(first, s))


def _why(one: Laid, s: Screen) -> Node | None:
    if one.hours is None:
        return None
    return h("small", "basis-note", one.hours.why.to(s.say, s.lang))


def _sum(item: Alternative, s: Screen) -> Node:
    """The whole trip: its kilometres add up, its days do not."""
    days = band_words(item.days, s) if item.days else s.say("unknown")
    return h("tr", None,
             h("th", {"scope": "row", "colspan": 3}, s.say("Whole way")),
             h("td", "figure-cell", h("b", {"data-fact": "length_by_legs",
                                            "data-value": f"{item.km:.1f}", "data-unit": "km"},
                                      km_words(item.km, s))),
             h("td"), h("td", "figure-cell", days), h("td", None, s.say("P10 – P50 – P90")),
             h("td"), h("td", "figure-cell", emission_words(item, s)))


# --- to take away ---


def _copy(laid: Sequence[Laid], item: Alternative, s: Screen) -> Node:
    return h("button", {"type": "button", "class": "button", "data-copy": as_text(laid, item, s),
                        "data-done": s.say("Copied")}, s.say("Copy table"))


def as_text(laid: Sequence[Laid], item: Alternative, s: Screen) -> str:
    """The table as lines of fields with tabs between, as spreadsheets take it."""
    titles = (s.say("Step"), s.say("Mode"), "km", s.say("Basis"), s.say("Source"),
              s.say("Time, P10–P90"), s.say("What the time rests on"),
              s.say("Source of the time"), "CO₂e")
    lines = [titles, *(_fields(one, item, s) for one in laid)]
    return "\n".join("\t".join(field.replace("\t", " ") for field in line) for line in lines)


def _fields(one: Laid, item: Alternative, s: Screen) -> tuple[str, ...]:
    basis, source = "", ""
    if one.record is not None:
        found = s.catalog.source_of(record_claims(one.record)[0])
        basis = record_basis(one.record, s)
        source = found.publisher.names.to(s.lang).text if found else s.say("Source not found")
    return (
        step_words(one.step, s), mode_words(one.step.mode, s),
        f"{one.step.km:g}" if one.runs else "", basis, source, hours_words(one.hours, s),
        one.hours.why.to(s.say, s.lang) if one.hours else s.say("unknown"),
        "; ".join(_publishers(time_claims(one, s), s)), emitted_words(one, item, s),
    )


def _publishers(claims: Sequence[Claim], s: Screen) -> list[str]:
    found = (s.catalog.source_of(claim) for claim in claims if not claim.assumed)
    return list(dict.fromkeys(item.publisher.names.to(s.lang).text for item in found if item))
