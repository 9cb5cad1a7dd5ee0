"""SQLite as the embedded store uses it: how a file is opened, locked and copied."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from layers.store.geometry import register
from layers.store.tables import META

WAIT_MS = 60_000  # a writer behind seven others on a slow disk still gets its turn
READ_WAIT_MS = 5_000  # a visitor is not kept waiting for another program: there is a catalogue
Mode = Literal["ro", "rw", "rwc"]  # read, read and write, the same and make it


def connect(path: Path, mode: Mode, *, wait_ms: int | None = None) -> sqlite3.Connection:
    """A connection that begins and ends transactions only where it is told to."""
    # The address is escaped: a folder may hold ?, # or %.
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    wait = (WAIT_MS if wait_ms is None else wait_ms) / 1000
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
    register(connection)
    return connection


@contextmanager
def opened(path: Path, mode: Mode) -> Iterator[sqlite3.Connection]:
    """A connection for a while; what it did not commit is undone."""
    connection = connect(path, mode)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that no other writer is beside, from its first statement on."""
    with opened(path, "rw") as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")


def notes(path: Path) -> dict[str, str]:
    """The store's own notes (counter, data version, schema …)."""
    with opened(path, "ro") as database:
        return dict(database.execute(f"SELECT key, value FROM {META}").fetchall())  # noqa: S608 - ours


def notes_or_none(path: Path) -> dict[str, str] | None:
    """The notes of a store that may be damaged or not there."""
    with suppress(sqlite3.Error):
        return notes(path)
    return None


def number(held: dict[str, str], key: str) -> int:
    """A note that counts something; 0 where nobody has counted yet."""
    return int(held.get(key) or 0)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database page by page, as it is at one moment, and force it to the disk.

    A target that is there already is overwritten inside, under its locks: who has it open sees
    the new content at the next look.
    """
    with opened(source, "ro") as origin, opened(target, "rwc") as copy:
        origin.backup(copy)


def engine_of(path: Path, *, read_only: bool) -> Engine:
    """SQLAlchemy's way to the file; it is opened anew each time, so a replaced file is seen."""
    mode: Mode = "ro" if read_only else "rw"
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path, mode, wait_ms=READ_WAIT_MS), poolclass=NullPool
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        # Reads of one connection see one moment. A writer takes the lock before its first look:
        # what it compares with can't change any more.
        writes = connection.get_execution_options().get("writes")  # type: ignore[attr-defined]
        if writes:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {WAIT_MS}")  # type: ignore[attr-defined]
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")  # type: ignore[attr-defined]

    return engine
