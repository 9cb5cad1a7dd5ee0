"""Emissions: legs add up, nothing missing counts as zero, the nearest factor counts."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.routing.emissions import (
    ADJUSTED,
    UNADJUSTED,
    Emissions,
    by_factor,
    emissions,
)
from atlas.routing.graph import Edge, build
from atlas.routing.query import Cargo
from layers.catalog import Catalog
from layers.read import Document
from tests.atlas.routing import made_up

TONNES = st.floats(0.1, 1000)


def factor(name: str, mode: str | None, role: str = "central", **facts: Any) -> Document:
    """A factor; ``facts`` are figures by key, ``countries`` where it may stand."""
    countries, as_of = facts.pop("countries", []), facts.pop("as_of", "2024")
    units = {"hub": "kg_t", "distance_ratio": "ratio", "distance_extra": "km"}
    doc = {"id": name, "part": "factor", "role": role, "countries": countries,
           "what": {"zh": name, "en": name},
           "facts": [made_up.claim(name, key, value, units.get(key, "g_tkm"), as_of=as_of)
                     for key, value in facts.items()]}
    return doc if mode is None else {**doc, "mode": mode}


RAIL = factor("rail", "rail", wtw=30.0, ttw=24.0, wtt=6.0)
SEA = factor("sea", "sea", wtw=10.0, ttw=8.0, wtt=2.0)
HUB = factor("hub", None, hub=2.0)
ALL = (RAIL, SEA, HUB)


def with_factors(*factors: Document) -> Catalog:
    return made_up.catalog(network=(*made_up.NETWORK, *factors))


def way(catalog: Catalog, *places: str, passage: str = "") -> tuple[Edge, ...]:
    """The steps between places, loading at the first and unloading at the last."""
    edges = build(catalog).edges
    steps = [edge for start, end in pairwise(places)
             for edge in (_run(edges, start, end, passage), *_cross(edges, start, end))]
    first, last = steps[0].start, steps[-1].end
    load = next(edge for edge in edges if edge.kind == "load" and edge.end == first)
    unload = next(edge for edge in edges if edge.kind == "unload" and edge.start == last)
    return (load, *steps, unload)


def _run(edges: tuple[Edge, ...], start: str, end: str, passage: str) -> Edge:
    return next(edge for edge in edges if edge.kind == "run" and edge.start.place == start
                and edge.end.place.split(">")[-1] == end
                and (passage in edge.passages if passage else edge.mode == "rail"))


def _cross(edges: tuple[Edge, ...], start: str, end: str) -> list[Edge]:
    return [edge for edge in edges if edge.kind == "cross" and edge.end.place == end
            and _run(edges, start, end, "").end == edge.start]


RAILWAY = ("cn-home", "cn-north", "ru-north", "ru-mid", "by-west", "pl-end")


def by_rail(*factors: Document, tonnes: float = 20.0) -> Emissions:
    catalog = with_factors(*factors)
    return emissions(way(catalog, *RAILWAY), Cargo(tonnes=tonnes), catalog)


def test_a_leg_is_tonnes_times_kilometres_times_factor_and_hubs_stand_apart() -> None:
    found = by_rail(*ALL)
    assert found.transport is not None
    assert found.transport.central == pytest.approx(20 * 8322 * 30 / 1000)
    # loading, two changes of gauge, unloading
    assert found.hubs is not None
    assert found.hubs.central == pytest.approx(4 * 20 * 2)
    assert found.central == pytest.approx(found.transport.central + found.hubs.central)


@given(TONNES)
def test_the_legs_add_up_to_the_total(tonnes: float) -> None:
    found = by_rail(*ALL, factor("low", "rail", "low", wtw=8.0), tonnes=tonnes)
    legs = [leg.kg for leg in found.legs if leg.kg is not None]
    assert len(legs) == len(found.legs)
    assert found.low == pytest.approx(sum(kg.low for kg in legs))
    assert found.central == pytest.approx(sum(kg.central for kg in legs))
    assert found.high == pytest.approx(sum(kg.high for kg in legs))
    assert found.low is not None
    assert found.central is not None
    assert found.low < found.central == found.high


@given(TONNES, st.floats(0.1, 10))
def test_twice_the_cargo_emits_twice_as_much(tonnes: float, times: float) -> None:
    once, more = by_rail(*ALL, tonnes=tonnes), by_rail(*ALL, tonnes=tonnes * times)
    assert once.central is not None
    assert more.central == pytest.approx(once.central * times)


@given(st.floats(0.1, 100), st.floats(0.1, 100))
def test_what_is_burnt_and_what_went_before_make_the_whole(ttw: float, wtt: float) -> None:
    found = by_rail(factor("rail", "rail", ttw=ttw, wtt=wtt), HUB)
    assert found.transport is not None
    assert found.ttw is not None
    assert found.wtt is not None
    assert found.ttw + found.wtt == pytest.approx(found.transport.central)
    assert found.ttw == pytest.approx(20 * 8.322 * ttw)


def test_without_a_split_in_one_source_there_is_none_for_the_whole() -> None:
    found = by_rail(*ALL, factor("cn", "rail", wtw=12.0, countries=["CN"]))
    assert found.central is not None
    assert (found.ttw, found.wtt) == (None, None)


@pytest.mark.parametrize("gone", range(len(ALL)))
def test_a_missing_factor_blocks_the_total_and_says_which(gone: int) -> None:
    catalog = with_factors(*(item for row, item in enumerate(ALL) if row != gone))
    steps = (*way(catalog, "cn-home", "cn-port"), *way(catalog, "cn-port", "pl-port", passage="suez"))
    found = emissions(steps, Cargo(), catalog)
    assert (found.low, found.central, found.high) == (None, None, None)
    assert found.missing
    assert {leg.why for leg in found.legs if leg.kg is None} == set(found.missing)


def test_without_hub_figures_the_running_legs_are_still_known_as_such() -> None:
    found = by_rail(RAIL)
    assert found.central is None
    assert found.hubs is None
    assert found.transport is not None
    assert {reason.msgid for reason in found.missing} == {
        "no published emission factor for handling at {place}",
        "no published emission factor for the change of gauge at {place}",
    }


def test_the_central_factor_of_the_country_counts_and_the_others_move_the_ends() -> None:
    found = by_rail(*ALL, factor("cn", "rail", wtw=12.0, countries=["CN"]),
                    factor("pl-low", "rail", "low", wtw=9.0, countries=["PL"]),
                    factor("air", "rail", "context", wtw=1000.0))
    at_home, over_border = found.legs[1], found.legs[2]
    assert at_home.kg is not None
    assert over_border.kg is not None
    assert at_home.kg.central == pytest.approx(20 * 12.0)
    assert (at_home.kg.low, at_home.kg.high) == pytest.approx((20 * 12.0, 20 * 30.0))
    # A leg over a border lies in both countries: the higher of their factors counts.
    assert (over_border.kg.low, over_border.kg.central) == pytest.approx(
        (20 * 0.012 * 12, 20 * 0.012 * 30)
    )


def test_a_leg_over_a_border_needs_a_factor_on_both_sides() -> None:
    found = by_rail(HUB, factor("rail", "rail", wtw=30.0, countries=["CN", "BY", "PL"]))
    known = [leg.edge.countries for leg in found.legs if not leg.hub and leg.kg]
    assert known == [("CN",), ("BY", "PL")]
    assert found.missing[0].params == (("countries", "CN, RU"),)


def test_of_two_central_factors_the_newer_counts() -> None:
    found = by_rail(HUB, factor("a", "rail", wtw=50.0, as_of="2018"), RAIL)
    assert found.transport is not None
    assert found.transport.central == pytest.approx(20 * 8.322 * 30)
    assert found.transport.high == pytest.approx(20 * 8.322 * 50)


def test_a_figure_in_another_unit_is_no_factor() -> None:
    doc = factor("rail", "rail", wtw=30.0)
    doc["facts"][0]["claims"][0]["unit"] = "g_teukm"
    assert by_rail(doc, HUB).central is None


def test_a_hub_uses_its_own_figure_before_the_table() -> None:
    own = made_up.claim("x-north", "hub_emissions", 7.0, "kg_t")
    network = [{**doc, "facts": [*doc["facts"], own]} if doc["id"] == "x-north" else doc
               for doc in made_up.NETWORK]
    catalog = made_up.catalog(network=(*network, *ALL))
    found = emissions(way(catalog, *RAILWAY), Cargo(), catalog)
    kg = {leg.edge.record: leg.kg.central for leg in found.legs if leg.hub and leg.kg}
    assert (kg["x-north"], kg["x-west"]) == pytest.approx((140.0, 40.0))


def test_where_the_wagons_go_on_nothing_is_handled() -> None:
    network = [{**doc, "gauges": [1520, 1520]} if doc["id"] == "x-north" else doc
               for doc in made_up.NETWORK]
    catalog = made_up.catalog(network=(*network, *ALL))
    edge = next(edge for edge in build(catalog).edges if edge.record == "x-north")
    (leg,) = emissions((edge,), Cargo(), catalog).legs
    assert leg.kg is not None
    assert leg.kg.high == 0
    assert leg.why.msgid == "Nothing is handled here: the wagons go on."


def test_a_terminal_the_cargo_passes_through_counts_once() -> None:
    catalog = with_factors(*ALL)
    through = (*way(catalog, "cn-home", "cn-port"), *way(catalog, "cn-port", "cn-home"))
    found = emissions(through, Cargo(), catalog)
    assert [leg.why.msgid for leg in found.legs if leg.hub and leg.kg and not leg.kg.high] == [
        "Counted with the unloading at the same terminal."
    ]
    assert found.hubs is not None
    assert found.hubs.central == pytest.approx(3 * 20 * 2)


def test_no_distance_is_adjusted_unless_the_source_says_so() -> None:
    assert by_rail(*ALL).distance == UNADJUSTED
    found = by_rail(factor("rail", "rail", wtw=30.0, distance_ratio=1.1, distance_extra=5), HUB)
    assert found.distance == ADJUSTED
    assert found.legs[1].km == pytest.approx(1105.0)
    assert found.legs[1].kg is not None
    assert found.legs[1].kg.central == pytest.approx(20 * 1.105 * 30)


def test_neighbours_on_one_factor_are_read_as_one_line() -> None:
    found = by_rail(*ALL)
    lines = by_factor(found.legs)
    assert [line.edge.kind for line in lines] == ["load", "run", "cross", "run", "cross", "unload"]
    assert sum(line.kg.central for line in lines if line.kg) == pytest.approx(found.central)
    assert sum(line.km for line in lines) == pytest.approx(8322.0)


@pytest.mark.parametrize("own", [None, 3.0])
def test_loading_a_lorry_counts_only_where_a_figure_says_so(own: float | None) -> None:
    depot = {"id": "class-road", "part": "terminal", "mode": "road", "facts": [] if own is None else
             [made_up.claim("class-road", "hub_emissions", own, "kg_t")]}
    lorry = made_up.link("a", ("cn-home", "cn-port"), "road", 800, "rail-cn")
    network = [doc for doc in made_up.NETWORK if doc["id"] != "class-road"]
    catalog = made_up.catalog(network=(*network, depot, lorry, factor("l", "road", wtw=100.0)))
    steps = [edge for edge in build(catalog).edges if edge.mode == "road"]
    load = next(edge for edge in steps if edge.kind == "load" and edge.start.place == "cn-home")
    run = next(edge for edge in steps if edge.kind == "run" and edge.start.place == "cn-home")
    assert emissions((load, run), Cargo(), catalog).central == pytest.approx(
        20 * 80 + 20 * (own or 0)
    )


# --- figures that can't be -----------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [{"wtw": -30.0}, {"wtw": made_up.span(-5, 40)}, {"ttw": -8.0, "wtt": 2.0}])
def test_a_factor_below_zero_is_unknown_and_never_a_negative_total(wrong: dict[str, Any]) -> None:
    found = by_rail(factor("rail", "rail", **wrong), HUB)
    assert (found.low, found.central, found.high, found.transport) == (None, None, None, None)
    assert found.missing


def test_a_hub_below_zero_is_unknown() -> None:
    assert by_rail(RAIL, factor("hub", None, hub=-2.0)).central is None


def test_a_factor_below_zero_gives_way_to_the_sum_of_its_parts() -> None:
    found = by_rail(factor("rail", "rail", wtw=-1.0, ttw=24.0, wtt=6.0), HUB)
    assert found.transport is not None
    assert found.transport.central == pytest.approx(20 * 8322 * 30 / 1000)
    assert "rail.ttw.1" in found.legs[1].claims
    assert "rail.wtw.1" not in found.legs[1].claims


def test_another_claim_below_zero_does_not_widen_the_one_that_counts() -> None:
    rail = factor("rail", "rail", wtw=30.0)
    more = {**rail["facts"][0]["claims"][0], "id": "rail.wtw.2", "value": -90.0}
    rail["facts"][0]["claims"] = [{**rail["facts"][0]["claims"][0], "preferred": True}, more]
    found = by_rail(rail, HUB)
    assert found.low == found.central


def test_a_distance_adjustment_below_zero_is_not_applied() -> None:
    found = by_rail(factor("rail", "rail", wtw=30.0, distance_ratio=-1.2), HUB)
    assert found.transport is not None
    assert found.transport.central == pytest.approx(20 * 8322 * 30 / 1000)
