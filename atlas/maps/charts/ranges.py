"""Ranges that differ by orders of magnitude, side by side on one logarithmic axis.

Only places on the axis mean something here, not lengths from its left end, so a range is a band
with its middle, never a bar from nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from atlas.maps.charts.strip_map import percent
from atlas.maps.element import Node, h

HEIGHT, AXIS_HEIGHT = 22, 18
TOP, BOTTOM = 4, 18
ROUND = (1.0, 2.0, 5.0)
ROOM = 1.12  # the axis goes on a little past both ends
LEAST_PX_SHARE = 0.006  # a range of one figure is still seen


@dataclass(frozen=True, slots=True)
class LogAxis:
    """The stretch all ranges share, both ends above zero."""

    first: float
    last: float

    def share(self, value: float) -> float:
        """Place across, from 0 to 1."""
        whole = math.log(self.last / self.first)
        return min(max(math.log(value / self.first) / whole, 0.0), 1.0)

    @property
    def marks(self) -> tuple[float, ...]:
        """Round numbers on it, such as 1, 2, 5, 10."""
        powers = range(math.floor(math.log10(self.first)), math.ceil(math.log10(self.last)) + 1)
        found = (round(step * 10.0**power, 9) for power in powers for step in ROUND)
        return tuple(mark for mark in found if self.first <= mark <= self.last)


def log_axis(ranges: Sequence[tuple[float, float]]) -> LogAxis | None:
    """An axis that holds all of these; None without any above zero.

    >>> log_axis([(3.0, 6.0), (50.0, 100.0)]).marks
    (5.0, 10.0, 20.0, 50.0, 100.0)
    """
    known = [end for ends in ranges for end in ends if end > 0]
    if not known:
        return None
    return LogAxis(min(known) / ROOM, max(known) * ROOM)


def range_axis(axis: LogAxis, words: dict[float, str]) -> Node:
    """The numbers of the axis."""
    return h("svg", {"class": "range-plot range-axis", "height": AXIS_HEIGHT,
                     "aria-hidden": "true"}, *(
        h("text", {"x": percent(axis.share(mark)), "y": AXIS_HEIGHT - 5,
                   "text-anchor": "middle"}, text) for mark, text in words.items()))


def range_band(axis: LogAxis, low: float, middle: float, high: float, *, label: str) -> Node:
    """One range with its middle; ``label`` is all of it in a sentence."""
    left, right = axis.share(low), axis.share(high)
    x = percent(axis.share(middle))
    return h(
        "svg", {"class": "range-plot", "height": HEIGHT, "role": "img", "aria-label": label},
        *(h("line", {"class": "range-mark", "x1": percent(axis.share(mark)),
                     "x2": percent(axis.share(mark)), "y1": 0, "y2": HEIGHT})
          for mark in axis.marks),
        h("rect", {"class": "range-box", "x": percent(left), "y": TOP,
                   "width": percent(max(right - left, LEAST_PX_SHARE)), "height": BOTTOM - TOP}),
        h("line", {"class": "range-middle", "x1": x, "x2": x, "y1": TOP, "y2": BOTTOM}),
    )
