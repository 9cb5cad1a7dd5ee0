"""Hours of single steps: which figure counts, and what it means as a distribution."""

import math
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.routing.graph import CLASS_OF, GROUND, Edge, Graph, Node, build
from atlas.routing.hours import NORMAL, Hours
from atlas.routing.query import WhatIf
from atlas.routing.said import said
from atlas.routing.times import (
    ENOUGH,
    all_hours,
    hours_of,
    mean_hours,
    median_hours,
    reason_unknown,
)
from layers.catalog import Catalog
from layers.network import Mode
from layers.read import Document
from tests.atlas.routing import made_up

TODAY = date(2026, 11, 23)
NOTHING = WhatIf()
WHY = said("why")


def english(msgid: str, **params: str) -> str:
    return msgid.format(**params)


def changed(record: str, *facts: Document, **fields: Any) -> tuple[Document, ...]:
    """The made-up network with other facts in one record."""
    return tuple(
        {**doc, "facts": list(facts), **fields} if doc["id"] == record else doc
        for doc in made_up.NETWORK
    )


def edge(kind: str, record: str, catalog: Catalog, *, start: str = "") -> Edge:
    found = [item for item in build(catalog).edges if item.kind == kind and item.record == record
             and start in ("", item.start.place)]
    return found[0]


def hours(kind: str, record: str, *, what_if: WhatIf = NOTHING, start: str = "", **made: Any) -> Hours:
    catalog = made_up.catalog(**made)
    found = hours_of(edge(kind, record, catalog, start=start), catalog, what_if, TODAY)
    assert found is not None
    return found


def dwell(number: int = 1, low: float = 30.0, high: float = 30.0, **more: Any) -> Document:
    return {"id": f"own-{number}", "what": "dwell", "crossing": "x-north", "direction": "out",
            "value": {"min": low, "max": high}, "as_of": "2026-10", **more}


# --- claims as distributions ---


def test_a_range_is_p10_to_p90() -> None:
    found = hours("cross", "x-north")
    assert found.quantile(0.1) == pytest.approx(12, rel=1e-4)
    assert found.quantile(0.9) == pytest.approx(72, rel=1e-4)
    assert found.basis == "published"
    assert found.claims == ("x-north.dwell_out.1",)


def test_a_mean_keeps_its_mean_and_a_median_its_median() -> None:
    for statistic, kept in (("mean", "mean"), ("median", "median"), ("", "median")):
        fact = made_up.claim("x-north", "dwell_out", 44.4, "hours", statistic=statistic)
        found = hours("cross", "x-north", network=changed("x-north", fact))
        assert getattr(found, kept) == pytest.approx(44.4)
        assert found.sigma > 0


def test_days_are_hours_too() -> None:
    fact = made_up.claim("x-north", "dwell_out", 2, "days")
    assert hours("cross", "x-north", network=changed("x-north", fact)).median == pytest.approx(48)


@pytest.mark.parametrize(("record", "km", "kmh"), [
    ("ru-north--ru-mid", 6000, 900 / 24), ("cn-port--pl-port--sea-suez", 20000, 15 * 1.852),
    ("cn-home--pl-end--air", 8000, 800),
])
def test_a_run_takes_its_way_over_its_speed(record: str, km: float, kmh: float) -> None:
    found = hours("run", record)
    assert found.median == pytest.approx(km / kmh)
    assert math.exp(found.sigma * NORMAL.inv_cdf(0.9)) == pytest.approx(1.4)
    assert math.exp(found.shared * NORMAL.inv_cdf(0.9)) == pytest.approx(1.2)


def test_a_mean_speed_is_the_way_over_the_mean_time() -> None:
    facts = (made_up.claim("rail-ru", "speed", 900, "km_day", statistic="mean"),
             made_up.claim("rail-ru", "spread", 1.4, "ratio"))
    found = hours("run", "ru-north--ru-mid", network=changed("rail-ru", *facts))
    assert found.mean == pytest.approx(6000 / 900 * 24)


def test_loading_waits_for_the_next_departure() -> None:
    found = hours("load", "class-rail-terminal")
    assert found.wait == 7 * 24
    assert found.mean == pytest.approx(found.moving_mean + 84)
    assert hours("unload", "class-rail-terminal").wait == 0


def test_an_assumption_says_that_it_is_one() -> None:
    fact = made_up.claim("x-north", "dwell_out", 30, "hours", assumed=True, source="not-found",
                         source_reason={"en": "nothing is published"})
    found = hours("cross", "x-north", network=changed("x-north", fact))
    assert found.basis == "assumed"
    assert found.why.to(english, "en") == "example. nothing is published"


def test_the_sentence_names_figure_and_year() -> None:
    assert hours("cross", "x-north").why.to(english, "en") == "published range 12–72 h (2024)"
    assert hours("run", "ru-north--ru-mid").why.to(english, "en") == (
        "published figure 900 km/d (2024)")


def test_an_open_border_takes_no_time_and_says_so() -> None:
    found = hours("cross", "x-north", network=changed("x-north", open=True))
    assert (found.mean, found.median, found.basis) == (0, 0, "open")
    assert found.quantile(0.9) == pytest.approx(0)


# --- which figure counts ---


def test_a_terminal_has_its_own_figures_before_those_of_its_class() -> None:
    own = {"id": "t-home", "part": "terminal", "mode": "rail", "stop": "cn-home",
           "class": "class-rail-terminal",
           "facts": [made_up.claim("t-home", "headway", 2.0, "days")]}
    found = hours("load", "t-home", network=(*made_up.NETWORK, own))
    assert found.wait == 48
    assert found.claims == ("class-rail-terminal.load.1", "t-home.headway.1")


def test_own_stays_count_before_published_ones() -> None:
    found = hours("cross", "x-north", own=(dwell(low=20, high=40),))
    assert found.basis == "own"
    assert found.quantile(0.1) == pytest.approx(20, rel=1e-4)
    assert found.why.to(english, "en") == "own figure: 20–40 h"


def test_own_stays_count_in_their_direction_and_until_they_run_out() -> None:
    back = hours("cross", "x-north", start="x-north>cn-north", own=(dwell(),))
    assert back.basis == "published"
    assert hours("cross", "x-north", own=(dwell(valid_until="2026-11-22"),)).basis == "published"
    assert hours("cross", "x-north", own=(dwell(valid_until="2026-11-23"),)).basis == "own"


def test_enough_own_stays_are_a_distribution_of_their_own() -> None:
    stays = tuple(dwell(number, 10.0 + number, 10.0 + number) for number in range(ENOUGH))
    found = hours("cross", "x-north", own=stays)
    assert found.samples == tuple(10.0 + number for number in range(ENOUGH))
    assert found.mean == pytest.approx(10 + (ENOUGH - 1) / 2)
    assert hours("cross", "x-north", own=stays[1:]).samples == ()


@pytest.mark.parametrize("fact", [
    (), (made_up.claim("x-north", "dwell_out", "about three days", "hours"),),
    (made_up.claim("x-north", "dwell_out", 3.0, "weeks"),),
    (made_up.claim("x-north", "dwell_out", 0.0, "hours"),),
])
def test_what_is_no_figure_is_unknown_and_never_none(fact: tuple[Document, ...]) -> None:
    catalog = made_up.catalog(network=changed("x-north", *fact))
    step = edge("cross", "x-north", catalog)
    assert hours_of(step, catalog, NOTHING, TODAY) is None
    assert "x-north" in step.key
    assert reason_unknown(step, catalog).to(english, "en") == (
        "no published stay at the border example")


def test_the_search_avoids_what_is_unknown_and_reach_stops_there() -> None:
    catalog = made_up.catalog(network=changed("x-north"))
    graph = build(catalog)
    step = edge("cross", "x-north", catalog)
    assert mean_hours(graph, catalog, NOTHING, TODAY)[step.index] == 240
    assert math.isinf(median_hours(graph, catalog, NOTHING, TODAY)[step.index])


@pytest.mark.parametrize(("mode", "known"), [("rail", False), ("road", True)])
def test_loading_without_departures_is_unknown_but_for_lorries(mode: Mode, known: bool) -> None:
    record = CLASS_OF[mode]
    load = made_up.claim(record, "load", 12, "hours")
    catalog = made_up.catalog(network=changed(record, load))
    ground, aboard = Node("cn-home", GROUND), Node("cn-home", mode)
    found = hours_of(Edge(ground, aboard, "load", record, mode), catalog, NOTHING, TODAY)
    assert (found is not None) == known
    assert found is None or found.wait == 0


@pytest.mark.parametrize(("key", "ratio"), [("shared_spread_rail", 1.5), ("shared_spread_sea", 1.2)])
def test_one_mode_may_feel_what_the_trip_shares_more_than_others(key: str, ratio: float) -> None:
    facts = (made_up.claim("trip", "shared_spread", 1.2, "ratio"),
             made_up.claim("trip", key, 1.5, "ratio"))
    found = hours("run", "ru-north--ru-mid", network=changed("trip", *facts))
    assert math.exp(found.shared * NORMAL.inv_cdf(0.9)) == pytest.approx(ratio)


def test_a_stay_of_one_figure_is_as_wide_as_the_record_says() -> None:
    facts = [made_up.claim("trip", "dwell_spread", 1.8, "ratio")]
    stay = made_up.claim("x-north", "dwell_out", 30, "hours")
    network = tuple({**doc, "facts": facts} if doc["id"] == "trip" else doc
                    for doc in changed("x-north", stay))
    found = hours("cross", "x-north", network=network)
    assert found.quantile(0.9) == pytest.approx(54, rel=1e-4)


# --- what if ---


def test_factors_make_stays_and_runs_longer() -> None:
    usual, doubled = hours("cross", "x-north"), WhatIf(dwell=(("x-north", 2.0),))
    assert hours("cross", "x-north", what_if=doubled).median == pytest.approx(2 * usual.median)
    winter = WhatIf(running=(("rail-ru", 1.5),))
    run = hours("run", "ru-north--ru-mid")
    assert hours("run", "ru-north--ru-mid", what_if=winter).mean == pytest.approx(1.5 * run.mean)


def test_all_dwells_are_those_at_borders_and_waits_stay() -> None:
    everywhere = WhatIf(dwell=(("*", 3.0),))
    assert hours("cross", "x-west", what_if=everywhere).median == pytest.approx(
        3 * hours("cross", "x-west").median)
    load = hours("load", "class-rail-terminal")
    assert hours("load", "class-rail-terminal", what_if=everywhere) == load
    named = WhatIf(dwell=(("class-rail-terminal", 2.0),))
    slower = hours("load", "class-rail-terminal", what_if=named)
    assert slower.wait == load.wait
    assert slower.moving_mean == pytest.approx(2 * load.moving_mean)


@pytest.mark.parametrize("what_if", [NOTHING, WhatIf(dwell=(("*", 2.0),), running=(("rail-cn", 1.2),))])
def test_the_arrays_hold_the_same_as_single_steps(what_if: WhatIf) -> None:
    catalog = made_up.catalog()
    graph: Graph = build(catalog)
    means, medians = (found(graph, catalog, what_if, TODAY) for found in (mean_hours, median_hours))
    known = all_hours(graph, catalog, what_if, TODAY)
    for step in graph.edges:
        one = hours_of(step, catalog, what_if, TODAY)
        if one is None:
            assert known[step.index] is None
            continue
        assert known[step.index] == one
        assert means[step.index] == pytest.approx(one.mean)
        assert medians[step.index] == pytest.approx(one.median)


def test_another_day_and_another_catalogue_are_looked_at_anew() -> None:
    own = made_up.catalog(own=(dwell(valid_until="2026-11-30"),))
    graph = build(own)
    step = edge("cross", "x-north", own)
    now, later = (mean_hours(graph, own, NOTHING, day)[step.index]
                  for day in (TODAY, date(2026, 12, 1)))
    public = mean_hours(graph, made_up.catalog(), NOTHING, TODAY)[step.index]
    assert now != later == public


# --- exact quantiles ---


@given(st.floats(1, 200), st.floats(0.05, 1.2), st.floats(0, 200), st.floats(0, 0.4))
def test_quantiles_are_where_the_distribution_says(
    median: float, sigma: float, wait: float, shared: float
) -> None:
    found = Hours(math.log(median), sigma, "own", WHY, wait=wait, shared=shared)
    p10, p50, p90 = (found.quantile(p) for p in (0.1, 0.5, 0.9))
    assert p10 <= p50 <= p90
    for p, at in ((0.1, p10), (0.5, p50), (0.9, p90)):
        assert found.below(at) == pytest.approx(p, abs=1e-4)


def test_a_wait_is_spread_evenly_over_the_headway() -> None:
    found = Hours(math.log(24), 0.5, "own", WHY, wait=72)
    chance = np.random.default_rng(1)
    drawn = np.exp(math.log(24) + 0.5 * chance.standard_normal(400_000)) + 72 * chance.random(400_000)
    for p in (0.1, 0.5, 0.9):
        assert found.quantile(p) == pytest.approx(np.quantile(drawn, p), rel=5e-3)


def test_nodes_are_what_the_graph_calls_them() -> None:
    step = edge("cross", "x-north", made_up.catalog())
    assert step.end == Node("ru-north", "rail", 1520)
