"""Write down which characters the overview needs at once, for the first slice of the fonts.

Opens a running atlas in Chromium at three widths and notes every character in the page or on
its canvases. The list is committed beside this script; build_fonts.py puts it first.

    .venv/bin/python -m atlas serve &
    .venv/bin/python tools/measure_first_view.py http://127.0.0.1:8501/
"""

import sys
from pathlib import Path

from find_chromium import find
from playwright.sync_api import Browser, sync_playwright

LIST = Path(__file__).with_name("first_view.txt")
WIDTHS = ((1920, 1080), (1366, 768), (390, 844))
SETTLED_MS = 2500  # labels are placed again once the fonts have come

WATCH_CANVAS = """
window.drawnText = new Set();
for (const name of ['fillText', 'strokeText', 'measureText']) {
  const original = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (text, ...rest) {
    for (const char of String(text)) window.drawnText.add(char);
    return original.call(this, text, ...rest);
  };
}
"""
COLLECT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set(window.drawnText);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const laidOut = parent && parent.getClientRects().length;
    if (laidOut) for (const char of walker.currentNode.data) found.add(char);
  }
  for (const input of document.querySelectorAll('[placeholder]'))
    for (const char of input.getAttribute('placeholder')) found.add(char);
  return [...found].join('');
}"""


def characters_at(browser: Browser, address: str, width: int, height: int) -> set[str]:
    """What a visitor's browser has to draw at one window size."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.add_init_script(WATCH_CANVAS)
    page.goto(address)
    page.wait_for_selector('[data-testid="atlas-map"][data-ready="true"]', timeout=60_000)
    page.wait_for_timeout(SETTLED_MS)
    found = set(page.evaluate(COLLECT))
    page.close()
    return found


def main() -> int:
    """Measure and write the list, sorted, one line."""
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        found = set().union(*(characters_at(browser, address, w, h) for w, h in WIDTHS))
        browser.close()
    chinese = sorted(char for char in found if "\u4e00" <= char <= "\u9fff")
    LIST.write_text("".join(chinese) + "\n", encoding="utf-8")
    print(f"{LIST.name}: {len(chinese)} Chinese characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
