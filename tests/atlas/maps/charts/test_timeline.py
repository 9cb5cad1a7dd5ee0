"""The timeline: dates, silence, and labels that never overlap."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas import process
from atlas.i18n import words
from atlas.i18n.figures import edtf
from atlas.maps.charts.flags import MARGIN, Box, Flag, Label, hang
from atlas.maps.charts.lettering import text_width, wrapped
from atlas.maps.charts.timeline import Mark, silence, span, timeline
from atlas.maps.element import Node, text_of
from layers.model import Entity

TODAY = date(2026, 11, 22)
PARKS = process.catalog().layer("parks")
QUIET = "no evidence 2021–2026"


def marks_of(park: Entity, lang: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(event.date, edtf(event.date, words(lang)), event.text.to(lang).text,
             event.kind == "plan", number)
        for number, event in enumerate(park.events, start=1)
    )


def drawn(marks: tuple[Mark, ...], width: float = 1200, quiet: str = QUIET) -> Node:
    return timeline(marks, width=width, today=TODAY, hue="teal", name="Timeline", quiet=quiet)


def nodes(tree: Node) -> Iterator[list]:
    if isinstance(tree, str):
        return
    yield tree
    for child in tree[2:]:
        yield from nodes(child)


def of_class(tree: Node, cls: str) -> list[dict]:
    return [node[1] for node in nodes(tree) if cls in ((node[1] or {}).get("class") or "").split()]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2014", 2014, 2015), ("2018-07", 2018.5, 2018 + 7 / 12), ("2007/2009", 2007, 2010),
     ("2013-06~", 2013 + 5 / 12, 2013.5)],
)
def test_span_is_what_a_date_allows(text: str, first: float, last: float):
    assert span(text) == pytest.approx((first, last))


def test_a_day_is_a_moment():
    first, last = span("2020-06-29") or (0, 1)
    assert first == last == pytest.approx(2020.49, abs=0.01)


def test_undated_has_no_span():
    assert span("undated") is None


@pytest.mark.parametrize(
    ("dates", "years"),
    [(["2014-08", "2020-10-12"], (2021, 2026)), (["2020"], (2021, 2026)),
     (["2020/2021"], (2022, 2026)), (["2025-12"], (2026, 2026)), (["2026-03"], None), ([], None)],
)
def test_silence_counts_whole_years_since_the_last_evidence(dates, years):
    assert silence(dates, TODAY) == years


def test_silence_is_said_only_where_there_is_some():
    mark = Mark("2019-08", "2019-08", "An agreement is signed.", plan=False, number=1)
    assert QUIET in text_of(drawn((mark,)))
    assert not of_class(drawn((mark,), quiet=""), "timeline-quiet")


def test_plans_stand_below_the_axis_and_events_on_it():
    tree = drawn((Mark("2018-05", "2018-05", "Plan", plan=True, number=1),
                  Mark("2020-06", "2020-06", "Event", plan=False, number=2)))
    plan, event = of_class(tree, "timeline-plan")[0], of_class(tree, "timeline-event")[0]
    assert float(plan["cy"]) > float(event["cy"])


def test_the_dotted_axis_begins_where_the_last_evidence_lies():
    tree = drawn((Mark("2010", "2010", "First", plan=False, number=1),
                  Mark("2020-10", "2020-10", "Last", plan=False, number=2)))
    last = max(float(dot["cx"]) for dot in of_class(tree, "timeline-event"))
    assert float(of_class(tree, "timeline-dotted")[0]["x1"]) == last


@pytest.mark.parametrize("width", [
    2300, pytest.param(1520, marks=pytest.mark.slow),
    pytest.param(1180, marks=pytest.mark.slow), 680, 320,
])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("park", PARKS, ids=lambda park: park.id)
def test_no_words_of_a_park_overlap_or_leave_the_chart(park: Entity, lang: str, width: int):
    tree = drawn(marks_of(park, lang), width=width)
    high = float(tree[1]["viewBox"].split()[3])
    boxes = [box for group in groups(tree) for box in [words_box(group)]]
    assert len(boxes) == len(park.events)
    for left, top, right, bottom in boxes:
        assert left >= -1 and right <= width + 1 and top >= -1 and bottom <= high + 1
    for one, other in combinations(boxes, 2):
        assert apart(one, other)


def groups(tree: Node) -> list[list]:
    return [node for node in nodes(tree) if (node[1] or {}).get("class") == "timeline-flag"]


def words_box(group: list) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a label's words."""
    chip = next((n[1] for n in nodes(group) if n[0] == "circle"), None)
    if chip:
        x, y, r = (float(chip[key]) for key in ("cx", "cy", "r"))
        return x - r, y - r, x + r, y + r
    lines = [node for node in nodes(group) if node[0] == "text"]
    wide = max(text_width(text_of(line), 11.5) for line in lines)
    x, end = float(lines[0][1]["x"]), lines[0][1]["text-anchor"] == "end"
    ys = [float(line[1]["y"]) for line in lines]
    return x - wide * end, min(ys) - 11, x + wide * (not end), max(ys) + 3


def apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (one[2] <= other[0] or other[2] <= one[0]
            or one[3] <= other[1] + 1 or other[3] <= one[1] + 1)


def test_a_phone_gets_numbers_only():
    tree = drawn(marks_of(PARKS[0], "en"), width=320)
    assert not of_class(tree, "timeline-text")
    assert len(of_class(tree, "timeline-chip")) == len(PARKS[0].events)


labels = st.lists(
    st.tuples(st.floats(20, 780), st.floats(30, 240), st.floats(20, 80)), max_size=9
)


@given(labels)
def test_hung_labels_never_meet(drawn_labels: list[tuple[float, float, float]]):
    flags = hang([
        Label(str(at), x, "", (Box(wide, high, ("words",)), Box(20, 20, ())))
        for at, (x, wide, high) in enumerate(drawn_labels)
    ], 800)
    assert len(flags) == len(drawn_labels)
    for one, other in combinations(flags, 2):
        assert one.row != other.row or one.right <= other.left or other.right <= one.left
        assert one.row == other.row or not crossed(*sorted((one, other), key=lambda f: f.row))


def crossed(near: Flag, far: Flag) -> bool:
    """Whether the pole of the farther label runs through the words of the nearer one."""
    words = bool(near.box.lines)  # numbers of one moment may hang on one pole
    return words and near.left + MARGIN < far.label.x < near.right - MARGIN


def test_lines_break_between_words_and_before_no_closing_mark():
    assert all(text_width(line, 11.5) <= 90 for line in wrapped("Fifth conference here", 11.5, 90))
    for line in wrapped("经开区在东北亚博览会上签署中小企业备忘录，十年来规模最大。", 11.5, 80):
        assert line[0] not in "，。"


@given(st.text(alphabet="abc 长春，。ไทย—", max_size=120), st.floats(40, 300))
def test_wrapping_keeps_every_letter(text: str, width: float):
    lines = wrapped(text, 11.5, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
