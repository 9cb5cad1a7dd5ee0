"""The embedded store: one GeoPackage that QGIS opens too.

It uses SQLite's rollback journal, not the write-ahead log: a folder that nobody may write (a
kiosk, a stick) can then be read as it is. Writers wait for each other; readers wait only for the
moment of a commit.
"""

import shutil
import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from geopandas import GeoDataFrame
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection, select, text

from layers.crs import STORE_CRS
from layers.errors import DataError, NoSpace, StoreError, UnknownEntity
from layers.read import Document, Documents
from layers.store import backup, journal
from layers.store.backup import journal_of
from layers.store.base import Applied, BoundsLike, Change, Conflict, Signed, State
from layers.store.failures import MB, in_words, missing_mb
from layers.store.geometry import decode, encode, geometry_of
from layers.store.records import canonical
from layers.store.sql import SqlStore
from layers.store.sqlite import copy_database, engine_of
from layers.store.tables import RECORDS, SPATIAL

# A change writes its rows, their history and a journal of the pages it touches …
ROOM_FOR_A_CHANGE = 1 * MB
TIMES_A_CHANGE = 8  # … and each of its documents several times
TIMES_THE_STORE = 3
BACKUP_FAILED = "backup_failed"  # the store's note of why the last copy could not be made
_TOUCH = "UPDATE gpkg_contents SET last_change = :at WHERE table_name = :name"
_EXTENT = """
    UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
        (SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{table}_geom)
    WHERE table_name = :name
"""
_Row = tuple[str, int, Document, BaseGeometry | None]


class GeopackageStore(SqlStore):
    """One GeoPackage file, opened anew for each question, so that a replaced file is seen.

    ``state.read_only`` says why nothing may be written; the file is then opened read-only. One that
    is ``guarded`` keeps copies of itself and a journal of what came after them
    (``layers.store.backup``); only a store that is still being built is not.
    """

    def __init__(
        self, path: Path, *, state: State | None = None, guarded: bool = True
    ) -> None:
        self.path = path
        self._guarded = guarded
        state = State() if state is None else state
        engine = engine_of(path, read_only=bool(state.read_only))
        journal.record(engine)
        super().__init__(engine, state=state)

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
        rows = self._rows(query)
        try:
            return [(row.id, row.version, row.doc, decode(row.geom)) for row in rows]
        except (struct.error, ShapelyError) as error:
            raise self._failed(error) from error

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
            raise in_words(error, path, wanted=self._least()) from error

    # --- changing ------------------------------------------------------------------------

    def apply(
        self,
        changes: Iterable[Change],
        signed: Signed,
        *,
        draft: str = "",
        checked: int | None = None,
    ) -> Applied | Conflict:
        """Keep all changes with their history in one transaction, or none of them."""
        wanted = list(changes)
        size = sum(len(canonical(change.doc)) for change in wanted)
        self._room(ROOM_FOR_A_CHANGE + TIMES_A_CHANGE * size)
        done = super().apply(wanted, signed, draft=draft, checked=checked)
        if self._guarded and isinstance(done, Applied) and backup.due(self.path, at=signed.at):
            self.copied(lambda: backup.keep(self.path, at=signed.at))
        return done

    def renew(self, documents: Documents, *, at: str, why: str, notes: Mapping[str, str]) -> bool:
        """Bring the store to a new release of the text files; whether anything was new."""
        # The release may change every record: the old pages, the new ones, and the journal's line.
        self._room(ROOM_FOR_A_CHANGE + TIMES_THE_STORE * self.path.stat().st_size)
        return super().renew(documents, at=at, why=why, notes=notes)

    def copied(self, make: Callable[[], object]) -> None:
        """Make a copy; one that fails is noted and makes nothing else fail."""
        try:
            make()
            said = ""
        except (StoreError, OSError, sqlite3.Error) as error:
            said = str(error)
        with suppress(StoreError):
            if (self.remembered(BACKUP_FAILED) or "") != said:
                self.remember(BACKUP_FAILED, said)

    # --- what the engine adds ------------------------------------------------------------

    def _geometry(self, table: str, doc: Document) -> object:
        try:
            return encode(geometry_of(table, doc))
        except (LookupError, TypeError, ValueError, ShapelyError) as error:
            name = doc.get("id", "")
            raise DataError(f"{table} · {name}: its place can't be read ({error}).") from error

    def _touched(self, connection: Connection, touched: Iterable[str], at: str) -> None:
        """GDAL and QGIS read extent and time of change from the list of contents."""
        for table in touched:
            connection.execute(text(_TOUCH), {"at": _gpkg_time(at), "name": table})
            if table in SPATIAL:
                connection.execute(text(_EXTENT.format(table=table)), {"name": table})

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._room(ROOM_FOR_A_CHANGE)
        with self._engine.connect().execution_options(writes=True) as connection:
            begun = connection.begin()
            yield connection
            if not journal.written(connection):  # a conflict leaves no trace
                begun.rollback()
                return
            number = journal.count(connection)
            line = self._journalled(connection, number)
            try:
                begun.commit()
            except BaseException:
                with suppress(OSError):
                    journal.take_back(journal_of(self.path), line)
                raise

    def _journalled(self, connection: Connection, number: int) -> str:
        if not self._guarded:
            return ""
        return journal.keep(journal_of(self.path), connection, number)

    def _room(self, wanted: int) -> None:
        try:
            free = shutil.disk_usage(self.path.parent).free
        except OSError:
            return
        if free < wanted:
            raise NoSpace(missing_mb(wanted - free), self.path.name)

    def _failed(self, error: Exception) -> StoreError:
        return in_words(error, self.path, wanted=self._least())

    def _least(self) -> int:
        """How many bytes must be free that a change which met a full disk may fit."""
        size = self.path.stat().st_size if self.path.exists() else 0
        return max(size, ROOM_FOR_A_CHANGE)


def _meets(shape: BaseGeometry | None, bounds: BoundsLike) -> bool:
    if shape is None or shape.is_empty:
        return False
    west, south, east, north = shape.bounds
    return west <= bounds[2] and east >= bounds[0] and south <= bounds[3] and north >= bounds[1]


def _gpkg_time(at: str) -> str:
    """The form the GeoPackage standard asks for: milliseconds and a Z."""
    return f"{at[:19]}.000Z"
