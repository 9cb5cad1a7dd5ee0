"""The frame of every form on the page of facts: what it is for, its fields, how it is saved."""

from typing import Any

from atlas.maps.element import Node, h
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.fields import Form, hidden, line
from pages.widgets.wording import Screen


def form_frame(
    f: Form, act: dict[str, Any], *children: Node | None, title: str, about: Node | None = None,
    seen: str, why: str, back: FactsAddress, draft: bool,
) -> Node:
    """A form with its title, the reason it asks for, and its buttons.

    ``seen`` are the versions its author looks at; ``draft`` whether a second person publishes.
    """
    return h(
        "section",
        {"class": "facts-sheet", "data-sheet": "facts-page", "data-testid": "facts-form",
         "data-key": f.id},
        h("header", "facts-sheet-head",
          h("div", None, h("h2", None, title), about),
          h("a", {**back.link(f.s.view), "class": "close", "aria-label": f.s.say("Close")}, "✕")),
        came_back(f),
        h("form",
          {"id": f.id, "class": "form", "act": act, "novalidate": True, "data-guard": "",
           "data-key": f.id},
          refilled(f),
          hidden("seen", seen, keep=True),
          *children,
          line(f, "why", f.s.say("Why the change"), why,
               hint=f.s.say("One sentence for the history; who reads it later understands you.")),
          _actions(f, draft)),
    )


def _actions(f: Form, draft: bool) -> Node:
    words = f.s.say("Save as draft") if draft else f.s.say("Save and publish")
    then = f.s.say("A second person looks at it and publishes it.") if draft else \
        f.s.say("Every open screen shows it from its next action on.")
    return h("div", "form-actions",
             h("button", {"class": "button primary", "type": "submit", "value": "save"}, words),
             h("span", "field-hint", then))


def refilled(f: Form) -> Node:
    """Shown by the browser where it has filled in what was typed before a session ended."""
    return h("div", {"class": "notice-info", "role": "status", "data-refilled": "", "hidden": True},
             h("p", None, f.s.say("What you typed before is filled in again.")),
             h("button", {"type": "button", "class": "button", "data-drop": "",
                          "style": {"justify-self": "start"}},
               f.s.say("Show what is kept instead")))


def came_back(f: Form) -> Node | None:
    """What to know when nothing was saved: how many fields, and what belongs to none of them."""
    if not f.sent.mistakes and not f.sent.problems:
        return None
    count = len(f.sent.mistakes)
    if count == 1:
        words = f.s.say("Nothing was saved yet. One field needs another look.")
    elif count:
        words = f.s.say("Nothing was saved yet. {count} fields need another look.", count=count)
    else:
        words = f.s.say("Nothing was saved.")
    listed = h("ul", None, *(h("li", None, item) for item in f.sent.problems)) \
        if f.sent.problems else None
    return h("div", {"class": "notice-warn", "role": "alert", "data-testid": "facts-refused"},
             h("p", None, words), listed)


def needed_line(s: Screen) -> Node:
    """What is said before anything is typed."""
    return h("p", "field-hint", s.say("Everything is needed unless it is marked optional."))


def more(f: Form, name: str, title: str, *children: Node | None, fields: tuple[str, ...]) -> Node:
    """Fields one rarely needs, folded; open where one of them is wrong."""
    wrong = any(_concerns(mistake, fields) for mistake in f.sent.mistakes)
    return h("details", {"class": "facts-more", "open": wrong,
                         # What is wrong is shown, however the fields were left before.
                         "data-keep": None if wrong else f"{f.id}-{name}"},
             h("summary", None, title), h("div", "facts-more-fields", *children))


def _concerns(mistake: str, fields: tuple[str, ...]) -> bool:
    return any(mistake in (name, f"{name}_zh", f"{name}_en") for name in fields)
