"""The same text always gives the same store; a killed build leaves nothing."""

from pathlib import Path

import pytest

from layers.read import documents, files_digest
from layers.store.build import build
from layers.store.records import content_version
from layers.store.verify import problems
from tests.layers.store.conftest import AT, Opener, edit

# A store that is built in these tests is built from nothing, each time.
pytestmark = pytest.mark.usefixtures("unspared")


def built(small: Path, target: Path) -> Path:
    build(documents(small), target, at=AT, why="Release", digest=files_digest(small))
    return target


def test_the_store_has_the_version_of_its_text(small: Path, reopen: Opener) -> None:
    assert reopen().version == content_version(documents(small))


def test_two_builds_of_one_text_are_the_same_bytes(small: Path, tmp_path: Path) -> None:
    first, second = (built(small, tmp_path / name) for name in ("a.gpkg", "b.gpkg"))
    assert first.read_bytes() == second.read_bytes()


def test_a_build_is_whole_and_leaves_nothing_beside_the_store(small: Path, target: Path) -> None:
    assert problems(built(small, target)) == []
    assert [path.name for path in target.parent.iterdir()] == ["atlas.gpkg"]


def test_a_build_never_takes_the_place_of_a_store_that_is_there(
    small: Path, target: Path, reopen: Opener
) -> None:
    edit(reopen(), "7")
    before = target.read_bytes()
    assert built(small, target).read_bytes() == before
