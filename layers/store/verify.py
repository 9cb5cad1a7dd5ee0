"""Whether a store is whole: what is written in it agrees with itself, to the byte.

SQLite's own check sees broken pages only. Every document carries its SHA-256, so one flipped byte
inside a text is found as well.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from layers.read import TABLES
from layers.store.base import Key
from layers.store.geometry import encode, geometry_of
from layers.store.records import canonical, signature, version_of
from layers.store.sqlite import opened
from layers.store.tables import (
    META,
    READABLE,
    RECORD_TABLES,
    SCHEMA,
    SINCE_3,
    SPATIAL,
    readable,
)

CHECKED_SCHEMAS = ("2", str(SCHEMA))
MOST = 20  # one is enough to know; some more say what kind of damage it is
_Found = tuple[int, str]  # version and sha of a record
# What reading a damaged file can raise: SQLite's own, and values that are no longer what they were.
DAMAGE = (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError)


def problems(path: Path) -> list[str]:
    """What is wrong inside the store at ``path``; nothing where it is whole.

    A store of an earlier schema is checked as far as it can be.
    """
    try:
        with opened(path, "ro") as database:
            database.text_factory = bytes  # a damaged text need not be UTF-8
            database.execute("BEGIN")  # one moment, while others write
            return list(islice(_all(database), MOST))
    except DAMAGE as error:
        return [f"can't be read ({error})"]


def _all(database: sqlite3.Connection) -> Iterator[str]:
    for (said,) in database.execute("PRAGMA quick_check"):
        if said != b"ok":
            yield said.decode(errors="replace")
            return
    notes = {key.decode(): value.decode() for key, value in database.execute(
        f"SELECT key, value FROM {META}")}  # noqa: S608 - ours
    if "schema" not in notes and not _has_history(database):
        yield from _first_release(database)
        return
    if notes.get("schema") not in CHECKED_SCHEMAS:
        yield f"schema “{notes.get('schema')}” is not {SCHEMA}"
        return
    present: dict[Key, _Found] = {}
    for table in _tables(notes["schema"]):
        yield from _records(database, table, present)
    yield from _history(database, present)
    yield from _changes(database, notes)
    yield from _release(database)
    yield from _trees(database)
    if notes.get("version") != version_of({key: sha for key, (_, sha) in present.items()}):
        yield "the data version is not that of the records"


def _tables(found: str) -> list[str]:
    """The record tables of a store of this schema."""
    later = () if found == str(SCHEMA) else SINCE_3
    return [table for table in RECORD_TABLES if table not in later]


def _has_history(database: sqlite3.Connection) -> bool:
    query = "SELECT count(*) FROM sqlite_master WHERE name IN ('atlas_history', 'atlas_changes')"
    return bool(database.execute(query).fetchone()[0])


def _first_release(database: sqlite3.Connection) -> Iterator[str]:
    for table in (name for name in TABLES if name not in SINCE_3):
        for name, doc in database.execute(f"SELECT id, doc FROM {table}"):  # noqa: S608 - ours
            yield from _unless(table, name, _is_document, doc)


def _unless(
    table: str, name: bytes, right: Callable[..., bool], *given: Any
) -> Iterator[str]:
    try:
        fine = right(*given)
    except DAMAGE:
        fine = False
    if not fine:
        yield f"{table} · {name.decode(errors='replace')}: is not what was written"


def _records(
    database: sqlite3.Connection, table: str, present: dict[Key, _Found]
) -> Iterator[str]:
    shown = READABLE.get(table, ())
    columns = ", ".join((*shown, *(("geom",) if table in SPATIAL else ())))
    query = f"SELECT id, version, sha, doc{columns and ', '}{columns} FROM {table}"  # noqa: S608 - ours
    for name, version, sha, text, *more in database.execute(query):
        present[table, name.decode(errors="replace")] = (version, sha.decode(errors="replace"))
        if hashlib.sha256(text).hexdigest().encode() != sha:
            yield f"{table} · {name.decode(errors='replace')}: the text is not what was written"
        elif more:
            yield from _unless(table, name, _matches, table, text, more)


def _is_document(text: bytes) -> bool:
    return isinstance(json.loads(text), dict)


def _matches(table: str, text: bytes, more: list[bytes | None]) -> bool:
    doc = json.loads(text)
    wanted = [None if word is None else word.encode() for word in readable(table, doc).values()]
    if table in SPATIAL:
        wanted.append(encode(geometry_of(table, doc)))
    return wanted == more


def _history(database: sqlite3.Connection, present: dict[Key, _Found]) -> Iterator[str]:
    last: dict[Key, _Found] = {}
    counted: dict[Key, int] = {}
    query = "SELECT tbl, id, version, sha, doc FROM atlas_history ORDER BY version"
    for table, name, version, sha, text in database.execute(query):
        key = (table.decode(errors="replace"), name.decode(errors="replace"))
        last[key] = (version, sha.decode(errors="replace"))
        counted[key] = counted.get(key, 0) + 1
        if sha != (b"" if text is None else hashlib.sha256(text).hexdigest().encode()):
            yield f"history of {key[0]} · {key[1]}: version {version} is not what was written"
    if any(counted[key] != version for key, (version, _) in last.items()):
        yield "the history has a gap"
    if {key: found for key, found in last.items() if found[1]} != present:
        yield "the records are not those the history ends with"


def _changes(database: sqlite3.Connection, notes: dict[str, str]) -> Iterator[str]:
    fields = "seq, at, who, approved_by, why, kind, version, count, sha"
    rows = database.execute(f"SELECT {fields} FROM atlas_changes ORDER BY seq").fetchall()  # noqa: S608 - ours
    for *signed, sha in rows:
        words = [word.decode() if isinstance(word, bytes) else word for word in signed]
        if signature(words).encode() != sha:
            yield f"revision {signed[0]}: is not what was written"
    newest = rows[-1][0] if rows else 0
    if notes.get("seq", "0") != str(newest):
        yield "the counter is not that of the newest revision"
    query = "SELECT id, who, at, why, kind, changes, sha FROM atlas_drafts"
    for *written, changes, sha in database.execute(query):
        words = [word.decode() for word in written]
        if canonical(json.loads(changes)).encode() != changes or signature(
            [*words, changes.decode()]
        ).encode() != sha:
            yield f"draft {words[0]}: is not what was written"


def _release(database: sqlite3.Connection) -> Iterator[str]:
    """The newest release's form of the records, which staff's changes are compared with."""
    query = "SELECT version FROM atlas_releases ORDER BY seq DESC, at DESC LIMIT 1"
    newest = database.execute(query).fetchone()
    rows = database.execute("SELECT tbl, id, doc FROM atlas_release")
    digests = {
        (table.decode(), name.decode()): hashlib.sha256(doc).hexdigest()
        for table, name, doc in rows
    }
    if newest is not None and version_of(digests).encode() != newest[0]:
        yield "the release's text is not what was written"


def _trees(database: sqlite3.Connection) -> Iterator[str]:
    """SQLite compares each R-tree with itself: damage there only hides places from a window."""
    for table in SPATIAL:
        (said,) = database.execute("SELECT rtreecheck(?)", (f"rtree_{table}_geom",)).fetchone()
        if said != b"ok":
            yield f"the index of {table} is broken"
