"""Copies of a store, and how the newest good one takes the place of a damaged file.

They lie in the folder ``backups`` beside the store, ten at most: the five newest, and the newest
of each of the last five days before. What was saved after a copy stands in the journal
(``layers.store.journal``), so a copy and the journal together lose nothing.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from layers.errors import NoSpace, StoreError
from layers.store import journal
from layers.store.records import signature
from layers.store.sqlite import WAIT_MS, copy_database, locked, notes
from layers.store.tables import META, SIGNED
from layers.store.verify import problems

NEWEST, DAYS = 5, 5
APART = timedelta(minutes=1)  # a copy takes longer than the change it follows
FILE_TIME = "%Y%m%dT%H%M%SZ"
SPARE = 2 * 1024 * 1024  # a copy must not take the room of the next change
SET_ASIDE = 3  # damaged files kept for whoever wants to look at them
RESTORER = "restore"  # who a copy that was put back is signed by


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: when it was made (UTC, ISO 8601), its change counter and data version."""

    path: Path
    at: str
    seq: int
    version: str


@dataclass(frozen=True, slots=True)
class PutBack:
    """What stands in for a damaged store: how many later transactions were redone, or could not."""

    copy: Copy
    redone: int
    left: int


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
            raise StoreError(
                f"{target.name}: can't be worked on alone ({error}). Try again."
            ) from error


def copies(target: Path) -> list[Copy]:
    """The copies there are, the newest first."""
    found = [_copy(path, target.stem) for path in folder_of(target).glob("*.gpkg")]
    whole = [copy for copy in found if copy is not None]
    return sorted(whole, key=lambda copy: (copy.seq, copy.at), reverse=True)


def due(target: Path, *, at: str) -> bool:
    """Whether the newest copy is old enough for another."""
    found = copies(target)
    return not found or _moment(at) - _moment(found[0].at) >= APART


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
    if newest and _notes_or_none(newest[0].path) == before:
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


def newest_good(target: Path) -> Copy | None:
    """The newest copy that is whole."""
    return next((copy for copy in copies(target) if not problems(copy.path)), None)


def put_back(target: Path, scratch: Path) -> PutBack | None:
    """The newest good copy with all that was written after it, at ``scratch``; None without one."""
    copy = newest_good(target)
    if copy is None:
        return None
    shutil.copyfile(copy.path, scratch)
    redone = journal.redo(scratch, journal_of(target))
    if redone and problems(scratch):  # a good copy is worth more than a bad journal
        shutil.copyfile(copy.path, scratch)
        redone = 0
    reached_now = _number(notes(scratch), journal.WRITES)
    later = [number for number, _ in journal.lines(journal_of(target)) if number > reached_now]
    return PutBack(copy, redone, len(later))


def lay_down(target: Path) -> None:
    """Put copies none of which is good, and the journal, beside: a new store begins its own."""
    for path in [*(copy.path for copy in copies(target)), journal_of(target)]:
        with suppress(FileNotFoundError):
            path.replace(path.with_name(f"{path.name}.damaged"))


def restore_copy(target: Path, copy: Copy, *, at: str, who: str = RESTORER) -> None:
    """Put a copy back as the present state; what there was is copied first.

    Processes that have the store open see it at their next look. The counter goes on: nothing
    that was kept for a later state is taken for this one.

    Raises
    ------
    StoreError
        The copy itself is damaged.

    """
    with alone(target):
        if wrong := problems(copy.path):
            raise StoreError(f"{copy.path.name}: is damaged ({wrong[0]}). Choose another copy.")
        damaged = bool(problems(target))
        if not damaged:
            keep_alone(target, at=at)
        scratch = part_of(target)
        try:
            shutil.copyfile(copy.path, scratch)
            why = f"Copy of {copy.at}, {copy.version}"
            go_on_from(scratch, reached(target), at=at, who=who, why=why)
            if damaged:
                set_aside(target, at=at)
                scratch.replace(target)
            else:
                copy_database(scratch, target)
        finally:
            scratch.unlink(missing_ok=True)
        keep_alone(target, at=at)


def reached(target: Path) -> tuple[int, int]:
    """How far a store had come, as far as can be known: its counter, its transactions."""
    held = _notes_or_none(target) or {}
    with suppress(ValueError):
        seqs = [_number(held, "seq"), *(copy.seq for copy in copies(target))]
        return max(seqs), _number(held, journal.WRITES)
    return 0, 0


def go_on_from(store: Path, after: tuple[int, int], *, at: str, who: str, why: str) -> None:
    """Let the counters of a store go on from those of the one it replaces."""
    held = notes(store)
    seq = max(_number(held, "seq"), after[0]) + 1
    number = max(_number(held, journal.WRITES), after[1]) + 1
    row = [seq, at, who, "", why, "rollback", held.get("version", ""), 0]
    with locked(store) as database:
        marks = ", ".join("?" * (len(SIGNED) + 1))
        database.execute(
            f"INSERT INTO atlas_changes ({', '.join(SIGNED)}, sha) VALUES ({marks})",  # noqa: S608 - ours
            (*row, signature(row)),
        )
        for key, value in (("seq", seq), (journal.WRITES, number)):
            database.execute(
                f"UPDATE {META} SET value = ? WHERE key = ?", (str(value), key)  # noqa: S608 - ours
            )


def set_aside(target: Path, *, at: str) -> Path | None:
    """Move a damaged store out of the way, never away; only the newest three stay."""
    if not target.exists():
        return None
    stem = target.stem
    place = target.with_name(f"{stem}.damaged-{_moment(at):{FILE_TIME}}.gpkg")
    number = 1
    while place.exists():
        number += 1
        place = target.with_name(f"{stem}.damaged-{_moment(at):{FILE_TIME}}-{number}.gpkg")
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            target.with_name(target.name + ending).replace(place.with_name(place.name + ending))
    kept = sorted(
        target.parent.glob(f"{_escaped(stem)}.damaged-*.gpkg"),
        key=lambda path: path.stat().st_mtime_ns,
    )
    for old in kept[:-SET_ASIDE]:
        for path in old.parent.glob(f"{_escaped(old.name)}*"):
            path.unlink(missing_ok=True)
    return place


def _copy(path: Path, stem: str) -> Copy | None:
    """What the name of a copy says; None for some other file."""
    try:
        named, at, seq, version, _ending = path.name.rsplit(".", 4)
        moment = datetime.strptime(at, FILE_TIME).replace(tzinfo=UTC)
        copy = Copy(path, moment.isoformat(timespec="seconds"), int(seq), version)
    except ValueError:
        return None
    return copy if named == stem else None


def _name(target: Path, at: str, held: dict[str, str]) -> str:
    version = held.get("version") or "none"
    return f"{target.stem}.{_moment(at):{FILE_TIME}}.{_number(held, 'seq')}.{version}.gpkg"


def _number(held: dict[str, str], key: str) -> int:
    return int(held.get(key) or 0)


def _moment(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _notes_or_none(path: Path) -> dict[str, str] | None:
    with suppress(sqlite3.Error):
        return notes(path)
    return None


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
    held = [_notes_or_none(copy.path) for copy in copies(target)[:NEWEST]]
    numbers = [_number(one, journal.WRITES) for one in held if one and journal.WRITES in one]
    if numbers and journal_of(target).exists():
        journal.cut(target, journal_of(target), upto=min(numbers))


def _escaped(name: str) -> str:
    """A file name as a pattern that matches only itself."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
