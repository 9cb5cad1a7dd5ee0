"""Review: what waits for a second person, and the draft that is open."""

from typing import Any

from atlas import process
from atlas.facts.desk import Choice, Desk, Refused
from atlas.facts.editors import Editor
from atlas.maps.element import Node, h
from layers.errors import UnknownEntity
from layers.store import Conflict, Draft, Key
from pages.widgets.facts_address import FactsAddress
from pages.widgets.review_act import Outcome, attempt, outcome_node, refused
from pages.widgets.review_clashes import choices_of
from pages.widgets.review_draft import FORMS, decided_words, draft_view
from pages.widgets.review_levels import shown_steps, steps_of_changes
from pages.widgets.review_list import decided_list, draft_list
from pages.widgets.review_words import link, part_root
from pages.widgets.wording import Screen

PUBLISH, DECLINE = FORMS["publish"], FORMS["decline"]
MOST_DECIDED = 50


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
    shown = draft_view(draft, s, desk=desk, editor=editor, audience=process.settings().audience)
    return [back, shown]


def _listed(s: Screen, desk: Desk) -> list[Node]:
    audience, store = process.settings().audience, desk.store
    waiting = store.drafts()
    decided = [draft for draft in _all(desk) if draft.state != "open"][:MOST_DECIDED]
    folded = decided_list(decided, s, store=store, audience=audience)
    if waiting:
        shown = draft_list(waiting, s, store=store, audience=audience)
    else:
        shown = h("p", "calm", s.say("Nothing waits for review."))
    return [h("h2", None, s.say("Waiting for a second person")), shown,
            *([folded] if folded is not None else [])]


def _all(desk: Desk) -> list[Draft]:
    return desk.store.drafts(state=None, limit=MOST_DECIDED * 2)
