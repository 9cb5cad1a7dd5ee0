"""The address is the state: Back, reload, a copied link and a restarted server show the same."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Serve, Visit
from tests.browser.visitor import Visitor

CITY = "125.2,43.75,125.8,44.1"
EVERYTHING = "/?lang=en&theme=dark&layers=parks,line,stations&sel=park-rok&bbox=120,40,131,47"
NEAR_PX = 0.1  # the address has four decimals, fractions of a pixel on any screen


def state(visitor: Visitor) -> dict[str, object]:
    """What a visitor sees of the view."""
    page = visitor.page
    return {
        "lang": page.locator("html").get_attribute("lang"),
        "theme": page.locator("html").get_attribute("data-theme"),
        "layers": page.locator("[data-layer][aria-checked=true]").evaluate_all(
            "all => all.map(one => one.dataset.layer)"
        ),
        "selected": visitor.panel.get_attribute("data-feature"),
        "lit": visitor.lit.get_attribute("data-feature"),
        "features": visitor.map.get_attribute("data-features"),
        "extent": visitor.extent(),
        "query": visitor.query,
    }


def expect_near(found: list[float], wanted: list[float]) -> None:
    a_pixel = (wanted[2] - wanted[0]) / 900  # degrees; the map is about as wide on a small screen
    assert found == pytest.approx(wanted, abs=NEAR_PX * a_pixel)


def test_back_returns_to_what_was_chosen_before(visit: Visit) -> None:
    visitor = visit(f"/?bbox={CITY}")
    before = visitor.extent()
    visitor.click("park-rok")
    expect(visitor.panel).to_have_attribute("data-feature", "park-rok")
    visitor.query_becomes(sel="park-rok")
    visitor.click("park-russia")
    expect(visitor.panel).to_have_attribute("data-feature", "park-russia")
    visitor.query_becomes(sel="park-russia")
    visitor.page.go_back()
    visitor.query_becomes(sel="park-rok")
    expect(visitor.panel).to_have_attribute("data-feature", "park-rok")
    expect(visitor.lit).to_have_attribute("data-feature", "park-rok")
    expect_near(visitor.extent(), before)
    visitor.page.go_forward()
    visitor.query_becomes(sel="park-russia")
    expect(visitor.panel).to_have_attribute("data-feature", "park-russia")


def test_back_returns_to_the_page_before(visit: Visit) -> None:
    visitor = visit("/?sel=line-cme")
    visitor.page.locator("nav.menu").get_by_text("来源", exact=True).click()
    expect(visitor.page.locator("nav.menu [aria-current=page]")).to_have_text("来源")
    visitor.page.go_back()
    expect(visitor.page.locator("nav.menu [aria-current=page]")).to_have_text("总览")
    visitor.query_becomes(sel="line-cme")
    expect(visitor.panel).to_have_attribute("data-feature", "line-cme")


def test_a_reload_and_a_copied_link_show_the_same(visit: Visit) -> None:
    visitor = visit(EVERYTHING)
    seen = state(visitor)
    assert seen["selected"] == seen["lit"] == "park-rok"
    assert seen["theme"] == "dark"
    visitor.page.reload()
    visitor.settle()
    assert state(visitor) == seen
    visitor.page.locator("header [data-copy=url]").click()
    link = visitor.run("() => navigator.clipboard.readText()")
    assert link.startswith(visitor.server.url)
    other = visit(link.removeprefix(visitor.server.url), fresh=True)
    assert state(other) == seen


def test_the_extent_is_written_after_a_move_only_and_does_not_drift(visit: Visit) -> None:
    visitor = visit("/")
    assert "bbox" not in visitor.query
    visitor.drag(-120, 40)
    visitor.becomes("bbox in the address", lambda: "bbox" in visitor.query)
    visitor.settle()
    moved, written = visitor.extent(), visitor.query["bbox"]
    expect_near([float(part) for part in written.split(",")], moved)
    for _ in range(3):
        visitor.page.reload()
        visitor.settle()
        assert visitor.query["bbox"] == written
        expect_near(visitor.extent(), moved)


def test_a_choice_after_a_move_keeps_the_extent_in_the_address(visit: Visit) -> None:
    visitor = visit("/")
    visitor.drag(-60, 20)
    visitor.becomes("bbox in the address", lambda: "bbox" in visitor.query)
    written = visitor.query["bbox"]
    visitor.click("line-cme")
    expect(visitor.panel).to_have_attribute("data-feature", "line-cme")
    visitor.query_becomes(sel="line-cme", bbox=written)
    visitor.page.wait_for_timeout(1200)  # a late answer of the server must not take it away
    visitor.query_becomes(sel="line-cme", bbox=written)


def test_a_restarted_server_shows_the_same(serve: Serve, visit: Visit) -> None:
    server = serve()
    visitor = visit(EVERYTHING, at=server)
    seen = state(visitor)
    connected = visitor.page.locator("[data-test-connection-state=CONNECTED]")
    server.stop()
    expect(connected).to_have_count(0, timeout=60_000)
    server.start()
    # The open page finds the server again by itself and still holds the view …
    expect(connected).to_have_count(1, timeout=60_000)
    visitor.page.locator("[data-testid=feature-item][data-feature=park-russia]").wait_for()
    assert state(visitor) == seen
    # … its next click is answered …
    expect(visitor.page.get_by_test_id("stConnectionStatus")).to_have_count(0)
    visitor.page.locator("[data-testid=feature-item][data-feature=park-russia]").click()
    expect(visitor.panel).to_have_attribute("data-feature", "park-russia", timeout=60_000)
    visitor.query_becomes(sel="park-russia", lang="en", theme="dark")
    # … and its address, opened anew, shows the same too.
    visitor.goto(EVERYTHING)
    assert state(visitor) == seen
    server.stop()
