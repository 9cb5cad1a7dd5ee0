"""Take over a spreadsheet or a folder of text; shows every change first."""

import argparse
from functools import partial

from atlas.cli.facts_offer import Offer, settle
from atlas.cli.facts_store import opened
from atlas.config import Settings
from atlas.facts.sheet import read_sheet
from atlas.i18n import words
from layers.check import check
from layers.errors import UnreadableFile
from layers.read import Document, documents
from layers.store.base import Change, Key, Store
from layers.store.records import split

ALL = 1_000_000  # no record changes that often


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Show changes and problems; with ``--accept`` and no problem, keep them as one revision."""
    if not chosen.file.exists():
        raise UnreadableFile(f"{chosen.file}: is not there. Check the path.")
    store = opened(settings)
    made = _of_folder if chosen.file.is_dir() else _of_sheet
    return settle(made(chosen, settings, store), store, chosen, settings, kind="import")


def _of_folder(chosen: argparse.Namespace, settings: Settings, store: Store) -> Offer:  # noqa: ARG001 - same for both
    problems = tuple(str(problem) for problem in check(chosen.file))
    if problems:
        return Offer((), problems)
    # Compared with what the present text would be: facts without claims are not in text files.
    now, wanted = split(store.documents()), split(documents(chosen.file))
    records = store.records()
    return Offer(tuple(
        Change(*key, wanted.get(key), records[key].version if key in records else 0)
        for key in dict.fromkeys((*now, *wanted))
        if now.get(key) != wanted.get(key)
    ))  # fmt: skip


def _of_sheet(chosen: argparse.Namespace, settings: Settings, store: Store) -> Offer:
    reading = read_sheet(
        chosen.file.read_bytes(),
        store.records(),
        say=words(chosen.lang),
        level=chosen.level or settings.audience,
        past=partial(_past, store),
    )
    return Offer(
        reading.changes,
        tuple(str(problem) for problem in reading.problems),
        tuple(str(note) for note in reading.notes),
        reading.unchanged,
    )


def _past(store: Store, key: Key, version: int) -> Document | None:
    """A record's document as it stood at an older version."""
    entries = store.history(*key, limit=ALL)
    return next((entry.after for entry in entries if entry.record_version == version), None)
