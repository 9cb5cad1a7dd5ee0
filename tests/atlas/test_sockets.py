"""A web socket is opened by pages of this very host and port only, whatever cookie comes along."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from atlas import http

SOCKET = "ws://127.0.0.1:8501/stream"


@pytest.fixture
def client() -> TestClient:
    async def greet(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("hello")
        await socket.close()

    shell = Middleware(http.Shell, head="", policy="")
    made = Starlette(routes=[WebSocketRoute("/stream", greet)], middleware=[shell])
    return TestClient(made)


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8501", None])
def test_our_own_pages_and_programs_are_answered(client: TestClient, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    with client.websocket_connect(SOCKET, headers=headers) as socket:
        assert socket.receive_text() == "hello"


@pytest.mark.parametrize("origin", [
    "http://127.0.0.1:9999", "https://127.0.0.1", "http://127.0.0.1", "http://evil.example:8501",
    "null", "", "http://", "file://", "http://[", "http://127.0.0.1:x",
])  # fmt: skip
def test_others_are_refused(client: TestClient, origin: str) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(SOCKET, headers={"Origin": origin}),
    ):
        pass


@pytest.mark.parametrize(("origin", "host", "same"), [
    ("https://atlas.office", "atlas.office", True), ("https://atlas.office", "atlas.office:443", True),
    ("http://atlas.office", "atlas.office:80", True), ("http://atlas.office", "atlas.office:443", False),
    ("https://atlas.office:8443", "atlas.office", False), ("http://[::1]:8501", "[::1]:8501", True),
])  # fmt: skip
def test_a_schemes_own_port_may_be_left_out(origin: str, host: str, same: bool) -> None:
    assert http.same_place(origin, host) is same
