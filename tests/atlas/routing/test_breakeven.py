"""Break-even: the value at which both totals are the same, its band, and what blocks it."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.routing.breakeven import PAIRS, BreakEven, Pair, break_even
from atlas.routing.cost import Cost
from atlas.routing.emissions import emissions
from atlas.routing.plan import Alternative, Plan, plan
from atlas.routing.query import Cargo, Query
from atlas.routing.said import said
from atlas.routing.transit_time import Drawn, days
from tests.atlas.routing import made_up

CATALOG = made_up.catalog()
NO_PRICE = Cost(None, reason=said("no price"))


def way(name: str, cost: Cost | float | None, *drawn: float, reason: str = "no speed") -> Alternative:
    """An alternative of this price for the whole cargo and these days."""
    draws = Drawn(np.array(drawn, dtype=np.float32), seed=0) if drawn else None
    priced = cost if isinstance(cost, Cost) else NO_PRICE if cost is None else Cost(float(cost))
    return Alternative(
        id=name, mode="", name=said(name), reason=said(name), steps=(), hours=(), km=0.0,
        drawn=draws, days=days(draws) if draws else None,
        days_reason=None if draws else said(reason), cost=priced,
        emissions=emissions((), Cargo(), CATALOG),
    )


def asked(*ways: Alternative, rate: float = 0.08, loss: float = 0.0, value: float | None = None,
          teu: float = 2.0) -> BreakEven:
    query = Query("cn-home", "pl-end", cargo=Cargo(teu=teu, value_usd=value))
    return break_even(Plan(query, ways), capital_rate=rate, loss_of_value=loss)


def rail_sea(found: BreakEven) -> Pair:
    return found.pairs[0]


RAIL, SEA, AIR = way("via-cn", 8000, 18), way("sea-suez", 3000, 43), way("air", 40000, 8)
PRICES = st.floats(1000, 50_000)
DAYS = st.floats(1, 60)


def test_the_formula_by_hand() -> None:
    found = rail_sea(asked(RAIL, SEA))
    assert found.outcome == "above"
    assert found.value == pytest.approx(5000 * 365 / (0.08 * 25))
    assert found.ways == ("via-cn", "sea-suez")


@given(st.tuples(PRICES, PRICES), st.tuples(DAYS, DAYS), st.floats(0.01, 0.5), st.floats(1, 20))
def test_at_the_break_even_value_both_totals_are_the_same(
    prices: tuple[float, float], both: tuple[float, float], rate: float, teu: float
) -> None:
    (rail, sea), (rail_days, sea_days) = prices, both
    found = asked(way("via-cn", rail, rail_days), way("sea", sea, sea_days), rate=rate, teu=teu)
    pair, (fast, slow) = rail_sea(found), found.lines
    if pair.outcome == "above":
        assert pair.value is not None
        assert fast.total(pair.value, rate) == pytest.approx(slow.total(pair.value, rate), rel=1e-4)
    else:
        assert sea_days <= rail_days + 1e-4 or rail <= sea


@given(st.lists(st.floats(0.5, 30), min_size=2, max_size=30))
def test_the_band_holds_the_value(saved: list[float]) -> None:
    drawn = [20.0 + item for item in saved]
    found = rail_sea(asked(way("via-cn", 8000, *[20.0] * len(saved)), way("sea", 3000, *drawn)))
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    assert found.low <= found.value * 1.0001
    assert found.value <= found.high * 1.0001


def test_a_band_without_end_is_open_and_not_a_number() -> None:
    found = rail_sea(asked(way("via-cn", 8000, 20, 20, 20), way("sea", 3000, 15, 30, 40)))
    assert found.value is not None
    assert found.high is None


def test_the_days_saved_are_drawn_together() -> None:
    # Each day's luck is the same on both ways: ten days are saved on every trip.
    found = rail_sea(asked(way("via-cn", 8000, 10, 20, 30), way("sea", 3000, 20, 30, 40)))
    assert found.saved == pytest.approx((10, 10, 10))
    assert found.low == pytest.approx(found.high)


def test_cheaper_and_quicker_wins_at_any_value() -> None:
    found = rail_sea(asked(way("via-cn", 2000, 18), SEA))
    assert (found.outcome, found.value) == ("always", None)


def test_the_slower_one_has_no_break_even() -> None:
    found = rail_sea(asked(way("via-cn", 8000, 50), SEA))
    assert found.outcome == "not-quicker"
    assert found.reason == said("rail is not quicker than sea here")


@pytest.mark.parametrize(("ways", "reason"), [
    ((way("via-cn", None, 18), SEA), "no price"),
    ((RAIL, way("sea-suez", None, 43)), "no price"),
    ((RAIL,), "no way by sea was found"),
    ((SEA,), "no way by rail was found"),
    ((way("via-cn", 8000), SEA), "no speed"),
])
def test_what_is_missing_blocks_it_and_is_said(ways: tuple[Alternative, ...], reason: str) -> None:
    found = rail_sea(asked(*ways))
    assert (found.outcome, found.value, found.low, found.high) == ("unknown", None, None, None)
    assert found.reason == said(reason)


def test_of_several_ways_of_a_mode_the_cheapest_that_is_known_counts() -> None:
    ways = (way("via-a", 9000, 16), way("via-b", 7000, 20), way("via-c", 100), way("via-d", None, 9))
    found = rail_sea(asked(*ways, SEA))
    assert found.ways == ("via-b", "sea-suez")


def test_prices_are_per_container_whatever_is_sent() -> None:
    three = (way("via-cn", 24_000, 18), way("sea-suez", 9000, 43))
    assert rail_sea(asked(*three, teu=6)).value == rail_sea(asked(RAIL, SEA)).value


def test_both_pairs_are_answered() -> None:
    found = asked(RAIL, SEA, AIR)
    assert [pair.modes for pair in found.pairs] == list(PAIRS)
    assert found.pairs[1].value == pytest.approx(32_000 * 365 / (0.08 * 10))


@pytest.mark.parametrize(("value", "cheapest"), [
    (None, None), (100_000, "sea-suez"), (1_000_000, "via-cn"), (20_000_000, "air"),
])
def test_the_cheapest_at_the_cargos_own_value(value: float | None, cheapest: str | None) -> None:
    assert asked(RAIL, SEA, AIR, value=value).cheapest == cheapest


@pytest.mark.parametrize(("rate", "loss", "begins"), [
    (0.08, 0.0, "Capital tied up costs 8 % a year: our assumption."),
    (0.05, 0.0, "Capital tied up costs 5 % a year, as entered."),
    (0.08, 0.2, "Capital tied up costs 8 % a year and the cargo loses 20 % a year of its value"),
])
def test_the_rate_says_whose_it_is(rate: float, loss: float, begins: str) -> None:
    found = asked(RAIL, SEA, rate=rate, loss=loss)
    say = found.assumption.to(lambda text, **gaps: text.format(**gaps), "en")
    assert say.startswith(begins)
    assert found.rate == pytest.approx(rate + loss)


def test_without_a_rate_days_cost_nothing() -> None:
    found = rail_sea(asked(RAIL, SEA, rate=0.0))
    assert found.outcome == "unknown"
    assert found.reason is not None


def test_a_plan_with_own_quotes_has_its_break_even() -> None:
    today = date(2026, 11, 23)
    query = Query("cn-home", "pl-end")
    ids = [item.id for item in plan(query, CATALOG, today=today).alternatives]
    prices = {"air": 40_000, "sea-suez": 3000}
    own = tuple({"id": f"q{row}", "what": "quote", "from": "cn-home", "to": "pl-end", "via": name,
                 "value": prices.get(name, 8000), "as_of": "2026"} for row, name in enumerate(ids))
    found = break_even(plan(query, made_up.catalog(own=own), today=today))
    assert [pair.outcome for pair in found.pairs] == ["above", "above"]
    assert len(found.lines) == len(ids)
