"""Rows of claims as changes of claims and of the facts above them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from atlas.facts import sheet_rules
from atlas.facts.sheet_cells import quoted
from atlas.facts.sheet_columns import SOURCES
from atlas.facts.sheet_facts import ClaimRow, read_fact
from atlas.facts.sheet_reader import Reader, Reported
from atlas.facts.sheet_rules import Finding
from atlas.facts.sheet_table import Row, Table
from layers.model import NOT_FOUND
from layers.read import Document
from layers.store.base import Change, Record
from layers.store.records import CLAIMS, FACTS, WITH_FACTS

OFFICE = "o"  # claims of staff count o1, o2, …: a release's numbers never meet them


def read_rows(
    table: Table, reader: Reader, earlier: Sequence[Change]
) -> tuple[list[Change], int]:
    """The changes the sheet of claims asks for, and how many rows ask for none."""
    rows = list(_claim_rows(table, reader, earlier))
    by_fact: dict[str, list[ClaimRow]] = {}
    for item in rows:
        by_fact.setdefault(item.fact, []).append(item)
    facts = {name: read_fact(table, reader, name, of_fact) for name, of_fact in by_fact.items()}
    changes = [read.change for read in facts.values() if read.change]
    changes += [
        item.change for item in rows
        if item.change and not (facts[item.fact].held and _comes_or_goes(item))
    ]
    still = [
        item for item in rows
        if item.fine and not item.change and item.row.number not in facts[item.fact].asked
    ]
    return changes, len(still)


def _comes_or_goes(item: ClaimRow) -> bool:
    return item.record is None or item.removed


def _claim_rows(
    table: Table, reader: Reader, earlier: Sequence[Change]
) -> Iterator[ClaimRow]:
    first: dict[str, int] = {}
    made: set[str] = set()
    for row in table.rows:
        if not _says_something(table, row):
            continue
        try:
            item = _which(table, row, reader, first=first, made=made)
        except Reported:
            continue
        try:
            yield _claim(table, item, reader, earlier)
        except Reported:
            yield replace(item, fine=False, marked=_marked(row))


def _says_something(table: Table, row: Row) -> bool:
    """Whether a row holds more than help: people leave names and versions behind."""
    helping = ("shown", "version")
    return any(table.sheet.column(name).form not in helping for name in row.cells)


def _which(
    table: Table, row: Row, reader: Reader, *, first: dict[str, int], made: set[str]
) -> ClaimRow:
    """Which claim a row is about; a new one gets the office's next number."""
    claim_id = reader.value(table, row, "claim")
    if claim_id is None:
        fact_id = _fact_of_new(table, row, reader)
        claim_id = _next_id(fact_id, reader, made)
        made.add(claim_id)
        return ClaimRow(row, claim_id, fact_id, None)
    record = reader.ground.claims.get(claim_id)
    if record is None:
        what = reader.say("There is no claim “{value}”.", value=quoted(claim_id))
        do = reader.say("Mend the id; for a new claim empty it.")
    elif claim_id in first:
        what = reader.say("“{value}” stands in row {row} already.",
                          value=quoted(claim_id), row=first[claim_id])
        do = reader.say("Keep one of the two rows; for a new claim empty the id.")
    else:
        first[claim_id] = row.number
        _belongs(table, row, reader, record)
        return ClaimRow(row, claim_id, record.doc["fact"], record)
    reader.problem(table, row, "claim", what, do)
    raise Reported


def _next_id(fact_id: str, reader: Reader, made: set[str]) -> str:
    numbered = (f"{fact_id}.{OFFICE}{number}" for number in count(1))
    return next(
        name for name in numbered
        if not reader.taken((CLAIMS, name)) and name not in made
    )


def _belongs(table: Table, row: Row, reader: Reader, record: Record) -> None:
    """A claim stays with its fact and entity."""
    fact = reader.ground.facts[record.doc["fact"]]
    expected = {"fact": fact.id, "entity": fact.doc["owner"], "key": fact.doc["key"]}
    for name, value in expected.items():
        typed = reader.value(table, row, name)
        if typed is not None and typed != value:
            what = reader.say("The claim belongs to “{value}”.", value=value)
            do = reader.say("Put that back; a claim of another fact is a row without claim id.")
            reader.problem(table, row, name, what, do)
            raise Reported


def _fact_of_new(table: Table, row: Row, reader: Reader) -> str:
    """The id of the fact a new claim belongs to, which may be new as well."""
    named, entity, key = (reader.value(table, row, name) for name in ("fact", "entity", "key"))
    built = f"{entity}.{key}" if entity and key else None
    fact_id = named or built
    if fact_id is None:
        what = reader.say("The row says neither which claim nor which fact it is.")
        do = reader.say("Give a fact id, or an entity id and a fact key.")
        reader.problem(table, row, "fact", what, do)
        raise Reported
    known = reader.ground.facts.get(fact_id)
    if known is None:
        return _new_fact(table, row, reader, fact_id=fact_id, built=built, entity=entity)
    for name, typed in (("entity", entity), ("key", key)):
        value = known.doc["owner" if name == "entity" else "key"]
        if typed not in (None, value):
            what = reader.say("The fact belongs to “{value}”.", value=value)
            reader.problem(table, row, name, what, reader.say("Put that back, or empty the cell."))
            raise Reported
    return str(fact_id)


def _new_fact(
    table: Table, row: Row, reader: Reader, *, fact_id: str, built: str | None, entity: str | None
) -> str:
    owner = reader.ground.owners.get(entity or "")
    name = "entity" if built == fact_id else "fact"
    if built != fact_id:
        what = reader.say("There is no fact “{value}”.", value=quoted(fact_id))
        do = reader.say("Mend the id; for a new fact empty it and give entity id and fact key.")
    elif (FACTS, fact_id) in reader.ground.records:
        name, what = "key", reader.say("“{value}” is taken already.", value=quoted(fact_id))
        do = reader.say("Choose another fact key.")
    elif owner is None:
        what = reader.say("There is no entity “{value}”.", value=quoted(entity))
        do = reader.say("Copy the id from another row.")
    elif owner.table not in WITH_FACTS:
        what = reader.say("“{value}” has no facts of its own.", value=quoted(entity))
        do = reader.say("Add the claim to a fact that is there.")
    else:
        return fact_id
    reader.problem(table, row, name, what, do)
    raise Reported


def _claim(
    table: Table, item: ClaimRow, reader: Reader, earlier: Sequence[Change]
) -> ClaimRow:
    """The row with the change of its claim."""
    row, record = item.row, item.record
    removed = bool(reader.value(table, row, "remove"))
    marked = bool(reader.value(table, row, "preferred"))
    read = replace(item, removed=removed and record is not None, marked=marked and not removed)
    if record is None and removed:
        what = reader.say("A claim that is new can't be withdrawn.")
        reader.problem(table, row, "remove", what, reader.say("Take the row out."))
        raise Reported
    seen = reader.version(table, row, "version", record) if record else 0
    if record and removed:
        return replace(read, change=Change(CLAIMS, item.claim, None, seen))
    before = reader.before(record, seen) if record else {"fact": item.fact}
    edit = reader.edit(table, row, before)
    if edit.touched or record is None:
        found = sheet_rules.of_claim(table.sheet, edit.after, claim_id=item.claim, say=reader.say)
        found += _source(table, reader, edit.after, earlier)
    else:
        found = []
    reader.report(table, row, edit, found)
    if record and (not edit.touched or edit.after == record.doc):
        return read
    return replace(read, change=Change(CLAIMS, item.claim, edit.after, seen))


def _source(
    table: Table, reader: Reader, doc: Document, earlier: Sequence[Change]
) -> list[Finding]:
    """A claim's source that nobody declared."""
    named = doc.get("source")
    known = {change.id for change in earlier if change.table == "sources"} | {NOT_FOUND}
    if named is None or named in reader.ground.sources or named in known:
        return []
    what = reader.say("There is no source “{value}”.", value=quoted(named))
    do = reader.say("Mend the id, or add a row to the sheet “{sheet}”.",
                    sheet=reader.title(SOURCES))
    return [(table.sheet.column("source"), what, do)]


def _marked(row: Row) -> bool:
    """Whether a row that can't be used is marked, so that its fact gets no problem of its own."""
    cell = row.cells.get("preferred")
    return cell is not None and str(cell.value).strip() != ""
