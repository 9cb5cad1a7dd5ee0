"""How a store comes up: swept, checked, mended, built where there is none, renewed by new text."""

import os
import shutil
import sqlite3
import weakref
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from layers.check import check, examine
from layers.check.record import gathered
from layers.errors import DataError, NoSpace, StoreError
from layers.read import Documents, documents, files_digest
from layers.store import backup
from layers.store.base import State, Store
from layers.store.build import CANT_WRITE
from layers.store.failures import in_words, is_mistake
from layers.store.geopackage import GeopackageStore
from layers.store.mending import (
    COPY_AT,
    COPY_USED,
    MISSING,
    REBUILT,
    REDONE,
    STAND_IN,
    mend,
    refuse_newer,
    sweep,
)
from layers.store.migrate import migrate, schema
from layers.store.sqlite import notes
from layers.store.tables import SCHEMA
from layers.store.verify import problems

NOT_ALLOWED = "This process only shows: its setting `editing` is off."
MOST_PROBLEMS = 20


def open_store(data: Path, target: Path, *, at: str, writable: bool = True) -> GeopackageStore:
    """The store of ``data`` (the text files) at ``target``; staff's changes in it stay.

    ``at`` is the moment (UTC, ISO 8601) that a build or a new release is dated with. A store that
    is not ``writable`` is brought up to date all the same where its folder allows it, and then
    opened read-only. A damaged file is moved aside and the newest good copy takes its place, with
    all that was written after it; ``state`` says so until an editor has read it
    (``acknowledge``).

    Raises
    ------
    StoreError
        The store can be neither built nor read, or a newer version of the atlas wrote it.
    UnreadableFile
        There is no store yet and the text files can't be read.

    """
    unwritable = why_unwritable(target)
    if unwritable:
        return _read_only(data, target, at=at, why=unwritable)
    try:
        state = _brought_up(data, target, at=at)
    except (*CANT_WRITE, NoSpace, sqlite3.OperationalError) as error:
        if is_mistake(error):  # ours: it would be made again anywhere else
            raise in_words(error, target, wanted=0) from error
        # Too full to be mended or built: in a folder that is not.
        return _read_only(data, target, at=at, why=f"{target.parent.name}: {_said(error)}.")
    return GeopackageStore(target, state=replace(state, read_only="" if writable else NOT_ALLOWED))


def _brought_up(data: Path, target: Path, *, at: str) -> State:
    with _alone(target):
        said = _ready(data, target, at=at)
        refused = _renewed(data, target, at=at)
        GeopackageStore(target).copied(lambda: backup.keep_alone(target, at=at))
    return replace(_state(target, "", said), text_refused=refused)


def _said(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def acknowledge(store: Store) -> None:
    """An editor has read that a copy stands in: no banner from the next start on."""
    for key in STAND_IN:
        if store.remembered(key):
            store.remember(key, "")


def why_unwritable(target: Path) -> str:
    """Why nothing can be saved at ``target``; empty where it can."""
    folder = target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"{folder.name}: the folder can't be made ({error.strerror})."
    if not os.access(folder, os.W_OK):
        return f"{folder.name}: the folder can't be written."
    for path in (target, backup.folder_of(target)):
        if path.exists() and not os.access(path, os.W_OK):
            return f"{path.name}: can't be written."
    return ""


# --- where it can be written ---------------------------------------------------------------


def _alone(target: Path) -> AbstractContextManager[None]:
    try:
        backup.folder_of(target).mkdir(exist_ok=True)
    except OSError:
        return nullcontext()
    return backup.alone(target)


def _ready(data: Path, target: Path, *, at: str) -> dict[str, str]:
    """A whole store of the present schema at ``target``; what stands in for it, if anything."""
    sweep(target)
    said = mend(data, target, at=at)
    if schema(target) != SCHEMA:
        refuse_newer(target)
        backup.keep_alone(target, at=at)
        migrate(target, at=at)
    _remember(target, said)
    return said


def _remember(target: Path, said: dict[str, str]) -> None:
    store = GeopackageStore(target)
    with suppress(StoreError):  # no room: this process knows it all the same
        for key, value in said.items():
            store.remember(key, value)


def _state(target: Path, read_only: str, now: dict[str, str] | None = None) -> State:
    store = GeopackageStore(target, state=State(read_only=read_only))
    said = {key: store.remembered(key) or "" for key in STAND_IN} | (now or {})
    return State(
        read_only=read_only,
        copy_used=said[COPY_USED],
        copy_at=said[COPY_AT],
        redone=int(said[REDONE] or 0),
        missing=int(said[MISSING] or 0),
        rebuilt=said[REBUILT],
    )


# --- where it can't ------------------------------------------------------------------------


def _read_only(data: Path, target: Path, *, at: str, why: str) -> GeopackageStore:
    """What is there, as it is; where it needs work, a copy in a folder of its own."""
    if _fine_as_it_is(data, target):
        return GeopackageStore(target, state=_state(target, why))
    folder = Path(mkdtemp(prefix="atlas-"))
    try:
        aside = _taken_along(target, folder)
        state = replace(_brought_up(data, aside, at=at), read_only=why)
    except (*CANT_WRITE, sqlite3.OperationalError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise StoreError(
            f"{target.name}: can't be built ({why} Nor beside: {_said(error)}). Make the folder "
            "writable, or name another file in the setting `store`."
        ) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    store = GeopackageStore(aside, state=state, guarded=False)
    weakref.finalize(store, shutil.rmtree, folder, ignore_errors=True)
    return store


def _fine_as_it_is(data: Path, target: Path) -> bool:
    if problems(target) or schema(target) != SCHEMA:
        return False
    return notes(target).get("release_digest") == files_digest(data)


def _taken_along(target: Path, folder: Path) -> Path:
    """The store with all that is needed to mend it, where it can be mended."""
    aside = folder / target.name
    endings = ("", "-journal", "-wal")
    pairs = [(target.with_name(target.name + end), folder / (target.name + end)) for end in endings]
    backup.folder_of(aside).mkdir()
    of_ours = [copy.path for copy in backup.copies(target)] + [backup.journal_of(target)]
    pairs += [(path, backup.folder_of(aside) / path.name) for path in of_ours]
    for source, place in pairs:
        if source.exists():
            shutil.copyfile(source, place)
    return aside


# --- a new release of the text files -------------------------------------------------------


def _renewed(data: Path, target: Path, *, at: str) -> tuple[str, ...]:
    """Take a new release of the text files; what is wrong with it, if it can't be taken."""
    store = GeopackageStore(target)
    digest = files_digest(data)
    if store.remembered("release_digest") == digest:
        return ()
    if wrong := [str(problem) for problem in check(data)]:
        return tuple(wrong[:MOST_PROBLEMS])  # what was good yesterday is still shown
    try:
        tables = documents(data)
        if wrong := _wrong_with_staff(data, store, tables):
            return tuple(wrong[:MOST_PROBLEMS])
        with suppress(OSError):
            backup.keep_alone(target, at=at)
        why = f"Release in {data.name}"
        store.renew(tables, at=at, why=why, notes={"release_digest": digest})
    except (DataError, StoreError) as error:
        return (str(error),)
    return ()


def _wrong_with_staff(data: Path, store: GeopackageStore, tables: Documents) -> list[str]:
    """What would be wrong once the release and staff's changes have met, and is not so now."""
    if not store.has_edits():
        return []  # the release as it is: checked already
    now = set(examine(gathered(store.documents()), data))
    after = examine(gathered(store.renewed(tables)), data)
    return [str(problem) for problem in after if problem not in now]
