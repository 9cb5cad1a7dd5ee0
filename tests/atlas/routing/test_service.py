"""What a booking needs to know of terminals, borders and trains, and what is not found."""

from datetime import date
from typing import Any

from atlas.routing.graph import Edge
from atlas.routing.plan import plan
from atlas.routing.query import Query
from atlas.routing.service import Asked, services
from layers.catalog import Catalog, open_catalog
from layers.read import Document
from tests.atlas.routing import made_up

TODAY = date(2026, 11, 23)
LIMIT = made_up.claim("t-cn-home-rail", "container_limit", 25.0, "tonnes")
HOME: Document = {"id": "t-cn-home-rail", "part": "terminal", "mode": "rail", "stop": "cn-home",
                  "class": "class-rail-terminal", "facts": [LIMIT]}
OPEN = {"id": "x-open", "part": "crossing", "names": made_up.BOTH, "gauges": [1520, 1520],
        "stops": ["ru-mid", "by-west"], "open": True, "source": "s", "facts": []}


def train(name: str, end: str, path: list[str], via: list[str]) -> Document:
    return {"id": name, "line": "line", "names": made_up.BOTH, "origin": "cn-home",
            "destination": end, "path": path, "via": via,
            "facts": [made_up.claim(name, "transit_days", 14.0, "days")]}


def catalog(*more: Document, trains: tuple[Document, ...] = ()) -> Catalog:
    documents = made_up.documents(network=(*made_up.NETWORK, *more))
    documents["services"] = {item["id"]: item for item in trains}
    return open_catalog(documents, version="2" * 12, audience="internal")


def asked(known: Catalog, *, over: str = "x-north") -> dict[str, Asked]:
    return {item.id: item for item in services(steps(known, over), known)}


def steps(known: Catalog, over: str) -> tuple[Edge, ...]:
    found = plan(Query("cn-home", "pl-end"), known, today=TODAY).alternatives
    return next(item.steps for item in found
                if over in {name for step in item.steps
                            for name in (step.record, step.mode, *step.passages)})


def answer(item: Asked, question: str) -> tuple[Any, ...]:
    return next(one.facts for one in item.answers if one.question.msgid == question)


def test_places_come_in_travel_order_each_once() -> None:
    assert list(asked(catalog())) == ["cn-home:rail", "x-north", "x-west", "pl-end:rail"]
    assert list(asked(catalog(), over="suez")) == [
        "cn-home:rail", "cn-port:rail", "cn-port:sea", "pl-port:sea", "pl-port:rail",
        "pl-end:rail"]


def test_a_terminals_own_fact_answers() -> None:
    found = asked(catalog(HOME))["cn-home:rail"]
    assert [fact.key for fact in answer(found, "Container limit")] == ["container_limit"]


def test_departures_may_be_those_of_the_class_limits_may_not() -> None:
    shared = made_up.terminal("class-rail-terminal", "rail", 6, 48)
    shared["facts"].append(made_up.claim("class-rail-terminal", "axle_load", 18.0, "tonnes"))
    found = asked(catalog(shared))["cn-home:rail"]
    departures = answer(found, "Departures")
    assert [fact.preferred.id for fact in departures] == ["class-rail-terminal.headway.1"]
    assert answer(found, "Axle load") == ()


def test_what_nobody_publishes_is_asked_and_not_found() -> None:
    found = asked(catalog())
    assert answer(found["cn-home:rail"], "Booking cut-off") == ()
    assert answer(found["x-north"], "Stop-loading notices") == ()
    assert answer(found["x-north"], "Opening hours") == ()


def test_where_one_only_unloads_no_departures_are_asked() -> None:
    questions = {one.question.msgid for one in asked(catalog())["pl-end:rail"].answers}
    assert "Departures" not in questions
    assert "Axle load" in questions


def test_axles_are_asked_of_railways_only() -> None:
    questions = {one.question.msgid for one in asked(catalog(), over="suez")["cn-port:sea"].answers}
    assert "Departures" in questions
    assert "Axle load" not in questions


def test_where_a_lorry_unloads_nothing_is_asked() -> None:
    road = made_up.link("cn-home--cn-port--road", ("cn-home", "cn-port"), "road", 700.0, "road-cn")
    known = catalog(road, made_up.running("road-cn", "road", 1500))
    ways = plan(Query("cn-home", "cn-port", mode="road"), known, today=TODAY).alternatives
    subjects = [item.id for item in services(ways[0].steps, known)]
    assert subjects == ["cn-home:road"]


def test_an_open_border_is_passed_and_not_asked_about() -> None:
    assert "x-open" not in asked(catalog(OPEN))


def test_trains_are_those_that_run_to_a_place_of_the_way_over_its_borders() -> None:
    north = train("north", "pl-end", ["cn-home", "cn-north", "ru-north", "pl-end"], ["cn-north"])
    south = train("south", "pl-end", ["cn-home", "cn-south", "mn-south"], [])
    other = train("other", "pl-port", ["cn-home", "cn-north"], ["cn-north"])
    found = asked(catalog(trains=(north, south, other)))
    assert [name for name, item in found.items() if item.kind == "service"] == ["north"]
    assert [fact.key for fact in answer(found["north"], "Published days")] == ["transit_days"]
    assert answer(found["north"], "Booking cut-off") == ()
