"""What the parts of `facts` share: the store, its states by name, differences as printed."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from atlas.config import Settings
from atlas.facts.difference import Difference, differences, sentence
from atlas.i18n import words
from layers.errors import UnknownEntity
from layers.read import Document, documents
from layers.store import Key, Revision, Store, open_store
from layers.store.records import Split, split

NOW, RELEASE = "now", "release"
SECONDS = 19  # characters of a moment up to its seconds


def opened(settings: Settings) -> Store:
    """The store, brought up to date with the text files and writable where its folder is."""
    return open_store(settings.data, settings.store, at=settings.moment())


def state(store: Store, settings: Settings, named: str) -> Split:
    """The records of a state: `now`, `release` (the text files), a data version, name or counter.

    Raises
    ------
    UnknownEntity
        No revision has this name, data version or counter.

    """
    if named == RELEASE:
        return split(documents(settings.data))
    if named == NOW:
        return split(store.documents())
    return split(store.documents(as_of=revision(store, named).seq))


def revision(store: Store, named: str) -> Revision:
    """The newest revision of this name, data version or counter.

    Raises
    ------
    UnknownEntity
        There is none.

    """
    found = store.revision(named)
    if found is None:
        raise UnknownEntity(
            f"No data version, name or counter is “{named}”. `facts history` lists them."
        )
    return found


def compared(
    before: Split, after: Split, lang: str, known: dict[Key, Document] | None = None
) -> list[Difference]:
    """What differs, in the words of a language."""
    return differences(before, after, lang=lang, say=words(lang), known=known)


def lines(found: Iterable[Difference]) -> Iterable[str]:
    """Differences below the names of their entities."""
    entity = None
    for item in found:
        if item.entity_id != entity:
            entity = item.entity_id
            yield f"{item.entity} ({entity})"
        yield f"  {sentence(item)}"


def as_json(found: Iterable[Difference]) -> list[dict[str, Any]]:
    """Differences as JSON has them, with the sentence that is printed."""
    return [{**asdict(item), "key": list(item.key), "sentence": sentence(item)} for item in found]


def moment(at: str) -> str:
    """A moment (UTC, ISO 8601) as printed: ``2026-11-23 03:10:07 UTC``."""
    return f"{at[:SECONDS].replace('T', ' ')} UTC"


def put_file(path: Path, content: bytes) -> None:
    """Write a file in one step; what it replaces stays whole until then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.part")
    try:
        scratch.write_bytes(content)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
