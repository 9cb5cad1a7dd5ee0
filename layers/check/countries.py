"""Whether a point lies in its country, by the base map the atlas draws."""

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

from shapely import make_valid
from shapely.affinity import scale
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from layers.crs import LonLat

BASEMAP = "basemap/world-cn.json"
KM_PER_DEGREE = 111.32  # one degree of latitude
Ring = list[tuple[float, float]]


def countries(root: Path) -> dict[str, BaseGeometry]:
    """Country shapes by ISO code in CRS84; empty where the base map is not built yet."""
    path = root / BASEMAP
    return _decode(path.read_text("utf-8")) if path.exists() else {}


def km_outside(country: BaseGeometry, point: LonLat) -> float:
    """Kilometres from a point to a country, 0 inside.

    Longitude is shrunk by the cosine of the point's latitude: right near the point, where it
    matters.
    """
    lon, lat = point
    shrink = max(math.cos(math.radians(lat)), 0.01)
    flat = scale(country, xfact=shrink, yfact=1.0, origin=(lon, lat))
    return float(flat.distance(Point(lon, lat))) * KM_PER_DEGREE


@lru_cache(maxsize=2)
def _decode(text: str) -> dict[str, BaseGeometry]:
    topology = json.loads(text)
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    parts: dict[str, list[BaseGeometry]] = {}
    for item in topology["objects"]["countries"]["geometries"]:
        code = str(item.get("properties", {}).get("id") or item.get("id"))
        parts.setdefault(code, []).append(make_valid(_polygons(item, arcs)))
    return {code: unary_union(found) for code, found in parts.items()}


def _arc(arc: list[list[float]], transform: dict[str, Any] | None) -> Ring:
    """Positions of one arc: sums of steps on the grid (TopoJSON 1.0, 2.1.2 and 2.1.4)."""
    if transform is None:
        return [(x, y) for x, y, *_ in arc]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0.0
    positions = []
    for step_x, step_y, *_ in arc:
        x, y = x + step_x, y + step_y
        positions.append((x * kx + dx, y * ky + dy))
    return positions


def _polygons(item: dict[str, Any], arcs: list[Ring]) -> MultiPolygon:
    listed = item.get("arcs", [])
    polygons = [listed] if item["type"] == "Polygon" else listed
    return MultiPolygon([_polygon(rings, arcs) for rings in polygons])


def _polygon(rings: list[list[int]], arcs: list[Ring]) -> Polygon:
    outer, *holes = [_ring(ring, arcs) for ring in rings]
    return Polygon(outer, holes)


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs joined end to end; a negative number is the arc of its complement, run backwards."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring
