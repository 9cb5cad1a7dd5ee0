"""Who may change facts, what is checked, and that someone else looks before all see it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.facts.desk import Desk, Refused
from atlas.facts.editors import Editor
from layers.errors import DataError, NotAllowed, ReadOnly, UnknownEntity
from layers.store import Applied, Change, Conflict, Draft, Signed, State, open_store
from layers.store.geopackage import GeopackageStore

AT = "2026-11-23T08:00:00+00:00"
LI, WANG = Editor("Li"), Editor("Wang")
Make = Callable[..., Desk]


@pytest.fixture
def make(small: Path, tmp_path: Path) -> Make:
    def desk(*, editing: bool = True, one_person: bool = False) -> Desk:
        store = open_store(small, tmp_path / "atlas.gpkg", at=AT)
        return Desk(store, small, editing=editing, one_person=one_person, moment=lambda: AT)

    return desk


@pytest.fixture
def desk(make: Make) -> Desk:
    return make()


def claim(desk: Desk, value: float) -> Change:
    """The first claim that is a plain number, with another value."""
    record = next(
        record for key, record in desk.store.records().items()
        if key[0] == "claims" and isinstance(record.doc.get("value"), int | float)
    )
    return Change(*record.key, {**record.doc, "value": value}, record.version)


def published(desk: Desk, change: Change, *, author: Editor = LI, other: Editor = WANG) -> Applied:
    draft = desk.propose([change], editor=author, why="newer")
    assert isinstance(draft, Draft)
    done = desk.publish(draft.id, editor=other)
    assert isinstance(done, Applied)
    return done


def test_a_published_draft_is_signed_by_both(desk: Desk) -> None:
    done = published(desk, claim(desk, 41))
    revision = desk.store.revision(done.version)
    assert revision is not None
    assert (revision.who, revision.approved_by, revision.why) == ("Li", "Wang", "newer")
    assert desk.store.drafts() == []


def test_one_person_is_enough_where_the_setting_says_so(make: Make) -> None:
    desk = make(one_person=True)
    draft = desk.propose([claim(desk, 41)], editor=LI, why="newer")
    assert isinstance(draft, Draft)
    assert draft.state == "published"
    assert desk.store.get("claims", draft.changes[0].id).doc["value"] == 41


@pytest.mark.parametrize("editor", [None, Editor("")])
def test_who_is_not_signed_in_changes_nothing(editor: Editor | None, desk: Desk) -> None:
    draft = desk.propose([claim(desk, 41)], editor=LI, why="x")
    assert isinstance(draft, Draft)
    for act in (
        lambda: desk.propose([claim(desk, 42)], editor=editor, why="x"),
        lambda: desk.publish(draft.id, editor=editor),
        lambda: desk.decline(draft.id, editor=editor),
        lambda: desk.undo(1, editor=editor, why="x"),
        lambda: desk.rollback("1", editor=editor, why="x"),
        lambda: desk.name(1, "May", editor=editor),
    ):
        with pytest.raises(NotAllowed, match="signed in"):
            act()
    assert desk.store.seq == 1


def test_a_process_that_only_shows_changes_nothing(make: Make) -> None:
    desk = make(editing=False)
    with pytest.raises(NotAllowed, match="editing"):
        desk.propose([claim(desk, 41)], editor=LI, why="x")


def test_a_read_only_store_says_why(desk: Desk) -> None:
    assert isinstance(desk.store, GeopackageStore)
    desk.store = GeopackageStore(desk.store.path, state=State(read_only="the stick is locked"))
    with pytest.raises(ReadOnly, match="stick"):
        desk.propose([claim(desk, 41)], editor=LI, why="x")


def test_what_would_be_wrong_is_refused_with_every_reason(desk: Desk) -> None:
    change = claim(desk, 41)
    assert change.doc is not None
    wrong = Change(*change.key, {**change.doc, "unit": "acre", "source": "nobody"}, change.seen)
    refused = desk.propose([wrong], editor=LI, why="x")
    assert isinstance(refused, Refused)
    assert {problem.field.rpartition(".")[2] for problem in refused.problems} >= {"unit", "source"}
    assert desk.store.drafts(state=None) == []


def test_faults_that_were_there_before_do_not_stand_in_the_way(desk: Desk) -> None:
    change = claim(desk, 41)
    assert change.doc is not None
    old_fault = Change(*change.key, {**change.doc, "confidence": "sure"}, change.seen)
    desk.store.apply([old_fault], Signed("import", "a fault of long ago", AT))
    other = Change("claims", f"{change.doc['fact']}.o1",
                   {**change.doc, "value": 43}, 0)
    fact = desk.store.get("facts", change.doc["fact"])
    preferred = Change("facts", fact.id, {**fact.doc, "preferred": other.id}, fact.version)
    assert isinstance(desk.propose([other, preferred], editor=LI, why="x"), Draft)


def test_a_claim_of_nothing_is_refused(desk: Desk) -> None:
    change = claim(desk, 41)
    assert change.doc is not None
    lost = Change("claims", "nothing.at_all.o1", {**change.doc, "fact": "nothing.at_all"}, 0)
    assert isinstance(desk.propose([lost], editor=LI, why="x"), Refused)


def test_two_forms_of_one_record_at_once_are_refused(desk: Desk) -> None:
    with pytest.raises(DataError, match="twice"):
        desk.propose([claim(desk, 41), claim(desk, 42)], editor=LI, why="x")


def test_a_stale_change_shows_both_sides(desk: Desk) -> None:
    stale = claim(desk, 50)
    published(desk, claim(desk, 41))
    conflict = desk.propose([stale], editor=LI, why="x")
    assert isinstance(conflict, Conflict)
    (clash,) = conflict.clashes
    assert clash.mine is not None
    assert clash.theirs is not None
    assert (clash.mine["value"], clash.theirs["value"], clash.who) == (50, 41, "Li")


@pytest.mark.parametrize(("choice", "value"), [("mine", 50), ("theirs", 41)])
def test_a_draft_that_was_overtaken_is_settled_by_choosing(
    choice: str, value: float, desk: Desk
) -> None:
    draft = desk.propose([claim(desk, 50)], editor=LI, why="x")
    assert isinstance(draft, Draft)
    published(desk, claim(desk, 41))
    assert isinstance(desk.publish(draft.id, editor=WANG), Conflict)
    key = draft.changes[0].key
    desk.publish(draft.id, editor=WANG, choices={key: choice})  # type: ignore[dict-item]
    assert desk.store.get(*key).doc["value"] == value
    assert desk.store.drafts() == []


def test_a_draft_is_decided_once(desk: Desk) -> None:
    draft = desk.propose([claim(desk, 50)], editor=LI, why="x")
    assert isinstance(draft, Draft)
    desk.decline(draft.id, editor=WANG, note="wrong year")
    with pytest.raises(NotAllowed, match="rejected by Wang"):
        desk.publish(draft.id, editor=WANG)
    with pytest.raises(UnknownEntity):
        desk.publish("nothing", editor=WANG)
    decided = desk.store.draft(draft.id)
    assert decided is not None
    assert (decided.state, decided.note) == ("rejected", "wrong year")


def test_its_author_withdraws_a_draft(desk: Desk) -> None:
    draft = desk.propose([claim(desk, 50)], editor=LI, why="x")
    assert isinstance(draft, Draft)
    desk.decline(draft.id, editor=LI)
    decided = desk.store.draft(draft.id)
    assert decided is not None
    assert decided.state == "withdrawn"


def test_undo_brings_back_what_was_as_a_new_version(make: Make) -> None:
    desk = make(one_person=True)
    before = desk.store.version
    change = claim(desk, 41)
    desk.propose([change], editor=LI, why="x")
    draft = desk.undo(desk.store.seq, editor=WANG, why="it was right")
    assert isinstance(draft, Draft)
    assert desk.store.version == before
    assert desk.store.get(*change.key).version == 3
    assert len(desk.store.history(*change.key)) == 3


def test_undoing_what_changed_again_is_a_conflict(make: Make) -> None:
    desk = make(one_person=True)
    desk.propose([claim(desk, 41)], editor=LI, why="x")
    first = desk.store.seq
    desk.propose([claim(desk, 42)], editor=LI, why="x")
    assert isinstance(desk.undo(first, editor=LI, why="x"), Conflict)


def test_going_back_to_a_named_state_keeps_the_history(make: Make) -> None:
    desk = make(one_person=True)
    desk.propose([claim(desk, 41)], editor=LI, why="x")
    good = desk.store.version
    desk.name(desk.store.seq, "before the fair", editor=LI)
    desk.propose([claim(desk, 42)], editor=LI, why="x")
    desk.propose([claim(desk, 43)], editor=LI, why="x")
    assert isinstance(desk.rollback("before the fair", editor=LI, why="back"), Draft)
    assert desk.store.version == good
    assert [revision.kind for revision in desk.store.revisions()] == [
        "rollback", "edit", "edit", "edit", "release"
    ]


def test_a_state_nobody_named_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownEntity, match="May"):
        desk.rollback("May", editor=LI, why="x")


def park(desk: Desk, **fields: object) -> Change:
    record = desk.store.get("parks", "park-one")
    return Change("parks", "park-one", {**record.doc, **fields}, record.version)


QUESTION = [{"zh": "何时建成？", "en": "When is it finished?"}]
SUMMARY = {"zh": "一个新园区。", "en": "A new park."}


def test_two_people_who_change_different_fields_of_a_place_both_get_their_way(desk: Desk) -> None:
    draft = desk.propose([park(desk, ask=QUESTION)], editor=LI, why="x")
    assert isinstance(draft, Draft)
    published(desk, park(desk, summary=SUMMARY))
    assert isinstance(desk.publish(draft.id, editor=WANG), Applied)
    doc = desk.store.get("parks", "park-one").doc
    assert (doc["ask"], doc["summary"]) == (QUESTION, SUMMARY)


def test_a_stale_form_is_joined_where_nothing_overlaps(desk: Desk) -> None:
    stale = park(desk, ask=QUESTION)
    published(desk, park(desk, summary=SUMMARY))
    assert isinstance(desk.propose([stale], editor=LI, why="x"), Draft)


def test_two_who_change_one_field_are_asked(desk: Desk) -> None:
    draft = desk.propose([park(desk, summary=SUMMARY)], editor=LI, why="x")
    assert isinstance(draft, Draft)
    published(desk, park(desk, summary={**SUMMARY, "en": "Another park."}))
    assert isinstance(desk.publish(draft.id, editor=WANG), Conflict)


def test_undo_leaves_a_source_that_others_rest_on_by_now(make: Make) -> None:
    desk = make(one_person=True)
    old = next(record for key, record in desk.store.records().items() if key[0] == "sources")
    source = Change("sources", "office-new", {**old.doc, "id": "office-new",
                                              "file": "sources/office.toml"}, 0)
    change = claim(desk, 41)
    assert change.doc is not None
    first = Change(*change.key, {**change.doc, "source": "office-new"}, change.seen)
    assert isinstance(desk.propose([source, first], editor=LI, why="newer"), Draft)
    corrected = desk.store.seq
    other = next(record for key, record in desk.store.records().items()
                 if key[0] == "claims" and key != change.key and record.doc["source"] == old.id)
    rests = Change(*other.key, {**other.doc, "source": "office-new"}, other.version)
    assert isinstance(desk.propose([rests], editor=LI, why="same source"), Draft)
    assert isinstance(desk.undo(corrected, editor=LI, why="wrong"), Draft)
    assert desk.store.get(*change.key).version == 3
    assert desk.store.get("sources", "office-new").version == 1


def two_claims(desk: Desk) -> tuple[str, list[Change]]:
    """A fact with several claims, and the withdrawal of each."""
    records = desk.store.records()
    fact = next(key[1] for key in records if key[0] == "facts" and key[1].endswith(".area"))
    own = [record for key, record in records.items()
           if key[0] == "claims" and record.doc["fact"] == fact]
    return fact, [Change(*record.key, None, record.version) for record in own]


def test_a_fact_goes_with_its_last_claim_and_comes_back_with_it(make: Make) -> None:
    desk = make(one_person=True)
    before = desk.store.version
    fact, withdrawn = two_claims(desk)
    assert isinstance(desk.propose(withdrawn, editor=LI, why="nobody answers"), Draft)
    assert ("facts", fact) not in desk.store.records()
    assert isinstance(desk.undo(desk.store.seq, editor=LI, why="it was right"), Draft)
    assert desk.store.version == before


def test_the_claim_that_is_left_leads(make: Make) -> None:
    desk = make(one_person=True)
    fact, withdrawn = two_claims(desk)
    preferred = desk.store.get("facts", fact).doc["preferred"]
    gone = [change for change in withdrawn if change.id == preferred]
    assert isinstance(desk.propose(gone, editor=LI, why="wrong"), Draft)
    assert "preferred" not in desk.store.get("facts", fact).doc


def test_two_drafts_in_order_leave_no_fact_that_prefers_what_is_gone(desk: Desk) -> None:
    fact, withdrawn = two_claims(desk)
    record = desk.store.get("facts", fact)
    other = next(change for change in withdrawn if change.id != record.doc["preferred"])
    prefer = Change(*record.key, {**record.doc, "preferred": other.id}, record.version)
    first = desk.propose([prefer], editor=LI, why="the other")
    second = desk.propose([other], editor=LI, why="withdrawn")
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    for draft in (first, second):
        desk.publish(draft.id, editor=WANG)
    assert desk.store.get("facts", fact).doc.get("preferred") != other.id


def test_a_release_is_not_undone_and_nobody_empties_the_atlas(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="release"):
        desk.undo(1, editor=LI, why="x")
    everything = [Change(*key, None, record.version)
                  for key, record in desk.store.records().items()]
    refused = desk.propose(everything, editor=LI, why="x")
    assert isinstance(refused, Refused)
    assert "Nothing would be left." in {problem.what for problem in refused.problems}


def test_what_was_checked_is_what_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.propose([claim(desk, 41)], editor=LI, why="x")
    assert isinstance(draft, Draft)
    check, calls = desk.check, []

    def while_another_saves(changes: list[Change]) -> list[object]:
        if not calls:
            desk.store.apply([park(desk, ask=QUESTION)], Signed("Wang", "y", AT))
        calls.append(1)
        return list(check(changes))

    monkeypatch.setattr(desk, "check", while_another_saves)
    assert isinstance(desk.publish(draft.id, editor=WANG), Applied)
    assert len(calls) == 2
