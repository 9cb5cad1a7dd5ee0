"""What stands in one cell, read as what its column holds.

What can only mean one thing is read so (full-width digits, a date typed as a date); what could
mean two is a problem. A formula is never worked out.
"""

import datetime as dt
import math
import re
import unicodedata
from typing import Any

from atlas.facts.sheet_columns import Column, heading
from atlas.facts.sheet_file import Cell
from atlas.facts.sheet_words import CHOICES, NO_DATE, codes, folded, undated, word, worded
from atlas.i18n import N_, Words
from layers.check.kinds import is_edtf
from layers.model import UNDATED

YES = frozenset({"x", "yes", "y", "true", "1", "是", "对", "√", "✓", "✔"})
NO = frozenset({"no", "n", "false", "0", "否", "-", "–", "×"})
DATE_UNIT, YEAR_UNIT = "date", "year"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
PLAIN_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
GROUPED = re.compile(r"([-+]?[0-9]{1,3})((?:[ \u00a0\u202f][0-9]{3})+)(\.[0-9]+)?")
WRITTEN_DATE = re.compile(
    r"([0-9]{4})\s*[年/.-]\s*([0-9]{1,2})(?:\s*[月/.-]\s*([0-9]{1,2})?\s*日?)?"
)
EXACT_WHOLE = 10**15  # up to here a spreadsheet keeps every digit
LONGEST_QUOTE = 40
YEARS = range(1000, 10_000)


class Odd(ValueError):  # noqa: N818 - reads as a word in the sentences around it
    """A cell that can't be read: what is wrong, what to do."""

    def __init__(self, what: str, do: str) -> None:
        self.what, self.do = what, do
        super().__init__(f"{what} {do}")


def read(cell: Cell, column: Column, *, say: Words, unit: str = "") -> Any:
    """The value of a cell as its column holds it; None for an empty one.

    ``unit`` says whether a figure is a number or a date.

    Raises
    ------
    Odd
        The cell holds a formula, an error, or something else than its column asks for.

    """
    value = _plain(cell, column, say)
    if value is None:
        return None
    if column.form in {"choice", "open"}:
        return _choice(value, column, say)
    if column.form == "mark":
        return _mark(value, column, say)
    if column.form in {"number", "version"} or (column.form == "figure" and unit != DATE_UNIT):
        dated = column.form == "figure" and unit == YEAR_UNIT
        return _date(value, cell, column, say) if dated and _is_date(value) else _number(
            value, column, say
        )
    if column.form in {"date", "figure"}:
        return _date(value, cell, column, say)
    return _words(value, column, say)


def quoted(value: object) -> str:
    """A value as a message shows it, shortened."""
    shown = re.sub(r"\s+", " ", str(value))
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[:LONGEST_QUOTE]}…"


def _plain(cell: Cell, column: Column, say: Words) -> Any:
    """The value without blanks at its ends; formulas, errors and control characters are odd."""
    name = heading(column, say)
    if cell.type == "f":
        what = say("“{column}” is a formula.", column=name)
        raise Odd(what, say("Paste its value instead."))
    if cell.type == "e":
        what = say("“{column}” holds the error {value}.", column=name, value=quoted(cell.value))
        raise Odd(what, say("Write the value itself, or empty the cell."))
    if not isinstance(cell.value, str):
        return cell.value
    text = cell.value.replace("\r\n", "\n").strip()
    odd = CONTROL.search(text)
    if odd:
        code = f"U+{ord(odd[0]):04X}"
        what = say("“{column}” holds the control character {code}.", column=name, code=code)
        raise Odd(what, say("Type the words again; this character can't be shown."))
    return text or None


def _words(value: Any, column: Column, say: Words) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        what = say("“{column}” is a date, not words.", column=heading(column, say))
        raise Odd(what, say("Give the cell the format Text and type it again."))
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_WHOLE:
        return str(int(value))
    return str(value)


def _choice(value: Any, column: Column, say: Words) -> str:
    found = codes(column.choices).get(folded(str(value)))
    if found is None and column.form == "open":
        return _words(value, column, say)
    if found is None:
        what = say("“{column}” is “{value}”.", column=heading(column, say), value=quoted(value))
        allowed = ", ".join(worded(code, column, say) for code in CHOICES[column.choices])
        raise Odd(what, say("Use one of: {words}.", words=allowed))
    return found


def _mark(value: Any, column: Column, say: Words) -> bool:
    word = folded(str(int(value) if isinstance(value, bool | float) else value))
    if word in YES or word in NO:
        return word in YES
    what = say("“{column}” is “{value}”.", column=heading(column, say), value=quoted(value))
    raise Odd(what, say("Write x for yes, nothing for no."))


def _number(value: Any, column: Column, say: Words) -> float:
    name = heading(column, say)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        what = say("“{column}” is a date, but its unit is none.", column=name)
        raise Odd(what, say("Give the cell the format Number, or write “{unit}” as the unit.",
                             unit=word("units", DATE_UNIT, say)))
    if isinstance(value, str):
        value = _typed_number(value)
    if isinstance(value, bool) or value is None or not math.isfinite(value):
        raise Odd(say("“{column}” is no number.", column=name), say(DIGITS))
    whole = isinstance(value, float) and value.is_integer() and abs(value) < EXACT_WHOLE
    return int(value) if whole else float(value) if isinstance(value, float) else int(value)


DIGITS = N_("Write digits only, such as 1200 or 36.5; the unit stands in its own column.")


def _typed_number(text: str) -> float | None:
    """A number typed as words where it can mean one thing only.

    ``1 200`` and ``３６`` are read; ``1,200`` may be one thousand or one, so it isn't.
    """
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    grouped = GROUPED.fullmatch(plain)
    if grouped:
        plain = re.sub(r"\s", "", plain)
    if not PLAIN_NUMBER.fullmatch(plain) or len(plain) > LONGEST_QUOTE:
        return None
    return float(plain) if "." in plain else int(plain)


def _is_date(value: Any) -> bool:
    if isinstance(value, dt.date):
        return True
    return isinstance(value, str) and _typed_number(value) is None and is_edtf(value)


def _date(value: Any, cell: Cell, column: Column, say: Words) -> str:
    """An EDTF date; a cell's own date is as exact as its format shows it."""
    name = heading(column, say)
    if isinstance(value, dt.datetime | dt.date):
        return _shown_date(value, cell, name, say)
    if isinstance(value, int | float) and not isinstance(value, bool) and value in YEARS:
        return str(int(value))
    text = unicodedata.normalize("NFKC", str(value))
    if folded(text) in undated():
        return UNDATED
    if len(text) <= LONGEST_QUOTE and is_edtf(text):
        return text
    what = say("“{column}” is “{value}”, which is no date.", column=name, value=quoted(value))
    raise Odd(what, _better_date(text, say))


def _shown_date(value: dt.date, cell: Cell, name: str, say: Words) -> str:
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        what = say("“{column}” holds a time of day.", column=name)
        raise Odd(what, say("Write the date only, such as {date}.", date=value.date().isoformat()))
    shown = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", cell.format.lower())
    if "d" in shown:
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"


def _better_date(text: str, say: Words) -> str:
    found = WRITTEN_DATE.fullmatch(text)
    if found:
        better = "-".join(part.zfill(2) for part in found.groups() if part)
        if is_edtf(better):
            return say("Write {date}.", date=better)
    return say("Write 2020, 2020-05, 2020-05-12, 2010~ or 2015/2017, else “{undated}”.",
               undated=say(NO_DATE))
