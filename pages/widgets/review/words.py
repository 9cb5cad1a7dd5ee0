"""Words that review, history, sheet and releases share: moments, kinds, who, links."""

from datetime import UTC
from typing import Any, get_args
from urllib.parse import urlencode

from atlas.i18n.figures import number
from atlas.i18n.moments import minute, parsed
from atlas.maps.element import Node, h
from layers.store.base import DraftState, Kind, Revision
from pages.widgets.facts.address import PATH
from pages.widgets.url_state import kept_query
from pages.widgets.wording import Screen

RELEASE = "release"  # who a release of the text files is signed by


def moment(at: str, s: Screen) -> Node:
    """A moment of the store (UTC, ISO 8601) on the office's clock; UTC when pointed at."""
    found = parsed(at)
    if found is None:
        return h("span", None, at or s.say("at an unknown time"))
    return h("time", {"datetime": at, "title": f"{found.astimezone(UTC):%Y-%m-%d %H:%M} UTC"},
             minute(at))


def kind_words(kind: str, s: Screen) -> str:
    """What sort of change a revision or draft is."""
    words: dict[Kind, str] = {
        "release": s.say("Release"),
        "edit": s.say("Correction"),
        "undo": s.say("Undo"),
        "rollback": s.say("Earlier state"),
        "import": s.say("Import"),
        "migration": s.say("New form of the store"),
    }
    return words[kind] if kind in get_args(Kind) else kind  # type: ignore[index]


def why_words(revision: Revision, s: Screen) -> str:
    """Why a revision was made: its author's sentence, or what the atlas itself did."""
    if revision.kind == "release":
        return s.say("The text files were taken in.")
    if revision.kind == "migration":
        return s.say("The store was brought to a new form.")
    return revision.why


def state_words(state: str, s: Screen) -> str:
    """What became of a draft."""
    words: dict[DraftState, str] = {
        "open": s.say("Waits for review"),
        "published": s.say("Is published"),
        "rejected": s.say("Rejected"),
        "withdrawn": s.say("Withdrawn"),
    }
    return words[state] if state in get_args(DraftState) else state  # type: ignore[index]


def who_words(who: str, s: Screen) -> str:
    """A person's name; the text files have none."""
    return s.say("Text files") if who == RELEASE else who or s.say("nobody named")


def counted(count: int, s: Screen) -> str:
    """How many records a change touches."""
    if count == 1:
        return s.say("1 record")
    return s.say("{count} records", count=number(count, s.lang))


def part_root(name: str, *children: Node | None) -> Node:
    """A part of the page of facts, with the styles of these parts."""
    return h("div", {"class": "review", "data-sheet": "review", "data-needs": "",
                     "data-testid": name}, *children)


def text_line(
    name: str, label: str, value: str, *, most: int, required: bool = True, hint: str = ""
) -> Node:
    """A field of one line with its name above it."""
    return h(
        "label",
        "field",
        h("span", "field-label", label),
        h("input", {"type": "text", "name": name, "value": value, "maxlength": most,
                    "required": required, "placeholder": hint or None, "autocomplete": "off"}),
    )


def link(s: Screen, **query: object) -> dict[str, Any]:
    """Attributes of a link to a part of the page of facts; keys without a value are left out."""
    asked = {key: str(value) for key, value in query.items() if value not in (None, "")}
    return {"href": f"{PATH}?{urlencode({**kept_query(s.view), **asked})}", "act": {"go": PATH}}
