"""The tornado: which inputs are in it, and that each bar is what a plan with that input says."""

import math
from datetime import date
from typing import Any

import pytest

from atlas.routing.plan import Alternative, plan
from atlas.routing.query import Query, WhatIf
from atlas.routing.said import Said
from atlas.routing.sensitivity import MOST_BARS, Bar, Tornado, tornado
from layers.read import Document
from tests.atlas.routing import made_up

TODAY = date(2026, 11, 23)
QUERY = Query("cn-home", "pl-end")


def words(text: Said) -> str:
    return text.to(lambda msgid, **gaps: msgid.format(**gaps), "en")


def north(*, network: tuple[Document, ...] = made_up.NETWORK, own: tuple[Document, ...] = (),
          what_if: WhatIf | None = None) -> tuple[Alternative, Tornado]:
    """The way through the northern border, and its tornado."""
    catalog = made_up.catalog(network=network, own=own)
    query = Query("cn-home", "pl-end", what_if=what_if or WhatIf())
    ways = plan(query, catalog, today=TODAY).alternatives
    way = next(item for item in ways if any(step.record == "x-north" for step in item.steps))
    return way, tornado(way, catalog)


def with_claims(record: str, key: str, *claims: dict[str, Any]) -> tuple[Document, ...]:
    """The network, a fact of one record replaced by these claims."""
    out = []
    for doc in made_up.NETWORK:
        if doc["id"] == record:
            (old,) = (fact for fact in doc["facts"] if fact["key"] == key)
            base = old["claims"][0]
            made = [{**base, "id": f"{record}.{key}.{row}", "preferred": row == 0, **claim}
                    for row, claim in enumerate(claims)]
            rest = [fact for fact in doc["facts"] if fact["key"] != key]
            doc = {**doc, "facts": [*rest, {**old, "claims": made}]}  # noqa: PLW2901
        out.append(doc)
    return tuple(out)


def bar(found: Tornado, claim: str) -> Bar:
    (one,) = (item for item in found.bars if claim in item.claims)
    return one


def test_every_bar_begins_at_the_p50_of_the_plan() -> None:
    way, found = north()
    assert way.days is not None
    assert found.base == pytest.approx(way.days.p50, rel=1e-6)
    for item in found.bars:
        low, high = sorted((item.days_low, item.days_high))
        assert low <= way.days.p50 <= high


@pytest.mark.parametrize("end", ["low", "high"])
def test_a_border_at_its_low_or_high_takes_what_a_plan_with_that_stay_takes(end: str) -> None:
    item = bar(north()[1], "x-north.dwell_out.1")
    assert (item.low, item.high, item.unit, item.ranged) == (12, 72, "hours", True)
    factor = getattr(item, end) / math.sqrt(12 * 72)
    way, _ = north(what_if=WhatIf(dwell=(("x-north", factor),)))
    assert way.days is not None
    assert getattr(item, f"days_{end}") == pytest.approx(way.days.p50, rel=1e-4)


def test_a_speed_moves_all_its_legs_together() -> None:
    item = bar(north()[1], "rail-ru.speed.1")
    way, _ = north(what_if=WhatIf(running=(("rail-ru", 1 / 0.8),)))
    assert way.days is not None
    assert (item.low, item.high, item.ranged) == (720, 1080, False)
    assert item.days_low == pytest.approx(way.days.p50, rel=1e-4)
    assert item.days_low > item.days_high


def test_one_figure_without_a_range_is_said_to_be_shown_a_fifth_off() -> None:
    item = bar(north()[1], "rail-ru.speed.1")
    assert words(item.assumption) == "one figure, no range: shown a fifth less and a fifth more"


def test_figures_that_disagree_are_the_range() -> None:
    network = with_claims("rail-ru", "speed", {"value": 900}, {"value": 600},
                          {"value": {"min": 1000, "max": 1200}},
                          {"value": 10, "assumed": True}, {"value": 5, "unit": "hours"})
    item = bar(north(network=network)[1], "rail-ru.speed.0")
    assert (item.low, item.high, item.ranged) == (600, 1200, True)
    assert len(item.claims) == 3


def test_what_we_assume_is_left_out_and_counted() -> None:
    network = with_claims("x-north", "dwell_out", {"value": 48, "assumed": True})
    before, after = north()[1], north(network=network)[1]
    assert len(after.bars) == len(before.bars) - 1
    assert before.left_out == ()
    assert [words(name) for name in after.left_out] == ["Stay at example"]
    assert [words(note) for note in after.notes] == [
        "1 inputs are our own assumptions and are left out."
    ]
    assert not any("x-north" in claim for item in after.bars for claim in item.claims)


def test_departures_move_the_wait_and_loading_the_rest() -> None:
    found = north()[1]
    wait = bar(found, "class-rail-terminal.headway.1")
    # Uniform up to seven days: a fifth is 0.7 days in the mean, a little more or less in the P50.
    assert wait.days_high - wait.days_low == pytest.approx(2 * 0.2 * 3.5, rel=0.15)
    assert bar(found, "class-rail-terminal.load.1").unit == "hours"


def test_an_own_stay_takes_the_place_of_the_published_one() -> None:
    own = {"id": "o1", "what": "dwell", "crossing": "x-north", "direction": "out",
           "value": {"min": 20, "max": 80}, "as_of": "2026"}
    found = north(own=(own,))[1]
    item = bar(found, "o1")
    assert (item.low, item.high, item.ranged) == (20, 80, True)
    assert words(item.assumption) == "from the lowest to the highest of your own figures"
    assert not any("x-north.dwell_out.1" in other.claims for other in found.bars)


def test_many_own_stays_count_from_their_tenth_to_their_ninetieth() -> None:
    own = tuple({"id": f"o{hours}", "what": "dwell", "crossing": "x-north", "direction": "out",
                 "value": hours, "as_of": "2026"} for hours in range(10, 111, 10))
    item = bar(north(own=own)[1], "o50")
    assert (item.low, item.high) == pytest.approx((20, 100))


def test_with_own_trips_the_bars_are_the_models_and_it_is_said() -> None:
    way, _ = north()
    own = tuple({"id": f"t{row}", "what": "trip", "from": "cn-home", "to": "pl-end", "via": way.id,
                 "value": 15 + row, "as_of": "2026"} for row in range(10))
    found = north(own=own)[1]
    assert found.bars == north()[1].bars
    assert words(found.notes[0]).startswith("The days of this way are those of 10 own trips.")


def test_without_days_there_is_no_tornado_but_the_reason() -> None:
    network = tuple({**doc, "facts": []} if doc["id"] == "x-north" else doc
                    for doc in made_up.NETWORK)
    way, found = north(network=network)
    assert (found.base, found.bars) == (None, ())
    assert found.notes == (way.days_reason,)


def test_the_bars_are_sorted_and_no_more_than_fit() -> None:
    found = north()[1]
    swings = [item.swing for item in found.bars]
    assert swings == sorted(swings, reverse=True)
    assert (len(found.bars), found.more) == (MOST_BARS, 0)


def test_bars_that_do_not_fit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = north()[1]
    monkeypatch.setattr("atlas.routing.sensitivity.MOST_BARS", 3)
    found = north()[1]
    assert (found.bars, found.more) == (whole.bars[:3], len(whole.bars) - 3)
