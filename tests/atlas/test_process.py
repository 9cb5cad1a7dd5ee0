"""One process sees every change at once, and old data versions on demand."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas import process
from atlas.config import Settings
from atlas.facts.desk import Refused
from atlas.facts.editors import Editor
from layers.errors import NotAllowed
from layers.store import Change, Draft, Signed, open_store

AT = "2026-11-23T08:00:00+00:00"
LI, WANG = Editor("Li"), Editor("Wang")


@pytest.fixture
def settings(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    chosen = Settings(data=small, store=tmp_path / "var" / "atlas.gpkg", editing=True,
                      editor_header="X-Remote-User")
    monkeypatch.setattr(process, "settings", lambda: chosen)
    for held in (process.store, process.desk):
        held.cache_clear()
    yield chosen
    for held in (process.store, process.desk):
        held.cache_clear()


def a_claim() -> Change:
    key, record = next(
        (key, record) for key, record in process.store().records().items()
        if key[0] == "claims" and isinstance(record.doc.get("value"), int | float)
    )
    return Change(*key, {**record.doc, "value": record.doc["value"] + 1}, record.version)


def test_a_change_of_another_process_is_seen_at_the_next_question(settings: Settings) -> None:
    before = process.catalog()
    assert process.catalog() is before
    change = a_claim()
    open_store(settings.data, settings.store, at=AT).apply([change], Signed("Li", "x", AT))
    after = process.catalog()
    assert after.version != before.version
    values = {claim.id: claim.value for _, fact in after.all_facts() for claim in fact.claims}
    assert values[change.id] == change.doc["value"]  # type: ignore[index]


def test_an_old_version_is_shown_as_it_was(settings: Settings) -> None:
    before = process.catalog()
    process.store().apply([a_claim()], Signed("Li", "x", AT))
    assert process.catalog(before.version).version == before.version
    assert dict(process.catalog(before.version).all_facts()) == dict(before.all_facts())


def test_an_unknown_version_gives_the_present_one(settings: Settings) -> None:
    assert process.catalog("0123456789ab") is process.catalog()


def test_a_draft_changes_nothing_until_a_second_person_publishes_it(settings: Settings) -> None:
    before = process.catalog()
    draft = process.desk().propose([a_claim()], editor=LI, why="newer figure")
    assert isinstance(draft, Draft)
    assert process.catalog() is before
    with pytest.raises(NotAllowed, match="Someone else"):
        process.desk().publish(draft.id, editor=LI)
    process.desk().publish(draft.id, editor=WANG)
    assert process.catalog() is not before


def test_nobody_and_no_reason_change_nothing(settings: Settings) -> None:
    with pytest.raises(NotAllowed):
        process.desk().propose([a_claim()], editor=None, why="x")
    assert isinstance(process.desk().propose([a_claim()], editor=LI, why=" "), Refused)
    assert process.store().drafts(state=None) == []


def test_what_was_closed_later_is_closed_in_old_versions_too(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = a_claim()
    open_version = process.store().version
    closed = Change(*change.key, {**(change.doc or {}), "audience": "internal"}, change.seen)
    process.store().apply([closed], Signed("Li", "not for visitors", AT))
    shown = {claim.id for _, fact in process.catalog(open_version).all_facts()
             for claim in fact.claims}
    assert settings.audience == "visitor"
    assert change.id not in shown


def test_while_another_program_holds_the_file_the_last_catalogue_is_shown(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = process.catalog()
    monkeypatch.setattr("layers.store.sqlite.READ_WAIT_MS", 1)
    with sqlite3.connect(settings.store, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert process.catalog() is before
        other.execute("ROLLBACK")
    other.close()
