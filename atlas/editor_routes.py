"""What an office's process serves to its editors: signing in and out, uploads, the workbook."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Message, Receive

from atlas.config import Settings
from atlas.facts.door import Caller, Door, Wait, door
from atlas.facts.editors import Editor
from atlas.facts.pictures import office_file
from atlas.facts.sessions import COOKIE, TRIED
from atlas.facts.uploads import MOST_BYTES, NoRoom
from atlas.http import same_place
from atlas.i18n import Words, words
from layers.catalog import Catalog
from layers.errors import AtlasError, DataError
from layers.model import AUDIENCES
from layers.store import Store
from layers.text import LANGUAGES

EVERY_METHOD = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
UNKEPT = {"Cache-Control": "no-store"}
SIGN_IN_BYTES = 10_000
FORM_AROUND_BYTES = 10_000  # boundaries and headers of a form around its file
LONGEST_BACK = 4_000
LONGEST_NAME = 60
TRIED_S = 300  # how long the form remembers the name of a try that failed
FAILED = ("signin", "wait")  # query keys by which the page knows that signing in failed
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MULTIPART = "multipart/form-data"


class _TooLarge(Exception):  # noqa: N818 - never leaves this module
    """More arrived than is taken."""


def routes(settings: Settings, store: Callable[[], Store]) -> list[BaseRoute]:
    """Routes below ``/editor``; where the process does not allow editing all are real 404s."""
    nothing = [Route("/{path:path}", _missing, methods=EVERY_METHOD)]
    open_ = _Editing(door(settings), store).routes() if settings.editing else []
    return [
        Route("/editor", _missing, methods=EVERY_METHOD),
        Mount("/editor", routes=[*open_, *nothing]),
    ]


def pictures(
    settings: Settings, catalog: Callable[[], Catalog]
) -> Callable[[Request, str], Path | None]:
    """Finds the file of a picture for who asks; None where they may not see it.

    A picture is shown when a published record names it that this process may show: one that only
    a draft names stays with those signed in.
    """
    entrance = door(settings)

    def find(request: Request, file: str) -> Path | None:
        name = office_file(file)
        if file.startswith("office/") and name is None:
            return None
        if entrance.editor(caller(request, settings)) is None and file not in _named(catalog):
            return None
        return settings.data / file if name is None else entrance.pictures / name

    return find


def caller(request: Request, settings: Settings) -> Caller:
    """Who asks, out of a request."""
    header = settings.editor_header
    return Caller(
        address=request.client.host if request.client else "",
        cookies=request.cookies,
        forwarded=request.headers.getlist("x-forwarded-for"),
        named=request.headers.getlist(header) if header else (),
    )


def way_back(asked: str, **added: str) -> str:
    """Page and query to go on with: always on this host, without what an earlier try left.

    Anything that is no plain path of ours leads to ``/facts``.
    """
    plain = asked if _is_path(asked) else "/facts"
    parts = urlsplit(plain)
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True)
             if key not in FAILED]  # fmt: skip
    written = urlencode([*query, *added.items()])
    return f"{parts.path}?{written}" if written else parts.path


def is_same_origin(request: Request) -> bool:
    """Whether a page of our own sent this; browsers say so with every POST.

    ``Origin: null`` comes from our own forms too where a policy hides the referrer: then
    Sec-Fetch-Site decides, which no script can set.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("origin", "null")
    if origin == "null":
        return site == "same-origin"
    return same_place(origin, request.headers.get("host", ""))


class _Editing:
    """The routes of a process that allows editing."""

    def __init__(self, entrance: Door, store: Callable[[], Store]) -> None:
        self.door, self.store, self.settings = entrance, store, entrance.settings

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/session", self.sign_in, methods=["POST"]),
            Route("/session/end", self.sign_out, methods=["POST"]),
            Route("/uploads", self.upload, methods=["POST"]),
            Route("/facts.xlsx", self.workbook, methods=["GET"]),
            *([Route("/own.xlsx", self.own_workbook, methods=["GET"])]
              if self.settings.audience == AUDIENCES[-1] else ()),
        ]

    async def sign_in(self, request: Request) -> Response:
        """Take name and password, hand out the cookie, lead back to the page."""
        form = await self._form(request, SIGN_IN_BYTES)
        if isinstance(form, Response):
            return form
        name, password, back = (_field(form, key) for key in ("name", "password", "back"))
        address = self.door.address_of(caller(request, self.settings))
        made = await run_in_threadpool(self.door.sign_in, name, password, address=address)
        if isinstance(made, Wait):
            return _again(name, way_back(back, signin="wait", wait=str(made.seconds)))
        if made is None:
            return _again(name, way_back(back, signin="failed"))
        answer = _go(way_back(back))
        if TRIED in request.cookies:
            answer.delete_cookie(TRIED, path="/", httponly=True, samesite="strict")
        answer.set_cookie(
            COOKIE, made, max_age=self.settings.session_hours * 3_600, path="/",
            secure=self._is_https(request), httponly=True, samesite="strict",
        )
        return answer

    async def sign_out(self, request: Request) -> Response:
        """Forget the session and lead back to the page."""
        form = await self._form(request, SIGN_IN_BYTES)
        if isinstance(form, Response):
            return form
        self.door.sessions.end(request.cookies.get(COOKIE, ""))
        answer = _go(way_back(_field(form, "back")))
        answer.delete_cookie(
            COOKIE, path="/", secure=self._is_https(request), httponly=True, samesite="strict"
        )
        return answer

    async def upload(self, request: Request) -> Response:
        """Keep one file for the editor who sends it."""
        editor, say = self._editor(request), _words(request)
        if editor is None:
            # The file is not read: who is not signed in sends us nothing.
            return _not_signed_in(say)
        form = await self._form(request, MOST_BYTES + FORM_AROUND_BYTES, kind=MULTIPART)
        if isinstance(form, Response):
            return form
        try:
            return await self._kept(form, editor, say)
        finally:
            await form.close()

    def workbook(self, request: Request) -> Response:
        """The facts this process may show, with their sources, as a workbook."""
        if self._editor(request) is None:
            return _not_signed_in(_words(request))
        from atlas.facts.sheet import write_sheet  # noqa: PLC0415 - openpyxl is slow to load

        store, lang = self.store(), _lang(request)
        name = f"atlas-facts-{store.version}.xlsx"
        headers = {**UNKEPT, "Content-Disposition": f'attachment; filename="{name}"'}
        content = write_sheet(
            store.records(), lang=lang, say=words(lang), version=store.version,
            level=self.settings.audience,
        )
        return Response(content, media_type=XLSX, headers=headers)

    def own_workbook(self, request: Request) -> Response:
        """The office's own quotes, stays and trips as a workbook."""
        if self._editor(request) is None:
            return _not_signed_in(_words(request))
        from atlas.facts.own_sheet import write_own_sheet  # noqa: PLC0415 - openpyxl is slow

        store, lang = self.store(), _lang(request)
        name = f"atlas-own-figures-{store.version}.xlsx"
        headers = {**UNKEPT, "Content-Disposition": f'attachment; filename="{name}"'}
        content = write_own_sheet(store.records(), lang=lang, say=words(lang),
                                  version=store.version)
        return Response(content, media_type=XLSX, headers=headers)

    async def _kept(self, form: FormData, editor: Editor, say: Words) -> Response:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            return _sentence(400, say("No file was sent. Choose one."))
        if (file.size or 0) > MOST_BYTES:
            return _sentence(413, too_large(say))
        content = await file.read()
        try:
            kept = self.door.uploads.put(content, name=file.filename or "", editor=editor)
        except NoRoom as error:
            return _sentence(503, say(str(error)))
        except DataError as error:
            return _sentence(415, say(str(error)))
        answer = {"id": kept.id, "name": kept.name, "size": len(content), "kind": kept.kind}
        return JSONResponse(answer, headers=UNKEPT)

    def _editor(self, request: Request) -> Editor | None:
        return self.door.editor(caller(request, self.settings))

    def _is_https(self, request: Request) -> bool:
        if request.url.scheme == "https":
            return True
        trusted = self.door.is_trusted(caller(request, self.settings).address)
        return trusted and request.headers.get("x-forwarded-proto", "").lower() == "https"

    async def _form(
        self, request: Request, most: int, *, kind: str = ""
    ) -> FormData | Response:
        """The fields of a form of our own, or the answer that refuses it."""
        say = _words(request)
        if not is_same_origin(request):
            return _sentence(403, say("This was not sent by a page of the atlas. Open the page "
                                      "again and send it from there."))  # fmt: skip
        if not request.headers.get("content-type", "").startswith(kind):
            return _sentence(415, say("Send the file in a form (multipart/form-data)."))
        try:
            if _announced(request) > most:
                raise _TooLarge
            limited = Request(request.scope, _limited(request.receive, most))
            return await limited.form(max_files=1, max_fields=8)
        except _TooLarge:
            return _sentence(413, too_large(say))
        except (HTTPException, MultiPartException, ClientDisconnect):
            return _sentence(400, say("The form arrived damaged. Send it again."))


def _limited(receive: Receive, most: int) -> Receive:
    """A request's body, counted as it arrives; refuses once there are too many bytes."""
    count = 0

    async def counted() -> Message:
        nonlocal count
        message = await receive()
        count += len(message.get("body", b""))
        if count > most:
            raise _TooLarge
        return message

    return counted


def too_large(say: Words) -> str:
    """The sentence for a file that is larger than we take."""
    return say("The file is larger than {mb} MB. Make it smaller.", mb=MOST_BYTES // 1_000_000)


def _named(catalog: Callable[[], Catalog]) -> frozenset[str]:
    """Files of every picture that a published record names; none where the data can't be read."""
    try:
        opened = catalog()
    except AtlasError:
        return frozenset()
    routes = (route.entity for route in opened.routes.values())
    everything = (*opened.entities.values(), *opened.stops.values(), *routes)
    return frozenset(picture.file for entity in everything for picture in entity.pictures)


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if re.fullmatch(r"\d{1,15}", length) else 0


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _is_path(text: str) -> bool:
    """Whether a text is a path on this host and nothing a browser could read as another."""
    if len(text) > LONGEST_BACK or not re.fullmatch(r"/[^\\\x00-\x20\x7f]*", text):
        return False
    return not text.startswith(("//", "/editor"))


def _lang(request: Request) -> str:
    asked = request.query_params.get("lang", "zh")
    return asked if asked in LANGUAGES else "zh"


def _words(request: Request) -> Words:
    return words(_lang(request))


def _sentence(status: int, sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=status, headers=UNKEPT)


def _not_signed_in(say: Words) -> Response:
    return _sentence(401, say("You are not signed in, or no longer. Sign in and try again."))


def _go(address: str) -> Response:
    return RedirectResponse(address, status_code=303, headers=UNKEPT)


def _again(name: str, address: str) -> Response:
    """Back to the form, which is to keep the name: an address would carry it into every log."""
    answer = _go(address)
    answer.set_cookie(TRIED, quote(name[:LONGEST_NAME]), max_age=TRIED_S, path="/", httponly=True,
                      samesite="strict")  # fmt: skip
    return answer


def _missing(_: Request) -> Response:
    return PlainTextResponse("Not found", status_code=404, headers=UNKEPT)
