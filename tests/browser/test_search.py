"""Search finds a place in any script, by initials and with a typing error, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

QUERIES = {
    "满洲里": "cn-manzhouli",
    "Manzhouli": "cn-manzhouli",
    "Маньчжурия": "cn-manzhouli",
    "만저우리": "cn-manzhouli",
    "mzl": "cn-manzhouli",
    "manzholi": "cn-manzhouli",  # a letter lost
    "manzhuoli": "cn-manzhouli",  # two letters swapped
    "zhonghan": "park-rok",
    "中德": "park-germany",
    "古巴": "park-cuba",  # by the partner's country
    "Малашевичи": "pl-malaszewicze",
    "malaszewicze": "pl-malaszewicze",  # without its accents
    "乌兰巴托": "mn-ulaanbaatar",
    "Улаанбаатар": "mn-ulaanbaatar",
    "울란바토르": "mn-ulaanbaatar",
    "ulanbator": "mn-ulaanbaatar",
    "ฉางชุน": "cn-changchun",
}


def test_a_place_is_found_in_any_script_and_with_an_error(visit: Visit) -> None:
    visitor = visit("/compare")
    field = visitor.page.get_by_test_id("place-search")
    results = visitor.page.get_by_test_id("search-result")
    field.focus()
    missed = []
    for query, wanted in QUERIES.items():
        field.fill(query)
        visitor.page.wait_for_timeout(300)
        found = results.evaluate_all("all => all.map(one => one.dataset.feature)")
        if wanted not in found[:3]:
            missed.append(f"{query}: wanted {wanted}, found {found[:5]}")
    assert not missed, "\n".join(missed)


def test_a_result_is_chosen_by_keyboard(visit: Visit) -> None:
    visitor = visit("/?lang=en")
    field = visitor.page.get_by_test_id("place-search")
    field.focus()
    visitor.page.keyboard.type("ulaanbaat", delay=20)
    expect(visitor.page.get_by_test_id("search-result").first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    first = field.get_attribute("aria-activedescendant")
    visitor.page.keyboard.press("ArrowDown")
    visitor.page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == first
    visitor.page.keyboard.press("Enter")
    expect(visitor.panel).to_have_attribute("data-feature", "mn-ulaanbaatar")
    expect(visitor.lit).to_have_attribute("data-feature", "mn-ulaanbaatar")
    visitor.query_becomes(sel="mn-ulaanbaatar")


def test_a_result_is_chosen_by_mouse(visit: Visit) -> None:
    visitor = visit("/")
    visitor.page.get_by_test_id("place-search").fill("中韩")
    visitor.page.locator("[data-testid=search-result][data-feature=park-rok]").click()
    expect(visitor.panel).to_have_attribute("data-feature", "park-rok")


def test_what_is_not_there_is_said(visit: Visit) -> None:
    visitor = visit("/compare?lang=en")
    visitor.page.get_by_test_id("place-search").fill("qqqqqqqq")
    expect(visitor.page.get_by_text("Nothing found")).to_be_visible()


@pytest.mark.parametrize("path", ["/parks", "/routes", "/systems", "/compare", "/sources"])
def test_a_place_chosen_by_search_is_shown_from_every_page(visit: Visit, path: str) -> None:
    visitor = visit(f"{path}?lang=en")
    visitor.page.get_by_test_id("place-search").fill("China–Germany")
    visitor.page.locator("[data-testid=search-result][data-feature=park-germany]").click()
    visitor.query_becomes(sel="park-germany")
    named = visitor.page.locator("h1, h2, h3").filter(has_text="Germany")
    expect(named.first).to_be_visible()
