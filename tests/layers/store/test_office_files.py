"""The office's own base map: tiles and vectors it may put in, and files that are neither."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from atlas.config import Settings
from atlas.maps import office
from layers.errors import UnreadableFile
from layers.store.ground import topology
from layers.store.tiles import open_tiles

SQUARE = [[[120, 40], [121, 40], [121, 41], [120, 41], [120, 40]]]


def mbtiles(path: Path, *, kind: str = "png") -> Path:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        database.execute(
            "CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)"
        )
        pairs = [("format", kind), ("maxzoom", "1")]
        database.executemany("INSERT INTO metadata VALUES (?, ?)", pairs)
        database.execute("INSERT INTO tiles VALUES (1, 0, 1, ?)", (b"north-west",))
    return path


def geojson(path: Path) -> Path:
    shapes = [
        {"type": "Polygon", "coordinates": SQUARE},
        {"type": "LineString", "coordinates": [[120, 40], [125, 44]]},
    ]
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_rows_of_mbtiles_count_from_the_south(tmp_path: Path) -> None:
    tiles = open_tiles(mbtiles(tmp_path / "office.mbtiles"))
    assert tiles.tile(1, 0, 0) == b"north-west"
    assert tiles.tile(1, 0, 1) is None
    assert tiles.tile(1, 5, 0) is None


def test_vector_tiles_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="raster"):
        open_tiles(mbtiles(tmp_path / "vector.mbtiles", kind="pbf"))


def test_polygons_and_lines_become_a_topology(tmp_path: Path) -> None:
    made = topology(geojson(tmp_path / "office.geojson"))
    assert len(made["objects"]["countries"]["geometries"]) == 1
    assert len(made["objects"]["borders"]["geometries"]) == 1
    assert made["arcs"][0][0] == [120.0, 40.0]


@pytest.mark.parametrize("name", ["office.txt", "missing.geojson", "missing.mbtiles"])
def test_a_file_that_cannot_be_read_leaves_the_embedded_map(tmp_path: Path, name: str) -> None:
    settings = Settings(office_basemap=str(tmp_path / name))
    assert office.raster(settings) is None
    assert office.vectors(settings) is None


def test_a_service_on_the_offices_network_is_asked_by_its_address() -> None:
    settings = Settings(office_basemap="http://map.example/{z}/{x}/{y}.png")
    found = office.raster(settings)
    assert found is not None
    assert found["url"] == settings.office_basemap
