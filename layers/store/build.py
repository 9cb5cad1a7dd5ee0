"""An empty store: the GeoPackage with every table, before the first record comes in."""

import os  # noqa: I001 - gdal comes before pyogrio
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from threading import get_ident
from typing import Any

import layers.store.gdal  # noqa: F401 - sets GDAL up before its first import
import pandas as pd
import pyogrio
from geopandas import GeoDataFrame
from sqlalchemy import text

from layers.read import Documents
from layers.store.geometry import SRS_ID
from layers.store.geopackage import GeopackageStore
from layers.store.tables import OWN_TABLES, READABLE, RECORD_TABLES, SCHEMA, SPATIAL, metadata
from layers.store.transaction import InWords

# What the file system and GDAL say where a store can't be written.
CANT_WRITE = (OSError, pyogrio.errors.DataSourceError)
# Of our own tables those a person may want to see in QGIS.
LISTED = ("atlas_changes", "atlas_history")


def build(
    tables: Documents, target: Path, *, at: str, why: str, digest: str, replace: bool = False
) -> None:
    """Build a store of these documents at ``target``.

    Written beside the target and moved into place, so a killed build leaves nothing half done.
    ``digest`` is that of the text files (``layers.read.files_digest``), kept to see when they
    change. Where two build at once the first stays, unless ``replace`` is asked for.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # Processes and threads may build at once: each writes its own file.
    scratch = target.with_name(f"{target.stem}.{os.getpid()}-{get_ident()}.gpkg")
    scratch.unlink(missing_ok=True)
    try:
        empty(scratch)
        store = GeopackageStore(scratch, guarded=False)
        notes = {"schema": str(SCHEMA), "release_digest": digest}
        store.renew(tables, at=at, why=why, notes=notes)
        with scratch.open("rb") as written:
            os.fsync(written.fileno())
        _move(scratch, target, replace=replace)
    finally:
        scratch.unlink(missing_ok=True)


def _move(scratch: Path, target: Path, *, replace: bool) -> None:
    if not replace:
        try:
            # Unlike a move, a link never takes the place of a store that staff already edit.
            os.link(scratch, target)
        except FileExistsError:
            return
        except OSError:  # a file system without links
            if target.exists():
                return
        else:
            return
    scratch.replace(target)


def empty(path: Path) -> None:
    """Every table without a row; GDAL makes those with geometry, their index and triggers."""
    add_tables(path, RECORD_TABLES)
    store = GeopackageStore(path, guarded=False)
    with InWords(store._engine.begin(), store._failed) as connection:
        metadata.create_all(connection, tables=list(OWN_TABLES))
        for name in LISTED:
            connection.execute(
                text(
                    "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change)"
                    " VALUES (:name, 'attributes', :name, '2000-01-01T00:00:00.000Z')"
                ),
                {"name": name},
            )


def add_tables(path: Path, tables: Iterable[str]) -> None:
    """Tables of records without a row."""
    wanted = tuple(tables)
    for table in wanted:
        _skeleton(table, path)
    with closing(sqlite3.connect(path)) as database, database:
        for table in wanted:
            database.execute(f"CREATE UNIQUE INDEX {table}_by_id ON {table} (id)")


def _skeleton(table: str, path: Path) -> None:
    words = ("id", "sha", "doc", *READABLE.get(table, ()))
    columns: dict[str, Any] = {name: pd.Series([], dtype="str") for name in words}
    columns |= {name: pd.Series([], dtype="int64") for name in ("rank", "version")}
    options = {"driver": "GPKG", "layer": table, "append": path.exists()}
    if table not in SPATIAL:
        pyogrio.write_dataframe(pd.DataFrame(columns), path, **options)
        return
    frame = GeoDataFrame(columns, geometry=[], crs=f"EPSG:{SRS_ID}")
    kind = "LineString" if table == "tracks" else "Unknown"
    pyogrio.write_dataframe(frame, path, geometry_type=kind, **options)
