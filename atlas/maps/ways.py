"""Ways of the planner as a layer of a map: where they run, by which mode, what stands on them.

Maps and routing don't know each other: a page hands its ways over as these plain values. Where
rails and courses lie is published once for each data version (:func:`courses`); a way only names
the courses it runs along, so that choosing another one sends a few kilobytes.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

from pyproj import Geod

from atlas.maps.feature import COORDINATE_DIGITS, Feature, Path, feature_json
from atlas.maps.view import Bounds
from layers.catalog import Catalog
from layers.model import Leg
from layers.network import Link

WAY = "way"  # the chosen one's id on the map and in the address; others are "way-<id>"
LAYER = "ways"
PASSED = "dot"  # the symbol of a place that a way only passes
WORLD_DEG = 360.0
GEOD = Geod(ellps="WGS84")
GEODESIC_STEP_KM = 150.0
PADDING = 0.07  # of the extent, so that ends and their names do not touch the frame
LEAST_DEG = 3.0
NEAR_DEG = 2.5  # farther from a strait than this a course does not pass it
SOUTHMOST, NORTHMOST = -80.0, 84.0  # a Mercator map shows little beyond


@dataclass(frozen=True, eq=False)
class Course:
    """Where a leg or link runs, in its record's sense; kilometres are those it counts for."""

    path: Path
    box: Bounds


Courses: TypeAlias = Mapping[str, Course]


@dataclass(frozen=True, slots=True)
class WayLeg:
    """One leg of a way: the course it runs along, the kilometres it covers, what its card says.

    ``here`` are rows true anywhere on it (country, gauge, traction), ``rows`` those of the leg as
    a whole. ``timed`` says whether the time of a stop nearby is the local time on it.
    """

    course: str
    mode: str
    km0: float
    km1: float
    backward: bool = False
    name: str = ""
    here: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    foot: str = ""
    timed: bool = True


@dataclass(frozen=True, slots=True)
class WayStop:
    """A place on a way at its kilometre; ``mark`` is how the map draws it, if it does."""

    id: str
    km: float
    name: str
    timezone: str | None = None
    mark: Feature | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A way from end to end. ``sub`` is the one figure beside its name, ``origin`` where 0 is."""

    id: str
    hue: str
    label: tuple[str, ...]
    legs: tuple[WayLeg, ...]
    stops: tuple[WayStop, ...] = ()
    sub: str = ""
    origin: str = ""

    @property
    def km(self) -> float:
        """Kilometres by the sum of its legs."""
        return self.legs[-1].km1 if self.legs else 0.0


@dataclass(frozen=True, slots=True)
class Ways:
    """The chosen way, the others that lie quietly behind it, and marks that lie on none."""

    chosen: Way
    others: tuple[Way, ...] = ()
    marks: tuple[Feature, ...] = ()


# --- where tracks and courses lie ---


def courses(catalog: Catalog) -> dict[str, Course]:
    """The course of every leg and link by its id.

    Longitudes run on over the antimeridian: beyond 180° they grow instead of jumping.
    """
    found = {leg.id: _of_leg(leg, catalog) for leg in catalog.rails}
    found |= {link.id: _of_link(link, catalog) for link in catalog.network.links.values()}
    return {name: Course(path, _bounds(path)) for name, path in found.items() if path}


def _bounds(path: Path) -> Bounds:
    lons, lats = [point[0] for point in path], [point[1] for point in path]
    return min(lons), min(lats), max(lons), max(lats)


def _of_leg(leg: Leg, catalog: Catalog) -> Path:
    track = catalog.tracks.get(frozenset((leg.start, leg.end)))
    if track is None:
        return ()
    drawn = track if track.start == leg.start else track.reversed()
    scale = leg.km / drawn.km[-1] if drawn.km[-1] else 0.0
    return _rounded(
        (lon, lat, km * scale)
        for (lon, lat), km in zip(drawn.coordinates, drawn.km, strict=True)
    )


def _of_link(link: Link, catalog: Catalog) -> Path:
    points = [point for line in link.course for point in line]
    unwrapped = list(_unwrapped(points or _geodesic(link, catalog)))
    if len(unwrapped) < 2:
        return ()
    lengths = GEOD.line_lengths([lon for lon, _lat in unwrapped], [lat for _lon, lat in unwrapped])
    total = float(sum(lengths))
    scale, km, path = link.km / total if total else 0.0, 0.0, []
    for (lon, lat), length in zip(unwrapped, (0.0, *lengths), strict=True):
        km += length * scale
        path.append((lon, lat, km))
    return _rounded(path)


def _geodesic(link: Link, catalog: Catalog) -> list[tuple[float, float]]:
    """The shortest line on the ellipsoid, where a link has no course of its own."""
    ends = [catalog.places[stop].location.geometry for stop in (link.start, link.end)
            if stop in catalog.places]
    placed = [(point.x, point.y) for point in ends if point is not None]
    if len(placed) < 2:
        return []
    steps = max(int(link.km / GEODESIC_STEP_KM), 1)
    return [placed[0], *GEOD.npts(*placed[0], *placed[1], steps), placed[1]]


def _unwrapped(points: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    last = points[0][0] if points else 0.0
    for lon, lat in points:
        last = lon + WORLD_DEG * round((last - lon) / WORLD_DEG)
        yield last, lat


def _rounded(path: Any) -> Path:
    return tuple(
        (round(lon, COORDINATE_DIGITS), round(lat, COORDINATE_DIGITS), round(km, 2))
        for lon, lat, km in path
    )


# --- a way on one copy of the world ---


def lifts(way: Way, known: Courses) -> tuple[float, ...]:
    """Degrees to add to each leg's longitudes so that the way runs on without a jump.

    The middle of the way then lies on the first copy of the world (180° W to 180° E).
    """
    found: list[float] = []
    last: float | None = None
    for leg in way.legs:
        course = known.get(leg.course)
        if course is None:
            found.append(0.0)
            continue
        ends = (course.path[0][0], course.path[-1][0])
        first, end = ends[::-1] if leg.backward else ends
        lift = 0.0 if last is None else WORLD_DEG * round((last - first) / WORLD_DEG)
        last = end + lift
        found.append(lift)
    west, _south, east, _north = _box(way, known, found)
    turn = WORLD_DEG * round((west + east) / 2 / WORLD_DEG)
    return tuple(lift - turn for lift in found)


def _box(way: Way, known: Courses, lifted: Sequence[float]) -> Bounds:
    boxes = [
        (west + lift, south, east + lift, north)
        for leg, lift in zip(way.legs, lifted, strict=True) if leg.course in known
        for west, south, east, north in (known[leg.course].box,)
    ]
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def extent(way: Way, known: Courses) -> Bounds | None:
    """West, south, east, north of a way with a margin, degrees; None where nothing of it is known.

    West or east may lie beyond 180° where the way crosses the antimeridian.
    """
    west, south, east, north = _box(way, known, lifts(way, known))
    if (west, south) == (east, north):
        return None
    dx = max((east - west) * PADDING, (LEAST_DEG - (east - west)) / 2)
    dy = max((north - south) * PADDING, (LEAST_DEG - (north - south)) / 2)
    return (round(west - dx, 2), round(max(south - dy, SOUTHMOST), 2), round(east + dx, 2),
            round(min(north + dy, NORTHMOST), 2))


def paths(way: Way, known: Courses) -> tuple[Path, ...]:
    """Each leg's vertices with the kilometres of the way, for any renderer."""
    return tuple(
        _path(leg, known[leg.course].path, lift) if leg.course in known else ()
        for leg, lift in zip(way.legs, lifts(way, known), strict=True)
    )


def _path(leg: WayLeg, course: Path, lift: float) -> Path:
    last = course[-1][2]
    along = tuple((lon, lat, last - km) for lon, lat, km in reversed(course))
    return tuple((lon + lift, lat, leg.km0 + km)
                 for lon, lat, km in (along if leg.backward else course))


def nearest_km(course: Course, place: tuple[float, float]) -> float | None:
    """The kilometre of a course nearest to a place; None where it does not come near it.

    Measured in degrees with longitude shrunk by the cosine of the latitude, which is exact enough
    to say where a ship passes a strait.
    """
    lon, lat = place
    best, found = NEAR_DEG**2, None
    shrink = math.cos(math.radians(lat))
    for (lon0, lat0, km0), (lon1, lat1, km1) in pairwise(course.path):
        turn = WORLD_DEG * round((lon0 - lon) / WORLD_DEG)
        dx, dy = (lon1 - lon0) * shrink, lat1 - lat0
        px, py = (lon + turn - lon0) * shrink, lat - lat0
        size = dx * dx + dy * dy
        share = min(max((px * dx + py * dy) / size, 0.0), 1.0) if size else 0.0
        off = (px - share * dx) ** 2 + (py - share * dy) ** 2
        if off < best:
            best, found = off, km0 + share * (km1 - km0)
    return found


def point_at(way: Way, known: Courses, km: float) -> tuple[float, float] | None:
    """Longitude and latitude at a kilometre of a way; longitude may lie beyond ±180°."""
    for leg, lift in zip(way.legs, lifts(way, known), strict=True):
        if leg.course in known and leg.km0 <= km <= leg.km1:
            return _on(_path(leg, known[leg.course].path, lift), km)
    return None


def _on(path: Path, km: float) -> tuple[float, float]:
    after = min(max(bisect_left([vertex[2] for vertex in path], km), 1), len(path) - 1)
    (lon0, lat0, km0), (lon1, lat1, km1) = path[after - 1], path[after]
    share = min(max((km - km0) / (km1 - km0), 0.0), 1.0) if km1 > km0 else 0.0
    return lon0 + share * (lon1 - lon0), lat0 + share * (lat1 - lat0)


# --- for the browser ---


def ways_json(ways: Ways, known: Courses, lang2: str | None) -> dict[str, Any]:
    """The ways as the browser takes them beside its payload; courses are named, not repeated."""
    chosen = ways.chosen
    turns = [_turn(way, chosen, known) for way in ways.others]
    return {
        "bounds": extent(chosen, known),
        "chosen": {
            **_way(chosen, known), "label": list(chosen.label), "sub": chosen.sub,
            "origin": chosen.origin, "km": round(chosen.km, 1),
            "stops": [{"id": stop.id, "km": round(stop.km, 1), "name": stop.name,
                       "tz": stop.timezone} for stop in chosen.stops],
        },
        "marks": [feature_json(mark, lang2) for mark in _each(ways, known)],
        "others": [{**_way(way, known, turn), "label": list(way.label)}
                   for way, turn in zip(ways.others, turns, strict=True)],
    }


def _turn(way: Way, chosen: Way, known: Courses) -> float:
    """Degrees that bring the start of a way to that of the chosen one, on whichever copy."""
    starts = [point_at(item, known, 0.0) for item in (way, chosen)]
    if starts[0] is None or starts[1] is None:
        return 0.0
    return WORLD_DEG * round((starts[1][0] - starts[0][0]) / WORLD_DEG)


def _way(way: Way, known: Courses, turn: float = 0.0) -> dict[str, Any]:
    return {
        "id": way.id,
        "hue": way.hue,
        "legs": [_leg(leg, lift + turn)
                 for leg, lift in zip(way.legs, lifts(way, known), strict=True)
                 if leg.course in known],
    }


def _leg(leg: WayLeg, lift: float) -> dict[str, Any]:
    content = {
        "course": leg.course, "mode": leg.mode, "km0": round(leg.km0, 1),
        "km1": round(leg.km1, 1), "back": leg.backward, "lift": lift, "name": leg.name,
        "here": leg.here, "rows": leg.rows, "foot": leg.foot, "untimed": not leg.timed,
    }
    return {key: value for key, value in content.items()
            if key.startswith("km") or value not in ("", (), 0.0, False)}


def _each(ways: Ways, known: Courses) -> Iterator[Feature]:
    """All marks, no place twice: on the way its ends, borders and changes go before."""
    others = {mark.id for mark in ways.marks}
    own = [mark for mark in _marks(ways.chosen, known)
           if mark.id not in others or mark.symbol != PASSED]
    kept = {mark.id for mark in own}
    yield from (mark for mark in ways.marks if mark.id not in kept)
    yield from own


def _marks(way: Way, known: Courses) -> Iterator[Feature]:
    """Marks on the copy of the world their way runs on."""
    for stop in way.stops:
        mark = stop.mark
        if mark is None or mark.point is None:
            continue
        near = point_at(way, known, stop.km)
        lon, lat = mark.point
        turn = WORLD_DEG * round((near[0] - lon) / WORLD_DEG) if near else 0.0
        yield replace(mark, point=(lon + turn, lat)) if turn else mark
