"""What keeps a store right while others save, move its file away, or set clocks wrong."""

import sqlite3
from pathlib import Path

import pytest

from layers.errors import Busy, Overtaken, StoreError
from layers.store import Change, Signed, open_store
from layers.store.backup import due, keep
from layers.store.geopackage import GeopackageStore

AT = "2026-11-23T08:00:00+00:00"


@pytest.fixture
def store(small: Path, tmp_path: Path) -> GeopackageStore:
    return open_store(small, tmp_path / "var" / "atlas.gpkg", at=AT)


def renamed(store: GeopackageStore, name: str) -> Change:
    record = store.get("sources", "city-2020")
    return Change(*record.key, {**record.doc, "licence": name}, record.version)


def test_what_was_checked_at_another_state_is_not_written(store: GeopackageStore) -> None:
    seen, stale = store.seq, renamed(store, "CC0-1.0")
    park = store.get("parks", "park-one")
    other = Change(*park.key, {**park.doc, "priority": 1}, park.version)
    store.apply([other], Signed("Li", "x", AT))
    with pytest.raises(Overtaken):
        store.apply([stale], Signed("Wang", "y", AT), checked=seen)
    assert store.seq == seen + 1
    store.apply([stale], Signed("Wang", "y", AT), checked=store.seq)


def test_a_file_that_has_gone_is_said_in_words(store: GeopackageStore) -> None:
    change = renamed(store, "CC0-1.0")
    store.path.rename(store.path.with_name("elsewhere"))
    for ask in (lambda: store.seq, store.revisions,
                lambda: store.apply([change], Signed("Li", "x", AT))):
        with pytest.raises(StoreError):
            ask()
    store.path.with_name("elsewhere").rename(store.path)
    assert store.seq == 1


def test_a_reader_gives_up_soon_on_a_file_another_program_holds(
    store: GeopackageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layers.store.sqlite.READ_WAIT_MS", 1)
    with sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy):
            _ = store.seq
        other.execute("ROLLBACK")
    other.close()
    assert store.seq == 1


def test_a_clock_that_once_stood_in_the_future_stops_no_copies(store: GeopackageStore) -> None:
    store.apply([renamed(store, "CC0-1.0")], Signed("Li", "x", "2036-01-01T00:00:00+00:00"))
    keep(store.path, at="2036-01-01T00:00:00+00:00")
    assert due(store.path, at=AT)
