"""The page of sources: rows filled when they open, found in either script."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor


def rows(visitor: Visitor) -> Locator:
    return visitor.page.locator(".source-part > details:visible")


def test_a_row_opened_by_the_keyboard_leads_to_what_rests_on_it(visit: Visit) -> None:
    visitor = visit("/sources?lang=en")
    row = visitor.page.locator('.source-part > details[data-shared*=" "]').first
    expect(row.locator("a")).to_have_count(0)
    row.locator("summary").press("Enter")
    expect(row.get_by_text("Rests on it:")).to_be_visible()
    link = row.locator("[data-copies] a").first
    name = link.inner_text()
    link.click()
    expect(visitor.panel).to_contain_text(name)


def test_an_open_row_says_in_the_next_language_what_rests_on_it(visit: Visit) -> None:
    visitor = visit("/sources?lang=en")
    row = visitor.page.locator('.source-part > details[data-shared*=" "]').first
    row.locator("summary").click()
    expect(row.get_by_text("Rests on it:")).to_be_visible()
    visitor.page.locator("header.head").get_by_text("English").first.click()
    visitor.page.locator("header.head").get_by_text("中文", exact=True).first.click()
    expect(row.get_by_text("据此的说法：")).to_have_count(1)
    expect(row.get_by_text("Rests on it:")).to_have_count(0)


def test_a_source_is_found_by_its_title_in_the_other_script(visit: Visit) -> None:
    visitor = visit("/sources?lang=en")
    every = rows(visitor).count()
    field = visitor.page.locator("input[data-filter]")
    for word in ("Manzhouli", "满洲里"):
        field.fill(word)
        assert 0 < rows(visitor).count() < every
    field.fill("no source is called this")
    expect(visitor.page.get_by_text("No source matches.")).to_be_visible()
