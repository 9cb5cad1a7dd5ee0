"""The committed sea courses: as long as their links say, and out of what was closed."""

import json
import tomllib
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pyproj import Geod

from tests.each import broken, named

GEO = Path(__file__).parents[2] / "data" / "geo"
GEOD = Geod(ellps="WGS84")
Line = list[list[float]]
SUEZ = (32.0, 29.6, 33.2, 31.4)  # west, south, east, north
PANAMA = (-80.1, 8.7, -79.3, 9.5)
SOUTH_OF_AFRICA = (15.0, -45.0, 26.0, -33.5)
ARCTIC = (-180.0, 72.5, 180.0, 90.0)
WITHIN = 0.01  # the drawn line is simplified
TARGET = 0.02  # of a published port distance
STOP_KM = 5.0  # beyond that a port is a stop of its own, with a way to the station


@cache
def table(name: str) -> dict[str, dict[str, Any]]:
    """Records of one file of the network."""
    return tomllib.loads((GEO / "network" / name).read_text("utf-8"))


@cache
def courses() -> dict[str, list[Line]]:
    """The lines of every link."""
    found = json.loads((GEO / "network/courses.geojson").read_text("utf-8"))["features"]
    return {item["properties"]["id"]: lines(item["geometry"]) for item in found}


@cache
def stops() -> dict[str, dict[str, Any]]:
    """Every stop, ports among them."""
    files = (GEO / "routes" / name for name in ("stops.toml", "stops-places.toml"))
    return {key: stop for file in files for key, stop in tomllib.loads(file.read_text("utf-8")).items()}


def lines(shape: dict[str, Any]) -> list[Line]:
    """A geometry as lines."""
    parts: list[Line] = shape["coordinates"]
    return parts if shape["type"] == "MultiLineString" else [shape["coordinates"]]


def sea_links() -> list[str]:
    return [name for name, link in table("links.toml").items() if link["mode"] == "sea"]


def length_km(name: str) -> float:
    return sum(float(GEOD.line_length(*zip(*line, strict=True))) / 1000 for line in courses()[name])


def passes(name: str, box: tuple[float, float, float, float]) -> bool:
    """Whether a course has a point in a box, looked at every five kilometres."""
    west, south, east, north = box
    return any(
        west <= lon <= east and south <= lat <= north
        for line in courses()[name]
        for start, end in pairwise(line)
        for lon, lat in points(start, end)
    )


def points(start: list[float], end: list[float]) -> list[tuple[float, float]]:
    count = int(GEOD.inv(*start, *end)[2] // 5000)
    between = GEOD.npts(*start, *end, count) if count else []
    return [(start[0], start[1]), *between, (end[0], end[1])]


def test_every_link_has_a_course_and_every_course_a_link() -> None:
    assert courses().keys() == table("links.toml").keys()


def a_course_is_as_long_as_its_link_says(name: str) -> None:
    assert length_km(name) == pytest.approx(table("links.toml")[name]["km"], rel=WITHIN)


def a_course_goes_through_just_the_canals_and_capes_it_names(name: str) -> None:
    named = table("links.toml")[name].get("passages", [])
    assert passes(name, SUEZ) == ("suez" in named)
    assert passes(name, PANAMA) == ("panama" in named)
    assert passes(name, SOUTH_OF_AFRICA) == ("cape" in named)
    assert not passes(name, ARCTIC)


def a_course_ends_at_the_stops_it_joins(name: str) -> None:
    link, parts = table("links.toml")[name], courses()[name]
    for stop, end in ((link["from"], parts[0][0]), (link["to"], parts[-1][-1])):
        off = float(GEOD.inv(*stops()[stop]["point"], *end)[2]) / 1000
        assert off <= STOP_KM, f"{stop} is {off:.1f} km from where ships berth"


def test_europe_is_reached_by_suez_and_by_the_cape() -> None:
    ways = {name.partition("--sea-")[::2] for name in sea_links() if "--sea-" in name}
    ends = {lane for lane, way in ways if way == "suez"}
    assert ends
    assert ends <= {lane for lane, way in ways if way == "cape"}


def test_a_course_stays_within_the_world_and_is_cut_at_its_edge() -> None:
    for name, parts in courses().items():
        for line in parts:
            assert all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in line), name
            assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(line)), name


def test_our_kilometres_agree_with_published_port_tables() -> None:
    links = table("links.toml")
    usable = [row for row in table("port_distances.toml").values() if row["usable"]]
    assert usable
    for row in usable:
        link = links[f"{row['from']}--{row['to']}--sea-{row['passage']}"]
        assert link["km"] == pytest.approx(row["km"], rel=TARGET), row["note"]["en"]


def test_a_price_names_a_lane_only_with_both_its_ends() -> None:
    for name, rate in table("rates.toml").items():
        assert ("from" in rate) == ("to" in rate), name


RULES = (
    a_course_is_as_long_as_its_link_says,
    a_course_goes_through_just_the_canals_and_capes_it_names,
    a_course_ends_at_the_stops_it_joins,
)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_no_course_breaks_a_rule(rule: Callable[[str], None]) -> None:
    assert broken(rule, sea_links()) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sea_links())
@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_course_keeps_the_rules(rule: Callable[[str], None], name: str) -> None:
    rule(name)
