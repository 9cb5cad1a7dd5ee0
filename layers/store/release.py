"""A new release of the text files meets what staff have changed.

Both are claims: the release adds and renews its own records, staff's records and choices stay.
Where both changed the same thing, staff's form stays and the release's waits beside it, listed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from layers.read import Document
from layers.store.base import Change, Key, Record
from layers.store.records import CLAIMS, FACTS, Split


@dataclass(slots=True)
class Renewal:
    """What a release changes, and what staff's work keeps it from changing."""

    changes: list[Change] = field(default_factory=list)
    added: list[Key] = field(default_factory=list)
    renewed: list[Key] = field(default_factory=list)
    removed: list[Key] = field(default_factory=list)
    kept: list[Key] = field(default_factory=list)


def renewal(old: Split, new: Split, current: Mapping[Key, Record]) -> Renewal:
    """The changes that bring ``current`` from release ``old`` to release ``new``."""
    found = Renewal()
    for key, doc in new.items():
        _meet(found, key, old.get(key), doc, current.get(key))
    needed = _needed_by_staff(old, current)
    for key in (key for key in old if key not in new and key in current):
        if current[key].doc == old[key] and key not in needed:
            found.removed.append(key)
            found.changes.append(Change(*key, None, current[key].version))
        else:
            found.kept.append(key)
    return found


def _meet(
    found: Renewal, key: Key, base: Document | None, theirs: Document, mine: Record | None
) -> None:
    if mine is None:
        if base is None:
            found.added.append(key)
            found.changes.append(Change(*key, theirs, 0))
        elif base != theirs:  # staff took it out; the release has something new to say
            found.kept.append(key)
    elif base is None or mine.doc == theirs:
        # Staff and release made a record of the same id: staff's stays.
        found.kept += [key] if mine.doc != theirs else []
    elif mine.doc == base:
        found.renewed.append(key)
        found.changes.append(Change(*key, theirs, mine.version))
    elif base != theirs:
        _merge(found, key, base, theirs, mine)


def _merge(found: Renewal, key: Key, base: Document, theirs: Document, mine: Record) -> None:
    """Both changed one record: fields only the release changed are renewed.

    A claim is one statement and never mixed: value of one side with the source of the other.
    """
    merged = mine.doc if key[0] == CLAIMS else _fields(base, theirs, mine.doc)
    if merged != mine.doc:
        found.renewed.append(key)
        found.changes.append(Change(*key, merged, mine.version))
    if merged != theirs:
        found.kept.append(key)


def _fields(base: Document, theirs: Document, mine: Document) -> Document:
    merged = dict(mine)
    for name in {*base, *theirs}:
        if mine.get(name) == base.get(name) and theirs.get(name) != base.get(name):
            if name in theirs:
                merged[name] = theirs[name]
            else:
                merged.pop(name, None)
    return merged


def _needed_by_staff(old: Split, current: Mapping[Key, Record]) -> set[Key]:
    """Records of the old release that staff's own records name: they can't go."""
    staff = [record for key, record in current.items() if old.get(key) != record.doc]
    named = {word for record in staff for word in _words(record.doc)}
    needed = {key for key in old if key[1] in named}
    # What a needed claim hangs on is needed as well.
    for key in [key for key in needed if key[0] in (CLAIMS, FACTS)]:
        needed |= _above(key, old)
    return needed


def _above(key: Key, records: Split) -> set[Key]:
    doc = records[key]
    if key[0] == CLAIMS:
        fact = (FACTS, doc["fact"])
        return {fact, *(_above(fact, records) if fact in records else ())}
    return {other for other in records if other[1] == doc["owner"]}


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        inner: Iterable[object] = value.values() if isinstance(value, Mapping) else value
        for item in inner:
            yield from _words(item)
