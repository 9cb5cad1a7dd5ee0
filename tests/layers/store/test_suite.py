"""What every store must do, whichever engine keeps the rows: one factory, one set of tests."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from layers.errors import DataError, NotAllowed, StoreError, UnknownEntity
from layers.read import Document, documents, files_digest
from layers.store import Applied, Change, Conflict, Draft, Key, Record, Signed, Store
from layers.store.build import build
from layers.store.geopackage import GeopackageStore
from layers.store.records import digest, join, split, version_of
from tests.conftest import SMALL, examples
from tests.layers.store.conftest import AT, some_claim

StoreMaker = Callable[[Path], Store]


def geopackage(folder: Path) -> Store:
    """A new store of the tiny atlas, kept as a GeoPackage."""
    path = folder / "atlas.gpkg"
    build(documents(SMALL), path, at=AT, why="Release", digest=files_digest(SMALL))
    return GeopackageStore(path)


MAKERS: dict[str, StoreMaker] = {"geopackage": geopackage}


@pytest.fixture(params=MAKERS)
def maker(request: pytest.FixtureRequest) -> StoreMaker:
    return MAKERS[request.param]


@pytest.fixture
def store(maker: StoreMaker, tmp_path: Path) -> Store:
    return maker(tmp_path)


def doc_of(store: Store, key: Key, **fields: object) -> Document:
    return {**store.get(*key).doc, **fields}


def apply(store: Store, *changes: Change, draft: str = "") -> Applied | Conflict:
    return store.apply(changes, Signed("Li", "measured", AT), draft=draft)


class Replays(RuleBasedStateMachine):
    """Any sequence of changes replays from the history to the same state."""

    maker: StoreMaker

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.store = type(self).maker(Path(self.folder.name))
        self.now = {key: (record.doc, record.version)
                    for key, record in self.store.records().items()}
        self.then = {self.store.seq: dict(self.now)}
        self.gone: dict[Key, int] = {}
        self.by_content = {version(self.now): self.store.version}

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def keep(self, changes: list[Change]) -> None:
        """Apply and do the same to the model."""
        done = apply(self.store, *changes)
        assert isinstance(done, Applied)
        for change in changes:
            count = self.now[change.key][1] if change.key in self.now else self.gone.get(
                change.key, 0)
            if change.doc is None:
                self.gone[change.key] = count + 1
                del self.now[change.key]
            elif change.key not in self.now or self.now[change.key][0] != change.doc:
                self.now[change.key] = (change.doc, count + 1)
        self.then[done.seq] = dict(self.now)
        assert done.seq == self.store.seq
        assert done.version == self.store.version
        assert self.by_content.setdefault(version(self.now), done.version) == done.version

    def claim(self, which: int) -> Key:
        claims = sorted(key for key in self.now if key[0] == "claims")
        return claims[which % len(claims)]

    @rule(which=st.integers(0, 50), value=st.sampled_from(["1", "2", "3"]))
    def change(self, which: int, value: str) -> None:
        key = self.claim(which)
        doc, seen = self.now[key]
        self.keep([Change(*key, {**doc, "value": value}, seen)])

    @rule(which=st.integers(0, 50), number=st.integers(1, 3))
    def add(self, which: int, number: int) -> None:
        beside = self.claim(which)
        key = ("claims", f"{self.now[beside][0]['fact']}.o{number}")
        if key not in self.now:
            self.keep([Change(*key, self.now[beside][0], 0)])

    @rule(which=st.integers(0, 50), other=st.integers(0, 50))
    def change_several(self, which: int, other: int) -> None:
        keys = {self.claim(which), self.claim(other)}
        self.keep([
            Change(*key, {**self.now[key][0], "note": {"en": "together"}}, self.now[key][1])
            for key in keys
        ])

    @precondition(lambda self: sum(key[0] == "claims" for key in self.now) > 1)
    @rule(which=st.integers(0, 50))
    def delete(self, which: int) -> None:
        key = self.claim(which)
        self.keep([Change(*key, None, self.now[key][1])])

    @rule(which=st.integers(0, 50), off=st.sampled_from([-1, 1]))
    def save_a_stale_version(self, which: int, off: int) -> None:
        key = self.claim(which)
        doc, seen = self.now[key]
        change = Change(*key, {**doc, "value": "stale"}, seen + off)
        before = self.store.seq, self.store.version, len(self.store.history(limit=10_000))
        done = apply(self.store, change)
        assert isinstance(done, Conflict)
        assert done.clashes[0].theirs == doc
        assert done.clashes[0].mine == change.doc
        after = self.store.seq, self.store.version, len(self.store.history(limit=10_000))
        assert after == before

    @rule(back=st.integers(0, 3))
    def undo(self, back: int) -> None:
        revisions = [item for item in self.store.revisions() if item.kind != "release"]
        if back >= len(revisions):
            return
        changes = [
            Change(entry.table, entry.id, entry.before,
                   entry.record_version if entry.after is not None else 0)
            for entry in self.store.history(seq=revisions[back].seq)
        ]
        if not self.store.clashes(changes):
            self.keep([
                change for change in changes
                if change.doc is not None or change.key in self.now
            ])
        else:
            assert isinstance(apply(self.store, *changes), Conflict)

    @rule()
    def keep_a_draft(self) -> None:
        key = self.claim(0)
        change = Change(*key, {**self.now[key][0], "value": "draft"}, self.now[key][1])
        self.store.save_draft(Draft("d1", "Li", AT, "why", "edit", (change,)))
        assert self.store.draft("d1").changes == (change,)

    @invariant()
    def the_store_holds_what_was_kept(self) -> None:
        if hasattr(self, "store"):
            found = self.store.records()
            assert {key: (record.doc, record.version) for key, record in found.items()} == self.now
            docs = {key: doc for key, (doc, _) in self.now.items()}
            assert self.store.version == version_of({k: digest(doc) for k, doc in docs.items()})
            assert split(self.store.documents()).keys() <= docs.keys()

    @invariant()
    def every_revision_is_as_it_was(self) -> None:
        if hasattr(self, "store"):
            for seq, state in self.then.items():
                found = self.store.records(as_of=seq)
                assert {key: (item.doc, item.version) for key, item in found.items()} == state

    @invariant()
    def the_history_replays(self) -> None:
        if hasattr(self, "store"):
            replayed: dict[Key, Document] = {}
            for entry in reversed(self.store.history(limit=100_000)):
                key = (entry.table, entry.id)
                assert replayed.get(key) == entry.before
                replayed.pop(key, None)
                if entry.after is not None:
                    replayed[key] = entry.after
            assert replayed == {key: doc for key, (doc, _) in self.now.items()}


def version(state: dict[Key, tuple[Document, int]]) -> str:
    return version_of({key: digest(doc) for key, (doc, _) in state.items()})


def test_any_sequence_of_changes_replays_from_its_history(maker: StoreMaker) -> None:
    machine = type("Machine", (Replays,), {"maker": staticmethod(maker)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples(12), stateful_step_count=12, deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )


def test_a_change_counts_up_and_is_signed(store: Store) -> None:
    key = some_claim(store)
    done = apply(store, Change(*key, doc_of(store, key, value="7"), 1))
    assert isinstance(done, Applied)
    assert done.versions == {key: 2}
    entry = store.history(*key)[0]
    assert (entry.revision.who, entry.revision.why, entry.revision.at) == ("Li", "measured", AT)
    assert entry.before != entry.after == store.get(*key).doc


def test_saving_what_is_there_changes_nothing(store: Store) -> None:
    key = some_claim(store)
    done = apply(store, Change(*key, doc_of(store, key), 1))
    assert isinstance(done, Applied)
    assert (done.seq, done.versions) == (1, {key: 1})


def test_of_several_changes_all_are_kept_or_none(store: Store) -> None:
    first, second = [key for key in store.records() if key[0] == "claims"][:2]
    before = store.records()
    done = apply(
        store,
        Change(*first, doc_of(store, first, value="7"), 1),
        Change(*second, doc_of(store, second, value="7"), 0),
    )
    assert isinstance(done, Conflict)
    assert [clash.id for clash in done.clashes] == [second[1]]
    assert store.records() == before


def test_a_conflict_shows_all_three_sides_and_who_was_first(store: Store) -> None:
    key = some_claim(store)
    base = doc_of(store, key)
    store.apply([Change(*key, {**base, "value": "7"}, 1)], Signed("Wang", "new figure", AT))
    clash = store.clashes([Change(*key, {**base, "value": "8"}, 1)])[0]
    assert (clash.base, clash.mine["value"], clash.theirs["value"]) == (base, "8", "7")
    assert (clash.who, clash.why, clash.their_version) == ("Wang", "new figure", 2)


def test_one_record_twice_at_once_is_refused(store: Store) -> None:
    key = some_claim(store)
    twice = [Change(*key, doc_of(store, key, value=value), 1) for value in ("7", "8")]
    with pytest.raises(DataError, match="twice"):
        apply(store, *twice)


def test_an_unknown_table_is_refused(store: Store) -> None:
    with pytest.raises(DataError, match="no table"):
        apply(store, Change("atlas_history", "x", {}, 0))


def test_a_place_that_is_no_place_is_refused_and_nothing_changes(store: Store) -> None:
    before = store.records()
    tracks = next(record for record in before.values() if record.table == "tracks")
    with pytest.raises(DataError, match="place"):
        apply(store, Change(*tracks.key, {**tracks.doc, "coordinates": "here"}, 1))
    assert store.records() == before


def test_a_draft_is_invisible_until_it_is_published(store: Store) -> None:
    key = some_claim(store)
    before, seq = store.documents(), store.seq
    change = Change(*key, doc_of(store, key, value="7"), 1)
    store.save_draft(Draft("d1", "Li", AT, "measured", "edit", (change,)))
    assert (store.documents(), store.seq) == (before, seq)
    assert store.records() == store.records(as_of=seq)
    assert [draft.id for draft in store.drafts()] == ["d1"]
    apply(store, change, draft="d1")
    assert store.get(*key).doc["value"] == "7"
    assert store.drafts() == []
    assert store.draft("d1").state == "published"


def test_a_draft_is_decided_once(store: Store) -> None:
    key = some_claim(store)
    change = Change(*key, doc_of(store, key, value="7"), 1)
    store.save_draft(Draft("d1", "Li", AT, "measured", "edit", (change,)))
    store.decide_draft("d1", "rejected", who="Wang", at=AT, note="source?")
    with pytest.raises(NotAllowed, match="decided already"):
        apply(store, change, draft="d1")
    assert store.get(*key).version == 1


def test_a_draft_that_meets_a_conflict_stays_open(store: Store) -> None:
    key = some_claim(store)
    stale = Change(*key, doc_of(store, key, value="7"), 0)
    store.save_draft(Draft("d1", "Li", AT, "measured", "edit", (stale,)))
    assert isinstance(apply(store, stale, draft="d1"), Conflict)
    assert store.draft("d1").state == "open"


def test_a_revision_is_found_by_name_version_and_counter(store: Store) -> None:
    key = some_claim(store)
    done = apply(store, Change(*key, doc_of(store, key, value="7"), 1))
    store.name_revision(2, "五月")
    assert isinstance(done, Applied)
    assert {store.revision(named).seq for named in ("五月", done.version, "2")} == {2}
    with pytest.raises(StoreError, match="names revision 2 already"):
        store.name_revision(1, "五月")
    with pytest.raises(UnknownEntity):
        store.name_revision(99, "x")


def test_an_entitys_history_holds_that_of_its_facts_and_of_no_other(store: Store) -> None:
    entries = store.history(record_id="park-one")
    assert {entry.table for entry in entries} == {"parks", "facts", "claims"}
    assert all(entry.id.split(".")[0] == "park-one" for entry in entries)
    assert store.history(record_id="park_one") == []


def test_features_of_a_past_revision_lie_where_they_lay(store: Store) -> None:
    key = ("stops", "cn-b")
    doc = doc_of(store, key)
    moved = {**doc, "point": [doc["point"][0] + 0.5, doc["point"][1]]}
    apply(store, Change(*key, moved, 1))
    then, now = store.read("stops", as_of=1), store.read("stops")
    place = list(now["id"]).index("cn-b")
    assert now.geometry[place].x == pytest.approx(then.geometry[place].x + 0.5)
    window = (now.geometry[place].x - 0.1, 40, now.geometry[place].x + 0.1, 50)
    assert list(store.read("stops", bounds=window)["id"]) == ["cn-b"]
    assert "cn-b" not in set(store.read("stops", bounds=window, as_of=1)["id"])


def test_features_are_asked_by_a_field(store: Store) -> None:
    stop = store.get("stops", "cn-a").doc
    name = next(name for name, value in stop.items() if isinstance(value, str) and name != "file")
    found = store.read("stops", where={name: stop[name]})
    assert "cn-a" in set(found["id"])
    assert store.read("stops", where={"id": "cn-a"})["version"].tolist() == [1]


def test_eight_threads_that_save_one_record_lose_nothing(store: Store) -> None:
    key, each = some_claim(store), 5

    def saves() -> None:
        for _ in range(each):
            while isinstance(_plus_one(store, key), Conflict):
                pass

    apply(store, Change(*key, doc_of(store, key, value=0), 1))
    threads = [Thread(target=saves) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.get(*key) == Record(*key, doc_of(store, key, value=40), 42)
    assert len(store.history(*key)) == 42


def _plus_one(store: Store, key: Key) -> Applied | Conflict:
    seen = store.get(*key)
    doc = {**seen.doc, "value": seen.doc["value"] + 1}
    return apply(store, Change(*key, doc, seen.version))


def test_the_documents_are_those_of_the_records(store: Store) -> None:
    docs = {key: record.doc for key, record in store.records().items()}
    assert store.documents() == join(docs) == documents(SMALL)
