"""Sites, stops and candidate zones as features: which symbol, which label, from which zoom on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from atlas.i18n.figures import number
from atlas.i18n.places import country
from atlas.maps.card import park_mark, placement_words, reminded, site_card
from atlas.maps.feature import COORDINATE_DIGITS, Card, Feature, Phrasing, labels
from atlas.maps.route_marks import route_features
from layers import freshness
from layers.catalog import CORRIDOR, LINE, Catalog
from layers.model import Entity

CITY_ZOOM = 7.5  # from here on things inside Changchun lie apart
NEAR_ZOOM = 8.5
STOP_ZOOMS = ((60, 2.0), (45, 4.5), (0, 6.0))  # (priority from, first zoom it may be drawn at)
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


def features(
    catalog: Catalog, words: Phrasing, *, today: date = date.min
) -> tuple[Feature, ...]:
    """Every feature of a catalogue that has a geometry, and candidate zones of those without.

    ``today`` decides which places have figures that are due for review.
    """
    return (
        *route_features(catalog, words),
        *_sites(catalog, words, today),
        *_candidates(catalog, words),
        *_stops(catalog, words, today),
    )


def _sites(catalog: Catalog, words: Phrasing, today: date) -> Iterator[Feature]:
    for entity in catalog.entities.values():
        place = entity.location
        if entity.layer not in HUES or place.geometry is None:
            continue
        outline = place.outline
        overdue = freshness.overdue(entity.facts, today)
        yield Feature(
            id=entity.id,
            layers=(entity.layer,),
            kind=entity.kind,
            symbol=_site_symbol(entity),
            state=place.placement,
            hue=HUES[entity.layer] or entity.id,
            label=labels(entity, words),
            card=reminded(site_card(entity, words), overdue, words),
            point=_point(entity),
            accuracy_km=place.accuracy_km if place.placement == "approximate" else None,
            polygon=_rings(outline) if outline is not None else (),
            mark=park_mark(entity, words.lang) if entity.layer == "parks" else "",
            sub=placement_words(entity, words) if entity.layer == "parks" else "",
            priority=SITE_PRIORITY.get(entity.kind, 50),
            minzoom=_site_zoom(entity),
            aliases=(entity.same_as,) if entity.same_as else (),
            overdue=overdue,
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


def _stops(catalog: Catalog, words: Phrasing, today: date) -> Iterator[Feature]:
    borders = {stop: item for item in catalog.layer("borders") for stop in item.stops}
    chainage = {item.stop.id: item for item in catalog.line.stops}
    same = {item.same_as for item in catalog.entities.values() if item.same_as}
    for stop in catalog.stops.values():
        if stop.location.geometry is None or stop.id in same:
            continue
        border = borders.get(stop.id)
        first = border is not None and border.stops[0] == stop.id
        far_side = border is not None and not first
        overdue = freshness.overdue((*stop.facts, *(border.facts if border else ())), today)
        yield Feature(
            id=stop.id,
            layers=(*(stop.systems or ("line",)), *(("borders",) if border else ())),
            kind="stop",
            symbol=_stop_symbol(stop),
            state=stop.location.placement,
            hue=LINE if "line" in stop.systems else CORRIDOR,
            label=labels(stop, words),
            card=reminded(stop_card(stop, words, chainage.get(stop.id), border), overdue, words),
            point=_point(stop),
            priority=stop.priority,
            # Both sides of a border lie within a symbol's width until the map is close.
            minzoom=NEAR_ZOOM if far_side else _stop_zoom(stop),
            aliases=(border.id,) if first and border else (),
            overdue=overdue,
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


def _point(entity: Entity) -> tuple[float, float]:
    point = entity.location.geometry
    return round(point.x, COORDINATE_DIGITS), round(point.y, COORDINATE_DIGITS)  # type: ignore[union-attr]


def _rings(polygon: Any) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(
        tuple((round(lon, COORDINATE_DIGITS), round(lat, COORDINATE_DIGITS)) for lon, lat in ring)
        for ring in (polygon.exterior.coords, *(hole.coords for hole in polygon.interiors))
    )
