"""Every date a record may hold is shown, drawn, sorted and looked at again without stumbling."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import assume, given
from hypothesis import strategies as st

from atlas.i18n import words
from atlas.i18n.figures import edtf
from atlas.maps.charts.age import age_chart
from atlas.maps.charts.timeline import Mark, silence, timeline
from layers.check.kinds import _is_common, is_edtf, review_date
from layers.check.kinds import date as date_kind
from layers.freshness import due_day
from pages.widgets.facts.claim_fields import next_review
from pages.widgets.sources.age import age_words, age_years, ages, weakest_first

TODAY = date(2026, 11, 23)
YEARS = st.sampled_from(["0000", "0001", "1066", "2026", "9999", "19XX", "201X", "XXXX", "-2010"])
PARTS = st.integers(0, 42).map("{:02}".format) | st.just("XX")
ONE = st.builds(
    lambda before, year, parts, after: before + "-".join([year, *parts]) + after,
    st.sampled_from(["", "", "~", "?"]), YEARS, st.lists(PARTS, max_size=2),
    st.sampled_from(["", "", "~", "?", "%", "T10:10:10", "S2"]),
)  # fmt: skip
OPEN = st.sampled_from(["", ".."])
ODD = st.sampled_from(["Y17E7", "Y-17E7", "Y170000002", "{2010,2011}", "[..1984]", "[1667,1668]"])
WRITTEN = ONE | ODD | st.builds("{}/{}".format, ONE | OPEN, ONE | OPEN) | st.text(max_size=12)


PLAIN = st.builds(
    lambda year, parts, after: "-".join([year, *parts]) + after,
    st.sampled_from(["0000", "1066", "2024", "9999"]),
    st.lists(st.integers(0, 32).map("{:02}".format), max_size=2), st.sampled_from(["", "~", "?"]),
)  # fmt: skip


def source(text: str) -> Any:
    return SimpleNamespace(id="s", date=text, grade="press")


def refused(kind: Any, text: str) -> list[str]:
    said: list[str] = []
    kind(text, "review_by", lambda _where, what, _do: said.append(what))
    return said


@given(WRITTEN)
def test_a_date_that_is_accepted_makes_nothing_stumble(text: str) -> None:
    assume(is_edtf(text))
    say = words("zh")
    assert edtf(text, say)
    assert age_words(age_years(source(text), TODAY), say)
    assert weakest_first([source(text), source("2020"), source("undated")])
    assert age_chart(ages([source(text), source("2020")]), undated="", label="")
    silence([text, "2014"], TODAY)
    marks = tuple(Mark(when, edtf(when, say), "x", plan, 1)
                  for plan, when in enumerate((text, "2014")))
    assert timeline(marks, width=700, today=TODAY, hue="red", name="", quiet="")
    due_day(SimpleNamespace(review_by=text), TODAY)  # type: ignore[arg-type]
    assert next_review({"review_by": text}, TODAY)


@pytest.mark.parametrize("text", ["2026-XX", "2026-21", "2027-05", "2015/2027", "2027~"])
def test_a_review_date_has_a_last_day_in_this_century(text: str) -> None:
    assert refused(review_date, text) == []


@pytest.mark.parametrize("text", ["0000", "9999", "1999-12", "2015/..", "Y17E7", "[2026,2027]"])
def test_other_dates_are_refused_for_a_review_and_fine_for_a_source(text: str) -> None:
    assert refused(review_date, text) == ["is no day one can look at it again by."]
    assert refused(date_kind, text) == []


def test_a_season_is_said_in_words() -> None:
    assert edtf("2026-21", words("en")) == "spring 2026"
    assert edtf("2026-24/2027-22", words("en")) == "winter 2026 – summer 2027"


@pytest.mark.parametrize("text", [" 2010", "2010\n", "/..//..", "2026-X0000u2026", "1" * 4000])
def test_what_the_grammar_stumbles_over_is_no_date(text: str) -> None:
    assert not is_edtf(text)


@given(PLAIN | st.builds("{}/{}".format, PLAIN, PLAIN))
def test_the_short_way_takes_no_date_that_the_grammar_does_not(text: str) -> None:
    if _is_common(text):
        assert parse_edtf(text)


@pytest.mark.parametrize(
    "text", ["2020", "2020-05~", "2024-02-29", "2025-01/2025-11-20", "2021~/2022~", "2010?"]
)
def test_dates_as_records_write_them_take_the_short_way(text: str) -> None:
    assert _is_common(text)


@pytest.mark.parametrize("text", ["2020-02-30", "2020-13", "0000-01-01", "2020/2021/2022", "２０２０"])
def test_other_dates_are_left_to_the_grammar(text: str) -> None:
    assert not _is_common(text)
