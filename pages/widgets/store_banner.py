"""The bar on every page when a copy stands in for a damaged store.

Visitors get one calm sentence. Editors get the copy's name and put the bar away once they have
seen it: kept in the store, so that it goes from every screen. ``/status`` says it on.
"""

from typing import Any

import streamlit as st

from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from atlas.maps.element import Node, h
from layers.errors import AtlasError, NotAllowed
from layers.store import Store
from pages.widgets.events import FORM
from pages.widgets.facts_address import PATH
from pages.widgets.review_words import moment
from pages.widgets.wording import Screen

SEEN = "copy_seen"  # the note of the store: which copy, made when, somebody has seen
COPY_SEEN = "copy-seen"


def store_banner(s: Screen, *, desk: Desk, editor: Editor | None) -> Node | None:
    """The bar, or nothing where the store is whole or an editor has seen it."""
    state = desk.store.state
    if not state.copy_used or desk.store.remembered(SEEN) == _mark(desk.store):
        return None
    when = moment(state.copy_at, s)
    if not desk.editing:
        return h("p", {"data-testid": "copy-used"},
                 s.say("The data shown are those of a saved copy of"), " ", when)
    return h(
        "div",
        {"class": "copy-used", "data-sheet": "review", "data-testid": "copy-used"},
        h("p", None,
          h("b", None, s.say("The store was damaged. A copy stands in for it:")), " ",
          h("code", None, state.copy_used), " · ", when),
        h("p", None, s.say("What was changed after that moment is missing. Look it through, enter "
                           "it again.")),
        h("button", {"class": "button", "type": "button", "act": {"form": COPY_SEEN}},
          s.say("I have seen it")) if editor is not None else None,
    )


def read_only_banner(s: Screen, *, desk: Desk, path: str) -> Node | None:
    """Why nothing can be saved, on the page where somebody would try to."""
    why = desk.store.state.read_only
    if not why or not desk.editing or path != PATH:
        return None
    return h("p", {"data-testid": "read-only"},
             s.say("Nothing can be saved at present; looking works."), " ",
             h("span", {"lang": "en"}, why))


def take_seen(desk: Desk, editor: Editor | None) -> None:
    """Put the bar away if that is what was just asked; other events stay for their page."""
    sent: dict[str, Any] | None = st.session_state.get(FORM)
    if not sent or sent.get("form") != COPY_SEEN:
        return
    del st.session_state[FORM]
    try:
        keep_seen(desk, editor)
    except AtlasError:
        return  # it stays in sight, which is all that is lost


def keep_seen(desk: Desk, editor: Editor | None) -> None:
    """Remember that somebody has seen which copy is used.

    Raises
    ------
    NotAllowed
        This process does not allow editing, or nobody is signed in.

    """
    if not desk.editing or editor is None:
        raise NotAllowed("Sign in where editing is allowed, then say that you have seen it.")
    desk.store.remember(SEEN, _mark(desk.store))


def _mark(store: Store) -> str:
    return f"{store.state.copy_used} {store.state.copy_at}"
