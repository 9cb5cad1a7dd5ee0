"""Days of a trip in words: never more exact than half a day, and whole days where it is long."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from babel.dates import format_skeleton

from atlas.routing.calendar import Moment
from atlas.routing.transit_time import HALF_DAYS_BELOW, days_words
from pages.widgets.wording import Screen

NOON = 12
A_DAY = timedelta(days=1)
LOCALES = {"en": "en_GB"}  # the day before the month


def day_words(day: date, lang: str) -> str:
    """A day of the year: "3 Dec", "12月3日"."""
    return str(format_skeleton("MMMd", day, locale=LOCALES.get(lang, lang)))


def long_day(day: date, lang: str) -> str:
    """The same with its year."""
    return str(format_skeleton("yMMMd", day, locale=LOCALES.get(lang, lang)))


def moment_words(moment: Moment, s: Screen) -> str:
    """P10, P50 and P90 of a moment; one day where they all fall on it.

    Below ten days halves by the clock of the place; above, the departure and the whole days that
    are written elsewhere, so that both say the same.
    """
    after = moment.after
    if after.p90 < HALF_DAYS_BELOW:
        words = [_half(one, s) for one in (moment.p10, moment.p50, moment.p90)]
    else:
        words = [day_words(moment.depart + A_DAY * days, s.lang)
                 for days in days_words(after.p10, after.p50, after.p90)]
    return " – ".join(words) if len(set(words)) > 1 else words[0]


def _half(moment: datetime, s: Screen) -> str:
    day = day_words(moment.date(), s.lang)
    return s.say("{date} a.m.", date=day) if moment.hour < NOON else s.say("{date} p.m.", date=day)


def span_words(first: date, last: date, lang: str) -> str:
    """A day or several."""
    if first == last:
        return day_words(first, lang)
    return f"{day_words(first, lang)} – {day_words(last, lang)}"


def together(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days in order as first and last of those that follow each other."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day == found[-1][1] + A_DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
