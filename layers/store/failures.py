"""What SQLite and the disk say, as errors of ours: for people one calm sentence, for the log all.

SQLite tells kinds of failure by number (https://sqlite.org/rescode.html), never by its words.
"""

import errno
import logging
import math
import shutil
import sqlite3
import struct
from pathlib import Path

from shapely.errors import ShapelyError
from sqlalchemy.exc import DBAPIError, StatementError

from layers.errors import Busy, NoSpace, ReadOnly, StoreError

LOG = logging.getLogger(__name__)
MB = 1024 * 1024
PRIMARY = 0xFF  # the lowest byte of an extended result code is the plain one
IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
NOT_OURS_TO_WRITE = {errno.EACCES, errno.EPERM, errno.EROFS}
DAMAGED = {
    sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}
# Texts that are no JSON and no UTF-8, blobs that are no geometry: what SQLite itself doesn't see.
UNREADABLE = (ValueError, struct.error, ShapelyError)


def in_words(error: BaseException, path: Path, *, wanted: int) -> StoreError:
    """What became of something tried on the store at ``path``, which needed ``wanted`` bytes."""
    inner = error.orig if isinstance(error, StatementError) and error.orig else error
    code = _code(inner)
    number = inner.errno if isinstance(inner, OSError) else None
    if code == sqlite3.SQLITE_FULL or number in NO_ROOM:
        return NoSpace(missing_mb(wanted - shutil.disk_usage(path.parent).free), path.name)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM} or number in NOT_OURS_TO_WRITE:
        return ReadOnly(f"{path.name}: its folder can't be written. Nothing was changed.")
    if code in IN_USE:
        return Busy(f"{path.name}: is in use by another program. Close it, save again.")
    LOG.error("%s: %s%s", path.name, inner, _asked(error), exc_info=inner)
    return _said(inner, path)


def is_mistake(error: BaseException) -> bool:
    """Whether SQLite was asked something that makes no sense: neither file nor disk are to blame.

    >>> is_mistake(sqlite3.OperationalError("Could not decode to UTF-8 column 'doc'"))
    False
    """
    code = _code(error)
    place = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
    if code is None:  # Python's own: a text that is no UTF-8, or a value SQLite can't take
        return isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.OperationalError)
    return code not in IN_USE | DAMAGED | place


def missing_mb(size: float) -> float:
    """How many MB to say are missing: whole ones, and one at least."""
    return max(1.0, math.ceil(size / MB))


def _said(inner: BaseException, path: Path) -> StoreError:
    of_sqlite = isinstance(inner, sqlite3.Error)
    if isinstance(inner, OSError):
        return StoreError(
            f"{path.name}: the disk refuses ({inner.strerror}). Nothing was changed. Look whether "
            "it is there, and try again."
        )
    if isinstance(inner, UNREADABLE) or (of_sqlite and not is_mistake(inner)):
        return StoreError(
            f"{path.name}: can't be read as a store ({inner}). Start the atlas again: it then "
            "puts the newest good copy in its place."
        )
    return StoreError(
        f"{path.name}: the atlas itself made a mistake. Nothing was changed. Show the log to "
        "whoever looks after the atlas."
    )


def _code(error: BaseException) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & PRIMARY


def _asked(error: BaseException) -> str:
    """The statement, without its values: they are what somebody wrote."""
    return f" [{error.statement}]" if isinstance(error, DBAPIError) else ""
