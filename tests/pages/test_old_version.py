"""Bars above every page: data of another day, and a copy in place of a damaged store."""

from dataclasses import replace
from pathlib import Path

import pytest

from atlas import process
from atlas.maps.element import text_of
from atlas.maps.view import View
from layers.catalog import open_catalog
from layers.errors import NotAllowed
from layers.store import State
from pages.widgets import old_version as bars
from pages.widgets.review.part import review_part
from pages.widgets.store_banner import COPY_SEEN, keep_seen, read_only_banner, store_banner
from pages.widgets.wording import Screen, screen
from tests.pages.review_ground import LI, Office, having, office

SETTINGS = process.settings()
COPY = State(copy_used="atlas-20261122.gpkg", copy_at="2026-11-22T20:00:00+00:00")


@pytest.fixture
def here(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = office(small, tmp_path / "atlas.gpkg", review_part)
    monkeypatch.setattr(process, "store", lambda: made.desk.store)
    return made


def at(here: Office, version: str, *, lang: str = "en") -> Screen:
    """A screen of the data after a revision, as the frame makes it."""
    store = here.desk.store
    revision = store.revision(version) or store.revision(str(store.seq))
    assert revision is not None
    catalog = open_catalog(store.documents(as_of=revision.seq), version=revision.version)
    return screen(View(lang=lang, v=version, sel="park-one"), catalog)


def test_an_old_version_says_its_day_and_leads_back(here: Office):
    old = here.published(here.area(300)).version
    here.published(here.area(301))
    bar = bars.old_version(at(here, old))
    assert text_of(bar).startswith(f"Data of 23 November 2026 (version {old})")
    (link,) = [node for node in having(bar) if node[0] == "a"]
    assert link[1]["href"] == "/?lang=en&sel=park-one"


@pytest.mark.parametrize("editing", [True, False])
def test_only_staff_read_what_they_call_a_version(
    here: Office, editing: bool, monkeypatch: pytest.MonkeyPatch
):
    done = here.published(here.area(300))
    here.desk.name(done.seq, "before the fair", editor=LI)
    here.published(here.area(301))
    monkeypatch.setattr(process, "settings", lambda: replace(SETTINGS, editing=editing))
    said = text_of(bars.old_version(at(here, done.version)))
    assert ("“before the fair”" in said) is editing
    assert f"version {done.version}" in said


def test_the_day_is_written_in_the_language_shown(here: Office):
    old = here.published(here.area(300)).version
    here.published(here.area(301))
    assert "2026年11月23日" in text_of(bars.old_version(at(here, old, lang="zh")))


def test_todays_data_have_no_bar(here: Office):
    now = here.published(here.area(300)).version
    assert bars.old_version(at(here, now)) is None
    assert bars.old_version(here.screen) is None


def test_a_version_the_store_does_not_know_has_no_bar(here: Office):
    assert bars.old_version(at(here, "0123456789ab")) is None


def test_a_whole_store_has_no_banner(here: Office):
    assert store_banner(here.screen, desk=here.desk, editor=LI) is None


def test_editors_read_which_copy_and_put_the_bar_away(here: Office):
    here.desk.store.state = COPY
    bar = store_banner(here.screen, desk=here.desk, editor=LI)
    assert COPY.copy_used in text_of(bar)
    assert "2026-11-23 04:00" in text_of(bar)
    assert [node[1]["act"] for node in having(bar) if node[0] == "button"] == [{"form": COPY_SEEN}]
    keep_seen(here.desk, LI)
    assert store_banner(here.screen, desk=here.desk, editor=LI) is None
    here.desk.store.state = replace(COPY, copy_at="2026-11-23T20:00:00+00:00")
    assert store_banner(here.screen, desk=here.desk, editor=LI) is not None


def test_visitors_get_one_calm_sentence(here: Office):
    here.desk.store.state, here.desk.editing = COPY, False
    bar = store_banner(here.screen, desk=here.desk, editor=None)
    assert text_of(bar) == "The data shown are those of a saved copy of 2026-11-23 04:00"


def test_only_who_may_edit_puts_the_bar_away(here: Office):
    here.desk.store.state = COPY
    with pytest.raises(NotAllowed):
        keep_seen(here.desk, None)
    here.desk.editing = False
    with pytest.raises(NotAllowed):
        keep_seen(here.desk, LI)


def test_only_the_page_of_facts_says_that_nothing_can_be_saved(here: Office):
    here.desk.store.state = State(read_only="var: the folder can't be written.")
    bar = read_only_banner(here.screen, desk=here.desk, path="/facts")
    assert "the folder can't be written" in text_of(bar)
    assert read_only_banner(here.screen, desk=here.desk, path="/") is None
    here.desk.editing = False
    assert read_only_banner(here.screen, desk=here.desk, path="/facts") is None


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (replace(COPY, redone=3), "brought back on top of it: 3"),
        (replace(COPY, missing=2), "2 later changes are lost"),
        (State(rebuilt="atlas.damaged.gpkg"), "atlas.damaged.gpkg"),
    ],
)
def test_the_bar_says_what_is_missing_and_what_is_not(here: Office, state: State, said: str):
    here.desk.store.state = state
    assert said in text_of(store_banner(here.screen, desk=here.desk, editor=LI))
