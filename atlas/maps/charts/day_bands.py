"""How many days: a band from P10 to P90 with P50, and published figures on the same axis."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from atlas.maps.charts.strip_map import percent
from atlas.maps.element import Node, h

HEIGHT, AXIS_HEIGHT = 26, 18
TOP, BOTTOM = 4, 22  # of the band within its height, px
STEPS = (1, 2, 5, 10, 20, 30, 50, 100)  # days between two marks
MOST_MARKS = 8
AXIS_OF_NOTHING = 10.0
ROOM = 1.04  # the axis ends a little after the last thing on it
TURN = 0.6  # words stand right of a band that ends before this share, else left of it
OPEN_END = 1.25  # an open end is drawn this many times longer than its known end
GAP_PX = 8


@dataclass(frozen=True, slots=True)
class Published:
    """A published figure or range in days; an open end is None. ``words`` are for reading.

    ``nearby`` says that it was published for another lane close by.
    """

    low: float | None
    high: float | None
    words: str
    nearby: bool = False

    @property
    def ends(self) -> tuple[float, float]:
        """Where it is drawn from and to."""
        low = self.low if self.low is not None else (self.high or 1.0) / OPEN_END
        high = self.high if self.high is not None else (self.low or 1.0) * OPEN_END
        return low, high


@dataclass(frozen=True, slots=True)
class Band:
    """Days of an alternative; ``hatched`` where an assumption is inside."""

    p10: float
    p50: float
    p90: float
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class DayAxis:
    """The axis all bands of a page share: its end and its marks, days."""

    end: float
    marks: tuple[float, ...]

    def share(self, days: float) -> float:
        """Place of a number of days, from 0 to 1."""
        return min(max(days / self.end, 0.0), 1.0)


def day_axis_for(bands: Iterable[Band | None], published: Iterable[Published] = ()) -> DayAxis:
    """An axis that holds all of these."""
    last = max((*(band.p90 for band in bands if band), *(item.ends[1] for item in published)),
               default=AXIS_OF_NOTHING)
    step = next((size for size in STEPS if last / size <= MOST_MARKS), None)
    step = step or math.ceil(last / MOST_MARKS / STEPS[-1]) * STEPS[-1]
    end = max(last * ROOM, step)
    return DayAxis(end, tuple(float(row * step) for row in range(int(end // step) + 1)))


def day_axis(axis: DayAxis, unit: str) -> Node:
    """The numbers of the axis; the last one with its unit."""
    texts = [
        h("text", {"x": percent(axis.share(days)), "y": AXIS_HEIGHT - 5,
                   "text-anchor": "start" if days == 0 else "middle"},
          f"{days:g} {unit}" if days == axis.marks[-1] else f"{days:g}")
        for days in axis.marks
    ]
    return h("svg", {"class": "days-plot days-axis", "height": AXIS_HEIGHT, "aria-hidden": "true"},
             *texts)


def day_band(
    band: Band | None,
    published: Sequence[Published] = (),
    *,
    axis: DayAxis,
    words: str,
    key: str,
    label: str = "",
) -> Node:
    """One alternative on the axis: box P10–P90, bar P50, dots and ranges of what is published.

    Parameters
    ----------
    words
        The band in words, drawn beside it, such as "14–27 d".
    key
        Tells its hatching from that of other drawings on the page.
    label
        All of it in one sentence, for who does not see it.

    """
    last = max((*(item.ends[1] for item in published), *((band.p90,) if band else ())), default=0)
    first = min((*(item.ends[0] for item in published), *((band.p10,) if band else ())), default=0)
    return h(
        "svg",
        {"class": "days-plot", "height": HEIGHT, "role": "img" if label else None,
         "aria-label": label or None, "aria-hidden": None if label else "true"},
        _hatching(key) if band and band.hatched else None,
        *(_mark(axis.share(days)) for days in axis.marks),
        *(_box(band, axis, key) if band else ()),
        # What is said of this very lane is drawn last: nothing covers it.
        *(node for item in sorted(published, key=lambda one: not one.nearby)
          for node in _published(item, axis)),
        _words(words, axis.share(first), axis.share(last)),
    )


def _mark(share: float) -> Node:
    x = percent(share)
    return h("line", {"class": "days-mark", "x1": x, "x2": x, "y1": 0, "y2": HEIGHT})


def _box(band: Band, axis: DayAxis, key: str) -> Iterator[Node]:
    left, right = axis.share(band.p10), axis.share(band.p90)
    place = {"x": percent(left), "y": TOP, "width": percent(right - left), "height": BOTTOM - TOP}
    yield h("rect", {**place, "class": "days-box"})
    if band.hatched:
        yield h("rect", {**place, "class": "days-hatch", "fill": f"url(#days-{key})"})
    for share, name in ((left, "days-edge"), (right, "days-edge"),
                        (axis.share(band.p50), "days-middle")):
        x = percent(share)
        yield h("line", {"class": name, "x1": x, "x2": x, "y1": TOP, "y2": BOTTOM})


def _published(item: Published, axis: DayAxis) -> Iterator[Node]:
    middle = (TOP + BOTTOM) / 2
    low, high = (axis.share(days) for days in item.ends)
    title = h("title", None, item.words)
    tone = " nearby" if item.nearby else ""
    if low != high:
        yield h("line", {"class": f"days-claim range{tone}", "x1": percent(low),
                         "x2": percent(high), "y1": middle, "y2": middle}, title)
    known = [share for days, share in ((item.low, low), (item.high, high)) if days is not None]
    for share in dict.fromkeys(known):
        yield h("circle", {"class": "days-claim" + (" end" if low != high else "") + tone,
                           "cx": percent(share), "cy": middle, "r": 3 if item.nearby else 4},
                title)


def _words(words: str, left: float, right: float) -> Node:
    after = right < TURN
    x = percent(right if after else left)
    return h("text", {"class": "days-words", "x": x, "y": BOTTOM - 4.5,
                      "dx": GAP_PX if after else -GAP_PX,
                      "text-anchor": "start" if after else "end"}, words)


def _hatching(key: str) -> Node:
    # A pattern of its own for each drawing: one in a folded tab would paint nothing elsewhere.
    return h("defs", None, h(
        "pattern",
        {"id": f"days-{key}", "width": 6, "height": 6, "patternUnits": "userSpaceOnUse",
         "patternTransform": "rotate(45)"},
        h("path", {"d": "M0 0V6", "class": "days-hatching"})))
