"""Stores of earlier versions brought to the present form, one step after the other."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import get_ident

from layers.errors import StoreError
from layers.read import TABLES, Documents
from layers.store.build import add_tables, build
from layers.store.sqlite import notes, opened
from layers.store.tables import META, SCHEMA, SINCE_3


def migrate(target: Path, *, at: str) -> None:
    """Bring the store at ``target`` to the present schema."""
    while (step := schema(target)) < SCHEMA:
        STEPS[step](target, at)


def schema(target: Path) -> int:
    """The schema of a store; 1 for those of the first release, which did not say.

    Raises
    ------
    StoreError
        The file is no store of the atlas.

    """
    try:
        return int(notes(target).get("schema", 1))
    except (sqlite3.Error, ValueError) as error:
        raise StoreError(f"{target.name}: is no store of the atlas ({error}).") from error


def _versions_and_history(target: Path, at: str) -> None:
    """From 1 to the present form: the same documents, in records with versions and history."""
    build(_documents(target), target, at=at, why="Store of the first release", digest="",
          replace=True)
    target.with_suffix(".digest").unlink(missing_ok=True)  # now inside the store


def _documents(target: Path) -> Documents:
    with opened(target, "ro") as database:
        return {
            table: {
                name: json.loads(doc)
                for name, doc in database.execute(
                    f"SELECT id, doc FROM {table} ORDER BY fid"  # noqa: S608 - tables of ours
                )
            }
            for table in TABLES if table not in SINCE_3
        }


def _network(target: Path, at: str) -> None:  # noqa: ARG001 - every step is given the moment
    """From 2 to 3: tables for the planner's network, still empty; nothing else changes."""
    scratch = target.with_name(f"{target.stem}.{os.getpid()}-{get_ident()}.gpkg")
    scratch.unlink(missing_ok=True)
    try:
        with opened(target, "ro") as database, closing(sqlite3.connect(scratch)) as copy:
            database.backup(copy)
        add_tables(scratch, SINCE_3)
        with closing(sqlite3.connect(scratch)) as copy, copy:
            copy.execute(f"UPDATE {META} SET value = '3' WHERE key = 'schema'")  # noqa: S608 - ours
        with scratch.open("rb") as written:
            os.fsync(written.fileno())
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)


STEPS: dict[int, Callable[[Path, str], None]] = {1: _versions_and_history, 2: _network}
