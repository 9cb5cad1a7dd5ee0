"""Own figures as a workbook: quotes, dwell, trips; downloaded, filled in, read again.

Guarded like the workbook of facts: the file is looked at before it is read, words that begin with
= + - @ stay words, formulas are never worked out. A row without an id is a new figure, whose id
is made of what it says: the same file handed in twice adds nothing the second time.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from atlas.facts.own import FIELDS, OWN, document, id_of, wrongs
from atlas.facts.own_columns import NEEDED, OFFERS, OWN_SHEETS, SHEETS_OF
from atlas.facts.own_names import Names
from atlas.facts.own_words import OwnWords, What
from atlas.facts.sheet import SheetProblem, SheetReading
from atlas.facts.sheet_columns import FIRST_ROW, heading
from atlas.facts.sheet_file import Unusable, grids
from atlas.facts.sheet_reader import Past, Reader, Reported, Used
from atlas.facts.sheet_rows import Ground
from atlas.facts.sheet_table import Findings, Row, Table, tables
from atlas.facts.sheet_write import LINE_POINTS, READ_ME, SPARE_ROWS, fill, put_cell, styles
from atlas.i18n import N_, Words
from layers.read import Document
from layers.store.base import Change, Key, Record

LISTS = {"places": N_("Place"), "ways": N_("Way"), "stays": N_("Border and direction")}
LIST_ROW, LIST_WIDTH = 12, 34
Docs = Mapping[Key, Document]


# --- out ---------------------------------------------------------------------------------------


def write_own_sheet(
    records: Mapping[Key, Record], *, lang: str, say: Words, version: str
) -> bytes:
    """An XLSX workbook of every own figure; ``version`` is the data version it shows."""
    words = OwnWords(docs_of(records), lang, say)
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in styles():
        book.add_named_style(style)
    for what, sheet in SHEETS_OF.items():
        fill(book.create_sheet(say(sheet.title)), sheet, _rows(what, records, words), say)
    _guide(book.create_sheet(say(READ_ME)), words, version)
    for sheet in OWN_SHEETS:
        for place, column in enumerate(sheet.columns, start=1):
            if column.name in OFFERS:
                _offer(book[say(sheet.title)], get_column_letter(place), OFFERS[column.name],
                       words)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def docs_of(records: Mapping[Key, Record]) -> Docs:
    """The documents of records."""
    return {key: record.doc for key, record in records.items()}


def cells_of(doc: Document, words: OwnWords) -> dict[str, Any]:
    """What the cells of a figure say, by column."""
    value = doc.get("value")
    low, high = (value["min"], value["max"]) if isinstance(value, dict) else (value, None)
    return {
        **{name: doc.get(name) for name in ("id", "as_of", "valid_until", "departed",
                                            "operator", "note")},
        "from": words.place(str(doc.get("from", ""))), "to": words.place(str(doc.get("to", ""))),
        "via": words.way(str(doc.get("via", ""))),
        "stay": words.stay(str(doc.get("crossing", "")), str(doc.get("direction", "out"))),
        "value": low, "min": low, "max": high,
    }


def _rows(
    what: What, records: Mapping[Key, Record], words: OwnWords
) -> Iterator[dict[str, Any]]:
    for key, record in records.items():
        if key[0] == OWN and record.doc.get("what") == what:
            yield {**cells_of(record.doc, words), "version": record.version}


def _guide(target: Worksheet, words: OwnWords, version: str) -> None:
    for number, line in enumerate(_instructions(words.say, version), start=1):
        target.merge_cells(start_row=number, end_row=number, start_column=1, end_column=4)
        put_cell(target.cell(number, 1), line, "title" if number == 1 else "cell")
        target.row_dimensions[number].height = 2 * LINE_POINTS + 2
    for place, (name, title) in enumerate(LISTS.items(), start=1):
        put_cell(target.cell(LIST_ROW, place), words.say(title), "heading")
        for row, word in enumerate(getattr(words, name).values(), start=LIST_ROW + 1):
            put_cell(target.cell(row, place), word, "cell")
        target.column_dimensions[get_column_letter(place)].width = LIST_WIDTH
    target.column_dimensions["D"].width = LIST_WIDTH


def _instructions(say: Words, version: str) -> list[str]:
    return [
        say("Own figures of the office, data version {version}", version=version),
        say("They count before published figures until they run out, and are never shown to "
            "visitors."),
        say("Add rows, save as XLSX, and upload the file where you downloaded it. Nothing changes "
            "before you have seen every change and every problem."),
        say("A new figure: leave the grey cells empty. Grey cells say which figure a row is: leave "
            "them as they are."),
        say("A row you leave out stays as it is. To withdraw a figure write x under “{remove}”.",
            remove=say("Remove")),
        say("Places, ways and borders: the words of the lists below, or a place’s name in any "
            "language, or its id."),
        say("Numbers: digits only, such as 9400 or 36.5. A dwell that varies has its longest under "
            "“{max}”.", max=say("Hours, up to")),
        say("Dates: 2026-11-20, or 2026-11 where only the month is known."),
        say("Formulas are not worked out: paste values."),
    ]


def _offer(target: Worksheet, letter: str, name: str, words: OwnWords) -> None:
    """Offer the names of a list; others may be typed, since a place has many names."""
    count = len(getattr(words, name))
    if not count:
        return
    column = get_column_letter(1 + list(LISTS).index(name))
    first, last = LIST_ROW + 1, LIST_ROW + count
    rule = DataValidation(
        type="list", allow_blank=True,
        formula1=f"'{words.say(READ_ME)}'!${column}${first}:${column}${last}",
    )
    rule.add(f"{letter}{FIRST_ROW}:{letter}{target.max_row + SPARE_ROWS}")
    target.add_data_validation(rule)


# --- in ----------------------------------------------------------------------------------------


def read_own_sheet(
    content: bytes,
    records: Mapping[Key, Record],
    *,
    lang: str,
    say: Words,
    today: date,
    past: Past | None = None,
    used: Used | None = None,
) -> SheetReading:
    """The changes an uploaded workbook asks for, and everything wrong with it, all at once.

    ``past`` gives a record's document at an older version, ``used`` says whether an id ever was.
    """
    findings = Findings()
    try:
        found = tables(grids(content, say), findings, say, OWN_SHEETS)
    except Unusable as error:
        return SheetReading(problems=(SheetProblem("", "", error.what, error.do),))
    titles = {table: each.title for table, each in found.items()}
    reader = Reader(Ground(records, "internal"), findings, say, past, used, titles)
    reading = _Reading(reader, Names(docs_of(records), lang, say), today)
    for what, sheet in SHEETS_OF.items():
        if sheet.table in found:
            reading.rows(what, found[sheet.table])
    problems = tuple(dict.fromkeys(findings.problems))
    return SheetReading(tuple(reading.changes.values()), problems, reading.unchanged,
                        tuple(findings.notes))


class _Reading:
    """One workbook on its way to changes."""

    def __init__(self, reader: Reader, names: Names, today: date) -> None:
        self.reader, self.names, self.today = reader, names, today
        self.changes: dict[Key, Change] = {}
        self.unchanged = 0
        self._alike: Counter[str] = Counter()

    def rows(self, what: What, table: Table) -> None:
        """Every row of a sheet; one that can't be used is reported and left out."""
        for row in table.rows:
            try:
                self._row(what, table, row)
            except Reported:
                continue

    def _row(self, what: What, table: Table, row: Row) -> None:
        own_id = str(self.reader.value(table, row, "id") or "")
        record = self.reader.ground.records.get((OWN, own_id)) if own_id else None
        if own_id and (record is None or record.doc.get("what") != what):
            self._problem(table, row, "id", self.reader.say("No own figure of this sheet has this "
                          "id; it may have been withdrawn."),
                          self.reader.say("Empty the cell to add the row as a new figure."))
            raise Reported
        if (OWN, own_id) in self.changes:
            self._problem(table, row, "id", self.reader.say("This figure stands twice."),
                          self.reader.say("Take one of the two rows out."))
            raise Reported
        if self.reader.value(table, row, "remove"):
            self._removed(table, row, record)
        elif record is None:
            self._added(what, table, row, self._said(what, table, row, {}))
        else:
            self._corrected(what, table, row, record)

    def _removed(self, table: Table, row: Row, record: Record | None) -> None:
        if record is None:
            self._problem(table, row, "remove", self.reader.say("This row is no figure yet."),
                          self.reader.say("Take the row out instead."))
            raise Reported
        self._change(record.id, None, self.reader.version(table, row, "version", record))

    def _corrected(self, what: What, table: Table, row: Row, record: Record) -> None:
        version = self.reader.version(table, row, "version", record)
        before = self.reader.before(record, version)
        made = document(what, record.id, self._said(what, table, row, before))
        kept = {name: value for name, value in before.items() if name not in FIELDS[what]}
        after = {**made, **kept}
        if after == before:
            self.unchanged += 1
        else:
            self._change(record.id, after, version)

    def _added(self, what: What, table: Table, row: Row, said: Document) -> None:
        plain = id_of(what, said, 0)
        self._alike[plain] += 1
        own_id = id_of(what, said, self._alike[plain])
        if (OWN, own_id) in self.reader.ground.records:
            self.unchanged += 1
            self._note(table, row, self.reader.say("This row was taken in before."),
                       self.reader.say("It is not added again."))
        else:
            self._change(own_id, document(what, own_id, said), 0)

    def _said(self, what: What, table: Table, row: Row, before: Document) -> Document:
        """What a row says; every odd cell is reported before it is given up."""
        was = cells_of(before, self.names.words) if before else {}
        found: Document = {}
        odd = False
        for column in table.sheet.columns:
            if column.name in ("id", "remove", "version"):
                continue
            try:
                found[column.name] = self._cell(table, row, column.name, before, was)
            except Reported:
                odd = True
        for name in NEEDED[what]:
            if name in found and found[name] in (None, ""):
                column_name = heading(table.sheet.column(name), self.reader.say)
                self._problem(table, row, name, self.reader.say("“{column}” is empty.",
                              column=column_name), self.reader.say("Fill this in."))
                odd = True
        said = _figure(what, found)
        wrong = list(wrongs(what, said, today=self.today, say=self.reader.say))
        for item in wrong:
            name = "min" if what == "dwell" and item.field == "value" else item.field
            self._problem(table, row, name, item.what, item.do)
        if odd or wrong:
            raise Reported
        return said

    def _cell(
        self, table: Table, row: Row, name: str, before: Document, was: Mapping[str, Any]
    ) -> Any:
        if not table.has(table.sheet.column(name)) and before:
            return self._held(name, before, was)
        value = self.reader.value(table, row, name)
        if name not in OFFERS or value is None:
            return value
        if value == was.get(name):
            return self._held(name, before, was)
        found = self.names.ids(OFFERS[name], str(value))
        if len(found) == 1:
            return found[0]
        self._problem(table, row, name, *self._not_one(str(value), found))
        raise Reported

    def _held(self, name: str, before: Document, was: Mapping[str, Any]) -> Any:
        """What an untouched cell stands for: the id, whatever it is called by now."""
        if name == "stay":
            return f"{before.get('crossing', '')}:{before.get('direction', 'out')}"
        return before.get(name) if name in OFFERS else was.get(name)

    def _not_one(self, value: str, found: tuple[str, ...]) -> tuple[str, str]:
        say = self.reader.say
        shown = value if len(value) <= 40 else f"{value[:40]}…"
        if found:
            return (say("“{value}” may mean several: {ids}.", value=shown, ids=", ".join(found)),
                    say("Write the id of the one you mean."))
        return (say("“{value}” is not known to the planner.", value=shown),
                say("Choose from the list on the sheet “{sheet}”.", sheet=say(READ_ME)))

    def _change(self, own_id: str, doc: Document | None, seen: int) -> None:
        self.changes[OWN, own_id] = Change(OWN, own_id, doc, seen)

    def _problem(self, table: Table, row: Row, name: str, what: str, do: str) -> None:
        self.reader.problem(table, row, name, what, do)

    def _note(self, table: Table, row: Row, what: str, do: str) -> None:
        where = table.cell(row, table.sheet.columns[1])
        self.reader.findings.note(table.title, where, what, do)


def _figure(what: What, cells: Document) -> Document:
    """A row's cells as the fields of a figure."""
    said = {name: value for name, value in cells.items() if name not in ("stay", "min", "max")}
    if what == "trip":
        return {**said, "as_of": cells.get("departed")}
    if what == "quote":
        return said
    crossing, _, direction = str(cells.get("stay") or "").partition(":")
    low, high = cells.get("min"), cells.get("max")
    value = low if high is None or high == low else {"min": low, "max": high}
    return {**said, "crossing": crossing, "direction": direction, "value": value}
