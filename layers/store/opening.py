"""How a store comes up: built where there is none, renewed where the text files are newer."""

import os
from pathlib import Path
from tempfile import mkdtemp

from layers.check import check
from layers.errors import UnreadableFile
from layers.read import documents, files_digest
from layers.store.base import State
from layers.store.build import build
from layers.store.geopackage import GeopackageStore
from layers.store.migrate import migrate
from layers.store.tables import SCHEMA

NOT_ALLOWED = "This process only shows: its setting `editing` is off."
MOST_PROBLEMS = 20


def open_store(data: Path, target: Path, *, at: str, writable: bool = True) -> GeopackageStore:
    """The store of ``data`` (the text files) at ``target``; staff's changes in it stay.

    ``at`` is the moment (UTC, ISO 8601) that a build or a new release is dated with. A store that
    is not ``writable`` is brought up to date all the same where its folder allows it, and then
    opened read-only.

    Raises
    ------
    StoreError
        The store can be neither built nor read.

    """
    unwritable = why_unwritable(target)
    if unwritable:
        return _read_only(data, target, at=at, why=unwritable)
    if not target.exists():
        build(documents(data), target, at=at, why=f"Release in {data.name}",
              digest=files_digest(data))
    migrate(target, at=at)
    refused = _renewed(data, target, at=at)
    state = State(read_only="" if writable else NOT_ALLOWED, text_refused=refused)
    return GeopackageStore(target, state=state)


def why_unwritable(target: Path) -> str:
    """Why nothing can be saved at ``target``; empty where it can."""
    folder = target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"{folder.name}: the folder can't be made ({error.strerror})."
    if not os.access(folder, os.W_OK):
        return f"{folder.name}: the folder can't be written."
    if target.exists() and not os.access(target, os.W_OK):
        return f"{target.name}: the file can't be written."
    return ""


def _read_only(data: Path, target: Path, *, at: str, why: str) -> GeopackageStore:
    """What is there, as it is; where there is nothing yet, a store in a folder of its own."""
    if target.exists() and GeopackageStore(target, state=State(read_only=why)).remembered("schema"):
        return GeopackageStore(target, state=State(read_only=why))
    aside = Path(mkdtemp(prefix="atlas-")) / target.name
    build(documents(data), aside, at=at, why=f"Release in {data.name}", digest=files_digest(data))
    return GeopackageStore(aside, state=State(read_only=why))


def _renewed(data: Path, target: Path, *, at: str) -> tuple[str, ...]:
    """Take a new release of the text files; what is wrong with it, if it can't be taken."""
    store = GeopackageStore(target)
    digest = files_digest(data)
    if store.remembered("release_digest") == digest:
        return ()
    problems = [str(problem) for problem in check(data)]
    if problems:  # what was good yesterday is still shown
        return tuple(problems[:MOST_PROBLEMS])
    notes = {"schema": str(SCHEMA), "release_digest": digest}
    try:
        store.renew(documents(data), at=at, why=f"Release in {data.name}", notes=notes)
    except UnreadableFile as error:
        return (str(error),)
    return ()
