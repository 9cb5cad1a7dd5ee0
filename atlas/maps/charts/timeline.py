"""A timeline drawn as SVG: what happened above one axis, what was announced below it.

The axis is solid while there is evidence and dotted after the last of it. Labels hang like flags
on poles and never overlap; where there is no room a label drops to its number in the list that
stands under the chart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from atlas.maps.charts.flags import MARGIN, Box, Flag, Label, hang, row_tops
from atlas.maps.charts.lettering import text_width, wrapped
from atlas.maps.element import Node, h

FIRST_YEAR = 2003  # ChangHeber, the oldest cooperation the atlas documents
EDGE = 14.0  # px left and right, so that the first and last year are not cut
DATE_SIZE = 12.0
TEXT_SIZE = 11.5
YEAR_SIZE = 11.0
LINE_HEIGHT = 15.0
MOST_LINES = 4
LABEL_WIDTH = 236.0
NUMBER_WIDTH = 20.0
NARROWEST_WITH_TEXT = 560.0  # below this a chart carries numbers only
YEAR_ROW = 26.0  # from the axis down to the plans' own line
STRIP = 22.0  # kept free above the axis for the words on silence
LEAST_YEAR_GAP = 40.0
LONG_SPAN = 0.4  # years from which a date's own uncertainty is drawn

DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
LISTED_OR_FAR = ("Y", "[", "{", "-")  # how EDTF begins lists and years of other than four digits
MONTHS = 12
DAYS = 31  # a month's share of the axis: half a day is far below one pixel


@dataclass(frozen=True, slots=True)
class Mark:
    """One dated thing: ``when`` is its EDTF date in words, ``number`` its place in the list."""

    date: str
    when: str
    text: str
    plan: bool
    number: int


@dataclass(frozen=True, slots=True)
class Axis:
    """Years laid along a width in pixels."""

    width: float
    today: date

    @property
    def end(self) -> float:
        """Today as a fraction of years."""
        return self.today.year + self.today.timetuple().tm_yday / 366

    def x(self, year: float) -> float:
        """Pixel of a moment."""
        share = (year - FIRST_YEAR) / (self.end - FIRST_YEAR)
        return EDGE + share * (self.width - 2 * EDGE)


def span(edtf: str) -> tuple[float, float] | None:
    """First and last moment an EDTF date allows, in years; None where it names none.

    >>> span("2018-07")
    (2018.5, 2018.5833333333333)
    """
    found = DATE.findall(edtf)
    if not found or edtf.startswith(LISTED_OR_FAR):
        return None
    return _moment(found[0], 0), _moment(found[-1], 1)


def _moment(parts: tuple[str, str, str], end: int) -> float:
    year, month, day = parts
    if not month or int(month) > MONTHS:  # a season is somewhere in its year
        return int(year) + end
    if not day:
        return int(year) + (int(month) - 1 + end) / MONTHS
    return int(year) + (int(month) - 1 + (int(day) - 0.5) / DAYS) / MONTHS


def middle(edtf: str) -> float:
    """The moment a date is drawn at: the middle of what it allows."""
    first, last = span(edtf) or (FIRST_YEAR, FIRST_YEAR)
    return (first + last) / 2


def silence(dates: Sequence[str], today: date) -> tuple[int, int] | None:
    """First and last whole year without evidence, up to today; None where there is none.

    >>> silence(["2014-08", "2020-10-12"], date(2026, 11, 22))
    (2021, 2026)
    """
    spans = [found for text in dates if (found := span(text))]
    if not spans:
        return None
    # The end of "2020" is the first moment of 2021, which is still the year 2020's evidence.
    last = max(int(end - 1e-9) for _start, end in spans)
    return (last + 1, today.year) if last < today.year else None


@lru_cache(maxsize=256)
def timeline(
    marks: tuple[Mark, ...], *, width: float, today: date, hue: str, name: str, quiet: str
) -> Node:
    """The chart, ``width`` pixels wide and as high as its labels need.

    Parameters
    ----------
    hue
        A CSS colour for axis and marks.
    name
        What the picture is called for a screen reader.
    quiet
        The words on the years without evidence; empty where there are none.

    """
    axis = Axis(width, today)
    known = tuple(mark for mark in marks if span(mark.date))
    happened, planned = (
        hang([_label(mark, axis) for mark in known if mark.plan is plan], width)
        for plan in (False, True)
    )
    above = row_tops(happened)[-1] + (STRIP if quiet else 8.0)
    below = row_tops(planned)[-1]
    dotted = _dotted_from(known, axis)
    fits = text_width(quiet, TEXT_SIZE) < axis.x(axis.end) - dotted - 16
    height = above + YEAR_ROW + below + 14 + (0 if fits or not quiet else LINE_HEIGHT + 4)
    drawn = [
        *_line(known, axis, above, dotted),
        *_years(axis, above),
        *_flags(happened, above, -1, STRIP if quiet else 8.0),
        *_flags(planned, above, +1, YEAR_ROW),
        *(_dot(mark, axis, above) for mark in known),
        *_quiet(quiet, axis, (dotted, above - 9) if fits else (None, height - 5)),
    ]
    return h(
        "svg",
        {"viewBox": f"0 0 {width:g} {height:.0f}", "class": "timeline-chart", "role": "img",
         "aria-label": name, "style": {"--hue": hue}},
        *drawn,
    )


def _label(mark: Mark, axis: Axis) -> Label:
    x = axis.x(middle(mark.date))
    number = Box(NUMBER_WIDTH, NUMBER_WIDTH, ())
    if axis.width < NARROWEST_WITH_TEXT:
        return Label(str(mark.number), x, mark.when, (number,))
    lines = wrapped(mark.text, TEXT_SIZE, LABEL_WIDTH)
    if len(lines) > MOST_LINES:
        return Label(str(mark.number), x, mark.when, (number,))
    # Widths are estimates: some pixels more keep real letters inside their box.
    wide = max(text_width(mark.when, DATE_SIZE, bold=True),
               *(text_width(line, TEXT_SIZE) for line in lines)) + 2 * MARGIN + 4
    full = Box(wide, LINE_HEIGHT * (len(lines) + 1) + 6, lines)
    return Label(str(mark.number), x, mark.when, (full, number))


def _dotted_from(marks: Sequence[Mark], axis: Axis) -> float:
    return max((axis.x(middle(mark.date)) for mark in marks), default=axis.x(FIRST_YEAR))


def _line(marks: Sequence[Mark], axis: Axis, y: float, dotted: float) -> list[Node]:
    begin = min((axis.x(middle(mark.date)) for mark in marks), default=dotted)
    end = axis.x(axis.end)
    bars = [
        h("rect", {"class": "timeline-span", "x": _px(axis.x(first)), "y": _px(y - 4),
                   "width": _px(max(0.0, min(axis.x(last), end) - axis.x(first))),
                   "height": 8, "rx": 4})
        for first, last in (span(mark.date) or (0.0, 0.0) for mark in marks)
        if last - first > LONG_SPAN
    ]
    return [
        _stroke("timeline-plans", (axis.x(FIRST_YEAR), end), y + YEAR_ROW),
        _stroke("timeline-before", (axis.x(FIRST_YEAR), begin), y),
        *bars,
        _stroke("timeline-solid", (begin, dotted), y),
        _stroke("timeline-dotted", (dotted, end), y),
        h("circle", {"class": "timeline-today", "cx": _px(end), "cy": _px(y), "r": 5}),
    ]


def _stroke(cls: str, ends: tuple[float, float], y: float) -> Node:
    return h("line", {"class": cls, "x1": _px(ends[0]), "x2": _px(ends[1]),
                      "y1": _px(y), "y2": _px(y)})


def _years(axis: Axis, y: float) -> list[Node]:
    gap = axis.x(FIRST_YEAR + 1) - axis.x(FIRST_YEAR)
    step = next((step for step in (1, 2, 5) if step * gap >= LEAST_YEAR_GAP), 10)
    now = f"{axis.today:%Y-%m}"
    room = axis.width - text_width(now, YEAR_SIZE, bold=True) - 22
    ticks: list[Node] = []
    for year in range(FIRST_YEAR, axis.today.year + 1):
        x = axis.x(year)
        ticks.append(h("line", {"class": "timeline-tick", "x1": _px(x), "x2": _px(x),
                                "y1": _px(y + 3), "y2": _px(y + 7)}))
        if (year - FIRST_YEAR) % step == 0 and x < room:
            ticks.append(h("text", {"class": "timeline-year", "x": _px(x), "y": _px(y + 18),
                                    "text-anchor": "middle"}, str(year)))
    ticks.append(h("text", {"class": "timeline-year timeline-now", "x": _px(axis.width - 2),
                            "y": _px(y + 18), "text-anchor": "end"}, now))
    return ticks


def _flags(flags: Sequence[Flag], axis_y: float, way: int, free: float) -> list[Node]:
    """Labels of one side, the farthest first so that no pole is drawn over a nearer label."""
    reach = tuple(top + free for top in row_tops(flags)[1:])
    far_first = sorted(flags, key=lambda flag: -flag.row)
    return [_flag(flag, axis_y, way, reach) for flag in far_first]


def _flag(flag: Flag, axis_y: float, way: int, reach: tuple[float, ...]) -> Node:
    """A label on its pole; ``way`` is -1 above the axis, +1 below it."""
    far = reach[flag.row]
    top = axis_y - far if way < 0 else axis_y + far - flag.row_height
    if way < 0:
        top += flag.row_height - flag.box.height
    x = flag.label.x
    beside = flag.slide in (0.0, 1.0) and bool(flag.box.lines)
    near = top + flag.box.height if way < 0 else top
    ends = (axis_y if way < 0 else axis_y + YEAR_ROW,
            near + way * (flag.box.height - 4 if beside else 0.0))
    pole = h("line", {"class": "timeline-pole", "x1": _px(x), "x2": _px(x),
                      "y1": _px(ends[0]), "y2": _px(ends[1])})
    words = _words(flag, top) if flag.box.lines else _number(flag, top)
    return h("g", {"class": "timeline-flag", "data-mark": flag.label.name}, pole, *words)


def _number(flag: Flag, top: float) -> list[Node]:
    x, y = flag.label.x, top + NUMBER_WIDTH / 2
    return [
        h("circle", {"class": "timeline-chip", "cx": _px(x), "cy": _px(y), "r": 8.5}),
        h("text", {"class": "timeline-chip-number", "x": _px(x), "y": _px(y + 3.6),
                   "text-anchor": "middle"}, flag.label.name),
    ]


def _words(flag: Flag, top: float) -> list[Node]:
    left = flag.slide == 1.0  # beside its pole on the left: the text ends at the pole
    anchor, x = ("end", flag.right - MARGIN) if left else ("start", flag.left + MARGIN)
    place = {"x": _px(x), "text-anchor": anchor}
    return [
        h("text", {"class": "timeline-date", "y": _px(top + 11), **place}, flag.label.head),
        *(
            h("text", {"class": "timeline-text", "y": _px(top + 11 + LINE_HEIGHT * row), **place},
              line)
            for row, line in enumerate(flag.box.lines, start=1)
        ),
    ]


def _dot(mark: Mark, axis: Axis, y: float) -> Node:
    x = axis.x(middle(mark.date))
    cls, cy, r = ("timeline-plan", y + YEAR_ROW, 4.2) if mark.plan else ("timeline-event", y, 5.2)
    return h("circle", {"class": cls, "cx": _px(x), "cy": _px(cy), "r": r})


def _quiet(words: str, axis: Axis, place: tuple[float | None, float]) -> list[Node]:
    """The words on silence: over the dotted stretch, or below the chart where it is too short."""
    if not words:
        return []
    start, y = place
    end = axis.x(axis.end)
    x, anchor = (end, "end") if start is None else ((start + end) / 2, "middle")
    return [h("text", {"class": "timeline-quiet", "x": _px(x), "y": _px(y),
                       "text-anchor": anchor}, words)]


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
