"""What the rows of one fact ask of it together: its label, group and level, which claim leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from atlas.facts import sheet_rules
from atlas.facts.sheet_columns import at, put
from atlas.facts.sheet_reader import Edit, Reader, Reported
from atlas.facts.sheet_table import Row, Table
from layers.read import Document
from layers.store.base import Change, Record
from layers.store.records import CLAIMS, FACTS


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One row of the sheet: which claim of which fact, and what becomes of it."""

    row: Row
    claim: str
    fact: str
    record: Record | None  # None for a claim that is new
    removed: bool = False
    marked: bool = False
    change: Change | None = None
    fine: bool = True


@dataclass(frozen=True, slots=True)
class FactRead:
    """What the rows of a fact ask of it; ``asked`` are the numbers of those that ask something.

    ``held`` says that claims which come or go wait, since which of them leads is not settled.
    """

    change: Change | None = None
    asked: frozenset[int] = field(default=frozenset())
    held: bool = False


def read_fact(
    table: Table, reader: Reader, fact_id: str, rows: Sequence[ClaimRow]
) -> FactRead:
    """The change of a fact that its rows ask for together."""
    record = reader.ground.facts.get(fact_id)
    if record is not None:
        return _kept(table, reader, record, rows)
    try:
        return FactRead(_made(table, reader, fact_id, rows))
    except Reported:
        return FactRead(held=True)


def _made(table: Table, reader: Reader, fact_id: str, rows: Sequence[ClaimRow]) -> Change:
    owner, _, key = fact_id.partition(".")
    start: Document = {"owner": owner, "key": key}
    edit, _ = _together(table, reader, rows, dict.fromkeys(_numbers(rows), start))
    found = sheet_rules.of_fact(table.sheet, edit.after, say=reader.say)
    reader.report(table, rows[0].row, edit, found)
    doc = _with_preferred(table, reader, edit.after, rows, others=[])
    return Change(FACTS, fact_id, doc, 0)


def _kept(
    table: Table, reader: Reader, record: Record, rows: Sequence[ClaimRow]
) -> FactRead:
    seen = _versions(table, reader, record, rows)
    version = min(seen.values(), default=record.version)
    before = reader.before(record, version)
    after, asked = _relabelled(table, reader, record, rows, seen=seen, before=before)
    held = False
    try:
        others = _others(reader, record, rows)
        after = _with_preferred(table, reader, after, rows, others=others)
    except Reported:
        held = True
    moved = {item.row.number for item in rows if _moves(table, item, before)}
    same = after in (before, record.doc)
    change = None if same else Change(FACTS, record.id, after, version)
    return FactRead(change, asked | moved, held)


def _relabelled(
    table: Table, reader: Reader, record: Record, rows: Sequence[ClaimRow], *,
    seen: Mapping[int, int], before: Document,
) -> tuple[Document, frozenset[int]]:
    """A fact with the label, group and level its rows give, and which rows gave one."""
    shown = {
        number: reader.ground.fact_doc(replace(record, doc=reader.before(record, version)))
        for number, version in seen.items()
    }
    edit, asked = _together(table, reader, rows, shown)
    after = before
    for column in edit.touched:
        after = put(after, column.path, at(edit.after, column.path))
    try:
        if "item" in record.doc and edit.touched:
            _of_the_plan(table, reader, rows, edit, asked)
        found = sheet_rules.of_fact(table.sheet, after, say=reader.say) if edit.touched else []
        reader.report(table, _row_of(rows, asked), edit, found)
    except Reported:
        return before, frozenset(_numbers(rows))
    return after, asked


def _versions(
    table: Table, reader: Reader, record: Record, rows: Sequence[ClaimRow]
) -> dict[int, int]:
    """The version of the fact each row saw; a new row may leave it empty."""
    seen = {}
    for item in rows:
        if item.record is None and "fact_version" not in item.row.cells:
            seen[item.row.number] = record.version
            continue
        try:
            seen[item.row.number] = reader.version(table, item.row, "fact_version", record)
        except Reported:
            continue
    return seen


def _together(
    table: Table, reader: Reader, rows: Sequence[ClaimRow], before: Mapping[int, Document]
) -> tuple[Edit, frozenset[int]]:
    """The fact as its rows want it, and which rows want something; those untouched don't count."""
    said: dict[str, tuple[Any, int]] = {}
    odd: set[str] = set()
    after: Document = next(iter(before.values()), {})
    for item in rows:
        if item.row.number not in before:
            continue
        edit = reader.edit(
            table, item.row, before[item.row.number], part="fact", blanks=item.record is not None
        )
        odd |= edit.odd
        for column in edit.touched:
            value = at(edit.after, column.path)
            other, row = said.setdefault(column.name, (value, item.row.number))
            after = put(after, column.path, other)
            if other != value:
                odd.add(column.name)
                _differs(table, reader, item.row, column.name, row)
    touched = tuple(table.sheet.column(name) for name in said)
    return Edit(after, touched, frozenset(odd)), frozenset(row for _, row in said.values())


def _differs(table: Table, reader: Reader, row: Row, name: str, other: int) -> None:
    what = reader.say("“{column}” says something else than in row {row}.",
                      column=reader.heading(table, name), row=other)
    do = reader.say("Both rows are of one fact: write the same in both.")
    reader.problem(table, row, name, what, do)


def _of_the_plan(
    table: Table, reader: Reader, rows: Sequence[ClaimRow], edit: Edit, asked: frozenset[int]
) -> None:
    """The wording of the city's plan is shown as a label, and is not the office's to change."""
    name = edit.touched[0].name
    what = reader.say("“{column}” comes from the city's plan.", column=reader.heading(table, name))
    reader.problem(table, _row_of(rows, asked), name, what, reader.say("Put back what was there."))
    raise Reported


def _others(reader: Reader, record: Record, rows: Sequence[ClaimRow]) -> list[str]:
    """Claims of a fact that have no row in the upload, be they hidden or left out."""
    present = {item.claim for item in rows}
    return [
        claim_id
        for (table, claim_id), claim in reader.ground.records.items()
        if table == CLAIMS and claim.doc["fact"] == record.id and claim_id not in present
    ]


def _with_preferred(
    table: Table, reader: Reader, doc: Document, rows: Sequence[ClaimRow], *, others: Sequence[str]
) -> Document:
    """A fact with the claim its rows mark; of several claims exactly one leads."""
    moving = [item for item in rows if _moves(table, item, doc)]
    if not moving:
        return doc
    if not all(item.fine for item in rows):
        _wait(table, reader, [item for item in moving if item.fine])
    before = doc.get("preferred")
    marked = [item for item in rows if _leads(table, item, before)]
    chosen = [item.claim for item in marked] + [name for name in others if name == before]
    left = [item for item in rows if not item.removed]
    if len(chosen) > 1:
        _several(table, reader, marked[1:] or marked)
    if not chosen and len(left) + len(others) > 1:
        new = [item for item in left if item.record is None]
        _none(table, reader, (new or left or list(rows))[0])
    rest = {key: value for key, value in doc.items() if key != "preferred"}
    return {**rest, "preferred": chosen[0]} if chosen else rest


def _moves(table: Table, item: ClaimRow, fact: Document) -> bool:
    """Whether a row may change which claim leads: it comes, goes, or its mark does."""
    before = fact.get("preferred")
    return item.record is None or item.removed or _leads(table, item, before) != (
        item.claim == before
    )


def _leads(table: Table, item: ClaimRow, before: str | None) -> bool:
    if "preferred" not in table.letters:
        return item.claim == before and not item.removed
    return item.marked


def _wait(table: Table, reader: Reader, rows: Sequence[ClaimRow]) -> None:
    """Rows that are right themselves, but can't be read before another of their fact is."""
    for item in rows:
        what = reader.say("Another row of this fact is wrong.")
        do = reader.say("Mend that row, then this one is read too.")
        reader.problem(table, item.row, "claim", what, do)
    raise Reported


def _several(table: Table, reader: Reader, rows: Sequence[ClaimRow]) -> None:
    for item in rows:
        what = reader.say("Another claim of this fact is preferred too.")
        do = reader.say("Leave x in one row of the fact.")
        reader.problem(table, item.row, "preferred", what, do)
    raise Reported


def _none(table: Table, reader: Reader, item: ClaimRow) -> None:
    what = reader.say("No claim of this fact is preferred, and it has several.")
    do = reader.say("Write x in one row of the fact.")
    reader.problem(table, item.row, "preferred", what, do)
    raise Reported


def _row_of(rows: Sequence[ClaimRow], asked: frozenset[int]) -> Row:
    return next((item.row for item in rows if item.row.number in asked), rows[0].row)


def _numbers(rows: Sequence[ClaimRow]) -> list[int]:
    return [item.row.number for item in rows]
