"""Copies of a store: when one is made, which stay.

They lie in the folder ``backups`` beside the store, ten at most: the five newest, and the newest
of each of the last five days before. What was saved after a copy stands in the journal
(``layers.store.journal``), so a copy and the journal together lose nothing.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from layers.errors import NoSpace, StoreError
from layers.store import journal
from layers.store.failures import in_words
from layers.store.sqlite import WAIT_MS, copy_database, notes, notes_or_none, number
from layers.store.verify import problems

NEWEST, DAYS = 5, 5
APART = timedelta(minutes=1)  # a copy takes longer than the change it follows
FILE_TIME = "%Y%m%dT%H%M%SZ"
SPARE = 2 * 1024 * 1024  # a copy must not take the room of the next change


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: when it was made (UTC, ISO 8601), its change counter and data version."""

    path: Path
    at: str
    seq: int
    version: str


def folder_of(target: Path) -> Path:
    """Where the copies of a store lie."""
    return target.parent / "backups"


def journal_of(target: Path) -> Path:
    """What was written to a store since its copies."""
    return folder_of(target) / f"{target.stem}.changes.jsonl"


def part_of(target: Path) -> Path:
    """Where a copy is before it is one."""
    return folder_of(target) / f"{target.stem}.part"


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """Hold what one process does at a time: opening, copying, putting back.

    The lock is SQLite's: it works on every system and ends with its process.
    """
    folder_of(target).mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(
        folder_of(target) / f"{target.stem}.lock", timeout=WAIT_MS / 1000, isolation_level=None
    )
    try:
        _take(lock, target)
        yield
    finally:
        lock.close()


def _take(lock: sqlite3.Connection, target: Path) -> None:
    try:
        if not lock.execute("PRAGMA page_count").fetchone()[0]:
            # Locking an empty database would write to it, which a full disk refuses.
            lock.execute("PRAGMA page_size = 512")
            lock.execute("CREATE TABLE IF NOT EXISTS held (by_whom)")
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_FULL:  # there is no room to make the lock
            raise in_words(error, target, wanted=SPARE) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{target.stem}.lock in {folder_of(target).name}: is damaged ({error}). Delete it and "
            "start the atlas again."
        ) from error


def copies(target: Path) -> list[Copy]:
    """The copies there are, the newest first."""
    found = [_copy(path, target.stem) for path in folder_of(target).glob("*.gpkg")]
    whole = [copy for copy in found if copy is not None]
    return sorted(whole, key=lambda copy: (copy.seq, copy.at), reverse=True)


def due(target: Path, *, at: str) -> bool:
    """Whether the newest copy is old enough for another."""
    found = copies(target)
    # A copy dated in the future, by a clock that was wrong, is no reason to make none.
    return not found or abs(moment(at) - moment(found[0].at)) >= APART


def keep(target: Path, *, at: str) -> Copy | None:
    """Make a copy now; None where nothing changed since the newest.

    Raises
    ------
    NoSpace
        There is no room for it.
    StoreError
        The store itself is damaged; the copies there are stay.

    """
    with alone(target):
        return keep_alone(target, at=at)


def keep_alone(target: Path, *, at: str) -> Copy | None:
    """The same for who already holds the lock."""
    before, newest = notes(target), copies(target)[:1]
    if newest and notes_or_none(newest[0].path) == before:
        return None
    _room(target)
    scratch = part_of(target)
    try:
        copy_database(target, scratch)
        held = notes(scratch)
        if wrong := problems(scratch):
            raise StoreError(
                f"{target.name}: is damaged ({wrong[0]}). Start the atlas again: it then puts the "
                "newest good copy in its place."
            )
        place = folder_of(target) / _name(target, at, held)
        scratch.replace(place)
    finally:
        scratch.unlink(missing_ok=True)
    _thin(target)
    _cut_journal(target)
    return _copy(place, target.stem)


def _copy(path: Path, stem: str) -> Copy | None:
    """What the name of a copy says; None for some other file."""
    try:
        named, at, seq, version, _ending = path.name.rsplit(".", 4)
        made = datetime.strptime(at, FILE_TIME).replace(tzinfo=UTC)
        copy = Copy(path, made.isoformat(timespec="seconds"), int(seq), version)
    except ValueError:
        return None
    return copy if named == stem else None


def _name(target: Path, at: str, held: dict[str, str]) -> str:
    version = held.get("version") or "none"
    return f"{target.stem}.{moment(at):{FILE_TIME}}.{number(held, 'seq')}.{version}.gpkg"


def moment(at: str) -> datetime:
    """A moment in UTC of its ISO 8601 form, which need not say so."""
    said = datetime.fromisoformat(at)
    return said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)


def _room(target: Path) -> None:
    wanted = target.stat().st_size + SPARE
    free = shutil.disk_usage(target.parent).free
    if free < wanted:
        missing = max(1.0, (wanted - free) / 1024 / 1024)
        raise NoSpace(missing, f"A copy of {target.name}")


def _thin(target: Path) -> None:
    found = copies(target)
    kept = found[:NEWEST]
    days = {copy.at[:10]: copy for copy in reversed(found[NEWEST:])}  # the newest of each day
    before = sorted((day for day in days if day < found[0].at[:10]), reverse=True)
    kept += [days[day] for day in before[:DAYS]]
    for copy in found:
        if copy not in kept:
            copy.path.unlink(missing_ok=True)


def _cut_journal(target: Path) -> None:
    """Drop lines that each of the newest copies holds: any of them may turn out damaged."""
    held = [notes_or_none(copy.path) for copy in copies(target)[:NEWEST]]
    numbers = [number(one, journal.WRITES) for one in held if one and journal.WRITES in one]
    if numbers and journal_of(target).exists():
        journal.cut(target, journal_of(target), upto=min(numbers))
