"""The same text always gives the same store; a killed build leaves the old one whole."""

from concurrent.futures import ThreadPoolExecutor
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


@pytest.mark.parametrize("folder", ["办公室 地图", "a%20b", "no. #1", "what?", "it's", "a&b=c"])
def test_a_folder_of_any_name_serves_as_well(folder: str, small: Path, tmp_path: Path) -> None:
    store = open_store(small, tmp_path / folder / "图 集.gpkg")
    assert store.documents()["parks"]["park-one"]["id"] == "park-one"
    assert len(store.read("stops")) == 4


def test_a_store_in_a_folder_nobody_may_write_is_read(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "kiosk" / "atlas.gpkg"
    build(small, target)
    target.chmod(0o444)
    target.parent.chmod(0o555)
    assert open_store(small, target).documents()["parks"]
    target.parent.chmod(0o755)


def test_threads_that_build_at_once_all_get_the_same_store(small: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = pool.map(lambda _: open_store(small, tmp_path / "var" / "a.gpkg"), range(4))
        assert len({store.version for store in stores}) == 1
    assert {path.name for path in (tmp_path / "var").iterdir()} == {"a.gpkg", "a.digest"}


def test_a_place_that_takes_no_database_is_named(small: Path) -> None:
    with pytest.raises(StoreError, match="Make the folder writable"):
        open_store(small, Path("/proc/atlas.gpkg"))
