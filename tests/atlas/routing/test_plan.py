"""The whole answer: alternatives side by side, closures, what-ifs, and what is unknown."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.routing.answer import as_data
from atlas.routing.plan import Plan, first_shown, plan, reach, spelt_out
from atlas.routing.query import Query, WhatIf
from layers.catalog import Catalog
from layers.read import Document
from tests.atlas.routing import made_up

TODAY = date(2026, 11, 23)
CATALOG = made_up.catalog()
ASKED = Query("cn-home", "pl-end")


def say(message: str, **values: object) -> str:
    return message.format(**values)


def answer(query: Query = ASKED, catalog: Catalog = CATALOG) -> Plan:
    return plan(query, catalog, today=TODAY)


def without(name: str, key: str = "") -> Catalog:
    """The made-up network without a record, or without one of its facts."""
    def kept(doc: Document) -> Document | None:
        if doc["id"] != name:
            return doc
        return {**doc, "facts": [fact for fact in doc["facts"] if fact["key"] != key]} if key else None

    docs = tuple(doc for doc in map(kept, made_up.NETWORK) if doc is not None)
    return made_up.catalog(network=docs)


def test_alternatives_come_by_their_typical_days() -> None:
    found = answer().alternatives
    assert [item.id for item in found] == ["air", "via-north", "via-south", "sea-suez", "sea-cape"]
    middles = [item.days.p50 for item in found if item.days]
    assert middles == sorted(middles)
    for item in found:
        assert item.days is not None
        assert item.days.p10 <= item.days.p50 <= item.days.p90


def test_the_same_question_gets_the_same_answer() -> None:
    again = plan(ASKED, made_up.catalog(), today=TODAY)  # another catalogue of the same data
    assert as_data(again, CATALOG, say=say, lang="en") == as_data(answer(), CATALOG, say=say, lang="en")


def test_an_unknown_dwell_gives_no_days_but_a_reason_and_comes_last() -> None:
    found = answer(catalog=without("x-north", "dwell_out")).alternatives
    north = found[-1]
    assert north.id == "via-north"
    assert north.days is None
    assert north.drawn is None
    assert north.days_reason is not None
    assert "border" in north.days_reason.to(say, "en")
    assert north.km == 8322.0  # what is known is still said


@pytest.mark.parametrize(("name", "key"), [
    ("rail-ru", "speed"), ("class-rail-terminal", "load"), ("class-rail-terminal", "headway"),
    ("class-rail-terminal", "unload"), ("rail-cn", ""),
])
def test_no_gap_counts_as_nothing(name: str, key: str) -> None:
    found = answer(replace(ASKED, mode="rail"), without(name, key)).alternatives
    assert found
    for item in found:
        assert item.days is None
        assert item.days_reason is not None


def test_costs_and_emissions_without_figures_are_unknown() -> None:
    for item in answer().alternatives:
        assert item.cost.usd is None
        assert item.cost.reason is not None
        assert item.emissions.central is None
        assert item.emissions.missing


def test_a_closed_border_lets_the_other_take_over() -> None:
    shut = answer(replace(ASKED, mode="rail", what_if=WhatIf(close=("x-north",))))
    assert [item.id for item in shut.alternatives] == ["via-south"]
    nothing = answer(replace(ASKED, mode="rail", avoid=("RU",)))
    assert nothing.alternatives == ()
    assert nothing.relax == (("RU",),)


@settings(max_examples=15)
@given(st.floats(1.0, 5.0), st.sampled_from(["x-north", "x-west", "*"]))
def test_a_longer_stay_never_makes_any_way_faster(factor: float, where: str) -> None:
    before = {item.id: item for item in answer().alternatives}
    longer = answer(replace(ASKED, what_if=WhatIf(dwell=((where, factor),))))
    for item in longer.alternatives:
        old = before[item.id]
        assert item.drawn is not None
        assert old.drawn is not None
        assert (item.drawn.days >= old.drawn.days - 1e-3).all()


def test_the_probability_of_arriving_grows_with_the_date() -> None:
    chances = []
    for day in (5, 15, 25):
        asked = replace(ASKED, depart=date(2026, 12, 1), by=date(2026, 12, day))
        north = answer(asked).find("via-north")
        assert north is not None
        assert north.probability is not None
        chances.append(north.probability)
    assert chances == sorted(chances)
    assert chances[0] < 0.1
    assert chances[-1] > 0.7


def test_what_cannot_be_told_apart_is_so_both_ways() -> None:
    found = {item.id: item for item in answer().alternatives}
    for item in found.values():
        for other in item.like:
            assert item.id in found[other].like
    assert "air" not in found["sea-cape"].like


PRESET: Document = {"id": "shut", "part": "preset", "names": made_up.BOTH, "assumption": made_up.BOTH,
                    "source": "s", "close": ["x-north"], "dwell": {"x-south": 2.0},
                    "running": {"rail-ru": 1.5}}


def test_presets_are_spelt_out_and_hand_set_factors_go_before() -> None:
    catalog = made_up.catalog(network=(*made_up.NETWORK, PRESET, {**PRESET, "id": "again"}))
    asked = replace(ASKED, what_if=WhatIf(presets=("shut", "again"), running=(("rail-ru", 1.1),)))
    found = spelt_out(asked, catalog).what_if
    assert found.close == ("x-north",)
    assert dict(found.dwell) == {"x-south": 4.0}
    assert dict(found.running) == {"rail-ru": 1.1}
    assert [item.id for item in answer(asked, catalog).alternatives if item.mode == "rail"] == ["via-south"]


def test_reach_goes_by_the_median_of_each_step_and_past_nothing_unknown() -> None:
    found = reach("cn-home", CATALOG, today=TODAY, what_if=WhatIf(), modes=("rail",))
    assert [item.place for item in found][-1] == "pl-port"
    assert [item.days for item in found] == sorted(item.days for item in found)
    shut = reach("cn-home", without("rail-ru", "speed"), today=TODAY, what_if=WhatIf(), modes=("rail",))
    assert "pl-end" in {item.place for item in found}
    assert "pl-end" not in {item.place for item in shut}


def test_plain_data_says_what_the_contract_asks() -> None:
    data = as_data(answer(), CATALOG, say=say, lang="en")
    for item in data["itineraries"]:
        assert item["km"] == pytest.approx(sum(leg["km"] for leg in item["legs"]), abs=0.05)
        assert set(item["days"]) == {"p10", "p50", "p90"}
        assert item["cost_usd"] is None
        assert item["cost_reason"]
        assert item["co2e_reason"]
        for leg in item["legs"]:
            assert {"from", "to", "mode", "km", "basis"} <= set(leg)
        ends = [(leg["from"], leg["to"]) for leg in item["legs"]]
        assert all(one[1] == two[0] for one, two in pairwise(ends))
    none = as_data(answer(replace(ASKED, mode="rail", avoid=("RU",))), CATALOG, say=say, lang="en")
    assert none == {"itineraries": [], "relax": [["RU"]]}


def test_a_leg_abroad_without_a_border_record_has_no_hours() -> None:
    found = answer(replace(ASKED, mode="rail"), without("x-west")).alternatives
    assert found
    for item in found:
        assert item.days is None
        assert item.days_reason is not None
        assert "no record of the border" in item.days_reason.to(say, "en")


def test_of_ways_that_cannot_be_told_apart_the_shortest_is_shown_first() -> None:
    found = answer()
    north, south = found.find("via-north"), found.find("via-south")
    assert north is not None
    assert south is not None
    first = first_shown(found)
    assert first is north
    # the same where the longer one is a little quicker, but not for sure
    quicker = answer(replace(ASKED, what_if=WhatIf(running=(("rail-mn", 0.4),))))
    assert quicker.alternatives[1].id == "via-south"
    assert "via-north" in quicker.alternatives[1].like
    assert first_shown(quicker) is quicker.find("via-north")
    assert first_shown(Plan(ASKED, ())) is None


TRIPS = tuple(
    {"id": f"own-{row}", "what": "trip", "from": "cn-home", "to": "pl-end", "via": "via-north",
     "value": float(days), "as_of": "2026"}
    for row, days in enumerate((14, 15, 15, 16, 17, 18, 19, 24))
)


def test_enough_own_trips_are_the_distribution_and_a_what_if_lengthens_them() -> None:
    catalog = made_up.catalog(own=TRIPS)
    usual = answer(catalog=catalog).find("via-north")
    winter = answer(replace(ASKED, what_if=WhatIf(running=(("rail-ru", 1.5),))), catalog).find("via-north")
    assert usual is not None
    assert usual.days is not None
    assert usual.days.n_own == len(TRIPS)
    assert usual.days.p10 >= 14
    assert usual.days.p90 <= 24
    assert winter is not None
    assert winter.days is not None
    grown = [(b - a) / a for a, b in ((usual.days.p10, winter.days.p10), (usual.days.p90, winter.days.p90))]
    assert grown[0] == pytest.approx(grown[1], rel=1e-3)
    assert grown[0] > 0.05
