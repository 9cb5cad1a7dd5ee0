"""Releases: what each did, and a decision about every record where ours and theirs differ."""

from collections.abc import Callable
from pathlib import Path

import pytest

from atlas.maps.element import text_of
from layers.errors import NotAllowed
from layers.store import Applied, State, open_store
from pages.widgets.releases.kept import keep_ours, kept_records
from pages.widgets.releases.part import releases_part
from tests.pages.review_ground import AREA, AT, LI, WANG, Office, having, office, words

DECIDE = "release-decide"
PARK = "parks/park-one/park.toml"
Release = Callable[[str, str], None]


@pytest.fixture
def here(small: Path, tmp_path: Path) -> Office:
    return office(small, tmp_path / "atlas.gpkg", releases_part)


@pytest.fixture
def release(here: Office, spoil: Callable[..., Path], tmp_path: Path) -> Release:
    """Bring the store to text files that say something else."""

    def come(old: str, new: str) -> None:
        data = spoil(PARK, old, new)
        here.desk.store = open_store(data, tmp_path / "atlas.gpkg", at=AT)

    return come


@pytest.fixture
def kept(here: Office, release: Release) -> Office:
    """An area that staff made 300 and a release makes 220."""
    here.published(here.area(300))
    release("value = 210", "value = 220")
    return here


def test_a_store_says_what_its_releases_did(here: Office, release: Release):
    release("value = 210", "value = 220")
    (newest, *_) = having(here.show(), data_testid="release")
    assert "renewed 1" in text_of(newest)
    assert "First Park · 1" in text_of(newest)


def test_both_sides_of_a_kept_record_are_shown(kept: Office):
    said = words(kept.show(), data_testid="kept")
    for part in ("To decide: 1", "First Park · Area", "300 km²", "220 km²"):
        assert part in said
    assert kept.value() == 300


def test_taking_the_releases_form_is_a_draft(kept: Office):
    kept.send(DECIDE, LI, table="claims", id=AREA, button="take", fields={"why": "theirs is newer"})
    (draft,) = kept.desk.store.drafts()
    assert draft.why == "theirs is newer"
    assert isinstance(kept.desk.publish(draft.id, editor=WANG), Applied)
    assert kept.value() == 220
    assert not having(kept.show(), data_testid="kept")


def test_keeping_ours_is_remembered(kept: Office):
    said = kept.send(DECIDE, LI, table="claims", id=AREA, button="keep", fields={"why": ""})
    assert "Ours stays" in words(said, data_testid="outcome")
    assert not having(said, data_testid="kept")
    assert kept.value() == 300


def test_a_later_release_that_says_something_new_asks_again(kept: Office, release: Release):
    keep_ours(kept.desk, ("claims", AREA), editor=LI)
    release("value = 220", "value = 230")
    assert [item.key for item in kept_records(kept.desk.store)] == [("claims", AREA)]
    assert "230 km²" in words(kept.show(), data_testid="kept")


def test_what_was_decided_meanwhile_gets_a_calm_sentence(kept: Office):
    keep_ours(kept.desk, ("claims", AREA), editor=WANG)
    said = kept.send(DECIDE, LI, table="claims", id=AREA, button="take", fields={"why": "x"})
    assert "decided in the meantime" in words(said, data_testid="outcome")
    assert kept.desk.store.drafts() == []


def test_only_who_may_edit_decides(kept: Office):
    with pytest.raises(NotAllowed):
        keep_ours(kept.desk, ("claims", AREA), editor=None)
    kept.desk.editing = False
    with pytest.raises(NotAllowed):
        keep_ours(kept.desk, ("claims", AREA), editor=LI)
    assert len(kept_records(kept.desk.store)) == 1


def test_text_files_that_were_not_taken_say_why(here: Office):
    here.desk.store.state = State(text_refused=("parks/x.toml · x · unit: is missing. Name it.",))
    assert "parks/x.toml" in words(here.show(), data_testid="text-refused")
