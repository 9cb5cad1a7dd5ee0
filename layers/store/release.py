"""A new release of the text files meets what staff have changed.

Both are claims: the release adds and renews its own records, staff's records and choices stay.
Where both changed the same thing, staff's form stays and the release's waits beside it, listed.
What comes out hangs together: nothing names a record that went, no fact prefers a claim that is
not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from layers.read import Document
from layers.store.base import Change, Key, Record
from layers.store.merging import merged
from layers.store.records import CLAIMS, FACTS, ITEMS, Split

ABOVE = {FACTS: "owner", CLAIMS: "fact"}  # the field that names what a record is a part of


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
    mine = {key: record.doc for key, record in current.items()}
    met = {key: _met(key, old.get(key), new.get(key), mine.get(key)) for key in {**new, **mine}}
    after = {key: doc for key, doc in met.items() if doc is not None}
    _bring_back(after, new, mine)
    if _keep_items(after, mine):
        _bring_back(after, new, mine)  # what the items name in turn
    _drop_orphans(after, mine)
    _choose(after, new, mine)
    return _listed(old, new, current, after)


def _met(
    key: Key, base: Document | None, theirs: Document | None, mine: Document | None
) -> Document | None:
    """One record by itself: as the release had it, as it has it now, as it is."""
    if mine is None:  # new, or taken out by staff
        return theirs if base is None else None
    if theirs is None:
        return None if mine == base else mine
    if mine == base:
        return theirs
    # Staff and release made a record of the same id, or staff changed it. A claim is one
    # statement and never mixed: value of one side with the source of the other.
    return mine if base is None or key[0] == CLAIMS else merged(base, theirs, mine)


def _bring_back(after: Split, new: Split, mine: Split) -> None:
    """Keep what the release drops and staff's records name, and what those name in turn.

    The other way round a source that staff took out returns when the release's news need it; a
    place or a fact that staff took out does not.
    """
    gone: dict[str, list[Key]] = {}
    for key in {**new, **mine}:
        if key not in after:
            gone.setdefault(key[1], []).append(key)
    waiting = [key for key in after if after[key] != new.get(key) or after[key] != mine.get(key)]
    while waiting and gone:
        key = waiting.pop()
        for found in [other for word in _words(after[key]) for other in gone.get(word, ())]:
            if found not in after and _may_return(key, found, after, new, mine):
                after[found] = new[found] if found in new else mine[found]
                waiting.append(found)


def _keep_items(after: Split, mine: Split) -> bool:
    """Items of a system that the release drops while staff's status of them stays."""
    found = False
    for doc in [doc for key, doc in after.items() if key[0] == FACTS and "item" in doc]:
        system = (ITEMS, doc["owner"])
        there = after.get(system, {}).get("items", [])
        gone = [
            item
            for item in mine.get(system, {}).get("items", [])
            if item.get("id") == doc["item"] and item not in there
        ]
        if gone and all(item.get("id") != doc["item"] for item in there):
            after[system] = {**after[system], "items": [*there, *gone]}
            found = True
    return found


def _may_return(key: Key, found: Key, after: Split, new: Split, mine: Split) -> bool:
    if found in mine:  # the release drops it: needed by what is not the release's own form
        return after[key] != new.get(key)
    above = after[key].get(ABOVE.get(key[0], ""))
    return after[key] != mine.get(key) and found[0] not in ABOVE and found[1] != above


def _drop_orphans(after: Split, mine: Split) -> None:
    """Facts and claims that the release adds to something staff took out."""
    for table, named in ABOVE.items():
        tables = {FACTS} if table == CLAIMS else {key[0] for key in after} - {*ABOVE}
        there = {key[1] for key in after if key[0] in tables}
        for key in [key for key in after if key[0] == table and key not in mine]:
            if after[key][named] not in there:
                del after[key]


def _choose(after: Split, new: Split, mine: Split) -> None:
    """Let each fact of several claims prefer one that is there: staff's choice comes first."""
    claims: dict[str, list[str]] = {}
    for key, doc in after.items():
        if key[0] == CLAIMS:
            claims.setdefault(doc["fact"], []).append(key[1])
    for fact, ids in claims.items():
        key = (FACTS, fact)
        if key not in after or after[key].get("preferred") in ids:
            continue
        wishes = [doc.get("preferred") for doc in (mine.get(key), new.get(key)) if doc]
        chosen = next((wish for wish in wishes if wish in ids), ids[0])
        if "preferred" in after[key] or (len(ids) > 1 and "item" not in after[key]):
            after[key] = {**after[key], "preferred": chosen}


def _listed(
    old: Split, new: Split, current: Mapping[Key, Record], after: Split
) -> Renewal:
    found = Renewal()
    for key in {**new, **current}:
        record, doc = current.get(key), after.get(key)
        if doc != (record.doc if record else None):
            kind = found.removed if doc is None else found.renewed
            (found.added if record is None else kind).append(key)
            found.changes.append(Change(*key, doc, record.version if record else 0))
        if doc != new.get(key) and old.get(key) != new.get(key):
            found.kept.append(key)
    return found


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        inner: Iterable[object] = value.values() if isinstance(value, Mapping) else value
        for item in inner:
            yield from _words(item)
