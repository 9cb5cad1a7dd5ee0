"""How changes become rows: records, their history, the revision and the data version.

All in the caller's transaction, which holds the write lock before its first look.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, TypeAlias

from sqlalchemy import Connection, delete, insert, update

from layers.read import Document
from layers.store import revisions, rows, tables
from layers.store.base import Applied, Change, Clash, Key, Signed
from layers.store.records import digest, signature, version_of
from layers.store.rows import Rows
from layers.store.tables import RECORDS, SIGNED, SPATIAL, readable

STAFF_RANK = 1_000_000  # records that staff add stand after those of the text files
Encode: TypeAlias = Callable[[str, Document], object]  # an engine's form of a record's geometry


def clashes(connection: Connection, changes: Iterable[Change], there: Rows) -> tuple[Clash, ...]:
    """Those of the changes whose record has moved on, with all three sides."""
    return tuple(
        _clash(connection, change)
        for change in changes
        if rows.version(there, change) != change.seen
    )


def _clash(connection: Connection, change: Change) -> Clash:
    theirs = rows.one(connection, change.key)
    last = revisions.history(connection, *change.key, limit=1)
    by = last[0].revision if last else None
    return Clash(
        change.table,
        change.id,
        base=revisions.before(connection, change.key, change.seen),
        mine=change.doc,
        theirs=theirs.doc if theirs else None,
        their_version=theirs.version if theirs else 0,
        who=by.who if by else "",
        at=by.at if by else "",
        why=by.why if by else "",
    )


def real(changes: Iterable[Change], there: Rows) -> list[Change]:
    """Changes that change something."""
    return [
        change
        for change in changes
        if change.doc != (there[change.key].doc if change.key in there else None)
    ]


def as_it_was(connection: Connection, there: Rows) -> Applied:
    """What is answered where nothing was changed."""
    versions = {key: row.version for key, row in there.items()}
    return Applied(rows.counter(connection), rows.noted(connection, "version") or "", versions)


def write(
    connection: Connection,
    changes: list[Change],
    there: Rows,
    signed: Signed,
    *,
    ranks: Mapping[Key, int],
    encode: Encode,
) -> Applied:
    """Keep real changes as one revision; ``ranks`` are the places that a release gives."""
    seq = rows.counter(connection) + 1
    last = rows.last_history(connection, changes)
    versions = {}
    for change in changes:
        before = last.get(change.key)
        version = versions[change.key] = before.version + 1 if before is not None else 1
        rank = ranks.get(change.key)
        if rank is None:
            rank = before.rank if before is not None else STAFF_RANK + seq
        entry = _entry(change, version=version, rank=rank)
        _put(connection, change, entry, new=change.key not in there, encode=encode)
        kept = {"seq": seq, "tbl": change.table, "id": change.id, **entry}
        connection.execute(insert(tables.history).values(kept))
    return Applied(seq, _sign(connection, seq, signed, count=len(changes)), versions)


def _entry(change: Change, *, version: int, rank: int) -> dict[str, Any]:
    sha = "" if change.doc is None else digest(change.doc)
    return {"version": version, "rank": rank, "doc": change.doc, "sha": sha}


def _put(
    connection: Connection, change: Change, entry: dict[str, Any], *, new: bool, encode: Encode
) -> None:
    target = RECORDS[change.table]
    if change.doc is None:
        connection.execute(delete(target).where(target.c.id == change.id))
        return
    values = {"id": change.id, **entry, **readable(change.table, change.doc)}
    if change.table in SPATIAL:
        values["geom"] = encode(change.table, change.doc)
    if new:
        connection.execute(insert(target).values(values))
    else:
        connection.execute(update(target).where(target.c.id == change.id).values(values))


def _sign(connection: Connection, seq: int, signed: Signed, *, count: int) -> str:
    """Keep the revision and move the counter on; the new data version."""
    version = version_of(rows.digests(connection))
    revision = {"seq": seq, **asdict(signed), "version": version, "count": count}
    sha = signature([revision[name] for name in SIGNED])
    connection.execute(insert(tables.changes).values(**revision, sha=sha))
    rows.note(connection, "seq", str(seq))
    rows.note(connection, "version", version)
    return version
