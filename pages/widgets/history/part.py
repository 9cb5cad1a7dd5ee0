"""History: what was changed, by whom and why; and the ways back."""

import re
from collections.abc import Iterable
from typing import Any

import streamlit as st

from atlas import process
from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from atlas.maps.element import Node, h
from layers.store import Revision, Store
from pages.widgets.facts.address import FactsAddress
from pages.widgets.history.about import About, about_revision
from pages.widgets.history.revision import (
    BACK,
    LONGEST_NAME,
    NAME,
    UNDO,
    revision_named,
    revision_view,
)
from pages.widgets.history.revision_list import (
    PAGE_SIZE,
    filter_form,
    revision_list,
    revisions_page,
)
from pages.widgets.review.act import Outcome, attempt, outcome_node, proposed
from pages.widgets.review.words import link, part_root
from pages.widgets.wording import Screen

LONGEST_FIND = 80
A_VERSION = re.compile(r"[0-9]+|[0-9a-f]{12}")  # what a name must not look like


def history_part(
    s: Screen, *, desk: Desk, editor: Editor, address: FactsAddress, form: dict[str, Any] | None
) -> Node:
    """The list of revisions, or the one the address opens; takes its own form first."""
    outcome = taken(s, desk, editor, form)
    inside = (
        _opened(s, desk, address.rev) if address.rev else _listed(s, desk.store, address.sel)
    )
    return part_root("history",
             outcome_node(outcome, s), *inside)


def taken(
    s: Screen, desk: Desk, editor: Editor, form: dict[str, Any] | None
) -> Outcome | None:
    """What came of undoing, going back or naming; None where nothing of ours was sent."""
    if not form or form.get("form") not in (UNDO, BACK, NAME):
        return None
    revision = revision_named(desk.store, str(form.get("rev", "")))
    if revision is None:
        return Outcome(s.say("There is no such revision."), good=False)
    why = str(form["fields"].get("why", ""))
    if form["form"] == UNDO:
        return proposed(attempt(s, lambda: desk.undo(revision.seq, editor=editor, why=why)), s)
    if form["form"] == BACK:  # by its data version: a name may be given to another meanwhile
        back = attempt(s, lambda: desk.rollback(revision.version, editor=editor, why=why))
        return proposed(back, s)
    return _named(s, desk, editor, revision, str(form["fields"].get("name", "")).strip())


def _named(s: Screen, desk: Desk, editor: Editor, revision: Revision, name: str) -> Outcome:
    if not name or len(name) > LONGEST_NAME or A_VERSION.fullmatch(name):
        return Outcome(s.say("A name is a word or two, not a number."), good=False)
    other = desk.store.revision(name)
    if other is not None and other.name == name and other.seq != revision.seq:
        return Outcome(s.say("“{name}” names another version already. Choose another.",
                             name=name), good=False)

    def act() -> Outcome:
        desk.name(revision.seq, name, editor=editor)
        return Outcome(s.say("This version is now called “{name}”.", name=name))

    return attempt(s, act)


def _opened(s: Screen, desk: Desk, named: str) -> list[Node]:
    revision = revision_named(desk.store, named)
    back = h("a", {**link(s, part="history"), "class": "back"}, s.say("All changes"))
    if revision is None:
        return [back, h("p", "calm", s.say("There is no such revision."))]
    return [back, revision_view(revision, s, desk=desk, audience=process.settings().audience)]


def _listed(s: Screen, store: Store, sel: str) -> list[Node]:
    find = st.query_params.get("find", "").strip()[:LONGEST_FIND]
    asked = st.query_params.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 10 else None
    found = revisions_page(store, s, sel=sel, find=find, before=before)
    looked = _looked(store, s, found[:PAGE_SIZE])
    none = h("p", "calm", s.say("Nothing was found. Clear the filter to see all."))
    return [
        h("h2", None, s.say("What was changed")),
        filter_form(s, sel=sel, find=find),
        revision_list(found, s, looked=looked, sel=sel, find=find) if found else none,
    ]


def _looked(store: Store, s: Screen, revisions: Iterable[Revision]) -> dict[int, About]:
    """What each revision is about, as far as this process may show it."""
    audience, records = process.settings().audience, store.records()
    return {
        revision.seq: about_revision(revision, s, store=store, records=records,
                                     audience=audience)
        for revision in revisions
    }
