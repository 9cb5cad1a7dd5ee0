"""What a visitor's action does to the address; runs before the page does."""

from typing import Any

import streamlit as st

from atlas.maps.view import View
from pages.widgets.plan.asking import asked, with_typed
from pages.widgets.url_state import (
    FACTS_KEYS,
    PAGE_KEYS,
    PLAN_KEYS,
    kept_query,
    read_view,
    write_view,
)

GO = "atlas.go"  # where the next run switches to: a page can't be switched in a callback
FORM = "atlas.form"  # what a visitor has sent and the page has not taken yet
HANDLED = "atlas.handled"
PAGE = "atlas.page"  # the page of this session's last run
WITHOUT_MAP = ("/compare", "/sources", "/status")
Event = dict[str, Any]
SETTABLE = ("lang", "lang2", "theme", "basemap", "sel", "at", "ids", "viewpoint", *PLAN_KEYS)


def on_event(key: str) -> None:
    """Take the event a component has just reported and apply it to the address."""
    state = st.session_state.get(key)
    event = state.get("event") if state else None
    if isinstance(event, dict):
        st.session_state[f"{HANDLED}.{key}"] = event
        apply(event)


def take(key: str, event: Event | None) -> None:
    """Apply an event that came without its callback (a restored or simulated session)."""
    if event and st.session_state.get(f"{HANDLED}.{key}") != event:
        st.session_state[f"{HANDLED}.{key}"] = event
        apply(event)
        st.rerun()


def apply(event: Event) -> None:
    """Change the address as the event says; unknown events change nothing."""
    view = _with_typed(event)
    kind = event.get("type")
    if kind == "act" and event.get("plan"):
        write_view(asked(view, event))
    elif kind == "act" and event.get("form"):
        st.session_state[FORM] = event
    elif kind == "select" and event.get("from") == "search" and _has_no_map():
        st.session_state[GO] = ("/", _target_query(view, {"query": {"sel": event.get("id")}}))
    elif kind == "select":
        write_view(_selected(view, event))
    elif kind in ("layers", "act") and isinstance(event.get("layers"), list):
        write_view(_read(view, {"layers": ",".join(map(str, event["layers"]))}))
    elif kind == "act" and event.get("go"):
        st.session_state[GO] = (str(event["go"]), _target_query(view, event))
    elif kind == "act" and isinstance(event.get("set"), dict):
        write_view(_read(view, event["set"]))


def _with_typed(event: Event) -> View:
    """The view of the address, with what was typed beside the act taken too."""
    view, _ = read_view()
    typed = with_typed(view, event)
    if typed != view:
        write_view(typed)
    return typed


def _has_no_map() -> bool:
    """Whether a place found by search could not be shown on the page the visitor is on."""
    return st.session_state.get(PAGE) in WITHOUT_MAP


def pending_switch() -> tuple[str, dict[str, str]] | None:
    """Page and query the visitor asked for in the last event; asked once."""
    target: tuple[str, dict[str, str]] | None = st.session_state.pop(GO, None)
    return target


def pending_form() -> Event | None:
    """The form sent in the last event, asked once.

    Its ``form`` says which; ``fields`` are values by name (text, yes or no, or a list of texts),
    ``button`` is the value of the one pressed. All of it is the visitor's word: check it.
    """
    sent: Event | None = st.session_state.pop(FORM, None)
    if sent is not None and not isinstance(sent.get("fields"), dict):
        return {**sent, "fields": {}}
    return sent


def _selected(view: View, event: Event) -> View:
    chosen = event.get("id")
    at = event.get("at")
    changes = {"sel": str(chosen) if chosen else "", "at": "" if at is None else str(at)}
    if isinstance(event.get("bbox"), list):
        # The map's own extent comes with the event: the address of this run may be older.
        changes["bbox"] = ",".join(map(str, event["bbox"]))
    return _read(view, changes)


def _read(view: View, changes: dict[str, Any]) -> View:
    """The view with some keys read anew from text, as if they stood in the address."""
    query = view.to_query()
    for key, value in changes.items():
        if key not in (*SETTABLE, "layers", "bbox"):
            continue
        if value in (None, "") and key != "layers":
            query.pop(key, None)
        else:
            query[key] = str(value)
    return View.from_query(query)[0]


def _target_query(view: View, event: Event) -> dict[str, str]:
    asked = {key: str(value) for key, value in (event.get("query") or {}).items()}
    offered = (*SETTABLE, *PAGE_KEYS, *FACTS_KEYS)
    return {**kept_query(view), **{key: asked[key] for key in offered if key in asked}}
