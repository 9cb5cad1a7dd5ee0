"""The last day a date of a record may mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.dates import last_day


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2020", date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 29)),
        ("2010~", date(2010, 12, 31)),
        ("2015/2017", date(2017, 12, 31)),
        ("2018-05-17", date(2018, 5, 17)),
        ("undated", None),
        ("2015/..", None),
        ("", None),
    ],
)
def test_last_day_of_an_edtf_date(edtf: str, day: date | None) -> None:
    assert last_day(edtf) == day


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_full_date_is_its_own_last_day(day: date) -> None:
    assert last_day(day.isoformat()) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(9990, 1, 1)))
def test_a_month_ends_where_the_next_begins(day: date) -> None:
    end = last_day(day.isoformat()[:7])
    assert end is not None
    assert (end + timedelta(days=1)).day == 1
    assert end >= day
