"""The planner's parts: when, reach, service, rules, emissions, break-even, what matters."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from atlas import process
from atlas.i18n import words
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from atlas.maps.ways import courses, ways_json
from atlas.routing.calendar import Holiday, ruler
from atlas.routing.plan import Alternative, Plan
from atlas.routing.span import Span
from atlas.routing.transit_time import days_words
from pages.widgets.plan import co2e, even, limits, matters, reach, rules, service, when
from pages.widgets.plan.asking import asked as ask
from pages.widgets.plan.day_words import day_words, moment_words, together
from pages.widgets.plan.evidence import claims_of, sources_of
from pages.widgets.plan.holiday_names import NAMES, holiday_name, name_words
from pages.widgets.plan.measures import band_words
from pages.widgets.plan.on_map import ways_on_map
from pages.widgets.plan.parts import PARTS
from pages.widgets.plan.question import Asked, asked_by
from pages.widgets.plan.reached_map import with_reached
from pages.widgets.wording import Screen, screen
from tests.pages.test_plan import nodes, with_attribute

TODAY = date(2026, 11, 23)
ENDS = {"origin": "cn-changchun", "destination": "de-schwarzheide"}
MINE = ("when", "reach", "service", "rules", "co2e", "even", "matters")


def shown(lang: str = "en", **view: Any) -> Screen:
    return screen(View(lang=lang, **{**ENDS, **view}), process.catalog(), today=TODAY)


def asked(lang: str = "en", **view: Any) -> Asked:
    return asked_by(shown(lang, **view))


def with_class(tree: Node, name: str) -> list[Node]:
    return [node for node in nodes(tree)
            if name in str((node[1] or {}).get("class", "")).split()]


def texts(tree: Node, name: str) -> list[str]:
    return [text_of(node) for node in with_class(tree, name)]


def in_words(tree: Node) -> str:
    """All text with a space between elements, as a reader sees it."""
    if isinstance(tree, str):
        return tree
    return " ".join(in_words(child) for child in tree[2:])


@pytest.mark.parametrize("name", MINE)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("way", ["via-manzhouli", "sea-suez", "air", "rail-sea-dalian"])
def test_every_part_is_there_for_every_kind_of_way(name: str, lang: str, way: str) -> None:
    made = PARTS[name].show(asked(lang, way=way))
    assert text_of(made)
    assert "{" not in text_of(made)  # a gap nobody filled


@pytest.mark.parametrize("name", [name for name in MINE if name != "reach"])
def test_without_a_way_a_part_says_what_to_do(name: str) -> None:
    made = PARTS[name].show(asked(destination=None))
    assert text_of(made)


# --- when ----------------------------------------------------------------------------------------


def test_a_date_nobody_has_chosen_is_said() -> None:
    made = when.when_part(asked())
    assert "nobody has chosen a date: today and 7 days" in text_of(made)
    assert with_attribute(made, "data-testid")[1][1]["value"] == "2026-11-30"
    assert "nobody" not in text_of(when.when_part(asked(depart="2027-02-01")))


def test_both_sides_of_each_border_stand_with_their_clocks() -> None:
    made = when.when_part(asked(way="via-manzhouli"))
    rows = [node[1]["data-call"] for node in with_attribute(made, "data-call")]
    assert rows == ["cn-changchun", "cn-manzhouli ru-zabaikalsk", "by-brest pl-terespol",
                    "de-schwarzheide"]
    names = texts(made, "ruler-name")
    assert "UTC+8" in names[1]
    assert "UTC+9" in names[1]
    assert "Border" in names[1]
    assert "Border" not in names[3]
    assert len(with_class(made, "ruler-plot")) == 1 + 6  # the axis and each side


def test_both_sides_of_a_border_beyond_ten_days_say_one_date() -> None:
    made = when.when_part(asked(way="via-manzhouli"))
    brest = texts(made, "ruler-words")[2]
    assert "Terespol" not in brest
    assert "Brest" not in brest


@pytest.mark.parametrize(("ends", "words_"), [
    ({}, "Schwarzheide is UTC+1, 7 hours behind Changchun."),
    ({"origin": "de-schwarzheide", "destination": "cn-changchun"},
     "Changchun is UTC+8, 7 hours ahead of Schwarzheide."),
])
def test_how_far_the_clocks_of_both_ends_are_apart_is_said(ends: Any, words_: str) -> None:
    assert texts(when.when_part(asked(**ends)), "when-clocks") == [words_]


@pytest.mark.parametrize("way", ["via-manzhouli", "sea-suez"])
def test_the_dates_are_the_departure_and_the_days_of_the_answer(way: str) -> None:
    found = asked(way=way, depart="2026-12-01")
    assert found.chosen is not None
    assert found.chosen.days is not None
    days = found.chosen.days
    dates = [day_words(date(2026, 12, 1) + timedelta(days=int(one)), "en")
             for one in days_words(days.p10, days.p50, days.p90)]
    last = texts(when.when_part(found), "ruler-words")[-1]
    assert f"released {' – '.join(dates)}" in last
    assert f"released after {band_words(days, found.s)}" in last


def test_christmas_falls_into_the_band_in_germany() -> None:
    made = when.when_part(asked("en", way="via-manzhouli", depart="2026-12-05"))
    assert any("Christmas Day" in name for name in texts(made, "ruler-holiday-name"))


def test_border_hours_nobody_publishes_are_not_found() -> None:
    hours = texts(when.when_part(asked(way="via-manzhouli")), "ruler-hours")
    assert len(hours) == 2
    assert hours[1].endswith("not found")


def test_days_are_never_more_exact_than_half_a_day() -> None:
    found = asked(way="via-manzhouli")
    assert found.chosen is not None
    calls = ruler(found.chosen, date(2026, 11, 30), found.s.catalog)
    early, late = moment_words(calls[1].arrives, found.s), moment_words(calls[-1].leaves, found.s)
    assert "a.m." in early or "p.m." in early
    assert ":" not in early
    assert "m." not in late


def test_neighbouring_days_are_one_stretch() -> None:
    days = [date(2026, 12, day) for day in (5, 6, 12, 14, 15, 16)]
    assert [(one.day, last.day) for one, last in together(days)] == [(5, 6), (12, 12), (14, 16)]


def _translated() -> Screen:
    known = words("en")

    def say(message: str, /, **values: object) -> str:
        found = {"Christmas Day": "圣诞节", "{name} (day off in lieu)": "{name}（补假）"}
        return known(found.get(message, message), **values)

    return replace(shown("zh"), say=say)


@pytest.mark.parametrize(("name", "words_"), [
    ("Christmas Day", "圣诞节"), ("Christmas Day (observed)", "圣诞节（补假）"),
    ("Alternative holiday for Christmas Day", "圣诞节（补假）"), ("Boxing Day", None),
    ("Boxing Day (observed)", None), ("Epiphany", None),
])
def test_holidays_are_named_in_the_pages_language(name: str, words_: str | None) -> None:
    assert name_words(name, _translated()) == words_


def test_a_name_nobody_has_translated_is_marked_with_its_language() -> None:
    day = date(2026, 12, 26)
    node = holiday_name(Holiday("GB", day, day, "Boxing Day", "en"), _translated())
    assert node == ["span", {"lang": "en"}, "Boxing Day"]
    assert "Boxing Day" not in NAMES


# --- reach ---------------------------------------------------------------------------------------


def test_more_days_reach_more_terminals_and_none_beyond() -> None:
    few, many = (reach.reached_places(asked(within=days)) for days in ("5", "25"))
    assert {name for name, _cls in few} < {name for name, _cls in many}
    made = reach.reach_part(asked(within="5"))
    days = [float(node[1]["data-value"]) for node in with_attribute(made, "data-value")]
    assert days == sorted(days)
    assert max(days) <= 5


def test_by_air_is_only_counted_when_asked_for() -> None:
    ground, air = (dict(reach.reached_places(asked(within=days))) for days in ("8", "8-air"))
    assert "de-fra" not in ground
    assert "de-fra" in air


def test_what_is_closed_is_not_passed() -> None:
    free = {item.place for item in reach.terminals(asked())}
    shut = {item.place for item in reach.terminals(asked(avoid=("ru", "kz")))}
    assert "ru-novosibirsk" in free
    assert "ru-novosibirsk" not in shut


def test_before_any_origin_is_chosen_it_starts_in_changchun_and_says_so() -> None:
    found = asked(origin=None)
    assert reach.origin_of(found) == "cn-changchun"
    assert "no origin is chosen" in text_of(reach.reach_part(found))


@pytest.mark.parametrize(("within", "found"), [
    (None, (15, False)), ("6-air", (6, True)), ("99", (60, False)),
])
def test_the_limit_is_read_from_the_address(within: str | None, found: tuple[int, bool]) -> None:
    assert limits.days_of(within) == found


def test_the_slider_keeps_the_modes() -> None:
    view = View(within="6-air")
    assert ask(view, {"plan": "within", "value": "9"}).within == "9-air"
    assert ask(View(), {"plan": "within", "value": "15"}).within is None


# --- service -------------------------------------------------------------------------------------


def test_what_is_not_found_stands_where_an_answer_would() -> None:
    made = service.service_part(asked(way="via-manzhouli"))
    cards = {node[1]["data-subject"]: node for node in with_attribute(made, "data-subject")}
    assert "not found" in text_of(cards["de-schwarzheide:rail"])
    assert "9,800" not in text_of(made)  # what is no question of a booking is left out


def test_the_trains_of_the_lane_come_first_with_operator_and_frequency() -> None:
    made = service.service_part(asked(way="via-manzhouli", destination="de-hamburg"))
    first = with_attribute(made, "data-subject")[0]
    assert first[1]["data-subject"] == "cc-hamburg"  # to a terminal of the same city
    assert [text_of(node) for node in nodes(first) if node[0] == "dt"][:2] == [
        "Operator", "Departures"]
    assert in_words(first).count("not found") >= 2


def test_where_no_train_is_known_it_is_said() -> None:
    made = in_words(service.service_part(asked(way="via-erenhot")))
    assert "not found No source names a train service" in " ".join(made.split())
    by_sea = in_words(service.service_part(asked(way="air")))
    assert "train service" not in by_sea


def test_notices_are_dated_and_the_newest_comes_first() -> None:
    made = service.service_part(asked(way="via-manzhouli"))
    cards = {node[1]["data-subject"]: in_words(node)
             for node in with_attribute(made, "data-subject")}
    border = cards["x-manzhouli-zabaikalsk"]
    assert border.index("2023-03-11") < border.index("2022-01") < border.index("2020-12-08")


def test_every_answer_has_its_source() -> None:
    made = service.service_part(asked(way="via-manzhouli"))
    claims = with_class(made, "service-claim")
    assert claims
    assert all(with_class(claim, "source") for claim in claims)


# --- rules ---------------------------------------------------------------------------------------


def test_a_flight_is_not_under_rules_for_russian_roads() -> None:
    made = rules.rules_part(asked(way="air", cargo="20t-2teu-battery"))
    assert "rule-ru-road-ban" not in {node[1]["data-rule"]
                                      for node in with_attribute(made, "data-rule")}


def test_ticking_batteries_brings_their_rules_first() -> None:
    plain = with_attribute(rules.rules_part(asked()), "data-rule")
    marked = with_attribute(rules.rules_part(asked(cargo="20t-2teu-battery")), "data-rule")
    assert len(marked) > len(plain)
    assert "is-special" in marked[0][1]["class"]


@pytest.mark.parametrize(("flag", "there"), [("", True), ("-food", True), ("-battery", False)])
def test_a_rule_for_food_seals_is_not_for_batteries(flag: str, there: bool) -> None:
    made = rules.rules_part(asked(way="via-manzhouli", cargo=f"20t-2teu{flag}"))
    shown_ = [node[1]["data-rule"] for node in with_attribute(made, "data-rule")]
    assert ("rule-eaeu-navigation-seals" in shown_) is there


def test_ended_rules_are_folded_and_all_have_sources() -> None:
    made = rules.rules_part(asked(way="via-manzhouli"))
    folded = with_class(made, "rule-over")
    assert "rule-pl-by-closure-2025" in str(folded)
    assert all(with_class(item, "source") for item in with_class(made, "rule"))
    assert "no legal advice" in text_of(made)


# --- emissions -----------------------------------------------------------------------------------


def test_every_total_says_that_it_is_an_estimate() -> None:
    made = co2e.co2e_part(asked(way="via-manzhouli"))
    assert all("estimate" in text for text in texts(made, "co2e-figure"))
    assert "Total, estimate" in text_of(made)
    assert "ISO 14083" in text_of(made)


def test_a_part_that_is_unknown_is_not_a_dash() -> None:
    rail = co2e.co2e_part(asked(way="via-manzhouli"))
    assert "unknown" in text_of(with_class(rail, "co2e-table")[0])
    sea = co2e.co2e_part(asked(way="sea-suez"))
    assert "unknown" not in text_of(with_class(sea, "co2e-table")[0])


def test_the_legs_add_up_to_the_way() -> None:
    found = asked(way="sea-suez")
    assert found.chosen is not None
    foot = text_of(next(node for node in nodes(co2e.co2e_part(found)) if node[0] == "tfoot"))
    assert f"{round(found.chosen.km):,}" in foot


def test_every_factor_has_its_source_and_year() -> None:
    table = with_class(co2e.co2e_part(asked(way="sea-suez")), "factor-table")[0]
    rows = with_attribute(table, "data-claim")
    factors = [row for row in rows if row[0] == "tr"]
    assert len(factors) > 3
    assert all(with_class(row, "source") for row in factors)


def test_overlap_of_rail_and_sea_is_said_both_ways() -> None:
    s = shown()
    one, other = Span(1, 2, 4), Span(3, 5, 6)
    assert "overlap: sources do not agree" in co2e.overlap_words([("rail", one), ("sea", other)], s)
    apart = co2e.overlap_words([("rail", one), ("sea", Span(5, 6, 7))], s)
    assert "do not overlap" in apart
    assert co2e.overlap_words([("rail", one), ("air", other)], s) == ""


# --- break-even ----------------------------------------------------------------------------------


def priced(found: Asked, prices: dict[str, float]) -> Asked:
    assert found.plan is not None

    def of(item: Alternative) -> Alternative:
        usd = prices.get(item.id)
        return item if usd is None else replace(item, cost=replace(
            item.cost, usd=usd, low=usd, high=usd, basis="own", reason=None))

    alternatives = tuple(of(item) for item in found.plan.alternatives)
    return replace(found, plan=Plan(found.plan.query, alternatives), chosen=alternatives[0])


PRICES = {"via-manzhouli": 7000.0, "sea-suez": 3000.0, "air": 60000.0}


def test_a_missing_price_is_said_and_how_to_enter_one() -> None:
    made = even.even_part(asked())
    assert texts(made, "even-figure") == ["cannot be computed", "cannot be computed"]
    assert "no published cost" in text_of(made)
    assert "office can enter own quotes" in text_of(made) or "Enter an own quote" in text_of(made)


def test_with_prices_the_value_stands_with_its_band_and_chart() -> None:
    made = even.even_part(priced(asked(cargo="20t-2teu-90000usd"), PRICES))
    figures = texts(made, "even-figure")
    assert all(figure.startswith("USD ") and figure.endswith("estimate") for figure in figures)
    assert "Band: USD" in text_of(made)
    assert with_class(made, "cost-plot")
    assert "This cargo: USD 90,000 per FEU. Lowest total: " in text_of(made)


def test_the_rate_is_our_assumption_until_it_is_changed() -> None:
    assert "8 % a year: our assumption" in text_of(even.even_part(asked()))
    assert "5 % a year, as entered" in text_of(even.even_part(asked(rate="5")))
    cheap = even.even_part(priced(asked(rate="4"), PRICES))
    dear = even.even_part(priced(asked(), PRICES))
    assert texts(cheap, "even-figure") != texts(dear, "even-figure")


@pytest.mark.parametrize(("typed", "kept"), [("5", "5"), ("8", None), ("", None), ("7.25", "7.2")])
def test_a_rate_is_kept_in_the_address(typed: str, kept: str | None) -> None:
    assert ask(View(rate="6"), {"plan": "rate", "value": typed}).rate == kept


@pytest.mark.parametrize("typed", ["nan", "-1", "51", "much"])
def test_a_rate_that_cannot_be_meant_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        limits.rate_text(typed)


# --- what matters --------------------------------------------------------------------------------


def test_assumed_inputs_are_left_out_and_counted() -> None:
    made = matters.matters_part(asked(way="via-manzhouli"))
    assert "inputs are our own assumptions and are left out" in text_of(made)
    assert with_class(made, "tornado-plot")


def test_every_input_has_a_row_with_its_sources() -> None:
    made = matters.matters_part(asked(way="via-manzhouli"))
    rows = with_attribute(made, "data-input")
    assert len(rows) >= 3
    assert all(with_class(row, "source") for row in rows)


def test_the_inputs_left_out_are_named_and_days_are_half_or_whole() -> None:
    made = matters.matters_part(asked(way="via-manzhouli"))
    assert "Loading at Changchun" in texts(made, "matters-left")[0]
    for words_ in texts(made, "tornado-row"):
        found = re.findall(r"([0-9.]+) d\b", words_)
        assert len(found) == 2
        assert all(float(day) % 0.5 == 0 for day in found)


# --- evidence ------------------------------------------------------------------------------------


def test_a_claim_is_found_by_its_id_and_one_there_is_not_left_out() -> None:
    catalog = process.catalog()
    found = claims_of(["rail-ru.speed.1", "rail-ru.speed.99", "nobody.speed.1"], catalog)
    assert [claim.id for claim, _fact in found] == ["rail-ru.speed.1"]
    assert list(sources_of(["nobody.speed.1"], shown())) == []


# --- the same on the map -------------------------------------------------------------------------


def told(found: Asked) -> dict[str, Any]:
    ways = with_reached(ways_on_map(found), found)
    assert ways is not None
    return {mark["id"]: mark for mark in ways_json(ways, courses(found.s.catalog), None)["marks"]}


def test_while_reach_is_open_its_terminals_carry_their_days_on_the_map() -> None:
    marks = told(asked(tab="reach", within="20", way="via-manzhouli"))
    assert marks["ru-novosibirsk"]["symbol"] == "disc"
    assert marks["ru-novosibirsk"]["mark"].isdigit()
    assert marks["de-schwarzheide"]["symbol"] != "disc"  # the end of the way stays what it is
    reached = dict(reach.reached_places(asked(tab="reach", within="20")))
    assert set(reached) <= set(marks)


def test_with_another_part_open_the_map_is_as_it_was() -> None:
    found = asked(tab="when")
    assert with_reached(None, found) is None
    assert told(found)["ru-novosibirsk"]["symbol"] == "dot"


def test_before_both_ends_are_chosen_the_terminals_are_marked_alone() -> None:
    marks = told(asked(destination=None, tab="reach", within="5"))
    assert {mark["symbol"] for mark in marks.values()} == {"disc"}


@pytest.mark.parametrize("query", [{"within": "6-air"}, {"within": "15"}, {"rate": "7.5"}])
def test_limit_and_rate_stand_in_the_address(query: dict[str, str]) -> None:
    view, notices = View.from_query(query)
    assert notices == []
    assert {name: view.to_query()[name] for name in query} == query


@pytest.mark.parametrize("query", [{"within": "0"}, {"within": "15-sea"}, {"rate": "-1"},
                                   {"rate": "much"}])
def test_what_cannot_be_meant_is_dropped_and_said(query: dict[str, str]) -> None:
    view, notices = View.from_query(query)
    assert view == View()
    assert [notice.key for notice in notices] == list(query)
