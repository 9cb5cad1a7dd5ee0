"""Who changed what, when and why; the newest first."""

import argparse
import json
from dataclasses import asdict

from atlas.cli.facts_store import as_json, lines, moment, opened
from atlas.config import Settings
from atlas.facts.difference import Difference, of_entries
from atlas.i18n import words
from layers.errors import UnknownEntity
from layers.read import Document
from layers.store.base import Entry, Key, Revision, Store

SHOWN = 20  # a revision of more records, such as a release, is only counted
ALL = 1_000_000


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print revisions with what they changed."""
    store = opened(settings)
    found = _of_one(store, chosen.id, chosen.limit) if chosen.id else _of_all(store, chosen.limit)
    known = {key: record.doc for key, record in store.records().items()}
    told = [(revision, _told(entries, known, chosen.lang)) for revision, entries in found]
    if chosen.json:
        listed = [{**asdict(revision), "differences": as_json(parts)} for revision, parts in told]
        print(json.dumps({"revisions": listed}, ensure_ascii=False, indent=1))
        return 0
    for revision, parts in told:
        print(heading(revision))
        for line in lines(parts):
            print(f"  {line}")
    return 0


def heading(revision: Revision) -> str:
    """A revision in one line: ``12 · 2026-11-23 03:10:07 UTC · Li · why · 3 records · …``."""
    second = f"approved by {revision.approved_by}" if revision.approved_by else ""
    name = f"“{revision.name}”" if revision.name else ""
    parts = (
        str(revision.seq), name, moment(revision.at), revision.who, second,
        revision.why, f"{revision.kind} of {revision.count} record(s)", revision.version,
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


def _of_all(store: Store, limit: int) -> list[tuple[Revision, list[Entry]]]:
    return [
        (item, store.history(seq=item.seq, limit=ALL) if item.count <= SHOWN else [])
        for item in store.revisions(limit=max(0, limit))
    ]


def _of_one(store: Store, record_id: str, limit: int) -> list[tuple[Revision, list[Entry]]]:
    found: dict[int, tuple[Revision, list[Entry]]] = {}
    for entry in store.history(None, record_id, limit=ALL):
        found.setdefault(entry.revision.seq, (entry.revision, []))[1].append(entry)
    if not found:
        raise UnknownEntity(f"Nothing is recorded of “{record_id}”. Check the spelling.")
    newest = sorted(found.values(), key=lambda pair: pair[0].seq, reverse=True)
    return newest[: max(0, limit)]


def _told(entries: list[Entry], known: dict[Key, Document], lang: str) -> list[Difference]:
    if not entries or len(entries) > SHOWN:
        return []
    return of_entries(entries, known, lang=lang, say=words(lang))
