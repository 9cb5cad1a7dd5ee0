"""Releases and staff's edits in any order: no staff record is lost, and all hangs together."""

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from layers.read import Document
from layers.store import Key, Record
from layers.store.records import CLAIMS, FACTS, Split
from layers.store.release import renewal
from tests.conftest import examples

PLACES = ("p1", "p2", "p3")
FACT_KEYS = ("area", "jobs")
SOURCES = ("s1", "s2", "s3", "s4")
PUBLISHERS = ("u1", "u2")

words = st.sampled_from(("a", "b", "c"))


@st.composite
def releases(draw: st.DrawFn) -> Split:
    """A release whose records hang together, as the check of the text files asks for."""
    found: Split = {}
    for publisher in PUBLISHERS:
        found["publishers", publisher] = {"id": publisher, "name": draw(words)}
    for source in draw(st.sets(st.sampled_from(SOURCES), min_size=1)):
        publisher = draw(st.sampled_from(PUBLISHERS))
        found["sources", source] = {"id": source, "title": draw(words), "publisher": publisher}
    sources = [key[1] for key in found if key[0] == "sources"]
    for place in draw(st.sets(st.sampled_from(PLACES))):
        found["parks", place] = {"id": place, "name": draw(words), "city": draw(words)}
        for name in draw(st.sets(st.sampled_from(FACT_KEYS))):
            numbers = sorted(draw(st.sets(st.integers(1, 3), min_size=1)))
            ids = [f"{place}.{name}.{number}" for number in numbers]
            fact: Document = {"owner": place, "key": name, "label": draw(words)}
            if len(ids) > 1:
                fact["preferred"] = draw(st.sampled_from(ids))
            found[FACTS, f"{place}.{name}"] = fact
            for claim in ids:
                found[CLAIMS, claim] = {
                    "fact": f"{place}.{name}", "value": draw(words),
                    "source": draw(st.sampled_from(sources)),
                }
    named = {doc.get("source") or doc.get("publisher") for doc in found.values()}
    return {
        key: doc for key, doc in found.items() if key[0] != "publishers" or key[1] in named
    }


def faults(records: Split) -> Iterator[str]:
    """What the check of the data, or the desk, would refuse."""
    claims: dict[str, list[str]] = {}
    for (table, name), doc in records.items():
        if table == CLAIMS:
            claims.setdefault(doc["fact"], []).append(name)
            if (FACTS, doc["fact"]) not in records:
                yield f"{name}: no fact"
            if ("sources", doc["source"]) not in records:
                yield f"{name}: no source {doc['source']}"
        if table == FACTS and ("parks", doc["owner"]) not in records:
            yield f"{name}: no place"
        if table == "sources" and ("publishers", doc["publisher"]) not in records:
            yield f"{name}: no publisher"
    for (table, name), doc in records.items():
        ids = claims.get(name, [])
        if table == FACTS and ids and doc.get("preferred", ids[0]) not in ids:
            yield f"{name}: prefers what is not there"
        if table == FACTS and len(ids) > 1 and "preferred" not in doc:
            yield f"{name}: prefers none"


@dataclass(frozen=True)
class Edit:
    """Something a person does: what, to which of the things there are, with which word."""

    what: str
    which: int
    word: str


edits = st.lists(
    st.builds(
        Edit,
        st.sampled_from(
            ("value", "source", "own claim", "prefer", "withdraw", "label", "name", "own source",
             "drop source", "drop place", "own place", "drop fact")
        ),
        st.integers(0, 30),
        words,
    ),
    max_size=8,
)


def edited(records: Split, edit: Edit, number: int) -> Split:
    """The records after an edit; as they were where the desk would refuse it."""
    after = {key: dict(doc) for key, doc in records.items()}
    _do(after, edit, number)
    return records if list(faults(after)) else after


def _do(after: Split, edit: Edit, number: int) -> None:
    table = {"label": FACTS, "own claim": FACTS, "drop fact": FACTS, "name": "parks",
             "drop place": "parks", "own source": "sources", "drop source": "sources"}
    keys = sorted(key for key in after if key[0] == table.get(edit.what, CLAIMS))
    sources = sorted(key[1] for key in after if key[0] == "sources")
    if edit.what == "own place":
        after["parks", f"office-{number}"] = {"id": f"office-{number}", "name": edit.word}
        return
    if not keys or not sources:
        return
    key = keys[edit.which % len(keys)]
    doc, source = after[key], sources[edit.which % len(sources)]
    match edit.what:
        case "value" | "label" | "name":
            doc[edit.what] = f"staff {edit.word}"
        case "source":
            doc["source"] = source
        case "own source":
            named = f"office-{number}"
            after["sources", named] = {**doc, "id": named, "title": edit.word}
        case "own claim":
            claim = f"{key[1]}.o{number}"
            after[CLAIMS, claim] = {"fact": key[1], "value": edit.word, "source": source}
            doc.setdefault("preferred", claim)
        case "prefer":
            after[FACTS, doc["fact"]]["preferred"] = key[1]
        case "withdraw" | "drop source":
            del after[key]
        case "drop place" | "drop fact":
            for other in [other for other in after if other[1].startswith(f"{key[1]}.")]:
                del after[other]
            del after[key]


def renewed(old: Split, new: Split, present: Split) -> Split:
    found = renewal(old, new, {key: Record(*key, doc, 1) for key, doc in present.items()})
    after = dict(present)
    for change in found.changes:
        if change.doc is None:
            del after[change.key]
        else:
            assert after.get(change.key) != change.doc
            after[change.key] = change.doc
    named = [*found.added, *found.renewed, *found.removed]
    assert sorted(named) == sorted(change.key for change in found.changes)
    return after


@settings(max_examples=examples(300))
@given(releases(), st.lists(st.tuples(edits, releases()), min_size=1, max_size=4))
def test_releases_and_edits_in_any_order_lose_nothing(
    first: Split, later: list[tuple[list[Edit], Split]]
) -> None:
    present, old = dict(first), first
    touched: dict[Key, Document] = {}  # what staff wrote last
    number = 0
    for done, new in later:
        for edit in done:
            number += 1
            after = edited(present, edit, number)
            for key in {**present, **after}:
                if present.get(key) != after.get(key):
                    touched.pop(key, None)
                    if key in after:
                        touched[key] = after[key]
            present = after
        # What the release says as well, or said before and staff put back, is the release's.
        touched = {
            key: doc for key, doc in touched.items() if old.get(key) != present.get(key)
        }
        met = renewed(old, new, present)
        assert list(faults(met)) == []
        _staffs_work_stays(met, touched)
        _the_releases_news_arrive(old, new, present, met)
        present, old = met, new


def _staffs_work_stays(met: Split, touched: dict[Key, Document]) -> None:
    for key, doc in touched.items():
        assert key in met
        if key[0] == CLAIMS:
            assert met[key] == doc
        for name, value in doc.items():
            if str(value).startswith("staff "):
                assert met[key][name] == value
        if (CLAIMS, doc.get("preferred")) in met and ".o" in doc["preferred"]:
            assert met[key]["preferred"] == doc["preferred"]


def _the_releases_news_arrive(old: Split, new: Split, present: Split, met: Split) -> None:
    for key, doc in new.items():
        if key in old and key in present and present[key] == old[key] and key[0] != FACTS:
            assert met[key] == doc
    for key in old:
        if key not in new and present.get(key) == old[key] and key in met:
            named = {word for other in met.values() for word in other.values()}
            assert key[1] in named | {name.rpartition(".")[0] for _, name in met}


@given(releases(), releases())
def test_without_edits_the_new_release_is_what_there_is(first: Split, second: Split) -> None:
    assert renewed(first, second, first) == second


@given(releases(), edits)
def test_the_same_release_again_changes_nothing(first: Split, done: list[Edit]) -> None:
    present = first
    for number, edit in enumerate(done):
        present = edited(present, edit, number)
    assert renewed(first, first, present) == present
