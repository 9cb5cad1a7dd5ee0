"""History: everything that was done, found again, undone, gone back to and named."""

from pathlib import Path

import pytest

from atlas.maps.element import text_of
from layers.store import Change, Signed
from pages.widgets.history.part import history_part
from pages.widgets.history.revision_list import PAGE_SIZE, revisions_page
from tests.pages.review_ground import AREA, AT, LI, WANG, Office, forms, having, office, words

UNDO, BACK, NAME = "history-undo", "history-back", "history-name"


@pytest.fixture
def here(small: Path, tmp_path: Path) -> Office:
    return office(small, tmp_path / "atlas.gpkg", history_part)


def outcome(tree: list) -> str:
    return words(tree, data_testid="outcome")


def test_each_revision_says_who_approved_when_why_and_how_much(here: Office):
    done = here.published(why="The committee’s letter")
    (row,) = having(here.show(), data_rev=done.seq)
    said = text_of(row)
    for part in ("The committee’s letter", "Correction", "First Park · Area", "Li", "approved by Wang", "1 record",
                 "2026-11-23 09:30", done.version):
        assert part in said
    assert "Text files" in words(here.show(), data_rev=1)


def test_adding_and_taking_away_are_no_corrections(here: Office):
    doc = here.desk.store.get("claims", AREA).doc
    added = here.published(Change("claims", "park-one.area.o1", {**doc, "value": 305}, 0))
    (row,) = having(here.show(), data_rev=added.seq)
    assert "AddedFirst Park · Area" in text_of(row)
    gone = here.published(Change("claims", "park-one.area.o1", None, 1))
    (row,) = having(here.show(), data_rev=gone.seq)
    assert "WithdrawnFirst Park · Area" in text_of(row)
    assert "Withdrawn" in text_of(here.show(rev=str(gone.seq)))


def test_a_revision_about_many_names_some_and_counts_the_others(here: Office):
    doc = here.desk.store.get("sources", "city-2020").doc
    titled = [{**doc, "id": f"book-{n}", "title": {"zh": f"书 {n}", "en": f"Book {n}"}}
              for n in range(5)]
    many = [Change("sources", one["id"], one, 0) for one in titled]
    done = here.desk.store.apply(many, Signed("Li", "books", AT))
    (row,) = having(here.show(), data_rev=done.seq)
    assert "Book 0, Book 1, and 3 more" in text_of(row)


def test_an_opened_revision_shows_what_differed(here: Office):
    done = here.published()
    tree = here.show(rev=str(done.seq))
    assert [text_of(node) for node in having(tree, title="before")] == ["210 km²"]
    assert [text_of(node) for node in having(tree, title="after")] == ["300 km²"]
    assert "present state" in text_of(tree)


def test_a_large_revision_lists_the_first_records_and_the_count(here: Office):
    doc = here.desk.store.get("sources", "city-2020").doc
    many = [Change("sources", f"book-{n}", {**doc, "id": f"book-{n}"}, 0) for n in range(130)]
    here.desk.store.apply(many, Signed("Li", "books", AT))
    assert "The first 100 of 130 records are listed." in text_of(here.show(rev="2"))


def test_an_old_revision_leads_to_the_atlas_as_it_was(here: Office):
    old = here.published(here.area(300))
    here.published(here.area(301))
    (link,) = having(here.show(rev=str(old.seq)), data_testid="show-then")
    assert f"v={old.version}" in link[1]["href"]


def test_undo_is_a_draft_for_the_second_person(here: Office):
    done = here.published()
    assert "Saved as a draft" in outcome(
        here.send(UNDO, LI, rev=done.seq, fields={"why": "Undo: a letter"}))
    (draft,) = here.desk.store.drafts()
    assert (draft.kind, draft.who) == ("undo", "Li")
    here.desk.publish(draft.id, editor=WANG)
    assert here.value() == 210


def test_undo_of_what_was_changed_again_is_refused(here: Office):
    done = here.published(here.area(300))
    here.published(here.area(301))
    said = outcome(here.send(UNDO, LI, rev=done.seq, fields={"why": "x"}))
    assert "Someone else has changed" in said
    assert here.desk.store.drafts() == []


def test_undo_needs_a_reason(here: Office):
    done = here.published()
    assert "“Why” is empty" in outcome(here.send(UNDO, LI, rev=done.seq, fields={"why": " "}))


def test_a_release_can_not_be_undone(here: Office):
    here.published()
    assert UNDO not in forms(here.show(rev="1"))


def test_going_back_to_a_named_version_shows_what_would_change(here: Office):
    first = here.published(here.area(300))
    here.send(NAME, rev=first.seq, fields={"name": "before the fair"})
    here.published(here.area(301))
    here.published(here.area(302))
    back = words(here.show(rev="before-the-fair".replace("-", " ")), data_testid="way-back")
    assert "records that would change: 1" in back
    assert "302 km²" in back
    assert "300 km²" in back
    here.send(BACK, LI, rev=first.seq, fields={"why": "Back"})
    (draft,) = here.desk.store.drafts()
    here.desk.publish(draft.id, editor=WANG)
    assert here.value() == 300
    assert draft.kind == "rollback"


def test_the_present_state_offers_no_way_back_to_itself(here: Office):
    done = here.published()
    assert BACK not in forms(here.show(rev=str(done.seq)))


def test_a_name_stands_for_one_version_only(here: Office):
    first, second = here.published(here.area(300)), here.published(here.area(301))
    assert "now called “May”" in outcome(here.send(NAME, rev=first.seq, fields={"name": " May "}))
    assert "names another version" in outcome(
        here.send(NAME, rev=second.seq, fields={"name": "May"}))
    assert "May" in words(here.show(), data_rev=first.seq)
    assert "May" not in words(here.show(), data_rev=second.seq)


@pytest.mark.parametrize("name", ["", "12", "0123456789ab", "x" * 61])
def test_what_could_be_taken_for_a_version_is_no_name(name: str, here: Office):
    done = here.published()
    assert "word or two" in outcome(here.send(NAME, rev=done.seq, fields={"name": name}))


def test_who_is_not_signed_in_names_nothing(here: Office):
    done = here.published()
    tree = here.send(NAME, None, rev=done.seq, fields={"name": "May"})  # type: ignore[arg-type]
    assert "may not be done" in outcome(tree)
    assert here.desk.store.revision("May") is None


@pytest.mark.parametrize(
    ("find", "count"), [("LETTER", 2), ("wang", 2), ("second", 1), ("release", 1), ("nowhere", 0)]
)
def test_revisions_are_found_by_words(find: str, count: int, here: Office):
    here.published(here.area(300), why="first letter")
    here.published(here.area(301), why="second letter")
    found = revisions_page(here.desk.store, here.screen, sel="", find=find, before=None)
    assert len(found) == count


def test_revisions_are_found_by_place(here: Office):
    here.published()
    zone = here.desk.store.get("zones", "zone-one")
    here.published(Change("zones", "zone-one", {**zone.doc, "search": ["new"]}, zone.version))
    for place, newest in (("park-one", 2), ("zone-one", 3)):
        found = revisions_page(here.desk.store, here.screen, sel=place, find="", before=None)
        assert [revision.seq for revision in found] == [newest, 1]


@pytest.mark.slow
def test_history_is_paged(here: Office):
    for number in range(PAGE_SIZE + 5):
        here.desk.store.apply([here.area(1000 + number)], Signed("Li", f"no {number}", AT))
    newest = revisions_page(here.desk.store, here.screen, sel="", find="", before=None)
    assert len(newest) == PAGE_SIZE + 1
    (older,) = having(here.show(), data_testid="older")
    assert f"before={newest[-2].seq}" in older[1]["href"]
    for ways in ({"sel": "", "find": ""}, {"sel": "park-one", "find": ""}, {"sel": "", "find": "no"}):
        rest = revisions_page(here.desk.store, here.screen, **ways, before=newest[-2].seq)
        assert rest[0].seq == newest[-1].seq


def test_a_reason_above_the_level_is_not_told(here: Office):
    here.desk.store.apply([here.area(4711, audience="internal")], Signed("Li", "told in confidence", AT))
    for tree in (here.show(), here.show(rev="2")):
        assert "in confidence" not in text_of(tree)
        assert "4,711" not in text_of(tree)


def test_a_revision_that_is_not_there_gets_a_calm_sentence(here: Office):
    assert "no such revision" in text_of(here.show(rev="99"))
    assert "no such revision" in outcome(here.send(UNDO, rev="99"))


def test_a_number_opens_the_revision_of_that_number_whatever_names_say(here: Office):
    done = here.published()
    here.desk.store.name_revision(1, str(done.seq))
    assert having(here.show(rev=str(done.seq)), data_rev=done.seq)
