"""Figures due for review carry a clock on map, list and panel; status stands by its own address."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Serve, Visit
from tests.browser.server import Server

CLOCKS = "[data-testid=atlas-map] .atlas-clock"
# Where the middle of a park's character is, its size, and the clock beside it.
BESIDE = """() => [...document.querySelectorAll('.atlas-mark')].flatMap((mark) => {
  const text = mark.querySelector('text'), clock = mark.querySelector('.atlas-clock circle');
  if (!text || !clock) return [];
  const a = text.getBoundingClientRect(), b = clock.getBoundingClientRect();
  const size = parseFloat(text.getAttribute('font-size'));
  return [{ apart: Math.hypot((b.left + b.right - a.left - a.right) / 2, (b.top + b.bottom - a.top - a.bottom) / 2), clock: b.width / 2, size }];
})"""


@pytest.fixture(scope="module")
def later(serve: Serve) -> Iterator[Server]:
    """A visitors' server on a day when many reviews are due."""
    server = serve(today="2028-01-01")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def early(serve: Serve) -> Iterator[Server]:
    """The same before any is."""
    server = serve(today="2026-11-22")
    yield server
    server.stop()


@pytest.mark.parametrize("theme", ["light", "hall"])
def test_a_place_with_due_figures_carries_a_clock(later: Server, visit: Visit, theme: str) -> None:
    visitor = visit(f"/parks?sel=park-rok&theme={theme}", at=later)
    mark = visitor.map.locator(".atlas-mark[data-feature=park-rok]")
    expect(mark.locator(".atlas-clock")).to_have_count(1)
    assert "待复核" in (mark.get_attribute("aria-label") or "")
    beside = visitor.run(BESIDE)
    assert beside
    # The character's own half diagonal is below half its size times the root of two.
    assert all(one["apart"] > one["clock"] + 0.5 * one["size"] for one in beside)


def test_the_legend_names_the_clock_while_one_is_shown(later: Server, visit: Visit) -> None:
    visitor = visit("/?lang=en", at=later)
    entry = visitor.page.locator(".legend li", has_text="Figures due for review")
    expect(entry).to_have_count(1)
    assert visitor.page.locator(CLOCKS).count() > 0
    visitor.goto("/?lang=en&layers=")
    expect(entry).to_have_count(0)


def test_a_panel_says_when_the_review_was_due(later: Server, visit: Visit) -> None:
    panel = visit("/?sel=park-rok&lang=en", at=later).panel
    expect(panel.locator(".headline .due").first).to_have_text("review was due by 2027-11")


def test_before_a_review_is_due_there_is_no_clock_anywhere(early: Server, visit: Visit) -> None:
    for path in ("/?sel=park-rok", "/parks?sel=park-rok", "/compare", "/routes"):
        visitor = visit(path, at=early)
        assert visitor.page.locator(".clock, .atlas-clock, .due").count() == 0


def test_visitors_get_no_list_of_work(later: Server, visit: Visit) -> None:
    visitor = visit("/", at=later)
    assert visitor.page.get_by_test_id("due-strip").count() == 0


@pytest.mark.parametrize("size", [(1920, 1080), (390, 844)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_status_stands_by_its_own_address(
    later: Server, visit: Visit, lang: str, size: tuple[int, int]
) -> None:
    visitor = visit(f"/status?lang={lang}", at=later, size=size)
    lines = visitor.page.get_by_test_id("status-line")
    expect(lines.first).to_be_visible()
    standings = {one.get_attribute("data-line"): one.get_attribute("data-status")
                 for one in lines.all()}
    assert standings["store"] == "good"
    assert standings["due"] == "warn"
    assert not {"saving", "disk"} & set(standings)
    assert visitor.run("() => document.documentElement.scrollWidth <= innerWidth")


def test_sources_lead_to_the_status(early: Server, visit: Visit) -> None:
    visitor = visit("/sources?lang=en", at=early)
    visitor.page.get_by_role("link", name="State of the atlas").click()
    expect(visitor.page.get_by_test_id("status-line").first).to_be_visible()
    assert visitor.query["lang"] == "en"
