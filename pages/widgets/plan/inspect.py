"""What is known at a kilometre or at a place of the chosen way, each figure with its source."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from atlas.i18n.figures import number, whole_km
from atlas.i18n.places import country
from atlas.maps.element import Node, h
from atlas.maps.ways import WAY, WayStop
from atlas.routing.plan import Alternative
from atlas.routing.transit_time import Days
from layers.model import Leg
from layers.network import Link
from pages.widgets.plan.along import (
    Laid,
    emitted_words,
    here_rows,
    hours_words,
    km_words,
    laid_out,
    record_basis,
    record_claims,
    run_at,
)
from pages.widgets.plan.link import changed
from pages.widgets.plan.measures import band_words
from pages.widgets.plan.on_map import chosen_way, stop_at
from pages.widgets.plan.question import Asked
from pages.widgets.plan.stays import basis_mark, published, why_words
from pages.widgets.plan.steps import step_words
from pages.widgets.routes.reading import leg_figure
from pages.widgets.routes.stop_facts import zone_offset
from pages.widgets.wording import Screen, fact_block, said, source_line


def inspect_card(asked: Asked) -> Node | None:
    """The card of what is chosen on the way; nothing where nothing is."""
    item, s = asked.chosen, asked.s
    if item is None:
        return None
    view = s.view
    if view.sel in (WAY, None):
        inside = view.at is not None and view.at <= item.km
        return _at(item, view.at or 0.0, s) if inside else None
    stop = stop_at(item, view.sel, s)
    return _place(item, stop, s) if stop else None


# --- at a kilometre ---


def _at(item: Alternative, km: float, s: Screen) -> Node | None:
    laid = laid_out(item, s.catalog)
    here = run_at(laid, km)
    if here is None:
        return None
    title = h("h2", "reading-km",
              h("span", {"data-fact": "chainage", "data-value": f"{km:g}", "data-unit": "km"},
                s.say("km {km}", km=number(whole_km(km), s.lang))),
              h("small", None, f" {chosen_way(item, s).origin}"))
    rows = [*_around(item, km, s), *here_rows(here, s), *_clock(here, km, s),
            *_reached(here, km, s)]
    return _card(title, WAY, rows, [_leg(here, s), *_step(here, item, s)], s, at=km)


def _around(item: Alternative, km: float, s: Screen) -> Iterator[tuple[str, Node | str]]:
    stops = sorted(chosen_way(item, s).stops, key=lambda stop: stop.km)
    ahead = next((stop for stop in stops if stop.km > km), None)
    behind = next((stop for stop in reversed(stops) if stop.km <= km), None)
    yield s.say("Next stop"), _away(ahead, km, "next_stop", s)
    yield s.say("Previous stop"), _away(behind, km, "previous_stop", s)


def _away(stop: WayStop | None, km: float, fact: str, s: Screen) -> Node:
    if stop is None:
        return s.say("end of the line")
    away = round(abs(stop.km - km), 1)
    return h("span", {"data-fact": fact, "data-value": f"{away:g}", "data-unit": "km"},
             h("button", {"type": "button", "class": "link", "data-hover": stop.id,
                          "act": {"type": "select", "id": stop.id}}, stop.name),
             h("b", None, f" {km_words(away, s)}"))


def _clock(here: Laid, km: float, s: Screen) -> Iterator[tuple[str, Node]]:
    """The time at the nearer end of a leg on land; at sea and in the air none is given."""
    if here.step.mode not in ("rail", "road"):
        return
    nearer_start = km - here.km0 <= here.km1 - km
    place = here.step.start.place if nearer_start else _end(here)
    stop = s.catalog.places.get(place)
    if stop is None or not stop.timezone:
        yield s.say("Local time"), h("span", "unknown", s.say("not found"))
        return
    zone = stop.timezone
    clock = datetime.now(ZoneInfo(zone)).strftime("%H:%M")
    yield s.say("Local time"), h(
        "span", None, h("time", {"data-zone": zone}, f"{clock} ({zone_offset(zone)})"),
        h("small", "row-source", s.say("as at {place}", place=stop.label(s.lang))))


def _end(here: Laid) -> str:
    return here.step.end.place.partition(">")[2] or here.step.end.place


def _reached(here: Laid, km: float, s: Screen) -> Iterator[tuple[str, str]]:
    """P10, P50 and P90 of getting there, between those of the leg's two ends."""
    before, after = here.before, here.after
    if before is None or after is None:
        return
    share = (km - here.km0) / (here.km1 - here.km0) if here.km1 > here.km0 else 1.0
    p10, p50, p90 = (a + share * (b - a) for a, b in (
        (before.p10, after.p10), (before.p50, after.p50), (before.p90, after.p90)))
    days = Days(p10, p50, p90)
    yield s.say("Reached after"), band_words(days, s)


def _leg(here: Laid, s: Screen) -> Node:
    """The leg's kilometres: how they are known, by which source, and what others say."""
    record = here.record
    cells = _cells(record, s) if record else [h("div", "unknown", s.say("not found"))]
    return h("div", "inspect-part",
             h("h3", None, step_words(here.step, s)), *cells)


def _cells(record: Leg | Link, s: Screen) -> list[Node]:
    return [
        h("div", "inspect-claim",
          h("div", "fact-value", leg_figure(claim, s), h(
              "span", "qualifier",
              record_basis(record, s) if claim.preferred else s.say("other claim"))),
          said(claim.note, s.lang, "div", "fact-note") if claim.note else None,
          source_line(claim, s))
        for claim in record_claims(record)
    ]


def _step(one: Laid, item: Alternative, s: Screen) -> list[Node]:
    """A step's time and emissions, each with what it rests on."""
    return [
        h("div", "inspect-part",
          h("h3", None, _time_title(one, s)),
          h("div", "fact-value", h("b", {"data-fact": "step_time"}, hours_words(one.hours, s)), " ",
            basis_mark(one, s)),
          why_words(one, s)),
        h("div", "inspect-part",
          h("h3", None, s.say("CO₂e, estimate")),
          h("div", "fact-value", h("b", {"data-fact": "step_co2e"}, emitted_words(one, item, s))),
          h("span", "basis-note", one.emitted.why.to(s.say, s.lang))),
    ]


def _time_title(one: Laid, s: Screen) -> str:
    return {
        "run": s.say("Time on it, P10–P90"), "cross": s.say("Stay, P10–P90"),
        "load": s.say("Loading, P10–P90"), "unload": s.say("Unloading, P10–P90"),
    }[one.step.kind]


# --- at a place ---


def _place(item: Alternative, stop: WayStop, s: Screen) -> Node:
    steps = [one for one in laid_out(item, s.catalog)
             if not one.runs and stop.id in (one.step.record, one.step.start.place)]
    entity = s.catalog.find(stop.id)
    rows: list[tuple[str, Node | str]] = [(chosen_way(item, s).origin, km_words(stop.km, s))]
    if entity is not None and entity.country:
        rows.insert(0, (s.say("Country"), country(entity.country, s.lang)))
    if steps and (before := steps[0].before) is not None and before.p50:
        rows.append((s.say("Arrives after"), band_words(before, s)))
    parts = [part for one in steps for part in _step(one, item, s)]
    parts += _published(steps, s)
    return _card(h("h2", None, stop.name), stop.id, rows, parts, s)


def _published(steps: Sequence[Laid], s: Screen) -> list[Node]:
    """What sources say of the stay at a border."""
    found = []
    for one in steps:
        crossing = s.catalog.network.crossings.get(one.step.record)
        if crossing is not None and one.step.kind == "cross":
            found += [h("div", "inspect-part", fact_block(fact, s))
                      for fact in published(one, crossing, s)]
    return found


def _card(
    title: Node, name: str, rows: Sequence[tuple[str, Node | str]], parts: Sequence[Node],
    s: Screen, *, at: float | None = None,
) -> Node:
    close = {**changed(s.view, sel=None, at=None), "class": "close", "aria-label": s.say("Close")}
    return h(
        "section",
        {"class": "way-inspect", "data-testid": "attribute-panel", "data-feature": name,
         "data-at": None if at is None else f"{at:g}", "aria-live": "polite"},
        h("div", "inspect-head", title, h("a", close, "✕")),
        h("table", "rows", h("tbody", None, *(
            h("tr", None, h("th", {"scope": "row"}, key), h("td", None, value))
            for key, value in rows))),
        h("div", "inspect-parts", *parts),
    )
