"""The check of the planner's network: what would make its answers wrong is named."""

from pathlib import Path

import pytest

from layers.check import check
from layers.errors import Problem

LEGS = "routes/legs.toml"
STOPS = "routes/stops.toml"
CROSSING = """[x-b-c]
part = "crossing"
stops = ["cn-b", "ru-c"]
gauges = [1435, 1520]
names = {zh = "乙—丙", en = "Beta–Gamma"}
"""
FACT = """[[RECORD.facts]]
key = "KEY"
group = "transport"
label = {zh = "数", en = "Figure"}
audience = "public"
[[RECORD.facts.claims]]
id = "RECORD.KEY.1"
value = VALUE
unit = "UNIT"
as_of = "2020"
source = "city-2020"
confidence = "low"
review_by = "2029-12"
"""
RUNNING = '[rail-cn]\npart = "running"\n'
FACTOR = """[rail]
part = "factor"
role = "central"
what = {zh = "铁路", en = "rail"}
"""


def network(root: Path, *records: str) -> list[Problem]:
    """The problems of the tiny atlas with these records of the network."""
    (root / "network").mkdir()
    (root / "network" / "all.toml").write_text("\n".join(records), encoding="utf-8")
    return check(root)


def fact(record: str, key: str, value: str, unit: str) -> str:
    filled = FACT.replace("RECORD", record).replace("KEY", key)
    return filled.replace("VALUE", value).replace("UNIT", unit)


def spoilt(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def test_a_network_with_its_crossing_has_no_problem(small: Path) -> None:
    assert network(small, CROSSING) == []


def test_a_leg_between_two_countries_without_a_crossing_is_named(small: Path) -> None:
    (found,) = network(small, RUNNING)
    assert (found.file, found.record, found.field) == (LEGS, "ru-c--cn-b", "country")
    assert "CN/RU" in found.what
    assert "crossings.toml" in found.do


def test_a_leg_whose_stops_lie_in_two_countries_is_named_whatever_it_says(small: Path) -> None:
    spoilt(small, LEGS, '"CN/RU"', '"CN"')
    assert [item.field for item in network(small, RUNNING)] == ["country"]


def test_a_leg_between_two_gauges_without_a_crossing_is_named(small: Path) -> None:
    spoilt(small, STOPS, "gauge_mm = [1435, 1520]", "gauge_mm = [1520]")
    assert [item.field for item in network(small, RUNNING)] == ["country", "gauge_mm"]
    (small / "network" / "all.toml").write_text(CROSSING, encoding="utf-8")
    assert check(small) == []


def test_two_crossings_of_the_same_stops_are_named(small: Path) -> None:
    again = CROSSING.replace("[x-b-c]", "[x-c-b]").replace('"cn-b", "ru-c"', '"ru-c", "cn-b"')
    (found,) = network(small, CROSSING, again)
    assert (found.record, found.field) == ("x-c-b", "stops")
    assert "x-b-c" in found.what


@pytest.mark.parametrize("folder", [False, True])
def test_legs_of_the_planner_without_its_records_say_what_is_missing(
    folder: bool, small: Path
) -> None:
    spoilt(small, LEGS, 'systems = ["line"]\ngauge_mm = 1435', 'systems = ["network"]\ngauge_mm = 1435')
    problems = network(small) if folder else check(small)
    found = next(item for item in problems if item.file == "network")
    for part in ("crossing", "terminal", "link", "running", "factor"):
        assert part in found.what


@pytest.mark.parametrize(
    ("record", "key", "value", "unit"),
    [
        ("x-b-c", "dwell_out", "0", "hours"),
        ("x-b-c", "dwell_in", "{min = -1, max = 3}", "hours"),
        ("x-b-c", "cost", "-5", "usd"),
        ("rail-cn", "speed", "-300", "km_day"),
        ("rail-cn", "speed", "{min = 0}", "km_day"),
        ("rail-cn", "headway", "0", "days"),
        ("rail-cn", "load", "-2", "hours"),
        ("rail-cn", "price", "0", "usd_feu"),
        ("rail-cn", "spread", "0.9", "ratio"),
        ("rail-cn", "shared_spread_rail", "{min = 0.5, max = 2}", "ratio"),
        ("rail", "wtw", "-20", "g_tkm"),
        ("rail", "hub", "0", "kg_t"),
        ("rail", "ttw", "-1", "g_tkm"),
    ],
)
def test_a_figure_that_cannot_be_is_named(
    record: str, key: str, value: str, unit: str, small: Path
) -> None:
    found = network(small, CROSSING, RUNNING, FACTOR, fact(record, key, value, unit))
    assert [item.field for item in found] == [f"facts[{key}].claims[{record}.{key}.1].value"]
    assert all(item.record == record and item.do for item in found)


@pytest.mark.parametrize(
    ("record", "key", "value", "unit"),
    [
        ("x-b-c", "dwell_out", "{min = 1, max = 3}", "hours"),
        ("rail-cn", "spread", "1", "ratio"),
        ("rail-cn", "change", "-30", "percent"),
        ("rail", "ttw", "0", "g_tkm"),
    ],
)
def test_a_figure_that_can_be_is_left_alone(
    record: str, key: str, value: str, unit: str, small: Path
) -> None:
    assert network(small, CROSSING, RUNNING, FACTOR, fact(record, key, value, unit)) == []
