"""Which changed records a process may show: what lies above its audience level stays out.

A change carries the record as it was and as it will be; where either lies above the level the
whole change does. A source or publisher is shown where the process shows it anyway, or where a
change that is shown names it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from layers.audience import OWN, level, visible
from layers.catalog import Catalog
from layers.model import AUDIENCES, Audience
from layers.read import Document
from layers.store import Change, Entry, Key, Record, Store
from layers.store.records import CLAIMS, FACTS

BOOKS = ("sources", "publishers")
HIGHEST = len(AUDIENCES) - 1
EVERY_VERSION = 100_000  # of one record, however often it has changed
SLACK = 10  # entries of records whose id begins with the same words


@dataclass(frozen=True, slots=True)
class Step:
    """One record before and after; None where it is not there."""

    key: Key
    before: Document | None
    after: Document | None


@dataclass(frozen=True, slots=True)
class Shown:
    """The steps a process may show, and how many it keeps back."""

    steps: tuple[Step, ...]
    kept_back: int


def steps_of_changes(changes: Iterable[Change], records: Mapping[Key, Record]) -> list[Step]:
    """What changes would do to the records as they are."""
    return [
        Step(change.key, records[change.key].doc if change.key in records else None, change.doc)
        for change in changes
    ]


def steps_of_draft(
    changes: Iterable[Change], store: Store, records: Mapping[Key, Record]
) -> list[Step]:
    """What changes do to the records as their author saw them."""
    return [Step(change.key, base_of(store, change, records), change.doc) for change in changes]


def base_of(store: Store, change: Change, records: Mapping[Key, Record]) -> Document | None:
    """A record as the author of a change saw it."""
    present = records.get(change.key)
    if change.seen == 0:
        return None
    if present is not None and present.version == change.seen:
        return present.doc
    # The newest come first: no need to read a long life to its beginning.
    limit = present.version - change.seen + SLACK if present is not None else EVERY_VERSION
    past = store.history(change.table, change.id, limit=limit)
    return next((entry.after for entry in past if entry.record_version == change.seen
                 and (entry.table, entry.id) == change.key), None)


def steps_of_entries(entries: Iterable[Entry]) -> list[Step]:
    """What a revision did."""
    return [Step((entry.table, entry.id), entry.before, entry.after) for entry in entries]


def shown_steps(
    steps: Iterable[Step], *, records: Mapping[Key, Record], catalog: Catalog, audience: Audience
) -> Shown:
    """The steps without those above the level; ``catalog`` is the process' own."""
    every = list(steps)
    reach = AUDIENCES.index(audience)
    if reach == HIGHEST:
        return Shown(tuple(every), 0)
    facts = _facts(every, records)
    plain = [
        bare for step in every if step.key[0] not in BOOKS
        and (bare := _within(step, facts, reach, audience)) is not None
    ]
    books = [
        step for step in every
        if step.key[0] in BOOKS and _is_known(step, plain, every, catalog)
    ]
    shown = [*plain, *books]
    kept_back = len(every) - len(shown)
    return Shown(tuple(shown), kept_back)


def _within(
    step: Step, facts: Mapping[str, list[Document]], reach: int, audience: Audience
) -> Step | None:
    table, record_id = step.key
    if table == OWN:  # the office's quotes and trips are nobody else's
        return None
    docs = [doc for doc in (step.before, step.after) if doc is not None]
    if table == FACTS:
        docs += facts.get(record_id, [])
    if table == CLAIMS:
        above = [found for doc in docs for found in facts.get(str(doc.get("fact")), [])]
        if not above:  # its fact is nowhere: nobody can say how high it was
            return None
        docs += above
    if table in (FACTS, CLAIMS):
        return step if all(level(doc) <= reach for doc in docs) else None
    before, after = (_bare(step.key, doc, audience) for doc in (step.before, step.after))
    return Step(step.key, before, after) if before != after else None


def _bare(key: Key, doc: Document | None, audience: Audience) -> Document | None:
    """An entity without pictures (or plan items' statements) above the level."""
    if doc is None:
        return None
    books: dict[str, dict[str, Document]] = {name: {} for name in BOOKS}
    return visible({**books, key[0]: {key[1]: doc}}, audience)[key[0]][key[1]]


def _facts(steps: list[Step], records: Mapping[Key, Record]) -> dict[str, list[Document]]:
    """Every form of every fact: as it is, and as the steps have it."""
    found = {key[1]: [record.doc] for key, record in records.items() if key[0] == FACTS}
    for step in steps:
        if step.key[0] == FACTS:
            forms = [doc for doc in (step.before, step.after) if doc is not None]
            found.setdefault(step.key[1], []).extend(forms)
    return found


def _is_known(step: Step, plain: list[Step], every: list[Step], catalog: Catalog) -> bool:
    table, record_id = step.key
    sources = {*catalog.sources, *_named(plain)}
    if table == "sources":
        return record_id in sources
    behind = {source.publisher.id for source in catalog.sources.values()}
    for other in every:
        if other.key[0] == "sources" and other.key[1] in sources:
            behind |= {str(doc.get("publisher")) for doc in (other.before, other.after) if doc}
    return record_id in behind


def _named(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        for doc in (step.before, step.after):
            yield from _words_of(doc)


def _words_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _words_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words_of(item)
