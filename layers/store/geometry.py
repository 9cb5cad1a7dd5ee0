"""GeoPackage's binary form of a geometry (OGC 12-128r19, 2.1.3), and what its triggers ask."""

import sqlite3
import struct
from collections.abc import Callable

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from layers.parse import location
from layers.read import Document

# WGS 84 as every GeoPackage knows it; its axes are longitude, latitude there (12-128r19, 2.1.3),
# so it is CRS84. Each blob must name the system that its table names.
SRS_ID = 4326
HEADER = struct.Struct("<2sBBi")
MAGIC, VERSION = b"GP", 0
LITTLE_ENDIAN, WITH_BOX, EMPTY = 0b1, 0b10, 0b10000
BOX = struct.Struct("<4d")
BOX_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def geometry_of(table: str, doc: Document) -> BaseGeometry | None:
    """The shape a record is stored with, in CRS84; None where it has none."""
    if table == "tracks":
        return LineString(doc["coordinates"])
    place = location(doc)
    return place.outline or place.geometry


def encode(geometry: BaseGeometry | None) -> bytes | None:
    """The blob of a geometry in CRS84."""
    if geometry is None:
        return None
    flags = LITTLE_ENDIAN | (EMPTY if geometry.is_empty else WITH_BOX)
    header = HEADER.pack(MAGIC, VERSION, flags, SRS_ID)
    west, south, east, north = (0.0,) * 4 if geometry.is_empty else geometry.bounds
    box = b"" if geometry.is_empty else BOX.pack(west, east, south, north)
    return header + box + bytes(shapely.to_wkb(geometry, byte_order=1))


def decode(blob: bytes | None) -> BaseGeometry | None:
    """The geometry of a blob."""
    if blob is None:
        return None
    _magic, _version, flags, _srs = HEADER.unpack_from(blob)
    start = HEADER.size + BOX_BYTES[(flags >> 1) & 0b111]
    found: BaseGeometry = shapely.from_wkb(blob[start:])
    return found


def register(connection: sqlite3.Connection) -> None:
    """Give SQLite the functions that GDAL's R-tree triggers call on every change."""

    def of_bounds(place: int) -> Callable[[bytes | None], float | None]:
        def bound(blob: bytes | None) -> float | None:
            shape = decode(blob)
            return None if shape is None or shape.is_empty else float(shape.bounds[place])

        return bound

    def is_empty(blob: bytes | None) -> int | None:
        shape = decode(blob)
        return None if shape is None else int(shape.is_empty)

    functions = {
        "ST_IsEmpty": is_empty,
        "ST_MinX": of_bounds(0),
        "ST_MinY": of_bounds(1),
        "ST_MaxX": of_bounds(2),
        "ST_MaxY": of_bounds(3),
    }
    for name, function in functions.items():
        connection.create_function(name, 1, function, deterministic=True)
