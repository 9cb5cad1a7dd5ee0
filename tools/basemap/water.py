"""Lakes and rivers: Natural Earth 50m for small scales, GSHHG and WDBII for larger ones."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from basemap.inputs import Box, Inputs, Trace
from basemap.topology import Topology

Line = list[tuple[float, float]]

REGION: Box = (60.0, 36.0, 145.0, 62.0)  # finer water: the corridor and north-east Asia
WEST: Box = (5.0, 45.0, 60.0, 62.0)  # and the line's way through Europe
# GSHHG draws these as they were in the 1970s; Natural Earth has the shores of today.
OUTDATED: tuple[Box, ...] = ((57.0, 42.5, 62.5, 47.5),)


def small_scale(inputs: Inputs) -> Topology:
    """Objects `lakes` and `rivers` {"rank": 1..3} of the whole world for zoom 2–5."""
    source = inputs.water50()
    topology = Topology(0.01)
    for shape in _lakes50(source):
        if shape.area > 0.05:
            topology.add_polygon("lakes", _polygons(shapely.simplify(shape, 0.02)))
    for line in _merged(_decoded(source, "rivers")):
        topology.add_line("rivers", shapely.simplify(line, 0.02).coords, rank=_rank50(line))
    return topology


def larger_scale(inputs: Inputs) -> Topology:
    """Objects `lakes` and `rivers` {"rank": 1..5} for zoom 5 on.

    Fine along the line and the corridor; elsewhere as in the small scale, so that no river ends
    when a map changes from one file to the other.
    """
    topology = Topology(0.002)
    source = inputs.water50()
    fine = shapely.union_all([shapely.box(*REGION), shapely.box(*WEST)])
    rivers = _merged(_decoded(source, "rivers"))
    _add_world_rest(topology, source, rivers, fine)
    near_great = shapely.buffer(shapely.union_all(rivers), 0.15)
    shapely.prepare(near_great)
    traces = {t.id: t for box in (REGION, WEST) for t in inputs.traces("gshhs", box)}
    _add_lakes(topology, list(traces.values()), _lakes50(source))
    pieces = {t.id: t for box in (REGION, WEST) for t in inputs.traces("rivers", box)}
    _add_rivers(topology, list(pieces.values()), near_great, fine)
    return topology


def _add_world_rest(
    topology: Topology, source: dict[str, Any], rivers: list[BaseGeometry], fine: BaseGeometry
) -> None:
    for lake in _lakes50(source):
        if lake.area > 0.04 and not fine.intersects(lake):
            topology.add_polygon("lakes", _polygons(shapely.simplify(lake, 0.015)))
    for river in rivers:
        rank = _rank50(river)
        for part in shapely.get_parts(shapely.difference(shapely.simplify(river, 0.015), fine)):
            topology.add_line("rivers", part.coords, rank=rank)


def _rank50(river: BaseGeometry) -> int:
    length = shapely.length(river)
    return 1 if length > 12 else 2 if length > 5 else 3


def _lakes50(source: dict[str, Any]) -> list[BaseGeometry]:
    return [shapely.make_valid(shapely.Polygon(r)) for r in _decoded(source, "lakes") if len(r) > 3]


def _decoded(source: dict[str, Any], name: str) -> list[Line]:
    """Outer rings and lines of an object of a TopoJSON file, in degrees."""
    scale, move = source["transform"]["scale"], source["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + move for arc in source["arcs"]]
    lines = []
    for row in source["objects"][name]["geometries"]:
        nested = row["arcs"]
        for found in nested if isinstance(nested[0], list) else [nested]:
            ring = found if isinstance(found[0], int) else found[0]
            parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]
            lines.append([(float(x), float(y)) for part in parts for x, y in part])
    return lines


def _merged(lines: Iterable[Line]) -> list[BaseGeometry]:
    joined = shapely.line_merge(shapely.union_all([shapely.linestrings(x) for x in lines]))
    return list(shapely.get_parts(joined))


def _add_lakes(topology: Topology, traces: list[Trace], today: list[BaseGeometry]) -> None:
    """Lakes of about 25 km² and more with their islands; today's shores where GSHHG is old."""
    islands = [shapely.make_valid(shapely.Polygon(t.points)) for t in traces if t.level == 3]
    tree = shapely.STRtree(islands)
    for trace in (t for t in traces if t.level == 2):
        lake = shapely.make_valid(shapely.Polygon(trace.points))
        if lake.area < 0.0035 or _outdated(lake):
            continue
        holes = [islands[n] for n in tree.query(lake, "contains") if islands[n].area > 0.001]
        lake = shapely.difference(lake, shapely.union_all(holes)) if holes else lake
        topology.add_polygon("lakes", _polygons(shapely.simplify(lake, 0.005)))
    for lake in today:
        if _outdated(lake):
            topology.add_polygon("lakes", _polygons(lake))


def _outdated(lake: BaseGeometry) -> bool:
    return any(lake.intersects(shapely.box(*box)) for box in OUTDATED)


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    parts = [p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]
    return shapely.union_all(parts)


def _add_rivers(
    topology: Topology, traces: list[Trace], near_great: BaseGeometry, fine: BaseGeometry
) -> None:
    """WDBII pieces joined; closed pieces are broad rivers and become areas."""
    closed = [len(t.points) > 3 and (t.points[0] == t.points[-1]).all() for t in traces]
    for trace in (t for t, ring in zip(traces, closed, strict=True) if ring):
        area = shapely.make_valid(shapely.Polygon(trace.points))
        if area.area > 0.002:
            topology.add_polygon("lakes", _polygons(shapely.simplify(area, 0.005)), river=True)
    rest = [t.points.tolist() for t, ring in zip(traces, closed, strict=True) if not ring]
    for line in _merged(rest):
        rank = _rank(line, near_great)
        if rank < 6 and fine.intersects(line):
            topology.add_line("rivers", shapely.simplify(line, 0.01).coords, rank=rank)


def _rank(line: BaseGeometry, near_great: BaseGeometry) -> int:
    """2 for the rivers Natural Earth 50m has, then 3 to 5 by length; 6 is not drawn."""
    length = shapely.length(line)
    if shapely.length(shapely.intersection(line, near_great)) > 0.6 * length and length > 0.5:
        return 2
    return 3 if length > 4 else 4 if length > 2 else 5 if length > 1.2 else 6
