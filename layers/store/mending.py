"""What a start does for a store that is missing or damaged, or that a killed process left."""

import os
import re
import sqlite3
from contextlib import suppress
from pathlib import Path

from layers.errors import StoreError
from layers.read import documents, files_digest
from layers.store import backup, journal, restore
from layers.store.build import build
from layers.store.migrate import schema
from layers.store.sqlite import locked, notes, opened
from layers.store.tables import SCHEMA
from layers.store.verify import problems

_OF_A_PROCESS = re.compile(r"[0-9]+-[0-9]+(\.[0-9]+-[0-9]+)?")
# The store's own notes of what stands in for a damaged file, until an editor has read it.
COPY_USED, COPY_AT, REDONE, MISSING, REBUILT = STAND_IN = (
    "copy_used", "copy_at", "redone", "missing", "rebuilt",
)


def sweep(target: Path) -> None:
    """Take away what killed processes left; we are alone, so none of it is in use."""
    folders = [folder for folder in (target.parent, backup.folder_of(target)) if folder.is_dir()]
    found = [
        path for folder in folders for path in folder.iterdir()
        if _is_scratch(path.name, target.stem)
    ]
    part = backup.part_of(target)
    found += [part, part.with_name(f"{part.name}-journal")]
    for path in [*found, journal.part_of(backup.journal_of(target))]:
        path.unlink(missing_ok=True)
    with suppress(sqlite3.Error), opened(target, "rw") as database:
        # QGIS leaves a write-ahead log, which nobody can read from a read-only folder.
        database.execute("PRAGMA journal_mode = DELETE")
    left = target.with_name(f"{target.name}-journal")
    with suppress(sqlite3.Error):
        if left.exists():
            with locked(target):  # rolls back what a killed process had begun
                left.unlink(missing_ok=True)  # and what it had not begun to write


def _is_scratch(name: str, stem: str) -> bool:
    """Whether a file is one that a build writes to: ``<stem>.<process>-<thread>.gpkg``.

    One that was being brought to the present schema has two such pairs.
    """
    rest = name.removeprefix(f"{stem}.").partition(".gpkg")[0]
    return name.startswith(f"{stem}.") and bool(_OF_A_PROCESS.fullmatch(rest))


def mend(data: Path, target: Path, *, at: str) -> dict[str, str]:
    """Put the newest good copy in the place of a missing or damaged store, or build it anew."""
    if target.exists() and not _damaged(target):
        return {}
    scratch = target.with_name(f"{target.stem}.{os.getpid()}-0.gpkg")
    try:
        found = restore.put_back(target, scratch, at=at)
        if found is None:
            return _build_anew(data, target, at=at)
        why = f"Copy of {found.copy.at} stands in"
        lost = _go_on(scratch, restore.reached(target), at=at, why=why)
        restore.set_aside(target, at=at)
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
    return {
        COPY_USED: found.copy.path.name,
        COPY_AT: found.copy.at,
        REDONE: str(found.redone),
        MISSING: str(max(lost, found.left)),
    }


def _damaged(target: Path) -> bool:
    wrong = problems(target)
    if wrong and _is_newer(target):
        refuse_newer(target)
    return bool(wrong)


def _is_newer(target: Path) -> bool:
    try:
        return schema(target) > SCHEMA
    except StoreError:
        return False


def refuse_newer(target: Path) -> None:
    """Raise ``StoreError`` where a newer version of the atlas wrote the store."""
    if (found := schema(target)) > SCHEMA:
        raise StoreError(
            f"{target.name}: was written by a newer version of the atlas (schema {found}, known "
            f"{SCHEMA}). Install that version, or name another file in the setting `store`."
        )


def _go_on(store: Path, after: tuple[int, int], *, at: str, why: str) -> int:
    """How many changes were lost; then nothing kept for a later state is taken for this one."""
    lost = max(0, after[0] - int(notes(store)["seq"]))
    if lost:
        restore.go_on_from(store, after, at=at, who=restore.RESTORER, why=why)
    return lost


def _build_anew(data: Path, target: Path, *, at: str) -> dict[str, str]:
    tables, digest = documents(data), files_digest(data)  # first: broken text changes nothing
    after = restore.reached(target)
    aside = restore.set_aside(target, at=at)
    restore.lay_down(target)
    build(tables, target, at=at, why=f"Release in {data.name}", digest=digest)
    _go_on(target, after, at=at, why=f"{data.name} stands in for a damaged store")
    return {} if aside is None else {REBUILT: aside.name}
