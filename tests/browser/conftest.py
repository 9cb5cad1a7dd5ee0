"""One browser and one server for all tests here; each test sees the page as a new visitor."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.server import Server
from tests.browser.visitor import Visitor, new_context

HERE = Path(__file__).parent
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The network cable is unplugged: no name resolves, no address but this machine is reached.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
Visit = Callable[..., Visitor]
Serve = Callable[..., Server]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The one Chromium of this run."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Starts further servers; all are stopped at the end."""
    started: list[Server] = []

    def start(**settings: str) -> Server:
        named = {f"ATLAS_{key.upper()}": value for key, value in settings.items()}
        server = Server(tmp_path_factory.mktemp("server"), named)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(serve: Serve) -> Server:
    """The server most tests share; nobody changes or stops it."""
    return serve()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> BrowserContext:
    """The profile most pages share, so that Streamlit's shell is fetched once."""
    return new_context(browser)


@pytest.fixture
def visit(
    browser: Browser, profile: BrowserContext, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """Opens a page as a new visitor; afterwards nothing foreign was asked and nothing failed.

    Options: ``at`` another server, ``size`` of the window, ``fresh`` for a profile of its own.
    """
    visitors: list[Visitor] = []

    def open_page(
        path: str = "/", *, at: Server | None = None, fresh: bool = False, **options: Any
    ) -> Visitor:
        host = at or request.getfixturevalue("server")
        visitor = Visitor(new_context(browser) if fresh else profile, host, **options)
        visitors.append(visitor)
        visitor.goto(path)
        return visitor

    yield open_page
    complaints = [said for visitor in visitors for said in visitor.leave()]
    complaints += [said for visitor in visitors for said in visitor.server.failures()]
    assert not complaints, "\n".join(complaints)
