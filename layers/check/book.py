"""Everything usable of the data at once, for rules that look from one record to another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from layers.check.kinds import Kind, walk
from layers.check.network_shapes import NETWORK_SHAPES
from layers.check.record import Record
from layers.check.shapes import SHAPES
from layers.errors import Problem

Finding: TypeAlias = tuple[str, str, str]  # field, what is wrong, what to do

# Everything one can select by its id on the map; one id names one thing.
SELECTABLE = ("parks", "facilities", "zones", "context", "borders", "routes", "stops", "services")
WITH_FACTS = (*(name for name in SELECTABLE if name != "stops"), "network")
FORMS: dict[str, Kind] = {**SHAPES, **NETWORK_SHAPES}
# Tab and line break may stand in a text; no other control character can be shown or typed.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Book:
    """Usable records by table."""

    tables: dict[str, list[Record]]

    def table(self, *names: str) -> Iterator[Record]:
        """The records of these tables."""
        for name in names:
            yield from self.tables.get(name, [])

    def ids(self, *names: str) -> set[str]:
        """The ids of these tables."""
        return {record.id for record in self.table(*names)}

    def docs(self, name: str) -> dict[str, dict[str, Any]]:
        """The contents of one table by id."""
        return {record.id: record.doc for record in self.table(name)}


Rule: TypeAlias = Callable[[Book], Iterator[Problem]]


def read_book(records: list[Record]) -> tuple[Book, list[Problem]]:
    """The usable part of all records, and what was wrong with the form of the rest."""
    tables: dict[str, list[Record]] = {}
    problems: list[Problem] = []
    for record in records:
        if not _can_be_shown(record.doc):
            problems += _control_characters(record)
        usable = FORMS[record.table](record.doc, "", _reporter(record, problems))
        tables.setdefault(record.table, []).append(replace(record, doc=usable or {}))
    return Book(tables), problems


def _reporter(record: Record, problems: list[Problem]) -> Callable[[str, str, str], None]:
    def report(where: str, what: str, do: str) -> None:
        problems.append(record.problem(where, what, do))

    return report


def _can_be_shown(value: Any) -> bool:
    """Whether no text below, a key or a value, holds a control character."""
    if isinstance(value, str):
        return CONTROL.search(value) is None
    if isinstance(value, dict):
        if CONTROL.search("".join(value)):
            return False
        value = value.values()
    elif not isinstance(value, list):
        return True
    return all(_can_be_shown(item) for item in value if type(item) is not float)


def _control_characters(record: Record) -> Iterator[Problem]:
    for where, value in walk(record.doc):
        for words in (where, value if isinstance(value, str) else ""):
            odd = CONTROL.search(words)
            if odd is not None:
                what = f"holds the control character U+{ord(odd[0]):04X}."
                field = where.encode("unicode_escape").decode()
                yield record.problem(field, what, "Take it out; it can't be shown.")
