"""Ten thousand extra points: time until they are on the screen, and what they add."""

from playwright.sync_api import Browser

from bench import servers
from bench.chromium import browser, timed_load
from bench.first_map import FRAME, OURS, PLAIN
from bench.material import LINE_COLOUR, MANY, POINT_COLOUR
from bench.result import Row, middle

LOADS = 4
TIMES = 1.5
LEAFMAP = "iframe"


def measure() -> list[Row]:
    with (
        browser() as launched,
        servers.atlas() as bare,
        servers.atlas_with_points() as ours,
        servers.peer("st_folium", 8552) as folium,
        servers.peer("leafmap", 8553) as leafmap,
        servers.static() as plain,
    ):
        with_points = {
            "atlas": (ours.url, OURS),
            "static": (plain.url + "?many", PLAIN),
            "leafmap": (leafmap.url + "?many", LEAFMAP),
            "st_folium": (folium.url + "?many", FRAME),
        }
        without = {
            "atlas": (bare.url, OURS),
            "static": (plain.url, PLAIN),
            "leafmap": (leafmap.url, LEAFMAP),
            "st_folium": (folium.url, FRAME),
        }
        drawn, before = _turns(launched, with_points, without)
    return _rows(drawn, before)


Places = dict[str, tuple[str, str]]


def _turns(
    launched: Browser, with_points: Places, without: Places
) -> tuple[dict[str, float], dict[str, float]]:
    drawn: dict[str, list[float]] = {name: [] for name in with_points}
    before: dict[str, list[float]] = {name: [] for name in without}
    for turn in range(LOADS + 1):
        for name in with_points:
            for places, colour, kept in (
                (with_points, POINT_COLOUR, drawn),
                (without, LINE_COLOUR, before),
            ):
                url, selector = places[name]
                load = timed_load(launched, url, map_selector=selector, colour=colour)
                if turn:
                    kept[name].append(load.pixel_s)
    return (
        {name: middle(times) for name, times in drawn.items()},
        {name: middle(times) for name, times in before.items()},
    )


def _rows(drawn: dict[str, float], before: dict[str, float]) -> list[Row]:
    added = {name: drawn[name] - before[name] for name in drawn}
    times = drawn["atlas"] / drawn["static"]
    others = ", ".join(f"{name} {drawn[name]:.2f} s" for name in ("static", "leafmap", "st_folium"))
    extra = ", ".join(f"{name} {added[name]:+.2f} s" for name in ("static", "leafmap", "st_folium"))
    return [
        Row(
            f"{MANY:,} extra points on the screen, whole page",
            f"{drawn['atlas']:.2f} s",
            others,
            f"≤ {TIMES} × static: {times:.2f}",
            times <= TIMES,
        ),
        Row(
            "what the points add to the first map",
            f"{added['atlas']:+.2f} s",
            extra,
        ),
    ]
