"""Days of a way: draws that hold still, shares of luck, and an exact oracle beside them."""

import math
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.routing.graph import Edge, Node
from atlas.routing.hours import Hours
from atlas.routing.query import Cargo, Query, WhatIf
from atlas.routing.said import said
from atlas.routing.transit_time import (
    DRAWS,
    Days,
    Drawn,
    cannot_be_told_apart,
    days,
    days_words,
    draw,
    empirical,
    forget,
    own_trips,
    probability_by,
    seed_of,
)
from layers.read import Document
from tests.atlas.routing import made_up
from tests.conftest import examples

TODAY = date(2026, 11, 23)
QUERY = Query("cn-home", "pl-end")
WHY = said("why")
SIX_SIGMA = 6  # of the share of draws below a quantile: this never fails by chance

PARTS = st.builds(
    lambda median, sigma, wait, shared: Hours(math.log(median), sigma, "published", WHY,
                                              wait=wait, shared=shared),
    st.floats(0.5, 300), st.floats(0, 1), st.sampled_from((0.0, 24.0, 168.0)),
    st.sampled_from((0.0, 0.17)),
)
WAYS = st.lists(PARTS, min_size=1, max_size=6)
SEEDS = st.integers(0, 2**32 - 1)


def steps(count: int, name: str = "leg") -> list[Edge]:
    return [Edge(Node(f"{name}{row}", "rail"), Node(f"{name}{row + 1}", "rail"), "run",
                 f"{name}-{row}", "rail", 100.0) for row in range(count)]


def part(median: float, sigma: float = 0.3, **more: float) -> Hours:
    return Hours(math.log(median), sigma, "published", WHY, **more)  # type: ignore[arg-type]


@given(WAYS, SEEDS)
def test_p10_p50_and_p90_stand_in_order(way: list[Hours], seed: int) -> None:
    drawn = draw(steps(len(way)), way, seed=seed)
    band = days(drawn)
    assert 0 < band.p10 <= band.p50 <= band.p90
    assert drawn.days.shape == (DRAWS,)


@given(WAYS, SEEDS)
def test_the_same_seed_gives_the_same_answer(way: list[Hours], seed: int) -> None:
    one = draw(steps(len(way)), way, seed=seed)
    forget()
    assert np.array_equal(one.days, draw(steps(len(way)), way, seed=seed).days)
    if any(item.sigma > 0.001 for item in way):
        other = draw(steps(len(way)), way, seed=seed + 1)
        assert not np.array_equal(one.days, other.days)


@given(WAYS, PARTS, SEEDS)
def test_a_step_more_leaves_all_other_draws_as_they_were(
    way: list[Hours], more: Hours, seed: int
) -> None:
    here, there = steps(len(way)), steps(1, "elsewhere")
    shorter = draw(here, way, seed=seed)
    longer = draw([*here, *there], [*way, more], seed=seed)
    added = draw(there, [more], seed=seed)
    assert np.allclose(longer.days, shorter.days + added.days, rtol=1e-4)


@given(WAYS, st.floats(1, 5), st.data())
def test_a_longer_stay_makes_no_trip_faster(way: list[Hours], factor: float, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(way) - 1))
    slower = [item.times(factor) if place == row else item for place, item in enumerate(way)]
    usual = draw(steps(len(way)), way, seed=1).days
    assert np.all(draw(steps(len(way)), slower, seed=1).days >= usual)


@given(WAYS, SEEDS)
def test_arrivals_follow_one_another_and_end_with_the_trip(way: list[Hours], seed: int) -> None:
    drawn = draw(steps(len(way)), way, seed=seed)
    arrivals = drawn.arrivals
    assert len(arrivals) == len(drawn.medians) == len(way)
    for before, after in pairwise(arrivals):
        assert before.p10 <= after.p10
        assert before.p50 <= after.p50
        assert before.p90 <= after.p90
    end = days(drawn)
    assert arrivals[-1].p50 == pytest.approx(end.p50, rel=1e-4)
    assert arrivals[-1].p90 == pytest.approx(end.p90, rel=1e-4)


def test_what_the_trip_shares_widens_the_band() -> None:
    way = [part(24, 0.2) for _ in range(10)]
    alone = days(draw(steps(10), way, seed=3))
    together = days(draw(steps(10), [replace(item, shared=0.2) for item in way], seed=3))
    assert together.p90 - together.p10 > 1.5 * (alone.p90 - alone.p10)
    assert together.p50 == pytest.approx(alone.p50, rel=0.03)


# --- the exact oracle ---

GRID_HOURS = 0.25
CELLS = 2**14  # 170 days


def convolved(way: list[Hours]) -> np.ndarray:
    """The distribution of a sum of independent parts, by FFT: the chance of each grid cell.

    A cell holds what lies half a step to either side of its hour, so the mean is not shifted.
    """
    spectrum = np.ones(CELLS // 2 + 1, dtype=complex)
    for item in way:
        last = int(item.quantile(1 - 1e-7) / GRID_HOURS) + 2
        edges = (np.arange(last + 1) - 0.5) * GRID_HOURS
        below = np.array([item.below(max(edge, 0.0)) if edge > 0 else 0.0 for edge in edges])
        spectrum *= np.fft.rfft(np.diff(below), CELLS)
    return np.fft.irfft(spectrum, CELLS)


@pytest.mark.parametrize("way", [
    [part(30, 0.4), part(50, 0.3), part(20, 0.7)],
    [part(12, 0.5, wait=72.0), *[part(18, 0.25)] * 8, part(44, 0.7), part(24, 0.5)],
    [Hours(0, 0, "own", WHY, samples=(20.2, 24.4, 31.0, 50.8, 77.7)), part(60, 0.3, wait=168.0)],
])
@pytest.mark.parametrize("seed", [1, 20261123])
def test_draws_agree_with_the_convolution_of_independent_parts(way: list[Hours], seed: int) -> None:
    drawn = draw(steps(len(way)), way, seed=seed)
    exact = np.cumsum(convolved(way))
    assert exact[-1] == pytest.approx(1, abs=1e-5)
    hours = (np.arange(CELLS) + 0.5) * GRID_HOURS
    for p in (0.1, 0.25, 0.5, 0.75, 0.9):
        below = np.interp(np.quantile(drawn.days, p) * 24, hours, exact)
        assert abs(below - p) < SIX_SIGMA * math.sqrt(p * (1 - p) / DRAWS)


# --- comparing ---


def test_two_ways_share_the_luck_of_the_steps_they_share() -> None:
    common = [part(100, 0.5) for _ in range(3)]
    one = draw([*steps(3), *steps(1, "a")], [*common, part(24, 0.01)], seed=1)
    two = draw([*steps(3), *steps(1, "b")], [*common, part(36, 0.01)], seed=1)
    assert days(one).p90 > days(two).p10  # the bands overlap, and yet
    assert np.all(one.days < two.days)
    assert not cannot_be_told_apart(one, two)


def test_ways_of_like_length_can_not_be_told_apart() -> None:
    one = draw(steps(3, "a"), [part(100, 0.5)] * 3, seed=1)
    two = draw(steps(3, "b"), [part(105, 0.5)] * 3, seed=1)
    far = draw(steps(3, "c"), [part(900, 0.1)] * 3, seed=1)
    assert cannot_be_told_apart(one, two)
    assert cannot_be_told_apart(two, one)
    assert cannot_be_told_apart(one, one)
    assert not cannot_be_told_apart(one, far)


def test_the_probability_of_a_date_is_the_share_of_draws_by_then() -> None:
    drawn = draw(steps(2), [part(100), part(50)], seed=1)
    band = days(drawn)
    assert probability_by(drawn, band.p50) == pytest.approx(0.5, abs=0.001)
    assert probability_by(drawn, band.p90) == pytest.approx(0.9, abs=0.001)
    assert (probability_by(drawn, 0), probability_by(drawn, 1000)) == (0, 1)


def test_what_if_and_cargo_change_no_seed() -> None:
    seed = seed_of(QUERY)
    assert seed == seed_of(replace(QUERY, what_if=WhatIf(close=("x-north",)), cargo=Cargo(9)))
    assert seed == seed_of(replace(QUERY, destination="ru-mid", depart=TODAY, via=("MN",)))
    assert seed != seed_of(replace(QUERY, origin="cn-port"))


def test_any_assumed_part_is_told() -> None:
    sure, guess = part(10), replace(part(10), basis="assumed")
    assert not days(draw(steps(2), [sure, sure], seed=1)).hatched
    assert days(draw(steps(2), [sure, guess], seed=1)).hatched


# --- own trips ---


def trip(number: int, **more: object) -> Document:
    return {"id": f"trip-{number}", "what": "trip", "from": "cn-home", "to": "pl-end",
            "via": "via-north", "value": 14.0 + number, "as_of": "2026-10", **more}


def test_enough_own_trips_take_the_place_of_the_model() -> None:
    catalog = made_up.catalog(own=tuple(trip(number) for number in range(9)))
    drawn = empirical("via-north", QUERY, catalog, TODAY, seed=1)
    assert drawn is not None
    assert set(np.unique(drawn.days)) == {14.0 + number for number in range(9)}
    assert days(drawn) == Days(14, 18, 22, n_own=9)
    assert empirical("via-south", QUERY, catalog, TODAY, seed=1) is None


@pytest.mark.parametrize("other", [
    {"via": "via-south"}, {"to": "ru-mid"}, {"from": "cn-port"}, {"valid_until": "2026-11-01"},
    {"what": "quote"},
])
def test_trips_of_other_ways_do_not_count(other: dict[str, str]) -> None:
    records = tuple(trip(number, **(other if number == 0 else {})) for number in range(8))
    catalog = made_up.catalog(own=records)
    assert len(own_trips("via-north", QUERY, catalog, TODAY)) == 7
    assert empirical("via-north", QUERY, catalog, TODAY, seed=1) is None


# --- words ---


@given(st.lists(st.floats(0.01, 400), min_size=2, max_size=3).map(sorted))
def test_written_days_keep_their_order_and_carry_no_more_digits(values: list[float]) -> None:
    written = days_words(*values)
    assert list(written) == sorted(written)
    step = 0.5 if max(values) < 10 else 1.0
    assert all(item == 0.5 or (item > 0 and (item / step).is_integer()) for item in written)
    assert all(abs(item - value) <= max(step / 2, 0.5) for item, value in zip(written, values, strict=True))


def test_the_number_of_draws_is_enough_for_an_hour() -> None:
    """Other seeds move the quantiles of a real way by about an hour, not by half a day."""
    way = [part(24, 0.25, shared=0.17) for _ in range(8)] + [part(47, 0.74), part(24, 0.5, wait=90.0)]
    bands = [days(draw(steps(10), way, seed=seed)) for seed in range(examples(20))]
    for name in ("p10", "p50", "p90"):
        assert np.std([getattr(band, name) for band in bands]) < 2 / 24


def test_draws_are_no_place_to_write_into() -> None:
    drawn: Drawn = draw(steps(1), [part(10, shared=0.1)], seed=1)
    again = draw(steps(1), [part(10, shared=0.1)], seed=1)
    drawn.days[:] = 0
    assert np.all(again.days > 0)
