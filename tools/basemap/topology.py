"""Shared arcs of a coverage: found once, simplified once, written as TopoJSON.

A border between two countries is one arc, so both sides keep the very same line however much it
is simplified. Coordinates are integers: steps of the grid counted from (-180, -90).
"""

import heapq
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Step = tuple[int, int]
Chain = list[Step]
Tolerance = Callable[[Step], float]  # degrees, at a grid step


@dataclass
class Topology:
    """Arcs in grid steps, the objects that use them, and the size of a step in degrees."""

    grid: float
    arcs: list[Chain] = field(default_factory=list)
    objects: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    numbers: dict[tuple[Step, ...], int] = field(default_factory=dict)

    def steps(self, points: Iterable[Sequence[float]]) -> Chain:
        """Points in degrees as grid steps, repeated ones dropped."""
        chain: Chain = []
        for lon, lat in points:
            step = (round((lon + 180) / self.grid), round((lat + 90) / self.grid))
            if not chain or chain[-1] != step:
                chain.append(step)
        return chain

    def number(self, chain: Chain) -> int:
        """Index of the arc with these points; negative (~index) when it runs the other way."""
        forward, backward = tuple(chain), tuple(reversed(chain))
        if forward in self.numbers:
            return self.numbers[forward]
        if backward in self.numbers:
            return ~self.numbers[backward]
        self.numbers[forward] = len(self.arcs)
        self.arcs.append(chain)
        return len(self.arcs) - 1

    def add(self, name: str, kind: str, arcs: list[Any], properties: dict[str, Any]) -> None:
        """Append one geometry to the object `name`."""
        row = {"type": kind, "arcs": arcs, "properties": properties}
        self.objects.setdefault(name, []).append(row)

    def add_line(self, name: str, points: Iterable[Sequence[float]], **properties: object) -> None:
        """Append a line of its own, sharing nothing."""
        chain = self.steps(points)
        if len(chain) > 1:
            self.add(name, "LineString", [self.number(chain)], properties)

    def add_polygon(self, name: str, shape: BaseGeometry, **properties: object) -> None:
        """Append a polygon of its own, sharing nothing."""
        parts = []
        for part in shapely.get_parts(_wound(shape)):
            rings = [self.steps(r.coords) for r in (part.exterior, *part.interiors)]
            rings = [r for r in rings if len(r) > 3]
            if rings:
                parts.append([[self.number(r)] for r in rings])
        if parts:
            self.add(name, "MultiPolygon", parts, properties)

    def write(self, path: Path) -> None:
        """Write quantized, delta-encoded TopoJSON, unused arcs left out."""
        used = sorted({n if n >= 0 else ~n for rows in self.objects.values() for n in flat(rows)})
        place = {old: new for new, old in enumerate(used)}
        objects = {
            name: {
                "type": "GeometryCollection",
                "geometries": [_renumbered(r, place) for r in rows],
            }
            for name, rows in self.objects.items()
        }
        table = {
            "type": "Topology",
            "transform": {"scale": [self.grid, self.grid], "translate": [-180, -90]},
            "objects": objects,
            "arcs": [_deltas(self.arcs[n]) for n in used],
        }
        path.write_text(json.dumps(table, separators=(",", ":"), ensure_ascii=False), "utf-8")


def _wound(shape: BaseGeometry) -> BaseGeometry:
    """Outer rings clockwise, holes against: the convention of TopoJSON, right for non-zero fill."""
    return shapely.orient_polygons(shape, exterior_cw=True)


def flat(value: Any) -> Iterable[int]:
    """Arc numbers of a geometry, however deeply nested."""
    if isinstance(value, int):
        yield value
    elif isinstance(value, dict):
        yield from flat(value["arcs"])
    else:
        for part in value:
            yield from flat(part)


def _renumbered(row: dict[str, Any], place: dict[int, int]) -> dict[str, Any]:
    def walk(value: Any) -> Any:
        if isinstance(value, int):
            return place[value] if value >= 0 else ~place[~value]
        return [walk(part) for part in value]

    return {k: v for k, v in {**row, "arcs": walk(row["arcs"])}.items() if v != {}}


def _deltas(chain: Chain) -> list[list[int]]:
    deltas, x, y = [], 0, 0
    for to_x, to_y in chain:
        deltas.append([to_x - x, to_y - y])
        x, y = to_x, to_y
    return deltas


def rings_of(shape: BaseGeometry, topology: Topology) -> list[list[Chain]]:
    """Rings of a (multi)polygon as closed chains of grid steps, part by part."""
    parts = []
    for part in shapely.get_parts(_wound(shape)):
        rings = [topology.steps(r.coords) for r in (part.exterior, *part.interiors)]
        parts.append([r for r in rings if len(r) > 3])
    return [p for p in parts if p]


def junctions(rings: Iterable[Chain]) -> set[Step]:
    """Points where arcs begin or end: their neighbours differ from ring to ring."""
    seen: dict[Step, frozenset[Step]] = {}
    found: set[Step] = set()
    for ring in rings:
        for before, at, after in zip([ring[-2], *ring[:-2]], ring[:-1], ring[1:], strict=True):
            sides = frozenset((before, after))
            if seen.setdefault(at, sides) != sides:
                found.add(at)
    return found


def split(ring: Chain, ends: set[Step]) -> list[Chain]:
    """A closed ring cut at the junctions; without any it stays one closed arc."""
    marks = [n for n, step in enumerate(ring[:-1]) if step in ends]
    if not marks:
        start = ring.index(min(ring[:-1]))
        whole = ring[start:-1] + ring[: start + 1]
        return [whole]
    turned = ring[marks[0] : -1] + ring[: marks[0] + 1]
    cuts = [m - marks[0] for m in marks] + [len(turned) - 1]
    return [turned[a : b + 1] for a, b in pairwise(cuts)]


def weights(chain: Chain) -> list[float]:
    """Visvalingam weight of every point: the area (square steps) that goes with it."""
    count = len(chain)
    area = [float("inf")] * count
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    heap: list[tuple[float, int]] = []
    for n in range(1, count - 1):
        area[n] = _triangle(chain[n - 1], chain[n], chain[n + 1])
        heapq.heappush(heap, (area[n], n))
    gone, floor = [False] * count, 0.0
    while heap:
        value, n = heapq.heappop(heap)
        if gone[n] or value != area[n]:
            continue
        floor = max(floor, value)
        gone[n], area[n] = True, floor
        before[after[n]], after[before[n]] = before[n], after[n]
        for m in (before[n], after[n]):
            if 0 < m < count - 1:
                area[m] = _triangle(chain[before[m]], chain[m], chain[after[m]])
                heapq.heappush(heap, (area[m], m))
    return area


def _triangle(a: Step, b: Step, c: Step) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplify(topology: Topology, used: set[int], tolerance: Tolerance) -> None:
    """Drop points whose triangle is smaller than tolerance² (degrees, by place).

    Where simplified arcs would cross each other or themselves the tolerance is halved in that
    half-degree cell until they no longer do. Arcs outside `used` are emptied.
    """
    cell = round(0.5 / topology.grid)
    finer: dict[Step, float] = defaultdict(lambda: 1.0)

    def local(step: Step) -> float:
        return tolerance(step) * finer.get((step[0] // cell, step[1] // cell), 1.0)

    full = {n: topology.arcs[n] for n in sorted(used)}
    weighed = {n: weights(arc) for n, arc in full.items()}
    kept = {n: _kept(full[n], weighed[n], local, topology.grid) for n in full}
    for _ in range(15):
        spots = _crossings(kept)
        if not spots:
            break
        touched = {
            (round(x) // cell + i, round(y) // cell + j) for x, y in spots for i, j in _ROUND
        }
        for at in touched:
            finer[at] *= 0.5
        for n, arc in full.items():
            if any((x // cell, y // cell) in touched for x, y in arc):
                kept[n] = _kept(arc, weighed[n], local, topology.grid)
    topology.arcs = [kept.get(n, []) for n in range(len(topology.arcs))]


_ROUND = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


def _kept(chain: Chain, weighed: list[float], tolerance: Tolerance, grid: float) -> Chain:
    kept = [s for s, w in zip(chain, weighed, strict=True) if w > (tolerance(s) / grid) ** 2]
    if chain[0] == chain[-1] and len(kept) < 5:
        # An island keeps the points that say most, so that it stays an island.
        best = sorted(range(1, len(chain) - 1), key=lambda n: -weighed[n])[:3]
        kept = [chain[0], *[chain[n] for n in sorted(best)], chain[-1]]
    return kept


def _crossings(arcs: dict[int, Chain]) -> list[tuple[float, float]]:
    """Where arcs cross or touch away from their common ends, or cross themselves (grid steps)."""
    chains = list(arcs.values())
    lines: Any = shapely.linestrings(
        np.array([p for a in chains for p in a], dtype=float),
        indices=np.repeat(np.arange(len(chains)), [len(a) for a in chains]),
    )
    spots: list[tuple[float, float]] = []
    for n in np.flatnonzero(~shapely.is_simple(lines)):
        noded = shapely.get_coordinates(shapely.node(lines[n]))
        twice, count = np.unique(noded, axis=0, return_counts=True)
        spots += [(x, y) for x, y in twice[count > 2].tolist()]
    one, two = shapely.STRtree(lines).query(lines, predicate="intersects")
    one, two = one[one < two], two[one < two]
    meet: Any = shapely.intersection(lines[one], lines[two])
    for a, b, m in zip(one, two, meet, strict=True):
        ends = {chains[a][0], chains[a][-1]} & {chains[b][0], chains[b][-1]}
        found = [tuple(c) for c in shapely.get_coordinates(m).tolist()]
        # Two arcs between the same ends that fell onto one line have swallowed what lay between.
        spots += [c for c in found if c not in ends or m.length > 0]
    return spots


def sides(rings: dict[int, list[list[Chain]]], ends: set[Step]) -> dict[tuple[Step, ...], set[int]]:
    """For every arc (in the direction first met) the faces on its two sides."""
    found: dict[tuple[Step, ...], set[int]] = defaultdict(set)
    for face, parts in rings.items():
        for ring in (r for part in parts for r in part):
            for arc in split(ring, ends):
                forward = tuple(arc)
                key = forward if forward in found else tuple(reversed(arc))
                found[key if key in found else forward].add(face)
    return found
