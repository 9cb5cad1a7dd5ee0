"""Entities as features of a map: which symbol, which label, which card, from which zoom on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from atlas.i18n import Words
from atlas.i18n.figures import claim_words, edtf, number
from atlas.i18n.places import country
from layers.catalog import CORRIDOR, LINE, Catalog
from layers.model import Entity, Leg, Service
from layers.rail_line import LegOnLine, RailLine

Path = tuple[tuple[float, float, float], ...]

COORDINATE_DIGITS = 4  # 10 m, below the accuracy of every position we hold
CITY_ZOOM = 7.5  # from here on things inside Changchun lie apart
NEAR_ZOOM = 8.5
STOP_ZOOMS = ((60, 2.0), (45, 4.5), (0, 6.0))  # (priority from, first zoom it may be drawn at)
PARK_MARKS = {
    "park-rok": ("韩", "KR"),
    "park-germany": ("德", "DE"),
    "park-thailand": ("泰", "TH"),
    "park-russia": ("俄", "RU"),
    "park-cuba": ("古", "CU"),
    "park-belarus": ("白", "BY"),
    "park-eu-finland": ("芬", "FI"),
}
STOP_SYMBOLS = {
    "origin_terminal": "square",
    "destination_terminal": "square",
    "freight_terminal": "square",
    "border_gauge_change": "lozenge",
    "border_same_gauge": "bars",
    "border_planned": "bars",
}
SITE_SYMBOLS = {"airport": "airport", "station": "station", "opening_platform": "square"}
# The five parks lead their group; other parks that share a place stand behind them.
SITE_PRIORITY = {"park": 92, "airport": 60, "station": 55, "other_park": 45}
HUES = {"parks": "", "facilities": "facilities", "stations": "stations", "zones": "zones"}


@dataclass(frozen=True, slots=True)
class Phrasing:
    """In which languages a document is worded."""

    lang: str
    lang2: str | None
    say: Words


@dataclass(frozen=True, slots=True)
class Card:
    """What the map itself says of a feature the moment it is chosen."""

    title: str
    sub: str = ""
    pills: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the map. Coordinates CRS84, longitude first; paths carry chainage in km."""

    id: str
    layers: tuple[str, ...]
    kind: str
    symbol: str
    state: str
    hue: str
    label: tuple[str, ...]
    card: Card
    point: tuple[float, float] | None = None
    accuracy_km: float | None = None
    polygon: tuple[tuple[tuple[float, float], ...], ...] = ()
    paths: tuple[Path, ...] = ()
    legs: tuple[dict[str, Any], ...] = ()
    form: str = ""
    ticks_km: int = 0
    mark: str = ""
    sub: str = ""
    priority: int = 30
    minzoom: float = 2.0
    aliases: tuple[str, ...] = ()
    candidate_for: str = ""
    own_lang: str = field(default="")


def features(catalog: Catalog, words: Phrasing) -> tuple[Feature, ...]:
    """Every feature of a catalogue that has a geometry, and candidate zones of those without."""
    return (
        *_routes(catalog, words),
        *_sites(catalog, words),
        *_candidates(catalog, words),
        *_stops(catalog, words),
    )


def labels(entity: Entity, words: Phrasing) -> tuple[str, ...]:
    """The label's lines: the main language, and the second one where it has its own name."""
    main = entity.label(words.lang)
    names = entity.short if words.lang2 in entity.short else entity.names
    second = names.get(words.lang2, "") if words.lang2 else ""
    return (main, second) if second and second != main else (main,)


def park_mark(entity: Entity, lang: str) -> str:
    """A park's character, or its country code where the language does not use characters."""
    character, code = PARK_MARKS.get(entity.id, ("", entity.partner or ""))
    return character if lang == "zh" else code


def placement_words(entity: Entity, words: Phrasing) -> str:
    """How sure the place is, in few words: "approximate · ±7 km"."""
    _ = words.say
    placement = entity.location.placement
    if placement == "unconfirmed":
        return _("location not confirmed")
    how = _("approximate") if placement == "approximate" else _("placed")
    accuracy = entity.location.accuracy_km
    if accuracy is None:
        return how
    return f"{how} · ±{number(accuracy, words.lang)} km"


def status_words(entity: Entity, words: Phrasing) -> str:
    """The state with its date: "operating · 2026-03"."""
    if entity.status is None:
        return words.say("status unknown")
    said = entity.status.text.to(words.lang).text
    if entity.status.code == "unknown":
        return said
    return f"{said} · {edtf(entity.status.as_of, words.say)}"


def site_card(entity: Entity, words: Phrasing) -> Card:
    """Name, state, place and the first headline figures."""
    tones = {"operating": "good", "unknown": "warn"}
    pills = []
    if entity.status is not None:
        pills.append((status_words(entity, words), tones.get(entity.status.code, "plain")))
    if entity.id not in (LINE, CORRIDOR):
        pills.append((placement_words(entity, words), "info"))
    headline = sorted(
        (fact for fact in entity.facts if fact.headline), key=lambda fact: fact.headline or 0
    )
    rows = tuple(
        (fact.label.to(words.lang).text, claim_words(fact.preferred, words.lang, words.say))
        for fact in headline[:2]
    )
    second = entity.names.get(words.lang2 or "", "")
    return Card(entity.names.to(words.lang).text, second, tuple(pills), rows)


def _sites(catalog: Catalog, words: Phrasing) -> Iterator[Feature]:
    for entity in catalog.entities.values():
        place = entity.location
        if entity.layer not in HUES or place.geometry is None:
            continue
        outline = place.outline
        yield Feature(
            id=entity.id,
            layers=(entity.layer,),
            kind=entity.kind,
            symbol=_site_symbol(entity),
            state=place.placement,
            hue=HUES[entity.layer] or entity.id,
            label=labels(entity, words),
            card=site_card(entity, words),
            point=_point(entity),
            accuracy_km=place.accuracy_km if place.placement == "approximate" else None,
            polygon=_rings(outline) if outline is not None else (),
            mark=park_mark(entity, words.lang) if entity.layer == "parks" else "",
            sub=placement_words(entity, words) if entity.layer == "parks" else "",
            priority=SITE_PRIORITY.get(entity.kind, 50),
            minzoom=_site_zoom(entity),
            aliases=(entity.same_as,) if entity.same_as else (),
        )


def _site_symbol(entity: Entity) -> str:
    if entity.layer == "parks":
        return "disc"
    if entity.layer == "zones":
        return "zone"
    return SITE_SYMBOLS.get(entity.kind, "triangle")


def _site_zoom(entity: Entity) -> float:
    if entity.kind == "park":
        return CITY_ZOOM - 1
    return CITY_ZOOM if entity.layer in {"parks", "stations"} else NEAR_ZOOM - 0.5


def _candidates(catalog: Catalog, words: Phrasing) -> Iterator[Feature]:
    for park in catalog.layer("parks"):
        for candidate in park.location.candidates:
            zone = catalog.find(candidate.entity)
            if zone is None or zone.location.geometry is None:
                continue
            yield Feature(
                id=f"{park.id}.candidate.{zone.id}",
                layers=("parks",),
                kind="candidate",
                symbol="zone",
                state="candidate",
                hue=park.id,
                label=labels(zone, words),
                card=Card(
                    zone.names.to(words.lang).text,
                    words.say("candidate, not confirmed"),
                    foot=candidate.text.to(words.lang).text,
                ),
                point=_point(zone),
                accuracy_km=zone.location.accuracy_km,
                sub=words.say("candidate, not confirmed"),
                priority=96,  # lit for the chosen park: they lead what they stand among
                minzoom=CITY_ZOOM - 1,
                candidate_for=park.id,
            )


def _stops(catalog: Catalog, words: Phrasing) -> Iterator[Feature]:
    borders = {stop: item for item in catalog.layer("borders") for stop in item.stops}
    chainage = {item.stop.id: item for item in catalog.line.stops}
    same = {item.same_as for item in catalog.entities.values() if item.same_as}
    for stop in catalog.stops.values():
        if stop.location.geometry is None or stop.id in same:
            continue
        border = borders.get(stop.id)
        first = border is not None and border.stops[0] == stop.id
        far_side = border is not None and not first
        yield Feature(
            id=stop.id,
            layers=(*(stop.systems or ("line",)), *(("borders",) if border else ())),
            kind="stop",
            symbol=_stop_symbol(stop),
            state=stop.location.placement,
            hue=LINE if "line" in stop.systems else CORRIDOR,
            label=labels(stop, words),
            card=stop_card(stop, words, chainage.get(stop.id), border),
            point=_point(stop),
            priority=stop.priority,
            # Both sides of a border lie within a symbol's width until the map is close.
            minzoom=NEAR_ZOOM if far_side else _stop_zoom(stop),
            aliases=(border.id,) if first and border else (),
        )


def _stop_symbol(stop: Entity) -> str:
    if stop.id == "cn-changchun":
        return "target"
    return STOP_SYMBOLS.get(stop.kind, "dot")


def _stop_zoom(stop: Entity) -> float:
    return next(zoom for floor, zoom in STOP_ZOOMS if stop.priority >= floor)


def stop_card(stop: Entity, words: Phrasing, on_line: Any, border: Entity | None) -> Card:
    """Country, gauge and kilometre of a stop; for a border what changes there."""
    _ = words.say
    rows = [(_("Country"), country(stop.country or "", words.lang))]
    if on_line is not None:
        about = _("about {km} km") if on_line.interpolated else "{km} km"
        km = about.format(km=number(round(on_line.km), words.lang))
        rows.append((_("From Changchun"), km))
    if stop.gauge_mm:
        gauges = " / ".join(number(gauge, words.lang) for gauge in stop.gauge_mm)
        rows.append((_("Gauge"), f"{gauges} mm"))
    pills = ((_("break of gauge"), "warn"),) if border is not None and border.gauge_break else ()
    return Card(
        stop.names.to(words.lang).text,
        stop.names.get(words.lang2 or "", ""),
        pills,
        tuple(rows),
        stop.role.to(words.lang).text,
    )


def _routes(catalog: Catalog, words: Phrasing) -> Iterator[Feature]:
    corridor = catalog.routes.get(CORRIDOR)
    if corridor is not None:
        yield _corridor(catalog, corridor.entity, words)
    drawn = {frozenset(pair) for pair in pairwise(catalog.routes[LINE].main_path)}
    for service in catalog.services:
        feature = _service(catalog, service, drawn, words)
        if feature is not None:
            yield feature
    line = catalog.line
    entity = catalog.routes[LINE].entity
    yield Feature(
        id=LINE,
        layers=("line",),
        kind="line",
        symbol="line",
        state="placed",
        hue=LINE,
        label=labels(entity, words),
        card=site_card(entity, words),
        paths=(_path(line),),
        form="solid",
        sub=line_sub(entity, line, words),
        ticks_km=1000,
        priority=90,
    )


def line_sub(entity: Entity, line: RailLine, words: Phrasing) -> str:
    """The published length beside the sum of the legs, never one without the other."""
    published = entity.fact("length")
    if published is None or not isinstance(published.preferred.value, float):
        return ""
    return words.say(
        "{published} km published · {legs} km by legs",
        published=number(published.preferred.value, words.lang),
        legs=number(round(line.km), words.lang),
    )


def corridor_sub(entity: Entity, words: Phrasing) -> str:
    """When the programme was signed and how far it runs."""
    dates = [entity.fact(key) for key in ("signed", "extended_to")]
    signed, end = (str(fact.preferred.value) if fact else "" for fact in dates)
    if not (signed and end):
        return ""
    return words.say("signed {signed} · runs to {end}", signed=signed, end=end)


def _corridor(catalog: Catalog, entity: Entity, words: Phrasing) -> Feature:
    legs = catalog.corridor_legs
    return Feature(
        id=CORRIDOR,
        layers=("corridor",),
        kind="corridor",
        symbol="line",
        state="placed",
        hue=CORRIDOR,
        label=labels(entity, words),
        card=site_card(entity, words),
        paths=tuple(_path(catalog.along((leg.start, leg.end)), leg.km0) for leg in legs),
        legs=tuple(leg_name(catalog, item, words) for item in legs),
        form="band",
        sub=corridor_sub(entity, words),
        priority=85,
    )


def _service(
    catalog: Catalog, service: Service, drawn: set[frozenset[str]], words: Phrasing
) -> Feature | None:
    runs = list(_runs(service.path, drawn))
    if not runs:
        return None
    drawn.update(frozenset(pair) for run in runs for pair in pairwise(run))
    return Feature(
        id=service.id,
        layers=("line",),
        kind="service",
        symbol="line",
        state="placed",
        hue=LINE,
        label=(service.names.to(words.lang).text,),
        card=Card(service.names.to(words.lang).text, foot=service.path_note.to(words.lang).text),
        paths=tuple(_path(catalog.along(run)) for run in runs),
        form="thin",
        priority=20,
    )


def _runs(path: Iterable[str], drawn: set[frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Stretches of a path whose legs are not drawn yet."""
    run: list[str] = []
    for start, end in pairwise(path):
        if frozenset((start, end)) in drawn:
            if len(run) > 1:
                yield tuple(run)
            run = []
            continue
        run = [*run, end] if run else [start, end]
    if len(run) > 1:
        yield tuple(run)


def leg_row(catalog: Catalog, leg: Leg, words: Phrasing) -> dict[str, Any]:
    """A leg in words: ends, kilometres, how they are known, gauge, traction, country."""
    _ = words.say
    basis = {
        "published": _("published"),
        "derived": _("from published posts"),
        "estimated": _("estimate"),
    }
    return {
        "from": catalog.stops[leg.start].names.to(words.lang).text,
        "to": catalog.stops[leg.end].names.to(words.lang).text,
        "km": leg.km,
        "basis": basis[leg.basis],
        "gauge": leg.gauge_mm,
        "traction": traction_words(leg.traction, words),
        "country": country(leg.country, words.lang),
    }


def traction_words(traction: str | None, words: Phrasing) -> str:
    """How trains are drawn on a leg: a current system as it is written, else in words."""
    _ = words.say
    known = {
        None: _("not found"),
        "diesel": _("diesel"),
        "electric": _("electric, system not found"),
    }
    return known.get(traction) or str(traction)


def leg_name(catalog: Catalog, item: LegOnLine, words: Phrasing) -> dict[str, Any]:
    """A corridor leg as its card names it, with the running kilometres it covers."""
    _ = words.say
    leg = item.leg
    row = leg_row(catalog, leg, words)
    gauge = f"{number(leg.gauge_mm, words.lang)} mm" if leg.gauge_mm else _("changes here")
    return {
        "km0": round(item.km0, 1),
        "km1": round(item.km1, 1),
        "name": f"{row['from']} – {row['to']}",
        "sub": row["country"],
        "rows": [
            [_("Length"), f"{number(leg.km, words.lang)} km · {row['basis']}"],
            [_("Gauge"), gauge],
            [_("Traction"), row["traction"]],
        ],
    }


def _point(entity: Entity) -> tuple[float, float]:
    point = entity.location.geometry
    return round(point.x, COORDINATE_DIGITS), round(point.y, COORDINATE_DIGITS)  # type: ignore[union-attr]


def _rings(polygon: Any) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(
        tuple((round(lon, COORDINATE_DIGITS), round(lat, COORDINATE_DIGITS)) for lon, lat in ring)
        for ring in (polygon.exterior.coords, *(hole.coords for hole in polygon.interiors))
    )


def _path(line: RailLine, km0: float = 0.0) -> Path:
    return tuple(
        (round(lon, COORDINATE_DIGITS), round(lat, COORDINATE_DIGITS), round(km0 + km, 1))
        for lon, lat, km in line.vertices
    )
