"""What visitors may not see is in no page and in no answer of a visitors' process."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Response

from tests.browser.conftest import Serve, Visit
from tests.browser.server import Server
from tests.conftest import GEO

INNER = "内部底价三千七百二十一万"
FACT = f"""
[[facts]]
key = "inner"
group = "profile"
label = {{zh = "{INNER}", en = "{INNER}"}}
audience = "internal"
headline = 1
[[facts.claims]]
id = "park-rok.inner.1"
value = "{INNER}"
text = {{zh = "{INNER}", en = "{INNER}"}}
as_of = "2026-01"
source = "big5-20200629"
confidence = "high"
review_by = "2027-11"
"""
PAGES = ("/?sel=park-rok", "/parks?sel=park-rok", "/systems", "/routes", "/sources",
         "/compare?ids=park-rok,park-russia")  # fmt: skip


def with_secret(folder: Path) -> Path:
    data = Path(shutil.copytree(GEO, folder / "geo"))
    park = data / "parks" / "park-rok" / "park.toml"
    park.write_text(park.read_text("utf-8") + FACT, "utf-8")
    return data


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_secret(tmp_path_factory.mktemp("secret"))


def answers(visit: Visit, server: Server) -> str:
    """Everything the server sent for every page, and everything the pages then hold."""
    visitor = visit("/compare", at=server)
    received: list[Response] = []
    # Playwright does not take a built-in method.
    visitor.page.on("response", lambda response: received.append(response))  # noqa: PLW0108
    frames: list[str] = []
    visitor.page.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived",
            lambda frame: frames.append(
                frame.decode("utf-8", "replace") if isinstance(frame, bytes) else frame
            ),
        ),
    )
    held = []
    for path in PAGES:
        visitor.goto(path)
        held.append(visitor.page.content())
        bodies = [one.text() for one in received if "/maps/" in one.url and one.status == 200]
        held += bodies
        received.clear()
    assert frames
    return "\n".join([*held, *frames])


def test_an_internal_fact_reaches_no_visitor(serve: Serve, visit: Visit, data: Path) -> None:
    server = serve(data=str(data), audience="visitor")
    assert INNER not in answers(visit, server)
    server.stop()


def test_the_same_fact_is_shown_where_the_process_is_for_staff(
    serve: Serve, visit: Visit, data: Path
) -> None:
    server = serve(data=str(data), audience="internal")
    visitor = visit("/?sel=park-rok", at=server)
    assert INNER in visitor.panel.inner_text()
    server.stop()
