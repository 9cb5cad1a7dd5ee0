"""Chromium as a visitor has it: a new profile each time, no network, and a film of the page."""

import base64
import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.material import ROOT

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
OFFICE = (1366, 900)
PATIENCE_MS = 60_000
NEAR = 36  # of 255 per channel: anti-aliasing and transparency
FEWEST_PIXELS = 40
# Set before any script of the page runs: when our map says it is drawn, in milliseconds since 1970.
WATCH_READY = """
window.benchReady = null;
new MutationObserver(() => {
  const map = document.querySelector('[data-testid=atlas-map][data-ready=true]');
  if (map && !window.benchReady) window.benchReady = performance.timeOrigin + performance.now();
}).observe(document, { subtree: true, childList: true, attributeFilter: ['data-ready'] });
"""


@contextmanager
def browser() -> Iterator[Browser]:
    finder = [sys.executable, str(ROOT / "tools" / "find_chromium.py")]
    path = subprocess.run(finder, check=True, capture_output=True, text=True).stdout.strip()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


@contextmanager
def visitor(launched: Browser, size: tuple[int, int] = OFFICE) -> Iterator[Page]:
    """A page of a new profile with an empty cache."""
    context = launched.new_context(viewport={"width": size[0], "height": size[1]})
    context.add_init_script(WATCH_READY)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


@dataclass
class Load:
    """One load: seconds from the start of the navigation."""

    pixel_s: float
    ready_s: float | None


class Film:
    """The frames the browser shows, each with its time; looked through afterwards."""

    def __init__(self, page: Page) -> None:
        self.frames: list[tuple[float, str]] = []
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.on("Page.screencastFrame", self._keep)
        self.session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})

    def _keep(self, frame: dict[str, Any]) -> None:
        self.frames.append((frame["metadata"]["timestamp"], frame["data"]))
        self.session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    def first(self, colour: tuple[int, int, int], box: dict[str, float]) -> float | None:
        """When the colour was first seen inside a box of the page, seconds since 1970."""
        return next((at for at, data in self.frames if _shows(data, colour, box)), None)


def _shows(data: str, colour: tuple[int, int, int], box: dict[str, float]) -> bool:
    picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"), dtype=int)
    x, y = int(box["x"]), int(box["y"])
    part = picture[y : y + int(box["height"]), x : x + int(box["width"])]
    return int((np.abs(part - colour).max(axis=2) < NEAR).sum()) >= FEWEST_PIXELS


def timed_load(
    launched: Browser, url: str, *, map_selector: str, colour: tuple[int, int, int]
) -> Load:
    """Open a page as a new visitor until the colour is on its map."""
    with visitor(launched) as page:
        film = Film(page)
        page.goto(url, wait_until="commit")
        begun = page.evaluate("performance.timeOrigin") / 1000
        page.wait_for_selector(map_selector, state="visible")
        for _ in range(int(PATIENCE_MS / 500)):
            page.wait_for_timeout(500)
            box = page.locator(map_selector).first.bounding_box()
            seen = film.first(colour, box) if box else None
            ready = page.evaluate("window.benchReady")
            if seen and (ready or "atlas-map" not in map_selector):
                return Load(seen - begun, ready / 1000 - begun if ready else None)
    raise RuntimeError(f"{url}: the colour {colour} was never seen")
