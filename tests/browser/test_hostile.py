"""Hostile text shows as typed: nothing runs in the browser, nothing is evaluated on the server."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Serve, Visit
from tests.browser.hostile import (
    LABEL,
    LAYER,
    NAME,
    PARK,
    PLACE,
    PLACE_NAME,
    PUBLISHER,
    SCRIPTS,
    TITLE,
    VALUES,
    hostile_data,
)
from tests.browser.server import Server
from tests.browser.visitor import Visitor

HERE = "125.0,43.6,125.6,43.9"
TEXT = "(selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent).join('\\n')"
# What only an evaluated or parsed value could have made.
MADE = """() => [...document.querySelectorAll('script:not([src]), iframe, img[src=x], [onload], [onerror], a[href^=javascript]')]
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def hostile(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    return serve(data=str(hostile_data(tmp_path_factory.mktemp("hostile"))))


def nothing_ran(visitor: Visitor) -> None:
    for frame in visitor.page.frames:
        assert frame.evaluate("() => typeof window.__xss") == "undefined"
    assert visitor.run(MADE) == []


def shown(visitor: Visitor, selector: str, *texts: str) -> None:
    """Each text is there exactly as typed."""
    content = visitor.run(TEXT, selector)
    missing = [text for text in texts if text not in content]
    assert not missing, f"not shown as typed in {selector}: {missing}"


def test_values_are_shown_as_typed_in_the_panel(hostile: Server, visit: Visit) -> None:
    visitor = visit(f"/?sel={PARK}", at=hostile)
    expect(visitor.panel).to_have_attribute("data-feature", PARK)
    shown(visitor, "[data-testid=attribute-panel]", NAME, LABEL, PUBLISHER, SCRIPTS[4], *VALUES)
    shown(visitor, ".switches", LAYER)
    nothing_ran(visitor)


@pytest.mark.parametrize(("entity", "name"), [(PARK, NAME), (PLACE, PLACE_NAME)])
def test_values_are_shown_as_typed_on_the_map(
    hostile: Server, visit: Visit, entity: str, name: str
) -> None:
    visitor = visit(f"/?bbox={HERE}&layers=parks,facilities&lang=en", at=hostile)
    mark = visitor.map.locator(f".atlas-mark[data-feature={entity}]")
    assert name in (mark.get_attribute("aria-label") or "")
    shown(visitor, ".atlas-labels", name)
    visitor.page.mouse.move(*visitor.pixel(entity))
    visitor.click(entity)
    expect(visitor.card).to_have_attribute("data-feature", entity)
    shown(visitor, "[data-testid=map-card]", name)
    expect(visitor.panel).to_have_attribute("data-feature", entity)
    nothing_ran(visitor)


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        (f"/parks?sel={PARK}", (NAME, LABEL, *VALUES)),
        (f"/compare?ids=park-rok,{PARK}", (NAME,)),
        ("/sources?lang=en", (PUBLISHER, TITLE)),
        ("/systems?lang=en", ()),
        (f"/routes?sel={PLACE}", ()),
    ],
)
def test_values_are_shown_as_typed_on_every_page(
    hostile: Server, visit: Visit, path: str, texts: tuple[str, ...]
) -> None:
    visitor = visit(path, at=hostile)
    shown(visitor, "[data-testid=stMain]", *texts)
    nothing_ran(visitor)


def test_values_are_shown_as_typed_in_search(hostile: Server, visit: Visit) -> None:
    visitor = visit("/compare", at=hostile)
    visitor.page.get_by_test_id("place-search").fill(NAME)
    result = visitor.page.locator(f"[data-testid=search-result][data-feature={PARK}]")
    expect(result).to_contain_text(NAME)
    nothing_ran(visitor)


@pytest.mark.parametrize("value", [SCRIPTS[0], SCRIPTS[1], "{{7*7}}", "{% raw %}"])
def test_hostile_addresses_are_only_text(server: Server, visit: Visit, value: str) -> None:
    from urllib.parse import quote

    visitor = visit(f"/?sel={quote(value)}&lang={quote(value)}&layers={quote(value)}")
    expect(visitor.page.locator(".notices")).to_be_visible()
    assert "=49" not in visitor.page.locator(".notices").inner_text()
    nothing_ran(visitor)
