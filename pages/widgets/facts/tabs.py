"""The head of the page of facts: what it is for, who is signed in, and its parts as tabs."""

from atlas.facts.desk import Desk
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.freshness import due
from pages.widgets.facts.address import PARTS, FactsAddress, Part
from pages.widgets.facts.drafts import open_drafts
from pages.widgets.facts.editor import sign_in_form, signed_in_line
from pages.widgets.wording import Screen


def facts_head(s: Screen, *, desk: Desk, address: FactsAddress) -> Node:
    """Title, tabs with how much waits behind each, and who is signed in."""
    return h(
        "header",
        {"class": "facts-head", "data-sheet": "facts-page"},
        h("h1", None, s.say("Facts")),
        h("nav", {"class": "tabs-page", "aria-label": s.say("Parts of this page")},
          *(_tab(part, s, desk, address) for part in PARTS)),
        signed_in_line(s),
    )


def at_the_door(s: Screen) -> Node:
    """What stands here before anyone has signed in."""
    return h("div", {"class": "facts-door", "data-sheet": "facts-page"}, sign_in_form(s))


def _tab(part: Part, s: Screen, desk: Desk, address: FactsAddress) -> Node:
    count = _waiting(part, s, desk)
    target = FactsAddress(part=part, sel=address.sel)
    current = part == address.part
    return h(
        "a",
        {**target.link(s.view), "data-part": part, "aria-current": "page" if current else None},
        tab_title(part, s),
        h("span", "badge", number(count, s.lang)) if count else None,
    )


def tab_title(part: Part, s: Screen) -> str:
    """What a part of the page is called."""
    return {
        "facts": s.say("What is known"),
        "review": s.say("Review"),
        "history": s.say("History"),
        "sheet": s.say("Spreadsheet"),
        "due": s.say("Due"),
        "releases": s.say("Releases"),
    }[part]


def _waiting(part: Part, s: Screen, desk: Desk) -> int:
    if part == "review":
        return len(open_drafts(desk.store))
    return len(due(s.catalog, s.today)) if part == "due" else 0
