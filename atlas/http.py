"""What this process serves besides the screens: assets, map payloads, health; and its headers."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.maps import shelf
from atlas.maps.bundle import bundle
from atlas.maps.view import THEMES
from layers.store.tiles import TileFile
from layers.style import load_styles
from layers.text import LANGUAGES

ASSETS = Path(__file__).parent / "maps" / "assets"
A_DAY = "public, max-age=86400"
FOR_EVER = "public, max-age=31536000, immutable"
HASH_DIGITS = 12
TITLE = "长春国际合作园区图志"  # until the screen says its own, in its own language
NOWHERE = "这里没有页面。 There is no page here.\n"
PAGE_STYLES = ("parks", "routes", "pages")
BUNDLE = "js/bundle.js"
# Each made of one module and all it imports; forms and drawing wait until a page has some.
BUNDLES = {
    BUNDLE: "main.js",
    "js/bundle-editing.js": "editing.js",
    "js/bundle-plan.js": "plan.js",
}
PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(rb"\n\s*")
COMPRESSED = {".woff2", ".webp", ".png", ".jpg"}  # already small; gzip would only cost time
# Streamlit's own face is never shown, and its agent interface is closed: neither is announced.
UNUSED_LINKS = re.compile(r'<link\s[^>]*(?:as="font"|rel="service-desc")[^>]*>')
# One inline script (a flag for prerendering services), which the policy would refuse.
INLINE_SCRIPTS = re.compile(r"<script>.*?</script>", re.DOTALL)
# Streamlit's own paths that a visitor never needs.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


def content_security_policy(image_hosts: Sequence[str] = ()) -> str:
    """The policy of every answer: scripts from this host only, none inline.

    ``image_hosts`` are those of online basemaps an administrator has switched on.
    """
    images = " ".join(("'self'", "data:", "blob:", *image_hosts))
    return (
        "default-src 'self'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        f"img-src {images}; font-src 'self' data:; connect-src 'self' ws: wss:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


def asset_version(data: Path) -> str:
    """A hash over every served file, part of each asset's address."""
    digest = hashlib.sha256()
    for root in (ASSETS, data / "basemap", data / "styles"):
        for path in sorted(item for item in root.rglob("*") if item.is_file()):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:HASH_DIGITS]


def routes(
    data: Path,
    health: Callable[[], dict[str, Any]],
    tiles: TileFile | None = None,
    pictures: Callable[[Request, str], Path | None] | None = None,
) -> list[BaseRoute]:
    """Routes below ``/assets``, ``/maps`` and ``/healthz``; unknown paths there are real 404s.

    ``pictures`` finds the file of a picture for who may see it; without it those beside the
    records are open to all.
    """

    def asset(request: Request) -> Response:
        name = request.path_params["path"]
        if not name.startswith("pictures/"):
            return _asset(data, request)
        file = name.removeprefix("pictures/")
        path = pictures(request, file) if pictures else None
        if file.startswith("office/"):
            return _office_picture(request, path)
        return _asset(data, request) if path or not pictures else _missing(request)

    def health_check(_: Request) -> Response:
        found = health()
        status = 200 if found["data_version"] else 503
        return JSONResponse(found, status_code=status, headers={"Cache-Control": "no-store"})

    def tile(request: Request) -> Response:
        at = request.path_params
        picture = tiles.tile(at["z"], at["x"], at["y"]) if tiles else None
        if tiles is None or picture is None:
            return PlainTextResponse("Not found", status_code=404)
        return Response(picture, media_type=tiles.media_type, headers={"Cache-Control": A_DAY})

    # Without the last route of each, Streamlit would answer what is not there with its own page.
    nothing = Route("/{path:path}", _missing)
    return [
        Mount("/tiles/office", routes=[Route("/{z:int}/{x:int}/{y:int}", tile), nothing]),
        Mount("/assets", routes=[Route("/{version}/{path:path}", asset), nothing]),
        Mount("/maps", routes=[Route("/{name}", _payload), nothing]),
        Route("/healthz", health_check),
        Mount("/healthz", routes=[nothing]),
    ]


def middleware(head: str, policy: str, *, hosts: Sequence[str] = ()) -> list[Middleware]:
    """Security headers on every answer, our styles and fonts in the page's head.

    ``hosts`` are the names the atlas answers to; without any it answers to all.
    """
    return [Middleware(Shell, head=head, policy=policy, hosts=hosts)]


def is_known(host: str, hosts: Sequence[str]) -> bool:
    """Whether a Host header names one of ``hosts``; its port does not matter.

    Streamlit asks this for its web socket only; pages and payloads must not answer to a
    stranger's name either (DNS rebinding).
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return "*" in hosts or name.rstrip(".") in {known.lower().strip("[]") for known in hosts}


def page_head(version: str, shell: Sequence[str] = ()) -> str:
    """Links put into the page's head so that styles and modules load with the first byte.

    ``shell`` are addresses of Streamlit's modules that our components need and its own page
    does not name. (Fetching the ground ahead as well was measured and made the map later.)
    """
    base = f"/assets/{version}"
    styles = (
        "vendor/leaflet/leaflet.css",
        *(f"css/{name}.css" for name in ("fonts", "tokens", "map", "atlas", *PAGE_STYLES)),
    )
    links = [f'<link rel="stylesheet" href="{base}/{name}">' for name in styles]
    links += [f'<link rel="modulepreload" href="{url}">' for url in (f"{base}/{BUNDLE}", *shell)]
    links.append(f'<link rel="icon" href="{base}/icons/atlas.svg" type="image/svg+xml">')
    return "".join(links)


def _missing(_: Request) -> Response:
    return PlainTextResponse("Not found", status_code=404)


def _asset(data: Path, request: Request) -> Response:
    name = request.path_params["path"]
    if name == "css/tokens.css":
        return _compressed(_tokens_css(data), ".css", request)
    if name in BUNDLES:
        return _compressed(_bundle(BUNDLES[name]), ".js", request)
    inside, root = _place(name, data)
    path = (root / inside).resolve()
    if not path.is_relative_to(root.resolve()) or not _is_file(path):
        return PlainTextResponse("Not found", status_code=404)
    return _compressed(_bytes(path), path.suffix, request)


def _office_picture(request: Request, path: Path | None) -> Response:
    """A picture of the staff; browsers ask each time, since who may see it can change."""
    if path is None or not _is_file(path):
        return PlainTextResponse("Not found", status_code=404)
    headers = {"Cache-Control": "private, no-cache", "ETag": f'"{path.stem}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    kind = mimetypes.types_map[path.suffix]
    return Response(path.read_bytes(), media_type=kind, headers=headers)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than any file's
        return False


def _place(name: str, data: Path) -> tuple[str, Path]:
    """Name and folder of a served file: a picture of a record, the basemap, or one of our own."""
    if name.startswith("pictures/") and Path(name).suffix in PICTURES:
        return name.removeprefix("pictures/"), data
    if name.startswith("geo/"):
        return name.removeprefix("geo/"), data / "basemap"
    return name, ASSETS


def _payload(request: Request) -> Response:
    item = shelf.get(request.path_params["name"])
    if item is None:
        return PlainTextResponse("Not found", status_code=404)
    headers = {"Cache-Control": FOR_EVER, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(item.body, media_type=item.media_type, headers=headers)


@lru_cache(maxsize=512)
def _bytes(path: Path) -> bytes:
    raw = path.read_bytes()
    return lean(raw) if path.suffix == ".css" else raw


def lean(style: bytes) -> bytes:
    r"""A style sheet without its comments and indents: a fourteenth of the first view's styles.

    >>> lean(b"/* why */\na {\n  color: red;\n}\n")
    b'a {\ncolor: red;\n}\n'
    """
    return INDENT.sub(b"\n", COMMENT.sub(b"", style)).lstrip()


@lru_cache(maxsize=512)
def _gzipped(raw: bytes) -> bytes:
    return gzip.compress(raw, 9, mtime=0)  # once for each file


@lru_cache(maxsize=len(BUNDLES))
def _bundle(entry: str) -> bytes:
    return bundle(ASSETS / "js" / entry).encode()


@lru_cache(maxsize=4)
def _tokens_css(data: Path) -> bytes:
    styles = load_styles(data)
    # The first rule also stands for pages without a theme; later ones of equal weight win.
    blocks = [f":root{{{styles['light'].css()}}}"]
    blocks += [f'[data-theme="{name}"]{{{style.css()}}}' for name, style in styles.items()]
    return "\n".join(blocks).encode()


def _compressed(raw: bytes, suffix: str, request: Request) -> Response:
    media_type = mimetypes.types_map.get(suffix, "application/octet-stream")
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if suffix not in COMPRESSED and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            _gzipped(raw), media_type=media_type, headers={**headers, "Content-Encoding": "gzip"}
        )
    return Response(raw, media_type=media_type, headers=headers)


class Shell:
    """Adds the security headers and dresses Streamlit's page before it leaves.

    The page gets our styles, the visitor's language and the theme in its first bytes: nothing
    flashes, and a screen reader knows the language before any script has run.
    """

    def __init__(
        self, app: ASGIApp, *, head: str, policy: str, hosts: Sequence[str] = ()
    ) -> None:
        self.app = app
        self.head = head
        self.hosts = hosts
        self.headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            # With no-referrer browsers send our own forms with “Origin: null”, and over plain
            # HTTP nothing else tells them from a foreign page's. Other hosts learn as little.
            "Referrer-Policy": "same-origin",
            "X-Frame-Options": "SAMEORIGIN",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "websocket" and not _is_own_socket(scope):
            await send({"type": "websocket.close", "code": 1008})  # RFC 6455: policy violation
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        inner = self.app if refusal is None else refusal
        await inner(_uncompressed(scope), receive, _Dressed(self, scope, send))

    def _refusal(self, scope: Scope) -> Response | None:
        if self.hosts and not is_known(Headers(scope=scope).get("host", ""), self.hosts):
            # RFC 9110, 15.5.20: not the server for this name.
            return PlainTextResponse("This server has another name", status_code=421)
        if scope["path"].startswith(CLOSED):
            return PlainTextResponse("Not found", status_code=404)
        return None


def _is_own_socket(scope: Scope) -> bool:
    """Whether a page of this very host and port opens the socket.

    A cookie does not know of ports, so another server of the same machine would come with an
    editor's cookie; Streamlit compares names only. Programs that are no browser name no origin.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is None or same_place(origin, headers.get("host", ""))


def same_place(origin: str, host: str) -> bool:
    """Whether an origin (RFC 6454) is the host of a request, port included."""
    try:
        sender = urlsplit(origin)
        own = urlsplit(f"{sender.scheme}://{host}")
        usual = {"http": 80, "https": 443}.get(sender.scheme)
        asked = (sender.hostname, sender.port or usual)
        return usual is not None and sender.hostname is not None and asked == (
            own.hostname, own.port or usual
        )
    except ValueError:
        return False


class _Dressed:
    """Sends one answer on, holding back an HTML page until it is whole."""

    def __init__(self, shell: Shell, scope: Scope, send: Send) -> None:
        self.shell, self.scope, self.send = shell, scope, send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Send one part of the answer on, or keep it until the page is whole."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in self.shell.headers.items():
                headers[name] = value
            if _is_page(message):
                self.start = message
                return
        elif self.start is not None:
            self.body += message.get("body", b"")
            if message.get("more_body"):
                return
            message = self._page()
            await self.send(self.start)
            self.start = None
        await self.send(message)

    def _page(self) -> Message:
        assert self.start is not None  # noqa: S101 - held since the start message
        raw = self.body
        headers = MutableHeaders(raw=self.start["headers"])
        if _is_nowhere(self.scope["path"]):
            self.start["status"], headers["Content-Type"] = 404, "text/plain; charset=utf-8"
            raw = NOWHERE.encode()
        elif self.start["status"] == 200 and b"</head>" in raw:
            raw = dress(raw.decode(), self.shell.head, self.scope["query_string"]).encode()
        if "gzip" in Headers(scope=self.scope).get("accept-encoding", "") and raw:
            raw = gzip.compress(raw, 6)
            headers["Content-Encoding"] = "gzip"
        if raw or self.scope["method"] != "HEAD":
            headers["Content-Length"] = str(len(raw))
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        headers["Cache-Control"] = "no-cache"
        return {"type": "http.response.body", "body": raw}


def _uncompressed(scope: Scope) -> Scope:
    """The request as the inner application may see it: a page it compressed can't be dressed."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def _is_nowhere(path: str) -> bool:
    """Below no page is another; Streamlit would send its own, which finds no script there."""
    return "/" in path.strip("/")


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    plain = "content-encoding" not in headers
    return plain and headers.get("content-type", "").startswith("text/html")


def dress(page: str, head: str, query: bytes) -> str:
    """Streamlit's page with our head, and language and theme on its root element."""
    asked = parse_qs(query.decode("latin-1"))
    lang = next((item for item in asked.get("lang", []) if item in LANGUAGES), "zh")
    theme = next((item for item in asked.get("theme", []) if item in THEMES), "light")
    page = INLINE_SCRIPTS.sub("", UNUSED_LINKS.sub("", page))
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>", 1)
    page = page.replace('<html lang="en"', f'<html lang="{escape(lang)}" data-theme="{theme}"', 1)
    return page.replace("</head>", head + "</head>", 1)
