"""Every text of a store can be altered in one place, and it is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from layers.store import Change, Draft
from layers.store.verify import problems
from tests.layers.store.conftest import AT, Opener, edit, some_claim


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE legs SET doc = replace(doc, '100', '101')",
        "UPDATE claims SET value = '9' WHERE fid = 1",
        "UPDATE stops SET name_zh = 'x' WHERE fid = 1",
        "UPDATE stops SET geom = (SELECT geom FROM stops WHERE fid = 1) WHERE fid = 2",
        "UPDATE stops SET geom = NULL WHERE fid = 2",
        "UPDATE claims SET version = version + 1 WHERE fid = 1",
        "DELETE FROM legs WHERE fid = 1",
        "UPDATE atlas_history SET doc = '{}' WHERE rowid = 5",
        "DELETE FROM atlas_history WHERE version = 1 AND tbl = 'claims'",
        "UPDATE atlas_changes SET who = 'nobody'",
        "UPDATE atlas_changes SET at = '2020-01-01'",
        "UPDATE atlas_drafts SET changes = replace(changes, 'drafted', 'crafted')",
        "UPDATE atlas_drafts SET who = 'nobody'",
        "UPDATE atlas_release SET doc = '{}' WHERE rowid = 1",
        "UPDATE atlas_meta SET value = 'abcdefabcdef' WHERE key = 'version'",
        "UPDATE atlas_meta SET value = '1' WHERE key = 'seq'",
        "DELETE FROM atlas_meta WHERE key = 'schema'",
        "DELETE FROM rtree_stops_geom_rowid",
        "UPDATE parks SET doc = CAST(x'ff00' AS TEXT)",
        "DROP TABLE atlas_drafts",
    ],
)
def test_whatever_is_altered_is_found(harm: str, target: Path, reopen: Opener) -> None:
    store = reopen()
    edit(store, "7")
    key = some_claim(store)
    change = Change(*key, store.get(*key).doc | {"value": "drafted"}, 2)
    store.save_draft(Draft("d1", "Li", AT, "why", "edit", (change,)))
    assert problems(target) == []
    with closing(sqlite3.connect(target)) as database, database:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MinY", "ST_MaxX", "ST_MaxY"):
            database.create_function(name, 1, lambda _: 0)
        database.execute(harm)
    assert problems(target)


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0" + bytes(4096)])
def test_what_is_no_store_is_said(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.gpkg").write_bytes(content)
    assert problems(tmp_path / "x.gpkg")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert problems(tmp_path / "x.gpkg")
    assert list(tmp_path.iterdir()) == []


def test_checking_changes_nothing(target: Path, reopen: Opener) -> None:
    reopen()
    before = target.read_bytes()
    assert problems(target) == []
    assert target.read_bytes() == before
