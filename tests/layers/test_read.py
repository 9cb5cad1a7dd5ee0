"""Text files become documents; their version is their content."""

import re
import shutil
from pathlib import Path

import pytest

from layers.errors import UnreadableFile
from layers.read import documents, files_digest
from layers.store.records import content_version


def test_every_record_is_found_by_table_and_id(small: Path) -> None:
    tables = documents(small)
    assert set(tables["parks"]) == {"park-one"}
    assert set(tables["stops"]) == {"cn-a", "cn-b", "ru-c", "cn-mid"}
    assert set(tables["legs"]) == {"cn-a--cn-b", "ru-c--cn-b"}
    assert set(tables["tracks"]) == set(tables["legs"])


def test_an_outline_is_read_from_the_file_beside_its_park(small: Path) -> None:
    assert documents(small)["parks"]["park-one"]["location"]["outline"]["type"] == "Polygon"


def test_the_version_is_twelve_hex_digits_and_the_same_each_time(small: Path) -> None:
    version = content_version(documents(small))
    assert re.fullmatch(r"[0-9a-f]{12}", version)
    assert content_version(documents(small)) == version


def test_a_changed_figure_changes_the_version_and_the_digest(small: Path) -> None:
    before = content_version(documents(small)), files_digest(small)
    park = small / "parks" / "park-one" / "park.toml"
    park.write_text(park.read_text("utf-8").replace("210", "211"), "utf-8")
    after = content_version(documents(small)), files_digest(small)
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_the_version_does_not_depend_on_where_the_data_lies(small: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(small, tmp_path / "其他 folder")
    assert content_version(documents(moved)) == content_version(documents(small))
    assert files_digest(moved) == files_digest(small)


@pytest.mark.parametrize("file", ["catalog.toml", "routes/legs.toml", "routes/tracks.geojson"])
def test_a_missing_file_is_named(file: str, small: Path) -> None:
    (small / file).unlink()
    with pytest.raises(UnreadableFile, match=Path(file).name):
        documents(small)


@pytest.mark.parametrize("file", ["publishers.toml", "routes/tracks.geojson"])
def test_a_cut_off_file_is_named(file: str, small: Path) -> None:
    (small / file).write_text('{"features": [', "utf-8")
    with pytest.raises(UnreadableFile, match=Path(file).name):
        documents(small)


def test_an_outline_beside_any_record_counts_among_the_text(small: Path) -> None:
    before = files_digest(small)
    (small / "zones" / "zone-one.geojson").write_text('{"type": "Polygon"}', "utf-8")
    assert files_digest(small) != before
