"""Changes as values: put together, completed, turned round, and looked at before they are kept."""

from collections.abc import Iterable, Mapping

from layers.check.kinds import walk
from layers.errors import DataError, Problem, UnknownEntity
from layers.read import Document
from layers.store import Change, Clash, Entry, Key, Record, Store
from layers.store.merging import merged
from layers.store.records import CLAIMS, FACTS

PARTS = (FACTS, CLAIMS, "sources", "publishers", "layers")  # nothing to show by themselves
BOOKS = ("sources", "publishers")  # records that others rest on


def together(clash: Clash) -> Document | None:
    """Both sides' changes in one record; None where they touch the same thing."""
    if clash.table == CLAIMS or clash.base is None or clash.mine is None or clash.theirs is None:
        return None
    first = merged(clash.base, clash.theirs, clash.mine)
    # Where both changed one thing, the one named last would win: the order would matter.
    return first if first == merged(clash.base, clash.mine, clash.theirs) else None


def with_changes(
    records: Mapping[Key, Record], changes: Iterable[Change]
) -> dict[Key, Record]:
    """The records as they would be; new ones stand last."""
    after = dict(records)
    for change in changes:
        if change.doc is None:
            after.pop(change.key, None)
        else:
            after[change.key] = Record(change.table, change.id, change.doc, change.seen + 1)
    return after


def changes_back(store: Store, named: str) -> list[Change]:
    """What leads from the present back to the state after a revision.

    Raises
    ------
    UnknownEntity
        No revision has this name, data version or counter.

    """
    revision = store.revision(named)
    if revision is None:
        raise UnknownEntity(f"No revision is called “{named}”. The history lists them.")
    then, now = store.records(as_of=revision.seq), store.records()
    return [
        Change(*key, _doc(then, key), now[key].version if key in now else 0)
        for key in dict.fromkeys((*now, *then))
        if _doc(then, key) != _doc(now, key)
    ]


def without_needed(changes: list[Change], records: Mapping[Key, Record]) -> list[Change]:
    """The changes without taking out a source or publisher that something else rests on by now."""
    wanted = changes
    for book in BOOKS:  # a source that stays keeps its publisher
        after = with_changes(records, wanted)
        named = {word for record in after.values() for _, word in walk(record.doc)}
        wanted = [
            change for change in wanted
            if change.doc is not None or change.table != book or change.id not in named
        ]
    return wanted


def _doc(records: Mapping[Key, Record], key: Key) -> Document | None:
    return records[key].doc if key in records else None


def opposite(entry: Entry) -> Change:
    """What takes one record's part in a revision back."""
    seen = entry.record_version if entry.after is not None else 0
    return Change(entry.table, entry.id, entry.before, seen)


def one_each(changes: Iterable[Change]) -> list[Change]:
    """One change for each record.

    Raises
    ------
    DataError
        Two changes of one record contradict each other.

    """
    found: dict[Key, Change] = {}
    for change in changes:
        other = found.setdefault(change.key, change)
        if other != change:
            raise DataError(f"“{change.id}” is changed twice at once. Make it one change.")
    return list(found.values())


def without_empty_facts(
    changes: Iterable[Change], records: Mapping[Key, Record]
) -> list[Change]:
    """The changes, and what follows from a withdrawn claim.

    A fact whose last claim goes is asked no more and goes as well; one whose preferred claim goes
    prefers none where a single claim is left.
    """
    wanted = {change.key: change for change in changes}
    after = with_changes(records, wanted.values())
    gone = [records[key].doc for key, change in wanted.items()
            if key[0] == CLAIMS and change.doc is None and key in records]
    for fact_id in dict.fromkeys(doc["fact"] for doc in gone):
        fact = after.get((FACTS, fact_id))
        if fact is None:
            continue
        left = [key[1] for key, record in after.items()
                if key[0] == CLAIMS and record.doc["fact"] == fact_id]
        seen = wanted[fact.key].seen if fact.key in wanted else records[fact.key].version
        if not left:
            wanted[fact.key] = Change(FACTS, fact_id, None, seen)
        elif len(left) == 1 and fact.doc.get("preferred", left[0]) != left[0]:
            doc = {name: value for name, value in fact.doc.items() if name != "preferred"}
            wanted[fact.key] = Change(FACTS, fact_id, doc, seen)
    return list(wanted.values())


def hollow(after: Mapping[Key, Record], changes: Iterable[Change]) -> list[Problem]:
    """What joined documents don't show: facts without claims, a preferred claim that is gone."""
    touched = {change.id for change in changes if change.table == FACTS and change.doc is not None}
    touched |= {change.doc["fact"] for change in changes
                if change.table == CLAIMS and change.doc is not None and "fact" in change.doc}
    claims = [record for key, record in after.items() if key[0] == CLAIMS]
    found = []
    for fact_id in sorted(touched & {key[1] for key in after if key[0] == FACTS}):
        own = {record.id for record in claims if record.doc.get("fact") == fact_id}
        preferred = after[FACTS, fact_id].doc.get("preferred")
        if not own:
            found.append(Problem("", fact_id, "claims", "is empty.", "Add a claim."))
        elif preferred is not None and preferred not in own:
            what = f"“{preferred}” is not one of its claims."
            found.append(Problem("", fact_id, "preferred", what, "Choose one that is there."))
    if not any(key[0] not in PARTS for key in after):
        found.append(Problem("", "", "", "Nothing would be left.", "Take out less at once."))
    return found


def orphans(after: Mapping[Key, Record], changes: Iterable[Change]) -> list[Problem]:
    """Facts and claims that would belong to nothing; joined documents no longer show them."""
    found = []
    owners = {key[1] for key in after if key[0] not in ("facts", "claims")}
    for change in changes:
        if change.doc is None:
            continue
        if change.table == "claims" and ("facts", change.doc.get("fact")) not in after:
            found.append(Problem("", change.id, "fact", "does not exist.", "Add the fact first."))
        if change.table == "facts" and change.doc.get("owner") not in owners:
            found.append(Problem("", change.id, "owner", "does not exist.", "Choose a place."))
    return found
