"""Lengths and areas are geodesic; longitude comes first."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from layers.crs import area_km2, bearing_deg, distance_km, length_km

CHANGCHUN, SCHWARZHEIDE = (125.318, 43.884), (13.867, 51.467)
points = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


def haversine_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """The same on a sphere of the mean radius: right to 0.6 %."""
    lon0, lat0, lon1, lat1 = map(math.radians, (*start, *end))
    half = math.sin((lat1 - lat0) / 2) ** 2
    half += math.cos(lat0) * math.cos(lat1) * math.sin((lon1 - lon0) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def test_a_distance_over_the_continent_is_near_that_on_a_sphere() -> None:
    sphere = haversine_km(CHANGCHUN, SCHWARZHEIDE)
    assert distance_km(CHANGCHUN, SCHWARZHEIDE) == pytest.approx(sphere, rel=0.006)


def test_one_degree_on_the_equator_is_111_km() -> None:
    assert distance_km((0, 0), (1, 0)) == pytest.approx(111.3195, abs=0.001)


@pytest.mark.parametrize(("end", "bearing"), [((0, 1), 0), ((1, 0), 90), ((0, -1), 180)])
def test_bearings_run_clockwise_from_north(end: tuple[float, float], bearing: float) -> None:
    assert bearing_deg((0, 0), end) == pytest.approx(bearing)


@given(start=points, end=points)
def test_a_distance_is_the_same_in_both_directions(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    assert distance_km(start, end) == pytest.approx(distance_km(end, start), abs=1e-6)


def test_a_line_is_as_long_as_its_parts() -> None:
    line = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
    assert length_km(line) == pytest.approx(111.3195 + 110.5744, abs=0.001)


def test_an_area_does_not_depend_on_the_direction_of_its_ring() -> None:
    square = box(125, 43, 126, 44)
    assert area_km2(square) == pytest.approx(area_km2(square.reverse()))
    assert area_km2(square) == pytest.approx(8990, rel=0.02)
