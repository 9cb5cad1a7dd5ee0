"""The world as one viewpoint draws it: faces that meet without gaps, on an integer grid."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from basemap.inputs import Claim, Inputs, Unit

# Natural Earth codes that are no ISO country of their own, and where they belong.
# Undetermined areas keep the CLDR code for "unknown region".
FOLDED = {
    "KOS": "RS", "CYN": "CY", "SOL": "SO", "KAB": "KZ", "USG": "CU", "ESB": "GB", "WSB": "GB",
    "CNM": "CY", "IOA": "AU", "ATC": "AU", "CLP": "FR", "ALD": "AX", "KAS": "ZZ", "BRT": "ZZ",
    "PGA": "ZZ", "SAH": "EH", "HKG": "CN", "MAC": "CN", "TWN": "CN", "PSX": "PS",
}  # fmt: skip
MERCATOR_SOUTH = -85.05  # Web Mercator ends here; Antarctica is cut


@dataclass(frozen=True)
class Face:
    """One piece of land: its country, its province and the special areas it lies in."""

    country: str
    province: str
    areas: frozenset[str]
    shape: BaseGeometry


@dataclass(frozen=True)
class Viewpoint:
    """A viewpoint file, as read."""

    id: str
    places: list[dict[str, Any]]
    borders: list[dict[str, Any]]
    islands: list[dict[str, Any]]
    dashes: bool


def read_viewpoint(path: Path) -> Viewpoint:
    """The viewpoint of one TOML file of data/geo/viewpoints."""
    table = tomllib.loads(path.read_text("utf-8"))
    return Viewpoint(
        id=table["id"],
        places=table.get("place", []),
        borders=table.get("border", []),
        islands=table.get("island", []),
        dashes=bool(table.get("south_china_sea_dashes", False)),
    )


def area_of(place: dict[str, Any], units: Sequence[Unit], claims: Sequence[Claim]) -> BaseGeometry:
    """The land a place of the viewpoint file speaks of."""
    how = place["how"]
    if how == "units":
        return shapely.union_all([u.shape for u in units if _named(u, place["units"])])
    land = shapely.union_all([u.shape for u in units if u.adm0 in place["from"]])
    if how == "outline":
        return shapely.intersection(land, Polygon(place["outline"]))
    if how == "claim-line":
        return _cut(land, claims, place)
    raise ValueError(f"{place['id']}: how = {how!r}; know units, outline, claim-line")


def _named(unit: Unit, names: Iterable[str]) -> bool:
    return unit.adm0 in names or f"{unit.adm0}/{unit.name}" in names


def _cut(land: BaseGeometry, claims: Sequence[Claim], place: dict[str, Any]) -> BaseGeometry:
    """Pieces of `land` cut off by claim lines that hold one of the place's points."""
    lines = [c.line for c in claims if c.name == place["claim"] and c.country in place["from"]]
    near = box(*place["box"])
    # Ends of a claim line may stop some metres short of the border it should meet.
    reached = [_extended(part) for line in lines for part in shapely.get_parts(line)]
    edges = shapely.union_all([shapely.boundary(land), *[r for r in reached if r.intersects(near)]])
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(edges)))
    points = [Point(p) for p in place["points"]]
    found = [p for p in pieces if any(p.contains(q) for q in points)]
    if not found:
        raise ValueError(f"{place['id']}: no piece between border and claim line holds a point")
    return shapely.intersection(land, shapely.union_all(found))


def _extended(line: BaseGeometry, by: float = 0.03) -> BaseGeometry:
    """The line with both ends drawn on by `by` degrees."""
    xy = [tuple(map(float, c)) for c in shapely.get_coordinates(line)]
    return shapely.linestrings([_beyond(xy[1], xy[0], by), *xy, _beyond(xy[-2], xy[-1], by)])


def _beyond(before: tuple[float, ...], end: tuple[float, ...], by: float) -> tuple[float, float]:
    dx, dy = end[0] - before[0], end[1] - before[1]
    size = (dx * dx + dy * dy) ** 0.5 or 1.0
    return end[0] + dx / size * by, end[1] + dy / size * by


def faces(viewpoint: Viewpoint, inputs: Inputs, grid: float) -> list[Face]:
    """All land as faces whose edges match vertex by vertex, snapped to `grid` degrees.

    One noding of all unit borders and special areas with snap rounding, so no later step can
    open a gap or a sliver between two countries.
    """
    units, claims = inputs.units(), inputs.claims()
    areas = {p["id"]: area_of(p, units, claims) for p in viewpoint.places if "how" in p}
    edges = [shapely.boundary(u.shape) for u in units] + [
        shapely.boundary(a) for a in areas.values()
    ]
    world = shapely.set_precision(box(-180, MERCATOR_SOUTH, 180, 90), grid)
    noded = shapely.union_all(edges, grid_size=grid)
    noded = shapely.intersection(noded, world, grid_size=grid)
    noded = shapely.union_all([noded, shapely.boundary(world)], grid_size=grid)
    pieces = list(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))
    return _merged(_labelled(pieces, units, areas, viewpoint))


def _labelled(
    pieces: list[BaseGeometry],
    units: Sequence[Unit],
    areas: dict[str, BaseGeometry],
    viewpoint: Viewpoint,
) -> list[Face]:
    tree = shapely.STRtree([u.shape for u in units])
    inside = shapely.point_on_surface(pieces)
    owner = dict(reversed(list(zip(*tree.query(inside, predicate="within").tolist(), strict=True))))
    for area in areas.values():
        shapely.prepare(area)
    places = {p["id"]: p for p in viewpoint.places}
    found = []
    for at, piece in enumerate(pieces):
        if at not in owner:
            continue  # sea, or a lake that Natural Earth cuts out
        within = frozenset(k for k, a in areas.items() if a.contains(inside[at]))
        found.append(_face(units[owner[at]], piece, within, places))
    return found


def _face(
    unit: Unit, piece: BaseGeometry, within: frozenset[str], places: dict[str, dict[str, Any]]
) -> Face:
    country = FOLDED.get(unit.adm0, unit.iso)
    province = unit.adm0 if unit.adm0 in ("TWN", "HKG", "MAC") else f"{unit.adm0}/{unit.name}"
    for key in within:
        country = places[key].get("to", country)
        province = places[key].get("province", province)
    return Face(country, province, within, piece)


def _merged(found: list[Face]) -> list[Face]:
    """Faces of the same country, province and areas joined into one."""
    groups: dict[tuple[str, str, frozenset[str]], list[BaseGeometry]] = defaultdict(list)
    for face in found:
        groups[face.country, face.province, face.areas].append(face.shape)
    return [Face(*key, shapely.coverage_union_all(shapes)) for key, shapes in groups.items()]
