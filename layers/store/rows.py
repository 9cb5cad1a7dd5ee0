"""Records and the store's own notes, asked over a connection that is open already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, insert, select, update

from layers.errors import DataError
from layers.store import tables
from layers.store.base import Change, Key, Record
from layers.store.tables import RECORDS

SOME = 500  # ids in one statement: engines limit how many values it may carry
Rows: TypeAlias = Mapping[Key, Any]  # rows of the database by the record they are of


def every(connection: Connection) -> dict[Key, Record]:
    """Every record, in the order of the files."""
    return {record.key: record for record in _every(connection)}


def _every(connection: Connection) -> Iterator[Record]:
    for name, table in RECORDS.items():
        query = select(table.c.id, table.c.doc, table.c.version).order_by(table.c.rank, table.c.id)
        for row in connection.execute(query):
            yield Record(name, row.id, row.doc, row.version)


def one(connection: Connection, key: Key) -> Record | None:
    """The record of this table and id."""
    if key[0] not in RECORDS:
        return None
    table = RECORDS[key[0]]
    query = select(table.c.doc, table.c.version).where(table.c.id == key[1])
    row = connection.execute(query).first()
    return None if row is None else Record(*key, row.doc, row.version)


def known(changes: Iterable[Change]) -> list[Change]:
    """The changes, each of another record of a table that there is.

    Raises
    ------
    DataError
        One record stands twice, or a table is unknown.

    """
    wanted = list(changes)
    if len({change.key for change in wanted}) < len(wanted):
        raise DataError("One record is changed twice at once. Make it one change.")
    for change in wanted:
        if change.table not in RECORDS:
            raise DataError(f"There is no table “{change.table}”. One of: {', '.join(RECORDS)}.")
    return wanted


def present(connection: Connection, changes: Iterable[Change]) -> Rows:
    """The rows that changes are of, as they stand; none for a record that is new."""
    found = {}
    for name, ids in _by_table(changes):
        table = RECORDS[name]
        query = select(table.c.id, table.c.doc, table.c.version, table.c.rank)
        for row in connection.execute(query.where(table.c.id.in_(ids))):
            found[name, row.id] = row
    return found


def last_history(connection: Connection, changes: Iterable[Change]) -> Rows:
    """The newest history row of each: a record that went and comes back counts on."""
    h, found = tables.history, {}
    for name, ids in _by_table(changes):
        query = (
            select(h.c.id, func.max(h.c.version).label("version"), h.c.rank)
            .where(h.c.tbl == name, h.c.id.in_(ids))
            .group_by(h.c.id)
        )
        found.update({(name, row.id): row for row in connection.execute(query)})
    return found


def version(there: Rows, change: Change) -> int:
    """The version of the record that a change is of; 0 where there is none."""
    row = there.get(change.key)
    return int(row.version) if row is not None else 0


def digests(connection: Connection) -> dict[Key, str]:
    """The SHA-256 of every record's document, which the data version is made of."""
    return {
        (name, row.id): row.sha
        for name, table in RECORDS.items()
        for row in connection.execute(select(table.c.id, table.c.sha))
    }


def counter(connection: Connection) -> int:
    """The change counter."""
    return int(noted(connection, "seq") or 0)


def noted(connection: Connection, key: str) -> str | None:
    """A value of the store's own notes."""
    query = select(tables.meta.c.value).where(tables.meta.c.key == key)
    row = connection.execute(query).first()
    return str(row.value) if row else None


def note(connection: Connection, key: str, value: str) -> None:
    """Keep a value among the store's own notes."""
    m = tables.meta
    changed = connection.execute(update(m).where(m.c.key == key).values(value=value))
    if changed.rowcount == 0:
        connection.execute(insert(m).values(key=key, value=value))


def _by_table(changes: Iterable[Change]) -> Iterator[tuple[str, list[str]]]:
    """Ids by table, as many at a time as one statement takes."""
    grouped: dict[str, list[str]] = {}
    for change in changes:
        grouped.setdefault(change.table, []).append(change.id)
    for name, ids in grouped.items():
        yield from ((name, ids[start : start + SOME]) for start in range(0, len(ids), SOME))
