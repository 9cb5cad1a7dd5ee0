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
        ("2026-21", date(2026, 5, 31)),
        ("2026-24", date(2027, 2, 28)),
        ("9999-24", None),
        ("2026-32", date(2026, 8, 31)),
        ("2026-33", date(2026, 3, 31)),
        ("2026-41", date(2026, 12, 31)),
        ("2025/2026-22", date(2026, 8, 31)),
        ("2026-42", None),
        ("2026-13", None),
        ("2026-00", None),
        ("2026-02-30", None),
        ("0000", None),
        ("-2010", None),
        ("19XX", date(1999, 12, 31)),
        ("201X", date(2019, 12, 31)),
        ("2010-XX-XX", date(2010, 12, 31)),
        ("2010-02-XX", date(2010, 2, 28)),
        ("2004-06-~11", date(2004, 6, 11)),
        ("2010-05-12T10:10:10", date(2010, 5, 12)),
        ("XXXX", None),
        ("Y17E7", None),
        ("[2010,2011]", None),
        ("{2010,2011}", None),
    ],
)
def test_last_day_of_an_edtf_date(edtf: str, day: date | None) -> None:
    assert last_day(edtf) == day


@given(st.text() | st.from_regex(r"[-0-9X~?%/Y\[{,.T:]*", fullmatch=True))
def test_no_text_makes_it_stumble(text: str) -> None:
    assert last_day(text) is None or isinstance(last_day(text), date)


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_full_date_is_its_own_last_day(day: date) -> None:
    assert last_day(day.isoformat()) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(9990, 1, 1)))
def test_a_month_ends_where_the_next_begins(day: date) -> None:
    end = last_day(day.isoformat()[:7])
    assert end is not None
    assert (end + timedelta(days=1)).day == 1
    assert end >= day
