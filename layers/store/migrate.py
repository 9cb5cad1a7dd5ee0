"""Stores of earlier versions brought to the present form, one step after the other."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from layers.errors import StoreError
from layers.read import TABLES, Documents
from layers.store.build import build
from layers.store.sqlite import notes, opened
from layers.store.tables import SCHEMA


def migrate(target: Path, *, at: str) -> None:
    """Bring the store at ``target`` to the present schema."""
    for step in range(schema(target), SCHEMA):
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
    """From 1 to 2: the same documents, now in records with versions and a history."""
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
            for table in TABLES
        }


STEPS: dict[int, Callable[[Path, str], None]] = {1: _versions_and_history}
