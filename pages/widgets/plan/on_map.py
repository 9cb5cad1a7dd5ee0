"""The chosen alternative for the map: its legs with their cards, its places, the others behind."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from weakref import WeakKeyDictionary

from atlas.i18n.figures import number
from atlas.i18n.places import country
from atlas.maps.feature import Card, Feature, labels
from atlas.maps.marks import NEAR_ZOOM, STOP_ZOOMS
from atlas.maps.ways import LAYER, WAY, Way, WayLeg, Ways, WayStop, nearest_km
from atlas.routing.graph import Edge
from atlas.routing.plan import Alternative
from layers.model import Entity
from layers.network import Crossing
from pages.widgets.cache import courses_of
from pages.widgets.map_view import BEHIND_A_WAY
from pages.widgets.plan.along import (
    HUES,
    Laid,
    emitted_words,
    here_rows,
    hours_words,
    km_words,
    laid_out,
    record_basis,
    record_claims,
)
from pages.widgets.plan.measures import band_words, middle_words
from pages.widgets.plan.names import passages
from pages.widgets.plan.question import Asked
from pages.widgets.plan.steps import step_words, stop_name
from pages.widgets.wording import Screen

# Where ships pass, longitude and latitude to a tenth of a degree: to name the place on a course.
PASSAGE_AT = {
    "suez": (32.5, 30.5), "bab-el-mandeb": (43.4, 12.6), "malacca": (101.2, 2.7),
    "sunda": (105.6, -6.1), "gibraltar": (-5.6, 35.9), "dover": (1.4, 51.0),
    "cape": (18.4, -34.9), "panama": (-79.7, 9.1), "kiel": (9.7, 54.3),
    "danish-straits": (12.6, 56.0), "korea-strait": (129.3, 34.5), "tsugaru": (140.4, 41.4),
}
FAR_ZOOM = 0.0  # ends, borders, ports and straits are marked however far off the map stands
END_PRIORITY, CHANGE_PRIORITY, BORDER_PRIORITY, PASSAGE_PRIORITY = 98, 94, 92, 50


def ways_on_map(asked: Asked) -> Ways | None:
    """The chosen way and the others; None where there is none."""
    if asked.chosen is None:
        return None
    others = [item for item in asked.alternatives if item is not asked.chosen]
    return Ways(chosen_way(asked.chosen, asked.s), tuple(_other(item, asked.s) for item in others))


def on_map(asked: Asked) -> Screen:
    """What the map marks as chosen: a kilometre of the way needs no other name."""
    s, view = asked.s, asked.s.view
    if asked.plan is not None and not asked.alternatives and view.layers is None:
        # No way is left: nothing may look as if it were one.
        return replace(s, view=view.with_(sel=None, at=None, layers=BEHIND_A_WAY))
    if view.at is None or view.sel not in (WAY, None):
        return replace(s, view=view.with_(at=None)) if view.at is not None else s
    way = asked.chosen
    inside = way is not None and view.at <= way.km
    return replace(s, view=view.with_(sel=WAY if inside else None, at=view.at if inside else None))


# By language: an alternative is shown in few, and asked for by map, strip, card and paper.
_CHOSEN: "WeakKeyDictionary[Alternative, dict[tuple[str, str | None], Way]]" = WeakKeyDictionary()


def chosen_way(item: Alternative, s: Screen) -> Way:
    """An alternative with everything the map can say of it; made once in each language."""
    made = _CHOSEN.setdefault(item, {})
    words = (s.lang, s.phrasing.lang2)
    if words not in made:
        made[words] = _chosen_way(item, s)
    return made[words]


def _chosen_way(item: Alternative, s: Screen) -> Way:
    laid = laid_out(item, s.catalog)
    start = stop_name(laid[0].step.start.place, s)
    return Way(
        id=WAY, hue=HUES.get(item.mode, ""), label=(item.name.to(s.say, s.lang),),
        legs=tuple(_leg(one, item, s) for one in laid if one.runs),
        stops=tuple(_stops(laid, item, s)), sub=_sub(item, s),
        origin=s.say("from {place}", place=start),
    )


def _sub(item: Alternative, s: Screen) -> str:
    """One figure with its counter-figure: kilometres and days."""
    days = band_words(item.days, s) if item.days else s.say("days unknown")
    return f"{km_words(item.km, s)} · {days}"


def _other(item: Alternative, s: Screen) -> Way:
    runs = [step for step in item.steps if step.kind == "run"]
    ends = pairwise(accumulate((step.km for step in runs), initial=0.0))
    legs = tuple(_bare(step, *km) for step, km in zip(runs, ends, strict=True))
    return Way(f"{WAY}-{item.id}", HUES.get(item.mode, ""), (item.name.to(s.say, s.lang),), legs)


def _bare(step: Edge, km0: float, km1: float) -> WayLeg:
    """A leg without words; records are named by the two ends they run between."""
    backward = not step.record.startswith(f"{step.start.place}--")
    return WayLeg(step.record, step.mode, km0, km1, backward)


def _leg(one: Laid, item: Alternative, s: Screen) -> WayLeg:
    rows = (
        (s.say("Leg"), step_words(one.step, s)),
        (s.say("Length"), _length(one, s)),
        (s.say("Time, P10–P90"), time_words(one, s)),
        ("CO₂e", emitted_words(one, item, s)),
    )
    return replace(
        _bare(one.step, one.km0, one.km1), name=step_words(one.step, s), here=here_rows(one, s),
        rows=rows, foot=_source(one, s), timed=one.step.mode in ("rail", "road"),
    )


def time_words(one: Laid, s: Screen) -> str:
    """A step's time, and that it is an assumption where it is one."""
    words = hours_words(one.hours, s)
    assumed = one.hours is not None and one.hours.basis == "assumed"
    return f"{words} · {s.say('assumption')}" if assumed else words


def _length(one: Laid, s: Screen) -> str:
    basis = record_basis(one.record, s) if one.record else s.say("not found")
    return f"{number(round(one.step.km, 1), s.lang)} km · {basis}"


def _source(one: Laid, s: Screen) -> str:
    """Who gives the leg's kilometres."""
    if one.record is None:
        return ""
    source = s.catalog.source_of(record_claims(one.record)[0])
    name = source.publisher.names.to(s.lang).text if source else s.say("Source not found")
    return s.say("Kilometres: {source}", source=name)


# --- places on it ---


def stop_at(item: Alternative, name: str, s: Screen) -> WayStop | None:
    """The place of a way with this id; a border also by the ids of its stations."""
    stops = chosen_way(item, s).stops
    found = next((stop for stop in stops if stop.id == name), None)
    if found is not None:
        return found
    return next((stop for stop in stops if stop.mark and name in stop.mark.aliases), None)


def _stops(laid: Sequence[Laid], item: Alternative, s: Screen) -> Iterator[WayStop]:
    """Every place in order, each once, with its mark."""
    seen: set[str] = set()
    stays = _stays(laid)
    borders = {place: one for one in laid if one.step.kind == "cross"
               for crossing in (s.catalog.network.crossings[one.step.record],)
               if not crossing.open for place in crossing.stops}
    for one in laid:
        if not one.runs:
            continue
        yield from _passages(one, item, s)
        for place, km in ((one.step.start.place, one.km0), (_end(one), one.km1)):
            stop = s.catalog.places.get(place)
            if stop is None or place in seen:
                continue
            seen.add(place)
            yield _stop(stop, km, stays.get(place, []), item, s, near_border=place in borders)
        if one.step.end.place not in s.catalog.places:
            yield from _border(one, laid, item, s)


def _end(one: Laid) -> str:
    """The stop a run leads to; behind a border's node stands the stop beyond."""
    return one.step.end.place.partition(">")[2] or one.step.end.place


def _stays(laid: Sequence[Laid]) -> dict[str, list[Laid]]:
    found: dict[str, list[Laid]] = {}
    for one in laid:
        if one.step.kind in ("load", "unload"):
            found.setdefault(one.step.start.place, []).append(one)
    return found


def _stop(
    stop: Entity, km: float, stays: list[Laid], item: Alternative, s: Screen, *, near_border: bool
) -> WayStop:
    end = stop.id in (item.steps[0].start.place, item.steps[-1].end.place)
    zoom = next(zoom for floor, zoom in STOP_ZOOMS if stop.priority >= floor)
    if end or stays:
        zoom = FAR_ZOOM
    elif near_border:  # the border's own mark stands for both sides until the map is close
        zoom = NEAR_ZOOM
    mark = _mark(
        stop.id, _point(stop), labels(stop, s.phrasing), item,
        symbol=_symbol(stays, end=end, km=km),
        priority=END_PRIORITY if end else CHANGE_PRIORITY if stays else stop.priority,
        minzoom=zoom, card=_stop_card(stop, km, stays, item, s),
    )
    return WayStop(stop.id, km, stop.label(s.lang), stop.timezone, mark)


def _symbol(stays: list[Laid], *, end: bool, km: float) -> str:
    if end and not km:
        return "target"
    if not stays:
        return "dot"
    return "airport" if "air" in {one.step.mode for one in stays} else "square"


def _stop_card(
    stop: Entity, km: float, stays: list[Laid], item: Alternative, s: Screen
) -> Card:
    rows = [(s.say("Country"), country(stop.country or "", s.lang)),
            (_from(item, s), km_words(km, s)), *_arrival(stays, s)]
    rows += [(_stay_title(one, s), time_words(one, s)) for one in stays]
    return Card(stop.names.to(s.lang).text, stop.names.get(s.phrasing.lang2 or "", ""), (),
                tuple(rows))


def _stay_title(one: Laid, s: Screen) -> str:
    loads = one.step.kind == "load"
    return s.say("Loading, P10–P90") if loads else s.say("Unloading, P10–P90")


def _from(item: Alternative, s: Screen) -> str:
    return s.say("from {place}", place=stop_name(item.steps[0].start.place, s))


def _arrival(stays: Sequence[Laid], s: Screen) -> list[tuple[str, str]]:
    """When the cargo comes, as P50 after the start."""
    before = stays[0].before if stays else None
    if before is None or not before.p50:
        return []
    return [(s.say("Arrives after, P50"), middle_words(before, s))]


def _border(one: Laid, laid: Sequence[Laid], item: Alternative, s: Screen) -> Iterator[WayStop]:
    """The mark of the border a run leads to, in the middle between its two stops."""
    after = laid[laid.index(one) + 1]
    crossing = s.catalog.network.crossings[after.step.record]
    if crossing.open:
        return
    ends = [_point(s.catalog.places[place]) for place in crossing.stops]
    known = [point for point in ends if point is not None]
    point = (sum(p[0] for p in known) / len(known), sum(p[1] for p in known) / len(known)) \
        if known else None
    mark = _mark(
        crossing.id, point, labels(s.catalog.places[crossing.stops[0]], s.phrasing), item,
        symbol="lozenge" if crossing.gauge_break else "bars", priority=BORDER_PRIORITY,
        minzoom=FAR_ZOOM, card=_border_card(crossing, after, item, s),
        aliases=(crossing.border,) if crossing.border else (),
    )
    yield WayStop(crossing.id, after.km0, crossing.names.to(s.lang).text, None, mark)


def _border_card(crossing: Crossing, stay: Laid, item: Alternative, s: Screen) -> Card:
    pills = ((s.say("break of gauge"), "warn"),) if crossing.gauge_break else ()
    gauges = crossing.gauges if stay.step.direction == "out" else crossing.gauges[::-1]
    rows = [(_from(item, s), km_words(stay.km0, s)), *_arrival((stay,), s),
            (s.say("Stay, P10–P90"), time_words(stay, s))]
    if crossing.gauge_break:
        rows.append((s.say("Gauge"), " → ".join(number(one, s.lang) for one in gauges) + " mm"))
    foot = stay.hours.why.to(s.say, s.lang) if stay.hours else ""
    return Card(crossing.names.to(s.lang).text, "", pills, tuple(rows), foot)


def _passages(one: Laid, item: Alternative, s: Screen) -> Iterator[WayStop]:
    """Narrows and capes of a sea leg, in the order they are passed."""
    course = courses_of(s.catalog).get(one.step.record)
    if course is None or one.record is None:
        return
    backward = one.step.start.place != one.record.start
    names, found = passages(s), []
    for name in one.step.passages:
        km = nearest_km(course, PASSAGE_AT[name]) if name in PASSAGE_AT else None
        if km is not None:
            found.append((one.km0 + (one.step.km - km if backward else km), name))
    for km, name in sorted(found):
        words = names.get(name, name)
        card = Card(words, rows=((_from(item, s), km_words(km, s)),))
        mark = _mark(name, PASSAGE_AT[name], (words,), item, symbol="dot",
                     priority=PASSAGE_PRIORITY, minzoom=FAR_ZOOM, card=card)
        yield WayStop(name, km, words, None, mark)


def _mark(
    name: str, point: tuple[float, float] | None, label: tuple[str, ...], item: Alternative, *,
    symbol: str, priority: int, minzoom: float, card: Card, aliases: tuple[str, ...] = (),
) -> Feature:
    return Feature(
        id=name, layers=(LAYER,), kind="stop", symbol=symbol, state="placed",
        hue=HUES.get(item.mode, ""), label=label, card=card, point=point, priority=priority,
        minzoom=minzoom, aliases=aliases,
    )


def _point(stop: Entity) -> tuple[float, float] | None:
    point = stop.location.geometry
    return None if point is None else (round(point.x, 4), round(point.y, 4))
