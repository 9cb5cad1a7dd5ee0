"""Raster tiles of the office's own base map, read from one MBTiles or PMTiles file.

MBTiles 1.3 counts rows from the south (TMS); addresses on the web count them from the north.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import TileType

from layers.errors import UnreadableFile

MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
PMTILES_FORMATS = {TileType.PNG: "png", TileType.JPEG: "jpg", TileType.WEBP: "webp"}
HIGHEST_ZOOM = 24


@dataclass(frozen=True)
class TileFile:
    """A file of raster tiles in Web Mercator."""

    media_type: str
    max_zoom: int
    read: Callable[[int, int, int], bytes | None]

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """The picture of one tile, row counted from the north; None where the file has none."""
        inside = 0 <= zoom <= HIGHEST_ZOOM and 0 <= x < 2**zoom and 0 <= y < 2**zoom
        return self.read(zoom, x, y) if inside else None


@lru_cache(maxsize=2)
def open_tiles(path: Path) -> TileFile:
    """The tiles of a file, by its ending.

    Raises
    ------
    UnreadableFile
        The file is missing, is no tile file, or holds vector tiles.

    """
    try:
        return _pmtiles(path) if path.suffix == ".pmtiles" else _mbtiles(path)
    except (OSError, sqlite3.Error, KeyError, ValueError) as error:
        raise UnreadableFile(
            f"{path.name}: is no MBTiles or PMTiles file with raster tiles ({error}). "
            "Check the setting `office_basemap`."
        ) from error


def _mbtiles(path: Path) -> TileFile:
    if not path.is_file():
        raise FileNotFoundError(2, "no such file")
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
        about = dict(database.execute("SELECT name, value FROM metadata").fetchall())
    database.close()
    kind = about.get("format", "png")
    if kind not in MEDIA_TYPES:
        raise ValueError(f"tiles of format {kind}")

    def read(zoom: int, x: int, y: int) -> bytes | None:
        # A connection a read: sqlite3 connections don't cross threads.
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        try:
            row = connection.execute(
                "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=?",
                (zoom, x, 2**zoom - 1 - y),
            ).fetchone()
        finally:
            connection.close()
        return bytes(row[0]) if row else None

    return TileFile(MEDIA_TYPES[kind], int(about.get("maxzoom", 14)), read)


def _pmtiles(path: Path) -> TileFile:
    with path.open("rb") as file:
        source = MmapSource(file)  # type: ignore[no-untyped-call]  # pmtiles is untyped
    reader: Any = Reader(source)  # type: ignore[no-untyped-call]  # as above
    header = reader.header()
    kind = PMTILES_FORMATS.get(header["tile_type"])
    if kind is None:
        raise ValueError("vector tiles")
    return TileFile(MEDIA_TYPES[kind], int(header["max_zoom"]), reader.get)
