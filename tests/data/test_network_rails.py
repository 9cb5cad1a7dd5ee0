"""The rails of the planner: every way out is there, and published distances come out of the legs."""

import heapq
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

GEO = Path(__file__).parents[2] / "data" / "geo"
WORST = 0.015  # of the published kilometres
# Published pairs that the legs miss by more, by how many per cent and why.
MISSED = {
    "d-changchun-nuremberg": (-2, "a report's round figure, by way of Berlin and Leipzig here"),
    "d-choibalsan-dalian": (4, "the branch to Choibalsan is an estimate"),
    "d-moscow-beijing-manzhouli": (-1.6, "a through figure whose parts are not given"),
    "d-ulaanbaatar-tianjin": (-11, "published without the way; ours is by Datong and Beijing"),
    "d-zhengzhou-hamburg": (-2, "an operator's figure; ours is by Petropavl, Samara and Berlin"),
}
# Published pairs with a stop that is passed, where no leg ends.
PASSED = {
    "d-moscow-vladimir",
    "d-tarskaya-zabaikalsk",
    "d-harbin-siping",
    "d-beijing-siping",
    "d-sainshand-ulaanbaatar",
}


def toml(path):
    return tomllib.loads((GEO / path).read_text("utf-8"))


LEGS = toml("routes/legs.toml")["legs"]
STOPS = {**toml("routes/stops.toml"), **toml("routes/stops-places.toml")}
DISTANCES = toml("network/distances.toml")
COMPARED = [
    name
    for name, pair in DISTANCES.items()
    if pair["usable"] and name not in PASSED and name not in MISSED
]


def neighbours():
    near = {}
    for leg in LEGS:
        for here, there in ((leg["from"], leg["to"]), (leg["to"], leg["from"])):
            near.setdefault(here, []).append((there, leg["km"]))
    return near


NEAR = neighbours()


def shortest_km(start, end):
    """Kilometres of the shortest way over whole legs, None where there is none."""
    best, queue = {start: 0.0}, [(0.0, start)]
    while queue:
        km, here = heapq.heappop(queue)
        if here == end:
            return km
        for there, more in NEAR.get(here, []):
            if km + more < best.get(there, float("inf")):
                best[there] = km + more
                heapq.heappush(queue, (km + more, there))
    return None


def ours_km(pair):
    way = (pair["from"], *pair.get("via", []), pair["to"])
    parts = [shortest_km(a, b) for a, b in pairwise(way)]
    return None if None in parts else sum(parts)


@pytest.mark.parametrize("name", COMPARED)
def test_a_published_distance_comes_out_of_the_legs(name):
    pair = DISTANCES[name]
    assert ours_km(pair) == pytest.approx(pair["km"], rel=WORST)


@pytest.mark.parametrize("name", MISSED)
def test_a_known_miss_is_as_large_as_it_says(name):
    pair, (per_cent, _) = DISTANCES[name], MISSED[name]
    assert (ours_km(pair) / pair["km"] - 1) * 100 == pytest.approx(per_cent, abs=0.6)


@pytest.mark.parametrize("name", sorted(PASSED))
def test_a_stop_that_is_only_passed_has_no_leg(name):
    assert ours_km(DISTANCES[name]) is None


def test_what_cannot_be_compared_says_why():
    assert not [n for n, p in DISTANCES.items() if not p["usable"] and "note" not in p]


def test_figures_that_made_legs_and_figures_kept_apart_are_both_there():
    used = [pair["used"] for pair in DISTANCES.values() if pair["usable"]]
    assert used.count(True) > 40
    assert used.count(False) > 20


@pytest.mark.parametrize(
    "border",
    [
        "cn-manzhouli",
        "cn-erenhot",
        "cn-hunchun",
        "cn-suifenhe",
        "cn-tongjiang-north",
        "cn-alashankou",
        "cn-khorgos",
    ],
)
@pytest.mark.parametrize("end", ["de-hamburg", "de-duisburg-rheinhausen", "ru-saint-petersburg"])
def test_every_border_leads_from_changchun_to_europe(border, end):
    assert shortest_km("cn-changchun", border) is not None
    assert 8_000 < shortest_km("cn-changchun", border) + shortest_km(border, end) < 12_000


def test_no_leg_leads_to_a_stop_that_is_not_there():
    assert not {leg[side] for leg in LEGS for side in ("from", "to")} - set(STOPS)


def test_two_neighbours_have_one_leg():
    pairs = [frozenset((leg["from"], leg["to"])) for leg in LEGS]
    assert len(pairs) == len(set(pairs))


def test_gauges_of_a_leg_fit_its_stops():
    wrong = [
        (leg["from"], leg["to"])
        for leg in LEGS
        for side in ("from", "to")
        if STOPS[leg[side]].get("gauge_mm") and leg["gauge_mm"] not in STOPS[leg[side]]["gauge_mm"]
    ]
    assert not wrong
