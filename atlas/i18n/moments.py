"""Moments of the store as the office reads them: on its own clock."""

from datetime import UTC, datetime, timedelta, timezone

from babel.dates import format_date

OFFICE_TIME = timezone(timedelta(hours=8))  # Asia/Shanghai; no summer time since 1991
# Babel's plain "en" writes dates the American way.
DATE_LOCALES = {"en": "en_GB"}


def parsed(at: str) -> datetime | None:
    """A moment of the store (ISO 8601; UTC where it names no zone), or None for other words."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def minute(at: str) -> str:
    """A moment to the minute on the office's clock, as in 2026-11-23 16:08; other words as is."""
    found = parsed(at)
    return at if found is None else f"{found.astimezone(OFFICE_TIME):%Y-%m-%d %H:%M}"


def day(at: str, lang: str) -> str:
    """The day of a moment, on the office's clock, written out in a language."""
    found = parsed(at)
    if found is None:
        return at
    locale = DATE_LOCALES.get(lang, lang)
    return str(format_date(found.astimezone(OFFICE_TIME), format="long", locale=locale))
