"""Arrival ruler: at each place of a way the days a cargo comes and goes on, by the place's clock.

All rows share one axis of dates. A row is drawn in its own local time, so that midnights lie under
each other and a holiday is where people there keep it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from atlas.maps.charts.strip_map import percent
from atlas.maps.element import Node, h

ROW_PX, AXIS_PX = 38, 20
COMES_Y, GOES_Y, BAND_PX = 5, 21, 12
A_DAY = timedelta(days=1)
STEPS = (1, 2, 7, 14, 28)  # days between two marks
MOST_MARKS = 9
LEAST_SHARE = 0.003  # a moment that is certain is still seen


@dataclass(frozen=True, slots=True)
class Stretch:
    """P10, P50 and P90 of a moment in local time."""

    p10: datetime
    p50: datetime
    p90: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """Days on which a place rests: from the first to the last, a holiday or a weekend."""

    first: date
    last: date
    words: str
    holiday: bool


@dataclass(frozen=True, slots=True)
class DateAxis:
    """The stretch of dates all rows share: from the first midnight to the last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it is long."""
        return (self.last - self.first).days

    def share(self, moment: datetime) -> float:
        """Place of a moment by the clock of its place, from 0 to 1."""
        wall = moment.replace(tzinfo=None) - datetime.combine(self.first, time())
        return min(max(wall / (A_DAY * self.days), 0.0), 1.0)

    def midnight(self, day: date) -> float:
        """Place of the beginning of a day."""
        return self.share(datetime.combine(day, time()))

    @property
    def marks(self) -> tuple[date, ...]:
        """Days with a word on the axis."""
        step = next((size for size in STEPS if self.days / size <= MOST_MARKS), STEPS[-1])
        return tuple(self.first + A_DAY * row for row in range(0, self.days, step))


def date_axis(stretches: Iterable[Stretch]) -> DateAxis:
    """An axis of whole days that holds all of these."""
    known = tuple(stretches)
    # By the clocks of their places: the last in UTC need not be the last on the page.
    return DateAxis(min(item.p10.date() for item in known),
                    max(item.p90.date() for item in known) + A_DAY)


def ruler_axis(axis: DateAxis, words: dict[date, str]) -> Node:
    """The dates of the axis."""
    return h("svg", {"class": "ruler-plot ruler-axis", "height": AXIS_PX, "aria-hidden": "true"},
             *(h("text", {"x": percent(axis.midnight(day)), "y": AXIS_PX - 6, "dx": 3}, text)
               for day, text in words.items()))


def ruler_row(
    axis: DateAxis, comes: Stretch, goes: Stretch | None, closed: Sequence[Closed], *, label: str
) -> Node:
    """One place: days of rest behind, above when the cargo comes, below when it goes on.

    ``label`` is the row in a sentence, for who does not see it.
    """
    return h(
        "svg", {"class": "ruler-plot", "height": ROW_PX, "role": "img", "aria-label": label},
        *(_rest(item, axis) for item in closed),
        *(_mark(axis.midnight(day)) for day in axis.marks),
        *_band(comes, axis, COMES_Y, "comes"),
        *(_band(goes, axis, GOES_Y, "goes") if goes else ()),
    )


def _rest(item: Closed, axis: DateAxis) -> Node:
    left, right = axis.midnight(item.first), axis.midnight(item.last + A_DAY)
    return h("rect", {"class": "ruler-holiday" if item.holiday else "ruler-weekend",
                      "x": percent(left), "width": percent(right - left), "y": 0,
                      "height": ROW_PX}, h("title", None, item.words))


def _mark(share: float) -> Node:
    x = percent(share)
    return h("line", {"class": "ruler-mark", "x1": x, "x2": x, "y1": 0, "y2": ROW_PX})


def _band(item: Stretch, axis: DateAxis, top: int, name: str) -> Iterator[Node]:
    left, middle, right = (axis.share(one) for one in (item.p10, item.p50, item.p90))
    yield h("rect", {"class": f"ruler-band {name}", "x": percent(left), "y": top,
                     "width": percent(max(right - left, LEAST_SHARE)), "height": BAND_PX})
    yield h("line", {"class": f"ruler-middle {name}", "x1": percent(middle),
                     "x2": percent(middle), "y1": top, "y2": top + BAND_PX})
