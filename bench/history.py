"""A store with years of staff's changes beside one freshly built from the text files."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import servers
from bench.chromium import browser, timed_load
from bench.first_map import OURS
from bench.material import LINE_COLOUR, ROOT
from bench.result import Row, middle
from layers.catalog import open_catalog
from layers.store import Applied, Change, Signed, open_store
from layers.store.geopackage import GeopackageStore

CHANGES = 10_000
LOADS, TURNS = 15, 9
TIMES = 1.1
GEO = ROOT / "data" / "geo"
AT = "2026-11-23T08:00:00+00:00"
PLACES = ("parks", "facilities", "zones", "context", "routes")


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        text, history = (Path(folder) / name / "atlas.gpkg" for name in ("text", "history"))
        for path in (text, history):
            open_store(GEO, path, at=AT)
        add_history(history)
        return [*_store_rows(text, history), _first_map(text, history)]


def add_history(path: Path) -> None:
    """That many changes, each saved by itself; the last of them leave what the text says."""
    store = GeopackageStore(path, guarded=False)
    before = store.version
    claims = [record for key, record in store.records().items() if key[0] == "claims"]
    versions = {record.key: record.version for record in claims}
    for number in range(CHANGES):
        record = claims[number // 2 % len(claims)]
        note = {} if number % 2 else {"note": {"en": f"Seen again, {number}."}}
        change = Change(*record.key, {**record.doc, **note}, versions[record.key])
        done = store.apply([change], Signed("bench", "seen again", AT))
        assert isinstance(done, Applied)
        versions.update(done.versions)
    assert (store.seq, store.version) == (CHANGES + 1, before)


def _store_rows(text: Path, history: Path) -> list[Row]:
    steps: dict[str, Callable[[Path], object]] = {
        "start of the store, every byte checked": lambda path: open_store(GEO, path, at=AT),
        "all documents": lambda path: GeopackageStore(path).documents(),
        "documents and catalogue": _catalog,
    }
    places = sum(len(GeopackageStore(text).documents()[table]) for table in PLACES)
    size = f"{history.stat().st_size / 1e6:.1f} MB against {text.stat().st_size / 1e6:.1f}"
    rows = [Row(f"{places} places with {CHANGES:,} changes of history: file", size)]
    for name, step in steps.items():
        taken = _turns(step, text, history)
        target = TIMES if name != "start of the store, every byte checked" else None
        rows.append(_row(f"the same: {name}", *taken, times=target))
    return rows


def _catalog(path: Path) -> object:
    store = GeopackageStore(path)
    return open_catalog(store.documents(), version=store.version, audience="visitor")


def _turns(
    step: Callable[[Path], object], text: Path, history: Path
) -> tuple[float, float]:
    taken: dict[Path, list[float]] = {text: [], history: []}
    for turn in range(TURNS + 1):
        for path in (text, history):
            begun = time.perf_counter()
            step(path)
            if turn:
                taken[path].append(time.perf_counter() - begun)
    return middle(taken[text]), middle(taken[history])


def _first_map(text: Path, history: Path) -> Row:
    with (
        browser() as launched,
        servers.atlas(8551, store=text) as plain,
        servers.atlas(8556, store=history) as full,
    ):
        found: dict[str, list[float]] = {plain.url: [], full.url: []}
        for turn in range(LOADS + 1):
            in_turn = list(found.items())
            for url, loads in in_turn if turn % 2 else reversed(in_turn):
                load = timed_load(launched, url, map_selector=OURS, colour=LINE_COLOUR)
                if turn:
                    loads.append(load.pixel_s)
    return _row(
        "the same: first map, warm", middle(found[plain.url]), middle(found[full.url]),
        times=TIMES,
    )


def _row(what: str, plain_s: float, full_s: float, *, times: float | None) -> Row:
    ratio = full_s / plain_s
    target = f"≤ {times} of the text-built: {ratio:.2f}" if times else f"not judged: {ratio:.2f}"
    return Row(
        what, f"{full_s * 1000:.0f} ms", f"built from text {plain_s * 1000:.0f} ms", target,
        ratio <= times if times else None,
    )
