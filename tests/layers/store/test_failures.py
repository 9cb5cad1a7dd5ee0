"""Each failure is said for what it is: in use, too full, damaged, or a mistake of the atlas."""

import errno
import logging
import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from layers.errors import NoSpace, ReadOnly, StoreError
from layers.store.failures import in_words
from layers.store.sqlite import locked
from tests.layers.store.conftest import AT, Opener, edit, some_claim


def said(error: Exception, path: Path) -> StoreError:
    return in_words(error, path, wanted=10**15)


def of_sqlite(code: int, words: str) -> sqlite3.Error:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_SNAPSHOT])
def test_only_a_lock_is_another_program(code: int, tmp_path: Path) -> None:
    assert "in use by another program" in str(said(of_sqlite(code, "?"), tmp_path / "x.gpkg"))


@pytest.mark.parametrize(
    "words", ["no such column: locked", "near “disk is full”: syntax error", "readonly: no such table"]
)
def test_a_mistake_of_the_atlas_is_not_put_on_anybody_else(
    words: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        error = said(of_sqlite(sqlite3.SQLITE_ERROR, words), tmp_path / "x.gpkg")
    assert type(error) is StoreError
    assert "the atlas itself made a mistake. Nothing was changed." in str(error)
    assert words not in str(error)
    assert words in caplog.text


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL, "?"), NoSpace),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), NoSpace),
        (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)), NoSpace),
        (of_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY, "?"), ReadOnly),
        (OSError(errno.EROFS, os.strerror(errno.EROFS)), ReadOnly),
        (PermissionError(errno.EACCES, os.strerror(errno.EACCES)), ReadOnly),
    ],
)
def test_the_disk_is_named_where_it_is_the_disk(
    error: Exception, kind: type[StoreError], tmp_path: Path
) -> None:
    assert type(said(error, tmp_path / "x.gpkg")) is kind


def test_after_a_mistake_all_is_as_it_was(
    reopen: Opener, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = reopen()
    before = store.records()
    nonsense = text("UPDATE nobody SET x = 1")
    monkeypatch.setattr(store, "_touched", lambda connection, *_: connection.execute(nonsense))
    with pytest.raises(StoreError, match="the atlas itself made a mistake"):
        edit(store, "written by hand")
    assert "UPDATE nobody" in caplog.text
    assert "written by hand" not in caplog.text  # what people write is no matter of the log
    assert reopen().records() == before


def test_a_store_that_somebody_holds_is_in_use(
    target: Path, reopen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layers.store.sqlite.WAIT_MS", 1)
    store = reopen()
    with locked(target), pytest.raises(StoreError, match="in use by another program"):
        edit(store, "7")
    assert edit(store, "7").versions == {some_claim(store): 2}


def test_a_damaged_lock_says_which_file_to_delete(target: Path, reopen: Opener) -> None:
    reopen()
    (target.parent / "backups" / "atlas.lock").write_bytes(b"no database " * 100)
    with pytest.raises(StoreError, match=r"atlas.lock in backups: is damaged .* Delete it"):
        reopen(at=AT)
