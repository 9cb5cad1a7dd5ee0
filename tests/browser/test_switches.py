"""Layers, language, theme and basemap change in place."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

WIDE = (1920, 1080)


def drawn(visitor: Visitor) -> int:
    return int(visitor.map.get_attribute("data-features") or 0)


def pick(visitor: Visitor, menu: str, entry: str) -> None:
    visitor.page.locator(f".dropdown-{menu} > button").click()
    visitor.page.locator(f".dropdown-{menu} [role=menuitemradio]").get_by_text(entry).click()


def test_a_layer_switched_off_leaves_map_count_and_address(visit: Visit) -> None:
    visitor = visit("/", size=WIDE)
    before = drawn(visitor)
    switch = visitor.page.locator("[role=switch][data-layer=line]")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    visitor.becomes("layers in the address", lambda: "layers" in visitor.query)
    assert "line" not in visitor.query["layers"].split(",")
    visitor.becomes("fewer features", lambda: drawn(visitor) < before)
    assert visitor.run("() => window.atlas.pixelOf('line-cme')") is None
    switch.click()
    visitor.becomes("all features again", lambda: drawn(visitor) == before)
    assert visitor.run("() => window.atlas.pixelOf('line-cme')") is not None


def test_layers_of_the_address_are_the_ones_shown(visit: Visit) -> None:
    visitor = visit("/?layers=parks", size=WIDE)
    on = visitor.page.locator("[data-layer][aria-checked=true]")
    expect(on).to_have_count(1)
    expect(on).to_have_attribute("data-layer", "parks")
    assert visitor.run("() => window.atlas.pixelOf('line-cme')") is None
    visitor.goto("/?layers=")
    expect(on).to_have_count(0)


def test_two_quick_clicks_on_layers_are_both_kept(visit: Visit) -> None:
    visitor = visit("/", size=WIDE)
    for layer in ("line", "borders"):
        visitor.page.locator(f"[role=switch][data-layer={layer}]").click(no_wait_after=True)
    visitor.becomes(
        "both layers off in the address",
        lambda: (
            "layers" in visitor.query
            and not {"line", "borders"} & set(visitor.query["layers"].split(","))
        ),
    )


def test_another_language_keeps_extent_and_choice(visit: Visit) -> None:
    visitor = visit("/?sel=line-cme&at=4000&bbox=84,50,100,58")
    extent = visitor.extent()
    pick(visitor, "language", "English")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    visitor.query_becomes(lang="en", sel="line-cme", at="4000")
    expect(visitor.page.locator("nav.menu [aria-current=page]")).to_have_text("Overview")
    expect(visitor.panel).to_have_attribute("data-feature", "line-cme")
    visitor.settle()
    expect(visitor.card).to_contain_text("Next stop")
    assert visitor.extent() == extent
    pick(visitor, "language", "中文")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "zh")
    visitor.query_becomes(lang=None, sel="line-cme")


def test_another_theme_is_painted_at_once_and_stays(visit: Visit) -> None:
    visitor = visit("/")
    background = "() => getComputedStyle(document.querySelector('header.head')).backgroundColor"
    light = visitor.run(background)
    visitor.page.evaluate("() => { document.querySelector('.atlas-map').marked = true; }")
    pick(visitor, "theme", "深色")
    expect(visitor.page.locator("html")).to_have_attribute("data-theme", "dark")
    visitor.query_becomes(theme="dark")
    visitor.settle()
    assert visitor.run(background) != light
    assert visitor.run("() => document.querySelector('.atlas-map').marked") is True
    visitor.page.reload()
    visitor.settle()
    expect(visitor.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_another_basemap_is_kept_in_the_address(visit: Visit) -> None:
    visitor = visit("/", size=WIDE)
    visitor.page.locator(".grounds [role=radio]").nth(1).click()
    visitor.query_becomes(basemap="plain")
    expect(visitor.map).to_have_attribute("data-ready", "true")
