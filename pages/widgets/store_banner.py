"""The bar on every page when a copy stands in for a damaged store.

Visitors get one calm sentence. Editors get the copy's name and put the bar away once they have
seen it: kept in the store, so that it goes from every screen. ``/status`` says it on.
"""

from typing import Any

import streamlit as st

from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.errors import AtlasError, NotAllowed
from layers.store import Store, acknowledge
from pages.widgets.events import FORM
from pages.widgets.facts.address import PATH
from pages.widgets.review.words import moment
from pages.widgets.wording import Screen

SEEN = "copy_seen"  # the note of the store: which copy, made when, somebody has seen
COPY_SEEN = "copy-seen"


def store_banner(s: Screen, *, desk: Desk, editor: Editor | None) -> Node | None:
    """The bar, or nothing where the store is whole or an editor has seen it."""
    if not stands_in(desk.store) or is_seen(desk.store):
        return None
    state = desk.store.state
    if not desk.editing:
        shown = {"data-testid": "copy-used", "data-copy": state.copy_used or None}
        if not state.copy_used:
            return h("p", shown, s.say("The data shown are those of the last release."))
        return h("p", shown, s.say("The data shown are those of a saved copy of"), " ",
                 moment(state.copy_at, s))
    return h(
        "div",
        {"class": "copy-used", "data-sheet": "review", "data-testid": "copy-used"},
        h("p", None, *_what_stands_in(s, desk.store)),
        h("p", None, _what_is_missing(s, desk.store)),
        h("button", {"class": "button", "type": "button", "act": {"form": COPY_SEEN}},
          s.say("I have seen it")) if editor is not None else None,
    )


def stands_in(store: Store) -> bool:
    """Whether something else stands in for a damaged store: a copy, or the text files."""
    return bool(store.state.copy_used or store.state.rebuilt)


def is_seen(store: Store) -> bool:
    """Whether an editor has said that they have read of it."""
    return store.remembered(SEEN) == _mark(store)


def _what_stands_in(s: Screen, store: Store) -> tuple[Node, ...]:
    state = store.state
    if not state.copy_used:
        return (h("b", None, s.say("The store was damaged and no copy was good. It was made anew "
                                   "from the text files.")),)
    return (h("b", None, s.say("The store was damaged. A copy stands in for it:")), " ",
            h("code", None, state.copy_used), " · ", moment(state.copy_at, s))


def _what_is_missing(s: Screen, store: Store) -> str:
    state = store.state
    if state.rebuilt:
        return s.say("Staff’s work is in the damaged file, which was kept: {file}.",
                     file=state.rebuilt)
    if state.missing:
        return s.say("{count} later changes are lost. Look them through, enter them again.",
                     count=number(state.missing, s.lang))
    return s.say("Nothing is missing: later changes brought back on top of it: {count}.",
                 count=number(state.redone, s.lang))


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
    acknowledge(desk.store)


def _mark(store: Store) -> str:
    state = store.state
    return f"{state.copy_used} {state.copy_at}" if state.copy_used else state.rebuilt
