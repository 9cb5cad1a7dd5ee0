"""How a copy takes the place of a store: of a damaged one, or because somebody wants it back.

What was saved after the copy is redone from the journal. The counters go on: nothing that was kept
for a later state is taken for the one that was put back.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from layers.errors import StoreError
from layers.store import journal
from layers.store.backup import (
    FILE_TIME,
    Copy,
    alone,
    copies,
    journal_of,
    keep_alone,
    moment,
    part_of,
)
from layers.store.migrate import migrate
from layers.store.records import signature
from layers.store.sqlite import copy_database, locked, notes, notes_or_none, number
from layers.store.tables import META, SIGNED
from layers.store.verify import problems

SET_ASIDE = 3  # damaged files kept for whoever wants to look at them
RESTORER = "restore"  # who a copy that was put back is signed by


@dataclass(frozen=True, slots=True)
class PutBack:
    """What stands in for a damaged store: how many later transactions were redone, or could not."""

    copy: Copy
    redone: int
    left: int


def newest_good(target: Path) -> Copy | None:
    """The newest copy that is whole."""
    return next((copy for copy in copies(target) if not problems(copy.path)), None)


def put_back(target: Path, scratch: Path, *, at: str) -> PutBack | None:
    """The newest good copy with all that was written after it, at ``scratch``; None without one.

    It has the present schema before anything is redone: the journal goes on after an update of
    the atlas, and speaks of tables that an older copy does not have.
    """
    copy = newest_good(target)
    if copy is None:
        return None
    _present(copy, scratch, at=at)
    redone = journal.redo(scratch, journal_of(target))
    if redone and problems(scratch):  # a good copy is worth more than a bad journal
        _present(copy, scratch, at=at)
        redone = 0
    reached_now = number(notes(scratch), journal.WRITES)
    later = [line for line, _ in journal.lines(journal_of(target)) if line > reached_now]
    return PutBack(copy, redone, len(later))


def _present(copy: Copy, scratch: Path, *, at: str) -> None:
    """What a copy holds, in the present schema: running processes read no other."""
    shutil.copyfile(copy.path, scratch)
    migrate(scratch, at=at)


def lay_down(target: Path) -> None:
    """Put copies none of which is good, and the journal, beside: a new store begins its own."""
    for path in [*(copy.path for copy in copies(target)), journal_of(target)]:
        with suppress(FileNotFoundError):
            path.replace(path.with_name(f"{path.name}.damaged"))


def restore_copy(target: Path, copy: Copy, *, at: str, who: str = RESTORER) -> None:
    """Put a copy back as the present state; what there was is copied first.

    Processes that have the store open see it at their next look, in the present schema even where
    an earlier version of the atlas made the copy. The counter goes on: nothing that was kept for
    a later state is taken for this one.

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
            _present(copy, scratch, at=at)
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
    held = notes_or_none(target) or {}
    with suppress(ValueError):
        seqs = [number(held, "seq"), *(copy.seq for copy in copies(target))]
        return max(seqs), number(held, journal.WRITES)
    return 0, 0


def go_on_from(store: Path, after: tuple[int, int], *, at: str, who: str, why: str) -> None:
    """Let the counters of a store go on from those of the one it replaces."""
    held = notes(store)
    seq = max(number(held, "seq"), after[0]) + 1
    writes = max(number(held, journal.WRITES), after[1]) + 1
    row = [seq, at, who, "", why, "rollback", held.get("version", ""), 0]
    with locked(store) as database:
        marks = ", ".join("?" * (len(SIGNED) + 1))
        database.execute(
            f"INSERT INTO atlas_changes ({', '.join(SIGNED)}, sha) VALUES ({marks})",  # noqa: S608 - ours
            (*row, signature(row)),
        )
        for key, value in (("seq", seq), (journal.WRITES, writes)):
            database.execute(
                f"UPDATE {META} SET value = ? WHERE key = ?", (str(value), key)  # noqa: S608 - ours
            )


def set_aside(target: Path, *, at: str) -> Path | None:
    """Move a damaged store out of the way, never away; only the newest three stay."""
    if not target.exists():
        return None
    stem = target.stem
    place = target.with_name(f"{stem}.damaged-{moment(at):{FILE_TIME}}.gpkg")
    again = 1
    while place.exists():
        again += 1
        place = target.with_name(f"{stem}.damaged-{moment(at):{FILE_TIME}}-{again}.gpkg")
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


def _escaped(name: str) -> str:
    """A file name as a pattern that matches only itself."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
