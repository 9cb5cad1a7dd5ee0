"""Total cost over cargo value: lines that meet where the dearer, quicker way begins to pay.

Lines and bands lie in a drawing stretched to the width there is; words and dots lie over it at
shares of the width, so that they keep their size on every screen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from atlas.maps.charts.strip_map import percent
from atlas.maps.element import Node, h

TOP_PX, PLOT_PX, AXIS_PX = 18, 210, 38
HEIGHT_PX = TOP_PX + PLOT_PX + AXIS_PX
ACROSS = 1000  # units of the stretched drawing's width
LABEL_PX = 14  # from one line of words to the next
ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
TICKS = 4
BEYOND = 1.6  # how far past the last meeting the axis runs


@dataclass(frozen=True, slots=True)
class CostLine:
    """One way: its total at the axis' start and at its end, there low, middle and high.

    ``hue`` names a CSS colour without its dashes, such as ``accent``.
    """

    name: str
    hue: str
    start: float
    end: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where two lines meet: the cargo value with its band, the total there, and words.

    ``high`` is None where the band has no end.
    """

    value: float
    low: float
    high: float | None
    total: float
    words: str


@dataclass(frozen=True, slots=True)
class CostAxes:
    """The stretch of values and totals drawn, both from 0."""

    value: float
    total: float

    def x(self, value: float) -> float:
        """Place across, from 0 to 1; beyond the end at the end."""
        return min(max(value / self.value, 0.0), 1.0)

    def y(self, total: float) -> float:
        """Pixels from the top of the drawing."""
        return round(TOP_PX + PLOT_PX * (1 - min(max(total / self.total, 0.0), 1.0)), 2)

    @property
    def values(self) -> tuple[float, ...]:
        """Round values of the axis."""
        return _ticks(self.value)

    @property
    def totals(self) -> tuple[float, ...]:
        """Round totals of the axis."""
        return _ticks(self.total)


def value_end(values: Sequence[float]) -> float:
    """A round end of the axis past all these values.

    >>> value_end([900_000])
    1500000.0
    """
    return _round_up(max(values) * BEYOND)


def cost_axes(lines: Sequence[CostLine], value: float) -> CostAxes:
    """The axes for these lines up to a value."""
    return CostAxes(value, _round_up(max(total for line in lines for total in line.end)))


def break_even_chart(
    lines: Sequence[CostLine], meetings: Sequence[Meeting], axes: CostAxes, *,
    values: dict[float, str], totals: dict[float, str], titles: tuple[str, str], name: str,
    own: tuple[float, str] | None = None,
) -> Node:
    """The drawing.

    Parameters
    ----------
    values, totals
        The words of the axes' numbers (see :attr:`CostAxes.values`).
    titles
        What runs along and up, in words.
    name
        What the drawing is called for a screen reader.
    own
        The cargo's own value and its words.

    """
    words = "; ".join((name, *(item.words for item in meetings)))
    return h(
        "svg", {"class": "cost-plot", "height": HEIGHT_PX, "role": "img", "aria-label": words},
        *(_grid(axes.y(total)) for total in totals),
        _stretched(lines, meetings, axes),
        *(_total(axes.y(total), text) for total, text in totals.items()),
        *(_value(axes.x(value), text) for value, text in values.items()),
        *_titles(titles),
        *_own(own, axes),
        *(node for item in meetings for node in _meeting(item, axes)),
        *_names(lines, axes),
    )


def _stretched(
    lines: Sequence[CostLine], meetings: Sequence[Meeting], axes: CostAxes
) -> Node:
    """Bands and lines, as wide as the page."""
    shapes = [_band(item, axes) for item in meetings]
    for line in lines:
        low, middle, high = (axes.y(total) for total in line.end)
        start, hue = axes.y(line.start), {"--hue": f"var(--{line.hue})"}
        shapes.append(h("path", {"class": "cost-fan", "style": hue,
                                 "d": f"M0 {start:g}L{ACROSS} {low:g}L{ACROSS} {high:g}Z"}))
        shapes.append(h("path", {"class": "cost-line", "style": hue,
                                 "d": f"M0 {start:g}L{ACROSS} {middle:g}"}))
    return h("svg", {"class": "cost-shapes", "x": 0, "y": 0, "width": "100%",
                     "height": HEIGHT_PX, "viewBox": f"0 0 {ACROSS} {HEIGHT_PX}",
                     "preserveAspectRatio": "none"}, *shapes)


def _band(item: Meeting, axes: CostAxes) -> Node:
    left = ACROSS * axes.x(item.low)
    right = ACROSS * (1.0 if item.high is None else axes.x(item.high))
    tone = "cost-band open" if item.high is None else "cost-band"
    return h("rect", {"class": tone, "x": f"{left:.1f}", "width": f"{right - left:.1f}",
                      "y": TOP_PX, "height": PLOT_PX})


def _grid(y: float) -> Node:
    return h("line", {"class": "cost-grid", "x1": "0%", "x2": "100%", "y1": y, "y2": y})


def _total(y: float, text: str) -> Node:
    return h("text", {"class": "cost-total", "x": "0%", "y": y - 4}, text)


def _value(share: float, text: str) -> Node:
    bottom = TOP_PX + PLOT_PX
    return h("g", "cost-value",
             h("line", {"x1": percent(share), "x2": percent(share), "y1": bottom,
                        "y2": bottom + 4}),
             h("text", {"x": percent(share), "y": bottom + 16, "text-anchor": _anchor(share)},
               text))


def _titles(titles: tuple[str, str]) -> tuple[Node, Node]:
    along, up = titles
    return (h("text", {"class": "cost-title", "x": "100%", "y": HEIGHT_PX - 6,
                       "text-anchor": "end"}, along),
            h("text", {"class": "cost-title", "x": "0%", "y": 10}, up))


def _own(own: tuple[float, str] | None, axes: CostAxes) -> tuple[Node, ...]:
    if own is None:
        return ()
    value, words = own
    share, bottom = axes.x(value), TOP_PX + PLOT_PX
    return (h("line", {"class": "cost-own", "x1": percent(share), "x2": percent(share),
                       "y1": TOP_PX, "y2": bottom}),
            h("text", {"class": "cost-own-words", "x": percent(share), "y": bottom - 6,
                       "dx": -4 if share > 1 / 2 else 4,
                       "text-anchor": "end" if share > 1 / 2 else "start"}, words))


def _meeting(item: Meeting, axes: CostAxes) -> tuple[Node, Node, Node]:
    share, y = axes.x(item.value), axes.y(item.total)
    x = percent(share)
    return (
        h("line", {"class": "cost-drop", "x1": x, "x2": x, "y1": y, "y2": TOP_PX + PLOT_PX}),
        h("circle", {"class": "cost-meeting", "cx": x, "cy": y, "r": 4.5},
          h("title", None, item.words)),
        h("text", {"class": "cost-words", "x": x, "y": y + LABEL_PX + 6,
                   "dx": 8 if share < 1 / 2 else -8,
                   "text-anchor": "start" if share < 1 / 2 else "end"}, item.words),
    )


def _names(lines: Sequence[CostLine], axes: CostAxes) -> list[Node]:
    """The lines' names at their ends, from the highest down, none on another.

    The lowest line has its name beneath it where there is room: there no other line runs.
    """
    nodes, below = [], 0.0
    ordered = sorted(lines, key=lambda item: -item.end[1])
    for row, line in enumerate(ordered, start=1):
        end = axes.y(line.end[1])
        lowest = 1 < row == len(ordered) and end + LABEL_PX < TOP_PX + PLOT_PX
        y = max(end + LABEL_PX if lowest else end - 7, below, TOP_PX + 10.0)
        below = y + LABEL_PX
        nodes.append(h("text", {"class": "cost-name", "x": "100%", "y": round(y, 1),
                                "text-anchor": "end",
                                "style": {"--hue": f"var(--{line.hue})"}}, line.name))
    return nodes


def _anchor(share: float) -> str:
    return "start" if share <= 0 else "end" if share >= 1 else "middle"


def _ticks(end: float) -> tuple[float, ...]:
    """Round numbers from 0 up to an end."""
    step = _round_up(end / TICKS)
    return tuple(step * row for row in range(math.floor(end / step + 1e-9) + 1))


def _round_up(number: float) -> float:
    if number <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(number))
    return float(next(step for step in ROUND if step * power >= number * (1 - 1e-9)) * power)
