"""The drawing of how many days: bands and published figures on one axis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.maps.charts.day_bands import Band, DayAxis, Published, day_axis, day_axis_for, day_band
from atlas.maps.element import Node, svg_file, text_of

AXIS = DayAxis(100.0, (0.0, 50.0, 100.0))
BAND = Band(10.0, 20.0, 40.0)
days = st.floats(0.5, 900, allow_nan=False)


def parts(tree: Node, cls: str) -> list[dict]:
    if isinstance(tree, str):
        return []
    own = [tree[1]] if cls in str((tree[1] or {}).get("class", "")).split() else []
    return [*own, *(found for child in tree[2:] for found in parts(child, cls))]


def drawn(band: Band | None = BAND, *published: Published) -> Node:
    return day_band(band, published, axis=AXIS, words="10 – 20 – 40 d", key="one", label="all")


def test_the_box_lies_from_p10_to_p90_and_the_bar_at_p50() -> None:
    box = parts(drawn(), "days-box")[0]
    assert (box["x"], box["width"]) == ("10%", "30%")
    assert parts(drawn(), "days-middle")[0]["x1"] == "20%"


def test_a_band_is_hatched_where_an_assumption_is_inside() -> None:
    assert parts(drawn(), "days-hatch") == []
    hatched = drawn(Band(10, 20, 40, hatched=True))
    assert parts(hatched, "days-hatch")[0]["fill"] == "url(#days-one)"


def test_a_published_figure_is_a_dot_and_a_range_has_two_ends() -> None:
    assert [dot["cx"] for dot in parts(drawn(BAND, Published(14, 14, "14 d")), "days-claim")] == [
        "14%"]
    ends = parts(drawn(BAND, Published(12, 15, "12–15 d")), "end")
    assert [dot["cx"] for dot in ends] == ["12%", "15%"]


def test_what_is_published_for_another_lane_lies_under_the_lane_s_own() -> None:
    made = drawn(BAND, Published(14, 14, "14 d"), Published(26, 26, "26 d", nearby=True))
    assert [dot["cx"] for dot in parts(made, "days-claim")] == ["26%", "14%"]
    assert len(parts(made, "nearby")) == 1


def test_an_open_end_has_no_dot() -> None:
    made = drawn(BAND, Published(40, None, "over 40 d"))
    assert [dot["cx"] for dot in parts(made, "end")] == ["40%"]
    assert parts(made, "range")[0]["x2"] == "50%"


def test_words_stand_beside_the_band_never_on_it() -> None:
    assert parts(drawn(), "days-words")[0]["text-anchor"] == "start"
    late = parts(drawn(Band(60, 70, 95)), "days-words")[0]
    assert (late["text-anchor"], late["x"]) == ("end", "60%")


def test_without_a_band_only_what_is_published_is_drawn() -> None:
    made = drawn(None, Published(5, 10, "5–10 d"))
    assert parts(made, "days-box") == []
    assert len(parts(made, "end")) == 2


@given(st.lists(days, min_size=1, max_size=8))
def test_the_axis_holds_everything_and_has_few_marks(ends: list[float]) -> None:
    axis = day_axis_for([Band(end / 3, end / 2, end) for end in ends],
                        [Published(end, end, "") for end in ends])
    assert axis.end >= max(ends)
    assert 2 <= len(axis.marks) <= 9
    assert axis.marks[0] == 0
    assert axis.marks[-1] <= axis.end


def test_an_axis_of_nothing_is_still_one() -> None:
    assert len(day_axis_for([None]).marks) > 1


def test_the_last_mark_bears_the_unit() -> None:
    assert text_of(day_axis(AXIS, "d")) == "050100 d"


@pytest.mark.parametrize("label", ["<b>", ""])
def test_it_can_be_written_as_a_file(label: str) -> None:
    made = day_band(BAND, axis=AXIS, words="<i>", key="one", label=label)
    assert "<i>" not in svg_file(made)
