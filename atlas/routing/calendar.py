"""When a cargo stands where, in local time, and which public holidays fall into that time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from atlas.routing.graph import Edge
from atlas.routing.plan import Alternative
from atlas.routing.transit_time import Days
from layers.catalog import Catalog
from layers.model import Entity, Fact
from layers.text import Text

# What the holidays library calls our languages; where it lacks one, the country's own is shown.
HOLIDAY_LANGUAGES = {
    "zh": "zh_CN", "en": "en_US", "ko": "ko", "de": "de", "th": "th", "ru": "ru", "es": "es",
    "mn": "mn",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """P10, P50 and P90 of a moment, in the local time of one place."""

    zone: str
    p10: datetime
    p50: datetime
    p90: datetime

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
    """A public holiday of a country; ``lang`` is the language of its name."""

    country: str
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A place on the way: when the cargo comes, when it goes on, and what is closed meanwhile.

    ``side`` is the stop whose local time is given; a border has two calls, one for each side.
    ``leaves`` is None at the destination, ``arrives`` the departure at the origin.
    """

    side: Entity
    border: Text | None
    arrives: Moment
    leaves: Moment | None
    holidays: tuple[Holiday, ...]
    hours: Fact | None


def ruler(
    found: Alternative, depart: date, catalog: Catalog, *, lang: str
) -> tuple[Call, ...]:
    """Every call of a way that leaves its origin's terminal gate on the morning of ``depart``.

    Nothing where the model has no days: the office's own trips do not say when a border was
    reached.
    """
    if found.model is None:
        return ()
    return tuple(_calls(found.steps, found.model.arrivals, depart, catalog, lang))


def _calls(
    steps: Sequence[Edge], ends: Sequence[Days], depart: date, catalog: Catalog, lang: str
) -> Iterator[Call]:
    first, last = catalog.places[steps[0].start.place], catalog.places[steps[-1].end.place]
    start = datetime.combine(depart, time(), ZoneInfo(first.timezone or "UTC"))
    yield _call(first, _moment(start, Days(0, 0, 0), first), lang=lang)
    for row, step in enumerate(steps):
        if step.kind != "cross":
            continue
        crossing = catalog.network.crossings[step.record]
        if crossing.open:
            continue
        sides = crossing.stops if step.direction == "out" else crossing.stops[::-1]
        for stop in (catalog.places[side] for side in sides):
            yield _call(stop, _moment(start, ends[row - 1], stop),
                        leaves=_moment(start, ends[row], stop), border=crossing.names,
                        hours=crossing.fact("hours"), lang=lang)
    yield _call(last, _moment(start, ends[-1], last), lang=lang)


def _call(
    side: Entity, arrives: Moment, *, lang: str, leaves: Moment | None = None,
    border: Text | None = None, hours: Fact | None = None,
) -> Call:
    until = (leaves or arrives).days[1]
    found = closed_days(side.country or "", arrives.days[0], until, lang=lang)
    return Call(side, border, arrives, leaves, found, hours)


def _moment(start: datetime, after: Days, place: Entity) -> Moment:
    zone = ZoneInfo(place.timezone or "UTC")
    moments = (
        (start.astimezone(ZoneInfo("UTC")) + timedelta(days=days)).astimezone(zone)
        for days in (after.p10, after.p50, after.p90)
    )
    return Moment(place.timezone or "UTC", *moments)


def closed_days(country: str, first: date, last: date, *, lang: str) -> tuple[Holiday, ...]:
    """Public holidays of a country from ``first`` to ``last``; none for one nobody keeps."""
    known = _holidays(country, tuple(range(first.year, last.year + 1)), lang)
    return tuple(
        Holiday(country, day, name) for day, name in known if first <= day <= last
    )


def has_calendar(country: str) -> bool:
    """Whether the library knows a country's holidays: silence is not the same as none."""
    return country in holidays.list_supported_countries(include_aliases=False)


@lru_cache(128)
def _holidays(country: str, years: tuple[int, ...], lang: str) -> tuple[tuple[date, str], ...]:
    if not has_calendar(country):
        return ()
    wanted = HOLIDAY_LANGUAGES.get(lang, "en_US")
    offered = holidays.list_localized_countries(include_aliases=False).get(country, [])
    language = next((code for code in (wanted, "en_US") if code in offered), None)
    found = holidays.country_holidays(country, years=years, language=language)
    return tuple(sorted(found.items()))
