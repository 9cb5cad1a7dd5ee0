"""Fields of forms: numbers, dates and words as people write them, versions that travel along."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.facts.forms import date_of, number_of, seen_of, seen_text, slug
from tests.atlas.facts.forms_ground import AREA, filled, ground

NUMBERS = {
    "36": 36, "9,756": 9756, "9 756": 9756, "2.5": 2.5, "３６": 36, "3.2万": 32_000,
    "2.45亿": 245_000_000, "−4": -4, "+7": 7, "-0": 0, "0.1": 0.1,
    "123456789012345": 123456789012345, "007": 7, "5.": 5, ".5": 0.5, "9,756.50": 9756.5,
}  # fmt: skip
NO_NUMBERS = ["many", "1,5", "12 34", "3.2.1", "nan", "inf", "1e99", "", "万", "36 km²",
              "1e3", "1e1000000", "9e999999万", "1_0", "1234567890123456", "0.1234567890123456",
              "99999999999亿", "0." + "0" * 400 + "1", "sNaN", "."]
DATES = {
    "2026": "2026", "2026-05": "2026-05", "2010~": "2010~", "2015/2017": "2015/2017",
    "2020年5月": "2020-05", "2020年5月2日": "2020-05-02", "2020.5.2": "2020-05-02",
    "2020年": "2020", "2020-5": "2020-05", "undated": "undated", "无日期": "undated",
}  # fmt: skip
NO_DATES = ["yesterday", "2020-13", "2020-02-30", "05/2020", "2020年13月", ""]


@pytest.mark.parametrize("written", NUMBERS)
def test_numbers_are_read_as_people_write_them(written: str) -> None:
    assert number_of(written) == NUMBERS[written]


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_what_is_no_number_is_not_guessed(written: str) -> None:
    assert number_of(written) is None


@given(st.text() | st.from_regex(r"[-+0-9.,_eE 万亿]*", fullmatch=True))
def test_no_text_makes_reading_a_number_stumble(text: str) -> None:
    found = number_of(text)
    assert found is None or math.isfinite(found)
    assert not (found == 0 and math.copysign(1, found) < 0)


@pytest.mark.parametrize(("typed", "said"), [
    ("1e1000000", "Write digits only"), ("9e999999万", "Write digits only"),
    ("1234567890123456", "15 at most"), ("many", "is no number"), ("1_0", "is no number"),
])  # fmt: skip
def test_why_a_number_is_not_kept_is_said_at_its_field(small: Path, typed: str, said: str) -> None:
    form = filled(ground(small), value=typed)
    assert form.number("value") is None
    assert said in form.mistakes["value"]


@pytest.mark.parametrize("written", DATES)
def test_dates_are_read_as_people_write_them(written: str) -> None:
    assert date_of(written) == DATES[written]


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date_is_not_guessed(written: str) -> None:
    assert date_of(written) is None


def test_versions_travel_in_a_hidden_field_and_come_back(small: Path) -> None:
    records = ground(small).records
    text = seen_text(records, [("claims", AREA), ("claims", "new")])
    assert seen_of(text) == {("claims", AREA): 1, ("claims", "new"): 0}


@pytest.mark.parametrize("text", ["", "{", "7", "[[1,2,3]]", '[["a","b"]]', '[["a","b","1"]]'])
def test_a_spoilt_hidden_field_says_nothing(text: str) -> None:
    assert seen_of(text) == {}


def test_a_change_carries_the_version_its_author_looked_at(small: Path) -> None:
    form = filled(ground(small), seen='[["claims","park-one.area.1",7]]')
    form.change("claims", AREA, {"fact": "park-one.area"})
    assert [change.seen for change in form.changes] == [7]


def test_what_is_as_it_was_is_no_change(small: Path) -> None:
    at = ground(small)
    form = filled(at)
    form.change("claims", AREA, dict(at.doc("claims", AREA)))
    assert form.changes == []


@pytest.mark.parametrize(("words", "made"), [
    ("Planned area (2035)", "planned_area_2035"), ("Fläche", "flache"), ("面积", ""), ("", ""),
])
def test_keys_are_made_of_words(words: str, made: str) -> None:
    assert slug(words, between="_") == made


def test_a_pair_asks_for_the_language_that_is_missing(small: Path) -> None:
    form = filled(ground(small), note_zh="说明")
    form.pair("note", needed=False)
    assert list(form.mistakes) == ["note_en"]


@pytest.mark.parametrize("value", ["\x07bell", "x" * 4_001])
def test_words_that_cannot_be_shown_are_refused(small: Path, value: str) -> None:
    form = filled(ground(small), why=value)
    form.text("why")
    assert list(form.mistakes) == ["why"]


@pytest.mark.parametrize("value", [None, 7, ["a"], {"a": 1}, True])
def test_a_field_of_another_kind_counts_as_empty(small: Path, value: object) -> None:
    form = filled(ground(small), why=value)
    assert form.needed("why") == ""
    assert list(form.mistakes) == ["why"]


def test_numbers_of_withdrawn_and_waiting_claims_are_not_given_again(small: Path) -> None:
    at = ground(small, used=frozenset({("claims", "park-one.area.o1")}))
    assert at.free("claims", lambda number: f"park-one.area.o{number}") == "park-one.area.o2"
