"""The arrival ruler: dates on one axis, each row by its own clock, days of rest behind."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.maps.charts.ranges import LogAxis, log_axis, range_band
from atlas.maps.charts.ruler import (
    Closed,
    DateAxis,
    Stretch,
    date_axis,
    ruler_axis,
    ruler_row,
)
from atlas.maps.element import Node

EAST, WEST = timezone(timedelta(hours=8)), timezone(timedelta(hours=1))
AXIS = DateAxis(date(2026, 11, 30), date(2026, 12, 10))


def at(day: int, hour: int = 0, zone: timezone = EAST) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=zone)


def stretch(first: int, middle: int, last: int) -> Stretch:
    return Stretch(at(first), at(middle), at(last))


def parts(node: Node, tag: str) -> list[dict[str, Any]]:
    if isinstance(node, str):
        return []
    own = [node[1] or {}] if node[0] == tag else []
    return [*own, *(found for child in node[2:] for found in parts(child, tag))]


def shares(node: Node, name: str) -> list[float]:
    return [float(item["x"].rstrip("%")) / 100 for item in parts(node, "rect")
            if item["class"] == name]


def test_the_axis_holds_whole_days_of_all_rows() -> None:
    axis = date_axis([stretch(2, 3, 5), Stretch(at(1, 23, WEST), at(4), at(6, 12, WEST))])
    assert (axis.first, axis.last) == (date(2026, 12, 1), date(2026, 12, 7))
    assert axis.days == 6


def test_midnights_of_all_clocks_lie_under_each_other() -> None:
    assert AXIS.share(at(3, zone=EAST)) == AXIS.share(at(3, zone=WEST)) == AXIS.midnight(
        date(2026, 12, 3)) == pytest.approx(0.3)


def test_what_lies_beyond_the_axis_is_held_at_its_end() -> None:
    assert AXIS.share(at(31)) == 1
    assert AXIS.midnight(date(2026, 11, 1)) == 0


@pytest.mark.parametrize(("days", "step"), [(5, 1), (9, 1), (10, 2), (27, 7), (100, 14), (400, 28)])
def test_marks_are_few_enough_to_be_read(days: int, step: int) -> None:
    marks = DateAxis(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=days)).marks
    assert marks[1] - marks[0] == timedelta(days=step)


def test_the_axis_is_written_in_given_words() -> None:
    node = ruler_axis(AXIS, {day: f"{day:%d.%m}" for day in AXIS.marks})
    assert [child[2] for child in node[2:]][:2] == ["30.11", "02.12"]


def test_a_row_has_a_band_above_for_coming_and_one_below_for_going_on() -> None:
    row = ruler_row(AXIS, stretch(2, 3, 5), stretch(3, 5, 7), (), label="there")
    above, below = (next(item for item in parts(row, "rect") if item["class"] == name)
                    for name in ("ruler-band comes", "ruler-band goes"))
    assert above["y"] + above["height"] <= below["y"]
    assert float(above["x"].rstrip("%")) == pytest.approx(20, abs=0.1)
    assert float(above["width"].rstrip("%")) == pytest.approx(30, abs=0.1)
    assert parts(row, "svg")[0]["aria-label"] == "there"


def test_where_nothing_goes_on_there_is_one_band() -> None:
    row = ruler_row(AXIS, stretch(2, 3, 5), None, (), label="")
    assert not shares(row, "ruler-band goes")
    assert len(shares(row, "ruler-band comes")) == 1


def test_a_certain_moment_is_still_seen() -> None:
    row = ruler_row(AXIS, stretch(1, 1, 1), None, (), label="")
    band = next(item for item in parts(row, "rect") if item["class"] == "ruler-band comes")
    assert float(band["width"].rstrip("%")) > 0


def test_days_of_rest_cover_their_days_and_say_what_they_are() -> None:
    rest = [Closed(date(2026, 12, 5), date(2026, 12, 6), "weekend", holiday=False),
            Closed(date(2026, 12, 8), date(2026, 12, 8), "a feast", holiday=True)]
    row = ruler_row(AXIS, stretch(2, 3, 5), None, rest, label="")
    assert shares(row, "ruler-weekend") == [pytest.approx(0.5)]
    assert shares(row, "ruler-holiday") == [pytest.approx(0.8)]
    drawn = [item for item in parts(row, "rect") if item["class"] == "ruler-weekend"]
    assert float(drawn[0]["width"].rstrip("%")) == pytest.approx(20, abs=0.1)


# --- ranges beside each other ---


def test_without_anything_above_zero_there_is_no_axis() -> None:
    assert log_axis([]) is None
    assert log_axis([(0.0, 0.0)]) is None


@given(st.lists(st.tuples(st.floats(0.01, 1e4), st.floats(1, 20)), min_size=1, max_size=9))
def test_every_range_lies_within_the_axis_in_its_order(found: list[tuple[float, float]]) -> None:
    ranges = [(low, low * times) for low, times in found]
    axis = log_axis(ranges)
    assert axis is not None
    for low, high in ranges:
        assert 0 < axis.share(low) <= axis.share(high) < 1
    assert all(0 <= axis.share(mark) <= 1 for mark in axis.marks)


def test_ten_times_as_much_is_as_far_everywhere() -> None:
    axis = LogAxis(1.0, 1000.0)
    assert axis.share(100) - axis.share(10) == pytest.approx(axis.share(10) - axis.share(1))
    assert axis.marks == (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def test_a_range_is_read_out_and_of_one_figure_still_seen() -> None:
    node = range_band(LogAxis(1, 100), 10, 10, 10, label="rail: 10 t")
    assert parts(node, "svg")[0]["aria-label"] == "rail: 10 t"
    box = next(item for item in parts(node, "rect") if item["class"] == "range-box")
    assert float(box["width"].rstrip("%")) > 0
