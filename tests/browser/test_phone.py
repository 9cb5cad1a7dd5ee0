"""On a phone every page fits its width and the menu is at the thumb."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

PHONE = (390, 844)
WIDER = """() => [document.documentElement, document.body, document.querySelector('[data-testid=stMain]')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.tagName} ${one.scrollWidth} > ${one.clientWidth}`)"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_scrolls_sideways_and_the_menu_is_below(visit: Visit, lang: str) -> None:
    visitor = visit(f"/?lang={lang}", size=PHONE)
    wide = []
    for path in ("/", "/?sel=park-rok", "/parks", "/routes", "/systems", "/compare", "/sources"):
        visitor.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        wide += [f"{path}: {one}" for one in visitor.run(WIDER)]
        menu = visitor.page.locator("nav.menu").bounding_box()
        assert menu
        assert menu["x"] >= 0
        assert menu["x"] + menu["width"] <= PHONE[0]
        assert menu["y"] > PHONE[1] - 120, f"{path}: the menu is not at the bottom"
        assert menu["y"] + menu["height"] <= PHONE[1] + 1
    assert not wide, "\n".join(wide)


def test_each_entry_of_the_bottom_menu_opens_its_page(visit: Visit) -> None:
    visitor = visit("/compare", size=PHONE)
    entries = visitor.page.locator("nav.menu .menu-item")
    for at in range(entries.count()):
        entries.nth(at).click()
        expect(entries.nth(at)).to_have_attribute("aria-current", "page")
        box = entries.nth(at).bounding_box()
        assert box
        assert box["height"] >= 40  # a finger's width
