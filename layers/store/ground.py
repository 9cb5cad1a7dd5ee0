"""The office's own base map as vectors: GeoJSON or GeoPackage made into a TopoJSON topology."""

from pathlib import Path
from typing import Any

import pyogrio
from pyogrio.errors import DataSourceError
from shapely.geometry import MultiLineString, MultiPolygon

import layers.store.gdal  # noqa: F401 - sets GDAL up before its first import
from layers.errors import UnreadableFile

# The prefix names the driver: GDAL would otherwise choose one by content.
DRIVERS = {".geojson": "GeoJSON", ".json": "GeoJSON", ".gpkg": "GPKG"}
DIGITS = 4


def topology(path: Path) -> dict[str, Any]:
    """Polygons as ``countries``, lines as ``borders``, in CRS84, arcs not shared.

    Raises
    ------
    UnreadableFile
        The file can't be read, has no coordinate system, or its name ends in something else.

    """
    driver = DRIVERS.get(path.suffix.lower())
    if driver is None:
        raise UnreadableFile(f"{path.name}: should end in {', '.join(DRIVERS)}, mbtiles, pmtiles.")
    try:
        frame = pyogrio.read_dataframe(f"{driver}:{path}")
    except (DataSourceError, ValueError) as error:
        raise UnreadableFile(f"{path.name}: can't be read as {driver}. Export it anew.") from error
    if frame.crs is None:
        raise UnreadableFile(f"{path.name}: has no coordinate system. Set it and export anew.")
    arcs: list[list[list[float]]] = []
    shapes = [shape for shape in frame.to_crs("OGC:CRS84").geometry if shape is not None]
    polygons = [_polygon(shape, arcs) for shape in shapes if "Polygon" in shape.geom_type]
    lines = [_line(shape, arcs) for shape in shapes if "LineString" in shape.geom_type]
    return {
        "type": "Topology",
        "arcs": arcs,
        "objects": {
            "countries": {"type": "GeometryCollection", "geometries": polygons},
            "borders": {"type": "GeometryCollection", "geometries": lines},
        },
    }


def _arc(coordinates: Any, arcs: list[list[list[float]]]) -> int:
    arcs.append([[round(x, DIGITS), round(y, DIGITS)] for x, y, *_ in coordinates])
    return len(arcs) - 1


def _polygon(shape: Any, arcs: list[list[list[float]]]) -> dict[str, Any]:
    parts = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    rings = [
        [[_arc(ring.coords, arcs)] for ring in (part.exterior, *part.interiors)]
        for part in parts
    ]
    return {"type": "MultiPolygon", "arcs": rings, "properties": {"own": False}}


def _line(shape: Any, arcs: list[list[list[float]]]) -> dict[str, Any]:
    parts = shape.geoms if isinstance(shape, MultiLineString) else [shape]
    return {
        "type": "MultiLineString",
        "arcs": [[_arc(part.coords, arcs)] for part in parts],
        "properties": {"style": "normal"},
    }
