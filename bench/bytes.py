"""Bytes of the first view besides Streamlit's own shell, as they cross the wire."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from bench import servers
from bench.chromium import browser, visitor
from bench.result import Row

SIZE = (1920, 1080)
MOST_KB = 700
BIGGEST = 8
SETTLED_MS = 4000  # fonts and finer files come after the first picture
SHELL = ("/static/", "/_stcore/", "/vendor/")


@dataclass
class Traffic:
    """Bytes by address; the page itself is part of the shell."""

    ours: dict[str, int] = field(default_factory=dict)
    shell: int = 0
    socket: int = 0

    @property
    def kb(self) -> float:
        return (sum(self.ours.values()) + self.socket) / 1000

    def biggest(self) -> str:
        parts = {**self.ours, "websocket (not compressed)": self.socket}
        listed = sorted(parts.items(), key=lambda item: -item[1])[:BIGGEST]
        return ", ".join(f"{name.rsplit('/', 1)[-1]} {size / 1000:.0f}" for name, size in listed)


def measure() -> list[Row]:
    rows = []
    with browser() as launched, servers.atlas() as ours, servers.peer("st_folium", 8552) as peer:
        drawn = "[data-testid=atlas-map][data-ready=true]"
        theirs = first_view(launched, peer.url, drawn="iframe[title*=folium]")
        for lang in ("zh", "en"):
            first_view(launched, f"{ours.url}?lang={lang}", drawn=drawn)
            mine = first_view(launched, f"{ours.url}?lang={lang}", drawn=drawn)
            rows += _rows(lang, mine, theirs)
    return rows


def first_view(launched: Browser, url: str, *, drawn: str) -> Traffic:
    """Load a page with an empty cache and count until it has settled."""
    with visitor(launched, SIZE) as page:
        traffic = watch(page)
        page.goto(url)
        page.wait_for_selector(drawn)
        page.wait_for_timeout(SETTLED_MS)
    return traffic


def watch(page: Page) -> Traffic:
    """Count what arrives at a page from now on."""
    traffic, paths = Traffic(), {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def named(event: dict) -> None:
        paths[event["requestId"]] = urlsplit(event["response"]["url"]).path

    def loaded(event: dict) -> None:
        path, size = paths.get(event["requestId"], ""), int(event["encodedDataLength"])
        if path == "/" or path.startswith(SHELL):
            traffic.shell += size
        else:
            traffic.ours[path] = traffic.ours.get(path, 0) + size

    def heard(event: dict) -> None:
        traffic.socket += len(event["response"]["payloadData"]) * 3 // 4  # base64 of the frame

    session.on("Network.responseReceived", named)
    session.on("Network.loadingFinished", loaded)
    session.on("Network.webSocketFrameReceived", heard)
    return traffic


def _rows(lang: str, mine: Traffic, theirs: Traffic) -> list[Row]:
    return [
        Row(
            f"first view besides the shell, {lang}, {SIZE[0]}×{SIZE[1]}",
            f"{mine.kb:.0f} kB (shell {mine.shell / 1000:.0f} kB)",
            f"st_folium {theirs.kb:.0f} kB",
            f"≤ {MOST_KB} kB",
            mine.kb <= MOST_KB,
        ),
        Row(f"biggest parts, {lang}, kB", mine.biggest()),
    ]
