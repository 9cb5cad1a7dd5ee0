"""What staff write into forms, read field by field; what can't be used is said at its field.

Everything here is a pure function of the fields sent and of the records as they are. A field is
text, yes or no, or a list of texts, and always a visitor's word.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from atlas.i18n import Words
from layers.check.kinds import COMPLETE, is_edtf, is_review_date
from layers.model import UNDATED
from layers.read import Document
from layers.store.base import Change, Key, Record

LONGEST = 4_000  # characters of one field
LARGEST = Decimal(10) ** 15  # a float still holds its every whole number
MOST_DIGITS = 15  # which a float keeps as they were written
PLAIN_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
EXPONENT = re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}([, \u2009\u202f\u00a0][0-9]{3})+(\.[0-9]+)?")
STEPS = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
PLAIN_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?([~?%]?)")
NO_DATE = ("undated", "no date", "无日期", "日期不详", "不详")
NUMBERED = re.compile(r".*_(zh|en)")


@dataclass(frozen=True, slots=True)
class Ground:
    """What forms are read against.

    ``used`` says whether an id was ever taken, withdrawn and waiting ones included, so that no id
    comes to mean two things.
    """

    records: Mapping[Key, Record]
    today: date
    used: Callable[[Key], bool]

    def doc(self, table: str, record_id: str) -> Document:
        """The document of a record; empty where there is none."""
        record = self.records.get((table, record_id))
        return record.doc if record is not None else {}

    def of_fact(self, fact_id: str) -> list[Record]:
        """The claims of a fact, in their order."""
        return [record for record in self.records.values()
                if record.table == "claims" and record.doc.get("fact") == fact_id]

    def of_owner(self, owner: str) -> list[Record]:
        """The facts about an entity, in their order."""
        return [record for record in self.records.values()
                if record.table == "facts" and record.doc.get("owner") == owner]

    def free(self, table: str, wanted: Callable[[int], str]) -> str:
        """The first id of a numbered row that was never taken."""
        number = 1
        while (table, wanted(number)) in self.records or self.used((table, wanted(number))):
            number += 1
        return wanted(number)


@dataclass(slots=True)
class Filled:
    """A form as it was sent: its fields, what is wrong with them, what they change."""

    fields: Mapping[str, Any]
    ground: Ground
    say: Words
    mistakes: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    suggested: dict[str, str] = field(default_factory=dict)  # other words for a field, to look at

    def wrong(self, name: str, sentence: str) -> None:
        """Say what is wrong with a field; the first thing said stays."""
        self.mistakes.setdefault(name, sentence)

    def text(self, name: str) -> str:
        """The words of a field without blanks around them."""
        value = self.fields.get(name, "")
        cleaned = value.strip() if isinstance(value, str) else ""
        if len(cleaned) > LONGEST:
            self.wrong(name, self.say("This is too long: {most} characters at most.", most=LONGEST))
        if any(_hidden(char) for char in cleaned):
            self.wrong(name, self.say("Holds a character that can’t be shown. Type it anew."))
        return cleaned

    def flag(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.fields.get(name) is True

    def needed(self, name: str) -> str:
        """The words of a field that must not stay empty."""
        found = self.text(name)
        if not found:
            self.wrong(name, self.say("Fill this in."))
        return found

    def chosen(self, name: str, allowed: tuple[str, ...]) -> str:
        """One out of a closed list; the first where something else was sent."""
        found = self.text(name)
        if found in allowed:
            return found
        self.wrong(name, self.say("Choose one of the list."))
        return allowed[0]

    def pair(self, name: str, *, needed: bool) -> dict[str, str] | None:
        """Words in Chinese and English; both or, where not needed, neither."""
        found = {lang: self.text(f"{name}_{lang}") for lang in COMPLETE}
        if not any(found.values()) and not needed:
            return None
        for lang, words in found.items():
            if not words:
                self.wrong(f"{name}_{lang}", self._in_language(lang))
        return found

    def _in_language(self, lang: str) -> str:
        if lang == "zh":
            return self.say("Write it in Chinese too: screens show both languages.")
        return self.say("Write it in English too: screens show both languages.")

    def number(self, name: str, *, needed: bool = True) -> float | int | None:
        """A number as people write it: 9,756 or 2.5 or 3.2万."""
        written = self.needed(name) if needed else self.text(name)
        if not written:
            return None
        found = number_of(written)
        if found is None:
            self.wrong(name, self._no_number(written))
        return found

    def _no_number(self, written: str) -> str:
        """Why words are no number that is kept here."""
        bare, words = plain_number(written)[0], written[:40]
        if EXPONENT.fullmatch(bare):
            return self.say("Write digits only: “{words}” is written with an exponent.",
                            words=words)
        if PLAIN_NUMBER.fullmatch(bare):
            return self.say("“{words}” has more digits than are kept: {most} at most.",
                            words=words, most=MOST_DIGITS)
        return self.say("“{words}” is no number. Write digits with a point, such as 36 or 2.5.",
                        words=words)

    def date(self, name: str, *, undated: bool) -> str:
        """An EDTF date; also as 2020年5月 or 2020.5.12; ``undated`` where that may be said."""
        written = self.text(name)
        if not written:
            self.wrong(name, self.say("Write when, such as 2026-05; or “undated”.")
                       if undated else self.say("Write when, such as 2027-05."))
        found = date_of(written)
        if written and found is None:
            self.wrong(name, self.say(
                "“{words}” is no date. Write 2026, 2026-05, 2026-05-12, 2010~ (about) or "
                "2015/2017.", words=written[:40],
            ))
        if found == UNDATED and not undated:
            self.wrong(name, self.say("Write when, such as 2027-05."))
        return found or UNDATED

    def review_date(self, name: str) -> str:
        """The date by which to look again: one whose last day can be told."""
        found = self.date(name, undated=False)
        if name not in self.mistakes and not is_review_date(found):
            self.wrong(name, self.say(
                "“{words}” is no day one can look at it again by. Write 2027-05.",
                words=found[:40],
            ))
        return found

    def change(self, table: str, record_id: str, doc: Document | None) -> None:
        """Put a record's new form among the changes, with the version its author looked at."""
        held = self.ground.records.get((table, record_id))
        if held is not None and held.doc == doc:
            return
        now = held.version if held is not None else 0
        self.changes.append(Change(table, record_id, doc, self.seen().get((table, record_id), now)))

    def seen(self) -> dict[Key, int]:
        """The versions that were on the screen when the form was opened."""
        held = self.fields.get("seen")
        return seen_of(held if isinstance(held, str) else "")


def seen_text(records: Mapping[Key, Record], keys: list[Key]) -> str:
    """Versions of records as a hidden field holds them; 0 for those that do not exist yet."""
    rows = [[*key, records[key].version if key in records else 0] for key in keys]
    return json.dumps(rows, separators=(",", ":"))


def seen_of(text: str) -> dict[Key, int]:
    """Versions out of a hidden field; whatever does not read as one is left out."""
    try:
        rows = json.loads(text or "[]")
    except ValueError:
        return {}
    return {
        (row[0], row[1]): row[2]
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, list) and list(map(type, row)) == [str, str, int]
    }


def number_of(written: str) -> float | int | None:
    """A number out of words; None where it is none.

    >>> number_of("9,756"), number_of("3.2万"), number_of("２.５"), number_of("1,5")
    (9756, 32000, 2.5, None)
    """
    bare, step = plain_number(written)
    if not PLAIN_NUMBER.fullmatch(bare) or _digits(bare) > MOST_DIGITS:
        return None
    found = Decimal(bare) * step
    if abs(found) >= LARGEST or (found and not float(found)):
        return None
    return int(found) if found == found.to_integral_value() else float(found)


def plain_number(written: str) -> tuple[str, Decimal]:
    """The digits people wrote, without grouping, and what they counted in: 1, 万 or 亿."""
    text = unicodedata.normalize("NFKC", written).strip().replace("−", "-")
    bare = text[:-1].strip() if text[-1:] in STEPS else text
    if GROUPED.fullmatch(bare):
        bare = re.sub(r"[, \u2009\u202f\u00a0]", "", bare)
    return bare, STEPS.get(text[-1:], Decimal(1))


def _digits(bare: str) -> int:
    """How many digits a number says; noughts before the first other one say nothing."""
    return len(re.sub(r"[^0-9]", "", bare).lstrip("0"))


def date_of(written: str) -> str | None:
    """A date in EDTF out of words; None where it is none.

    >>> date_of("2020年5月"), date_of("2020.5.2"), date_of("2015/2017"), date_of("无日期")
    ('2020-05', '2020-05-02', '2015/2017', 'undated')
    """
    text = unicodedata.normalize("NFKC", written).strip().removesuffix("年")
    if text.lower() in NO_DATE:
        return UNDATED
    if text and is_edtf(text):
        return text
    found = PLAIN_DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day, mark = found.groups()
    made = "-".join([year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])]) + mark
    return made if is_edtf(made) else None


def slug(words: str, *, between: str = "-", longest: int = 48) -> str:
    """Words as an id: small letters and digits; empty where none are left.

    >>> slug("Planned area (2035)", between="_")
    'planned_area_2035'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", plain)
    made = ""
    for part in parts:
        longer = f"{made}{between}{part}" if made else part
        if len(longer) > longest:
            break
        made = longer
    return made or (parts[0][:longest] if parts else "")


def _hidden(char: str) -> bool:
    """Whether a character can be neither seen nor typed (layers.check refuses those too)."""
    code = ord(char)
    return (code < ord(" ") and char not in "\t\n\r") or 0x7F <= code <= 0x9F
