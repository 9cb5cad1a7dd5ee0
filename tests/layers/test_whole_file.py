"""A file written in one step: never half, and nothing left beside it."""

import os
from pathlib import Path

import pytest

from layers.whole_file import write_whole


def test_what_is_written_stands_alone_in_its_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.toml", b"one", beside=".a-")
    write_whole(tmp_path / "a.toml", b"two", beside=".a-")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.toml": b"two"}


def test_it_has_its_name_only_when_it_is_whole_and_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[dict[str, bytes]] = []

    def seen(_: int) -> None:
        synced.append({path.name[:3]: path.read_bytes() for path in tmp_path.iterdir()})

    monkeypatch.setattr(os, "fsync", seen)
    write_whole(tmp_path / "a.toml", b"whole", beside=".a-")
    assert synced == [{".a-": b"whole"}, {"a.t": b"whole"}]  # the file, then its folder


def test_one_that_fails_leaves_the_old_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.toml").write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a.toml", b"new", beside=".a-")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.toml": b"old"}


@pytest.mark.skipif(os.name == "nt", reason="no such rights there")
def test_others_may_read_it_as_far_as_the_process_lets_them(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.png", b"x", beside=".a-")
    finally:
        os.umask(before)
    assert (tmp_path / "a.png").stat().st_mode & 0o777 == 0o640
