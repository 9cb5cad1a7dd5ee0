"""The planner's own figures on its page: what touches the question, and how it is kept right.

Only the office has this part; a process that shows more than it allows says so in one sentence.
"""

import logging
from dataclasses import replace
from typing import get_args

import streamlit as st

from atlas import process
from atlas.facts.desk import Desk, Refused
from atlas.facts.editors import Editor
from atlas.facts.forms import Filled
from atlas.facts.own import OWN, own_kept, own_withdrawn
from atlas.facts.own_words import OwnWords, What
from atlas.maps.element import Node, h
from layers.errors import AtlasError
from layers.read import Document
from layers.store import Conflict
from pages.widgets.events import Event
from pages.widgets.facts.conflict import conflict
from pages.widgets.facts.conflict import settled as conflict_settled
from pages.widgets.facts.drafts import open_drafts
from pages.widgets.facts.editor import editor, sign_in_form
from pages.widgets.facts.fields import Form, Sent
from pages.widgets.facts.problems import sent_with
from pages.widgets.facts.result import UNDO, result, undone
from pages.widgets.facts.taken import CONFLICT, Taken, ground_of
from pages.widgets.facts.waiting import drafts_wait
from pages.widgets.plan.own_form import (
    CLOSE,
    KEEP,
    OPEN,
    WITHDRAW,
    figure_form,
    withdraw_form,
)
from pages.widgets.plan.own_list import own_list, own_record
from pages.widgets.plan.own_state import CLOSED, Held, held, hold, of_office
from pages.widgets.plan.own_workbook import ACTS, file_taken, workbook_part
from pages.widgets.plan.question import Asked
from pages.widgets.review.act import Outcome, failed, outcome_node
from pages.widgets.wording import Screen

LOG = logging.getLogger(__name__)
FORMS = (OPEN, CLOSE, KEEP, WITHDRAW, CONFLICT, UNDO, *ACTS)
WHATS: tuple[What, ...] = get_args(What)


def own_part(asked: Asked) -> Node:
    """The list, and for editors the forms; nothing where this process is not the office's."""
    s = asked.s
    if not of_office():
        return h("span")
    if not process.settings().editing:
        return _quiet(s.say("Own figures are kept in a process that allows editing."))
    if s.view.v:
        return _quiet(s.say("This is an old version. Own figures are kept on the present one."))
    person, desk = editor(), process.desk()
    words = words_of(desk, s)
    return h(
        "div", {"class": "own", "data-sheet": "own", "data-needs": "", "data-testid": "own"},
        h("p", "own-lead", s.say("Quotes, stays and trips of the office count before published "
                                 "figures until they run out. Visitors never see them.")),
        *(_told(asked, person, desk) if person is not None else (_sign_in(s),)),
        own_list(asked, words, edits=person is not None,
                 inside=_inside(asked, person, desk, words) if person is not None else {}),
        workbook_part(s, desk=desk, editor=person, held=held()) if person is not None else None,
    )


def handle_own(form: Event | None, s: Screen) -> Screen:
    """Take a form of this part, if one was sent; the screen with the data as it is then."""
    name = (form or {}).get("form")
    if form is None or name not in FORMS or not of_office() or not process.settings().editing:
        return s
    person = editor()
    if person is None:
        hold(replace(held(), outcome=Outcome(s.say(
            "You are not signed in, or no longer. Sign in and try again."), good=False)))
        return s
    hold(_taken(form, s, process.desk(), person))
    return replace(s, catalog=process.catalog(s.view.v or ""))


def words_of(desk: Desk, s: Screen) -> OwnWords:
    """Words for own figures out of the present records."""
    docs = {key: record.doc for key, record in desk.store.records().items()}
    return OwnWords(docs, s.lang, s.say)


# --- what was sent -----------------------------------------------------------------------------


def _taken(form: Event, s: Screen, desk: Desk, person: Editor) -> Held:
    name, before = form["form"], held()
    if name in ACTS:
        return file_taken(s, desk, person, form)
    if name == CLOSE:
        return CLOSED
    if name == OPEN:
        return _opened(form)
    if name == UNDO:
        return Held(what=before.what, note=undone(s, desk=desk, editor=person, form=form)[0])
    if name == CONFLICT:
        done = conflict_settled(before.taken, s, desk=desk, editor=person, form=form) \
            if before.taken.clashes else before.taken
        return replace(before, taken=done) if done.draft is None and not done.note \
            else Held(what=before.what, taken=done)
    return _kept(form, s, desk, person)


def _opened(form: Event) -> Held:
    what = next((item for item in WHATS if item == form.get("what")), None)
    return Held(what, str(form.get("of", "")), open=True, leaving=form.get("leaving") is True)


def _kept(form: Event, s: Screen, desk: Desk, person: Editor) -> Held:
    """A figure that was typed or withdrawn: saved, sent back, or met by someone else's change."""
    own_id, opened = str(form.get("of", "")), _opened(form)
    leaving = form["form"] == WITHDRAW
    filled = Filled(form["fields"], ground_of(desk, s), s.say)
    what = opened.what or _what_of(filled.ground.doc(OWN, own_id))
    here = Held(what, own_id, open=True, leaving=leaving)
    if what is None:
        return Held(outcome=Outcome(
            s.say("What this was about is not there any more. Nothing was changed."), good=False))
    try:
        if leaving:
            own_withdrawn(filled, own_id)
        else:
            own_kept(filled, what, own_id, words_of(desk, s))
        done = _proposed(filled, own_id, s, desk, person)
    except AtlasError as error:
        sent = Sent(filled.fields, problems=(failed(error, s).sentence,))
        return replace(here, taken=Taken(KEEP, own_id, sent))
    except Exception:  # what was typed must not be lost over it
        LOG.exception("The form of an own figure could not be read.")
        sentence = s.say("This could not be read; the log says why. What you typed is still here.")
        return replace(here, taken=Taken(KEEP, own_id, Sent(filled.fields, problems=(sentence,))))
    return replace(here, taken=done, open=done.draft is None)


def _proposed(filled: Filled, own_id: str, s: Screen, desk: Desk, person: Editor) -> Taken:
    if filled.mistakes:
        return Taken(KEEP, own_id, Sent(filled.fields, filled.mistakes, filled.suggested))
    why, changes = filled.text("why"), tuple(filled.changes)
    done = desk.propose(changes, editor=person, why=why)
    if isinstance(done, Refused):
        return Taken(KEEP, own_id, sent_with(done.problems, filled, s))
    if isinstance(done, Conflict):
        return Taken(KEEP, own_id, Sent(filled.fields), None, done.clashes, changes, why, own_id)
    return Taken(KEEP, own_id, draft=done, owner=own_id)


def _what_of(doc: Document) -> What | None:
    return next((item for item in WHATS if item == doc.get("what")), None)


# --- what is shown -----------------------------------------------------------------------------


def _told(asked: Asked, person: Editor, desk: Desk) -> list[Node | None]:
    """How an act ended that was about no kind of figure, and the drafts that wait."""
    s, state = asked.s, held()
    waiting = {change.key: draft for draft in open_drafts(desk.store)
               for change in draft.changes if change.key[0] == OWN}
    return [
        outcome_node(state.outcome, s),
        *(_ended(state, s, desk, person) if state.what is None else ()),
        *drafts_wait(s, waiting, list(waiting)),
    ]


def _inside(
    asked: Asked, person: Editor, desk: Desk, words: OwnWords
) -> dict[What, list[Node | None]]:
    """What stands under the title of a kind: how its last act ended, the form that is open."""
    state = held()
    if state.what is None:
        return {}
    return {state.what: [*_ended(state, asked.s, desk, person), _form(asked, state, desk, words)]}


def _ended(state: Held, s: Screen, desk: Desk, person: Editor) -> list[Node | None]:
    done = state.taken
    return [
        state.note,
        result(done, s, desk=desk, editor=person) if done.draft else None,
        _quiet(done.note) if done.note else None,
        conflict(done, s, records=desk.store.records()) if done.clashes else None,
    ]


def _form(asked: Asked, state: Held, desk: Desk, words: OwnWords) -> Node | None:
    s, what = asked.s, state.what
    if what is None or not state.open:
        return None
    ground = ground_of(desk, s)
    doc = own_record(dict(ground.records), state.of)
    if state.of and not doc:
        return _quiet(s.say("What this was about is not there any more. Nothing was changed."))
    task = "withdraw" if state.leaving else "keep"
    f = Form(f"own-{task}-{what}-{state.of or 'new'}", s, ground, state.taken.sent)
    if state.leaving:
        return withdraw_form(f, state.of, words, doc)
    return figure_form(f, what, state.of, words, doc or _suggested(asked, what))


def _suggested(asked: Asked, what: What) -> Document:
    """What a new figure begins with: the ends of the question, the way or border chosen."""
    way = asked.chosen
    crossed = next((step for step in (way.steps if way else ()) if step.kind == "cross"), None)
    if what == "dwell":
        return {"crossing": crossed.record, "direction": crossed.direction} if crossed else {}
    return {"from": asked.origin or "", "to": asked.destination or "", "via": way.id if way else ""}


def _sign_in(s: Screen) -> Node:
    """The form itself, folded: it leads back to this address, with the question in it."""
    tried = "signin" in st.query_params.to_dict()
    return h("details", {"class": "own-sign-in", "data-keep": "own-sign-in", "open": tried},
             h("summary", None, s.say("Sign in to add or correct figures")), sign_in_form(s))


def _quiet(sentence: str) -> Node:
    return h("p", {"class": "own-quiet", "data-sheet": "own"}, sentence)
