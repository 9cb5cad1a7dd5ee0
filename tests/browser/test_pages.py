"""Every page, opened by its address, shows itself whole: frame, menu and content."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Serve, Visit
from tests.browser.visitor import Visitor

# What each page can't be without.
CONTENT = {
    "/": ("[data-testid=atlas-map]", "[data-testid=atlas-map-city]", "[data-testid=feature-item]"),
    "/parks": ("[data-testid=atlas-map]", ".st-key-park-rail", ".st-key-park-facts [data-claim]"),
    "/routes": ("[data-testid=atlas-map]", "[data-testid=attribute-panel]", ".st-key-routes table"),
    "/systems": ("[data-testid=atlas-map]", ".st-key-systems-list"),
    "/compare": (".st-key-compare-choice", ".st-key-compare-table table"),
    "/sources": (".st-key-source-list",),
}
TITLES = {
    "zh": ("总览", "园区", "线路", "五大体系", "对比", "来源"),
    "en": ("Overview", "Parks", "Routes", "Five systems", "Compare", "Sources"),
}
# Each is refused by itself; the address of the page holds one of them.
BAD = (
    "lang=xx", "theme=neon", "bbox=1,2,3", "bbox=nan,1,2,3", "bbox=200,0,300,10", "at=far",
    "sel=<script>", "sel=no-such-thing", "ids=a,b,c,d,e,f", "kiosk=maybe", "v=now",
    "viewpoint=us", "lang2=tlh",
)  # fmt: skip


def is_whole(visitor: Visitor, path: str, lang: str) -> None:
    page = visitor.page
    assert page.locator("html").get_attribute("lang") == lang
    expect(page.locator("nav.menu .menu-item")).to_have_text(TITLES[lang])
    title = TITLES[lang][list(CONTENT).index(path)]
    expect(page.locator("nav.menu [aria-current=page]")).to_have_text(title)
    assert page.title().startswith(title)
    for selector in CONTENT[path]:
        expect(page.locator(selector).first).to_be_visible()
    expect(page.get_by_test_id("place-search")).to_be_visible()
    for drawn in page.locator("[data-testid^=atlas-map]").all():
        assert drawn.get_attribute("data-ready") == "true"
        assert int(drawn.get_attribute("data-features") or 0) > 10
    expect(page.locator(".notices")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_the_first_request_of_a_fresh_server_may_be_any_page(serve: Serve, visit: Visit) -> None:
    server = serve()
    is_whole(visit("/parks", at=server), "/parks", "zh")
    server.stop()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", CONTENT)
def test_a_page_opened_by_its_address_is_whole(visit: Visit, path: str, lang: str) -> None:
    is_whole(visit(f"{path}?lang={lang}" if lang != "zh" else path), path, lang)


def test_a_value_that_is_not_understood_gives_one_sentence(visit: Visit) -> None:
    visitor = visit("/compare")
    wrong = []
    for query in BAD:
        visitor.goto(f"/compare?{query}")
        expect(visitor.page.locator(".notices")).to_be_visible()
        sentences = visitor.page.locator(".notices p").all_inner_texts()
        if len(sentences) != 1 or visitor.page.get_by_test_id("stException").count():
            wrong.append(f"{query}: {sentences}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", CONTENT)
def test_bad_values_on_any_page_leave_the_page_whole(visit: Visit, path: str) -> None:
    visitor = visit(f"{path}?bbox=1,2,3&sel=..%2F..&at=x&ids=%00&layers=%3C")
    expect(visitor.page.locator(".notices")).to_be_visible()
    for selector in CONTENT[path]:
        expect(visitor.page.locator(selector).first).to_be_visible()
    expect(visitor.page.get_by_test_id("stException")).to_have_count(0)


def test_the_menu_goes_to_each_page_and_keeps_language_and_theme(visit: Visit) -> None:
    visitor = visit("/?lang=en&theme=dark")
    for path, title in zip(CONTENT, TITLES["en"], strict=True):
        visitor.page.locator("nav.menu").get_by_text(title, exact=True).click()
        expect(visitor.page.locator("nav.menu [aria-current=page]")).to_have_text(title)
        visitor.settle()
        assert visitor.page.url.split("?")[0] == visitor.server.url + path
        assert visitor.query.get("lang") == "en"
        assert visitor.query.get("theme") == "dark"
