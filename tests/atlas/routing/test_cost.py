"""Costs: own quotes first, prices for just this lane next, else none and the reason."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.routing.cost import Cost, cost, mode_of
from atlas.routing.query import Cargo, Query
from layers.read import Document
from tests.atlas.routing import made_up

TODAY = date(2026, 11, 23)


def quote(name: str = "q1", value: Any = 6000, **more: Any) -> Document:
    return {"id": name, "what": "quote", "from": "cn-home", "to": "pl-end", "via": "via-cn",
            "value": value, "as_of": "2026-10-01", "valid_until": "2026-12-31", **more}


def rate(name: str, mode: str, price: Any, unit: str = "usd_feu", **more: Any) -> Document:
    as_of = more.pop("as_of", "2025")
    return {"id": name, "part": "rate", "mode": mode, "scope": made_up.BOTH, **more,
            "facts": [made_up.claim(name, "price", price, unit, as_of=as_of)]}


LANE = {"from": "cn-home", "to": "pl-end"}


def asked(*records: Document, via: str = "via-cn", cargo: Cargo | None = None) -> Cost:
    """The cost with these quotes and rates."""
    rates = tuple(doc for doc in records if "part" in doc)
    own = tuple(doc for doc in records if "what" in doc)
    catalog = made_up.catalog(network=(*made_up.NETWORK, *rates), own=own)
    return cost(via, Query("cn-home", "pl-end", cargo=cargo or Cargo()), catalog, TODAY)


def test_without_a_price_there_is_no_total_but_a_reason() -> None:
    found = asked(rate("wide", "rail", 8000))
    assert (found.usd, found.low, found.high, found.basis) == (None, None, None, None)
    assert found.reason is not None
    said = found.reason.to(lambda text, **gaps: text.format(**gaps), "en")
    assert said == "no published cost for cn-home–pl-end"
    assert [item.id for item in found.context] == ["wide"]


def test_an_own_quote_comes_before_a_published_price() -> None:
    found = asked(quote(), rate("lane", "rail", 9000, **LANE), cargo=Cargo(teu=6))
    assert (found.usd, found.basis, found.record) == (18000, "own", "q1")
    assert (found.as_of, found.valid) == ("2026-10-01", "2026-12-31")
    assert [item.id for item in found.context] == ["lane"]


@pytest.mark.parametrize(("until", "used"), [
    ("2026-11-23", True), ("2026-11-22", False), ("2026-11", True), ("2025", False), ("", True),
])
def test_a_quote_holds_until_its_last_day(until: str, used: bool) -> None:
    found = asked(quote(valid_until=until))
    assert (found.usd == 6000) is used
    assert [item.id for item in found.expired] == ([] if used else ["q1"])


@pytest.mark.parametrize("other", [
    {"from": "pl-end", "to": "cn-home"}, {"via": "via-mn"}, {"to": "ru-mid"}, {"what": "trip"},
])
def test_a_quote_for_something_else_is_not_used(other: dict[str, str]) -> None:
    assert asked(quote(**other)).usd is None


def test_the_newest_of_several_quotes_counts_and_the_others_are_named() -> None:
    found = asked(quote("old", 5000, as_of="2026-09"), quote("new", {"min": 6000, "max": 7000}))
    assert (found.usd, found.low, found.high) == (6500, 6000, 7000)
    assert [item.id for item in found.others] == ["old"]


def test_a_price_published_for_just_this_lane_counts() -> None:
    found = asked(rate("lane", "rail", {"min": 5250, "max": 6100}, **LANE), rate("wide", "rail", 1))
    assert (found.usd, found.low, found.high) == (5675, 5250, 6100)
    assert (found.basis, found.record) == ("published", "lane.price.1")
    assert [item.id for item in found.context] == ["wide"]


@pytest.mark.parametrize("lane", [
    {"from": "pl-end", "to": "cn-home"}, {"from": "cn-home"}, {"to": "pl-end"}, {},
])
def test_a_price_of_a_wider_lane_is_context_only(lane: dict[str, str]) -> None:
    found = asked(rate("r", "rail", 8000, **lane))
    assert found.usd is None
    assert [item.id for item in found.context] == ["r"]


def test_a_price_of_another_mode_is_neither() -> None:
    found = asked(rate("r", "sea", 3000, **LANE))
    assert (found.usd, found.context) == (None, ())
    assert asked(rate("r", "sea", 3000, **LANE), via="sea-suez").usd == 3000


@given(st.floats(0.5, 100))
def test_a_price_per_kilogram_goes_by_mass(tonnes: float) -> None:
    found = asked(rate("r", "air", 3.0, "usd_kg", **LANE), via="air", cargo=Cargo(tonnes=tonnes))
    assert found.usd == pytest.approx(3000 * tonnes)


def test_a_price_in_an_unknown_unit_is_context() -> None:
    found = asked(rate("r", "rail", 60_000, "usd", **LANE))
    assert found.usd is None
    assert [item.id for item in found.context] == ["r"]


@pytest.mark.parametrize("price", [quote(), rate("r", "rail", 8000, **LANE)])
def test_a_cargo_without_containers_is_not_carried_for_nothing(price: Document) -> None:
    found = asked(price, cargo=Cargo(teu=0))
    assert found.usd is None
    assert found.reason is not None
    assert found.reason.msgid == "the price is per container, and the cargo has none"


@pytest.mark.parametrize(("way", "mode"), [
    ("via-khorgos", "rail"), ("rail", "rail"), ("sea-cape", "sea"), ("sea", "sea"),
    ("rail-sea-vladivostok", "rail-sea"), ("sea-rail-x", "rail-sea"), ("air", "air"),
    ("road", "road"),
])
def test_every_alternative_has_a_mode(way: str, mode: str) -> None:
    assert mode_of(way) == mode
