"""Where things lie: in range, in their country, and never drawn where nobody knows the place."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from shapely import get_coordinates
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from layers.check.book import Book, Finding
from layers.check.countries import countries, km_outside
from layers.check.record import Record
from layers.crs import LonLat
from layers.errors import Problem

Shapes = dict[str, BaseGeometry]
SITES = ("parks", "facilities", "zones", "context")
HOME = "CN"  # sites are in Changchun unless their record names another country
# The base map is simplified, and border stations stand on the line itself.
BORDER_TOLERANCE_KM = 30.0
UNCONFIRMED = ("placeholder", "none")


def rules(root: Path) -> tuple[Any, ...]:
    """The rules of this module; those on countries rest where there is no base map yet."""
    shapes = countries(root)
    return (
        sites_are_placed_as_surely_as_they_are_known,
        partial(points_are_in_their_country, shapes=shapes),
        partial(outlines_are_sound, shapes=shapes),
    )


def sites_are_placed_as_surely_as_they_are_known(book: Book) -> Iterator[Problem]:
    """A confirmed place has a point and its accuracy, an unconfirmed one has neither."""
    for record in book.table(*SITES):
        place = record.doc.get("location")
        for field, what, do in _surely(place) if place is not None else ():
            yield record.problem(f"location.{field}", what, do)
    for record in book.table("borders"):
        own = record.doc.get("location", record.doc)
        if "point" in own and "accuracy_km" not in own:
            yield record.problem("accuracy_km", "is missing.", "Say how far the point may be off.")


def _surely(place: dict[str, Any]) -> Iterator[Finding]:
    confidence = place.get("confidence")
    if confidence in UNCONFIRMED:
        for field in ("point", "outline"):
            if field in place:
                do = "Take it out: a place that is not confirmed is not drawn."
                yield field, f"stands beside confidence {confidence}.", do
    elif confidence is not None and "point" not in place:
        yield "point", "is missing.", 'Add it, or write confidence = "none".'
    if "point" in place and "accuracy_km" not in place:
        yield "accuracy_km", "is missing.", "Say how far the point may be off, in kilometres."


def points_are_in_their_country(book: Book, *, shapes: Shapes) -> Iterator[Problem]:
    """A point is longitude first, in range, and in the country its record names."""
    for record, where, point, code in _points(book):
        for what, do in _of_point(point, code, shapes):
            yield record.problem(where, what, do)


def _points(book: Book) -> Iterator[tuple[Record, str, list[float], str]]:
    for record in book.table(*SITES):
        if "point" in record.doc.get("location", {}):
            code = record.doc.get("country", HOME)
            yield record, "location.point", record.doc["location"]["point"], code
    for record in book.table("stops"):
        if "point" in record.doc and "country" in record.doc:
            yield record, "point", record.doc["point"], record.doc["country"]
    stops = book.docs("stops")
    for record in book.table("borders"):
        place = record.doc.get("location", record.doc)
        first = stops.get((record.doc.get("stops") or [""])[0], {})
        if "point" in place and "country" in first:
            yield record, "point", place["point"], first["country"]


def _of_point(point: list[float], code: str, shapes: Shapes) -> Iterator[tuple[str, str]]:
    if len(point) != 2:
        yield f"holds {len(point)} numbers.", "Write [longitude, latitude]."
        return
    lon, lat = point
    country = shapes.get(code)
    if shapes and country is None:
        yield f"can't be looked up: the base map has no country {code}.", "Mend the country."
    off = None if not _in_range(lon, lat) else _km_off(country, (lon, lat))
    if off is not None and off <= BORDER_TOLERANCE_KM:
        return
    if _in_range(lat, lon) and country is not None and not km_outside(country, (lat, lon)):
        swapped = f"[{lon}, {lat}] is not in {code}, but [{lat}, {lon}] is."
        yield swapped, "Write longitude before latitude."
    elif off is None:
        yield f"[{lon}, {lat}] is nowhere on Earth.", "Write [longitude, latitude] in degrees."
    else:
        yield f"[{lon}, {lat}] is {off:.0f} km outside {code}.", "Mend the point or the country."


def _in_range(lon: float, lat: float) -> bool:
    return -180 <= lon <= 180 and -90 <= lat <= 90


def _km_off(country: BaseGeometry | None, point: LonLat) -> float:
    return 0.0 if country is None else km_outside(country, point)


def outlines_are_sound(book: Book, *, shapes: Shapes) -> Iterator[Problem]:
    """An outline is one valid polygon in CRS84, inside its country."""
    for record in book.table(*SITES):
        if record.outline is None:
            continue
        code = record.doc.get("country", HOME)
        for what, do in _of_outline(record.outline, code, shapes):
            yield record.problem("location.outline", what, do)
        if "outline_status" not in record.doc.get("location", {}):
            do = "Say whether it is indicative or official."
            yield record.problem("location.outline_status", "is missing.", do)


def _of_outline(geojson: Any, code: str, shapes: Shapes) -> Iterator[tuple[str, str]]:
    outline = geometry(geojson)
    if outline is None or outline.geom_type not in {"Polygon", "MultiPolygon"}:
        yield "is no polygon.", "Draw it again as one GeoJSON polygon."
    elif outline.is_empty or not outline.is_valid:
        yield "is empty or crosses itself.", "Mend its ring."
    else:
        for lon, lat, *_ in get_coordinates(outline).tolist():
            wrong = list(_of_point([lon, lat], code, shapes))
            if wrong:
                yield wrong[0]  # one vertex is enough to find the rest
                return


def geometry(geojson: Any) -> BaseGeometry | None:
    """A GeoJSON geometry; None for anything that is not one."""
    try:
        found = shape(geojson)
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None
    return found if isinstance(found, BaseGeometry) else None
