"""The facts themselves: the rail of places, what is known of one, and the form that is open."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from atlas import process
from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from atlas.facts.forms import Ground
from atlas.facts.forms_fact import group_words
from atlas.maps.element import Node, h
from layers.model import Entity
from layers.parks import FIVE_PARKS
from pages.widgets.facts.address import FactsAddress, write_facts_address
from pages.widgets.facts.conflict import conflict, settled
from pages.widgets.facts.entities import entities
from pages.widgets.facts.known import known
from pages.widgets.facts.open_form import open_form
from pages.widgets.facts.place_form import WITH_PLACE, map_edit, place_of
from pages.widgets.facts.result import UNDO, result, sentence, undone
from pages.widgets.facts.subject import Subject, around, subject_of
from pages.widgets.facts.taken import (
    CONFLICT,
    NOTHING,
    Taken,
    ground_of,
    owner_of,
    table_of,
    taken,
)
from pages.widgets.facts.waiting import (
    Waiting,
    drafts_wait,
    keys_of,
    newest_drafts,
    with_draft,
)
from pages.widgets.map_view import map_view
from pages.widgets.mount import tree
from pages.widgets.wording import Screen

OPEN = "atlas.facts.open"  # a conflict, or what was saved, until the next form or place


@dataclass(frozen=True, slots=True)
class Work:
    """What every piece of this part is made of."""

    s: Screen
    desk: Desk
    editor: Editor
    address: FactsAddress
    ground: Ground
    subject: Subject | None
    done: Taken


def facts_part(
    s: Screen, *, desk: Desk, editor: Editor, address: FactsAddress, form: dict[str, Any] | None
) -> None:
    """Show rail, facts and form; take the form that was sent first."""
    said, done = _taken(s, desk=desk, editor=editor, address=address, form=form)
    if done.draft is not None or done.note or said is not None:
        address = FactsAddress(sel=done.owner or address.sel)
        write_facts_address(address)
        s = replace(s, catalog=process.catalog())  # what was saved is shown at once
    ground = ground_of(desk, s)
    work = Work(s, desk, editor, address, ground, _subject(s, address, ground), done)
    sheet = said or _sheet(work)
    with st.container(key="facts-body-open" if sheet is not None else "facts-body"):
        _show(work, sheet)


def _taken(
    s: Screen, *, desk: Desk, editor: Editor, address: FactsAddress, form: dict[str, Any] | None
) -> tuple[Node | None, Taken]:
    """What the last form came to; a conflict and a result stay until one goes elsewhere."""
    at, kept = st.session_state.get(OPEN, (None, NOTHING))
    done: Taken = kept if at == address else NOTHING
    name = (form or {}).get("form")
    if form is not None and name == UNDO:
        st.session_state.pop(OPEN, None)
        return undone(s, desk=desk, editor=editor, form=form)[0], NOTHING
    if form is not None and name == CONFLICT and done.clashes:
        done = settled(done, s, desk=desk, editor=editor, form=form)
    elif form is not None:
        done = taken(s, desk=desk, editor=editor, form=form)
    _remember(done, address)
    return (sentence(done.note, "info") if done.note else None), done


def _remember(done: Taken, address: FactsAddress) -> None:
    if done.draft is not None:
        st.session_state[OPEN] = (FactsAddress(sel=done.owner or address.sel), done)
    elif done.clashes:
        st.session_state[OPEN] = (address, done)
    else:
        st.session_state.pop(OPEN, None)


def _subject(s: Screen, address: FactsAddress, ground: Ground) -> Subject | None:
    """What the page is about: the owner of the fact that is open, else what is chosen."""
    wanted = owner_of(ground.records, address.fact) if address.fact else address.sel
    return subject_of(s.catalog, wanted) or subject_of(s.catalog, address.sel or FIVE_PARKS[0])


def _sheet(work: Work) -> Node | None:
    """What stands beside the facts: a conflict above its form, a form, or what was saved."""
    s, done = work.s, work.done
    if done.draft is not None:
        return result(done, s, desk=work.desk, editor=work.editor)
    waiting = newest_drafts(work.desk)
    opened = open_form(s, address=work.address, subject=work.subject,
                       ground=_ground(work, waiting), came_back=done)
    if done.clashes:
        return h("div", "facts-sheets", conflict(done, s, records=work.ground.records), opened)
    waits = drafts_wait(s, waiting, keys_of(work.address, work.subject, work.ground))
    return h("div", "facts-sheets", *waits, opened) if opened is not None and waits else opened


def _ground(work: Work, waiting: Waiting) -> Ground:
    """What a form begins with; where a place is set, what an open draft says of it already."""
    if work.address.do != "place" or work.subject is None:
        return work.ground
    table = table_of(work.ground.records, work.subject.id)
    return with_draft(work.ground, (table, work.subject.id), waiting)


def _show(work: Work, sheet: Node | None) -> None:
    s, ground, subject = work.s, work.ground, work.subject
    waiting, chosen = newest_drafts(work.desk), subject.id if subject is not None else ""
    drafts = Counter({owner: len(ids) for owner, ids in _by_owner(waiting, ground).items()})
    tree(entities(s, chosen=chosen, drafts=drafts), key="facts-rail")
    table, task = table_of(ground.records, chosen), work.address.do
    with st.container(key="facts-middle"):
        if task == "place" and isinstance(subject, Entity) and table in WITH_PLACE:
            _map(s, subject, _ground(work, waiting), table)
        elif subject is not None:
            # What was just saved stays marked among the rest.
            open_at = work.address.with_(fact=work.address.fact or work.done.of)
            tree(known(subject, s, table=table, doc=ground.doc(table, chosen), open_at=open_at,
                       waiting=waiting, group_names=group_words(s.say)), key="facts-known")
    if sheet is not None:
        tree(sheet, key="facts-sheet")


def _map(s: Screen, subject: Entity, ground: Ground, table: str) -> None:
    calm = replace(s, view=s.view.with_(sel=subject.id, bbox=None))
    map_view(calm, home=around(subject), layers=("parks", "facilities"),
             edit=map_edit(place_of(ground.doc(table, subject.id))))


def _by_owner(waiting: Waiting, ground: Ground) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for (table, record_id), draft in waiting.items():
        named = record_id.partition(".")[0] if table in ("claims", "facts") else record_id
        found.setdefault(owner_of(ground.records, named), set()).add(draft.id)
    return found
