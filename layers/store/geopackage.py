"""The embedded store: one GeoPackage that QGIS opens too.

It uses SQLite's rollback journal, not the write-ahead log: a folder that nobody may write (a
kiosk, a stick) can then be read as it is. Writers wait for each other; readers wait only for the
moment of a commit.
"""

import math
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from layers.crs import STORE_CRS
from layers.errors import NoSpace, ReadOnly, StoreError, UnknownEntity
from layers.read import Document
from layers.store.base import BoundsLike, State
from layers.store.geometry import decode, encode, geometry_of, register
from layers.store.records import canonical
from layers.store.sql import SqlStore
from layers.store.tables import RECORDS, SPATIAL

WAIT_MS = 60_000  # a writer behind seven others on a slow disk still gets its turn
MB = 1024 * 1024
# A change writes its rows, their history and a journal of the pages it touches.
ROOM_FOR_A_CHANGE = 1 * MB
_TOUCH = "UPDATE gpkg_contents SET last_change = :at WHERE table_name = :name"
_EXTENT = """
    UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
        (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{table}_geom)
    WHERE table_name = :name
"""
_Row = tuple[str, int, Document, BaseGeometry | None]


class GeopackageStore(SqlStore):
    """One GeoPackage file, opened anew for each question, so that a replaced file is seen.

    ``state.read_only`` says why nothing may be written; the file is then opened read-only.
    """

    def __init__(self, path: Path, *, state: State | None = None) -> None:
        self.path = path
        state = State() if state is None else state
        engine = _engine(path, read_only=bool(state.read_only))
        super().__init__(engine, name=path.name, state=state)

    def read(
        self,
        layer: str,
        *,
        bounds: BoundsLike | None = None,
        where: Mapping[str, object] | None = None,
        as_of: int | None = None,
    ) -> GeoDataFrame:
        """Features of one layer in CRS84; ``bounds`` is west, south, east, north in degrees."""
        if layer not in SPATIAL:
            raise UnknownEntity(f"There is no layer “{layer}”. One of: {', '.join(SPATIAL)}.")
        rows = self._now(layer, bounds) if as_of is None else self._then(layer, bounds, as_of)
        kept = [
            row for row in rows
            if all(row[2].get(name) == value for name, value in (where or {}).items())
        ]
        columns = {
            "id": [row[0] for row in kept],
            "version": [row[1] for row in kept],
            "doc": [canonical(row[2]) for row in kept],
        }
        return GeoDataFrame(columns, geometry=[row[3] for row in kept], crs=STORE_CRS)

    def _now(self, layer: str, bounds: BoundsLike | None) -> list[_Row]:
        table = RECORDS[layer]
        query = select(table).order_by(table.c.rank, table.c.id)
        if bounds is not None:
            west, south, east, north = bounds
            inside = text(
                f"fid IN (SELECT id FROM rtree_{layer}_geom WHERE maxx >= :west"  # noqa: S608 - a layer of ours
                " AND minx <= :east AND maxy >= :south AND miny <= :north)"
            )
            query = query.where(inside.bindparams(west=west, east=east, south=south, north=north))
        return [
            (row.id, row.version, row.doc, decode(row.geom)) for row in self._rows(query)
        ]

    def _then(self, layer: str, bounds: BoundsLike | None, seq: int) -> list[_Row]:
        found = [
            (record.id, record.version, record.doc, geometry_of(layer, record.doc))
            for record in self.records(as_of=seq).values()
            if record.table == layer
        ]
        return [row for row in found if bounds is None or _meets(row[3], bounds)]

    def snapshot(self, path: Path) -> None:
        """A whole copy of the store, made while others read and write.

        Written beside ``path`` and moved there, so a killed copy leaves nothing of that name.
        """
        scratch = path.with_name(f"{path.name}.part")
        scratch.unlink(missing_ok=True)
        try:
            copy_database(self.path, scratch)
            scratch.replace(path)
        except (sqlite3.Error, OSError) as error:
            scratch.unlink(missing_ok=True)
            raise self._said(error, path) from error

    # --- what the engine adds ------------------------------------------------------------

    def _geometry(self, table: str, doc: Document) -> object:
        return encode(geometry_of(table, doc))

    def _touched(self, connection: Connection, touched: Iterable[str], at: str) -> None:
        """GDAL and QGIS read extent and time of change from the list of contents."""
        for table in touched:
            connection.execute(text(_TOUCH), {"at": _gpkg_time(at), "name": table})
            if table in SPATIAL:
                connection.execute(text(_EXTENT.format(table=table)), {"name": table})

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._room()
        connection = self._engine.connect().execution_options(writes=True)
        with connection, connection.begin():
            yield connection

    def _room(self) -> None:
        try:
            free = shutil.disk_usage(self.path.parent).free
        except OSError:
            return
        if free < ROOM_FOR_A_CHANGE:
            raise NoSpace(_mb(ROOM_FOR_A_CHANGE - free), self.path.name)

    def _failed(self, error: DatabaseError) -> StoreError:
        return self._said(error.orig if error.orig is not None else error, self.path)

    def _said(self, error: BaseException, path: Path) -> StoreError:
        words = str(error)
        if "disk is full" in words or "No space left" in words:
            free = shutil.disk_usage(path.parent).free
            return NoSpace(_mb(max(self.path.stat().st_size, ROOM_FOR_A_CHANGE) - free), path.name)
        if "readonly" in words or "Read-only" in words or "Permission denied" in words:
            return ReadOnly(f"{path.name}: its folder can't be written. Nothing was changed.")
        if "locked" in words:
            return StoreError(f"{path.name}: is in use by another program. Close it, save again.")
        return StoreError(
            f"{path.name}: can't be read as a store ({words}). Start the atlas again: it then "
            "puts the newest good copy in its place."
        )


def copy_database(source: Path, target: Path) -> None:
    """Copy a database page by page, as it is at one moment, and force it to the disk."""
    uri = f"{source.absolute().as_uri()}?mode=ro"
    with (
        _closing(sqlite3.connect(uri, uri=True, timeout=WAIT_MS / 1000)) as origin,
        _closing(sqlite3.connect(target)) as copy,
    ):
        origin.backup(copy)


@contextmanager
def _closing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()


def _engine(path: Path, *, read_only: bool) -> Engine:
    # The address is escaped: a folder may hold ?, # or %.
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT_MS / 1000, isolation_level=None)
        register(connection)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Reads of one connection see one moment. A writer takes the lock before its first look:
        # what it compares with can't change any more.
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _meets(shape: BaseGeometry | None, bounds: BoundsLike) -> bool:
    if shape is None or shape.is_empty:
        return False
    west, south, east, north = shape.bounds
    return west <= bounds[2] and east >= bounds[0] and south <= bounds[3] and north >= bounds[1]


def _gpkg_time(at: str) -> str:
    """The form the GeoPackage standard asks for: milliseconds and a Z."""
    return f"{at[:19]}.000Z"


def _mb(size: float) -> float:
    return max(1.0, math.ceil(size / MB))
