"""Signing in and out, handing in files, staff pictures, the workbook: and every way to be refused."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from atlas import editor_routes, http
from atlas.config import Settings
from atlas.editor_routes import way_back
from atlas.facts.door import Caller, door
from atlas.facts.editors import FREE_TRIES, Editor
from atlas.facts.pictures import keep_picture, take_picture
from atlas.facts.sessions import COOKIE, TRIED
from atlas.facts.uploads import MOST_BYTES
from layers.catalog import Catalog, open_catalog
from layers.errors import StoreError
from layers.read import documents
from layers.store.base import Record
from layers.store.records import content_version, split
from tests.atlas.facts.test_editors import QUICK, TYPED
from tests.atlas.facts.test_uploads import HOSTILE

HOST = "http://127.0.0.1:8542"
OWN = {"Origin": HOST}
PNG = b"\x89PNG\r\n\x1a\n"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
HEADER = "X-Remote-User"
WRONG = "wrong password"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing in milliseconds; that of ``test_editors`` takes its time."""
    monkeypatch.setattr("atlas.facts.editors.COST", 10)
    monkeypatch.setattr("atlas.facts.editors.LANES", 1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(editing=True, editors=(f"李:{QUICK}",), store=tmp_path / "atlas.gpkg")


def client(settings: Settings, *, at: str = "127.0.0.1", base: str = HOST, **parts: Any) -> TestClient:
    pictures = editor_routes.pictures(settings, parts.get("catalog", no_catalog))
    routes = [
        *http.routes(settings.data, dict, None, pictures),
        *editor_routes.routes(settings, parts.get("store", no_catalog)),
    ]
    app = Starlette(routes=routes, middleware=http.middleware("", http.content_security_policy()))
    return TestClient(app, base_url=base, client=(at, 5000), follow_redirects=False)


def no_catalog() -> Any:
    raise StoreError("not read here")


def sign_in(visitor: TestClient, **fields: str) -> Any:
    form = {"name": "李", "password": TYPED, "back": "/facts?sel=park-rok", **fields}
    origin = str(visitor.base_url).rstrip("/")
    return visitor.post("/editor/session", data=form, headers={"Origin": origin})


@pytest.fixture
def signed_in(settings: Settings) -> Iterator[TestClient]:
    with client(settings) as visitor:
        visitor.cookies.set(COOKIE, door(settings).sessions.begin(Editor("李")))
        yield visitor


def hand_in(visitor: TestClient, content: bytes = PNG, name: str = "gate.png", **headers: str) -> Any:
    return visitor.post(
        "/editor/uploads", files={"file": (name, content)}, headers={**OWN, **headers}
    )


# Where editing is not allowed


@pytest.mark.parametrize("path", ["/editor", "/editor/", "/editor/session", "/editor/session/end",
                                  "/editor/uploads", "/editor/facts.xlsx", "/editor/own.xlsx",
                                  "/editor/x"])  # fmt: skip
@pytest.mark.parametrize("method", METHODS)
def test_a_process_without_editing_has_none_of_it(
    settings: Settings, path: str, method: str
) -> None:
    closed = replace(settings, editing=False, editor_header=HEADER)
    visitor = client(closed)
    visitor.cookies.set(COOKIE, door(settings).sessions.begin(Editor("李")))
    answer = visitor.request(method, path, headers={**OWN, HEADER: "Li"})
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/editor", "/editor/", "/editor/x", "/editor/uploads/abc"])
def test_other_addresses_below_are_not_there_either(signed_in: TestClient, path: str) -> None:
    assert [signed_in.request(method, path).status_code for method in METHODS] == [404] * 6


def test_the_door_stays_shut_where_editing_is_off(settings: Settings) -> None:
    entrance = door(replace(settings, editing=False, editor_header=HEADER))
    assert entrance.sign_in("李", TYPED, address="10.0.0.1") is None
    token = entrance.sessions.begin(Editor("李"))
    assert entrance.editor(Caller("127.0.0.1", {COOKIE: token}, named=["李"])) is None


# Signing in


def test_who_signs_in_gets_a_cookie_and_comes_back(settings: Settings) -> None:
    answer = sign_in(client(settings))
    assert (answer.status_code, answer.headers["location"]) == (303, "/facts?sel=park-rok")
    assert answer.headers["cache-control"] == "no-store"
    cookie = answer.headers["set-cookie"]
    token = cookie.removeprefix(f"{COOKIE}=").partition(";")[0]
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/", "max-age=36000"} <= flags
    assert not {"secure"} & flags
    assert not [flag for flag in flags if flag.startswith("domain")]
    assert door(settings).sessions.editor(token) == Editor("李")


def flags_of(visitor: TestClient, **headers: str) -> str:
    form = {"name": "李", "password": TYPED}
    answer = visitor.post("/editor/session", data=form, headers={**headers})
    assert answer.status_code == 303, answer.text
    return answer.headers["set-cookie"].lower()


def test_over_https_the_cookie_is_for_https_only(settings: Settings) -> None:
    office = "https://atlas.office"
    assert "; secure" in flags_of(client(settings, base=office), Origin=office)
    behind = client(settings, base="http://atlas.office")
    said = {"Origin": office, "Sec-Fetch-Site": "same-origin", "X-Forwarded-Proto": "https"}
    with pytest.raises(AssertionError):
        flags_of(behind, Origin="https://other.office")
    assert "; secure" in flags_of(behind, **said)


def test_a_stranger_can_not_say_that_it_came_by_https(settings: Settings) -> None:
    visitor = client(settings, at="10.0.0.9")
    assert "; secure" not in flags_of(visitor, **OWN, **{"X-Forwarded-Proto": "https"})


@pytest.mark.parametrize("fields", [{"password": "wrong password"}, {"name": "Wu"}, {"name": ""},
                                    {"name": "李:x"}, {"password": ""}, {"name": "x" * 9000}])  # fmt: skip
def test_a_wrong_name_or_password_comes_back_without_a_cookie(
    settings: Settings, fields: dict[str, str]
) -> None:
    answer = sign_in(client(settings), **fields)
    assert (answer.status_code, answer.headers["location"]) == (
        303, "/facts?sel=park-rok&signin=failed",
    )  # fmt: skip
    assert COOKIE not in answer.cookies


def test_the_name_of_a_failed_try_is_kept_for_the_form_and_out_of_the_address(
    settings: Settings,
) -> None:
    answer = sign_in(client(settings), name="李 明", password=WRONG)
    assert unquote(answer.cookies[TRIED].strip('"')) == "李 明"
    kept = answer.headers["set-cookie"].lower()
    assert "httponly" in kept and "samesite=strict" in kept and "max-age=300" in kept
    assert "%E6" not in answer.headers["location"]
    assert len(unquote(sign_in(client(settings), name="x" * 9000).cookies[TRIED])) == 60


def test_signing_in_forgets_the_name_that_was_tried(settings: Settings) -> None:
    visitor = client(settings)
    sign_in(visitor, password=WRONG)
    assert TRIED in visitor.cookies
    sign_in(visitor)
    assert TRIED not in visitor.cookies


def test_a_form_without_fields_comes_back_too(settings: Settings) -> None:
    answer = client(settings).post("/editor/session", headers=OWN)
    assert answer.headers["location"] == "/facts?signin=failed"


def test_guessing_has_to_wait(settings: Settings) -> None:
    visitor = client(settings)
    for _ in range(FREE_TRIES):
        assert "signin=failed" in sign_in(visitor, password=WRONG).headers["location"]
    answer = sign_in(visitor)  # even with the right one: otherwise the wait would tell
    assert "signin=wait&wait=3" in answer.headers["location"]
    assert COOKIE not in answer.cookies


def test_a_hundred_tries_at_once_are_not_a_hundred_free_ones(settings: Settings) -> None:
    def attempt(number: int) -> str:
        return str(sign_in(client(settings), password=f"wrong password {number}").headers["location"])

    door(settings)  # made before eight ask for it at once
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(40)))
    assert sum("signin=failed" in answer for answer in answers) == FREE_TRIES


def test_behind_a_proxy_one_visitor_does_not_make_others_wait(settings: Settings) -> None:
    def attempt(name: str, forwarded: str) -> str:
        answer = client(settings).post(
            "/editor/session", data={"name": name, "password": "wrong password"},
            headers={**OWN, "X-Forwarded-For": forwarded},
        )
        return str(answer.headers["location"])

    for number in range(FREE_TRIES):  # what a visitor writes before its own address is not believed
        assert "failed" in attempt(f"name {number}", f"9.9.9.{number}, 10.0.0.1")
    assert "wait" in attempt("another", "9.9.9.9, 10.0.0.1")
    assert "failed" in attempt("a third", "10.0.0.2")


def test_an_address_is_believed_from_a_proxy_only(settings: Settings) -> None:
    entrance = door(settings)
    asked = {"cookies": {}, "forwarded": ["1.1.1.1, 10.0.0.1, 127.0.0.1"]}
    assert entrance.address_of(Caller("127.0.0.1", **asked)) == "10.0.0.1"
    assert entrance.address_of(Caller("::ffff:127.0.0.1", **asked)) == "10.0.0.1"
    assert entrance.address_of(Caller("10.0.0.7", **asked)) == "10.0.0.7"
    assert entrance.address_of(Caller("127.0.0.1", {})) == "127.0.0.1"


@pytest.mark.parametrize("back", [
    "https://evil.example/x", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil",
    "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil",
    "http:/evil", "evil.example", "", "?x=1", "/x\r\nSet-Cookie: a=b", "/editor/session/end",
    "/" + "x" * 5000, "/x\x00", "@evil.example",
])  # fmt: skip
def test_the_way_back_never_leads_to_another_host(settings: Settings, back: str) -> None:
    answer = sign_in(client(settings), back=back)
    assert answer.headers["location"] == "/facts"
    assert answer.headers.get("a") is None


@pytest.mark.parametrize(("back", "leads"), [
    ("/facts", "/facts"),
    ("/facts?part=review&draft=1", "/facts?part=review&draft=1"),
    ("/facts?signin=failed&sel=x&wait=30", "/facts?sel=x"),
    ("/facts?sel=中", "/facts?sel=%E4%B8%AD"),
    ("/facts?next=https://evil.example", "/facts?next=https%3A%2F%2Fevil.example"),
    ("/.//evil.example", "/.//evil.example"),  # a path of this host to every browser
    ("/facts#part", "/facts"),
])  # fmt: skip
def test_the_way_back_keeps_what_was_shown(back: str, leads: str) -> None:
    assert way_back(back) == leads


# Signing out


def test_who_signs_out_is_out_everywhere_the_cookie_went(
    signed_in: TestClient, settings: Settings
) -> None:
    token = signed_in.cookies[COOKIE]
    answer = signed_in.post("/editor/session/end", data={"back": "/parks"}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/parks")
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    again = client(settings)
    again.cookies.set(COOKIE, token)
    assert hand_in(again).status_code == 401


# Sent by a page of our own


@pytest.mark.parametrize("path", ["/editor/session", "/editor/session/end", "/editor/uploads"])
@pytest.mark.parametrize("headers", [
    {}, {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Origin": "http://127.0.0.1:9999"},
    {"Origin": "http://127.0.0.1"}, {"Origin": HOST + ".evil.example"}, {"Origin": "file://"},
    {"Origin": "http://[broken"}, {"Origin": "http://127.0.0.1:port"}, {"Origin": ""},
    {"Origin": HOST, "Sec-Fetch-Site": "cross-site"}, {"Origin": HOST, "Sec-Fetch-Site": "same-site"},
    {"Origin": HOST, "Sec-Fetch-Site": "none"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
])  # fmt: skip
def test_what_a_foreign_page_sends_is_refused(
    signed_in: TestClient, settings: Settings, path: str, headers: dict[str, str]
) -> None:
    answer = signed_in.post(path, files={"file": ("x.png", PNG)}, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert len(door(settings).uploads) == 0
    assert len(door(settings).sessions) == 1


@pytest.mark.parametrize("headers", [
    OWN, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    {**OWN, "Sec-Fetch-Site": "same-origin"},
])  # fmt: skip
def test_what_our_own_page_sends_is_taken(signed_in: TestClient, headers: dict[str, str]) -> None:
    answer = signed_in.post("/editor/uploads", files={"file": ("x.png", PNG)}, headers=headers)
    assert answer.status_code == 200


def test_browsers_may_say_where_our_own_forms_come_from(settings: Settings) -> None:
    assert client(settings).get("/maps/x").headers["referrer-policy"] == "same-origin"


def test_a_port_that_goes_without_saying_may_be_said(settings: Settings) -> None:
    visitor = client(settings, base="https://atlas.office")
    answer = visitor.post("/editor/session", headers={"Origin": "https://atlas.office:443"})
    assert answer.status_code == 303


# Handing in files


def test_a_file_is_kept_for_who_handed_it_in(signed_in: TestClient, settings: Settings) -> None:
    answer = hand_in(signed_in)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    said = answer.json()
    assert (said["name"], said["size"], said["kind"]) == ("gate.png", 8, "png")
    held = door(settings).uploads
    kept = held.get(said["id"], editor=Editor("李"))
    assert kept is not None
    assert kept.content == PNG
    assert held.get(said["id"], editor=Editor("Wu")) is None


@pytest.mark.parametrize("token", ["", "made-up", "a" * 5000])
def test_who_is_not_signed_in_hands_in_nothing(settings: Settings, token: str) -> None:
    visitor = client(settings)
    visitor.cookies.set(COOKIE, token)
    answer = hand_in(visitor)
    assert answer.status_code == 401
    assert "登录" in answer.json()["error"] or "sign" in answer.json()["error"].lower()
    assert len(door(settings).uploads) == 0


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_name_is_only_shown(signed_in: TestClient, name: str) -> None:
    answer = hand_in(signed_in, name=name.encode("utf-8", "replace").decode())
    if answer.status_code == 400:  # no name at all: then it is no file to a form
        assert not name
        return
    said = answer.json()
    assert said["id"].isalnum()
    assert len(said["name"]) <= 60
    assert not set(said["name"]) & set("/\\\0\n\u202e")


def test_a_file_that_is_too_large_is_refused(signed_in: TestClient, settings: Settings) -> None:
    assert hand_in(signed_in, PNG + bytes(MOST_BYTES - 8)).status_code == 200
    answer = hand_in(signed_in, PNG + bytes(MOST_BYTES - 7))
    assert answer.status_code == 413
    assert "10 MB" in answer.json()["error"]
    assert len(door(settings).uploads) == 1


def test_a_file_without_end_is_not_read_to_its_end(signed_in: TestClient) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    parts, answers = [head], []

    async def receive() -> dict[str, Any]:
        parts.append(bytes(1_000_000))
        return {"type": "http.request", "body": parts[-2], "more_body": True}

    async def send(message: Any) -> None:
        answers.append(message.get("status"))

    headers = {
        **OWN, "Host": "127.0.0.1:8542", "Cookie": f"{COOKIE}={signed_in.cookies[COOKIE]}",
        "Content-Type": "multipart/form-data; boundary=x",  # and no Content-Length
    }
    scope = {
        "type": "http", "method": "POST", "path": "/editor/uploads", "query_string": b"",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 5000), "root_path": "",
    }  # fmt: skip
    asyncio.run(signed_in.app(scope, receive, send))  # type: ignore[arg-type]
    assert answers[0] == 413
    assert len(parts) < 2 * MOST_BYTES / 1_000_000


@pytest.mark.parametrize("content", [b"<svg/>", b"GIF89a", b"", b"%PDF-1.7", b"SQLite format 3\0"])
def test_other_kinds_of_files_are_refused(signed_in: TestClient, content: bytes) -> None:
    answer = hand_in(signed_in, content)
    assert answer.status_code == 415
    assert answer.json()["error"]


@pytest.mark.parametrize(("kind", "status"), [
    ("application/json", 415), ("image/png", 415), ("application/x-www-form-urlencoded", 415),
    ("multipart/form-data", 400), ("multipart/form-data; boundary=other", 400),
])  # fmt: skip
def test_a_file_comes_in_a_form(signed_in: TestClient, kind: str, status: int) -> None:
    answer = signed_in.post(
        "/editor/uploads", content=b"--x\r\n", headers={**OWN, "Content-Type": kind}
    )
    assert answer.status_code == status
    assert answer.json()["error"]


def test_a_form_of_many_files_or_none_is_refused(signed_in: TestClient, settings: Settings) -> None:
    many = [("file", (f"{number}.png", PNG)) for number in range(3)]
    assert signed_in.post("/editor/uploads", files=many, headers=OWN).status_code == 400
    words = {"other": ("x.png", PNG)}
    assert signed_in.post("/editor/uploads", files=words, headers=OWN).status_code == 400
    assert len(door(settings).uploads) == 0


@pytest.mark.parametrize(("query", "said"), [("?lang=en", "You are not"), ("?lang=xx", None)])
def test_a_refusal_is_said_in_the_language_asked_for(
    settings: Settings, query: str, said: str | None
) -> None:
    answer = client(settings).post(f"/editor/uploads{query}", headers=OWN)
    assert answer.status_code == 401
    assert said is None or answer.json()["error"].startswith(said)


# The word of a proxy


@pytest.fixture
def proxied(tmp_path: Path) -> Settings:
    return Settings(editing=True, editor_header=HEADER, store=tmp_path / "atlas.gpkg",
                    trusted_proxies=("127.0.0.1", "10.1.0.0/16"))  # fmt: skip


@pytest.mark.parametrize(("address", "named", "status"), [
    ("127.0.0.1", ["li"], 200), ("10.1.2.3", ["li"], 200), ("::ffff:10.1.2.3", ["li"], 200),
    ("127.0.0.1", ["李".encode().decode("latin-1")], 200), ("127.0.0.1", ["Andr\u00e9"], 200),
    ("10.2.0.1", ["li"], 401), ("testclient", ["li"], 401), ("", ["li"], 401),
    ("127.0.0.1", [], 401), ("127.0.0.1", [""], 401), ("127.0.0.1", [" "], 401),
    ("127.0.0.1", ["li", "wu"], 401), ("127.0.0.1", ["x" * 99], 401),
])  # fmt: skip
def test_a_person_named_by_a_trusted_proxy_is_signed_in(
    proxied: Settings, address: str, named: list[str], status: int
) -> None:
    headers = [(b"origin", HOST.encode()), *((HEADER.encode(), n.encode("latin-1")) for n in named)]
    visitor = client(proxied, at=address)
    answer = visitor.post("/editor/uploads", files={"file": ("x.png", PNG)}, headers=headers)
    assert answer.status_code == status


def test_without_the_setting_the_header_says_nothing(settings: Settings) -> None:
    assert hand_in(client(settings), **{HEADER: "Li"}).status_code == 401


def test_the_name_of_a_proxy_is_read_as_utf8(proxied: Settings) -> None:
    named = ["李".encode().decode("latin-1")]
    assert door(proxied).editor(Caller("127.0.0.1", {}, named=named)) == Editor("李")


# Staff pictures


PICTURE = {"alt": {"zh": "门", "en": "Gate"}, "credit": {"zh": "办公室", "en": "Office"}}


def catalog_with(small: Path, *pictures: dict[str, Any]) -> Catalog:
    tables = documents(small)
    park = next(iter(tables["parks"].values()))
    park["pictures"] = [{**PICTURE, **picture} for picture in pictures]
    return open_catalog(tables, version=content_version(tables), audience="visitor")


@pytest.fixture
def kept(settings: Settings) -> str:
    file = BytesIO()
    Image.new("RGB", (8, 8), (10, 120, 30)).save(file, "PNG")
    return keep_picture(door(settings).pictures, take_picture(file.getvalue(), name="x"))


def address(name: str) -> str:
    return f"/assets/0/pictures/office/{name}"


def test_a_picture_of_a_published_record_is_served(
    settings: Settings, small: Path, kept: str
) -> None:
    opened = catalog_with(small, {"file": f"office/{kept}"})
    visitor = client(replace(settings, editing=False), catalog=lambda: opened)
    answer = visitor.get(address(kept))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "public" not in answer.headers["cache-control"]
    again = visitor.get(address(kept), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_picture_that_only_a_draft_names_is_for_editors(
    settings: Settings, small: Path, kept: str
) -> None:
    opened = catalog_with(small)
    visitor = client(settings, catalog=lambda: opened)
    assert visitor.get(address(kept)).status_code == 404
    sign_in(visitor)
    assert visitor.get(address(kept)).status_code == 200


def test_a_picture_above_the_audience_is_not_served(
    settings: Settings, small: Path, kept: str
) -> None:
    opened = catalog_with(small, {"file": f"office/{kept}", "audience": "internal"})
    assert client(settings, catalog=lambda: opened).get(address(kept)).status_code == 404


def test_a_picture_beside_a_record_is_served_only_to_whom_the_record_shows_it(
    settings: Settings, small: Path
) -> None:
    (small / "parks" / "park-one" / "gate.png").write_bytes(b"png")
    named = "/assets/0/pictures/parks/park-one/gate.png"
    for picture, status in (
        ({"file": "gate.png"}, 200),
        ({"file": "gate.png", "audience": "internal"}, 404),
        ({"file": "other.png"}, 404),
    ):
        opened = catalog_with(small, picture)
        visitor = client(replace(settings, data=small), catalog=lambda opened=opened: opened)
        assert visitor.get(named).status_code == status


def test_without_data_no_staff_picture_is_served(settings: Settings, kept: str) -> None:
    assert client(settings).get(address(kept)).status_code == 404


@pytest.mark.parametrize("name", ["../atlas.gpkg", "..%2Fatlas.gpkg", "x.png", "0123456789abcdef.svg",
                                  "0123456789abcdef.png", "", ".", "%00.png", "a" * 5000])  # fmt: skip
def test_other_names_are_no_pictures(signed_in: TestClient, settings: Settings, name: str) -> None:
    settings.store.write_bytes(b"store")
    assert signed_in.get(address(name)).status_code == 404


# The workbook


def store_of(small: Path) -> Any:
    tables = documents(small)
    records = {key: Record(*key, doc, 1) for key, doc in split(tables).items()}
    return SimpleNamespace(version="0123456789ab", records=lambda: records)


def test_the_workbook_is_for_editors(settings: Settings, small: Path) -> None:
    visitor = client(settings, store=lambda: store_of(small))
    assert visitor.get("/editor/facts.xlsx").status_code == 401
    sign_in(visitor)
    answer = visitor.get("/editor/facts.xlsx?lang=en")
    assert answer.status_code == 200
    assert 'filename="atlas-facts-0123456789ab.xlsx"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    assert load_workbook(BytesIO(answer.content)).sheetnames


def test_own_figures_are_a_workbook_for_editors_of_the_office(
    settings: Settings, small: Path
) -> None:
    office = replace(settings, audience="internal")
    visitor = client(office, store=lambda: store_of(small))
    assert visitor.get("/editor/own.xlsx").status_code == 401
    sign_in(visitor)
    answer = visitor.get("/editor/own.xlsx?lang=en")
    assert answer.status_code == 200
    assert 'filename="atlas-own-figures-0123456789ab.xlsx"' in (
        answer.headers["content-disposition"])
    assert answer.headers["cache-control"] == "no-store"
    assert load_workbook(BytesIO(answer.content)).sheetnames == [
        "Quotes", "Dwell at borders", "Trips", "Read me"]


@pytest.mark.parametrize("audience", ["public", "visitor"])
def test_a_process_for_others_has_no_workbook_of_own_figures(
    settings: Settings, small: Path, audience: Any
) -> None:
    visitor = client(replace(settings, audience=audience), store=lambda: store_of(small))
    sign_in(visitor)
    assert visitor.get("/editor/own.xlsx").status_code == 404
