"""Processes that save are killed, crowd each other and run out of room: nothing is ever lost."""

import itertools
import multiprocessing
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from layers.errors import NoSpace
from layers.store import Change, Conflict, Key, Record, Signed, open_store
from layers.store.geopackage import GeopackageStore
from layers.store.verify import problems
from tests.conftest import SMALL

KILLS = 200
WRITERS, SAVES = 8, 200
FULL = 20
AT = "2026-11-23T08:00:00+00:00"
# Processes of their own, ready at once: the server that starts them has read the libraries.
STARTER = multiprocessing.get_context("forkserver")
STARTER.set_forkserver_preload(["layers.store"])

pytestmark = pytest.mark.soak


@pytest.fixture
def target(tmp_path: Path) -> Path:
    place = tmp_path / "var" / "atlas.gpkg"
    store = open_store(SMALL, place, at=AT)
    key = claim(store)
    set_value(store, 0)
    assert store.get(*key).version == 2
    return place


def say(figures: str) -> None:
    print(figures)  # noqa: T201 - the figures are what one runs this for


def claim(store: GeopackageStore) -> tuple[str, str]:
    return next(key for key in store.records() if key[0] == "claims")


def set_value(store: GeopackageStore, value: object) -> None:
    record = store.get(*claim(store))
    changed = Change(*record.key, {**record.doc, "value": value}, record.version)
    store.apply([changed], Signed("Li", "counted", AT))


def value(store: GeopackageStore) -> int:
    return int(store.get(*claim(store)).doc["value"])


def count_on(store: GeopackageStore, *, who: str, at: str = AT) -> int | None:
    """Add one to the figure; None where someone else did so in between."""
    seen = store.get(*claim(store))
    more = int(seen.doc["value"]) + 1
    change = Change(*seen.key, {**seen.doc, "value": more}, seen.version)
    done = store.apply([change], Signed(who, "counted", at))
    return None if isinstance(done, Conflict) else more


def save_without_end(target: Path, said: Connection) -> None:
    """Save until killed, with a copy of the store every time; tell what was confirmed."""
    store = GeopackageStore(target)
    said.send(value(store))
    for number in itertools.count(1):
        at = f"2026-11-23T{number // 60 % 24:02}:{number % 60:02}:00+00:00"
        said.send(count_on(store, who="Li", at=at))


def save_often(target: Path, who: str, said: Connection) -> None:
    """Count up until that many saves are kept; tell how many had to be tried again."""
    store, again = GeopackageStore(target), 0
    for _ in range(SAVES):
        while count_on(store, who=who) is None:
            again += 1
    said.send(again)


def litter(target: Path) -> set[str]:
    beside = {path.name for path in target.parent.iterdir()} - {target.name, "backups"}
    among = {path.name for path in (target.parent / "backups").iterdir()}
    return beside | {name for name in among if ".part" in name or name.endswith("-journal")}


def test_200_kills_while_saving_leave_200_whole_stores(target: Path) -> None:
    draw = random.Random(1)  # noqa: S311 - the same moments each time
    begun, left, kept = time.monotonic(), 0, 0
    for _ in range(KILLS):
        before = value(GeopackageStore(target))
        said = killed(target, after_s=draw.uniform(0.0, 0.25))
        left += bool(litter(target))
        store = open_store(SMALL, target, at=AT)
        now = value(store)
        assert store.state.copy_used == ""  # whole by itself, not by a copy
        assert problems(target) == []
        assert max(said, before) <= now <= max(said, before) + 1  # what was confirmed is there
        assert litter(target) == set()
        kept += now - before
    say(f"{KILLS} of {KILLS} whole, {kept} saves kept, litter after {left} kills swept, "
        f"{time.monotonic() - begun:.0f} s")
    assert kept > KILLS


def killed(target: Path, *, after_s: float) -> int:
    """Kill a process that saves without end; the last value it was told is kept."""
    here, there = STARTER.Pipe(duplex=False)
    saver = STARTER.Process(target=save_without_end, args=(target, there))
    saver.start()
    there.close()
    said = here.recv()
    time.sleep(after_s)
    saver.kill()
    saver.join()
    with suppress(EOFError):
        while True:
            said = here.recv()
    here.close()
    return int(said)


def test_8_processes_of_200_saves_keep_1600(target: Path) -> None:
    begun = time.monotonic()
    pipes = [STARTER.Pipe(duplex=False) for _ in range(WRITERS)]
    writers = [
        STARTER.Process(target=save_often, args=(target, f"writer {number}", there))
        for number, (_, there) in enumerate(pipes)
    ]
    for writer in writers:
        writer.start()
    again = sum(here.recv() for here, _ in pipes)
    for writer in writers:
        writer.join()
    store = GeopackageStore(target)
    entries = store.history(*claim(store), limit=10_000)
    say(f"{value(store)} of {WRITERS * SAVES} kept, {again} conflicts tried again, "
        f"{time.monotonic() - begun:.0f} s")
    assert value(store) == WRITERS * SAVES
    assert [entry.record_version for entry in entries] == list(range(WRITERS * SAVES + 2, 0, -1))
    assert problems(target) == []


# --- a full disk -----------------------------------------------------------------------------


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only an administrator can mount a disk of 6 MB")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def damaged_is_shown(target: Path, kept: dict[Key, Record]) -> bool:
    """On the full disk the file is damaged as well: mended where there is room, or beside."""
    first(target, b"x")
    store = open_store(SMALL, target, at=AT)
    shown = bool(store.state.copy_used) and store.records() == kept
    aside = list(target.parent.glob("*.damaged-*"))
    assert bool(aside) != bool(store.state.read_only)
    if store.state.read_only:
        first(target, b"S")
    for path in aside:
        path.unlink()
    return shown


def first(target: Path, byte: bytes) -> None:
    with target.open("r+b") as file:
        file.write(byte)


def test_a_full_disk_leaves_the_old_data_whole_20_times(
    tiny_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(2)  # noqa: S311 - the same room each time
    begun = time.monotonic()
    target = tiny_disk / "var" / "atlas.gpkg"
    open_store(SMALL, target, at=AT)
    words = []
    for turn in range(FULL):
        store = open_store(SMALL, target, at=AT)
        before = store.records()
        free = shutil.disk_usage(tiny_disk).free
        if turn % 2:  # others fill the disk after we looked: found only while writing
            monkeypatch.setattr(GeopackageStore, "_room", lambda *_: None)
        room = draw.choice([0, 100_000, 900_000, 1_100_000])
        (tiny_disk / "others").write_bytes(bytes(max(0, free - room)))
        with pytest.raises(NoSpace, match=r"\d+ MB are missing. Nothing was changed") as full:
            for _ in range(400):
                kept = store.records()
                set_value(store, draw.randbytes(60_000).hex())
        words.append(full.value.missing_mb)
        assert store.records() == kept
        assert problems(target) == []
        again = open_store(SMALL, target, at=AT)  # starts on a full disk, too
        assert again.records() == kept
        assert litter(target) == set()
        assert len(before) == len(kept)
        assert damaged_is_shown(target, kept)
        monkeypatch.undo()
        (tiny_disk / "others").unlink()
        if target.stat().st_size > 2_500_000:  # old data takes the disk: start anew
            shutil.rmtree(target.parent)
            open_store(SMALL, target, at=AT)
    say(f"{FULL} of {FULL} whole; MB said to be missing: "
        f"{', '.join(f'{mb:.0f}' for mb in words)}; {time.monotonic() - begun:.0f} s")
