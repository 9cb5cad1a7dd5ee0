"""The planner on the routes page: the question of an address, its answers, what if."""

from dataclasses import replace
from typing import Any

import pytest

from atlas import process
from atlas.maps.element import Node, text_of
from atlas.maps.searching import fold, index_of
from atlas.maps.view import View
from atlas.routing.cost import Cost
from atlas.routing.plan import Alternative, graph_of
from atlas.routing.rules import touching
from atlas.routing.said import said
from pages.widgets.map_view import BEHIND_A_WAY
from pages.widgets.plan.answers import band_of, price_words, shown_of
from pages.widgets.plan.asking import asked as ask
from pages.widgets.plan.box_limit import box_warning
from pages.widgets.plan.closing import close_menu
from pages.widgets.plan.details import details
from pages.widgets.plan.link import changed
from pages.widgets.plan.measures import best_of, chance_words, km_by_basis, sentences
from pages.widgets.plan.on_map import on_map
from pages.widgets.plan.parts import PARTS
from pages.widgets.plan.places import ends
from pages.widgets.plan.question import Asked, asked_by, is_asked
from pages.widgets.plan.row_marks import marks, rule_marks
from pages.widgets.plan.what_if import what_if_part
from pages.widgets.wording import Screen, screen
from tests.pages.routes_page import page

ENDS = {"origin": "cn-changchun", "destination": "de-schwarzheide"}
MANZHOULI = "x-manzhouli-zabaikalsk"


def shown(lang: str = "en", **view: Any) -> Screen:
    return screen(View(lang=lang, **{**ENDS, **view}), process.catalog())


def asked(**view: Any) -> Asked:
    return asked_by(shown(**view))


def way(found: Asked, name: str) -> Alternative:
    return next(item for item in found.alternatives if item.id == name)


def nodes(tree: Node) -> list[list[Any]]:
    if isinstance(tree, str):
        return []
    return [tree, *(found for child in tree[2:] for found in nodes(child))]


def with_attribute(tree: Node, name: str) -> list[list[Any]]:
    return [node for node in nodes(tree) if name in (node[1] or {})]


def test_without_ends_the_page_shows_the_line_and_offers_to_plan() -> None:
    made = page(lang="en")
    links = [node[1]["href"] for node in with_attribute(made["route-title"]["tree"], "href")]
    assert any("from=cn-changchun&to=de-schwarzheide" in link for link in links)
    assert "route-strip" in made


def test_with_ends_the_page_shows_every_way_side_by_side() -> None:
    made = page(**{"from": "cn-changchun", "to": "de-schwarzheide", "lang": "en"})
    pane = made["route-pane"]["tree"]
    ids = [node[1]["data-way"] for node in with_attribute(pane, "data-way")]
    assert {"via-manzhouli", "via-erenhot", "sea-suez", "air"} <= set(ids)
    assert "route-strip" not in made
    assert made["map-main"]["kind"] == "map"


def test_one_end_alone_asks_for_the_other() -> None:
    pane = page(**{"from": "cn-changchun", "lang": "en"})["route-pane"]["tree"]
    assert "Choose where" in text_of(pane)
    assert is_asked(shown(destination=None))
    assert asked(destination=None).plan is None


def test_what_the_planner_does_not_know_is_said_and_left_out() -> None:
    found = asked(avoid=("no-such-border", "ru"), cargo="20t-lots", what=("no-preset",))
    assert len(found.said) == 3
    assert found.query is not None
    assert found.query.avoid == ("RU",)
    assert found.query.cargo.tonnes == 20
    assert asked(origin="no-such-place").query is None
    assert "no-such-place" in asked(origin="no-such-place").said[0]


def test_a_tab_there_is_none_of_is_said() -> None:
    made = page(**{"from": "cn-changchun", "to": "de-hamburg", "lang": "en", "tab": "weather"})
    assert "tab=weather" in text_of(made["route-title"]["tree"])
    assert "plan-parts" in made


def test_the_first_choice_is_the_quickest_that_does_not_fly() -> None:
    found = asked()
    assert found.chosen is way(found, "via-manzhouli")
    assert asked(way="air").chosen.id == "air"  # type: ignore[union-attr]


def test_a_way_that_is_closed_gives_place_to_another_and_says_so() -> None:
    found = asked(way="via-manzhouli", avoid=(MANZHOULI,))
    assert found.chosen is not None
    assert found.chosen.id != "via-manzhouli"
    assert "via-manzhouli" in found.said[0]


def test_all_ways_share_one_axis_that_holds_them() -> None:
    made = shown_of(asked())
    bands = [band for item in made.asked.alternatives if (band := band_of(item))]
    assert len(bands) > 6
    assert max(band.p90 for band in bands) <= made.axis.end


def test_published_days_of_the_lane_stand_on_the_same_axis() -> None:
    published = shown_of(asked()).published
    own = [(one.low, one.high) for one in published["via-manzhouli"] if not one.nearby]
    assert own == [(14, 14)]
    assert published["air"] == []


def test_what_is_published_for_lanes_close_by_names_its_lane() -> None:
    nearby = [one for one in shown_of(asked()).published["via-manzhouli"] if one.nearby]
    assert any("Hamburg" in one.words for one in nearby)
    assert not any("Moscow" in one.words for one in nearby)


def test_kilometres_are_split_by_how_they_are_known() -> None:
    found = asked()
    item = way(found, "via-manzhouli")
    assert sum(km_by_basis(item, found.s.catalog).values()) == pytest.approx(item.km)


def test_the_quickest_is_marked_and_nothing_is_cheapest_without_prices() -> None:
    found = asked()
    best = best_of(found.alternatives)
    assert best["days"] == found.alternatives[0].id
    assert "cost" not in best or way(found, best["cost"]).cost.usd is not None


def emitting(item: Alternative, low: float, high: float) -> Alternative:
    range_of = replace(item.emissions, low=low, central=(low + high) / 2, high=high)
    return replace(item, emissions=range_of)


def test_least_co2e_is_only_the_one_whose_range_lies_below_all_others() -> None:
    found = asked()
    first, second, *_ = found.alternatives
    apart = [emitting(first, 100, 200), emitting(second, 201, 400)]
    assert best_of(apart)["co2e"] == first.id
    touching = [emitting(first, 100, 200), emitting(second, 200, 400)]
    assert "co2e" not in best_of(touching)
    assert "co2e" not in best_of(apart[:1])


def quoted(found: Asked, count: int, basis: Any = "own") -> Asked:
    """The same answer with a price for the first of the ways."""
    assert found.plan is not None
    none = Cost(None, reason=said("no price was found"))
    ways = tuple(replace(item, cost=Cost(5000.0, basis=basis) if at < count else none)
                 for at, item in enumerate(found.alternatives))
    return replace(found, plan=replace(found.plan, alternatives=ways))


def test_the_foot_says_for_how_many_ways_there_is_a_price() -> None:
    found = asked()
    count = len(found.alternatives)
    assert price_words(quoted(found, 0)) == "cannot be computed: no price was found"
    assert price_words(quoted(found, 3)) == (
        f"own quotes for 3 of {count} ways; none for the others: no price was found")
    assert price_words(quoted(found, 1, "published")).startswith(f"prices for 1 of {count} ways")
    assert price_words(quoted(found, count)) == ""


def rule_links(item: Alternative, found: Asked) -> list[Any]:
    made = rule_marks(item, found)
    return with_attribute(made, "data-rules") if made else []


def test_a_row_counts_the_rules_for_its_cargo_and_leads_to_them() -> None:
    plain = asked()
    item = way(plain, "via-manzhouli")
    assert rule_links(item, plain) == []
    marked = asked(cargo="20t-2teu-battery")
    item = way(marked, "via-manzhouli")
    assert marked.query is not None
    rules = touching(marked.query, item.steps, marked.s.catalog, today=marked.s.today)
    count = sum("battery" in one.flags and one.state != "over" for one in rules)
    assert count > 0
    [link] = rule_links(item, marked)
    assert link[1]["data-rules"] == str(count)
    assert link[1]["act"]["set"] == {"way": "via-manzhouli", "tab": "rules", "sel": "", "at": ""}


def test_the_way_through_suez_says_that_ships_go_round_the_cape() -> None:
    found = asked(destination="de-hamburg")
    words = text_of(rule_marks(way(found, "sea-suez"), found) or [])
    assert "Cape" in words
    assert "2026" in words
    assert rule_marks(way(found, "sea-cape"), found) is None


def test_a_container_too_heavy_is_said_with_the_published_limit() -> None:
    heavy = asked(cargo="60t-2teu")
    made = box_warning(heavy)
    assert made is not None
    assert "60 t in each forty-foot container" in text_of(made)
    assert "published limit: 21 t" in text_of(made)
    assert len(heavy.alternatives) == len(asked().alternatives)  # it bars nothing
    assert box_warning(asked(cargo="60t-6teu")) is None
    assert box_warning(asked(cargo="60t-0teu")) is None


def with_trips(item: Alternative, count: int) -> Alternative:
    assert item.days is not None
    return replace(item, days=replace(item.days, n_own=count))


def test_days_of_own_trips_say_of_how_many_and_no_assumption() -> None:
    found = asked()
    item = with_trips(way(found, "via-manzhouli"), 9)
    assert "9 own trips" in " ".join(text_of(one) for one in marks(item, {}, found.s))
    words = text_of(details(item, found, []))
    assert "9 own trips" in words
    assert "rest on an assumption" not in words
    assert "rest on an assumption" in text_of(details(with_trips(item, 0), found, []))


def test_sentences_end_as_the_language_ends_them() -> None:
    english, chinese = shown(), shown(lang="zh")
    assert sentences(("途中换轨", "公布值：14 天", ""), chinese) == "途中换轨。公布值：14 天。"
    assert sentences(("Change of gauge", "None found."), english) == "Change of gauge. None found."
    found = asked_by(chinese)
    for item in found.alternatives:
        assert ". " not in text_of(details(item, found, []))


def test_presets_that_close_nothing_are_not_counted_as_closed() -> None:
    button = text_of(close_menu(asked(what=("preset-winter", "preset-suez-closed"), avoid=("kz",))))
    assert button.startswith("Closed: 2 · What if: 1")
    assert text_of(close_menu(asked(what=("preset-winter",)))).startswith("What if: 1")


def test_without_a_way_the_map_shows_none() -> None:
    closed = ("ru", "kz", "suez", "cape", "panama", "cn-beijing", "malacca")
    assert on_map(asked(avoid=closed)).view.layers == BEHIND_A_WAY
    assert on_map(asked(avoid=closed, layers=("line",))).view.layers == ("line",)
    assert on_map(asked()).view.layers is None


def test_the_probability_to_arrive_needs_both_dates() -> None:
    late = asked(depart="2026-12-01", by="2027-06-01")
    assert "more than 99" in chance_words(way(late, "via-manzhouli"), late.s)
    soon = asked(depart="2026-12-01", by="2026-12-03")
    assert "less than 1" in chance_words(way(soon, "via-manzhouli"), soon.s)
    assert chance_words(way(asked(depart="2026-12-01"), "via-manzhouli"), late.s) == ""


def test_every_assumption_inside_a_band_is_said() -> None:
    found = asked()
    for item in found.alternatives:
        words = text_of(details(item, found, []))
        assumed = [hours for hours in item.hours if hours is not None and hours.basis == "assumed"]
        assert all(hours.why.to(found.s.say, "en") in words for hours in assumed)
        if item.days is not None:
            assert item.days.hatched == bool(assumed)


def test_no_route_names_what_to_take_back() -> None:
    found = asked(avoid=("ru", "kz", "suez", "cape", "panama", "cn-beijing", "malacca"))
    assert found.plan is not None
    assert found.alternatives == ()
    assert ("RU",) in found.plan.relax


def test_one_place_is_no_trip() -> None:
    pane = page(**{"from": "cn-changchun", "to": "cn-changchun", "lang": "en"})["route-pane"]["tree"]
    assert "same place" in text_of(pane)


def test_the_menu_closes_borders_passages_countries_and_presets() -> None:
    menu = close_menu(asked())
    names = {node[1]["data-close"] for node in with_attribute(menu, "data-close")}
    assert {MANZHOULI, "suez", "ru"} <= names
    presets = with_attribute(menu, "data-preset")
    catalog = process.catalog()
    assert len(presets) == len(catalog.network.presets)
    for node in presets:
        preset = catalog.network.presets[node[1]["data-preset"]]
        assert preset.assumption.to("en").text in text_of(node)


def test_what_is_closed_is_ticked_and_one_click_opens_it() -> None:
    menu = close_menu(asked(avoid=(MANZHOULI, "suez")))
    ticked = next(node for node in with_attribute(menu, "data-close")
                  if node[1]["data-close"] == MANZHOULI)
    assert ticked[1]["aria-checked"] == "true"
    assert "avoid=suez" in ticked[1]["href"]
    view = ask(View(avoid=(MANZHOULI, "suez")), {**ticked[1]["act"], "checked": False})
    assert view.avoid == ("suez",)


def test_a_link_changes_the_question_and_keeps_the_rest() -> None:
    made = changed(shown(way="air").view, avoid=("ru",), way=None)
    assert made["act"]["set"] == {"avoid": "ru", "way": ""}
    assert "from=cn-changchun" in made["href"]
    assert "way" not in made["href"]


def test_the_sliders_are_those_of_the_chosen_way() -> None:
    fields = {node[1]["data-testid"] for node in nodes(what_if_part(asked())) if node[0] == "input"}
    assert {f"what-dwell-{MANZHOULI}", "what-dwell-*", "what-running-rail-ru"} <= fields


def test_a_slider_that_was_moved_stays_in_sight_on_another_way() -> None:
    made = what_if_part(asked(way="air", what=(f"dwell:{MANZHOULI}:3", "running:rail-kz:1.2")))
    values = {node[1]["data-testid"]: node[1]["value"] for node in nodes(made)
              if node[0] == "input"}
    assert values[f"what-dwell-{MANZHOULI}"] == "3"
    assert values["what-running-rail-kz"] == "1.2"


def test_a_longer_stay_makes_the_way_longer_and_no_other_quicker() -> None:
    usual, longer = asked(), asked(what=(f"dwell:{MANZHOULI}:3",))
    for item in usual.alternatives:
        then = way(longer, item.id)
        if item.days and then.days:
            assert then.days.p50 >= item.days.p50 - 1e-6
    before, after = (way(found, "via-manzhouli").days for found in (usual, longer))
    assert before is not None
    assert after is not None
    assert after.p50 > before.p50


@pytest.mark.parametrize("name", [name for name, part in PARTS.items() if part.there])
def test_every_part_opens_from_the_address(name: str) -> None:
    made = page(**{"from": "cn-changchun", "to": "de-schwarzheide", "lang": "en", "tab": name})
    bodies = with_attribute(made["plan-parts"]["tree"], "role")
    assert [node[1]["data-part"] for node in bodies if node[1]["role"] == "tabpanel"] == [name]


def test_every_place_a_cargo_can_stand_at_is_searched_in_every_script() -> None:
    s = shown()
    items = {item["id"]: item for item in index_of(ends(s.catalog), s.phrasing)["items"]}
    assert set(items) == set(graph_of(s.catalog).ground)
    names = ("汉堡", "Hamburg", "함부르크", "Гамбург")
    assert {fold(name) for name in names} <= set(items["de-hamburg"]["hay"])
