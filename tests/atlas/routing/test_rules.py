"""Which rules touch a cargo on a way: mode and place on one step, flags, direction, dates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from atlas.routing.graph import Edge, Node
from atlas.routing.plan import plan
from atlas.routing.query import Cargo, Query
from atlas.routing.rules import Touching, touching
from layers.catalog import Catalog
from layers.read import Document
from tests.atlas.routing import made_up

TODAY = date(2026, 11, 23)
QUERY = Query("cn-home", "pl-end")


def rule(name: str, **more: Any) -> Document:
    return {"id": name, "part": "rule", "topic": "customs", "text": made_up.BOTH, "source": "s",
            "as_of": "2026", **more}


def step(mode: str, *countries: str) -> Edge:
    return Edge(Node("a", mode), Node("b", mode), "run", "r", mode,  # type: ignore[arg-type]
                countries=countries)


def found(
    rules: Sequence[Document], steps: Sequence[Edge], query: Query = QUERY
) -> dict[str, Touching]:
    touched = touching(query, steps, catalog(*rules), today=TODAY)
    return {item.rule.id: item for item in touched}


def catalog(*rules: Document) -> Catalog:
    return made_up.catalog(network=(*made_up.NETWORK, *rules))




def test_mode_and_country_must_hold_on_one_step() -> None:
    ban = rule("ban", modes=["road"], countries=["RU"])
    lorry_here_plane_there = [step("road", "CN"), step("air", "RU")]
    assert not found([ban], lorry_here_plane_there)
    assert found([ban], [step("road", "CN"), step("road", "RU")])["ban"].countries == ("RU",)


@pytest.mark.parametrize(("countries", "touched"), [(("CN", "RU"), True), (("CN", "MN"), False)])
def test_a_leg_over_a_border_lies_in_both_countries(
    countries: tuple[str, ...], touched: bool
) -> None:
    assert bool(found([rule("x", modes=["rail"], countries=["RU"])],
                      [step("rail", *countries)])) is touched


def test_where_a_rule_names_borders_one_of_them_is_crossed() -> None:
    north = rule("north", modes=["rail"], countries=["RU"], crossings=["x-north"])
    by_north = [item for item in made_up_ways() if "x-north" in {edge.record for edge in item}]
    by_south = [item for item in made_up_ways() if "x-south" in {edge.record for edge in item}]
    assert by_north
    assert by_south
    assert all(found([north], item)["north"].crossings == ("x-north",) for item in by_north)
    assert not any(found([north], item) for item in by_south)


def made_up_ways() -> list[tuple[Edge, ...]]:
    return [item.steps for item in plan(QUERY, made_up.catalog(), today=TODAY).alternatives]


def test_a_rule_for_marked_cargo_touches_no_other() -> None:
    battery = rule("battery", flags=["battery", "food"], modes=["air"])
    steps = [step("air", "CN")]
    assert not found([battery], steps)
    marked = Query("cn-home", "pl-end", cargo=Cargo(flags=("battery", "chilled")))
    assert found([battery], steps, marked)["battery"].flags == ("battery",)


def test_a_rule_for_any_cargo_names_the_flag_it_shares() -> None:
    seals = rule("seals", flags=["any", "food"])
    assert found([seals], [step("rail", "RU")])["seals"].flags == ()
    food = Query("cn-home", "pl-end", cargo=Cargo(flags=("food",)))
    assert found([seals], [step("rail", "RU")], food)["seals"].flags == ("food",)


@pytest.mark.parametrize(
    ("direction", "ends", "touched"),
    [("west", ("cn-home", "pl-end"), True), ("west", ("pl-end", "cn-home"), False),
     ("east", ("pl-end", "cn-home"), True), ("east", ("cn-home", "pl-end"), False),
     ("west", ("cn-home", "cn-port"), False), ("both", ("pl-end", "cn-home"), True)],
)
def test_direction_goes_by_the_ends(
    direction: str, ends: tuple[str, str], touched: bool
) -> None:
    assert bool(found([rule("x", direction=direction)], [step("rail", "RU")],
                      Query(*ends))) is touched


@pytest.mark.parametrize(
    ("since", "until", "state"),
    [("2026-11", "", "in force"), ("2026-12", "", "to come"), ("2026-11-24", "", "to come"),
     ("2022-10-10", "", "in force"), ("", "", "in force"), ("2026", "2026-11-23", "in force"),
     ("2025", "2026-11-22", "over"), ("2025-09-12", "2025-09~", "over"), ("2026~", "", "in force")],
)
def test_whether_it_is_in_force(since: str, until: str, state: str) -> None:
    dated = rule("dated", since=since, until=until)
    assert found([dated], [step("rail", "RU")])["dated"].state == state


def test_those_of_the_cargo_come_first_and_ended_ones_last() -> None:
    rules = [rule("a-ended", until="2020", flags=["food"]), rule("b-any"),
             rule("c-later", since="2030"), rule("d-food", flags=["food"])]
    food = Query("cn-home", "pl-end", cargo=Cargo(flags=("food",)))
    assert list(found(rules, [step("rail")], food)) == ["d-food", "b-any", "c-later", "a-ended"]


def test_a_rule_about_nothing_in_particular_touches_every_way() -> None:
    touched = found([rule("all")], [step("sea")])["all"]
    assert (touched.flags, touched.crossings, touched.countries, touched.modes) == ((), (), (), ())
