"""The newest release of the text files as rows, and what each release did."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, update

from layers.read import Document
from layers.store import tables
from layers.store.base import Key, Record, ReleaseReport
from layers.store.records import Split, digest, version_of
from layers.store.release import Renewal
from layers.store.tables import RECORDS

RELEASE = "release"  # who a release is signed by


def released(connection: Connection) -> Split:
    """Every record as the present release has it."""
    return {(row.tbl, row.id): row.doc for row in connection.execute(select(tables.release))}


def one(connection: Connection, key: Key) -> Document | None:
    """A record as the present release has it."""
    r = tables.release
    query = select(r.c.doc).where(r.c.tbl == key[0], r.c.id == key[1])
    row = connection.execute(query).first()
    return None if row is None else row.doc


def reports(connection: Connection) -> list[ReleaseReport]:
    """What each release did, the newest first."""
    query = select(tables.releases).order_by(tables.releases.c.seq.desc())
    return [
        ReleaseReport(
            row.seq, row.at, row.version,
            **{name: tuple(map(tuple, keys)) for name, keys in row.report.items()},
        )
        for row in connection.execute(query)
    ]


def replace(connection: Connection, old: Split, new: Split) -> None:
    """Keep the new release in the place of the old one."""
    r = tables.release
    for key in old:
        if new.get(key) != old[key]:
            connection.execute(delete(r).where(r.c.tbl == key[0], r.c.id == key[1]))
    fresh = [
        {"tbl": key[0], "id": key[1], "doc": doc}
        for key, doc in new.items()
        if old.get(key) != doc
    ]
    if fresh:
        connection.execute(insert(r), fresh)


def reorder(
    connection: Connection, ranks: Mapping[Key, int], current: Mapping[Key, Record]
) -> None:
    """Places follow the text files; they are no content, so no history is written."""
    for name, table in RECORDS.items():
        for row in connection.execute(select(table.c.id, table.c.rank)).all():
            place = ranks.get((name, row.id))
            if place is not None and place != row.rank and (name, row.id) in current:
                connection.execute(update(table).where(table.c.id == row.id).values(rank=place))


def report(connection: Connection, seq: int, at: str, new: Split, found: Renewal) -> None:
    """Keep what a release did."""
    did = {
        "added": found.added, "renewed": found.renewed, "removed": found.removed,
        "kept": found.kept,
    }
    version = version_of({key: digest(doc) for key, doc in new.items()})
    connection.execute(delete(tables.releases).where(tables.releases.c.seq == seq))
    connection.execute(
        insert(tables.releases).values(seq=seq, at=at, version=version, report=did)
    )
