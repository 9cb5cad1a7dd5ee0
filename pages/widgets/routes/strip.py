"""The strip map of a route: stops, country, gauge, traction and local time on one axis."""

from collections.abc import Iterator
from itertools import pairwise

from atlas.i18n.figures import number, whole_km
from atlas.i18n.places import country
from atlas.maps.charts.strip_map import (
    Lane,
    Stretch,
    Strip,
    StripStop,
    crosshair,
    merged,
    pointer_axis,
    strip_map,
    ticks,
)
from atlas.maps.element import Node, h
from atlas.maps.marks import STOP_SYMBOLS
from layers.catalog import CORRIDOR
from layers.model import Leg
from layers.rail_line import CHAINAGE_ORIGIN, StopOnLine
from pages.widgets.mount import tree
from pages.widgets.routes.choice import Branch, Route, chosen_leg
from pages.widgets.routes.dwell import dwell_charts
from pages.widgets.routes.stop_facts import zone_offset
from pages.widgets.wording import Screen, said, source_name

BROAD_MM = 1520
TRACTION_TONES = (("25 kV", "ac25"), ("15 kV", "ac15"), ("3 kV", "dc3"), ("diesel", "diesel"))


def strip_panel(route: Route, s: Screen) -> None:
    """Show the strip map with the dwell at its borders; the crosshair travels apart."""
    strips = [strip_of(branch, route, s) for branch in route.branches]
    tree(
        h("section", {"class": "strip-panel", "aria-label": s.say("Strip map")},
          _tabs(route, strips, s), dwell_charts(route, s)),
        key="route-strip",
    )


def _tabs(route: Route, strips: list[Strip], s: Screen) -> Node:
    bodies = [_strip(strip, route, s) for strip in strips]
    if len(bodies) == 1:
        return bodies[0]
    shown = _shown_branch(route, s)
    buttons = [
        h("button", {"type": "button", "role": "tab", "class": "tab", "data-tab": branch.id,
                     "aria-selected": "true" if row == shown else "false"},
          branch.names.to(s.lang).text)
        for row, branch in enumerate(route.branches)
    ]
    panels = [
        h("div", {"role": "tabpanel", "data-tabpanel": branch.id, "hidden": row != shown}, body)
        for row, (branch, body) in enumerate(zip(route.branches, bodies, strict=True))
    ]
    return h("div", {"data-tabs": "strip-axes"},
             h("div", {"class": "tabs", "role": "tablist"}, *buttons), *panels)


def _shown_branch(route: Route, s: Screen) -> int:
    """The axis with the chosen leg or stop; the first where neither names one."""
    leg = chosen_leg(s)
    ends = {leg.start, leg.end} if leg is not None else {s.view.sel}
    return next((row for row, branch in enumerate(route.branches)
                 if ends <= {stop.stop.id for stop in branch.line.stops}), 0)


def _strip(strip: Strip, route: Route, s: Screen) -> Node:
    return framed(strip, s, line=route.id if route.by_chainage else None)


def framed(
    strip: Strip, s: Screen, *, line: str | None, marks: str = "", over: Node | None = None
) -> Node:
    """A strip map with its titles.

    Parameters
    ----------
    line
        Id of the line on the map that a pointer on the axis means; None where there is none.
    marks
        Title of the row of marks, where there is one.
    over
        What lies over the drawing, such as a crosshair.

    """
    axis = pointer_axis(strip, line) if line else None
    numbers = {km: number(km, s.lang) for km in ticks(strip)}
    titles = [h("div", "lane-title", h("b", None, lane.title),
                h("small", None, lane.sub) if lane.sub else None) for lane in strip.lanes]
    first = h("div", "lane-title lane-stops", h("b", None, s.say("Stops")),
              h("small", None, _axis_words(strip, s)))
    row = [h("div", "lane-title", h("b", None, marks))] if strip.marks else []
    return h("div", {"class": "strip-scroll", "tabindex": 0, "aria-label": strip.title},
             h("div", "strip", h("div", _titles(strip), first, *row, *titles),
               h("div", "strip-field", axis, strip_map(strip, numbers), over)))


def _titles(strip: Strip) -> dict[str, object]:
    """The titles stand beside their lanes, which begin below the longest label."""
    return {"class": "strip-titles", "style": {"padding-top": f"{strip.line_y - 12}px"}}


def _axis_words(strip: Strip, s: Screen) -> str:
    origin = next((stop for stop in strip.stops if stop.km == 0), strip.stops[0])
    return s.say("km from {place}", place=origin.name)


def crosshair_layer(route: Route, s: Screen) -> None:
    """The chosen kilometre over the strip map."""
    at, branch = s.view.at, route.branches[0]
    node: Node = h("div", "strip-over")
    if at is not None and route.by_chainage and branch.chainage(0) <= at <= _end(branch):
        text = s.say("km {km}", km=number(whole_km(at), s.lang))
        strip = strip_of(branch, route, s)
        node = h("div", "strip-over", h("div", "strip", h("div", _titles(strip)),
                 h("div", "strip-field", crosshair(strip, at, text))))
    tree(node, key="route-cross")


def _end(branch: Branch) -> float:
    return branch.chainage(branch.line.km)


def strip_of(branch: Branch, route: Route, s: Screen) -> Strip:
    """A branch of a route as a strip map draws it."""
    gauges = _gauges(branch, s)
    return Strip(
        id=branch.id,
        title=s.say("Strip map: {name}", name=branch.names.to(s.lang).text),
        hue=route.hue,
        km0=branch.chainage(0.0),
        km1=_end(branch),
        stops=tuple(_stop(stop, branch, s) for stop in branch.line.stops),
        lanes=(
            Lane("country", s.say("Country"), "", _countries(branch, s)),
            Lane("gauge", s.say("Gauge"), "mm", gauges),
            Lane("traction", s.say("Traction"), "", _traction(branch, s)),
            Lane("time", s.say("Local time"), s.say("winter, at stops"), _times(branch)),
        ),
        drops=tuple(before.km1 for before, after in pairwise(gauges)
                    if before.tone != after.tone),
        slices=tuple(_leg_slices(branch, s)) if route.id == CORRIDOR else (),
        chosen=_chosen_slice(branch, route, s),
    )


def _stop(item: StopOnLine, branch: Branch, s: Screen) -> StripStop:
    stop = item.stop
    origin = stop.id == CHAINAGE_ORIGIN
    symbol = "target" if origin else STOP_SYMBOLS.get(stop.kind, "dot")
    name = (stop.short if s.lang in stop.short else stop.names).to(s.lang)
    return StripStop(stop.id, branch.chainage(item.km), name.text, symbol, stop.priority,
                     item.interpolated, name.lang if name.fallback else None)


def _countries(branch: Branch, s: Screen) -> tuple[Stretch, ...]:
    """From stop to stop; between two stops of two countries lies the border, place not given."""
    found = []
    for start, end in pairwise(branch.line.stops):
        codes = tuple(dict.fromkeys((start.stop.country or "", end.stop.country or "")))
        tone = f"country-{codes[0].lower()}" if len(codes) == 1 else "between"
        name = country("/".join(codes), s.lang)
        short = country_short(codes, name, s)
        found.append(_stretch(start.km, end.km, name, tone, branch=branch, short=short))
    return merged(found)


def country_short(codes: tuple[str, ...], name: str, s: Screen) -> str:
    """A country where its name is too wide: its code, in Chinese its first character."""
    if len(codes) > 1:
        return ""
    return name[0] if s.lang == "zh" else codes[0]


def _stretch(
    km0: float, km1: float, text: str, tone: str, *, branch: Branch, short: str = ""
) -> Stretch:
    return Stretch(branch.chainage(km0), branch.chainage(km1), text, tone, short)


def _gauges(branch: Branch, s: Screen) -> tuple[Stretch, ...]:
    return merged(
        _stretch(item.km0, item.km1,
                 number(item.leg.gauge_mm, s.lang) if item.leg.gauge_mm else s.say("not found"),
                 gauge_tone(item.leg), branch=branch)
        for item in branch.line.legs
    )


def gauge_tone(leg: Leg) -> str:
    """The tone of a leg's gauge."""
    if leg.gauge_mm is None:
        return "unknown"
    return "broad" if leg.gauge_mm >= BROAD_MM else "standard"


def _traction(branch: Branch, s: Screen) -> tuple[Stretch, ...]:
    return merged(
        _stretch(item.km0, item.km1, traction_words(item.leg, s), traction_tone(item.leg),
                 branch=branch, short=traction_short(item.leg, s))
        for item in branch.line.legs
    )


def traction_words(leg: Leg, s: Screen) -> str:
    """The traction of a leg, or that none was found."""
    if leg.traction is None:
        return s.say("not found")
    spelled = {"diesel": s.say("diesel"), "electric": s.say("electric, system not found")}
    return spelled.get(leg.traction, leg.traction)


def traction_source(leg: Leg, s: Screen) -> Node:
    """Who says so; where nobody does, what the figure rests on instead."""
    source = s.catalog.sources.get(leg.traction_source or "")
    if source is None:
        return s.say("source not found")
    unnamed = source.grade == "not-found"
    return said(source.title, s.lang) if unnamed else source_name(source, s)


def traction_short(leg: Leg, s: Screen) -> str:
    """The voltages alone: "25 kV / 3 kV"."""
    if leg.traction == "electric":
        return s.say("electric")
    voltages = [" ".join(part.split()[:2]) for part in (leg.traction or "").split(" / ")]
    return " / ".join(voltages) if "kV" in (leg.traction or "") else ""


def traction_tone(leg: Leg) -> str:
    """The tone of a leg's traction."""
    if leg.traction is None:
        return "unknown"
    if "/" in leg.traction:
        return "mixed"
    return next((tone for part, tone in TRACTION_TONES if part in leg.traction), "electric")


def _times(branch: Branch) -> tuple[Stretch, ...]:
    """Offsets at the stops; where two neighbours differ the change is drawn midway."""
    found = []
    zoned = [stop for stop in branch.line.stops if stop.stop.timezone]
    for start, end in pairwise(zoned):
        first, second = (zone_offset(stop.stop.timezone or "UTC") for stop in (start, end))
        middle = (start.km + end.km) / 2
        found += [(start.km, middle, first), (middle, end.km, second)]
    joined = merged(_stretch(a, b, text, "", branch=branch) for a, b, text in found)
    return tuple(Stretch(item.km0, item.km1, item.text, "even" if row % 2 else "odd")
                 for row, item in enumerate(joined))


def _chosen_slice(branch: Branch, route: Route, s: Screen) -> int | None:
    leg = chosen_leg(s) if route.id == CORRIDOR else None
    pair = (leg.start, leg.end) if leg is not None else None
    return next((row for row, item in enumerate(branch.line.legs)
                 if (item.start, item.end) == pair), None)


def _leg_slices(
    branch: Branch, s: Screen
) -> Iterator[tuple[float, float, dict[str, object]]]:
    """A leg of the strip chooses its middle by the corridor's running kilometre."""
    running = {(leg.start, leg.end): leg for leg in s.catalog.corridor_legs}
    for item in branch.line.legs:
        leg = running[(item.start, item.end)]
        act = {"type": "select", "id": CORRIDOR, "at": round((leg.km0 + leg.km1) / 2, 1)}
        yield item.km0, item.km1, act
