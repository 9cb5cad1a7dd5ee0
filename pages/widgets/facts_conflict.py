"""Someone else was quicker: both forms side by side, and which of them is to stand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from atlas.facts.desk import Desk, Refused
from atlas.facts.editors import Editor
from atlas.maps.element import Node, h
from layers.errors import AtlasError
from layers.store import Change, Clash, Conflict, Key, Record
from pages.widgets.facts_fields import Sent
from pages.widgets.facts_taken import CONFLICT, Taken
from pages.widgets.review_act import failed
from pages.widgets.review_changes import differences_of, title_of
from pages.widgets.review_clashes import FIELD, choices_of
from pages.widgets.review_levels import Step
from pages.widgets.review_words import moment
from pages.widgets.wording import Screen

ID = "facts-conflict"


def conflict(taken: Taken, s: Screen, *, records: Mapping[Key, Record]) -> Node:
    """Every record both have changed, with a choice for each; what was typed stays below."""
    return h(
        "section",
        {"class": "facts-sheet facts-conflict", "data-sheet": "facts-page",
         "data-testid": "facts-conflict", "data-key": ID},
        h("div", {"class": "notice-warn", "role": "alert"},
          h("p", None, h("b", None, s.say("Someone else has changed this in the meantime."))),
          h("p", None, s.say("Nothing was saved and nothing is lost. Choose which is to stand."))),
        h("form", {"id": ID, "class": "form", "act": {"form": CONFLICT}},
          *(_clash(clash, s, records) for clash in taken.clashes),
          h("div", "form-actions",
            h("button", {"class": "button primary", "type": "submit"},
              s.say("Save what I have chosen")))),
    )


def _clash(clash: Clash, s: Screen, records: Mapping[Key, Record]) -> Node:
    key = (clash.table, clash.id)
    named = Step(key, clash.base, clash.theirs or clash.mine)
    return h(
        "fieldset", "field",
        h("legend", None, title_of(named, s, records)),
        h("div", "side-by-side",
          _side(key, "theirs", s.say("by {name}", name=clash.who),
                _differs(Step(key, clash.base, clash.theirs), s, records),
                h("small", None, moment(clash.at, s), " · ", clash.why)),
          _side(key, "mine", s.say("yours"),
                _differs(Step(key, clash.base, clash.mine), s, records), None)),
    )


def _side(key: Key, choice: str, words: str, differs: Node, about: Node | None) -> Node:
    name = f"{FIELD}{key[0]}:{key[1]}"
    return h(
        "label", "version",
        h("span", "version-title",
          h("input", {"type": "radio", "name": name, "value": choice,
                      "id": f"{ID}-{choice}-{key[1]}"}), words),
        differs,
        about,
    )


def _differs(step: Step, s: Screen, records: Mapping[Key, Record]) -> Node:
    """What a side changes: as it is to be, and as it was."""
    found = differences_of([step], s, records)
    if not found:
        return h("p", None, s.say("as it was"))
    return h("dl", "facts-differs", *(part for item in found for part in (
        h("dt", None, item.field or item.what),
        h("dd", None, h("b", "value", item.after or s.say("withdrawn")),
          h("small", None, s.say("was: {words}", words=item.before)) if item.before else None),
    )))


def settled(
    held: Taken, s: Screen, *, desk: Desk, editor: Editor, form: dict[str, Any]
) -> Taken:
    """The changes once more, as was chosen; what is not chosen yet stays in question."""
    choices = choices_of(form["fields"])
    versions = {(clash.table, clash.id): clash.their_version for clash in held.clashes}
    kept = tuple(
        _as_chosen(change, versions, choices.get(change.key) == "mine")
        for change in held.changes if choices.get(change.key) != "theirs"
    )
    if not kept:
        note = s.say("What the other person saved stays. Nothing of yours was saved.")
        return Taken(held.form, held.of, owner=held.owner, note=note)
    try:
        done = desk.propose(kept, editor=editor, why=held.why)
    except AtlasError as error:
        return replace(held, sent=Sent(held.sent.fields, problems=(failed(error, s).sentence,)))
    if isinstance(done, Conflict):
        return replace(held, clashes=done.clashes, changes=kept)
    if isinstance(done, Refused):
        told = tuple(str(problem) for problem in done.problems)
        return replace(held, clashes=(), sent=Sent(held.sent.fields, problems=told))
    return replace(held, clashes=(), draft=done, sent=Sent())


def _as_chosen(change: Change, versions: Mapping[Key, int], mine: bool) -> Change:
    return replace(change, seen=versions[change.key]) if mine and change.key in versions else change
