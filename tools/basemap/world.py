"""Country files: polygons, border mesh, coast, provinces, dashes and islands of a viewpoint."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from basemap.arrange import Face, Viewpoint
from basemap.topology import (
    Chain,
    Step,
    Topology,
    flat,
    junctions,
    rings_of,
    sides,
    simplify,
    split,
)

# Countries whose first-level divisions are drawn: the atlas' partners and the line's countries.
WITH_PROVINCES = frozenset({"CN", "RU", "MN", "BY", "PL", "DE", "KR", "TH", "CU", "KZ"})
OWN = "CN"


@dataclass(frozen=True)
class Level:
    """How fine a file is: grid step, tolerance near our region and elsewhere, degrees."""

    grid: float
    near: float
    far: float
    smallest: float  # islands below this area (square degrees, at the equator) are left out
    provinces: bool


# A screen pixel is 0.044° at zoom 5 and 0.0055° at zoom 8.
WORLD = Level(grid=0.01, near=0.096, far=0.32, smallest=0.04, provinces=False)
DETAIL = Level(grid=0.001, near=0.012, far=0.09, smallest=0.0008, provinces=True)
# Where the line or the corridor crosses a border the border stays fine at every level.
BORDER_TOWNS = (
    (117.4, 49.6),  # Manzhouli / Zabaikalsk
    (111.95, 43.7),  # Erenhot / Zamyn-Uud
    (106.15, 50.3),  # Sukhbaatar / Naushki
    (23.64, 52.09),  # Terespol / Brest
    (31.04, 54.68),  # Krasnoe
    (14.55, 52.34),  # Rzepin / Frankfurt (Oder)
    (82.54, 45.2),  # Alashankou / Dostyk
    (80.35, 44.2),  # Khorgos
    (131.15, 44.4),  # Suifenhe / Grodekovo
    (130.6, 42.75),  # Hunchun / Kamyshovaya
    (132.55, 47.8),  # Tongjiang / Nizhneleninskoye
    (115.75, 49.89),  # Ereentsav / Solovyevsk
    (134.6, 48.35),  # Heixiazi
)
NEAR = (-12.0, 8.0, 150.0, 72.0)  # Eurasia without its arctic coast


def tolerance_of(level: Level) -> Callable[[Step], float]:
    """Tolerance in degrees at a grid step: finest within half a degree of a border town."""
    near_towns = {(round(x * 2), round(y * 2)) for x, y in BORDER_TOWNS}
    cells = {(x + i, y + j) for x, y in near_towns for i in (-1, 0, 1) for j in (-1, 0, 1)}

    def tolerance(step: Step) -> float:
        lon, lat = step[0] * level.grid - 180, step[1] * level.grid - 90
        if (round(lon * 2), round(lat * 2)) in cells:
            return min(level.near, 0.006)
        inside = NEAR[0] <= lon <= NEAR[2] and NEAR[1] <= lat <= NEAR[3]
        # Mercator stretches with latitude: the same pixels need a finer step in the north.
        return level.near * float(np.cos(np.radians(lat)) ** 0.5) if inside else level.far

    return tolerance


def build(found: list[Face], viewpoint: Viewpoint, level: Level) -> Topology:
    """Topology with `countries`, `borders`, `coast` and, if the level says so, `provinces`."""
    topology = Topology(level.grid)
    if not level.provinces:
        found = _without_provinces(found)
    rings = {n: rings_of(f.shape, topology) for n, f in enumerate(found)}
    ends = junctions(r for parts in rings.values() for part in parts for r in part)
    touching = sides(rings, ends)
    numbers = {arc: topology.number(list(arc)) for arc in touching}
    countries = _countries(found, topology, ends)
    _lines(topology, found, touching, numbers, viewpoint)
    for country, parts in sorted(countries.items()):
        shown = _worth_showing(parts, topology, level)
        topology.add("countries", "MultiPolygon", shown, {"id": country, "own": country == OWN})
    used = _without_lost_coast(topology)
    simplify(topology, used, tolerance_of(level))
    _without_swallowed(topology)
    return topology


def _without_provinces(found: list[Face]) -> list[Face]:
    groups: dict[tuple[str, frozenset[str]], list[BaseGeometry]] = {}
    for face in found:
        groups.setdefault((face.country, face.areas), []).append(face.shape)
    return [Face(c, "", a, shapely.coverage_union_all(s)) for (c, a), s in groups.items()]


def _countries(
    found: list[Face], topology: Topology, ends: set[Step]
) -> dict[str, list[list[list[int]]]]:
    """Arc numbers of every country's rings, part by part."""
    shapes: dict[str, list[BaseGeometry]] = {}
    for face in found:
        shapes.setdefault(face.country, []).append(face.shape)
    joined = {c: rings_of(shapely.coverage_union_all(s), topology) for c, s in shapes.items()}
    return {
        country: [
            [[topology.number(arc) for arc in split(ring, ends)] for ring in part] for part in parts
        ]
        for country, parts in joined.items()
    }


def _ring(arcs: list[int], topology: Topology) -> Chain:
    ring: Chain = []
    for n in arcs:
        arc = topology.arcs[n] if n >= 0 else topology.arcs[~n][::-1]
        ring += arc if not ring else arc[1:]
    return ring


def _area(ring: Chain, grid: float) -> float:
    """Area of a ring in square degrees as they look on a Mercator map at that latitude."""
    x, y = np.array(ring, dtype=float).T * grid
    flat = abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))) / 2
    return flat / max(0.1, float(np.cos(np.radians(min(80.0, abs(y.mean() - 90))))))


def _worth_showing(
    parts: list[list[list[int]]], topology: Topology, level: Level
) -> list[list[list[int]]]:
    """Parts large enough to be seen, and always the largest one. Parts with a border stay."""
    sized = []
    for part in parts:
        size = _area(_ring(part[0], topology), level.grid)
        lone = len(part[0]) == 1 and len(part) == 1
        holes = [r for r in part[1:] if _area(_ring(r, topology), level.grid) > 0]
        sized.append((size, lone, [part[0], *holes]))
    largest = max(size for size, _, _ in sized)
    return [p for size, lone, p in sized if size == largest or size > level.smallest or not lone]


def _lines(
    topology: Topology,
    found: list[Face],
    touching: dict[tuple[Step, ...], set[int]],
    numbers: dict[tuple[Step, ...], int],
    viewpoint: Viewpoint,
) -> None:
    styles: dict[tuple[str, str], list[list[int]]] = {}
    for arc, faces in touching.items():
        if kind := _kind(arc, [found[f] for f in faces], topology, viewpoint):
            styles.setdefault(kind, []).append([numbers[arc]])
    for (name, style), arcs in sorted(styles.items()):
        topology.add(name, "MultiLineString", arcs, {"style": style} if style else {})


def _kind(
    arc: tuple[Step, ...], faces: list[Face], topology: Topology, viewpoint: Viewpoint
) -> tuple[str, str] | None:
    """Object and style of an arc; None where nothing is drawn."""
    if len(faces) == 1:
        cut = all(x in (0, round(360 / topology.grid)) for x, _ in arc)
        low = all(y < 10 / topology.grid for _, y in arc)  # where Antarctica is cut off
        return None if cut or low else ("coast", "")
    one, two = faces
    if one.country != two.country:
        return "borders", _style(one, two, viewpoint)
    if edge := _edge(one, two, viewpoint):
        return "borders", edge
    divided = one.country in WITH_PROVINCES and one.province != two.province
    return ("provinces", "") if divided else None


def _edge(one: Face, two: Face, viewpoint: Viewpoint) -> str:
    """Style of the line around a special area inside one country, or nothing."""
    differ = one.areas ^ two.areas
    return next((p["edge"] for p in viewpoint.places if p["id"] in differ and "edge" in p), "")


def _style(one: Face, two: Face, viewpoint: Viewpoint) -> str:
    for rule in viewpoint.borders:
        between = {one.country, two.country} == set(rule["between"])
        if between and ("area" not in rule or rule["area"] in one.areas | two.areas):
            return str(rule["style"])
    return _edge(one, two, viewpoint) or ("own" if OWN in (one.country, two.country) else "normal")


def _without_swallowed(topology: Topology) -> None:
    """Islets and ponds that a simplified shore has passed over are dropped, with their coast."""
    for row in topology.objects["countries"]:
        shells = [shapely.Polygon(_ring(part[0], topology)) for part in row["arcs"]]
        tree = shapely.STRtree(shells)
        for shell, part in zip(shells, row["arcs"], strict=True):
            ponds = [r for r in part[1:] if len(r) > 1 or _inside(_ring(r, topology), shell)]
            part[1:] = ponds
        row["arcs"] = [
            part
            for shell, part in zip(shells, row["arcs"], strict=True)
            if len(part[0]) > 1 or len(tree.query(shell, "within")) == 1 or len(part) > 1
        ]
    _without_lost_coast(topology)


def _inside(ring: Chain, shell: BaseGeometry) -> bool:
    return bool(shell.contains(shapely.Polygon(ring)))


def _without_lost_coast(topology: Topology) -> set[int]:
    """Numbers of all arcs in use; coast arcs of islands that were left out are dropped."""
    shown = {_plain(n) for row in topology.objects["countries"] for n in flat(row)}
    for row in topology.objects.get("coast", []):
        row["arcs"] = [line for line in row["arcs"] if _plain(line[0]) in shown]
    return {_plain(n) for rows in topology.objects.values() for row in rows for n in flat(row)}


def _plain(number: int) -> int:
    return number if number >= 0 else ~number


def add_islands(topology: Topology, viewpoint: Viewpoint) -> None:
    """Small islands as octagons of a stated radius: symbols, larger than the island itself."""
    for island in viewpoint.islands:
        lon, lat = island["point"]
        shape = Point(lon, lat).buffer(island.get("radius", 0.03), quad_segs=2)
        topology.add_polygon(
            "islands", shape, id=island["id"], own=island["to"] == OWN, symbol=True
        )


def add_dashes(topology: Topology, china: list[BaseGeometry]) -> None:
    """The dashes in the South China Sea and east of Taiwan: thin shapes of the source, as lines."""
    for shape in china:
        if _is_dash(shape):
            topology.add_line("dashes", _spine(shape))


def _is_dash(shape: BaseGeometry) -> bool:
    west, south, east, north = shape.bounds
    length = float(np.hypot(east - west, north - south))
    return bool(length > 0.8 and shape.area < 0.03 and south < 25)


def _spine(shape: Any) -> list[tuple[float, float]]:
    """One long side of a thin shape (0.02° wide), between its two farthest corners."""
    xy = [(float(x), float(y)) for x, y in shape.exterior.coords[:-1]]
    far = [
        (np.hypot(p[0] - q[0], p[1] - q[1]), i, j)
        for i, p in enumerate(xy)
        for j, q in enumerate(xy)
    ]
    _, one, two = max(far)
    one, two = min(one, two), max(one, two)
    return max(xy[one : two + 1], xy[two:] + xy[: one + 1], key=len)
