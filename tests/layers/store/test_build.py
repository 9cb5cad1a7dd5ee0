"""The same text always gives the same store; a killed build leaves the old one whole."""

from pathlib import Path

import pytest

from layers.errors import StoreError, UnreadableFile
from layers.read import content_version, documents
from layers.store import build, is_stale, open_store


def test_the_store_has_the_version_of_its_text(small: Path, tmp_path: Path) -> None:
    version = build(small, tmp_path / "a.gpkg")
    assert version == content_version(documents(small))
    assert open_store(small, tmp_path / "a.gpkg").version == version


def test_two_builds_of_one_text_are_the_same_bytes(small: Path, tmp_path: Path) -> None:
    build(small, tmp_path / "a.gpkg")
    build(small, tmp_path / "b.gpkg")
    assert (tmp_path / "a.gpkg").read_bytes() == (tmp_path / "b.gpkg").read_bytes()


def test_a_store_is_stale_until_it_is_built_and_again_when_the_text_changes(
    small: Path, tmp_path: Path
) -> None:
    target = tmp_path / "var" / "a.gpkg"
    assert is_stale(small, target)
    build(small, target)
    assert not is_stale(small, target)
    (small / "catalog.toml").write_text("layers = []", "utf-8")
    assert is_stale(small, target)


def test_an_unreadable_text_leaves_the_old_store_whole(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.gpkg"
    build(small, target)
    before = target.read_bytes()
    (small / "catalog.toml").write_text("[[layers", "utf-8")
    with pytest.raises(UnreadableFile):
        build(small, target)
    assert target.read_bytes() == before


def test_a_build_leaves_nothing_beside_the_store(small: Path, tmp_path: Path) -> None:
    build(small, tmp_path / "var" / "a.gpkg")
    names = {path.name for path in (tmp_path / "var").iterdir()}
    assert names == {"a.gpkg", "a.digest"}


def test_a_folder_that_can_not_be_made_is_named(small: Path, tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(StoreError, match=r"a\.gpkg"):
        open_store(small, tmp_path / "var" / "a.gpkg")


def test_a_path_with_spaces_and_chinese_serves_as_well(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "办公室 folder" / "图 集.gpkg"
    assert open_store(small, target).documents()["parks"]["park-one"]["id"] == "park-one"
