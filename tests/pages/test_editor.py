"""Who is signed in to a page, and the forms to sign in and out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime.context import StreamlitHeaders

from atlas.config import Settings
from atlas.editor_routes import way_back
from atlas.facts.door import door
from atlas.facts.editors import Editor
from atlas.facts.sessions import COOKIE, TRIED
from atlas.i18n import words
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from pages.widgets.facts import editor as widget
from pages.widgets.wording import Screen
from tests.atlas.facts.test_editors import LINE

HEADER = "X-Remote-User"
S = Screen(View(lang="en"), None, words("en"), date(2026, 11, 23))  # type: ignore[arg-type]


class Page:
    """What the forms ask of Streamlit: the connection, the address, the page."""

    def __init__(self, query: dict[str, str], headers: list[tuple[str, str]], **at: Any) -> None:
        self.query_params = SimpleNamespace(to_dict=lambda: dict(query))
        self.session_state = {"atlas.page": "/facts"}
        self.context = SimpleNamespace(
            headers=StreamlitHeaders(headers), cookies=at.get("cookies", {}),
            ip_address=at.get("address"),
        )


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(editing=True, editors=(f"Li:{LINE}",), editor_header=HEADER,
                    store=tmp_path / "atlas.gpkg")  # fmt: skip


@pytest.fixture
def opened(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    def visit(query: dict[str, str] | None = None, *, named: tuple[str, ...] = (),
              with_: Settings = settings, **at: Any) -> None:  # fmt: skip
        headers = [(HEADER.lower(), name) for name in named]
        monkeypatch.setattr(widget, "st", Page(query or {}, headers, **at))
        monkeypatch.setattr(widget.process, "settings", lambda: with_)

    return visit


def nodes(tree: Node) -> Iterator[list[Any]]:
    if isinstance(tree, str):
        return
    yield tree
    for child in tree[2:]:
        yield from nodes(child)


def inputs(tree: Node) -> dict[str, dict[str, Any]]:
    return {node[1]["name"]: node[1] for node in nodes(tree) if node[0] == "input"}


def test_without_a_cookie_nobody_is_signed_in(opened: Any) -> None:
    opened()
    assert widget.editor() is None
    opened(cookies={COOKIE: "made-up"})
    assert widget.editor() is None


def test_the_cookie_says_who_it_is(opened: Any, settings: Settings) -> None:
    opened(cookies={COOKIE: door(settings).sessions.begin(Editor("Li"))})
    assert widget.editor() == Editor("Li")


def test_who_signed_out_is_out_on_the_open_page_too(opened: Any, settings: Settings) -> None:
    token = door(settings).sessions.begin(Editor("Li"))
    opened(cookies={COOKIE: token})
    door(settings).sessions.end(token)
    assert widget.editor() is None


def test_where_editing_is_off_nobody_is_signed_in(opened: Any, settings: Settings) -> None:
    closed = Settings(editor_header=HEADER, store=settings.store)
    token = door(settings).sessions.begin(Editor("Li"))
    opened(cookies={COOKIE: token}, named=("Li",), with_=closed)
    assert widget.editor() is None


@pytest.mark.parametrize(("address", "named", "who"), [
    (None, ("Wu",), Editor("Wu")),  # Streamlit's word for this machine
    ("10.0.0.9", ("Wu",), None), (None, ("Wu", "Li"), None), (None, (), None),
])  # fmt: skip
def test_a_name_in_a_header_counts_from_a_proxy_only(
    opened: Any, address: str | None, named: tuple[str, ...], who: Editor | None
) -> None:
    opened(address=address, named=named)
    assert widget.editor() == who


def test_the_form_is_sent_by_the_browser_and_leads_back_to_this_page(opened: Any) -> None:
    opened({"sel": "park-rok", "part": "review", "q": "a&b=c"})
    form: Any = widget.sign_in_form(S)
    assert (form[0], form[1]["method"], form[1]["action"]) == ("form", "post", "/editor/session")
    fields = inputs(form)
    assert set(fields) == {"name", "password", "back"}
    assert fields["password"]["type"] == "password"
    assert fields["back"]["value"] == "/facts?sel=park-rok&part=review&q=a%26b%3Dc"
    assert way_back(fields["back"]["value"]) == fields["back"]["value"]


def test_every_field_has_its_label(opened: Any) -> None:
    opened()
    form = widget.sign_in_form(S)
    labels = {node[1]["for"] for node in nodes(form) if node[0] == "label"}
    assert labels == {one["id"] for one in inputs(form).values() if one["type"] != "hidden"}


@pytest.mark.parametrize(("query", "said"), [
    ({"signin": "failed"}, "Name or password is wrong"),
    ({"signin": "wait", "wait": "31"}, "Wait 31 seconds"),
    ({"signin": "wait", "wait": "61"}, "Wait 2 minutes"),
    ({"signin": "wait", "wait": "9999"}, "Wait 15 minutes"),
    ({"signin": "wait", "wait": "<b>"}, "Wait 15 minutes"),
    ({"signin": "wait", "wait": "-1"}, "Wait 15 minutes"),
    ({"signin": "wait"}, "Wait 15 minutes"),
])  # fmt: skip
def test_after_a_failed_try_the_form_says_why(
    opened: Any, query: dict[str, str], said: str
) -> None:
    opened(query)
    assert said in text_of(widget.sign_in_form(S))


@pytest.mark.parametrize(("query", "kept"), [({"signin": "failed"}, "李 明"), ({}, None)])
def test_after_a_failed_try_the_name_still_stands(
    opened: Any, query: dict[str, str], kept: str | None
) -> None:
    opened(query, cookies={TRIED: "%E6%9D%8E%20%E6%98%8E"})
    assert inputs(widget.sign_in_form(S))["name"].get("value") == kept


@pytest.mark.parametrize("query", [{}, {"signin": "x"}, {"wait": "30"}])
def test_without_a_failed_try_it_says_nothing(opened: Any, query: dict[str, str]) -> None:
    opened(query)
    assert not [node for node in nodes(widget.sign_in_form(S)) if (node[1] or {}).get("role")]


def test_who_is_signed_in_can_sign_out(opened: Any, settings: Settings) -> None:
    opened({"sel": "x"}, cookies={COOKIE: door(settings).sessions.begin(Editor("Li"))})
    line: Any = widget.signed_in_line(S)
    assert line[1]["action"] == "/editor/session/end"
    assert "Li" in text_of(line)
    assert inputs(line)["back"]["value"] == "/facts?sel=x"


def test_whom_the_proxy_signed_in_the_proxy_signs_out(opened: Any) -> None:
    opened(named=("Wu",))
    line: Any = widget.signed_in_line(S)
    assert line[0] == "p"
    assert text_of(line) == "Signed in: Wu"


def test_nobody_has_no_way_out(opened: Any) -> None:
    opened()
    assert text_of(widget.signed_in_line(S)) == "Not signed in"
