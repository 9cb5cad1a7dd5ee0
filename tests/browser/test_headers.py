"""What the server sends and refuses, seen without a browser."""

import json
import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.server import Server

HTML = "text/html"


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";") if part.strip())
    return {name: values for name, *values in parts}


SEEN: list[str] = []


@pytest.fixture
def maps(visit: Visit) -> list[str]:
    """Addresses below /maps that a page has asked for."""
    if not SEEN:
        visitor = visit("/compare")
        visitor.page.on("request", lambda request: SEEN.append(request.url))
        visitor.goto("/")
    return [
        url.removeprefix("http://127.0.0.1").split("/", 1)[1] for url in SEEN if "/maps/" in url
    ]


@pytest.mark.parametrize("path", ["/", "/parks", "/sources?lang=en", "/healthz", "/assets/x/none.js",
                                  "/maps/none.js", "/_stcore/health"])  # fmt: skip
def test_every_answer_carries_the_policy(server: Server, path: str) -> None:
    policy = directives(server.get(path, accept=HTML).headers["content-security-policy"])
    assert policy["script-src"] == ["'self'", "blob:"]
    assert policy["style-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["object-src"] == ["'none'"]
    assert policy["default-src"] == ["'self'"]
    loose = {"'unsafe-eval'", "*", "http:", "https:"}
    assert not loose & {value for values in policy.values() for value in values}


def test_assets_and_maps_carry_it_too_and_are_kept_for_ever(
    server: Server, maps: list[str]
) -> None:
    page = server.get("/", accept=HTML).body.decode()
    asset = re.search(r'href="(/assets/[^"]+\.css)"', page)
    assert asset
    assert {name.rsplit(".")[-1] for name in maps} == {"js", "json"}
    for path in (asset[1], *(f"/{name}" for name in maps)):
        answer = server.get(path)
        assert answer.status == 200, path
        assert directives(answer.headers["content-security-policy"])["script-src"] == [
            "'self'", "blob:",
        ]  # fmt: skip
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_inline_script(server: Server) -> None:
    page = server.get("/", accept=HTML).body.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S", page)
    assert not re.search(r"\son\w+=", page)


@pytest.mark.parametrize("path", [
    "/assets/", "/assets/x", "/assets/x/js/none.js",
      "/maps/none.js",
    "/maps/none.json", "/maps/a/b", "/healthz/x", "/tiles/office/1/1/1", "/_stcore/metrics",
    "/_stcore/agent/openapi.json", "/parks/none", "/assets/x/" + "a" * 4000,
])  # fmt: skip
def test_what_is_not_there_or_closed_is_a_real_404(server: Server, path: str) -> None:
    answer = server.get(path, accept=HTML)
    assert answer.status == 404, path
    assert b"<html" not in answer.body.lower()


@pytest.mark.parametrize("path", [
    "/assets/x/../../../app.py", "/assets/x/%2e%2e/%2e%2e/%2e%2e/app.py",
    "/assets/x/geo/../../../../app.py", "/maps/..%2f..%2fapp.py",
])  # fmt: skip
def test_a_path_that_climbs_out_is_refused(server: Server, path: str) -> None:
    answer = server.get(path, accept=HTML)
    assert answer.status in {400, 404}, path
    assert b"streamlit" not in answer.body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example"])
def test_an_unknown_host_is_refused(server: Server, host: str) -> None:
    for path in ("/", "/healthz", "/maps/none.js"):
        assert server.get(path, host=host, accept=HTML).status in {400, 403, 404, 421}, path


def test_health_is_json_with_versions_and_checks(server: Server) -> None:
    answer = server.get("/healthz")
    said = json.loads(answer.body)
    assert answer.status == 200
    assert re.fullmatch(r"[0-9a-f]{12}", said["data_version"])
    assert said["version"]
    assert said["checks"]
