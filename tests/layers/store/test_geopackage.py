"""The embedded store gives back what was put in, and only its own layers."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from layers.errors import StoreError, UnknownEntity
from layers.read import documents
from layers.store import Store, open_store
from layers.store.geopackage import GeopackageStore
from layers.store.verify import problems
from tests.layers.store.conftest import AT, edit, some_claim


@pytest.fixture
def store(small: Path, tmp_path: Path) -> Store:
    return open_store(small, tmp_path / "atlas.gpkg", at=AT)


def test_every_document_comes_back_as_it_was(store: Store, small: Path) -> None:
    assert store.documents() == documents(small)


def test_records_keep_the_order_of_their_files(store: Store) -> None:
    assert list(store.documents()["stops"]) == ["cn-a", "cn-b", "ru-c", "cn-mid"]


def test_one_record_is_found_by_table_and_id(store: Store) -> None:
    assert store.get("legs", "cn-a--cn-b").doc["km"] == 100


@pytest.mark.parametrize(("table", "record"), [("parks", "nobody"), ("nothing", "park-one")])
def test_an_unknown_record_is_refused(table: str, record: str, store: Store) -> None:
    with pytest.raises(UnknownEntity, match=record):
        store.get(table, record)


def test_features_come_in_crs84_longitude_first(store: Store) -> None:
    stops = store.read("stops")
    assert stops.crs.to_string() in {"OGC:CRS84", "EPSG:4326"}
    assert stops.geometry.x.between(120, 130).all()


def test_bounds_pick_what_lies_in_them(store: Store) -> None:
    found = store.read("stops", bounds=(125.9, 43.9, 126.1, 44.1))
    assert list(found["id"]) == ["cn-b"]


def test_an_unconfirmed_place_has_no_geometry_in_the_store(store: Store) -> None:
    assert store.read("zones").geometry.isna().all()


@pytest.mark.parametrize("layer", ["atlas_meta", "../etc", "stops; drop table stops"])
def test_only_layers_can_be_read(layer: str, store: Store) -> None:
    with pytest.raises(UnknownEntity):
        store.read(layer)


def test_a_file_that_is_no_store_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "x.gpkg").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="Start the atlas again"):
        GeopackageStore(tmp_path / "x.gpkg").documents()


def test_reading_never_writes_to_the_store(store: Store, tmp_path: Path) -> None:
    before = (tmp_path / "atlas.gpkg").read_bytes()
    store.documents()
    store.read("stops")
    assert (tmp_path / "atlas.gpkg").read_bytes() == before
    assert {path.name for path in tmp_path.glob("atlas*")} == {"atlas.gpkg"}


def test_two_stores_of_one_process_see_each_others_changes(store: Store, tmp_path: Path) -> None:
    other = GeopackageStore(tmp_path / "atlas.gpkg")
    other.documents()
    edit(store, "7")
    assert other.records()[some_claim(store)].doc["value"] == "7"


def test_a_snapshot_is_a_whole_store(store: Store, tmp_path: Path) -> None:
    store.snapshot(tmp_path / "taken.gpkg")
    assert problems(tmp_path / "taken.gpkg") == []
    assert GeopackageStore(tmp_path / "taken.gpkg").records() == store.records()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE stops SET doc = 'cut off {'",
        "UPDATE stops SET doc = CAST(x'ff' AS TEXT)",
        "UPDATE stops SET geom = x'4750'",
    ],
)
def test_damage_while_it_runs_is_said_in_words(harm: str, store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "atlas.gpkg")) as database, database:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MinY", "ST_MaxX", "ST_MaxY"):
            database.create_function(name, 1, lambda _: 0)
        database.execute(harm)
    with pytest.raises(StoreError, match="Start the atlas again"):
        store.read("stops")
