"""Which input matters most: for each input the days with it at its low and at its high end.

Bars grow from the line of the days as they are planned. Filled bars rest on a range of their
sources, hollow ones on a single figure shown a little off: nobody mistakes one for the other.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from atlas.maps.charts.strip_map import percent
from atlas.maps.element import Node, h

AXIS_PX = 34  # the axis' words and the words of the middle line
ROW_PX, BAR_PX = 36, 16
BAR_Y = (ROW_PX - BAR_PX) // 2
MARGIN = 0.13  # share of the width kept on either side for the words at the bars' ends
END_GAP_PX = 5
STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)  # no finer than days are written
MOST_TICKS = 6
LEAST_DAYS = 2.0  # an axis is no shorter: effects of an hour shall look small


@dataclass(frozen=True, slots=True)
class TornadoBar:
    """One input: its name, its low and high end in words, the days with each.

    ``words`` is the whole bar as a sentence, for reading aloud and on hovering.
    """

    name: str
    low: str
    high: str
    days_low: float
    days_high: float
    ranged: bool
    words: str


@dataclass(frozen=True, slots=True)
class DaysAxis:
    """The stretch of days all bars share."""

    first: float
    last: float

    def place(self, days: float) -> float:
        """Place across the drawing, from 0 to 1."""
        share = (days - self.first) / (self.last - self.first)
        return MARGIN + share * (1 - 2 * MARGIN)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Round days of the axis."""
        length = self.last - self.first
        step = next((step for step in STEPS if length / step <= MOST_TICKS), 100.0)
        first, last = math.ceil(self.first / step), math.floor(self.last / step)
        return tuple(step * row for row in range(first, last + 1))


def days_axis(bars: Sequence[TornadoBar], base: float) -> DaysAxis:
    """The axis of these bars around the planned days, which need not lie in its middle."""
    ends = [base, *(days for bar in bars for days in (bar.days_low, bar.days_high))]
    first, last = min(ends), max(ends)
    short = max(LEAST_DAYS - (last - first), 0.0) / 2
    return DaysAxis(first - short, last + short)


def tornado_chart(
    bars: Sequence[TornadoBar], base: float, *, numbers: dict[float, str], planned: str, name: str
) -> Node:
    """The bars, in the order given, each with its name on its level.

    Parameters
    ----------
    base
        The days as planned, where all bars begin.
    numbers
        The words of the axis' days (see :attr:`DaysAxis.ticks`).
    planned
        The words at the line of the planned days.
    name
        What the drawing is called for a screen reader.

    """
    axis = days_axis(bars, base)
    height = AXIS_PX + ROW_PX * len(bars)
    plot = h(
        "svg",
        {"class": "tornado-plot", "height": height, "role": "img",
         "aria-label": "; ".join((name, *(bar.words for bar in bars)))},
        *(_tick(axis.place(days), text, height) for days, text in numbers.items()),
        *(node for row, bar in enumerate(bars) for node in _bar(bar, row, base, axis)),
        *_base(axis.place(base), planned, height),
    )
    names = (h("div", {"class": "tornado-name", "style": {"height": f"{ROW_PX}px"}}, bar.name)
             for bar in bars)
    return h("div", "tornado", h("div", {"class": "tornado-names", "aria-hidden": "true",
                                         "style": {"padding-top": f"{AXIS_PX}px"}}, *names), plot)


def _tick(share: float, text: str, height: int) -> Node:
    x = percent(share)
    return h("g", "tornado-tick",
             h("line", {"x1": x, "x2": x, "y1": AXIS_PX - 4, "y2": height}),
             h("text", {"x": x, "y": AXIS_PX - 9, "text-anchor": "middle"}, text))


def _base(share: float, planned: str, height: int) -> tuple[Node, Node]:
    x = percent(share)
    # Words over the line lean inward, so that those at an edge are not cut.
    anchor = "start" if share < 1 / 3 else "end" if share > 2 / 3 else "middle"
    return (
        h("line", {"class": "tornado-base", "x1": x, "x2": x, "y1": AXIS_PX - 4,
                   "y2": height}),
        h("text", {"class": "tornado-planned", "x": x, "y": 10, "text-anchor": anchor}, planned),
    )


def _bar(bar: TornadoBar, row: int, base: float, axis: DaysAxis) -> list[Node]:
    top = AXIS_PX + ROW_PX * row
    tone = "tornado-bar" if bar.ranged else "tornado-bar single"
    nodes: list[Node] = []
    for end, days, text in (("low", bar.days_low, bar.low), ("high", bar.days_high, bar.high)):
        other = bar.days_high if end == "low" else bar.days_low
        nodes.append(_half(f"{tone} {end}", days, base, axis, top))
        nodes.append(_end(text, days, other, axis, top))
    # One sentence for the whole row, wherever the pointer is.
    ground = h("rect", {"class": "tornado-row", "x": "0%", "y": top, "width": "100%",
                        "height": ROW_PX}, h("title", None, bar.words))
    return [*nodes, ground]


def _half(tone: str, days: float, base: float, axis: DaysAxis, top: int) -> Node:
    left, right = sorted((axis.place(days), axis.place(base)))
    return h("rect", {"class": tone, "x": percent(left), "y": top + BAR_Y,
                      "width": percent(right - left), "height": BAR_PX})


def _end(text: str, days: float, other: float, axis: DaysAxis, top: int) -> Node:
    """The input's end in words, outside the end of the bar that belongs to it."""
    leftmost = days < other
    return h("text", {"class": "tornado-end", "x": percent(axis.place(days)),
                      "dx": -END_GAP_PX if leftmost else END_GAP_PX,
                      "y": top + BAR_Y + BAR_PX - 4,
                      "text-anchor": "end" if leftmost else "start"}, text)
