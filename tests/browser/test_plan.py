"""A planner at work: ends in any script, closures, what if, all in the address."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

HAMBURG = "/routes?from=cn-changchun&to=de-hamburg&lang=en"
WIDE = (1920, 1080)
MANZHOULI = "x-manzhouli-zabaikalsk"


def ways(visitor: Visitor) -> list[str]:
    """Ids of the alternatives in their order."""
    found = visitor.page.locator("[data-way]").evaluate_all(
        "rows => rows.map(row => row.dataset.way)")
    return list(found)


def first_by_rail(visitor: Visitor) -> str:
    return next((way for way in ways(visitor) if way.startswith("via-")), "")


def days_of(visitor: Visitor, way: str) -> float:
    """P50 of an alternative."""
    shown = visitor.page.locator(f"[data-way='{way}'] [data-fact=days]").get_attribute("data-value")
    return float((shown or "//").split("/")[1] or "nan")


def test_changchun_to_hamburg_from_the_offer_of_the_page(visit: Visit) -> None:
    visitor = visit("/routes?lang=en", size=WIDE)
    visitor.page.get_by_role("link", name="Changchun – Hamburg").click()
    visitor.query_becomes(**{"from": "cn-changchun", "to": "de-hamburg"})
    expect(visitor.page.get_by_test_id("plan-answers")).to_contain_text("Rail via Manzhouli")
    assert len(ways(visitor)) >= 8


@pytest.mark.parametrize("size", [WIDE, (1366, 768)])
def test_from_the_offer_the_map_shows_the_way_and_writes_no_extent(
    visit: Visit, size: tuple[int, int]
) -> None:
    visitor = visit("/routes?lang=en", size=size)
    visitor.page.get_by_role("link", name="Changchun – Hamburg").click()
    visitor.query_becomes(**{"from": "cn-changchun", "to": "de-hamburg"})
    expect(visitor.page.locator("[data-way]").first).to_be_visible()
    visitor.page.wait_for_timeout(2500)  # late moves of the map, and what puts a key back
    assert "bbox" not in visitor.query
    west, south, east, north = visitor.extent()
    assert west < 12
    assert east > 125
    assert south < 44
    assert north > 53
    visitor.drag(120, 0)
    visitor.becomes("the reader's own extent", lambda: "bbox" in visitor.query)


@pytest.mark.parametrize("typed", ["汉堡", "Hamburg", "hambrug", "Гамбург"])
def test_an_end_is_found_in_any_script_and_with_a_slip(visit: Visit, typed: str) -> None:
    visitor = visit("/routes?from=cn-changchun&lang=en")
    field = visitor.page.get_by_test_id("plan-to")
    field.fill(typed)
    expect(visitor.page.get_by_test_id("search-result").first).to_contain_text("Hamburg")
    field.press("Enter")
    visitor.query_becomes(to="de-hamburg")
    expect(visitor.page.locator("[data-way]").first).to_be_visible()


def test_manzhouli_closes_and_another_border_takes_over(visit: Visit) -> None:
    visitor = visit(HAMBURG, size=WIDE)
    assert first_by_rail(visitor) == "via-manzhouli"
    visitor.page.get_by_role("button", name="Close a border").click()
    visitor.page.get_by_role("menuitemcheckbox", name="Manzhouli–Zabaikalsk", exact=True).click()
    visitor.query_becomes(avoid=MANZHOULI)
    expect(visitor.page.locator("[data-way='via-manzhouli']")).to_have_count(0)
    expect(visitor.page.locator("[data-way='via-erenhot']")).to_be_visible()
    expect(visitor.page.locator("[data-way][aria-current=true]")).to_have_count(1)
    visitor.page.go_back()
    expect(visitor.page.locator("[data-way='via-manzhouli']")).to_have_count(1)


def test_a_click_on_a_way_chooses_it_and_the_link_shows_it_again(visit: Visit) -> None:
    visitor = visit(HAMBURG, size=WIDE)
    visitor.page.locator("[data-way='via-erenhot'] .way-name").click()
    visitor.query_becomes(way="via-erenhot")
    chosen = visitor.page.locator("[data-way='via-erenhot'][aria-current=true]")
    expect(chosen).to_contain_text("Erenhot")
    again = visit(visitor.page.url.removeprefix(visitor.server.url), size=WIDE)
    expect(again.page.locator("[data-way='via-erenhot'][aria-current=true]")).to_be_visible()


def test_a_slider_makes_the_stay_longer_at_once(visit: Visit) -> None:
    visitor = visit(f"{HAMBURG}&tab=what", size=WIDE)
    before = days_of(visitor, "via-manzhouli")
    slider = visitor.page.get_by_test_id(f"what-dwell-{MANZHOULI}")
    slider.fill("3")
    visitor.query_becomes(what=f"dwell:{MANZHOULI}:3")
    visitor.becomes("more days", lambda: days_of(visitor, "via-manzhouli") > before)
    visitor.page.get_by_role("link", name="As it is").click()
    visitor.query_becomes(what=None)
    visitor.becomes("as before", lambda: days_of(visitor, "via-manzhouli") == before)


def test_a_preset_says_what_it_assumes(visit: Visit) -> None:
    visitor = visit(f"{HAMBURG}&tab=what", size=WIDE)
    preset = visitor.page.locator(".what-if [data-preset='preset-suez-closed']")
    expect(preset).to_contain_text("Cape")
    preset.click()
    visitor.query_becomes(what="preset-suez-closed")
    expect(visitor.page.locator("[data-way='sea-suez']")).to_have_count(0)


def test_cargo_and_dates_are_typed_and_stay(visit: Visit) -> None:
    visitor = visit(HAMBURG, size=WIDE)
    visitor.page.get_by_role("button", name=re.compile("^Cargo")).click()
    visitor.page.get_by_test_id("plan-usd").fill("90000")
    visitor.page.get_by_test_id("plan-usd").press("Tab")
    visitor.query_becomes(cargo="20t-2teu-90000usd")
    visitor.page.get_by_label("Lithium batteries").check()
    visitor.query_becomes(cargo="20t-2teu-90000usd-battery")
    visitor.page.get_by_role("button", name=re.compile("^Dates")).click()
    visitor.page.get_by_test_id("plan-depart").fill("2026-12-01")
    visitor.query_becomes(depart="2026-12-01")
    visitor.page.get_by_test_id("plan-by").fill("2027-03-01")
    visitor.query_becomes(by="2027-03-01")
    expect(visitor.page.locator("[data-way='via-manzhouli']")).to_contain_text("in time")


def test_a_value_just_typed_is_taken_with_the_tick_after_it(visit: Visit) -> None:
    visitor = visit(HAMBURG, size=WIDE)
    visitor.page.get_by_role("button", name=re.compile("^Cargo")).click()
    visitor.page.get_by_test_id("plan-t").fill("18")
    visitor.page.get_by_test_id("plan-usd").fill("90000")
    # A quick hand: what the field tells of itself and the tick come one upon the other.
    visitor.page.get_by_label("Lithium batteries").evaluate("box => { box.focus(); box.click(); }")
    visitor.query_becomes(cargo="18t-2teu-90000usd-battery")
    expect(visitor.page.get_by_role("button", name=re.compile("^Cargo"))).to_contain_text("90,000")


def test_a_value_just_typed_is_taken_with_the_way_chosen_after_it(visit: Visit) -> None:
    visitor = visit(HAMBURG, size=WIDE)
    visitor.page.get_by_role("button", name=re.compile("^Cargo")).click()
    visitor.page.get_by_test_id("plan-usd").fill("90000")
    row = visitor.page.locator("[data-way='via-erenhot'] .way-name")
    row.evaluate("link => { document.activeElement.blur(); link.click(); }")
    visitor.query_becomes(cargo="20t-2teu-90000usd", way="via-erenhot")


def test_ticking_a_border_leaves_the_menu_open_for_the_next(visit: Visit) -> None:
    visitor = visit(HAMBURG, size=WIDE)
    visitor.page.get_by_role("button", name="Close a border").click()
    visitor.page.get_by_role("menuitemcheckbox", name="Manzhouli–Zabaikalsk", exact=True).click()
    visitor.query_becomes(avoid=MANZHOULI)
    visitor.page.get_by_role("menuitemcheckbox", name="Malacca").click()
    visitor.query_becomes(avoid=f"{MANZHOULI},malacca")


def test_two_ticks_in_a_row_both_count(visit: Visit) -> None:
    visitor = visit(HAMBURG, size=WIDE)
    visitor.page.get_by_role("button", name="Close a border").click()
    visitor.run("""() => { for (const id of ['malacca', 'x-manzhouli-zabaikalsk'])
        document.querySelector(`[data-close="${id}"]`).click(); }""")
    visitor.becomes("both closed", lambda: set(
        visitor.query.get("avoid", "").split(",")) == {"malacca", MANZHOULI})
    expect(visitor.page.locator("[data-close=malacca]")).to_have_attribute("aria-checked", "true")
    visitor.page.locator("[data-close=malacca]").click()
    visitor.query_becomes(avoid=MANZHOULI)


BOXES = """() => [...document.querySelectorAll('.plan-end, .plan-end input')].map(
    place => { const box = place.getBoundingClientRect(); return [box.left, box.right]; })"""


@pytest.mark.parametrize("size", [WIDE, (1366, 768)])
def test_from_and_to_stay_as_they_are_when_the_page_is_renewed(
    visit: Visit, size: tuple[int, int]
) -> None:
    visitor = visit(HAMBURG, size=size)
    before = visitor.run(BOXES)
    assert before[0][1] <= before[2][0]  # one beside the other
    visitor.page.locator(".plan-parts [role=tab]").nth(2).click()
    visitor.page.locator("[data-way='via-erenhot'] .way-name").click()
    visitor.query_becomes(way="via-erenhot")
    visitor.becomes("the same boxes", lambda: visitor.run(BOXES) == before)
    visitor.page.get_by_role("button", name="Close a border").click()
    visitor.page.get_by_role("menuitemcheckbox", name="Malacca").click()
    visitor.query_becomes(avoid="malacca")
    after = visitor.run(BOXES)
    assert after[0][1] <= after[2][0]
    for box, field in (after[:2], after[2:]):  # no field reaches beyond its box
        assert box[0] < field[0] < field[1] <= box[1]
        assert field[1] - field[0] > 80


def test_the_ends_swap(visit: Visit) -> None:
    visitor = visit(HAMBURG, size=WIDE)
    visitor.page.get_by_role("link", name="Swap from and to").click()
    visitor.query_becomes(**{"from": "de-hamburg", "to": "cn-changchun"})
    expect(visitor.page.get_by_test_id("plan-from")).to_have_value("Hamburg")
    expect(visitor.page.locator("[data-way='via-manzhouli']")).to_be_visible()


def test_no_route_offers_what_to_open_again(visit: Visit) -> None:
    visitor = visit(f"{HAMBURG}&avoid=ru,kz,suez,cape,panama,cn-beijing,malacca")
    none = visitor.page.get_by_test_id("plan-no-route")
    expect(none).to_contain_text("No route")
    none.get_by_role("link", name="Russia").click()
    expect(visitor.page.locator("[data-way='via-manzhouli']")).to_be_visible()


def test_a_wrong_link_is_said_and_the_rest_is_shown(visit: Visit) -> None:
    visitor = visit(f"{HAMBURG}&avoid=no-such-border&cargo=lots&depart=soon")
    expect(visitor.page.get_by_text("no-such-border")).to_be_visible()
    expect(visitor.page.get_by_text("cargo=lots")).to_be_visible()
    expect(visitor.page.get_by_text("depart=soon")).to_be_visible()
    expect(visitor.page.locator("[data-way]").first).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, (1366, 768), (390, 844)])
@pytest.mark.parametrize("theme", ["light", "hall"])
def test_no_word_of_a_row_is_cut(visit: Visit, size: tuple[int, int], theme: str) -> None:
    dates = "depart=2026-12-01&by=2027-01-10&cargo=20t-2teu-battery"
    visitor = visit(f"{HAMBURG}&theme={theme}&{dates}", size=size)
    expect(visitor.page.locator("[data-way='sea-suez'] .way-rule")).to_have_count(2)
    cut = visitor.run("""() => [...document.querySelectorAll('.way-head > *, .way-figures > *')]
        .filter(part => part.scrollWidth > part.clientWidth + 1
            && getComputedStyle(part).display !== 'inline').map(part => part.textContent)""")
    assert cut == []
    split = visitor.run("""() => [...document.querySelectorAll('.way')].filter(row => {
        const [km, co2e] = [...row.querySelectorAll('[data-fact=km], [data-fact=co2e]')].map(
            part => part.getBoundingClientRect());
        return co2e && Math.abs(km.bottom - co2e.bottom) > 6; }).map(row => row.dataset.way)""")
    assert size[0] < 800 or split == []
    visitor.page.locator("[data-way='sea-suez'] .way-rule[data-rule]").click()
    visitor.query_becomes(way="sea-suez", tab="rules")
    expect(visitor.page.get_by_test_id("plan-rules")).to_be_visible()


def test_a_container_too_heavy_is_warned_of_and_bars_nothing(visit: Visit) -> None:
    visitor = visit(f"{HAMBURG}&cargo=60t-2teu")
    expect(visitor.page.get_by_test_id("plan-limit")).to_contain_text("21 t")
    expect(visitor.page.locator("[data-way='via-manzhouli']")).to_be_visible()


def test_the_planner_fits_a_phone(visit: Visit) -> None:
    visitor = visit(HAMBURG, size=(390, 844))
    wide = visitor.run("() => document.documentElement.scrollWidth")
    assert wide <= 390
    expect(visitor.page.locator("[data-way='via-manzhouli']")).to_be_visible()
    visitor.page.get_by_role("button", name="Close a border").click()
    entry = visitor.page.get_by_role("menuitemcheckbox", name="Manzhouli–Zabaikalsk", exact=True)
    box = entry.bounding_box()
    assert box
    assert box["height"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
