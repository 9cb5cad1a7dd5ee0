"""The search finds the quickest ways, and closing something never makes a trip faster."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.routing.alternatives import Question, way_id, ways
from atlas.routing.graph import GROUND, Graph, Node, build
from atlas.routing.query import Query, WhatIf
from atlas.routing.relax import relax
from atlas.routing.search import between, layered
from layers.errors import UnknownEntity
from tests.atlas.routing import made_up

CATALOG = made_up.catalog()
GRAPH = build(CATALOG)
PLACES = sorted(GRAPH.ground)
CLOSABLE = ["x-north", "x-south", "x-west", "suez", "cape", "RU", "MN", "cn-port", "ru-mid"]
# Made-up hours: each kilometre takes 2 minutes, each stay a day, each loading half a day.
HOURS = {"run": 1 / 30, "cross": 24.0, "load": 12.0, "unload": 12.0}
WEIGHT = np.array([
    edge.km * HOURS["run"] if edge.kind == "run" else HOURS[edge.kind] for edge in GRAPH.edges
])


def question(origin: str = "cn-home", destination: str = "pl-end", **more: object) -> Question:
    return Question(Query(origin, destination, **more), GRAPH, WEIGHT, CATALOG)  # type: ignore[arg-type]


def best(origin: str, destination: str, closed: tuple[str, ...] = ()) -> float:
    made = layered(GRAPH, WEIGHT, GRAPH.without(closed))
    return float(made.tree(GRAPH.ground[origin]).cost[GRAPH.ground[destination]])


def ids(asked: Question) -> list[str]:
    return [way.id for way in ways(asked)]


def test_each_border_each_passage_and_the_air_give_one_way() -> None:
    assert ids(question()) == ["via-north", "via-south", "sea-suez", "sea-cape", "air"]


def test_a_way_is_its_steps_in_order_and_its_kilometres_are_their_sum() -> None:
    for way in ways(question()):
        assert way.steps[0].start == Node("cn-home", GROUND)
        assert way.steps[-1].end == Node("pl-end", GROUND)
        for step, following in zip(way.steps, way.steps[1:], strict=False):
            assert step.end == following.start
        assert way.km == pytest.approx(sum(step.km for step in way.steps))
    north = ways(question())[0]
    assert north.km == 1000 + 12 + 6000 + 1100 + 210
    assert [step.record for step in north.steps if step.kind == "cross"] == ["x-north", "x-west"]


def test_a_border_is_never_crossed_without_its_stay() -> None:
    for way in ways(question()):
        for step in way.steps:
            if step.kind == "run" and step.record == "cn-north--ru-north":
                assert "x-north" in [item.record for item in way.steps if item.kind == "cross"]


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_no_detour_is_quicker(one: str, two: str, three: str) -> None:
    assert best(one, three) <= best(one, two) + best(two, three) + 1e-9


@given(st.sampled_from(PLACES), st.sampled_from(PLACES), st.sets(st.sampled_from(CLOSABLE)))
def test_closing_never_makes_a_trip_faster(one: str, two: str, closed: set[str]) -> None:
    assert best(one, two, tuple(closed)) >= best(one, two) - 1e-9


@given(st.sets(st.sampled_from(CLOSABLE)))
def test_what_is_closed_is_used_by_no_alternative(closed: set[str]) -> None:
    for way in ways(question(avoid=tuple(closed))):
        for step in way.steps:
            assert not closed & {step.record, *step.passages, *step.countries,
                                 step.start.place, step.end.place}


def test_a_closed_border_leaves_the_other() -> None:
    assert ids(question(mode="rail", avoid=("x-north",))) == ["via-south"]
    shut = WhatIf(close=("x-north",))
    assert ids(question(mode="rail", what_if=shut)) == ["via-south"]


@pytest.mark.parametrize(("via", "wanted"), [
    (("via-south",), ["via-south"]),
    (("mn-south",), ["via-south"]),
    (("cape",), ["sea-cape"]),
    (("cn-north", "ru-mid"), ["via-north"]),
])
def test_vias_are_passed_in_order(via: tuple[str, ...], wanted: list[str]) -> None:
    found = ways(question(via=via))
    assert [way.id for way in found if way.id in wanted] == wanted
    for way in found:
        places = [step.start.place for step in way.steps] + [
            passage for step in way.steps for passage in step.passages]
        assert all(name.startswith("via-") or name in places for name in via)


def test_an_unknown_place_is_said() -> None:
    with pytest.raises(UnknownEntity, match="cn-nowhere"):
        ways(question(destination="cn-nowhere"))
    with pytest.raises(UnknownEntity, match="x-nowhere"):
        ways(question(via=("x-nowhere",)))


def test_what_is_misspelt_is_not_silently_used_or_passed() -> None:
    with pytest.raises(UnknownEntity, match="rubbish"):
        ways(question(avoid=("rubbish",)))
    with pytest.raises(UnknownEntity, match="too many"):
        ways(question(via=tuple(PLACES[:7])))


def test_through_two_passages_of_the_sea_there_is_no_way() -> None:
    assert ids(question(via=("suez", "cape"))) == []
    for way in ways(question(mode="sea")):
        passed = [name for step in way.steps for name in step.passages]
        assert len(passed) == 1


def test_of_many_limits_nothing_more_than_needed_is_taken_back() -> None:
    closed = ("cn-home", "pl-end", "CN", "BY", "suez", "MN")
    (found,) = relax(question(mode="rail", avoid=closed))
    assert "suez" not in found
    freed = [name for name in closed if name not in found]
    assert ids(question(mode="rail", avoid=tuple(freed)))
    for name in found:  # not one of them could stay closed
        assert not ids(question(mode="rail", avoid=(*freed, name)))


def test_where_nothing_is_left_the_smallest_things_to_take_back_are_named() -> None:
    shut = question(mode="rail", avoid=("x-north", "x-south", "MN", "suez"))
    assert ways(shut) == ()
    assert relax(shut) == (("x-north",),)
    west = question(mode="rail", avoid=("x-west", "suez"))
    assert relax(west) == (("x-west",),)
    both = question(mode="rail", avoid=("x-north", "RU"), what_if=WhatIf(close=("x-west",)))
    assert relax(both) == (("RU", "x-west"),)


def test_the_trees_give_for_every_edge_what_a_search_of_its_own_gives() -> None:
    made = layered(GRAPH, WEIGHT, np.ones(len(GRAPH.edges), dtype=bool))
    start, end = GRAPH.ground["cn-home"], GRAPH.ground["pl-end"]
    trees = between(made, start, end)
    for row, edge in enumerate(GRAPH.edges):
        path = trees.through([row])
        through = layered(GRAPH, WEIGHT, np.ones(len(GRAPH.edges), dtype=bool),
                          [np.array([row], dtype=np.int32)])
        cost = through.tree(start).cost[end + len(GRAPH.nodes)]
        assert bool(path) == bool(np.isfinite(cost)), edge
        if path and made.rows([row]).size:
            assert float(WEIGHT[list(path)].sum()) == pytest.approx(float(cost))


def test_the_alternative_of_a_border_is_named_after_it() -> None:
    crossing = CATALOG.network.crossings["x-north"]
    assert way_id(crossing) == "via-north"
    assert way_id(replace(crossing, border="manzhouli-zabaikalsk")) == "via-manzhouli"


def test_nodes_and_edges_are_numbered_as_they_stand() -> None:
    assert [edge.index for edge in GRAPH.edges] == list(range(len(GRAPH.edges)))
    assert isinstance(GRAPH, Graph)
    assert all(GRAPH.nodes[GRAPH.start[edge.index]] == edge.start for edge in GRAPH.edges)
