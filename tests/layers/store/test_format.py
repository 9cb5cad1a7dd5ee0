"""A store that staff have edited is a GeoPackage still, as OGC 12-128r19 asks for."""

import re
import sqlite3
from collections.abc import Iterator

import pytest
import shapely

from layers.store import Change, Signed, Store, open_store
from layers.store.geometry import decode
from layers.store.sqlite import opened
from layers.store.tables import RECORD_TABLES, SPATIAL
from tests.conftest import SMALL
from tests.layers.store.conftest import AT, LATER, edit

APPLICATION_ID = 0x47504B47  # “GPKG”
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def changes(store: Store) -> Iterator[Change]:
    """A stop moved, one taken away, one added, and a place that is nowhere."""
    stops = [record for record in store.records().values() if record.table == "stops"]
    first, second = stops[:2]
    x, y = first.doc["point"]
    yield Change("stops", first.id, {**first.doc, "point": [x + 2.5, y + 1.5]}, first.version)
    yield Change("stops", second.id, None, second.version)
    yield Change("stops", "added", {**second.doc, "id": "added"}, 0)
    zone = next(record for record in store.records().values() if record.table == "zones")
    yield Change("zones", zone.id, {**zone.doc, "names": {}}, zone.version)


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Open for reading only: one for all tests."""
    target = tmp_path_factory.mktemp("format") / "atlas.gpkg"
    store = open_store(SMALL, target, at=AT)
    edit(store, "7")
    store.apply(list(changes(store)), Signed("Li", "surveyed", LATER))
    with opened(target, "ro") as database:
        yield database


def test_the_file_says_what_it_is(edited: sqlite3.Connection) -> None:
    assert edited.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    (version,) = edited.execute("PRAGMA user_version").fetchone()
    assert 10200 <= version < 20000  # GeoPackage 1.2 or a later 1.x
    assert edited.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert edited.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_table_is_listed_with_its_kind_and_a_time(edited: sqlite3.Connection) -> None:
    query = "SELECT table_name, data_type, last_change, srs_id FROM gpkg_contents"
    listed = {name: (kind, at, srs) for name, kind, at, srs in edited.execute(query)}
    assert set(listed) == {*RECORD_TABLES, "atlas_changes", "atlas_history"}
    for name, (kind, at, srs) in listed.items():
        assert kind == ("features" if name in SPATIAL else "attributes")
        assert TIME.fullmatch(at)
        assert (srs == 4326) == (name in SPATIAL)  # axes: GeoPackage always has x, y
    assert listed["stops"][1] == "2026-11-23T09:30:00.000Z"


def test_every_layer_has_its_geometry_column_and_its_index(edited: sqlite3.Connection) -> None:
    columns = edited.execute(
        "SELECT table_name, column_name, geometry_type_name, srs_id, z, m "
        "FROM gpkg_geometry_columns"
    ).fetchall()
    kinds = {name: "LINESTRING" if name == "tracks" else "GEOMETRY" for name in SPATIAL}
    assert set(columns) == {(name, "geom", kind, 4326, 0, 0) for name, kind in kinds.items()}
    indexed = edited.execute(
        "SELECT table_name, column_name, scope FROM gpkg_extensions "
        "WHERE extension_name = 'gpkg_rtree_index'"
    ).fetchall()
    assert set(indexed) == {(name, "geom", "write-only") for name in SPATIAL}


@pytest.mark.parametrize("table", SPATIAL)
def test_index_and_extent_are_those_of_the_shapes(table: str, edited: sqlite3.Connection) -> None:
    rows = edited.execute(f"SELECT fid, geom FROM {table}")  # noqa: S608 - ours
    shapes = {fid: shape for fid, blob in rows if (shape := decode(blob)) and not shape.is_empty}
    boxes = edited.execute(
        f"SELECT id, minx, miny, maxx, maxy FROM rtree_{table}_geom"  # noqa: S608 - ours
    ).fetchall()
    assert {fid for fid, *_ in boxes} == set(shapes)
    for fid, *box in boxes:  # kept as 32 bit numbers, rounded outwards
        assert box == pytest.approx(shapes[fid].bounds, abs=2e-5)
    extent = edited.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (table,)
    ).fetchone()
    if not shapes:
        assert extent == (None,) * 4
        return
    assert extent == pytest.approx(shapely.total_bounds(list(shapes.values())), abs=2e-5)


@pytest.mark.parametrize("table", SPATIAL)
def test_every_shape_carries_its_header(table: str, edited: sqlite3.Connection) -> None:
    for (blob,) in edited.execute(f"SELECT geom FROM {table} WHERE geom NOT NULL"):  # noqa: S608 - ours
        magic, version, flags = blob[:2], blob[2], blob[3]
        assert (magic, version) == (b"GP", 0)
        assert flags & 1  # little endian, as the numbers after it are
        assert int.from_bytes(blob[4:8], "little") == 4326
        assert shapely.from_wkb(blob[40:]).is_valid
