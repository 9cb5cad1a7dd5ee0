"""What happened: revisions, the history of records, and the records as they were."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, insert, or_, select

from layers.errors import StoreError
from layers.store import tables
from layers.store.base import Entry, Key, Record, Revision
from layers.store.records import CLAIMS, FACTS
from layers.store.tables import RECORD_TABLES, SIGNED

SEQ_DIGITS = 9  # a longer number is a data version: those may be all digits too


def past(connection: Connection, seq: int) -> dict[Key, Record]:
    """Every record as it was after a revision, in the order of the files."""
    h = tables.history
    last = (
        select(h.c.tbl, h.c.id, func.max(h.c.version).label("version"))
        .where(h.c.seq <= seq)
        .group_by(h.c.tbl, h.c.id)
        .subquery()
    )
    query = select(h.c.tbl, h.c.id, h.c.doc, h.c.version, h.c.rank).join(
        last, and_(h.c.tbl == last.c.tbl, h.c.id == last.c.id, h.c.version == last.c.version)
    )
    rows = [row for row in connection.execute(query) if row.doc is not None]
    rows.sort(key=lambda row: (RECORD_TABLES.index(row.tbl), row.rank, row.id))
    return {(row.tbl, row.id): Record(row.tbl, row.id, row.doc, row.version) for row in rows}


def history(
    connection: Connection,
    table: str | None = None,
    record_id: str | None = None,
    *,
    seq: int | None = None,
    limit: int,
) -> list[Entry]:
    """What happened, the newest first; an entity's history holds that of its facts."""
    h, query = tables.history, _entries()
    if table is not None:
        query = query.where(h.c.tbl == table)
    if record_id is not None:
        under = h.c.id.startswith(f"{record_id}.", autoescape=True)
        below = and_(h.c.tbl.in_((FACTS, CLAIMS)), under)
        query = query.where(or_(h.c.id == record_id, below))
    if seq is not None:
        query = query.where(h.c.seq == seq)
    return [_entry(row._mapping) for row in connection.execute(query.limit(limit))]


def before(connection: Connection, key: Key, version: int) -> Any:
    """The document of a record at one of its versions; None where it had none."""
    h = tables.history
    query = select(h.c.doc).where(h.c.tbl == key[0], h.c.id == key[1], h.c.version == version)
    row = connection.execute(query).first()
    return None if row is None else row.doc


def listed(connection: Connection, *, limit: int, earlier: int | None) -> list[Revision]:
    """Revisions, the newest first; ``earlier`` than a counter."""
    query = _revisions().limit(limit)
    if earlier is not None:
        query = query.where(tables.changes.c.seq < earlier)
    return [_revision(row._mapping) for row in connection.execute(query)]


def called(connection: Connection, named: str) -> Revision | None:
    """The newest revision of this name, data version or counter."""
    ways = [tables.names.c.name == named, tables.changes.c.version == named]
    if named.isdecimal() and len(named) <= SEQ_DIGITS:
        ways.append(tables.changes.c.seq == int(named))
    for way in ways:
        row = connection.execute(_revisions().where(way).limit(1)).first()
        if row is not None:
            return _revision(row._mapping)
    return None


def give_name(connection: Connection, seq: int, name: str) -> None:
    """Let a revision have this name and no other; raises ``StoreError`` where it is taken."""
    n = tables.names
    taken = connection.execute(select(n.c.seq).where(n.c.name == name)).first()
    if taken is not None and taken.seq != seq:
        raise StoreError(f"“{name}” names revision {taken.seq} already. Choose another.")
    if taken is None:
        connection.execute(delete(n).where(n.c.seq == seq))
        connection.execute(insert(n).values(name=name, seq=seq))


def _revisions() -> Select[Any]:
    c, n = tables.changes, tables.names
    return select(c, n.c.name).outerjoin(n, n.c.seq == c.c.seq).order_by(c.c.seq.desc())


def _entries() -> Select[Any]:
    h, c, n, old = tables.history, tables.changes, tables.names, tables.history.alias()
    one_earlier = and_(
        old.c.tbl == h.c.tbl, old.c.id == h.c.id, old.c.version == h.c.version - 1
    )
    return (
        select(h, c, old.c.doc.label("earlier"), n.c.name)
        .join(c, c.c.seq == h.c.seq)
        .outerjoin(n, n.c.seq == h.c.seq)
        .outerjoin(old, one_earlier)
        .order_by(h.c.seq.desc(), h.c.tbl, h.c.rank, h.c.id)
    )


def _revision(row: Mapping[Any, Any]) -> Revision:
    c = tables.changes.c
    return Revision(**{name: row[c[name]] for name in SIGNED}, name=row["name"] or "")


def _entry(row: Mapping[Any, Any]) -> Entry:
    h = tables.history.c
    return Entry(
        _revision(row), row[h.tbl], row[h.id], row[h.version],
        before=row["earlier"], after=row[h.doc],
    )
