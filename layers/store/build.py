"""Text files in, GeoPackage out: the same text always gives the same bytes."""

import json  # noqa: I001 - gdal comes before pyogrio
import os
from pathlib import Path
from threading import get_ident
from typing import Any

import layers.store.gdal  # noqa: F401 - sets GDAL up before its first import
import pandas as pd
import pyogrio
from geopandas import GeoDataFrame
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from layers.crs import STORE_CRS
from layers.parse import location, names
from layers.read import Document, Documents, documents, files_digest
from layers.store.records import content_version

# What the file system and GDAL say where a store can't be written.
CANT_WRITE = (OSError, pyogrio.errors.DataSourceError)
META = "atlas_meta"
SPATIAL = ("parks", "facilities", "zones", "context", "stops", "borders", "tracks")


def is_stale(data: Path, target: Path) -> bool:
    """Whether the built store lacks or differs from the text files (compared by content)."""
    mark = _mark(target)
    if not target.exists() or not mark.exists():
        return True
    return mark.read_text("utf-8").strip() != files_digest(data)


def build(data: Path, target: Path) -> str:
    """Build the GeoPackage of ``data`` at ``target`` and return its data version.

    Written beside the target and moved into place, so a killed build leaves the old one whole.
    """
    tables = documents(data)
    version = content_version(tables)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Processes and threads may build at once: each writes its own file, the last move wins.
    scratch = target.with_name(f"{target.stem}.{os.getpid()}-{get_ident()}.gpkg")
    scratch.unlink(missing_ok=True)
    for table, records in tables.items():
        _write(table, records, scratch)
    meta = pd.DataFrame({"key": ["version"], "value": [version]})
    pyogrio.write_dataframe(meta, scratch, layer=META, driver="GPKG", append=True)
    with scratch.open("rb") as written:
        os.fsync(written.fileno())
    scratch.replace(target)
    _mark(target).write_text(files_digest(data), "utf-8")
    return version


def _mark(target: Path) -> Path:
    return target.with_suffix(".digest")


def _write(table: str, records: dict[str, Document], path: Path) -> None:
    ids = list(records)
    columns: dict[str, Any] = {
        "id": ids,
        "doc": [json.dumps(records[key], ensure_ascii=False, sort_keys=True) for key in ids],
    }
    if table not in SPATIAL:
        frame = pd.DataFrame(columns)
        pyogrio.write_dataframe(frame, path, layer=table, driver="GPKG", append=path.exists())
        return
    for lang in ("zh", "en"):
        columns[f"name_{lang}"] = [names(records[key])[0].get(lang, "") for key in ids]
    geometry = [_geometry(table, records[key]) for key in ids]
    spatial = GeoDataFrame(columns, geometry=geometry, crs=STORE_CRS)
    pyogrio.write_dataframe(
        spatial,
        path,
        layer=table,
        driver="GPKG",
        append=path.exists(),
        geometry_type="LineString" if table == "tracks" else "Unknown",
    )


def _geometry(table: str, record: Document) -> BaseGeometry | None:
    if table == "tracks":
        return LineString(record["coordinates"])
    place = location(record)
    return place.outline or place.geometry


def read_documents(rows: dict[str, list[tuple[str, str]]]) -> Documents:
    """Documents from (id, JSON) rows by table."""
    return {table: {key: json.loads(doc) for key, doc in found} for table, found in rows.items()}
