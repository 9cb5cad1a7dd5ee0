"""Stores of earlier versions brought to the present form, one step after the other."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from layers.errors import StoreError
from layers.read import TABLES, Documents
from layers.store.build import build
from layers.store.tables import META, SCHEMA


def migrate(target: Path, *, at: str) -> bool:
    """Bring the store at ``target`` to the present schema; whether anything was to do.

    Raises
    ------
    StoreError
        It is no store, or one of a newer version of the atlas.

    """
    found = schema(target)
    if found > SCHEMA:
        raise StoreError(
            f"{target.name}: was written by a newer version of the atlas (schema {found}, known "
            f"{SCHEMA}). Install that version, or name another file in the setting `store`."
        )
    for step in range(found, SCHEMA):
        STEPS[step](target, at)
    return found < SCHEMA


def schema(target: Path) -> int:
    """The schema of a store; 1 for those of the first release, which did not say."""
    uri = f"{target.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as database:
            rows = dict(database.execute(f"SELECT key, value FROM {META}").fetchall())  # noqa: S608 - ours
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{target.name}: is no store of the atlas ({error}).") from error
    return int(rows.get("schema", 1))


def _versions_and_history(target: Path, at: str) -> None:
    """From 1 to 2: the same documents, now in records with versions and a history."""
    build(_documents(target), target, at=at, why="Store of the first release", digest="",
          replace=True)
    target.with_suffix(".digest").unlink(missing_ok=True)  # now inside the store


def _documents(target: Path) -> Documents:
    uri = f"{target.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as database:
        return {
            table: {
                name: json.loads(doc)
                for name, doc in database.execute(
                    f"SELECT id, doc FROM {table} ORDER BY fid"  # noqa: S608 - tables of ours
                )
            }
            for table in TABLES
        }


STEPS: dict[int, Callable[[Path, str], None]] = {1: _versions_and_history}
