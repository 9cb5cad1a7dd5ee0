"""Ways on the map: their courses, one copy of the world, what travels to the browser."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from atlas import process
from atlas.maps import ways as on_map
from atlas.maps.document import compose
from atlas.maps.feature import Card, Feature
from atlas.maps.view import View
from atlas.maps.ways import WAY, Course, Way, WayLeg, Ways, WayStop
from tests.each import broken, named

CATALOG = process.catalog()
COURSES = on_map.courses(CATALOG)
PACIFIC = "cn-dalian--cu-mariel--sea-panama"
SUEZ, CAPE = "cn-dalian--de-hamburg--sea-suez", "cn-dalian--de-hamburg--sea-cape"
ROAD = "cn-changchun--cn-dalian--road"
RECORDS = {leg.id: leg for leg in CATALOG.rails} | CATALOG.network.links


def way(*legs: WayLeg, stops: tuple[WayStop, ...] = ()) -> Way:
    return Way(WAY, "accent", ("Sea",), legs, stops, "18,899 km", "from Changchun")


def by_sea(course: str, *, backward: bool = False) -> Way:
    km = CATALOG.network.links[course].km
    return way(WayLeg(course, "sea", 0.0, km, backward))


def test_every_leg_and_link_has_a_course() -> None:
    assert set(COURSES) == set(RECORDS)


def a_course_ends_at_its_records_kilometres_and_never_jumps(name: str) -> None:
    path = COURSES[name].path
    assert path[0][2] == 0.0
    assert path[-1][2] == pytest.approx(RECORDS[name].km, abs=0.02)
    assert all(a[2] <= b[2] for a, b in pairwise(path))
    assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(path))


def a_course_begins_and_ends_near_its_stops(name: str) -> None:
    record, path = RECORDS[name], COURSES[name].path
    for stop, (lon, lat, _km) in ((record.start, path[0]), (record.end, path[-1])):
        point = CATALOG.places[stop].location.geometry
        assert point is not None
        off = math.hypot((lon - point.x + 540) % 360 - 180, lat - point.y)
        assert off < 1.0, (stop, off)


RULES = (a_course_ends_at_its_records_kilometres_and_never_jumps, a_course_begins_and_ends_near_its_stops)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_no_course_breaks_a_rule(rule: Callable[[str], None]) -> None:
    assert broken(rule, COURSES) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(COURSES))
@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_course_keeps_the_rules(rule: Callable[[str], None], name: str) -> None:
    rule(name)


def test_a_way_over_the_antimeridian_runs_on_without_a_jump() -> None:
    pacific = by_sea(PACIFIC)
    line = [vertex for path in on_map.paths(pacific, COURSES) for vertex in path]
    assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(line))
    west, _south, east, _north = on_map.extent(pacific, COURSES) or (0, 0, 0, 0)
    assert -180 <= (west + east) / 2 <= 180
    assert east - west < 220  # the Pacific alone, not the world around


def test_legs_one_behind_the_other_meet_on_one_copy_of_the_world() -> None:
    road = CATALOG.network.links[ROAD].km
    sea = CATALOG.network.links[PACIFIC].km
    both = way(WayLeg(ROAD, "road", 0.0, road), WayLeg(PACIFIC, "sea", road, road + sea))
    first, second = on_map.paths(both, COURSES)
    assert abs(first[-1][0] - second[0][0]) < 1
    assert second[0][2] == road


def test_run_the_other_way_a_course_begins_at_its_far_end() -> None:
    (there,), (back,) = (on_map.paths(by_sea(SUEZ, backward=turn), COURSES)
                         for turn in (False, True))
    assert [vertex[:2] for vertex in back] == [vertex[:2] for vertex in there[::-1]]
    assert all(a[2] <= b[2] for a, b in pairwise(back))
    assert back[0][2] == 0.0


def test_the_extent_of_the_cape_holds_the_cape() -> None:
    west, south, east, north = on_map.extent(by_sea(CAPE), COURSES) or (0, 0, 0, 0)
    assert west < -15
    assert south < -34.9
    assert east > 121
    assert north > 53


def test_nothing_known_has_no_extent() -> None:
    assert on_map.extent(way(WayLeg("nowhere", "sea", 0.0, 10.0)), COURSES) is None


def test_a_ship_passes_suez_on_one_course_and_not_on_the_other() -> None:
    suez = (32.5, 30.5)
    found = on_map.nearest_km(COURSES[SUEZ], suez)
    assert found is not None
    lon, lat = on_map.point_at(by_sea(SUEZ), COURSES, found) or (0.0, 0.0)
    assert math.hypot(lon - suez[0], lat - suez[1]) < 2
    assert on_map.nearest_km(COURSES[CAPE], suez) is None


def test_a_place_beyond_the_antimeridian_is_found_on_its_course() -> None:
    assert on_map.nearest_km(COURSES[PACIFIC], (-79.7, 9.1)) is not None


def test_the_place_at_a_kilometre_lies_between_its_vertices() -> None:
    straight = {"a": Course(((10.0, 0.0, 0.0), (20.0, 0.0, 100.0)), (10.0, 0.0, 20.0, 0.0))}
    line = way(WayLeg("a", "air", 50.0, 150.0))
    assert on_map.point_at(line, straight, 75.0) == (12.5, 0.0)
    assert on_map.point_at(line, straight, 200.0) is None


def a_mark(point: tuple[float, float]) -> Feature:
    return Feature("cu-mariel", (on_map.LAYER,), "stop", "square", "placed", "accent", ("Mariel",),
                   Card("Mariel"), point=point)


def test_what_travels_names_its_courses_and_marks_stand_on_their_way() -> None:
    km = CATALOG.network.links[PACIFIC].km
    stop = WayStop("cu-mariel", km, "Mariel", "America/Havana", a_mark((-82.77, 23.02)))
    chosen = replace(by_sea(PACIFIC), stops=(stop,))
    told = on_map.ways_json(Ways(chosen, (replace(by_sea(CAPE), id="way-sea-cape"),)), COURSES,
                            None)
    written = json.dumps(told, allow_nan=False)
    assert len(written) < 2000  # no vertices
    lon, _lat = told["marks"][0]["point"]
    west, _south, east, _north = told["bounds"]
    assert west < lon < east


def test_other_ways_begin_where_the_chosen_one_does() -> None:
    others = (replace(by_sea(SUEZ), id="way-sea-suez"),)
    told = on_map.ways_json(Ways(by_sea(PACIFIC), others), COURSES, None)
    starts = [COURSES[leg["course"]].path[0][0] + leg.get("lift", 0.0)
              for leg in (told["chosen"]["legs"][0], told["others"][0]["legs"][0])]
    assert abs(starts[0] - starts[1]) < 180


def test_a_document_holds_the_ways_of_its_page() -> None:
    both = Ways(by_sea(CAPE), (by_sea(SUEZ),))
    assert compose(CATALOG, View(), ways=both).ways is both
    assert compose(CATALOG, View()).ways is None
