"""Kinds of values a field may hold, put together like a form.

A kind is a function ``(value, where, report) -> usable value or None``. It reports what is wrong
and gives back what later rules can work with, so that one bad field never hides the next.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date as day
from functools import lru_cache
from typing import Any, TypeAlias

from edtf import parse_edtf

from layers.dates import last_day
from layers.model import UNDATED
from layers.text import LANGUAGES

Report: TypeAlias = Callable[[str, str, str], None]
Kind: TypeAlias = Callable[[Any, str, Report], Any]

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
REVIEW_YEARS = range(2000, 2101)
LONGEST_DATE = 100  # characters
COMPLETE = ("zh", "en")  # the languages every text has


def table(
    *, required: Mapping[str, Kind] | None = None, optional: Mapping[str, Kind] | None = None
) -> Kind:
    """A table with these keys and no others."""
    needed = dict(required or {})
    known = {**needed, **(optional or {})}

    def read(value: Any, where: str, report: Report) -> Any:
        if not isinstance(value, dict):
            report(where, f"is {_kind_of(value)}, not a table.", "Write it as key = value pairs.")
            return None
        for key in needed:
            if key not in value:
                report(join(where, key), "is missing.", "Add it.")
        usable = {}
        for key, inner in value.items():
            if key not in known:
                report(join(where, key), "is not known here.", _allowed(known))
                continue
            kept = known[key](inner, join(where, key), report)
            if kept is not None:
                usable[key] = kept
        return usable

    return read


def many(kind: Kind) -> Kind:
    """A list whose items are all of one kind."""

    def read(value: Any, where: str, report: Report) -> Any:
        if not isinstance(value, list):
            report(where, f"is {_kind_of(value)}, not a list.", "Put it in [ ].")
            return None
        kept = [
            kind(item, f"{where}[{label(item, number)}]", report)
            for number, item in enumerate(value, start=1)
        ]
        return [item for item in kept if item is not None]

    return read


def one_of(*choices: str) -> Kind:
    """One word out of a closed list."""

    def read(value: Any, where: str, report: Report) -> Any:
        if isinstance(value, str) and value in choices:
            return value
        report(where, f"is {_shown(value)}.", f"Use one of: {', '.join(choices)}.")
        return None

    return read


def either(*kinds: tuple[type | tuple[type, ...], Kind], says: str) -> Kind:
    """The first kind whose Python type fits; ``says`` names what is accepted."""

    def read(value: Any, where: str, report: Report) -> Any:
        for accepted, kind in kinds:
            if isinstance(value, accepted) and not isinstance(value, bool):
                return kind(value, where, report)
        report(where, f"is {_kind_of(value)}.", f"Write {says}.")
        return None

    return read


def string(value: Any, where: str, report: Report) -> Any:
    """Words, not blank."""
    if isinstance(value, str) and value.strip():
        return value
    what = "is empty." if isinstance(value, str) else f"is {_kind_of(value)}, not words."
    report(where, what, "Write it in quotes, or leave the line out.")
    return None


def boolean(value: Any, where: str, report: Report) -> Any:
    """Either true or false."""
    if isinstance(value, bool):
        return value
    report(where, f"is {_kind_of(value)}.", "Write true or false, without quotes.")
    return None


def number(value: Any, where: str, report: Report) -> Any:
    """A finite number."""
    if isinstance(value, int | float) and not isinstance(value, bool) and _finite(value):
        return value
    report(where, f"is {_shown(value)}, not a number.", "Write digits without quotes.")
    return None


def numbers(value: Any, where: str, report: Report) -> Any:
    """A list of finite numbers; drawn lines have tens of thousands, so these go the short way."""
    return value if _are_numbers(value) else many(number)(value, where, report)


def positions(value: Any, where: str, report: Report) -> Any:
    """A list of lists of finite numbers, the short way too."""
    if isinstance(value, list) and all(map(_are_numbers, value)):
        return value
    return many(numbers)(value, where, report)


def _are_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(
        type(item) is float and math.isfinite(item) for item in value
    )


def from_zero(value: Any, where: str, report: Report) -> Any:
    """A number that is not negative."""
    kept = number(value, where, report)
    if kept is None or kept >= 0:
        return kept
    report(where, f"is {kept}.", "It can't be negative.")
    return None


def above_zero(value: Any, where: str, report: Report) -> Any:
    """A number greater than nothing: kilometres, accuracies, gauges."""
    kept = number(value, where, report)
    if kept is None or kept > 0:
        return kept
    report(where, f"is {kept}.", "It must be greater than 0.")
    return None


def within(low: int, high: int) -> Kind:
    """A whole number from ``low`` to ``high``."""

    def read(value: Any, where: str, report: Report) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        report(where, f"is {_shown(value)}.", f"Write a whole number from {low} to {high}.")
        return None

    return read


def date(value: Any, where: str, report: Report) -> Any:
    """An EDTF date (ISO 8601-2) in quotes, or ``undated``."""
    if not isinstance(value, str):
        report(where, f"is {_kind_of(value)}.", 'Write a date in quotes, such as "2020-05".')
        return None
    if value == UNDATED or is_edtf(value):
        return value
    do = f'Write 2020, 2020-05, 2020-05-12, 2010~ or 2015/2017, else "{UNDATED}".'
    report(where, f"is {_shown(value)}, which is no date.", do)
    return None


def known_date(value: Any, where: str, report: Report) -> Any:
    """An EDTF date; ``undated`` will not do."""
    kept = date(value, where, report)
    if kept != UNDATED:
        return kept
    report(where, "is undated.", 'Write when, such as "2027-05".')
    return None


def review_date(value: Any, where: str, report: Report) -> Any:
    """An EDTF date by which something can be looked at again: its last day is known, and near."""
    kept = known_date(value, where, report)
    if kept is None or is_review_date(kept):
        return kept
    report(where, "is no day one can look at it again by.", 'Write "2027-05".')
    return None


def is_review_date(value: str) -> bool:
    """Whether the last day an EDTF date may mean is known and lies in this century."""
    day = last_day(value)
    return day is not None and day.year in REVIEW_YEARS


@lru_cache(maxsize=4096)
def is_edtf(value: str) -> bool:
    """Whether a string is an EDTF date."""
    if _is_common(value):  # most are, and the grammar takes 15 ms for each
        return True
    if len(value) > LONGEST_DATE or any(char.isspace() for char in value):
        return False
    try:
        parse_edtf(value)
    except Exception:  # noqa: BLE001 - what the grammar stumbles over is no date either
        return False
    return True


def _is_common(value: str) -> bool:
    """Whether a string is a year, month or day of the calendar, perhaps doubted, or from … to."""
    found = [_COMMON.fullmatch(part) for part in value.split("/")]
    return len(found) <= 2 and all(part and _is_day(part["full"]) for part in found)


def _is_day(full: str | None) -> bool:
    """Whether a full date, where one is written, is a day of the calendar."""
    try:
        return full is None or bool(day.fromisoformat(full))
    except ValueError:  # the year 0, which the grammar knows, or a day no month has
        return False


def matching(pattern: re.Pattern[str], says: str) -> Kind:
    """Words of a certain form."""

    def read(value: Any, where: str, report: Report) -> Any:
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        report(where, f"is {_shown(value)}.", says)
        return None

    return read


def text(*, complete: bool = True) -> Kind:
    """Words by language; ``complete`` asks for both Chinese and English."""

    def read(value: Any, where: str, report: Report) -> Any:
        if not isinstance(value, dict):
            do = 'Write {zh = "…", en = "…"}.'
            report(where, f"is {_kind_of(value)}, not a text by language.", do)
            return None
        for lang in COMPLETE if complete else ():
            if lang not in value:
                report(join(where, lang), "is missing.", f"Add the text in {_NAMES[lang]}.")
        return _languages(value, string, where, report)

    return read


def names(value: Any, where: str, report: Report) -> Any:
    """Names by language, each words or a table of text and status; zh and en at least."""
    if not isinstance(value, dict):
        report(where, f"is {_kind_of(value)}.", "Write one name for each language.")
        return None
    for lang in COMPLETE:
        if lang not in value:
            report(join(where, lang), "is missing.", f"Add the name in {_NAMES[lang]}.")
    return _languages(value, _NAME, where, report)


def label(item: Any, number: int) -> str:
    """How an item of a list is called in a message: its id or key, else its number."""
    named = (item.get("id") or item.get("key")) if isinstance(item, dict) else None
    return named if isinstance(named, str) else str(number)


def join(where: str, key: str) -> str:
    """The path of a field below another."""
    return f"{where}.{key}" if where else key


def walk(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value below a record, with the path of its field."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, join(where, key))
    elif isinstance(value, list):
        for place, item in enumerate(value, start=1):
            yield from walk(item, f"{where}[{label(item, place)}]")
    else:
        yield where, value


def _languages(value: dict[str, Any], kind: Kind, where: str, report: Report) -> dict[str, Any]:
    usable = {}
    for lang, words in value.items():
        if lang not in LANGUAGES:
            do = f"Use one of: {', '.join(LANGUAGES)}."
            report(join(where, lang), "is not a language of the atlas.", do)
            continue
        kept = kind(words, join(where, lang), report)
        if kept is not None:
            usable[lang] = kept
    return usable


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # an integer beyond what a float holds
        return False


def _kind_of(value: Any) -> str:
    kinds = {dict: "a table", list: "a list", str: "words", bool: "true or false"}
    for python_type, said in kinds.items():
        if isinstance(value, python_type):
            return said
    return "a number" if isinstance(value, int | float) else "a bare date"


def _shown(value: Any) -> str:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return _kind_of(value)
    words = str(value) if not isinstance(value, int) or abs(value) < _LONG else "a huge number"
    return f"“{words[:60]}”"


def _allowed(known: Iterable[str]) -> str:
    return f"Take it out, or use one of: {', '.join(sorted(known))}."


_COMMON = re.compile(r"((?P<full>[0-9]{4}-[0-9]{2}-[0-9]{2})|[0-9]{4}(-(0[1-9]|1[0-2]))?)[~?]?")
_LONG = 10**60
_NAMES = {"zh": "Chinese", "en": "English"}
NAME_STATUS = one_of("attested", "translated", "transliterated", "source", "derived")
_NAME = either(
    (str, string),
    (dict, table(required={"text": string}, optional={"status": NAME_STATUS})),
    says='text = "…" and status = "…"',
)
