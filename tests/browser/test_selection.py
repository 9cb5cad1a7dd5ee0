"""A click on the map with a real mouse: card at once, panel and address follow, nothing jumps."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

CITY = "125.2,43.75,125.8,44.1"
MANZHOULI = "117.2,49.4,117.9,49.75"
# A sanity check, not the benchmark: a card that came with a server's answer would take longer.
AT_ONCE_MS = 100

# Noted in the page itself: whether the card is there in the first frame after the click.
WATCH = """() => addEventListener('click', () => {
  const begun = performance.now();
  requestAnimationFrame(() => {
    const card = document.querySelector('[data-testid=atlas-map] [data-testid=map-card]');
    window.seen = { id: card?.dataset.feature ?? null, ms: performance.now() - begun };
  });
}, { capture: true, once: true })"""
MARK = """() => { for (const one of document.querySelectorAll('[data-testid^=atlas-map], canvas'))
  one.marked = true; }"""
UNMARKED = """() => [...document.querySelectorAll('[data-testid^=atlas-map]')]
  .filter((one) => !one.marked).length"""


def figures(visitor: Visitor) -> list[dict[str, str]]:
    return list(
        visitor.panel.locator("[data-claim]").evaluate_all(
            "all => all.map(one => ({...one.dataset}))"
        )
    )


def test_a_park_on_the_main_map_opens_card_panel_and_address(visit: Visit) -> None:
    visitor = visit(f"/?bbox={CITY}")
    visitor.click("park-rok")
    expect(visitor.card).to_have_attribute("data-feature", "park-rok")
    expect(visitor.panel).to_have_attribute("data-feature", "park-rok")
    visitor.query_becomes(sel="park-rok")
    figure = next(one for one in figures(visitor) if one["claim"] == "park-rok.planned_area.1")
    assert figure["fact"] == "planned_area"
    assert (figure["value"], figure["unit"]) == ("210", "km2")


def test_a_park_on_the_city_map_opens_the_panel(visit: Visit) -> None:
    visitor = visit("/")
    mark = visitor.page.get_by_test_id("atlas-map-city").locator(
        ".atlas-mark[data-feature=park-rok]"
    )
    mark.click()
    expect(visitor.panel).to_have_attribute("data-feature", "park-rok")
    visitor.query_becomes(sel="park-rok", bbox=None)


def test_every_figure_says_fact_claim_value_and_unit(visit: Visit) -> None:
    visitor = visit("/?sel=park-rok")
    expect(visitor.panel).to_be_visible()
    found = figures(visitor)
    assert len(found) >= 4
    assert all({"fact", "claim", "value"} <= set(one) for one in found)
    assert all(one["claim"].startswith("park-rok.") for one in found)


def test_a_stop_on_the_map_opens_its_panel(visit: Visit) -> None:
    visitor = visit(f"/?bbox={MANZHOULI}&lang=en")
    visitor.click("cn-manzhouli")
    expect(visitor.card).to_have_attribute("data-feature", "cn-manzhouli")
    expect(visitor.panel).to_have_attribute("data-feature", "cn-manzhouli")
    expect(visitor.panel.locator("h2")).to_contain_text("Manzhouli")
    visitor.query_becomes(sel="cn-manzhouli")


def test_a_leg_of_the_corridor_is_named_on_the_card(visit: Visit) -> None:
    visitor = visit("/?lang=en&bbox=105,44,112,49")
    visitor.click("corridor-cmr")
    expect(visitor.card).to_have_attribute("data-feature", "corridor-cmr")
    sub = visitor.card.locator(".atlas-card-sub")
    expect(sub).to_contain_text("–")  # a leg runs from one stop to another
    expect(visitor.panel).to_have_attribute("data-feature", "corridor-cmr")
    visitor.query_becomes(sel="corridor-cmr")


def test_a_click_on_the_line_gives_the_kilometre_from_changchun(visit: Visit) -> None:
    visitor = visit("/?lang=en&bbox=84,50,100,58")
    visitor.click("line-cme")
    expect(visitor.card).to_have_attribute("data-feature", "line-cme")
    expect(visitor.panel).to_have_attribute("data-feature", "line-cme")
    visitor.becomes("at= in the address", lambda: "at" in visitor.query)
    km = float(visitor.query["at"])
    assert 3_000 < km < 6_000  # Krasnoyarsk to Novosibirsk
    rows = visitor.card.locator("dt").all_inner_texts()
    assert rows == ["Next stop", "Country", "Gauge", "Traction", "Local time"]
    shown = visitor.card.locator("h3").inner_text()
    assert abs(float("".join(filter(str.isdigit, shown))) - km) <= 1


@pytest.mark.parametrize(("entity", "bbox"), [("park-rok", CITY), ("line-cme", "84,50,100,58")])
def test_the_card_is_there_in_the_same_frame(visit: Visit, entity: str, bbox: str) -> None:
    visitor = visit(f"/?bbox={bbox}")
    visitor.run(WATCH)
    visitor.click(entity)
    visitor.becomes("a frame after the click", lambda: bool(visitor.run("() => window.seen")))
    seen = visitor.run("() => window.seen")
    assert seen["id"] == entity
    assert seen["ms"] < AT_ONCE_MS


def test_the_view_does_not_jump_and_the_map_is_not_mounted_again(visit: Visit) -> None:
    visitor = visit("/")
    before = visitor.extent()
    visitor.run(MARK)
    for chosen in ("corridor-cmr", "line-cme"):
        visitor.click(chosen)
        expect(visitor.panel).to_have_attribute("data-feature", chosen)
        visitor.query_becomes(sel=chosen)
        visitor.settle()
        assert visitor.extent() == before
    assert visitor.run(UNMARKED) == 0
    assert "bbox" not in visitor.query


def test_escape_clears_the_choice(visit: Visit) -> None:
    visitor = visit(f"/?bbox={CITY}")
    visitor.click("park-rok")
    expect(visitor.card).to_have_attribute("data-feature", "park-rok")
    visitor.query_becomes(sel="park-rok")
    visitor.page.keyboard.press("Escape")
    visitor.query_becomes(sel=None)
    expect(visitor.card).to_have_count(0)
    expect(visitor.panel).to_have_count(0)


def test_a_row_of_the_list_pans_only_to_what_is_out_of_sight(visit: Visit) -> None:
    visitor = visit("/?bbox=5,45,25,55")
    before = visitor.extent()
    visitor.page.locator("[data-testid=feature-item][data-feature=park-germany]").click()
    expect(visitor.panel).to_have_attribute("data-feature", "park-germany")
    visitor.page.locator("[data-testid=feature-item][data-feature=park-rok]").click()
    expect(visitor.panel).to_have_attribute("data-feature", "park-rok")
    visitor.becomes("Changchun in sight", lambda: visitor.extent()[2] > 125)
    assert visitor.extent()[0] > before[2]
