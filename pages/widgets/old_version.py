"""The bar that says: what is shown is not today's data."""

from urllib.parse import urlencode

import streamlit as st

from atlas import process
from atlas.i18n.moments import day
from atlas.maps.element import Node, h
from layers.store import Revision
from pages.widgets.events import PAGE
from pages.widgets.wording import Screen


def old_version(s: Screen) -> Node | None:
    """From when the data shown are and the way back to today's; nothing where they are today's."""
    revision = shown_revision(s)
    if revision is None:
        return None
    return h(
        "p",
        {"class": "old-version", "data-sheet": "review", "data-testid": "old-version",
         "data-version": s.catalog.version},
        h("b", None, _said(revision, s)),
        h("a", _to_the_present(s), s.say("Show today’s data")),
    )


def shown_revision(s: Screen) -> Revision | None:
    """The revision the address asks for by ``v=``; None where today's data are shown."""
    store = process.store()
    if not s.view.v or s.catalog.version != s.view.v or s.view.v == store.version:
        return None
    return store.revision(s.view.v)


def _said(revision: Revision, s: Screen) -> str:
    when, version = day(revision.at, s.lang), revision.version
    if revision.name and process.settings().editing:  # what staff call it among themselves
        return s.say("Data of {date} (version {version}, “{name}”)",
                     date=when, version=version, name=revision.name)
    return s.say("Data of {date} (version {version})", date=when, version=version)


def _to_the_present(s: Screen) -> dict[str, object]:
    path = str(st.session_state.get(PAGE, "/"))
    query = urlencode(s.view.with_(v=None).to_query())
    return {"href": f"{path}?{query}" if query else path, "act": {"go": path}}
