"""What was written since the last copies: the journal that makes a copy whole again.

Each transaction of the store is one line: its number and its statements with their values, kept
on the disk before the transaction itself is. A copy and the lines after it give the store as it
was last saved, to the byte of every document: changes, drafts, names and notes alike.

A line is ``<sha-256 of the rest> <json>``; what stands after a torn or damaged line is not redone.
The last line of a number counts (one that failed to commit is followed by another of its number),
and a line that was written for nothing is taken back by a line that names it.
"""

import base64
import errno
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from layers.store.sqlite import locked, opened
from layers.store.tables import META

WRITES = "writes"  # the store's note of how many transactions it has seen
BASE64 = "base64"
_WRITTEN = "written"
_COUNT = f"INSERT INTO {META} VALUES ('{WRITES}', ?) ON CONFLICT (key) DO UPDATE SET value = ?"  # noqa: S608 - ours
Statement = tuple[str, list[Any]]  # and the values of each time it was executed


def record(engine: Engine) -> None:
    """Note what the writing transactions of an engine execute."""

    @event.listens_for(engine, "before_cursor_execute")
    def _note(  # noqa: PLR0917 - the form SQLAlchemy asks for
        connection: Connection,
        cursor: object,  # noqa: ARG001
        statement: str,
        parameters: Any,
        context: object,  # noqa: ARG001
        executemany: bool,
    ) -> None:
        if connection.get_execution_options().get("writes") and _changes(statement):
            values = list(parameters) if executemany else [parameters]
            connection.info.setdefault(_WRITTEN, []).append((statement, values))


def _changes(statement: str) -> bool:
    return statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")


def written(connection: Connection) -> bool:
    """Whether this connection has changed anything."""
    return _WRITTEN in connection.info


def count(connection: Connection) -> int:
    """Number the transaction of this connection, within it."""
    row = connection.exec_driver_sql(
        f"SELECT value FROM {META} WHERE key = '{WRITES}'"  # noqa: S608 - ours
    ).first()
    number = int(row[0]) + 1 if row else 1
    connection.exec_driver_sql(_COUNT, (str(number), str(number)))
    return number


def keep(path: Path, connection: Connection, number: int) -> str:
    """Force what this connection has written to the disk; the line's name.

    Only ever called under the store's write lock: lines stand in the order of their numbers.
    """
    statements = connection.info.get(_WRITTEN, [])
    return _append(path, {"n": number, "sql": statements})


def take_back(path: Path, line: str) -> None:
    """Say that a line's transaction did not come about."""
    _append(path, {"void": line})


def _append(path: Path, content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_bytes)
    name = hashlib.sha256(text.encode()).hexdigest()
    path.parent.mkdir(exist_ok=True)
    with path.open("ab", buffering=0) as file:  # nothing waits to be written after a failure
        whole = file.tell()
        # After a torn line the next begins on a line of its own.
        start = b"" if whole == 0 or _ends_well(path) else b"\n"
        line = start + f"{name} {text}\n".encode()
        try:
            if file.write(line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file.fileno())
        except OSError:
            file.truncate(whole)  # no half line where the disk is full
            raise
    return name


def _ends_well(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _bytes(value: object) -> dict[str, str]:
    if not isinstance(value, bytes | memoryview):
        raise TypeError(type(value).__name__)
    return {BASE64: base64.b64encode(bytes(value)).decode()}


def lines(path: Path) -> list[tuple[int, str]]:
    """Number and text of every transaction that came about, in order, but for damaged lines."""
    found: dict[str, tuple[int, str]] = {}
    for name, text, content in _whole_lines(path):
        if "void" in content:
            found.pop(content["void"], None)
        else:
            found.pop(name, None)  # the same line again is a later one
            found[name] = (int(content["n"]), text)
    last = dict(found.values())
    return sorted(last.items())


def _whole_lines(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if not path.exists():
        return
    for raw in path.read_bytes().splitlines():
        name, _, rest = raw.partition(b" ")
        if hashlib.sha256(rest).hexdigest().encode() == name:
            text = rest.decode()
            yield name.decode(), text, json.loads(text)


def redo(target: Path, path: Path) -> int:
    """Bring a copy up to the journal's end; how many transactions were missing in it.

    Stops before a gap: what follows a lost line may build on it. Raises ``OSError`` where the disk
    is too full.
    """
    with opened(target, "rw") as database:
        row = database.execute(f"SELECT value FROM {META} WHERE key = '{WRITES}'").fetchone()  # noqa: S608
        if row is None:
            return 0
        done = start = int(row[0])
        for number, text in lines(path):
            if number == done + 1:
                try:
                    _again(database, json.loads(text)["sql"])
                except sqlite3.Error as error:
                    if error.sqlite_errorcode == sqlite3.SQLITE_FULL:  # to be done elsewhere
                        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
                    break
                done = number
    return done - start


def _again(database: sqlite3.Connection, statements: list[Statement]) -> None:
    database.execute("BEGIN IMMEDIATE")
    try:
        for statement, values in statements:
            database.executemany(statement, [tuple(map(_value, row)) for row in values])
        database.execute("COMMIT")
    except sqlite3.Error:
        if database.in_transaction:  # SQLite undoes some by itself, a full disk for one
            database.execute("ROLLBACK")
        raise


def _value(value: Any) -> Any:
    return base64.b64decode(value[BASE64]) if isinstance(value, dict) else value


def cut(target: Path, path: Path, *, upto: int) -> None:
    """Drop the lines that copies hold, up to a number."""
    with locked(target):  # nobody appends meanwhile
        kept = [text for number, text in lines(path) if number > upto]
        scratch = part_of(path)
        try:
            with scratch.open("wb") as file:
                for text in kept:
                    file.write(f"{hashlib.sha256(text.encode()).hexdigest()} {text}\n".encode())
                file.flush()
                os.fsync(file.fileno())
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)


def part_of(path: Path) -> Path:
    """Where a shortened journal is before it takes its place."""
    return path.with_name(f"{path.name}.part")
