"""Stores to try things on: a moment, a place, a change."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from layers.read import Document
from layers.store import Applied, Change, Signed, Store, open_store
from layers.store.geopackage import GeopackageStore
from layers.store.tables import SINCE_3

AT = "2026-11-23T08:00:00+00:00"
LATER = "2026-11-23T09:30:00+00:00"
CLAIM = ("claims", "park-one.area.1")

Opener = Callable[..., GeopackageStore]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "var" / "atlas.gpkg"


@pytest.fixture
def reopen(small: Path, target: Path) -> Opener:
    """Start anew on the same file, as another process would."""

    def again(*, at: str = AT, writable: bool = True) -> GeopackageStore:
        return open_store(small, target, at=at, writable=writable)

    return again


def some_claim(store: Store) -> tuple[str, str]:
    """A claim of the tiny atlas."""
    return next(key for key in store.records() if key[0] == "claims")


def edit(store: Store, value: str, *, at: str = AT, who: str = "Li") -> Applied:
    """Give one claim another value."""
    key = some_claim(store)
    record = store.get(*key)
    doc: Document = {**record.doc, "value": value}
    done = store.apply([Change(*key, doc, record.version)], Signed(who, "measured", at))
    assert isinstance(done, Applied)
    return done


def as_schema_2(target: Path) -> None:
    """The store as the release before the planner's network wrote it."""
    with closing(sqlite3.connect(target)) as database, database:
        for table in SINCE_3:
            database.execute(f"DROP TABLE {table}")
            database.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table,))
            database.execute("DELETE FROM gpkg_ogr_contents WHERE table_name = ?", (table,))
        database.execute("UPDATE atlas_meta SET value = '2' WHERE key = 'schema'")
