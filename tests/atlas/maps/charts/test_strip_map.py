"""The strip map and the dwell axis: what is drawn where, and that no label touches another."""

import math
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.maps.charts.dwell import Dwell, dwell_bar, hours_of, place
from atlas.maps.charts.strip_map import (
    LABEL_ANGLE_DEG,
    LABEL_LINE_PX,
    TIERS,
    Lane,
    Stretch,
    Strip,
    StripStop,
    crosshair,
    label_tiers,
    merged,
    pointer_axis,
    strip_map,
    text_px,
    text_tier,
    ticks,
)
from atlas.maps.element import Node, svg_file, text_of
from layers.model import Claim, ValueRange
from layers.text import EMPTY

HOSTILE = "<img src=x onerror=alert(1)>{{7*7}}"
POINTS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 100)), min_size=1, max_size=70
)


def strip(**changes: Any) -> Strip:
    stops = (
        StripStop("a", 0.0, "Changchun", "target", 100),
        StripStop("b", 1176.8, "Manzhouli", "lozenge", 90),
        StripStop("c", 2000.0, "Chita", "dot", 60, interpolated=True),
    )
    lane = Lane("gauge", "Gauge", "mm", (Stretch(0, 1176.8, "1,435", "standard"),
                                         Stretch(1176.8, 2000, "1,520", "broad")))
    values: dict[str, Any] = {"id": "x", "title": "Line", "hue": "line-cme", "km0": 0.0,
                              "km1": 2000.0, "stops": stops, "lanes": (lane,)}
    return Strip(**{**values, **changes})


def found(node: Node, cls: str) -> list[list[Any]]:
    if isinstance(node, str):
        return []
    own = [node] if cls in str((node[1] or {}).get("class", "")).split() else []
    return own + [item for child in node[2:] for item in found(child, cls)]


@given(POINTS)
def test_no_two_labels_touch_on_any_width(points: list[tuple[float, int]]) -> None:
    stops = [StripStop(str(n), share, "x", "dot", rank) for n, (share, rank) in enumerate(points)]
    shares = {stop.id: stop.km for stop in stops}
    tiers = label_tiers(stops, shares)
    for width in TIERS:
        shown = [item for item, tier in tiers.items() if tier <= width]
        for one, other in combinations(shown, 2):
            apart = abs(shares[one] - shares[other]) * width
            assert apart * math.sin(math.radians(LABEL_ANGLE_DEG)) >= LABEL_LINE_PX - 1e-6


def test_the_more_important_of_two_neighbours_keeps_its_label() -> None:
    stops = [StripStop("minor", 0.500, "x", "dot", 30), StripStop("main", 0.501, "y", "dot", 90)]
    assert label_tiers(stops, {"minor": 0.500, "main": 0.501}) == {"main": TIERS[0]}


def test_a_text_appears_only_where_it_fits() -> None:
    assert text_tier("1,435", 0.5) == TIERS[0]
    assert text_tier("25 kV 50 Hz AC", 0.001) is None
    assert text_px("满洲里") > text_px("abc")


def test_a_long_line_has_a_number_each_thousand_kilometres() -> None:
    assert ticks(strip(km1=9755.6)) == tuple(float(km) for km in range(0, 10_000, 1000))


def test_a_line_that_begins_before_changchun_still_has_round_numbers() -> None:
    assert ticks(strip(km0=-17.0, km1=500.0)) == (0, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500)


def test_neighbours_that_say_the_same_are_one_and_empty_ones_go() -> None:
    pieces = [Stretch(0, 5, "a", "t"), Stretch(5, 9, "a", "t"), Stretch(9, 9, "b", "t")]
    assert merged(pieces) == (Stretch(0, 9, "a", "t"),)


def test_stops_choose_themselves_and_say_when_they_are_interpolated() -> None:
    drawn = strip_map(strip(), {})
    stops = found(drawn, "strip-stop")
    assert {stop[1]["act"]["id"] for stop in stops} == {"a", "b", "c"}
    assert [stop[1]["data-hover"] for stop in found(drawn, "interpolated")] == ["c"]


def test_an_unknown_stretch_is_hatched() -> None:
    lane = Lane("traction", "Traction", "", (Stretch(0, 2000, "not found", "unknown"),))
    assert len(found(strip_map(strip(lanes=(lane,)), {}), "hatch")) == 1


def test_the_pointer_s_ground_begins_at_kilometre_zero() -> None:
    axis = pointer_axis(strip(km0=-20.0, km1=1980.0), "line-cme")
    assert axis[1]["data-km0"] == "0"  # type: ignore[call-overload]
    assert axis[1]["style"]["left"] == "1%"  # type: ignore[call-overload]


def test_the_crosshair_stands_at_its_kilometre() -> None:
    assert crosshair(strip(), 500.0, "km 500")[2][1]["x1"] == "25%"  # type: ignore[index]


def test_hostile_words_stay_words() -> None:
    stop = StripStop("a", 0.0, HOSTILE, "dot", 50)
    drawn = strip_map(strip(stops=(stop,)), {})
    assert HOSTILE in text_of(drawn)
    assert "<img" not in svg_file(drawn)


def claim(value: Any, unit: str = "hours") -> Claim:
    return Claim(id="x.1", value=value, unit=unit, text=EMPTY, as_of="2022", source="s",
                 source_reason=EMPTY, confidence="high", review_by="", preferred=True, unknown=False)


@pytest.mark.parametrize(
    ("value", "unit", "hours"),
    [
        (8.0, "hours", (8.0, 8.0)),
        (ValueRange(2, 3), "days", (48, 72)),
        (ValueRange(None, 0.5), "hours", (None, 0.5)),
        (4818.0, "trains", None),
        (None, "hours", None),
    ],
)
def test_hours_of_a_claim(value: Any, unit: str, hours: Any) -> None:
    assert hours_of(claim(value, unit)) == hours


def test_times_grow_along_the_axis_and_stay_on_it() -> None:
    places = [place(hours) for hours in (0.01, 1, 6, 24, 240, 9999)]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 1)


def test_a_figure_is_a_dot_a_range_a_bar_and_nothing_is_dotted() -> None:
    dot, bar, open_bar = (Dwell(8, 8, "8 h", "x"), Dwell(2, 3, "2–3 h", "x"),
                          Dwell(20, None, "over 20", "x"))
    assert [node[0] for node in found(dwell_bar([dot]), "dwell-claim")] == ["circle"]
    assert len(found(dwell_bar([bar, open_bar]), "range")) == 2
    assert len(found(dwell_bar([open_bar]), "open")) == 1
    assert len(found(dwell_bar([]), "dwell-unknown")) == 1
