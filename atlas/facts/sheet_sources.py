"""Rows of sources and publishers as changes."""

from collections.abc import Sequence

from atlas.facts import sheet_rules
from atlas.facts.sheet_cells import quoted
from atlas.facts.sheet_columns import PUBLISHERS
from atlas.facts.sheet_reader import Reader, Reported
from atlas.facts.sheet_rules import Finding
from atlas.facts.sheet_table import Row, Table
from layers.check.kinds import ID
from layers.read import Document
from layers.store.base import Change

# The office's own; what a release brings stands in other files and never meets them.
OFFICE_FILES = {"sources": "sources/office.toml", "publishers": "publishers.toml"}


def read_rows(
    table: Table, reader: Reader, earlier: Sequence[Change]
) -> tuple[list[Change], int]:
    """The changes a sheet of sources or publishers asks for, and how many rows ask for none.

    ``earlier`` are changes of the sheets it points to.
    """
    changes: list[Change] = []
    first: dict[str, int] = {}
    unchanged = 0
    for row in table.rows:
        try:
            change = _row(table, row, reader, first=first, earlier=earlier)
        except Reported:
            continue
        if change is None:
            unchanged += 1
        else:
            changes.append(change)
    return changes, unchanged


def _row(
    table: Table, row: Row, reader: Reader, *, first: dict[str, int], earlier: Sequence[Change]
) -> Change | None:
    """The change of one row, None where it asks for none."""
    record_id = _id(table, row, reader, first)
    record = reader.ground.visible(table.sheet.table).get(record_id)
    if record is None:
        seen, before = 0, _new(table, row, reader, record_id)
    else:
        seen = reader.version(table, row, "version", record)
        before = reader.before(record, seen)
    edit = reader.edit(table, row, before)
    found: list[Finding] = []
    if edit.touched or record is None:
        found = sheet_rules.of_record(table.sheet, edit.after, say=reader.say)
        found += _publisher(table, reader, edit.after, earlier)
    reader.report(table, row, edit, found)
    same = record is not None and (not edit.touched or edit.after == record.doc)
    return None if same else Change(table.sheet.table, record_id, edit.after, seen)


def _id(table: Table, row: Row, reader: Reader, first: dict[str, int]) -> str:
    name = table.sheet.columns[0].name
    column = reader.heading(table, name)
    record_id = reader.value(table, row, name)
    if record_id is None:
        what = reader.say("“{column}” is empty.", column=column)
        do = reader.say("Give the row an id of small letters, digits and hyphens.")
    elif record_id in first:
        what = reader.say("“{value}” stands in row {row} already.",
                          value=quoted(record_id), row=first[record_id])
        do = reader.say("Keep one of the two rows.")
    else:
        first[record_id] = row.number
        return str(record_id)
    reader.problem(table, row, name, what, do)
    raise Reported


def _new(table: Table, row: Row, reader: Reader, record_id: str) -> Document:
    """The beginning of a new record, where the id is free and a row may make one."""
    name = table.sheet.columns[0].name
    if (table.sheet.table, record_id) in reader.ground.records:
        what = reader.say("“{value}” is taken already.", value=quoted(record_id))
        do = reader.say("Choose another id.")
    elif "version" in row.cells:
        what = reader.say("There is no “{value}” any more.", value=quoted(record_id))
        do = reader.say("Mend the id; for a new row empty its version.")
    elif not ID.fullmatch(record_id):
        what = reader.say("“{value}” is no id.", value=quoted(record_id))
        do = reader.say("Use small letters, digits and single hyphens.")
    else:
        return {"id": record_id, "file": OFFICE_FILES[table.sheet.table]}
    reader.problem(table, row, name, what, do)
    raise Reported


def _publisher(
    table: Table, reader: Reader, doc: Document, earlier: Sequence[Change]
) -> list[Finding]:
    """A source's publisher that nobody declared."""
    named = doc.get("publisher")
    known = {change.id for change in earlier if change.table == "publishers"}
    if named is None or named in reader.ground.publishers or named in known:
        return []
    what = reader.say("There is no publisher “{value}”.", value=quoted(named))
    do = reader.say("Mend the id, or add a row to the sheet “{sheet}”.",
                    sheet=reader.title(PUBLISHERS))
    return [(table.sheet.column("publisher"), what, do)]
