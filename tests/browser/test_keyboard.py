"""Without a mouse: Tab reaches search, layers, map and list; Enter chooses."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

FOCUSED = """() => { const one = document.activeElement; return {
  tag: one.tagName, testid: one.dataset?.testid ?? '', feature: one.dataset?.feature ?? '',
  layer: one.dataset?.layer ?? '', cls: String(one.className?.baseVal ?? one.className ?? ''),
  seen: one.getClientRects().length > 0 }; }"""
ENOUGH = 260
SETTLED_MS = 2500  # both answers of the server are there


def tabbed(visitor: Visitor) -> list[dict[str, str]]:
    """Everything Tab reaches, in order, once around."""
    visitor.run("() => document.activeElement?.blur()")
    reached: list[dict[str, str]] = []
    for _ in range(ENOUGH):
        visitor.page.keyboard.press("Tab")
        focused = visitor.run(FOCUSED)
        if focused["tag"] == "BODY" and reached:
            break
        reached.append(focused)
    return reached


def test_tab_reaches_search_layers_map_and_every_row(visit: Visit) -> None:
    visitor = visit("/", size=(1920, 1080))
    reached = tabbed(visitor)
    assert any(one["testid"] == "place-search" for one in reached)
    assert {"parks", "line", "corridor"} <= {one["layer"] for one in reached}
    assert any(one["testid"] == "atlas-map" for one in reached)
    assert any("atlas-mark" in one["cls"] for one in reached)
    rows = {one["feature"] for one in reached if one["testid"] == "feature-item"}
    shown = visitor.page.get_by_test_id("feature-item").locator("visible=true")
    assert set(shown.evaluate_all("all => all.map(one => one.dataset.feature)")) <= rows
    assert {"park-rok", "park-germany", "park-thailand", "park-russia", "park-cuba"} <= rows


def test_folded_groups_of_the_list_open_by_keyboard(visit: Visit) -> None:
    visitor = visit("/")
    group = visitor.page.locator("details.group").first
    group.locator("summary").focus()
    visitor.page.keyboard.press("Enter")
    expect(group.get_by_test_id("feature-item").first).to_be_visible()
    visitor.page.keyboard.press("Tab")
    assert visitor.run(FOCUSED)["testid"] == "feature-item"


@pytest.mark.parametrize("entity", ["park-germany", "park-rok"])
def test_enter_on_a_row_chooses_it(visit: Visit, entity: str) -> None:
    visitor = visit("/")
    row = visitor.page.locator(f"[data-testid=feature-item][data-feature={entity}]")
    row.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.panel).to_have_attribute("data-feature", entity)
    visitor.query_becomes(sel=entity)
    expect(row).to_have_attribute("aria-pressed", "true")


def test_every_entity_on_the_map_has_a_row(visit: Visit) -> None:
    visitor = visit("/")
    drawn = set(
        visitor.map.locator(".atlas-mark").evaluate_all(
            "all => all.map(one => one.dataset.feature)"
        )
    )
    rows = set(
        visitor.page.get_by_test_id("feature-item").evaluate_all(
            "all => all.map(one => one.dataset.feature)"
        )
    )
    assert drawn
    assert drawn <= rows, f"on the map but not in the list: {sorted(drawn - rows)}"


def test_a_symbol_is_chosen_with_enter_and_left_with_escape(visit: Visit) -> None:
    visitor = visit("/?bbox=125.2,43.75,125.8,44.1")
    mark = visitor.map.locator(".atlas-mark[data-feature=park-rok]")
    mark.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.card).to_have_attribute("data-feature", "park-rok")
    visitor.query_becomes(sel="park-rok")
    visitor.page.keyboard.press("Escape")
    expect(visitor.card).to_have_count(0)
    visitor.query_becomes(sel=None)


@pytest.mark.parametrize("wait_ms", [0, 120])
def test_escape_before_the_choice_is_in_the_address_leaves_nothing_chosen(
    visit: Visit, wait_ms: int
) -> None:
    visitor = visit("/?bbox=125.2,43.75,125.8,44.1")
    visitor.map.locator(".atlas-mark[data-feature=park-rok]").focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_timeout(wait_ms)
    visitor.page.keyboard.press("Escape")
    expect(visitor.card).to_have_count(0)
    visitor.page.wait_for_timeout(SETTLED_MS)
    assert "sel" not in visitor.query
    expect(visitor.panel).to_have_count(0)
