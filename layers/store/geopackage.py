"""The embedded store: one GeoPackage that QGIS opens too."""

import sqlite3
from functools import cached_property
from pathlib import Path
from typing import Any

import pyogrio
from geopandas import GeoDataFrame
from sqlalchemy import Engine, Select, column, create_engine, select, table
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from layers.errors import StoreError, UnknownEntity
from layers.read import (
    LIST_OF_RECORDS,
    ONE_RECORD_A_FILE,
    TABLE_PER_RECORD,
    Document,
    Documents,
)
from layers.store.base import BoundsLike
from layers.store.build import META, SPATIAL, read_documents

TABLES = (*ONE_RECORD_A_FILE, *TABLE_PER_RECORD, *LIST_OF_RECORDS, "tracks")



class GeopackageStore:
    """Read access to a built GeoPackage through SQLAlchemy Core and pyogrio."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # Opened read-only so that a read-only folder (a kiosk) serves as well as any other. The
        # address is escaped: a folder may hold ?, # or %.
        uri = f"{path.absolute().as_uri()}?mode=ro"
        self._engine: Engine = create_engine(
            "sqlite://", creator=lambda: sqlite3.connect(uri, uri=True), poolclass=NullPool
        )

    @cached_property
    def version(self) -> str:
        """The data version written at the build."""
        meta = table(META, column("key"), column("value"))
        rows = self._rows(select(meta.c.value).where(meta.c.key == "version"))
        return str(rows[0][0])

    def layers(self) -> tuple[str, ...]:
        """Names of the tables that hold geometry."""
        return SPATIAL

    def read(self, layer: str, *, bounds: BoundsLike | None = None) -> GeoDataFrame:
        """Features of one layer in CRS84; ``bounds`` is west, south, east, north in degrees."""
        if layer not in SPATIAL:
            raise UnknownEntity(f"There is no layer “{layer}”. One of: {', '.join(SPATIAL)}.")
        # The prefix names the driver: GDAL would otherwise choose it by content.
        return pyogrio.read_dataframe(f"GPKG:{self.path}", layer=layer, bbox=bounds)

    def get(self, table_name: str, record_id: str) -> Document:
        """One record; raises ``UnknownEntity`` where the table holds no such id."""
        found = self.documents().get(table_name, {}).get(record_id)
        if found is None:
            raise UnknownEntity(f"{table_name} holds no “{record_id}”. Check the spelling.")
        return found

    def documents(self) -> Documents:
        """Every record by table and id."""
        return self._documents

    @cached_property
    def _documents(self) -> Documents:
        rows = {}
        for name in TABLES:
            source = table(name, column("fid"), column("id"), column("doc"))
            # Order of writing: records keep the order of their files within a table.
            found = self._rows(select(source.c.id, source.c.doc).order_by(source.c.fid))
            rows[name] = [(str(record_id), str(text)) for record_id, text in found]
        return read_documents(rows)

    def _rows(self, statement: Select[Any]) -> list[tuple[object, ...]]:
        try:
            with self._engine.connect() as connection:
                return [tuple(row) for row in connection.execute(statement)]
        except DatabaseError as error:
            raise StoreError(
                f"{self.path.name}: is not a store this version can read. Delete it; it is built "
                "again at the next start."
            ) from error
