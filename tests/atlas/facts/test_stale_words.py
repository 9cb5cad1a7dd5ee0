"""What still says the old after a change is found, in every writing, and nothing else is."""

import copy
from typing import Any

import pytest

from atlas.facts.stale_figures import saying
from atlas.facts.stale_words import Stale, stale_words
from layers.read import documents
from layers.store.base import Key
from layers.store.records import split
from tests.conftest import GEO

REAL = split(documents(GEO))
NEARTERM = ("claims", "park-rok.nearterm_area.1")
LENGTH = ("claims", "line-cme.length.1")
GERMANY = ("parks", "park-germany")


def left(key: Key, **fields: Any) -> list[Stale]:
    """What stays behind when fields of one record change."""
    after = copy.deepcopy(REAL)
    after[key].update(fields)
    return stale_words(after, {key: REAL[key]})


def told(found: list[Stale], part: str, lang: str) -> list[str]:
    return [item.said for item in found if (item.part, item.lang) == (part, lang)]


@pytest.mark.parametrize(("said", "there"), [
    ("先行开发约 36 平方公里", True), ("about 36 km² to begin with", True),
    ("36.0 km² at first", True), ("an area of 36-square kilometres", False),
    ("136 km²", False), ("36.5 km²", False), ("36 家企业", False), ("2036 年", False),
    ("36 high-tech companies", False), ("36 000 km²", False), ("in 36 months", False),
])  # fmt: skip
def test_a_small_figure_counts_beside_its_own_unit(said: str, there: bool) -> None:
    assert bool(saying(36, "km2").search(said)) is there


@pytest.mark.parametrize("said", ["9800 km", "9,800 公里", "9 800 km", "9\u202f800 км", "全程 9,800"])
def test_a_large_figure_is_known_however_its_thousands_are_written(said: str) -> None:
    assert saying(9800, "km").search(said)


@pytest.mark.parametrize(("value", "unit", "said"), [
    (120_000, "people", "约 12 万人"), (2.45, "rmb_bn", "24.5 亿元"), (3, "usd_m", "$3 million"),
])  # fmt: skip
def test_figures_in_multiples_are_known(value: float, unit: str, said: str) -> None:
    assert saying(value, unit).search(said)


def test_the_summary_of_the_park_still_names_the_old_area() -> None:
    found = left(NEARTERM, value=40)
    assert "约 36 平方公里" in told(found, "summary", "zh")[0]
    assert "about 36 km²" in told(found, "summary", "en")[0]
    assert told(found, "words", "zh") == ["约 36 平方公里"]
    assert {item.owner for item in found} == {"park-rok"}
    assert all("210" not in item.old for item in found)


def test_nothing_is_left_once_the_sentences_are_changed_too() -> None:
    after = copy.deepcopy(REAL)
    park: Key = ("parks", "park-rok")
    words = {"zh": "约 40 平方公里", "en": "about 40 km²"}
    after[NEARTERM].update(value=40, text=words)
    after[park]["summary"] = words
    assert stale_words(after, {NEARTERM: REAL[NEARTERM], park: REAL[park]}) == []


def test_the_line_and_its_services_still_name_the_old_length() -> None:
    found = left(LENGTH, value=9850)
    assert "9,800 公里" in told(found, "summary", "zh")[0]
    assert "9,800 km" in told(found, "summary", "en")[0]
    services = {item.key[1] for item in found if item.part == "figure"}
    assert "cme-schwarzheide.length.1" in services
    assert "line-cme.length.2" not in {item.key[1] for item in found}


def test_a_placed_park_is_still_said_to_have_no_place() -> None:
    place = {**REAL[GERMANY]["location"], "confidence": "high", "point": [125.4, 43.8]}
    found = left(GERMANY, location=place)
    assert told(found, "status", "zh") == ["规划提及，园址待确认"]
    assert told(found, "status", "en") == ["Named in the plan, site not confirmed"]
    assert any("暂不标点" in said for said in told(found, "summary", "zh"))
    assert any("shows no point" in said for said in told(found, "summary", "en"))
    assert any("不标点" in said for said in told(found, "statement", "zh"))
    assert any("园址定在" in said for said in told(found, "question", "zh"))


def test_another_preferred_claim_leaves_the_summary_behind() -> None:
    fact: Key = ("facts", "park-rok.nearterm_area")
    after = copy.deepcopy(REAL)
    own: Key = ("claims", "park-rok.nearterm_area.o1")
    after[own] = {**REAL[NEARTERM], "value": 40}
    before = {**REAL[fact], "preferred": NEARTERM[1]}
    after[fact] = {**before, "preferred": own[1]}
    found = stale_words(after, {own: None, fact: before})
    assert {(item.part, item.lang) for item in found if item.owner == "park-rok"} >= {
        ("summary", "zh"), ("summary", "en")}
    assert NEARTERM not in {item.key for item in found}


@pytest.mark.parametrize("fields", [
    {"as_of": "2026"}, {"confidence": "low"}, {"note": {"zh": "新", "en": "new"}}])
def test_a_change_of_no_figure_leaves_nothing_behind(fields: dict[str, Any]) -> None:
    assert left(NEARTERM, **fields) == []
