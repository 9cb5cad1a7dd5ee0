"""What differs between two states of the records, in sentences a person can read and judge.

>>> print(sentence(found[0]))  # doctest: +SKIP
Planned area, long term: 36 km² → 40 km²
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from atlas.facts.difference_parts import PARTS, words_of_record
from atlas.facts.difference_rows import Part
from atlas.facts.difference_words import Wording
from atlas.i18n import Words
from layers.read import Document
from layers.store.base import Entry, Key
from layers.store.records import CLAIMS, FACTS


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, all in words; ``before`` or ``after`` is empty where it was not.

    ``what`` is the fact's label or the part of the record, ``field`` which detail of it.
    """

    entity_id: str
    entity: str
    what: str
    field: str
    before: str
    after: str
    key: Key


def differences(
    before: Mapping[Key, Document],
    after: Mapping[Key, Document],
    *,
    lang: str,
    say: Words,
    known: Mapping[Key, Document] | None = None,
) -> list[Difference]:
    """Everything that differs, entity by entity.

    ``known`` are further records that ids are named by, where the states hold only some.
    """
    everything = {**(known or {}), **before, **after}
    w = Wording(everything, lang, say, earlier={**everything, **before})
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    found = [
        Difference(*_owner(key, w), part.what, part.field, part.before, part.after, key)
        for key in changed
        for part in _parts(key, before.get(key), after.get(key), w)
    ]
    # Stable: what belongs to one entity stands together, in the order it was found.
    places = {entity: at for at, entity in enumerate(dict.fromkeys(d.entity_id for d in found))}
    return sorted(found, key=lambda item: places[item.entity_id])


def of_entries(
    entries: Iterable[Entry], known: Mapping[Key, Document], *, lang: str, say: Words
) -> list[Difference]:
    """What entries of the history changed, taken together: from before the first to the last."""
    before: dict[Key, Document | None] = {}
    after: dict[Key, Document | None] = {}
    for entry in sorted(entries, key=lambda item: (item.revision.seq, item.record_version)):
        key = entry.table, entry.id
        before.setdefault(key, entry.before)
        after[key] = entry.after
    return differences(_there(before), _there(after), lang=lang, say=say, known=known)


def sentence(difference: Difference) -> str:
    """A difference in one line, without the name of its entity.

    >>> sentence(Difference("p", "Park", "Area", "", "36 km²", "40 km²", ("claims", "p.area.1")))
    'Area: 36 km² → 40 km²'
    """
    head = " · ".join(part for part in (difference.what, difference.field) if part)
    sides = (side for side in (difference.before, difference.after) if side)
    return f"{head}: {' → '.join(sides)}" if difference.before or difference.after else head


def _there(docs: Mapping[Key, Document | None]) -> dict[Key, Document]:
    return {key: doc for key, doc in docs.items() if doc is not None}


def _owner(key: Key, w: Wording) -> tuple[str, str]:
    """Id and name of what a record belongs to."""
    table, record_id = key
    doc = w.records[key]
    if table == CLAIMS:
        fact = w.records.get((FACTS, str(doc.get("fact"))), {})
        return _owner_of_fact(fact, str(doc.get("fact")), w)
    if table == FACTS:
        return _owner_of_fact(doc, record_id, w)
    names: dict[str, Callable[[str], str]] = {
        "sources": w.title,
        "publishers": w.publisher,
        "layers": w.layer,
        "own": lambda _: w.own.subject(doc),
    }
    return record_id, names.get(table, w.name)(record_id)


def _owner_of_fact(fact: Document, fact_id: str, w: Wording) -> tuple[str, str]:
    owner = str(fact.get("owner", fact_id.rpartition(".")[0]))
    return owner, w.name(owner)


def _parts(
    key: Key, before: Document | None, after: Document | None, w: Wording
) -> Iterator[Part]:
    return PARTS.get(key[0], words_of_record)(before, after, w)
