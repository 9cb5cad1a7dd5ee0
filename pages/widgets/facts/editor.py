"""Who is signed in, and the forms to sign in and out, which the browser itself sends."""

import re
from urllib.parse import unquote, urlencode

import streamlit as st

from atlas import process
from atlas.facts.door import Caller, Door, door
from atlas.facts.editors import LONGEST_WAIT_S, Editor
from atlas.facts.sessions import TRIED
from atlas.maps.element import Node, h
from pages.widgets.events import PAGE
from pages.widgets.wording import Screen

LOOPBACK = "127.0.0.1"  # for which Streamlit gives None


def editor() -> Editor | None:
    """Who is signed in to this visitor's browser; nobody where editing is not allowed."""
    return _door().editor(_caller())


def sign_in_form(s: Screen) -> Node:
    """Name and password; after a failed try what was wrong."""
    _ = s.say
    return h(
        "form",
        {"class": "form sign-in", "method": "post", "action": "/editor/session",
         "style": {"max-width": "420px"}},
        h("h2", None, _("Sign in to change facts")),
        h("div", "field-hint", _("Looking is open to everyone. Each change carries the name of the "
                                 "person who made it.")),
        _failure(s),
        _field("name", _("Your name"), {"autocomplete": "username", "maxlength": 60,
                                          "value": _tried() or None}),
        _field("password", _("Password"), {"type": "password", "maxlength": 1000,
                                           "autocomplete": "current-password"}),
        _back(),
        h("div", "form-actions",
          h("button", {"class": "button primary", "type": "submit"}, _("Sign in"))),
    )


def signed_in_line(s: Screen) -> Node:
    """The name of who is signed in, and the way out."""
    who = editor()
    if who is None:
        return h("p", "signed-in", s.say("Not signed in"))
    name = h("span", "signed-in-name", s.say("Signed in: {name}", name=who.name))
    if _door().by_proxy(_caller()):
        return h("p", "signed-in", name)  # signing out is the proxy's business
    return h(
        "form",
        {"class": "signed-in", "method": "post", "action": "/editor/session/end",
         "style": {"display": "flex", "flex-wrap": "wrap", "align-items": "center",
                   "gap": "4px 14px", "margin": "0"}},
        name,
        _back(),
        h("button", {"class": "button", "type": "submit"}, s.say("Sign out")),
    )


def _failure(s: Screen) -> Node | None:
    asked = st.query_params.to_dict()
    if asked.get("signin") == "failed":
        said = s.say("Name or password is wrong. Nothing was changed; try again.")
    elif asked.get("signin") == "wait":
        said = s.say("Too many wrong tries. Wait {wait} and try again.",
                     wait=_wait(asked.get("wait", ""), s))
    else:
        return None
    return h("div", {"class": "notice-warn", "role": "alert"}, h("span", None, said))


def _tried() -> str:
    """The name of the try that has just failed, so that it need not be typed again."""
    failed = "signin" in st.query_params.to_dict()
    return unquote(st.context.cookies.get(TRIED, "")) if failed else ""


def _wait(seconds: str, s: Screen) -> str:
    """A wait in words; out of the address, so it may hold anything."""
    wanted = int(seconds) if re.fullmatch(r"[0-9]{1,4}", seconds) else LONGEST_WAIT_S
    wanted = min(wanted, LONGEST_WAIT_S)
    if wanted < 60:
        return s.say("{count} seconds", count=wanted)
    return s.say("{count} minutes", count=-(-wanted // 60))


def _field(name: str, label: str, attributes: dict[str, object]) -> Node:
    own = {"id": f"sign-in-{name}", "name": name, "type": "text", "required": True}
    return h("div", "field", h("label", {"for": own["id"]}, label),
             h("input", {**own, **attributes}))


def _back() -> Node:
    path, query = str(st.session_state.get(PAGE, "/facts")), urlencode(st.query_params.to_dict())
    return h("input", {"type": "hidden", "name": "back", "value": f"{path}?{query}"})


def _door() -> Door:
    return door(process.settings())


def _caller() -> Caller:
    """What the browser's connection says; it was made when the page was opened."""
    header = process.settings().editor_header
    return Caller(
        address=st.context.ip_address or LOOPBACK,
        cookies=st.context.cookies,
        forwarded=st.context.headers.get_all("x-forwarded-for"),
        named=st.context.headers.get_all(header) if header else (),
    )
