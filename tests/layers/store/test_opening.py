"""A store comes up whatever it finds: nothing, litter, damage, new text, a folder closed to it."""

import gzip
import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from layers.errors import ReadOnly, StoreError, UnreadableFile
from layers.read import TABLES, documents
from layers.store import Change, Signed, State, open_store
from layers.store.backup import copies, folder_of, journal_of
from layers.store.opening import acknowledge
from layers.store.tables import SCHEMA, SINCE_3
from layers.store.verify import problems
from tests.layers.store.conftest import AT, LATER, Opener, as_schema_2, edit, some_claim


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def spoil_text(target: Path) -> None:
    """Flip one bit inside the last text of a record."""
    content = bytearray(target.read_bytes())
    place = content.rindex(b'"fact":"') + 3
    content[place] ^= 1
    target.write_bytes(content)


def test_the_first_start_builds_the_store_and_the_next_changes_nothing(
    small: Path, target: Path, reopen: Opener
) -> None:
    assert reopen().documents() == documents(small)
    before = target.read_bytes()
    assert reopen(at=LATER).state == State()
    assert target.read_bytes() == before
    assert names(target.parent) == {"atlas.gpkg", "backups"}


@pytest.mark.parametrize("folder", ["办公室 地图", "a%20b", "no. #1", "what?", "it's", "a&b=c", "[x]"])
def test_a_folder_of_any_name_serves_as_well(folder: str, small: Path, tmp_path: Path) -> None:
    target = tmp_path / folder / "图 [集] 1.2.gpkg"
    store = open_store(small, target, at=AT)
    edit(store, "7", at=LATER)
    assert len(store.read("stops")) == 4
    assert len(copies(target)) == 2
    target.write_bytes(b"no store")
    assert open_store(small, target, at=LATER).get(*some_claim(store)).doc["value"] == "7"


def test_threads_that_start_at_once_all_get_the_same_store(target: Path, reopen: Opener) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: reopen(), range(4)))
    assert len({store.version for store in stores}) == 1
    assert {store.seq for store in stores} == {1}
    assert names(target.parent) == {"atlas.gpkg", "backups"}


def test_broken_text_and_no_store_is_an_error(small: Path, reopen: Opener) -> None:
    (small / "catalog.toml").write_text("[[layers", "utf-8")
    with pytest.raises(UnreadableFile, match="catalog"):
        reopen()


@pytest.mark.parametrize(("file", "text"), [("catalog.toml", "[[layers"), ("publishers.toml", "")])
def test_a_new_release_that_is_broken_leaves_the_old_data_shown(
    file: str, text: str, small: Path, reopen: Opener
) -> None:
    before = reopen().documents()
    (small / file).write_text(text, "utf-8")
    store = reopen(at=LATER)
    assert store.state.text_refused
    assert store.documents() == before


def test_a_new_release_arrives_and_staffs_claims_stay(small: Path, reopen: Opener) -> None:
    key = some_claim(reopen())
    edit(reopen(), "7")
    catalog = small / "routes" / "stops.toml"
    catalog.write_text(catalog.read_text("utf-8").replace("Mid", "Middle"), "utf-8")
    store = reopen(at=LATER)
    assert store.get(*key).doc["value"] == "7"
    assert [report.at for report in store.releases()] == [LATER, AT]


def test_litter_of_killed_processes_is_swept(target: Path, reopen: Opener) -> None:
    reopen()
    for name in ("atlas.123-456.gpkg", "atlas.123-456.gpkg-journal", "atlas.123-0.123-456.gpkg",
                 "backups/atlas.part", "backups/atlas.123-456.gpkg",
                 "backups/atlas.changes.jsonl.part"):
        (target.parent / name).write_bytes(b"half")
    (target.parent / "atlas.gpkg-journal").write_bytes(b"")
    (target.parent / "mine.gpkg").write_bytes(b"somebody's own file")
    reopen()
    assert names(target.parent) == {"atlas.gpkg", "backups", "mine.gpkg"}
    assert not [name for name in names(folder_of(target)) if name.endswith(".part") or "-" in name]


def test_a_damaged_store_loses_nothing(target: Path, reopen: Opener) -> None:
    store = reopen()
    key = some_claim(store)
    for value in ("5", "6", "7"):  # within the minute: no copy holds them, the journal does
        edit(store, value)
    before = store.records()
    spoil_text(target)
    opened = reopen(at=LATER)
    assert opened.records() == before
    assert [entry.after for entry in opened.history(*key, limit=1)] == [before[key].doc]
    assert opened.state.copy_used == copies(target)[-1].path.name
    assert opened.state.copy_at == AT
    assert (opened.state.redone, opened.state.missing) == (3, 0)
    assert problems(target) == []


def test_threads_that_start_at_once_mend_it_once(target: Path, reopen: Opener) -> None:
    store = reopen()
    edit(store, "7")
    spoil_text(target)
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: reopen(), range(4)))
    assert {one.get(*some_claim(one)).doc["value"] for one in opened} == {"7"}
    assert all(one.state.copy_used for one in opened)
    assert len(list(target.parent.glob("atlas.damaged-*.gpkg"))) == 1


def test_the_damaged_file_is_kept_aside_three_of_them_at_most(
    target: Path, reopen: Opener
) -> None:
    reopen()
    for number in range(5):
        spoil_text(target)
        reopen(at=f"2026-11-2{number}T00:00:00+00:00")
    assert len(list(target.parent.glob("atlas.damaged-*.gpkg"))) == 3


def test_the_banner_stays_until_an_editor_has_read_it(target: Path, reopen: Opener) -> None:
    reopen()
    spoil_text(target)
    assert reopen().state.copy_used
    store = reopen()
    assert store.state.copy_used
    acknowledge(store)
    assert reopen().state == State()


def test_a_store_that_is_gone_comes_back_from_its_copies(target: Path, reopen: Opener) -> None:
    edit(reopen(), "7")
    before = reopen().records()
    target.unlink()
    store = reopen()
    assert store.records() == before
    assert store.state.copy_used


def test_without_a_good_copy_the_store_is_built_again_and_says_so(
    small: Path, target: Path, reopen: Opener
) -> None:
    edit(reopen(), "7")
    for path in (target, *(copy.path for copy in copies(target))):
        path.write_bytes(b"no database at all" * 500)
    store = reopen(at=LATER)
    assert store.documents() == documents(small)
    assert store.state.rebuilt == "atlas.damaged-20261123T093000Z.gpkg"
    assert (target.parent / store.state.rebuilt).read_bytes().startswith(b"no database")
    assert f"{journal_of(target).name}.damaged" in names(folder_of(target))  # nothing is deleted


@pytest.mark.parametrize("copy_left", [True, False])
def test_a_counter_that_was_lost_is_never_used_again(
    copy_left: bool, target: Path, reopen: Opener
) -> None:
    store = reopen()
    for value in ("5", "6", "7"):
        edit(store, value)
    journal_of(target).unlink()
    with closing(sqlite3.connect(target)) as database, database:
        database.execute("UPDATE legs SET sha = 'x'")
    if not copy_left:
        copies(target)[0].path.unlink()
    opened = reopen()
    assert opened.seq == 5  # 1 the release, 2 to 4 lost
    assert opened.state.missing == (3 if copy_left else 0)  # else all is: `rebuilt`
    assert problems(target) == []


def test_a_store_of_a_newer_version_is_refused_and_not_touched(
    target: Path, reopen: Opener
) -> None:
    reopen()
    with closing(sqlite3.connect(target)) as database, database:
        database.execute("UPDATE atlas_meta SET value = '4' WHERE key = 'schema'")
        database.execute("ALTER TABLE atlas_changes RENAME COLUMN sha TO hash")
    before = target.read_bytes()
    with pytest.raises(StoreError, match=r"newer version of the atlas \(schema 4, known 3\)"):
        reopen()
    assert target.read_bytes() == before


def test_a_hall_sees_what_the_office_saves_and_can_not_save(reopen: Opener) -> None:
    office, hall = reopen(), reopen(writable=False)
    hall.documents()
    edit(office, "7")
    assert hall.get(*some_claim(hall)).doc["value"] == "7"
    assert hall.seq == 2
    key = some_claim(hall)
    with pytest.raises(ReadOnly, match="only shows"):
        hall.apply([Change(*key, None, 2)], Signed("x", "x", AT))


def test_a_folder_that_can_not_be_made_is_named(small: Path, tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be", "utf-8")
    store = open_store(small, tmp_path / "var" / "a.gpkg", at=AT)
    assert store.state.read_only.startswith("var: the folder can't be made")
    assert store.documents() == documents(small)


# --- folders nobody may write ----------------------------------------------------------------


@pytest.fixture
def closed(target: Path) -> Iterator[Path]:
    """A mount of the store's folder that even an administrator can't write, and its target."""
    mounted = target.parent.parent / "mounted"
    mounted.mkdir()
    target.parent.mkdir()
    command = ["mount", "--bind", str(target.parent), str(mounted)]
    if os.geteuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only an administrator can mount a folder")
    try:
        yield mounted / target.name
    finally:
        subprocess.run(["umount", str(mounted)], check=True)


def close(closed: Path) -> None:
    folder = str(closed.parent)
    subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)


def test_a_read_only_folder_starts_read_only_and_says_why(
    small: Path, closed: Path, reopen: Opener
) -> None:
    edit(reopen(), "7")
    close(closed)
    store = open_store(small, closed, at=LATER)
    assert store.state.read_only == "mounted: the folder can't be written."
    assert store.path == closed
    assert store.get(*some_claim(store)).doc["value"] == "7"
    with pytest.raises(ReadOnly):
        store.remember("x", "y")


def test_a_read_only_folder_without_a_store_shows_the_text(small: Path, closed: Path) -> None:
    close(closed)
    assert open_store(small, closed, at=AT).documents() == documents(small)


def test_a_damaged_store_in_a_read_only_folder_is_mended_beside(
    small: Path, closed: Path, target: Path, reopen: Opener
) -> None:
    edit(reopen(), "7")
    spoil_text(target)
    close(closed)
    store = open_store(small, closed, at=LATER)
    assert store.get(*some_claim(store)).doc["value"] == "7"
    assert store.state.copy_used
    assert store.state.read_only


def test_a_change_cut_off_in_a_read_only_folder_is_rolled_back_beside(
    small: Path, closed: Path, target: Path, reopen: Opener
) -> None:
    before = reopen().records()
    with closing(sqlite3.connect(target)) as database:
        database.execute("PRAGMA cache_size = 2")  # so that half of it reaches the file
        database.execute("BEGIN")
        database.execute("UPDATE atlas_history SET sha = 'x'")
        hot = {path.name: path.read_bytes() for path in target.parent.glob("atlas.gpkg*")}
    assert set(hot) == {"atlas.gpkg", "atlas.gpkg-journal"}
    for name, content in hot.items():
        (target.parent / name).write_bytes(content)
    close(closed)
    store = open_store(small, closed, at=LATER)
    assert store.records() == before
    assert store.state.copy_used == ""


def test_a_file_closed_to_others_is_read(small: Path, target: Path, reopen: Opener) -> None:
    reopen()
    target.chmod(0o444)
    target.parent.chmod(0o555)
    try:
        assert reopen().documents() == documents(small)
    finally:
        target.parent.chmod(0o755)


# --- stores of earlier versions --------------------------------------------------------------

FIRST_RELEASE = Path(__file__).with_name("first_release.gpkg.gz")


def test_every_document_of_the_first_releases_store_survives(
    small: Path, target: Path, reopen: Opener
) -> None:
    target.parent.mkdir()
    target.write_bytes(gzip.decompress(FIRST_RELEASE.read_bytes()))
    with closing(sqlite3.connect(target)) as database:
        old = {
            table: {
                name: json.loads(doc)
                for name, doc in database.execute(f"SELECT id, doc FROM {table}")  # noqa: S608
            }
            for table in TABLES if table not in SINCE_3
        }
    (small / "parks" / "park-one" / "park.toml").write_text("broken", "utf-8")
    store = reopen(at=LATER)  # a broken release: what is shown is what the old store held
    assert store.documents() == {**old, "network": {}, "own": {}}
    assert sum(map(len, old.values())) == 20
    assert store.revisions()[-1].why == "Store of the first release"
    assert {entry.record_version for entry in store.history()} == {1}
    assert problems(target) == []
    assert len(copies(target)) == 2  # the old file first


def test_a_store_without_a_network_keeps_what_staff_changed(
    target: Path, reopen: Opener
) -> None:
    store = reopen()
    edit(store, "another value")
    before, version = store.documents(), store.version
    as_schema_2(target)
    assert problems(target) == []  # whole, of an earlier form: not taken for damaged
    again = reopen(at=LATER)
    assert again.documents() == before
    assert again.version == version
    assert [item.who for item in again.revisions()] == [item.who for item in store.revisions()]
    assert again.remembered("schema") == str(SCHEMA)
    assert problems(target) == []
