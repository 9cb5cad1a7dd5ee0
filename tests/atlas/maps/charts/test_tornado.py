"""The tornado: bars begin at the planned days, ends bear their words, nothing is cut."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.maps.charts.tornado import (
    LEAST_DAYS,
    MARGIN,
    MOST_TICKS,
    TornadoBar,
    days_axis,
    tornado_chart,
)
from atlas.maps.element import Node, svg_file, text_of

DAYS = st.floats(1, 90)
HOSTILE = "<img src=x onerror=alert(1)>"


def bar(low: float, high: float, *, ranged: bool = True, name: str = "Stay") -> TornadoBar:
    return TornadoBar(name, "12 h", "72 h", low, high, ranged, f"{name}: 12 to 72 h")


def found(node: Node, cls: str) -> list[list[Any]]:
    if isinstance(node, str):
        return []
    own = [node] if cls in str((node[1] or {}).get("class", "")).split() else []
    return own + [item for child in node[2:] for item in found(child, cls)]


def share(text: str) -> float:
    return float(text.removesuffix("%")) / 100


def drawn(*bars: TornadoBar, base: float = 20.0) -> Node:
    axis = days_axis(bars, base)
    return tornado_chart(bars, base, numbers={day: f"{day:g} d" for day in axis.ticks},
                         planned="planned", name="Inputs")


@given(st.lists(st.tuples(DAYS, DAYS), max_size=8), DAYS)
def test_all_bars_lie_between_the_margins(ends: list[tuple[float, float]], base: float) -> None:
    bars = tuple(bar(low, high) for low, high in ends)
    for rect in found(drawn(*bars, base=base), "tornado-bar"):
        left, width = share(rect[1]["x"]), share(rect[1]["width"])
        assert left >= MARGIN - 1e-4
        assert left + width <= 1 - MARGIN + 1e-4


@given(st.lists(st.tuples(DAYS, DAYS), max_size=8), DAYS)
def test_the_axis_has_some_round_days_inside_it(ends: list[tuple[float, float]], base: float) -> None:
    axis = days_axis([bar(*pair) for pair in ends], base)
    assert axis.last - axis.first >= LEAST_DAYS - 1e-6
    assert 1 <= len(axis.ticks) <= MOST_TICKS + 1
    assert all(axis.first - 1e-9 <= day <= axis.last + 1e-9 for day in axis.ticks)


def test_each_half_runs_from_the_planned_days_to_its_end() -> None:
    low, high = found(drawn(bar(19, 22)), "tornado-bar")
    axis = days_axis([bar(19, 22)], 20.0)
    assert share(low[1]["x"]) == pytest.approx(axis.place(19), abs=1e-4)
    assert share(high[1]["x"]) == pytest.approx(axis.place(20), abs=1e-4)
    assert share(high[1]["width"]) == pytest.approx(axis.place(22) - axis.place(20), abs=1e-4)


def test_the_words_of_an_input_stand_at_the_end_they_belong_to() -> None:
    # A higher speed means fewer days: its words stand on the left.
    slow, fast = found(drawn(TornadoBar("Speed", "800", "1,200", 22, 18, True, "")), "tornado-end")
    assert (text_of(slow), slow[1]["text-anchor"]) == ("800", "start")
    assert (text_of(fast), fast[1]["text-anchor"]) == ("1,200", "end")
    assert share(fast[1]["x"]) < share(slow[1]["x"])


def test_each_name_has_the_height_of_its_row() -> None:
    node = drawn(bar(19, 21, name="Stay at A"), bar(18, 20, name="Stay at B"))
    rows, names = found(node, "tornado-row"), found(node, "tornado-name")
    assert [text_of(name) for name in names] == ["Stay at A", "Stay at B"]
    assert {name[1]["style"]["height"] for name in names} == {f"{rows[0][1]['height']}px"}
    assert found(node, "tornado-names")[0][1]["style"]["padding-top"] == f"{rows[0][1]['y']}px"


def test_what_has_no_range_is_drawn_hollow() -> None:
    node = drawn(bar(19, 21, ranged=False), bar(19, 21))
    assert len(found(node, "single")) == 2
    assert len(found(node, "tornado-bar")) == 4


def test_every_bar_is_read_aloud_and_told_on_hovering() -> None:
    node = drawn(bar(19, 21, name="Stay at A"), bar(18, 20, name="Stay at B"))
    assert found(node, "tornado-plot")[0][1]["aria-label"] == "Inputs; Stay at A: 12 to 72 h; Stay at B: 12 to 72 h"
    assert [text_of(row) for row in found(node, "tornado-row")] == [
        "Stay at A: 12 to 72 h", "Stay at B: 12 to 72 h"
    ]


def test_it_can_be_written_as_a_file() -> None:
    text = svg_file(found(drawn(bar(19, 21, name=HOSTILE)), "tornado-plot")[0])
    assert "<img" not in text
    assert text.count("&lt;img") >= 2
