"""The check finds what is wrong, says where and what to do, and never stops or raises."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.check import check, examine
from layers.check.record import gather
from layers.errors import Problem
from tests.conftest import SMALL, examples

Spoil = Callable[[str, str, str], Path]

PARK = "parks/park-one/park.toml"
OUTLINE = "parks/park-one/outline.geojson"
ZONE = "zones/zone-one.toml"
STOPS = "routes/stops.toml"
LEGS = "routes/legs.toml"
SERVICES = "routes/services.toml"
LINE = "routes/line-one/route.toml"
BORDER = "routes/borders/b-c.toml"
TRACKS = "routes/tracks.geojson"
SYSTEMS = "systems/systems.toml"
SOURCES = "sources/all.toml"


def test_a_right_atlas_has_no_problem(small: Path) -> None:
    assert check(small) == []


SPOILT = {
    "an unknown key": (PARK, 'partner = "KR"', 'partner = "KR"\ncolour = "red"', "colour", "not known"),
    "a missing key": (PARK, 'partner = "KR"\n', "", "partner", "missing"),
    "a wrong type": (PARK, 'search = ["yi"]', 'search = "yi"', "search", "not a list"),
    "a text without English": (PARK, ', en = "Named in a plan."', "", "text.en", "missing"),
    "a blank text": (PARK, '"Named in a plan."', '" "', "text.en", "empty"),
    "a text in an unknown language": (PARK, '{zh = "获批。"', '{xx = "?", zh = "获批。"', "xx", "not a language"),
    "a bare date": (PARK, 'date = "2018-05"', "date = 2018-05-01", "date", "bare date"),
    "a date that is none": (PARK, 'date = "2018-05"', 'date = "2018-13"', "date", "no date"),
    "an unknown unit": (PARK, 'unit = "km2"', 'unit = "mu"', "unit", "“mu”"),
    "a number without unit": (PARK, 'unit = "km2"\n', "", "unit", "missing"),
    "a number that is not finite": (PARK, "value = 210", "value = nan", "value", "not a number"),
    "a range upside down": (PARK, "{min = 36}", "{min = 36, max = 3}", "value", "high to low"),
    "words for a number": (PARK, "value = 210", 'value = "210"', "value", "words with the unit"),
    "a claim without source": (PARK, 'as_of = "2020-06"\nsource = "city-2020"\n', 'as_of = "2020-06"\n', "source", "missing"),
    "a claim without date": (PARK, 'as_of = "2020-06"\n', "", "as_of", "missing"),
    "an unknown without a reason": (PARK, 'source_reason = {zh = "没有查到。", en = "Nothing was found."}', "", "source_reason", "missing"),
    "a value beside unknown": (PARK, "unknown = true", 'unknown = true\nvalue = 1\nunit = "count"', "unknown", "stands beside"),
    "an undeclared source": (PARK, 'source = "city-2020"', 'source = "nowhere"', "status.source", "not declared"),
    "an undeclared publisher": (SOURCES, 'publisher = "city"', 'publisher = "x"', "publisher", "not declared"),
    "an address that is a script": (SOURCES, "https://example.org/park", "javascript:alert(1)", "url", "javascript"),
    "no preferred claim": (PARK, "preferred = true", "", "facts[area].claims", "0 of them preferred"),
    "two preferred claims": (PARK, "value = 210", "preferred = true\nvalue = 210", "facts[area].claims", "2 of them"),
    "a claim id of another entity": (PARK, "park-one.area.1", "park-two.area.1", "id", "does not begin"),
    "a claim id twice": (PARK, "park-one.area.2", "park-one.area.1", "id", "taken already"),
    "a claim without review date": (PARK, 'review_by = "2027-05"\n', "", "review_by", "missing"),
    "a review date that is none": (PARK, 'review_by = "2027-05"', 'review_by = "undated"', "review_by", "undated"),
    "an unknown audience": (PARK, 'audience = "public"', 'audience = "press"', "audience", "press"),
    "a fact key twice": (PARK, 'key = "contact"', 'key = "area"', "facts.key", "stands twice"),
    "a headline twice": (PARK, 'audience = "internal"', 'audience = "internal"\nheadline = 1', "facts.headline", "stands twice"),
    "a control character": (PARK, '"First Park"', '"First\\u0007Park"', "names.en.text", "U+0007"),
    "a point at sea": (PARK, "point = [125.5, 44.0]", "point = [100.0, 10.0]", "location.point", "km outside CN"),
    "latitude before longitude": (PARK, "point = [125.5, 44.0]", "point = [44.0, 125.5]", "location.point", "[125.5, 44.0] is"),
    "a point off the Earth": (PARK, "point = [125.5, 44.0]", "point = [425.5, 44.0]", "location.point", "nowhere"),
    "a point of three numbers": (PARK, "point = [125.5, 44.0]", "point = [125.5, 44.0, 1]", "location.point", "3 numbers"),
    "a point without accuracy": (PARK, "accuracy_km = 5.0\n", "", "accuracy_km", "missing"),
    "a confirmed place without point": (PARK, "point = [125.5, 44.0]\n", "", "location.point", "missing"),
    "an unconfirmed place with a point": (PARK, 'confidence = "medium"', 'confidence = "none"', "location.point", "stands beside"),
    "a candidate that is no zone": (PARK, 'entity = "zone-one"', 'entity = "zone-two"', "location.candidates", "does not exist"),
    "an outline without status": (PARK, 'outline_status = "indicative"\n', "", "outline_status", "missing"),
    "an outline that crosses itself": (OUTLINE, "[125.6, 43.9], [125.6, 44.1]", "[125.6, 44.1], [125.6, 43.9]", "location.outline", "crosses itself"),
    "an outline elsewhere": (OUTLINE, "[125.6, 44.1]", "[44.1, 125.6]", "location.outline", "[44.1, 125.6]"),
    "an outline that is a point": (OUTLINE, '"Polygon"', '"Point"', "location.outline", "no polygon"),
    "a file under another name": (ZONE, 'id = "zone-one"', 'id = "zone-two"', "id", "the file says"),
    "a layer that is none": (ZONE, 'layer = "zones"', 'layer = "moon"', "layer", "no layer"),
    "an id twice": (BORDER, 'id = "b-c"', 'id = "cn-a"', "id", "taken already"),
    "an item of nothing": (SYSTEMS, 'entity = "park-one"', 'entity = "park-two"', "items[plan-park]", "does not exist"),
    "a time zone that is none": (STOPS, "Asia/Vladivostok", "Asia/Nowhere", "timezone", "not known"),
    "a stop in the wrong country": (STOPS, "point = [126.0, 44.0]", "point = [129.0, 44.0]", "point", "outside CN"),
    "an unknown country": (STOPS, 'country = "RU"', 'country = "ZZ"', "point", "no country ZZ"),
    "a leg to nowhere": (LEGS, 'to = "cn-b"', 'to = "cn-x"', "to", "no stop"),
    "a leg shorter than the great circle": (LEGS, "km = 100.0", "km = 70.0", "km", "straight distance"),
    "a leg far too long": (LEGS, "km = 100.0", "km = 140.0", "km", "straight distance only"),
    "a leg of no length between towns": (LEGS, "km = 100.0", "km = 0.0", "km", "straight distance"),
    "a leg without basis": (LEGS, 'basis = "published"\n', "", "basis", "missing"),
    "kilometres in dispute": (LEGS, "{km = 102.0,", "{km = 122.0,", "other_km", "more than 15 %"),
    "a traction neither given nor unknown": (LEGS, "traction_unknown = true\n", "", "traction", "neither"),
    "a path without leg": (SERVICES, '"cn-b", "ru-c"]', '"ru-c"]', "path", "no leg between cn-a and ru-c"),
    "a service of no line": (SERVICES, 'line = "line-one"', 'line = "line-two"', "line", "no route"),
    "a service to nowhere": (SERVICES, 'destination = "ru-c"\n', "", "destination", "missing"),
    "a border without stop": (BORDER, 'stops = ["cn-b", "ru-c"]', "stops = []", "stops", "empty"),
    "a track without one of its kilometres": (TRACKS, "[0.0, 50.0, 100.0]", "[0.0, 100.0]", "km", "2 kilometres for 3"),
    "a track that runs back": (TRACKS, "[0.0, 50.0, 100.0]", "[0.0, 150.0, 100.0]", "km", "does not grow"),
    "a track that starts elsewhere": (TRACKS, "[125.0, 44.0]", "[125.2, 44.0]", "from", "off the drawn line"),
    "a stop off its line": (STOPS, "point = [125.5, 44.0]", "point = [125.5, 44.5]", "through", "off the drawn line"),
    "a leg without track": (TRACKS, '"from": "ru-c"', '"from": "cn-mid"', "main_path", "no track"),
}  # fmt: skip


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_wrong_is_reported_where_it_stands(case: str, spoil: Spoil) -> None:
    file, old, new, field, what = SPOILT[case]
    problems = check(spoil(file, old, new))
    found = [item for item in problems if field in item.field and what in item.what]
    assert found, problems
    assert all(item.do for item in found)


def test_every_problem_is_listed_at_once(spoil: Spoil) -> None:
    spoil(PARK, 'unit = "km2"', 'unit = "mu"')
    spoil(STOPS, "Asia/Vladivostok", "Mars/Olympus")
    spoil(LEGS, "km = 100.0", "km = -1")
    root = spoil(OUTLINE, '"coordinates"', '"coordinate"')
    assert {problem.file for problem in check(root)} >= {PARK, STOPS, LEGS}


def test_a_field_is_reported_once(spoil: Spoil) -> None:
    root = spoil(PARK, "accuracy_km = 5.0", "accuracy_km = 0")
    assert [problem.field for problem in check(root)] == ["location.accuracy_km"]


@pytest.mark.parametrize("broken", ['id = "', "\x00", "[[facts", "= 3", "﻿[[["])
def test_a_file_that_does_not_parse_is_one_problem(broken: str, small: Path) -> None:
    (small / PARK).write_text(broken, encoding="utf-8")
    found = [problem for problem in check(small) if problem.file == PARK]
    assert len(found) == 1
    assert "not valid TOML" in found[0].what


def test_a_file_in_another_encoding_is_one_problem(small: Path) -> None:
    (small / ZONE).write_bytes('id = "长春"'.encode("gb18030"))
    assert any("not valid TOML" in p.what for p in check(small) if p.file == ZONE)


@pytest.mark.parametrize("file", [LEGS, SERVICES, TRACKS, "catalog.toml", OUTLINE])
def test_a_missing_file_is_reported(file: str, small: Path) -> None:
    (small / file).unlink()
    assert any("can't be read" in problem.what for problem in check(small) if problem.file == file)


def test_a_file_no_one_reads_is_reported(small: Path) -> None:
    (small / "parks" / "park-two.toml").write_text('id = "park-two"', encoding="utf-8")
    assert [p.what for p in check(small)] == ["is not where any record is read."]


def test_an_outline_outside_the_data_folder_does_not_stop_the_check(spoil: Spoil) -> None:
    root = spoil(PARK, '"outline.geojson"', '"../../../../nowhere.geojson"')
    assert any("can't be read" in problem.what for problem in check(root))


def test_without_a_base_map_countries_are_not_looked_at(spoil: Spoil) -> None:
    root = spoil(PARK, "point = [125.5, 44.0]", "point = [100.0, 10.0]")
    (root / "basemap" / "world-cn.json").unlink()
    assert check(root) == []


def test_a_link_inside_one_city_may_count_nothing(spoil: Spoil) -> None:
    spoil(STOPS, "point = [126.0, 44.0]", "point = [125.02, 44.0]")
    spoil(TRACKS, '"km": [0.0, 50.0, 100.0]', '"km": [0.0, 0.0, 0.0]')
    root = spoil(LEGS, "km = 100.0", "km = 0.0")
    assert ("cn-a--cn-b", "km") not in [(item.record, item.field) for item in check(root)]


@pytest.mark.parametrize(
    "odd",
    ["<script>alert(1)</script>", "{{7*7}}", "${x}", "'); DROP TABLE", "🚄\u202eالصين", "=1+1"],
)
def test_hostile_text_is_no_problem_since_it_is_shown_as_typed(odd: str, spoil: Spoil) -> None:
    assert check(spoil(PARK, '"First Park"', json.dumps(odd, ensure_ascii=False))) == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def replaced(doc: object, path: list[int], value: object) -> object:
    """A copy of a document with whatever lies at the end of a path replaced."""
    if not path or not isinstance(doc, dict | list) or not doc:
        return value
    keys = sorted(doc) if isinstance(doc, dict) else list(range(len(doc)))
    chosen = keys[path[0] % len(keys)]
    copied: dict[object, object] = dict(doc) if isinstance(doc, dict) else dict(enumerate(doc))
    copied[chosen] = replaced(copied[chosen], path[1:], value)
    return copied if isinstance(doc, dict) else list(copied.values())


@settings(max_examples=examples(300))
@given(
    record=st.integers(0, 50),
    path=st.lists(st.integers(0, 20), min_size=1, max_size=6),
    value=anything,
)
def test_no_bad_value_anywhere_raises(record: int, path: list[int], value: object) -> None:
    gathered = gather(SMALL)
    number = record % len(gathered.records)
    right = gathered.records[number]
    doc = replaced(right.doc, path, value)
    assert isinstance(doc, dict)
    gathered.records[number] = replace(right, doc=doc)
    assert all(isinstance(problem, Problem) for problem in examine(gathered, SMALL))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(40))
@given(value=anything, where=st.sampled_from(["geometry", "properties", "type"]))
def test_no_bad_geojson_raises(value: object, where: str, small: Path) -> None:
    feature = json.loads((small / "parks/park-one/outline.geojson").read_text(encoding="utf-8"))
    feature[where] = value
    for file in (OUTLINE, TRACKS):
        content = feature if file == OUTLINE else {"features": [feature, value]}
        (small / file).write_text(json.dumps(content, default=str), encoding="utf-8")
    assert isinstance(check(small), list)
