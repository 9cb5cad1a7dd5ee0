"""How old a source is, and which come first: the weak, then the undated, then the oldest."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from atlas.i18n import Words
from atlas.maps.charts.age import Ages
from layers.dates import last_day
from layers.model import Grade, Source

DAYS_A_YEAR = 365.2425
STALE_YEARS = 5  # older than this counts as stale: two terms of most of the figures we hold
DRAWN_YEARS = range(1900, 2101)
WEAKEST_FIRST: dict[Grade, int] = {"not-found": 0, "copy": 1, "press": 2, "official": 2}


def age_years(source: Source, today: date) -> int | None:
    """Whole years since the source's date; None where it is undated."""
    day = last_day(source.date)
    return None if day is None else max(0, int((today - day).days / DAYS_A_YEAR))


def age_words(years: int | None, _: Words) -> str:
    """An age in words."""
    if years is None:
        return _("age unknown")
    if years == 0:
        return _("under a year old")
    return _("1 year old") if years == 1 else _("{years} years old", years=years)


def weakest_first(sources: Iterable[Source]) -> list[Source]:
    """Not found and copies first; among equals the undated, then the oldest."""
    return sorted(sources, key=_weakness)


def _weakness(source: Source) -> tuple[int, date, str]:
    return WEAKEST_FIRST[source.grade], last_day(source.date) or date.min, source.id


def ages(sources: Iterable[Source]) -> Ages:
    """How many sources of each grade there are by year."""
    years: dict[int, Counter[str]] = {}
    undated: Counter[str] = Counter()
    for source in sources:
        day = last_day(source.date)
        drawn = day is not None and day.year in DRAWN_YEARS  # each year takes a column
        counter = years.setdefault(day.year, Counter()) if day and drawn else undated
        counter[source.grade] += 1
    return Ages(years, undated)
