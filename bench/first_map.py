"""How long until a map stands: warm beside the peers, and from the start of the server."""

import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser

from bench import servers
from bench.chromium import Load, browser, timed_load, visitor
from bench.material import LINE_COLOUR
from bench.result import Row, middle

LOADS = 5
ABOVE_STATIC_S, SHARE = 1.2, 0.75
COLD_S, SECOND_S = 8.0, 5.0
OURS, FRAME, PLAIN = "[data-testid=atlas-map]", "iframe[title*=folium]", "#map"


def measure() -> list[Row]:
    with browser() as launched:
        return [*_warm(launched), *_starts(launched)]


def _warm(launched: Browser) -> list[Row]:
    folium = servers.peer("st_folium", 8552)
    with servers.atlas() as ours, folium as peer, servers.static() as plain:
        places = ((ours, OURS), (peer, FRAME), (plain, PLAIN))
        found: dict[str, list[Load]] = {server.name: [] for server, _ in places}
        for turn in range(LOADS + 1):  # the first turn warms the servers
            for server, selector in places:
                load = timed_load(launched, server.url, map_selector=selector, colour=LINE_COLOUR)
                if turn:
                    found[server.name].append(load)
    pixel = {name: middle([load.pixel_s for load in loads]) for name, loads in found.items()}
    ready = middle([load.ready_s or 0 for load in found["atlas"]])
    above, share = pixel["atlas"] - pixel["static Leaflet"], pixel["atlas"] / pixel["st_folium"]
    each = ", ".join(f"{load.pixel_s:.2f}" for load in found["atlas"])
    return [
        Row(
            "first map, warm: line on the screen",
            f"{pixel['atlas']:.2f} s ({each})",
            f"static Leaflet {pixel['static Leaflet']:.2f} s",
            f"≤ {ABOVE_STATIC_S} s above static: {above:+.2f} s",
            above <= ABOVE_STATIC_S,
        ),
        Row(
            "the same against st_folium",
            f"{pixel['atlas']:.2f} s",
            f"st_folium {pixel['st_folium']:.2f} s",
            f"≤ {SHARE} of the peer: {share:.2f}",
            share <= SHARE,
        ),
        Row("first map, warm: everything placed (data-ready)", f"{ready:.2f} s"),
    ]


def _starts(launched: Browser) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "atlas.gpkg"
        cold, second = (_start(launched, store) for _ in range(2))
    return [
        Row("first start (store not built) to map", f"{cold:.1f} s", "", "≤ 8 s", cold <= COLD_S),
        Row("second start to drawn map", f"{second:.1f} s", "", "≤ 5 s", second <= SECOND_S),
    ]


def _start(launched: Browser, store: Path) -> float:
    """Seconds from the server's command to a drawn map in an open browser."""
    with visitor(launched) as page:
        begun = time.monotonic()
        with servers.atlas(8556, store=store) as server:
            page.goto(server.url)
            page.wait_for_selector(f"{OURS}[data-ready=true]")
            return time.monotonic() - begun
