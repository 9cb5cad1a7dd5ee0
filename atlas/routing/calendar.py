"""When a cargo stands where, in local time, and which public holidays fall into that time.

Holidays and weekends are those of the ``holidays`` library. Days off that a government moves by a
yearly decree are in it only once they have been announced.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib.metadata import version
from itertools import pairwise
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import holidays

from atlas.routing.graph import Edge
from atlas.routing.plan import Alternative
from atlas.routing.transit_time import Days
from layers.catalog import Catalog
from layers.model import Entity, Fact
from layers.text import Text

# What the holidays library calls our languages; English where it lacks one.
HOLIDAY_LANGUAGES = {
    "zh": "zh_CN", "en": "en_US", "ko": "ko", "de": "de", "th": "th", "ru": "ru", "es": "es",
    "mn": "mn",
}
ENGLISH = "en"
UTC = "UTC"
A_DAY = timedelta(days=1)
AT_ONCE = Days(0.0, 0.0, 0.0)
CallKind: TypeAlias = Literal["start", "border", "change", "end"]
LIBRARY = f"holidays {version('holidays')}"


@dataclass(frozen=True, slots=True)
class Moment:
    """P10, P50 and P90 of a moment, in the local time of one place; ``after`` it took so long.

    ``zone`` is empty where the place's is not known: the moments are in UTC then. ``depart`` is the
    day of the cut-off at the origin, by the origin's clock.
    """

    zone: str
    p10: datetime
    p50: datetime
    p90: datetime
    after: Days
    depart: date

    @property
    def offset(self) -> timedelta:
        """Local time against UTC on that day."""
        return self.p50.utcoffset() or timedelta()

    @property
    def days(self) -> tuple[date, date]:
        """The local days it may fall on."""
        return self.p10.date(), self.p90.date()


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday of a country, one day or several; ``lang`` is the language of its name."""

    country: str
    first: date
    last: date
    name: str
    lang: str


@dataclass(frozen=True, slots=True)
class Call:
    """A place on the way: when the cargo comes, when it goes on, and what is closed meanwhile.

    ``side`` is the stop whose local time is given; a border has two calls, one for each side, with
    its name and its hours of work where a source has them. At the start it ``arrives`` at the
    cut-off and ``leaves`` on board, at the end it ``leaves`` when it is released.
    """

    side: Entity
    kind: CallKind
    arrives: Moment
    leaves: Moment
    border: Text | None = None
    hours: Fact | None = None

    @property
    def days(self) -> tuple[date, date]:
        """The local days it may stand there."""
        return self.arrives.days[0], self.leaves.days[1]


def ruler(found: Alternative, depart: date, catalog: Catalog) -> tuple[Call, ...]:
    """Every call of a way whose cut-off at the origin's terminal is the beginning of ``depart``.

    Nothing where the way has no days.
    """
    ends = arrivals(found)
    return tuple(_calls(found.steps, ends, depart, catalog)) if ends else ()


def arrivals(found: Alternative) -> tuple[Days, ...]:
    """When each step ends, in days from the cut-off; nothing where that is not known.

    Own trips say only when a cargo arrived. Where they are the days of the way, each step ends
    after its share of the model's P50, so that the last one ends with the own trips.
    """
    drawn, model = found.drawn, found.model
    if drawn is None or drawn.steps:
        return drawn.arrivals if drawn else ()
    if model is None:
        return ()
    own, whole = drawn.band, model.arrivals[-1].p50
    return tuple(_share(own, item.p50 / whole) for item in model.arrivals)


def _share(whole: Days, share: float) -> Days:
    return Days(whole.p10 * share, whole.p50 * share, whole.p90 * share, n_own=whole.n_own)


def _calls(
    steps: Sequence[Edge], ends: Sequence[Days], depart: date, catalog: Catalog
) -> Iterator[Call]:
    origin = catalog.places[steps[0].start.place]
    start = datetime.combine(depart, time(), zone_of(origin)).astimezone(ZoneInfo(UTC))

    def call(stop: Entity, kind: CallKind, first: int, last: int, **more: object) -> Call:
        """A call from before step ``first`` until after step ``last``."""
        before = ends[first - 1] if first else AT_ONCE
        return Call(stop, kind, _moment(start, before, stop, depart),
                    _moment(start, ends[last], stop, depart), **more)  # type: ignore[arg-type]

    for first, last in _stays(steps):
        step = steps[first]
        if step.kind == "cross":
            crossing = catalog.network.crossings[step.record]
            sides = crossing.stops if step.direction == "out" else crossing.stops[::-1]
            for side in () if crossing.open else sides:
                yield call(catalog.places[side], "border", first, last, border=crossing.names,
                           hours=crossing.fact("hours"))
            continue
        kind: CallKind = "end" if last == len(steps) - 1 else "change" if first else "start"
        yield call(catalog.places[step.start.place], kind, first, last)


def _stays(steps: Sequence[Edge]) -> Iterator[tuple[int, int]]:
    """First and last step of each stay: a border alone, a change of vehicle as one."""
    row = 0
    while row < len(steps):
        last = row
        if steps[row].kind == "unload":
            while last + 1 < len(steps) and steps[last + 1].kind == "load":
                last += 1
        if steps[row].kind != "run":
            yield row, last
        row = last + 1


def zone_of(place: Entity) -> ZoneInfo:
    """The time zone of a place; UTC where none is known."""
    return ZoneInfo(place.timezone or UTC)


def _moment(start: datetime, after: Days, place: Entity, depart: date) -> Moment:
    zone = zone_of(place)
    p10, p50, p90 = (
        (start + timedelta(days=days)).astimezone(zone)
        for days in (after.p10, after.p50, after.p90)
    )
    return Moment(place.timezone or "", p10, p50, p90, after, depart)


# --- what is closed ----------------------------------------------------------------------------


def has_calendar(country: str) -> bool:
    """Whether the library knows a country's holidays: silence is not the same as none."""
    return country in _languages()


def closed_days(country: str, first: date, last: date, *, lang: str) -> tuple[Holiday, ...]:
    """Public holidays of a country from ``first`` to ``last``, days of one name together."""
    known, language = _holidays(country, _years(first, last), lang)
    days = [(day, name) for day, name in known if first <= day <= last]
    starts = [0, *(row + 1 for row, (one, next_one) in enumerate(pairwise(days))
                   if next_one != (one[0] + A_DAY, one[1])), len(days)]
    return tuple(
        Holiday(country, days[row][0], days[end - 1][0], days[row][1], language)
        for row, end in pairwise(starts) if end > row
    )


def weekend_days(country: str, first: date, last: date) -> tuple[date, ...]:
    """The days of rest of a country's weeks, without those its government made working days."""
    if not has_calendar(country):
        return ()
    rest, working = _weekends(country, _years(first, last))
    days = (first + A_DAY * row for row in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() in rest and day not in working)


def _years(first: date, last: date) -> tuple[int, ...]:
    return tuple(range(first.year, last.year + 1))


@lru_cache(1)
def _languages() -> dict[str, list[str]]:
    """The languages of each country whose holidays are known."""
    named = holidays.list_localized_countries(include_aliases=False)
    known = holidays.list_supported_countries(include_aliases=False)
    return {country: named.get(country, []) for country in known}


@lru_cache(128)
def _holidays(
    country: str, years: tuple[int, ...], lang: str
) -> tuple[tuple[tuple[date, str], ...], str]:
    """Days and names, and the language of the names."""
    if not has_calendar(country):
        return (), lang
    offered = _languages()[country]
    ours = lang if HOLIDAY_LANGUAGES.get(lang) in offered else ENGLISH
    language = HOLIDAY_LANGUAGES[ours] if HOLIDAY_LANGUAGES[ours] in offered else None
    found = holidays.country_holidays(country, years=years, language=language)
    return tuple(sorted(found.items())), ours


@lru_cache(128)
def _weekends(country: str, years: tuple[int, ...]) -> tuple[frozenset[int], frozenset[date]]:
    found = holidays.country_holidays(country, years=years)
    return frozenset(found.weekend), frozenset(found.weekend_workdays)
