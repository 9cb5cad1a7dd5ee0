"""The break-even drawing: lines meet where it says, bands and words keep inside."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.maps.charts.break_even import (
    ACROSS,
    HEIGHT_PX,
    LABEL_PX,
    PLOT_PX,
    TOP_PX,
    CostLine,
    Meeting,
    break_even_chart,
    cost_axes,
    value_end,
)
from atlas.maps.element import Node, svg_file, text_of

POSITIVE = st.floats(1, 1e8)
HOSTILE = "<img src=x onerror=alert(1)>"


def found(node: Node, cls: str) -> list[list[Any]]:
    if isinstance(node, str):
        return []
    own = [node] if cls in str((node[1] or {}).get("class", "")).split() else []
    return own + [item for child in node[2:] for item in found(child, cls)]


def line(name: str, start: float, end: float, hue: str = "accent") -> CostLine:
    return CostLine(name, hue, start, (end * 0.9, end, end * 1.1))


RAIL, SEA = line("Rail", 8000, 12_000), line("Sea", 3000, 17_000)
MEETING = Meeting(500_000, 400_000, 700_000, 10_000, "USD 500,000")


def drawn(meeting: Meeting = MEETING, *, lines: tuple[CostLine, ...] = (RAIL, SEA),
          own: tuple[float, str] | None = None) -> Node:
    axes = cost_axes(lines, 1_000_000)
    return break_even_chart(
        lines, (meeting,), axes, values={item: f"{item:g}" for item in axes.values},
        totals={item: f"{item:g}" for item in axes.totals}, titles=("value", "total"),
        name="Break-even", own=own,
    )


@given(st.lists(POSITIVE, min_size=1))
def test_the_axis_runs_past_all_values_and_not_far(values: list[float]) -> None:
    assert max(values) * 1.2 < value_end(values) < max(values) * 3.3


@given(POSITIVE, POSITIVE)
def test_both_axes_have_a_few_round_numbers_from_zero(total: float, value: float) -> None:
    axes = cost_axes((line("Rail", 0, total),), value)
    for ticks, end in ((axes.values, axes.value), (axes.totals, axes.total)):
        assert ticks[0] == 0
        assert 2 <= len(ticks) <= 6
        assert ticks[-1] <= end * (1 + 1e-9)


def test_lines_run_from_their_price_to_their_end() -> None:
    axes = cost_axes((RAIL, SEA), 1_000_000)
    rail, _sea = found(drawn(), "cost-line")
    assert rail[1]["d"] == f"M0 {axes.y(8000):g}L{ACROSS} {axes.y(12_000):g}"


def test_the_meeting_lies_on_both_lines() -> None:
    (dot,) = found(drawn(), "cost-meeting")
    axes = cost_axes((RAIL, SEA), 1_000_000)
    assert dot[1]["cx"] == "50%"
    for item in (RAIL, SEA):
        assert dot[1]["cy"] == pytest.approx((axes.y(item.start) + axes.y(item.end[1])) / 2, abs=0.1)


@pytest.mark.parametrize(("high", "right", "tone"), [
    (700_000, 700, "cost-band"), (None, ACROSS, "cost-band open"), (9e9, ACROSS, "cost-band"),
])
def test_a_band_without_end_runs_off_the_drawing(
    high: float | None, right: float, tone: str
) -> None:
    (band,) = found(drawn(Meeting(500_000, 400_000, high, 10_000, "")), "cost-band")
    assert band[1]["class"] == tone
    assert float(band[1]["x"]) + float(band[1]["width"]) == pytest.approx(right)


@given(st.lists(st.tuples(st.floats(0, 1e5), st.floats(1, 1e5)), min_size=1, max_size=8))
def test_no_two_names_share_a_line_of_words(ends: list[tuple[float, float]]) -> None:
    lines = tuple(line(f"way {row}", *pair) for row, pair in enumerate(ends))
    heights = sorted(name[1]["y"] for name in found(drawn(lines=lines), "cost-name"))
    assert len(heights) == len(lines)
    assert all(b - a >= LABEL_PX - 0.2 for a, b in pairwise(heights))


@pytest.mark.parametrize(("value", "anchor"), [(100_000, "start"), (900_000, "end")])
def test_the_cargos_own_value_is_marked_with_its_words_inside(value: float, anchor: str) -> None:
    (words,) = found(drawn(own=(value, "your cargo")), "cost-own-words")
    assert (text_of(words), words[1]["text-anchor"]) == ("your cargo", anchor)
    assert not found(drawn(), "cost-own")


def test_nothing_is_drawn_outside() -> None:
    for cls in ("cost-grid", "cost-meeting", "cost-band"):
        for node in found(drawn(), cls):
            y = float(node[1].get("cy", node[1].get("y1", node[1].get("y", 0))))
            assert TOP_PX <= y <= TOP_PX + PLOT_PX < HEIGHT_PX


def test_the_meeting_is_read_aloud() -> None:
    assert drawn()[1]["aria-label"] == "Break-even; USD 500,000"


def test_it_can_be_written_as_a_file() -> None:
    text = svg_file(drawn(lines=(line(HOSTILE, 1, 2), SEA)))
    assert "<img" not in text
    assert text.count("&lt;img") == 1
