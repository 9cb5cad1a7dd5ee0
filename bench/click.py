"""From a mouse click on the map to the panel: inside our map, in Streamlit, and in st_folium.

Both pages stay open and are clicked in turn, so each pair of clicks meets the same load.
"""

from typing import Any

from playwright.sync_api import Page

from bench import servers
from bench.chromium import browser, visitor
from bench.result import Row, middle, p95

ROUNDS, FEATURES = 5, 12
REST_MS = 400  # between clicks: nobody clicks faster and reads
FRAME_MS = 16
SHARE = 0.25

SINGLES = """() => {
  const { scene } = atlas.maps.get('main');
  const single = scene.groups.filter((group) => group.members.length === 1);
  return [...single.map((group) => group.leader.feature.id), 'line-cme', 'corridor-cmr'];
}"""
# In ms of one clock: click, card in the document, frame with the card, that frame painted.
WATCH_OURS = """(id) => {
  const now = () => performance.timeOrigin + performance.now();
  const there = (name) => document.querySelector(`[data-testid=${name}][data-feature="${id}"]`);
  const seen = window.benchClick = {};
  const look = () => {
    if (!seen.card && there('map-card')) seen.card = now();
    if (!seen.panel && there('attribute-panel')) seen.panel = now();
    if (seen.panel) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  const watched = { subtree: true, childList: true, attributeFilter: ['data-feature'] };
  const frame = () => {
    if (!there('map-card')) return requestAnimationFrame(frame);
    seen.frame = now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { seen.painted = now(); };
    port2.postMessage(0);
  };
  addEventListener('click', (event) => {
    seen.start = performance.timeOrigin + event.timeStamp;
    seen.heard = now();
    observer.observe(document, watched);
    requestAnimationFrame(frame);
  }, { capture: true, once: true });
}"""
# Where symbols overlap the peer may answer with the neighbour: any new panel counts.
WATCH_PEER = """() => {
  const seen = window.benchClick = {};
  const inner = document.querySelector('iframe[title*=folium]').contentWindow;
  const clock = (where) => where.performance.timeOrigin;
  inner.addEventListener('click', (event) => { seen.start = clock(inner) + event.timeStamp; },
    { capture: true, once: true });
  const told = () => document.querySelector('[data-testid=stCaptionContainer]')?.textContent ?? '';
  const before = told();
  const observer = new MutationObserver(() => {
    if (!told() || told() === before) return;
    seen.panel = clock(window) + performance.now();
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
}"""
PEER_SPOT = """(id) => {
  const frame = document.querySelector('iframe[title*=folium]'), map = frame?.contentWindow?.map;
  if (!map) return null;
  const box = frame.getBoundingClientRect();
  let found = null;
  map.eachLayer((one) => {
    if (one.feature?.properties?.id === id && one.getLatLng) found = one.getLatLng();
  });
  if (!found) return null;
  const at = map.latLngToContainerPoint(found);
  return { x: box.left + at.x, y: box.top + at.y };
}"""
# A card of the click before may lie on the next mark.
CLEAR = "(at) => { const top = document.elementFromPoint(at.x, at.y);\
 return !top?.closest('.atlas-card, .leaflet-control'); }"


def measure() -> list[Row]:
    with (
        servers.atlas() as ours,
        servers.peer("st_folium", 8552) as peer,
        browser() as launched,
        visitor(launched) as page,
        visitor(launched) as other,
    ):
        page.goto(ours.url)
        page.wait_for_selector("[data-testid=atlas-map][data-ready=true]")
        other.goto(peer.url)
        other.wait_for_function(f"() => ({PEER_SPOT})('park-russia')")
        page.wait_for_timeout(3000)
        clicks, peers = _clicks(page, other)
    return _rows(clicks, peers)


def _clicks(page: Page, other: Page) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    ids = page.evaluate(SINGLES)[-FEATURES:]
    clicks, peers = [], []
    for _ in range(ROUNDS):
        for name in ids:
            page.bring_to_front()
            clicks += _click(page, name, WATCH_OURS, "(id) => window.atlas.pixelOf(id)")
            other.bring_to_front()
            peers += _click(other, name, WATCH_PEER, PEER_SPOT)
    return clicks, peers


def _click(page: Page, name: str, watch: str, spot: str) -> list[dict[str, float]]:
    """One click as a list of one, empty where the feature can't be clicked just now."""
    at: dict[str, Any] | None = page.evaluate(spot, name)
    if at is None or not page.evaluate(CLEAR, at):
        return []
    page.mouse.move(at["x"], at["y"])
    page.wait_for_timeout(REST_MS)
    page.evaluate(watch, name)
    page.mouse.click(at["x"], at["y"])
    try:
        page.wait_for_function("() => window.benchClick.panel", timeout=5000)
    except Exception as error:  # noqa: BLE001 - told, and left out
        print(f"  no panel for {name}: {type(error).__name__}")
        return []
    page.wait_for_timeout(REST_MS)
    seen: dict[str, float] = page.evaluate("() => window.benchClick")
    return [{key: value - seen["start"] for key, value in seen.items()}]


def _rows(clicks: list[dict[str, float]], peers: list[dict[str, float]]) -> list[Row]:
    heard, card, frame, painted, panel = (
        [one[key] for one in clicks if key in one]
        for key in ("heard", "card", "frame", "painted", "panel")
    )
    own = [one["card"] - one["heard"] for one in clicks if "card" in one]
    peer = [one["panel"] for one in peers]
    share = middle(panel) / middle(peer)
    said = f"{len(frame)} clicks, median {middle(frame):.0f} ms, p95 {p95(frame):.1f} ms"
    return [
        Row("click to the page hearing it", _spread(heard)),
        Row("from there to the card in the document", _spread(own)),
        Row("both: click to card in the document", _spread(card)),
        Row("click to frame with the card", said, "", "p95 16 ms", p95(frame) <= FRAME_MS),
        Row("that frame painted", f"p95 {p95(painted):.0f} ms, median {middle(painted):.0f}"),
        Row(
            "click to Streamlit panel",
            f"median {middle(panel):.0f} ms, p95 {p95(panel):.0f} ms",
            f"st_folium median {middle(peer):.0f} ms, p95 {p95(peer):.0f} ms ({len(peer)} clicks)",
            f"≤ {SHARE} of the peer: {share:.2f}",
            share <= SHARE,
        ),
    ]


def _spread(values: list[float]) -> str:
    return f"median {middle(values):.1f} ms, p95 {p95(values):.1f} ms"
