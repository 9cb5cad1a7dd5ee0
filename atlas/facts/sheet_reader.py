"""What every row is read with: the records, the reader's words, and where findings go."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from atlas.facts import sheet_cells
from atlas.facts.sheet_cells import Odd, quoted
from atlas.facts.sheet_columns import SAID_IN, Column, Part, Sheet, at, heading, put
from atlas.facts.sheet_file import Cell
from atlas.facts.sheet_rows import Ground, fitted, written
from atlas.facts.sheet_rules import Finding
from atlas.facts.sheet_table import Findings, Row, Table
from atlas.i18n import Words
from layers.read import Document
from layers.store.base import Key, Record

Past: TypeAlias = Callable[[Key, int], Document | None]
Used: TypeAlias = Callable[[Key], bool]
# A figure may differ in the last of the digits a spreadsheet keeps and still be the same.
SAME_FIGURE = 1e-14
FIGURE = "value"  # the field that three columns share: a value, or from and to


class Reported(Exception):  # noqa: N818 - no fault of the program: a row that can't be used
    """A row can't be used; why is among the findings already."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a row asks of one record; ``odd`` names the columns whose cell could not be read."""

    after: Document
    touched: tuple[Column, ...]
    odd: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads cells, and reports those that are odd."""

    ground: Ground
    findings: Findings
    say: Words
    past: Past | None = None
    used: Used | None = None
    titles: Mapping[str, str] = field(default_factory=dict)  # of the file's sheets, by table

    def title(self, sheet: Sheet) -> str:
        """What the file calls a sheet."""
        return self.titles.get(sheet.table) or self.say(sheet.title)

    def taken(self, key: Key) -> bool:
        """Whether a record of this id is there or ever was: no id comes to mean two things."""
        return key in self.ground.records or (self.used is not None and self.used(key))

    def problem(self, table: Table, row: Row, name: str, what: str, do: str) -> None:
        """Report a cell; ``{column}`` in either sentence is its heading."""
        column = table.sheet.column(name)
        self.findings.problem(table.title, table.cell(row, column), what, do)

    def report(self, table: Table, row: Row, edit: Edit, found: list[Finding]) -> None:
        """Report what the rules found in a row beyond its odd cells.

        Raises
        ------
        Reported
            The row can't be used.

        """
        for column, what, do in found:
            if column.name not in edit.odd:
                self.problem(table, row, column.name, what, do)
        if found or edit.odd:
            raise Reported

    def heading(self, table: Table, name: str) -> str:
        """A column's heading as the reader sees it."""
        return heading(table.sheet.column(name), self.say)

    def value(self, table: Table, row: Row, name: str, *, unit: str = "") -> Any:
        """The value of a cell.

        Raises
        ------
        Reported
            It can't be read.

        """
        cell = row.cells.get(name)
        if cell is None:
            return None
        column = table.sheet.column(name)
        try:
            found = sheet_cells.read(cell, column, say=self.say, unit=unit)
        except Odd as odd:
            self.problem(table, row, name, odd.what, odd.do)
            raise Reported from odd
        if isinstance(cell.value, str) and isinstance(found, float | int) and _counts(column):
            what = self.say("“{value}” is typed as words.", value=quoted(cell.value))
            do = self.say("It was read as the number {number}.", number=found)
            self.findings.note(table.title, cell.at, what, do)
        return found

    def before(self, record: Record, version: int) -> Document:
        """A record's document as the author of a row saw it."""
        old = self.past(record.key, version) if self.past and version < record.version else None
        return record.doc if old is None else old

    def version(self, table: Table, row: Row, name: str, record: Record) -> int:
        """The version of a record that the author of a row saw.

        Raises
        ------
        Reported
            It is missing, or one the record never had.

        """
        if name not in table.letters:  # said once for the whole column
            return record.version
        column = self.heading(table, name)
        found = self.value(table, row, name)
        again = self.say("Copy it from the sheet you downloaded, or download again.")
        if found is None:
            what = self.say("“{column}” is empty.", column=column)
        elif isinstance(found, int) and 1 <= found <= record.version:
            return found
        else:
            what = self.say("“{column}” is {value}, which this record never had.",
                            column=column, value=quoted(found))
        self.problem(table, row, name, what, again)
        raise Reported

    def edit(
        self, table: Table, row: Row, before: Document, *, part: Part = "own", blanks: bool = True
    ) -> Edit:
        """A record with the row's cells put in that differ from what it said before.

        Without ``blanks`` an empty cell leaves what was there.
        """
        after = before
        touched: list[Column] = []
        odd: set[str] = set()
        unit = self._unit(table, row)
        figures = {}
        for column in table.sheet.fields(part):
            was = at(before, column.path)
            try:
                value = self._field(table, row, column, was=was, unit=unit, blanks=blanks)
            except Reported:
                odd.add(column.name)
                continue
            if column.path[0] == FIGURE:
                figures[column.name] = value
            if value != was:
                touched.append(column)
                after = after if column.path[0] == FIGURE else put(after, column.path, value)
                self._translations(table, row, column, before)
        if any(column.path[0] == FIGURE for column in touched):
            odd |= self._figure_is_two(table, row, figures)
            after = put(after, (FIGURE,), _figure(figures))
        return Edit(after, tuple(touched), frozenset(odd))

    def _field(
        self, table: Table, row: Row, column: Column, *, was: Any, unit: str, blanks: bool
    ) -> Any:
        """A field's value: as it was where its cell is untouched or missing."""
        cell = row.cells.get(column.name)
        kept = not table.has(column) or (cell is None and not blanks)
        if kept or _same(cell, written(was)):
            return was
        found = self.value(table, row, column.name, unit=unit)
        value = None if found is False else found  # a mark that isn't set stands in no document
        if isinstance(was, str) and fitted(was) != was and value != was:
            what = self.say("“{column}” is too long for a cell; only its beginning stands here.",
                            column=heading(column, self.say))
            do = self.say("Change it in the form on the page “{page}”.", page=self.say("Facts"))
            self.problem(table, row, column.name, what, do)
            raise Reported
        return value

    def _unit(self, table: Table, row: Row) -> str:
        """The unit a row names, to read its figure by; odd ones are reported with their column."""
        cell = row.cells.get("unit")
        if cell is None or "unit" not in table.letters or cell.type in {"f", "e"}:
            return ""
        try:
            return str(sheet_cells.read(cell, table.sheet.column("unit"), say=self.say) or "")
        except Odd:
            return ""

    def _figure_is_two(self, table: Table, row: Row, figures: dict[str, Any]) -> set[str]:
        """The columns of a value that stands beside a range, which is reported."""
        ends = [name for name in ("min", "max") if figures.get(name) is not None]
        if figures.get("value") is None or not ends:
            return set()
        what = self.say("“{column}” stands beside “{other}”.",
                        column=self.heading(table, "value"), other=self.heading(table, ends[0]))
        self.problem(table, row, "value", what, self.say("Take one of the two out."))
        return {"value", "min", "max"}

    def _translations(self, table: Table, row: Row, column: Column, before: Document) -> None:
        texts = before.get(column.path[0])
        others = [lang for lang in texts if lang not in SAID_IN] if isinstance(texts, dict) else []
        if len(column.path) > 1 and column.path[0] != FIGURE and others:
            what = self.say("Other languages still say what stood here: {langs}.",
                            langs=", ".join(others))
            self.findings.note(table.title, table.cell(row, column), what,
                               self.say("Have them translated again."))


def _counts(column: Column) -> bool:
    return column.form in {"number", "figure"}


def _figure(figures: dict[str, Any]) -> Any:
    ends = {key: figures[key] for key in ("min", "max") if figures.get(key) is not None}
    single = figures.get("value")
    return (ends or None) if single is None else single


def _same(cell: Cell | None, was: Any) -> bool:
    """Whether a cell still says what was written there."""
    if cell is None:
        return was is None or (isinstance(was, str) and not was.strip())
    if cell.type in {"f", "e"} or isinstance(cell.value, bool):
        return False
    if isinstance(was, str):
        return isinstance(cell.value, str) and _lines(cell.value) == _lines(was)
    if isinstance(was, int | float) and isinstance(cell.value, int | float):
        return math.isclose(cell.value, was, rel_tol=SAME_FIGURE)
    return False


def _lines(words: str) -> str:
    return words.replace("\r\n", "\n")
