"""What visitors may not see is in no page and in no answer of a visitors' process."""

import shutil
from base64 import b64decode
from pathlib import Path

import pytest
from playwright.sync_api import Response

from tests.browser.conftest import Serve, Visit
from tests.browser.server import Server
from tests.conftest import GEO

INNER = "内部底价三千七百二十一万"
CLAIM = "内部估计八千六百五十四公顷"
TITLE = "内部会议纪要第九十七号"
PUBLISHER = "内部资料保管处"
PICTURE = "内部照片说明四十三"
CONTACT = "内部联系人五十九号"
SHOWN_TO_STAFF = (INNER, CLAIM, TITLE, PUBLISHER, PICTURE)
SECRETS = (*SHOWN_TO_STAFF, CONTACT)
INDEX_MS = 400  # by then an index on this machine has come
ONE_PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg"
    "=="
)
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

[[facts]]
key = "inner_contact"
group = "contact"
label = {{zh = "联系人", en = "Contact"}}
audience = "internal"
[[facts.claims]]
id = "park-rok.inner_contact.1"
text = {{zh = "{CONTACT}", en = "{CONTACT}"}}
as_of = "2026-01"
source = "inner-minutes"
confidence = "high"
review_by = "2027-11"

[[pictures]]
file = "inner.png"
alt = {{zh = "{PICTURE}", en = "{PICTURE}"}}
credit = {{zh = "{PICTURE}", en = "{PICTURE}"}}
audience = "internal"
"""
# One claim more of a fact that everybody sees.
MORE = f"""[[facts.claims]]
id = "park-rok.planned_area.97"
text = {{zh = "{CLAIM}", en = "{CLAIM}"}}
as_of = "2026-01"
source = "inner-minutes"
confidence = "high"
review_by = "2027-11"
audience = "internal"
preferred = true

"""
BOOKS = f"""
[inner-minutes]
publisher = "inner-desk"
title = {{zh = "{TITLE}", en = "{TITLE}"}}
date = "2026-01"
licence = "facts only"
grade = "official"
""", f"""
[inner-desk]
names = {{zh = "{PUBLISHER}", en = "{PUBLISHER}"}}
kind = "government"
"""
PAGES = ("/?sel=park-rok", "/parks?sel=park-rok", "/systems", "/routes", "/sources",
         "/compare?ids=park-rok,park-russia", "/status")  # fmt: skip


def with_secret(folder: Path) -> Path:
    data = Path(shutil.copytree(GEO, folder / "geo"))
    park = data / "parks" / "park-rok" / "park.toml"
    before, facts, after = park.read_text("utf-8").partition("[[facts]]")
    first, next_fact, rest = after.partition("[[facts]]")
    text = before + facts + first + MORE + next_fact + rest + FACT
    park.write_text(text, "utf-8")
    park.with_name("inner.png").write_bytes(b64decode(ONE_PIXEL))
    (data / "sources" / "inner.toml").write_text(BOOKS[0], "utf-8")
    with (data / "publishers.toml").open("a", encoding="utf-8") as publishers:
        publishers.write(BOOKS[1])
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
        visitor.page.get_by_test_id("place-search").last.fill("内部")  # asks for the index
        visitor.page.wait_for_timeout(INDEX_MS)
        held.append(visitor.page.content())
        bodies = [one.text() for one in received if "/maps/" in one.url and one.status == 200]
        held += bodies
        received.clear()
    assert frames
    return "\n".join([*held, *frames])


def test_nothing_internal_reaches_a_visitor(serve: Serve, visit: Visit, data: Path) -> None:
    server = serve(data=str(data), audience="visitor")
    sent = answers(visit, server)
    server.stop()
    assert not [secret for secret in SECRETS if secret in sent]
    assert "inner-minutes" not in sent
    assert "inner-desk" not in sent


def test_the_same_is_shown_where_the_process_is_for_staff(
    serve: Serve, visit: Visit, data: Path
) -> None:
    server = serve(data=str(data), audience="internal")
    sent = answers(visit, server)
    server.stop()
    assert not [secret for secret in SHOWN_TO_STAFF if secret not in sent]


def test_a_figure_whose_preferred_claim_is_internal_shows_the_next_one(
    serve: Serve, visit: Visit, data: Path
) -> None:
    server = serve(data=str(data), audience="visitor")
    figure = visit("/?sel=park-rok", at=server).panel.locator("[data-fact=planned_area]").first
    assert figure.get_attribute("data-claim") == "park-rok.planned_area.1"
    server.stop()
