"""Lengths, areas, directions on the WGS84 ellipsoid, and the coordinate systems in use.

Everything is stored as CRS84: WGS84 degrees, longitude first (OGC 17-069r4, 6.3).
"""

from collections.abc import Sequence
from itertools import pairwise

from pyproj import Geod
from shapely.geometry.base import BaseGeometry

STORE_CRS = "OGC:CRS84"
CITY_CRS = "EPSG:4551"  # CGCS2000 / 3-degree Gauss-Kruger CM 126E: Changchun lies at 125.3 E
LINE_CRS = "+proj=aea +lat_1=43 +lat_2=56 +lat_0=50 +lon_0=68 +datum=WGS84"  # whole line, ±0.6 %

GEOD = Geod(ellps="WGS84")
M_PER_KM = 1000.0
M2_PER_KM2 = 1e6

LonLat = tuple[float, float]


def distance_km(start: LonLat, end: LonLat) -> float:
    """Geodesic kilometres between two points given as (longitude, latitude)."""
    _, _, metres = GEOD.inv(*start, *end)
    return float(metres) / M_PER_KM


def bearing_deg(start: LonLat, end: LonLat) -> float:
    """Initial direction from ``start`` to ``end``, degrees clockwise from true north, 0–360."""
    forward, _, _ = GEOD.inv(*start, *end)
    return float(forward) % 360


def length_km(coordinates: Sequence[LonLat]) -> float:
    """Geodesic length of a line of (longitude, latitude) vertices, kilometres."""
    return sum(distance_km(start, end) for start, end in pairwise(coordinates))


def area_km2(geometry: BaseGeometry) -> float:
    """Geodesic area of a polygon in CRS84, square kilometres, whatever its ring direction."""
    square_metres, _ = GEOD.geometry_area_perimeter(geometry)
    return abs(float(square_metres)) / M2_PER_KM2
