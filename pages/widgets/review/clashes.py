"""Records that moved on while a draft waited: three sides, and a choice for each."""

from collections.abc import Mapping
from typing import Any

from atlas.facts.desk import Choice
from atlas.maps.element import Node, h
from layers.store import Clash, Key, Record
from pages.widgets.review.changes import change_rows, title_of
from pages.widgets.review.levels import Step
from pages.widgets.review.words import moment, who_words
from pages.widgets.wording import Screen

FIELD = "choice:"


def clash_choices(
    clashes: tuple[Clash, ...], s: Screen, *, records: Mapping[Key, Record]
) -> Node:
    """A fieldset for each record: what it was, what the draft wants, what it is by now."""
    return h(
        "section",
        {"class": "clashes", "data-testid": "clashes"},
        h("h3", None, s.say("Changed by someone else in the meantime")),
        h("p", None, s.say("Nothing is lost: choose for each record which form is to stand.")),
        *(_clash(clash, s, records) for clash in clashes),
    )


def choices_of(fields: Mapping[str, Any]) -> dict[Key, Choice]:
    """What was chosen, by record; what is neither mine nor theirs is left out."""
    found: dict[Key, Choice] = {}
    for name, value in fields.items():
        table, colon, record_id = name.removeprefix(FIELD).partition(":")
        if name.startswith(FIELD) and colon and value in ("mine", "theirs"):
            found[table, record_id] = value
    return found


def _clash(clash: Clash, s: Screen, records: Mapping[Key, Record]) -> Node:
    key = (clash.table, clash.id)
    base = clash.base
    mine, theirs = Step(key, base, clash.mine), Step(key, base, clash.theirs)
    who = h("span", "field-hint", who_words(clash.who, s), " · ", moment(clash.at, s), " · ",
            clash.why)
    return h(
        "fieldset",
        "field clash",
        h("legend", None, title_of(Step(key, clash.base, clash.mine or clash.theirs), s, records)),
        h("div", "side-by-side",
          _side("mine", s.say("Take this form"), None, change_rows(mine, s, records), key=key),
          _side("theirs", s.say("Keep the present form"), who, change_rows(theirs, s, records),
                key=key)),
    )


def _side(choice: Choice, words: str, who: Node | None, rows: Node, *, key: Key) -> Node:
    return h(
        "label",
        "version",
        h("span", "version-title",
          h("input", {"type": "radio", "name": f"{FIELD}{key[0]}:{key[1]}", "value": choice,
                      "required": True}),
          h("b", None, words)),
        who,
        rows,
    )
