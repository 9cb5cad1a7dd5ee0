"""Ten copies, a journal of what came after them, and how one is put back."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from layers.errors import NoSpace, StoreError
from layers.store import Applied, Change, Draft, Signed, backup, journal
from layers.store.backup import copies, folder_of, journal_of, keep
from layers.store.geopackage import GeopackageStore
from layers.store.restore import newest_good, restore_copy
from layers.store.sqlite import notes
from layers.store.tables import SCHEMA
from layers.store.verify import problems
from tests.layers.store.conftest import AT, LATER, Opener, as_schema_2, edit, some_claim


def after(**span: float) -> str:
    return (datetime(2026, 11, 23, 8, tzinfo=UTC) + timedelta(**span)).isoformat()


def test_a_copy_says_when_it_was_made_and_what_it_holds(target: Path, reopen: Opener) -> None:
    store = reopen()
    (copy,) = copies(target)
    assert (copy.at, copy.seq, copy.version) == (AT, 1, store.version)
    assert copy.path.name == f"atlas.20261123T080000Z.1.{store.version}.gpkg"
    assert problems(copy.path) == []


def test_moments_of_other_time_zones_are_kept_in_utc(target: Path, reopen: Opener) -> None:
    reopen(at="2026-11-23T16:00:00+08:00")
    assert copies(target)[0].at == AT


def test_at_most_one_copy_a_minute(target: Path, reopen: Opener) -> None:
    store = reopen()
    for second in (10, 20, 59, 60, 61, 121):
        edit(store, str(second), at=after(seconds=second))
    assert [copy.at for copy in copies(target)] == [after(seconds=121), after(seconds=60), AT]


def test_nothing_changed_needs_no_copy(target: Path, reopen: Opener) -> None:
    reopen()
    assert keep(target, at=LATER) is None
    assert len(copies(target)) == 1


@pytest.mark.slow
def test_ten_copies_are_kept_the_newest_five_and_one_a_day(target: Path, reopen: Opener) -> None:
    store = reopen(at=after(days=-9))
    for day in range(-8, 1):
        for hour in (0, 1):
            edit(store, f"{day} {hour}", at=after(days=day, hours=hour))
    for hour in range(2, 7):
        edit(store, f"today {hour}", at=after(hours=hour))
    today = [after(hours=hour) for hour in range(6, 1, -1)]
    days = [after(days=day, hours=1) for day in range(-1, -6, -1)]
    assert [copy.at for copy in copies(target)] == today + days


def test_a_copy_that_finds_no_room_leaves_the_change_kept_and_is_noted(
    monkeypatch: pytest.MonkeyPatch, reopen: Opener
) -> None:
    store = reopen()
    free = shutil.disk_usage("/")._replace(free=1024 * 1024 + 500_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free)
    edit(store, "7", at=LATER)
    assert store.get(*some_claim(store)).doc["value"] == "7"
    assert "1 MB are missing" in (store.remembered("backup_failed") or "")
    monkeypatch.undo()
    edit(store, "8", at=after(hours=3))
    assert store.remembered("backup_failed") == ""


def test_a_full_disk_is_said_with_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, reopen: Opener
) -> None:
    store = reopen()
    before = store.records()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 0))  # type: ignore[attr-defined]
    with pytest.raises(NoSpace, match=r"no space, 2 MB are missing. Nothing was changed") as full:
        edit(store, "7" * 10_000)
    assert full.value.missing_mb == 2
    assert store.records() == before


def test_a_damaged_store_never_takes_the_place_of_a_good_copy(
    target: Path, reopen: Opener
) -> None:
    store = reopen()
    with closing(sqlite3.connect(target)) as database, database:
        database.execute("UPDATE legs SET sha = 'x'")
    edit(store, "7", at=LATER)
    assert [copy.at for copy in copies(target)] == [AT]
    assert "is damaged" in (store.remembered("backup_failed") or "")


def test_the_newest_good_copy_is_the_newest_that_is_whole(target: Path, reopen: Opener) -> None:
    store = reopen()
    edit(store, "7", at=LATER)
    assert newest_good(target) == copies(target)[0]
    copies(target)[0].path.write_bytes(b"x")
    assert newest_good(target) == copies(target)[1]


def test_drafts_names_and_notes_come_back_as_well(target: Path, reopen: Opener) -> None:
    store = reopen()
    key = some_claim(store)
    change = Change(*key, store.get(*key).doc | {"value": "7"}, 1)
    draft = Draft("d1", "Li", AT, "measured", "edit", (change,))
    store.save_draft(draft)
    store.name_revision(1, "五月")
    store.remember("note", "kept")
    target.write_bytes(b"no database")
    opened = reopen()
    assert opened.drafts() == [draft]
    assert opened.revisions()[0].name == "五月"
    assert opened.remembered("note") == "kept"
    assert opened.state.redone == 3


def test_places_that_moved_come_back_with_their_index(target: Path, reopen: Opener) -> None:
    store = reopen()
    stop = store.get("stops", "cn-b")
    store.apply([Change(*stop.key, {**stop.doc, "point": [99.0, 10.0]}, 1)],
                Signed("Li", "moved", AT))
    target.write_bytes(b"no database")
    opened = reopen()
    assert list(opened.read("stops", bounds=(98, 9, 100, 11))["id"]) == ["cn-b"]
    assert problems(target) == []


def test_an_older_copy_and_the_journal_do_as_well(target: Path, reopen: Opener) -> None:
    store = reopen()
    for minute in (1, 2, 3):
        edit(store, str(minute), at=after(minutes=minute))
    before = store.records()
    for copy in copies(target)[:3]:
        copy.path.write_bytes(b"x")
    target.write_bytes(b"x")
    assert reopen().records() == before


@pytest.mark.parametrize("harm", ["torn", "flipped"])
def test_a_damaged_line_ends_what_is_redone(harm: str, target: Path, reopen: Opener) -> None:
    store = reopen()
    for value in ("5", "6", "7"):
        edit(store, value)
    path = journal_of(target)
    raw = path.read_bytes().splitlines(keepends=True)
    raw[1] = raw[1][:90] + b"\n" if harm == "torn" else raw[1].replace(b"measured", b"measureD")
    path.write_bytes(b"".join(raw))
    target.write_bytes(b"x")
    opened = reopen()
    assert opened.get(*some_claim(opened)).doc["value"] == "5"
    assert (opened.state.redone, opened.state.missing) == (1, 1)  # known of: the third
    assert problems(target) == []


def test_a_torn_line_does_not_spoil_the_next(target: Path, reopen: Opener) -> None:
    store = reopen()
    with journal_of(target).open("ab") as file:
        file.write(b"0123 {half a li")  # a process killed before it had committed
    edit(store, "7")
    target.write_bytes(b"x")
    assert reopen().get(*some_claim(store)).doc["value"] == "7"


def test_a_line_whose_transaction_failed_is_not_redone(target: Path, reopen: Opener) -> None:
    store = reopen()
    edit(store, "5")
    path = journal_of(target)
    number = int(notes(target)[journal.WRITES]) + 1
    line = journal._append(path, {"n": number, "sql": [["DELETE FROM legs", [[]]]]})
    journal.take_back(path, line)
    target.write_bytes(b"x")
    opened = reopen()
    assert opened.documents()["legs"]
    assert (opened.state.redone, opened.state.missing) == (1, 0)


def test_the_journal_is_cut_once_five_copies_hold_it(target: Path, reopen: Opener) -> None:
    store = reopen()
    for minute in range(1, 9):
        edit(store, str(minute), at=after(minutes=minute))
    held = [int(notes(copy.path)[journal.WRITES]) for copy in copies(target)[:5]]
    kept = [number for number, _ in journal.lines(journal_of(target))]
    assert kept == list(range(min(held) + 1, max(held) + 1))


def test_a_copy_put_back_is_seen_by_who_has_the_store_open(target: Path, reopen: Opener) -> None:
    store = reopen()
    first = store.documents()
    edit(store, "7", at=LATER)
    store.documents()
    restore_copy(target, copies(target)[-1], at=after(hours=2))
    assert store.documents() == first
    assert store.seq == 3  # goes on: nothing kept for revision 2 is taken for this
    assert store.revisions()[0].why.startswith(f"Copy of {AT}")
    assert problems(target) == []
    assert copies(target)[1].seq == 2  # what there was, is a copy now
    edit(store, "8", at=after(hours=3))
    assert reopen().state.copy_used == ""


def test_what_is_saved_after_a_copy_was_put_back_is_safe(target: Path, reopen: Opener) -> None:
    store = reopen()
    edit(store, "7", at=LATER)
    restore_copy(target, copies(target)[-1], at=after(hours=2))
    edit(store, "8", at=after(hours=2))
    target.write_bytes(b"x")
    assert reopen().get(*some_claim(store)).doc["value"] == "8"


def test_a_copy_of_an_earlier_version_is_put_back_in_the_present_form(
    target: Path, reopen: Opener
) -> None:
    store = reopen()
    first = store.documents()
    as_schema_2(copies(target)[0].path)
    before = copies(target)[0].path.read_bytes()
    edit(store, "7", at=LATER)
    restore_copy(target, copies(target)[-1], at=after(hours=2))
    assert store.documents() == first  # a process that has it open goes on
    edit(store, "8", at=after(hours=3))
    assert store.remembered("schema") == str(SCHEMA)
    assert problems(target) == []
    assert copies(target)[-1].path.read_bytes() == before
    assert [path.name for path in folder_of(target).iterdir() if "-" in path.name] == []


def test_what_was_saved_since_an_update_is_redone_on_a_copy_from_before_it(
    target: Path, reopen: Opener
) -> None:
    store = reopen()
    as_schema_2(copies(target)[0].path)
    made = store.apply([Change("own", "dwell", {"id": "dwell"}, 0)], Signed("Li", "seen", AT))
    assert isinstance(made, Applied)
    edit(store, "7")  # within the minute: only the journal holds both
    before = store.records()
    target.write_bytes(b"x")
    opened = reopen()
    assert opened.records() == before
    assert (opened.state.redone, opened.state.missing) == (2, 0)
    assert problems(target) == []


def test_a_damaged_file_goes_aside_when_a_copy_is_put_back(target: Path, reopen: Opener) -> None:
    store = reopen()
    target.write_bytes(b"x")
    restore_copy(target, copies(target)[0], at=LATER)
    assert store.records() == GeopackageStore(copies(target)[0].path).records()
    assert len(list(target.parent.glob("atlas.damaged-*"))) == 1


def test_a_damaged_copy_is_not_put_back(target: Path, reopen: Opener) -> None:
    reopen()
    copy = copies(target)[0]
    copy.path.write_bytes(b"x")
    with pytest.raises(StoreError, match="Choose another copy"):
        restore_copy(target, copy, at=LATER)


def test_other_files_among_the_copies_are_left_alone(target: Path, reopen: Opener) -> None:
    reopen()
    other = folder_of(target) / "atlas.before-the-visit.gpkg"
    other.write_bytes(b"somebody's own")
    assert len(copies(target)) == 1
    assert backup.due(target, at=LATER)
    reopen(at=LATER)
    assert other.exists()
