"""Someone else was quicker: both forms side by side, and which of them is to stand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from atlas.facts.desk import Desk, Refused
from atlas.facts.difference import Difference
from atlas.facts.editors import Editor
from atlas.maps.element import Node, h
from layers.errors import AtlasError
from layers.store import Change, Clash, Conflict, Key, Record
from layers.store.records import CLAIMS
from pages.widgets.facts.fields import Sent
from pages.widgets.facts.taken import CONFLICT, Taken
from pages.widgets.review.act import failed
from pages.widgets.review.changes import differences_of, title_of
from pages.widgets.review.clashes import FIELD, choices_of
from pages.widgets.review.levels import Step
from pages.widgets.review.words import moment
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
    theirs = differences_of([Step(key, clash.base, clash.theirs)], s, records)
    whole = differences_of([Step(key, clash.base, clash.mine)], s, records)
    # A form builds on the record as it is by now: what it only took over is not its author's.
    mine = [item for item in whole if item not in theirs]
    both = bool(theirs) and len(mine) == len(whole) - len(theirs)
    named = Step(key, clash.base, clash.theirs or clash.mine)
    about = {item.what for item in (*theirs, *mine)}
    title = title_of(named, s, records) if len(about) == 1 else (theirs or mine)[0].entity \
        if theirs or mine else clash.id
    yours = s.say("both: theirs, and yours as well") if both else s.say("yours")
    return h(
        "fieldset", "field",
        h("legend", None, title),
        h("div", "side-by-side",
          _side(key, "theirs", s.say("by {name}", name=clash.who),
                _differs(theirs, s, shared=len(about) == 1),
                h("small", None, moment(clash.at, s), " · ", clash.why)),
          _side(key, "mine", yours, _differs(mine, s, shared=len(about) == 1), None)),
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


def _differs(found: list[Difference], s: Screen, *, shared: bool) -> Node:
    """What a side changes: as it is to be, and as it was.

    Where all of it is about one thing (``shared``), the title above names it already.
    """
    if not found:
        return h("p", None, s.say("as it was"))
    return h("dl", "facts-differs", *(part for item in found for part in (
        h("dt", None, _part(item, shared=shared)),
        h("dd", None, h("b", "value", item.after or _gone(item, s)),
          h("small", None, s.say("was: {words}", words=item.before)) if item.before else None),
    )))


def _part(item: Difference, *, shared: bool) -> str:
    if shared:
        return item.field or item.what
    return " · ".join(part for part in (item.what, item.field) if part)


def _gone(item: Difference, s: Screen) -> str:
    return s.say("withdrawn") if item.key[0] == CLAIMS else s.say("taken out")


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
