"""Review: what waits for a second person, and the draft that is open."""

import logging
from typing import Any

import streamlit as st

from atlas import process
from atlas.facts.desk import Choice, Desk, Refused
from atlas.facts.editors import Editor
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.errors import UnknownEntity
from layers.store import Conflict, Draft, Key
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.drafts import decided_drafts, open_drafts
from pages.widgets.review.act import Outcome, attempt, outcome_node, refused
from pages.widgets.review.clashes import choices_of
from pages.widgets.review.draft import FORMS, decided_words, declining, draft_view
from pages.widgets.review.draft_list import decided_list, draft_list
from pages.widgets.review.levels import shown_steps, steps_of_changes
from pages.widgets.review.words import link, part_root
from pages.widgets.wording import Screen

PUBLISH, DECLINE = FORMS["publish"], FORMS["decline"]
PAGE_SIZE = 50
MOST_DECIDED = 20
LOG = logging.getLogger(__name__)


def review_part(
    s: Screen, *, desk: Desk, editor: Editor, address: FactsAddress, form: dict[str, Any] | None
) -> Node:
    """The list of drafts, or the one the address opens; takes its own form first."""
    outcome = taken(s, desk, editor, form)
    inside = (
        _opened(s, desk, editor, address.draft) if address.draft else _listed(s, desk)
    )
    return part_root("review",
             outcome_node(outcome, s), *inside)


def taken(
    s: Screen, desk: Desk, editor: Editor, form: dict[str, Any] | None
) -> Outcome | None:
    """What came of a draft's form; None where nothing of ours was sent."""
    if not form or form.get("form") not in (PUBLISH, DECLINE):
        return None
    name, fields = str(form.get("draft", "")), form["fields"]
    draft = desk.store.draft(name)
    if draft is not None and draft.state != "open":
        return Outcome(decided_words(draft, s), good=draft.state == "published")
    if form["form"] == DECLINE:
        return _declined(s, desk, editor, name, str(fields.get("note", "")))
    return _published(s, desk, editor, name, choices_of(fields))


def _declined(s: Screen, desk: Desk, editor: Editor, name: str, note: str) -> Outcome:
    def act() -> Outcome:
        desk.decline(name, editor=editor, note=note)
        draft = desk.store.draft(name)
        return Outcome(s.say("Withdrawn. Nothing was changed.")
                       if draft is not None and draft.state == "withdrawn"
                       else s.say("Rejected. Its author sees why. Nothing was changed."))

    return attempt(s, act)


def _published(
    s: Screen, desk: Desk, editor: Editor, name: str, choices: dict[Key, Choice]
) -> Outcome:
    def act() -> Outcome:
        _all_in_sight(s, desk, name)
        done = desk.publish(name, editor=editor, choices=choices)
        if isinstance(done, Refused):
            return refused(done, s)
        if isinstance(done, Conflict):
            return Outcome(s.say("Someone else has changed some of it in the meantime. Choose for "
                                 "each below which form is to stand."), good=False)
        return Outcome(s.say("Published. Every open screen shows it from its next action on."),
                       seq=done.seq)

    return attempt(s, act)


def _all_in_sight(s: Screen, desk: Desk, name: str) -> None:
    """Nobody publishes what this process may not show them."""
    draft = desk.store.draft(name)
    if draft is None:
        raise UnknownEntity("There is no such draft. Reload the list.")
    records = desk.store.records()
    found = shown_steps(steps_of_changes(draft.changes, records), records=records,
                        catalog=s.catalog, audience=process.settings().audience)
    if found.kept_back:
        raise UnknownEntity("Part of this draft is above the audience level of this process.")


def _opened(s: Screen, desk: Desk, editor: Editor, name: str) -> list[Node]:
    draft = desk.store.draft(name)
    back = h("a", {**link(s, part="review"), "class": "back"}, s.say("All drafts"))
    if draft is None:
        return [back, h("p", "calm", s.say("There is no draft of this name. It may belong to "
                                           "another store."))]
    audience = process.settings().audience
    try:
        return [back, draft_view(draft, s, desk=desk, editor=editor, audience=audience)]
    except Exception:
        if draft.state != "open":
            raise
        LOG.exception("The draft %s can't be shown.", draft.id)
        return [back, _not_shown(draft, s, editor)]


def _not_shown(draft: Draft, s: Screen, editor: Editor) -> Node:
    """A draft that can't be shown can still be put away."""
    return h("article", {"class": "draft-card", "data-testid": "draft", "data-draft": draft.id},
             h("p", "calm", s.say("This draft can’t be shown; the log says why. It can be put "
                                  "away here; nothing of the data changes by that.")),
             declining(draft, s, editor))


def _listed(s: Screen, desk: Desk) -> list[Node]:
    audience, store = process.settings().audience, desk.store
    waiting = open_drafts(store)
    pages = max(1, -(-len(waiting) // PAGE_SIZE))
    page = min(_asked_page(), pages)
    first = (page - 1) * PAGE_SIZE
    if waiting:
        shown = draft_list(waiting[first:first + PAGE_SIZE], s, store=store, audience=audience)
    else:
        shown = h("p", "calm", s.say("Nothing waits for review."))
    return [h("h2", None, s.say("Waiting for a second person")), shown,
            *(_paging(s, page, pages, len(waiting)) if pages > 1 else ()),
            *_decided(s, desk)]


def _paging(s: Screen, page: int, pages: int, count: int) -> list[Node]:
    """Which of how many drafts are shown, and the ways to those before and after."""
    first, last = (page - 1) * PAGE_SIZE + 1, min(page * PAGE_SIZE, count)
    said = s.say("Drafts {first} to {last} of {count}, the oldest first",
                 first=number(first, s.lang), last=number(last, s.lang),
                 count=number(count, s.lang))
    ways = [(page - 1, s.say("Earlier drafts"), page > 1),
            (page + 1, s.say("Later drafts"), page < pages)]
    return [h("p", {"class": "calm", "data-testid": "drafts-shown"}, said),
            h("p", "more", *(h("a", link(s, part="review", page=to), words)
                             for to, words, there in ways if there))]


def _asked_page() -> int:
    asked = st.query_params.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1


def _decided(s: Screen, desk: Desk) -> list[Node]:
    """The drafts that were decided last, folded."""
    found = decided_drafts(desk.store)
    folded = decided_list(found[:MOST_DECIDED], s, store=desk.store, count=len(found),
                          audience=process.settings().audience)
    return [folded] if folded is not None else []
