"""A visitor: one page that notes whatever it must never see."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Locator,
    Page,
    Request,
    expect,
)

from tests.browser.server import Server

OFFICE = (1366, 768)
PATIENCE_MS = 12_000
ON_BOARD = ("data:", "blob:", "about:", "chrome-error:")
# Run before any script of the page: what the policy refuses is said aloud.
REPORT = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP refused ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
"""
# Streamlit's reader of long numbers tries WebAssembly and does without where it may not.
HARMLESS = "CSP refused script-src wasm-eval "
expect.set_options(timeout=PATIENCE_MS)


def new_context(browser: Browser) -> BrowserContext:
    """A browser profile of its own: nothing cached, nothing remembered."""
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    context.add_init_script(REPORT)
    return context


class Visitor:
    """Opens pages of one server and gives what is on them."""

    def __init__(
        self, context: BrowserContext, server: Server, *, size: tuple[int, int] = OFFICE
    ) -> None:
        self.server = server
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("request", self._heed_request)
        self.page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        self.page.on("console", self._heed_console)
        self.page.on("dialog", self._heed_dialog)

    def goto(self, path: str) -> None:
        """Open an address of the server and wait until everything on it is drawn."""
        self.page.goto(self.server.url + path)
        self.settle()

    def settle(self, patience_ms: int = PATIENCE_MS) -> None:
        """Wait until the frame stands, no run is under way and each map is drawn."""
        expect(self.page.locator("header.head")).to_be_visible()
        expect(self.page.locator("[data-test-script-state=notRunning]")).to_have_count(
            1, timeout=patience_ms
        )
        expect(self.page.locator("[data-testid^=atlas-map][data-ready=false]")).to_have_count(0)

    @property
    def map(self) -> Locator:
        return self.page.get_by_test_id("atlas-map")

    @property
    def card(self) -> Locator:
        return self.map.get_by_test_id("map-card")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_test_id("attribute-panel")

    @property
    def lit(self) -> Locator:
        """The symbol of what is chosen, lit on the main map."""
        return self.map.locator(".atlas-mark.is-selected")

    @property
    def query(self) -> dict[str, str]:
        """The query of the address as it stands now."""
        parsed = parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)
        return {key: values[0] for key, values in parsed.items()}

    def run(self, script: str, argument: object = None) -> Any:
        return self.page.evaluate(script, argument)

    def extent(self) -> list[float]:
        """West, south, east, north of the main map as it looks now."""
        return list(self.run("() => window.atlas.view()"))

    def pixel(self, entity: str) -> tuple[float, float]:
        """Where an entity is on the page; panes may still take their places for a moment."""
        for _ in range(50):
            found = self.run("(id) => window.atlas.pixelOf(id)", entity)
            if found:
                break
            self.page.wait_for_timeout(100)
        assert found, f"{entity} is not in sight on the main map"
        return found["x"], found["y"]

    def click(self, entity: str) -> None:
        """Click an entity on the main map with the mouse."""
        self.page.mouse.click(*self.pixel(entity))

    def drag(self, dx: int, dy: int) -> None:
        """Move the main map by hand."""
        box = self.map.bounding_box()
        assert box
        x, y = box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.85
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx / 2, y + dy / 2, steps=4)
        self.page.mouse.move(x + dx, y + dy, steps=4)
        self.page.mouse.up()

    def becomes(self, what: str, test: Callable[[], bool]) -> None:
        """Wait until a condition holds; says in words what was waited for."""
        until = time.monotonic() + PATIENCE_MS / 1000
        while time.monotonic() < until:
            if test():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not seen: {what} (address {self.page.url})")

    def query_becomes(self, **wanted: str | None) -> None:
        """Wait until the address says so; None stands for a key that is gone."""
        self.becomes(
            f"query {wanted}",
            lambda: all(self.query.get(key) == value for key, value in wanted.items()),
        )

    def leave(self) -> list[str]:
        """Close the page; everything that went wrong on it."""
        self.page.close()
        return self.complaints

    def _heed_request(self, request: Request) -> None:
        if not request.url.startswith((self.server.url + "/", *ON_BOARD)):
            self.complaints.append(f"asked another host: {request.url}")

    def _heed_console(self, message: ConsoleMessage) -> None:
        if message.text.startswith("CSP refused") and message.text != HARMLESS:
            self.complaints.append(message.text)

    def _heed_dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()
