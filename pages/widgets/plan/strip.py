"""The strip map of the chosen way: all its modes on one axis of kilometres, with day marks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from atlas.i18n.figures import number, whole_km
from atlas.i18n.places import country
from atlas.maps.charts.strip_map import (
    Lane,
    Stretch,
    Strip,
    StripMark,
    StripStop,
    crosshair,
    merged,
)
from atlas.maps.element import Node, h
from atlas.maps.marks import NEAR_ZOOM
from atlas.maps.ways import WAY, WayStop
from atlas.routing.plan import Alternative
from layers.model import Leg
from pages.widgets.plan.along import HUES, Laid, laid_out, mode_words, own_shares
from pages.widgets.plan.inspect import inspect_card
from pages.widgets.plan.on_map import chosen_way, stop_at
from pages.widgets.plan.question import Asked
from pages.widgets.plan.stays import stay_charts
from pages.widgets.routes.stop_facts import zone_offset
from pages.widgets.routes.strip import (
    BROAD_MM,
    country_short,
    framed,
    traction_short,
    traction_tone,
    traction_words,
)
from pages.widgets.wording import Screen

FIRST_DAYS = (1, 2, 5)
# From how many days in all there is a mark every so many.
EACH_DAYS = ((0, 1), (10, 5), (40, 10), (120, 20))
HARDLY_KM = 1.0  # days that pass while standing share a mark
SQUARES = ("airport",)  # the strip has no sign of its own for these
RANKS = (10, 5)


def strip_part(asked: Asked) -> Node:
    """The strip map, what is known where one points, and the stays at borders."""
    item, s = asked.chosen, asked.s
    if item is None:
        return h("div")
    return h("div", {"class": "way-strip", "data-sheet": "plan_map", "data-testid": "plan-strip"},
             way_strip(item, s, at=_at(item, s)), _shares(item, s), inspect_card(asked),
             stay_charts(item, s))


def _shares(item: Alternative, s: Screen) -> Node | None:
    """What the day marks are where the days are those of own trips."""
    words = own_shares(item, s)
    return h("p", "tab-note", f"{s.say('Day, P50')}: {words}") if words else None


def way_strip(item: Alternative, s: Screen, *, at: float | None) -> Node:
    """The drawing, linked with the map."""
    strip = strip_of_way(item, s)
    over = None
    if at is not None:
        over = crosshair(strip, at, s.say("km {km}", km=number(whole_km(at), s.lang)))
    return framed(strip, s, line=WAY, marks=s.say("Day, P50"), over=over)


def still_strip(item: Alternative, s: Screen, *, key: str) -> Node:
    """The drawing for paper; ``key`` tells its hatching from that of another one on the page."""
    return framed(strip_of_way(item, s, key=key), s, line=None, marks=s.say("Day, P50"))


def _at(item: Alternative, s: Screen) -> float | None:
    """The kilometre the address names, or that of the place it names."""
    view = s.view
    if view.sel in (WAY, None):
        return view.at if view.at is not None and view.at <= item.km else None
    stop = stop_at(item, view.sel, s)
    return stop.km if stop else None


def strip_of_way(item: Alternative, s: Screen, *, key: str = "way") -> Strip:
    """The chosen way as a strip map draws it."""
    laid = laid_out(item, s.catalog)
    runs = [one for one in laid if one.runs and one.step.km]
    lanes = (
        Lane("mode", s.say("Mode"), "", merged(_mode(one, s) for one in runs)),
        Lane("country", s.say("Country"), "", merged(_country(one, s) for one in runs)),
        Lane("gauge", s.say("Gauge"), "mm", merged(_gauges(runs, s))),
        Lane("traction", s.say("Traction"), "", merged(_tractions(runs, s))),
        Lane("time", s.say("Local time"), s.say("winter, at stops"), _times(runs, s)),
    )
    return Strip(
        id=key, title=s.say("Strip map: {name}", name=item.name.to(s.say, s.lang)),
        hue=HUES.get(item.mode, "accent"), km0=0.0, km1=item.km,
        stops=tuple(_stops(chosen_way(item, s).stops)),
        lanes=tuple(lane for lane in lanes if lane.stretches),
        drops=tuple(_gauge_breaks(laid, s)), marks=tuple(day_marks(laid, s)),
    )


def _stops(stops: Sequence[WayStop]) -> Iterator[StripStop]:
    """Places of the way; a border's sign stands for the station it is named by."""
    borders = {stop.name for stop in stops if stop.mark and stop.mark.symbol in ("lozenge", "bars")}
    for stop in stops:
        mark = stop.mark
        if mark is None:
            continue
        of_border = mark.minzoom == NEAR_ZOOM and any(
            name.startswith(stop.name) for name in borders)
        if not of_border:
            symbol = "square" if mark.symbol in SQUARES else mark.symbol
            yield StripStop(stop.id, stop.km, mark.label[0], symbol, mark.priority)


# --- lanes ---


def _stretch(one: Laid, text: str, tone: str, short: str = "") -> Stretch:
    return Stretch(one.km0, one.km1, text, tone, short)


def _mode(one: Laid, s: Screen) -> Stretch:
    words = mode_words(one.step.mode, s)
    return _stretch(one, words, f"mode-{one.step.mode}")


def _country(one: Laid, s: Screen) -> Stretch:
    """By the stops at both ends; between two countries lies the border, place not given."""
    if one.step.mode == "sea":
        return _stretch(one, s.say("at sea"), "sea")
    if one.step.mode == "air":
        return _stretch(one, s.say("in the air"), "air")
    codes = tuple(dict.fromkeys(one.step.countries))
    name = country("/".join(codes), s.lang)
    tone = f"country-{codes[0].lower()}" if len(codes) == 1 else "between"
    if len(codes) > 1:
        words = s.say("{countries}: border stretch", countries=name)
        return _stretch(one, words, tone, _both_short(codes, s))
    return _stretch(one, name, tone, country_short(codes, name, s) if codes else "")


def _both_short(codes: Sequence[str], s: Screen) -> str:
    """Both countries of a border stretch by their shortest names."""
    mark = "" if s.lang == "zh" else "–"
    return mark.join(country_short((code,), country(code, s.lang), s) for code in codes)


def _gauges(runs: Iterable[Laid], s: Screen) -> Iterator[Stretch]:
    for one in runs:
        if one.step.mode != "rail":
            continue
        gauge = one.step.start.gauge
        if not gauge:
            yield _stretch(one, s.say("not found"), "unknown")
        else:
            tone = "broad" if gauge >= BROAD_MM else "standard"
            yield _stretch(one, number(gauge, s.lang), tone)


def _tractions(runs: Iterable[Laid], s: Screen) -> Iterator[Stretch]:
    for one in runs:
        if isinstance(one.record, Leg):
            yield _stretch(one, traction_words(one.record, s), traction_tone(one.record),
                           traction_short(one.record, s))


def _times(runs: Iterable[Laid], s: Screen) -> tuple[Stretch, ...]:
    """Offsets at the stops; where two neighbours differ the change is drawn midway.

    None at sea and in the air: where their clocks change is not known.
    """
    found = []
    for one in runs:
        zones = [s.catalog.places[place].timezone for place in _ends(one)]
        if one.step.mode not in ("rail", "road") or not all(zones):
            continue
        first, second = (zone_offset(zone or "UTC") for zone in zones)
        middle = (one.km0 + one.km1) / 2
        found += [Stretch(one.km0, middle, first, ""), Stretch(middle, one.km1, second, "")]
    return tuple(Stretch(item.km0, item.km1, item.text, "even" if row % 2 else "odd")
                 for row, item in enumerate(_joined(found)))


def _joined(found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Neighbours of one offset as one; across a gap they stay two."""
    out: list[Stretch] = []
    for item in found:
        if out and out[-1].km1 == item.km0:
            *kept, last = merged((out[-1], item))
            out[-1:] = [*kept, last]
        else:
            out.append(item)
    return tuple(out)


def _ends(one: Laid) -> tuple[str, str]:
    step = one.step
    return step.start.place, step.end.place.partition(">")[2] or step.end.place


def _gauge_breaks(laid: Iterable[Laid], s: Screen) -> Iterator[float]:
    for one in laid:
        if one.step.kind == "cross" and s.catalog.network.crossings[one.step.record].gauge_break:
            yield one.km0


# --- days ---


def day_marks(laid: Sequence[Laid], s: Screen) -> Iterator[StripMark]:
    """Where the middle trip (P50) is after 1, 2, 5, 10 … days; nothing where days are unknown."""
    whole = laid[-1].after
    if whole is None:
        return
    placed = [(km, day) for day in _days(whole.p50) if (km := km_after(laid, day)) is not None]
    for _km, group in groupby(_near(placed), key=lambda row: row[0]):
        days = [day for _row, _place, day in group]
        km = next(km for km, day in placed if day == days[0])
        text = f"{days[0]}" if len(days) == 1 else f"{days[0]}–{days[-1]}"
        rank = max(sum(day % step == 0 for step in RANKS) for day in days)
        words = s.say("P50 of day {days}: km {km}", days=text,
                      km=number(whole_km(km), s.lang))
        yield StripMark(km, text, rank, words)


def _near(placed: Sequence[tuple[float, int]]) -> Iterator[tuple[int, float, int]]:
    """Rows (group, kilometre, day): days at hardly another kilometre are one group."""
    number_of, last = 0, None
    for km, day in placed:
        if last is not None and km - last > HARDLY_KM:
            number_of += 1
        last = km
        yield number_of, km, day


def _days(whole: float) -> list[int]:
    """The days that are marked: the first ones, then evenly."""
    every = max(step for start, step in EACH_DAYS if whole >= start)
    first = {day for day in FIRST_DAYS if day <= min(every, whole)}
    return sorted(first | set(range(every, int(whole) + 1, every)))


def km_after(laid: Sequence[Laid], days: float) -> float | None:
    """The kilometre the middle trip has reached after so many days."""
    for one in laid:
        if one.before is None or one.after is None:
            return None
        if one.before.p50 < days <= one.after.p50:
            share = (days - one.before.p50) / (one.after.p50 - one.before.p50)
            return one.km0 + share * (one.km1 - one.km0)
    return None
