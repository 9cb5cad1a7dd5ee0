"""Which places are reached within so many days, and by what way."""

from datetime import date

import pytest

from atlas.routing.graph import Graph, build
from atlas.routing.plan import plan, reach
from atlas.routing.query import Query, WhatIf
from atlas.routing.reach import Reached, reached
from tests.atlas.routing import made_up

TODAY = date(2026, 11, 23)
GROUND = ("rail", "sea", "road")


def found(*modes: str, close: tuple[str, ...] = (), origin: str = "cn-home") -> dict[str, Reached]:
    items = reach(origin, made_up.catalog(), today=TODAY, what_if=WhatIf(close=close),
                  modes=modes or GROUND)
    return {item.place: item for item in items}


def test_nearest_first_and_never_the_origin() -> None:
    places = found()
    assert "cn-home" not in places
    days = [item.days for item in places.values()]
    assert days == sorted(days)
    assert min(days) > 0


def test_a_way_begins_with_loading_and_ends_with_release() -> None:
    for place, item in found().items():
        assert (item.steps[0].kind, item.steps[-1].kind) == ("load", "unload")
        assert item.steps[-1].end.place == place


def test_only_the_modes_asked_for() -> None:
    assert found("rail", "air")["pl-end"].modes == ("air",)
    assert found("rail")["pl-end"].modes == ("rail",)
    assert "pl-port" in found("rail", "sea")
    assert set(found("air")) == {"pl-end"}


def test_what_is_closed_is_gone_round_or_not_reached() -> None:
    shut = found("rail", close=("x-north",))
    assert "x-south" in {step.record for step in shut["pl-end"].steps}
    assert shut["pl-end"].days > found("rail")["pl-end"].days
    assert "pl-end" not in found("rail", close=("x-north", "x-south"))


def test_nobody_knows_an_origin_without_ground() -> None:
    assert found(origin="nowhere") == {}


def test_the_days_are_those_of_the_same_way_in_a_plan() -> None:
    item = found("rail")["pl-end"]
    answer = plan(Query("cn-home", "pl-end"), made_up.catalog(), today=TODAY)
    same = next(one for one in answer.alternatives
                if [step.key for step in one.steps] == [step.key for step in item.steps])
    assert same.days is not None
    assert item.days == pytest.approx(same.days.p50)


def test_beyond_an_edge_of_unknown_time_nothing_is_reached() -> None:
    graph: Graph = build(made_up.catalog())
    weight = graph.km * 0 + 1.0
    weight[graph.edges_of("x-west")] = float("inf")
    places = {item.place for item in reached(
        graph, weight, "cn-home", what_if=WhatIf(), modes=("rail",))}
    assert "ru-mid" in places
    assert "by-west" in places
    assert "pl-end" not in places
