"""The forms of own figures: a quote, a stay at a border, a trip; and to withdraw one."""

from collections.abc import Callable, Mapping

from atlas.facts.forms import seen_text
from atlas.facts.forms_value import written
from atlas.facts.own import OWN
from atlas.facts.own_words import OwnWords, What
from atlas.maps.element import Node, h
from layers.read import Document
from pages.widgets.facts.fields import Form, area, choice, hidden, line
from pages.widgets.facts.form import came_back, refilled

KEEP, WITHDRAW, CLOSE, OPEN = "own-keep", "own-withdraw", "own-close", "own-open"
Options = Mapping[str, str]


def figure_form(f: Form, what: What, own_id: str, words: OwnWords, begin: Document) -> Node:
    """The fields of a figure; ``begin`` is what is there, or what the question suggests."""
    s = f.s
    titles = {
        "quote": (s.say("Add a quote"), s.say("Correct a quote")),
        "dwell": (s.say("Add a stay at a border"), s.say("Correct a stay at a border")),
        "trip": (s.say("Add a trip"), s.say("Correct a trip")),
    }[what]
    whys = {
        "quote": (s.say("Own quote added"), s.say("Own quote corrected")),
        "dwell": (s.say("Own dwell added"), s.say("Own dwell corrected")),
        "trip": (s.say("Own trip added"), s.say("Own trip corrected")),
    }[what]
    return _frame(
        f, {"form": KEEP, "what": what, "of": own_id}, own_id,
        *FIELDS_OF[what](f, words, begin),
        h("div", "form-row",
          line(f, "operator", s.say("Operator"), str(begin.get("operator", "")), optional=True,
               hint=s.say("Who runs it or who quoted; never shown to visitors.")),
          area(f, "note", s.say("Note"), str(begin.get("note", "")), optional=True)),
        title=titles[1 if own_id else 0], why=whys[1 if own_id else 0],
        save=s.say("Save"),
    )


def withdraw_form(f: Form, own_id: str, words: OwnWords, doc: Document) -> Node:
    """The form that takes a figure out of the reckoning."""
    s = f.s
    said = f"{words.subject(doc)} · {words.value(doc)}"
    return _frame(
        f, {"form": WITHDRAW, "of": own_id}, own_id,
        h("p", "own-about", said),
        h("p", "field-hint", s.say("It counts no more; the history keeps it.")),
        title=s.say("Withdraw a figure"), why="", save=s.say("Withdraw"),
    )


def _frame(
    f: Form, act: Document, own_id: str, *children: Node | None, title: str, why: str, save: str,
) -> Node:
    s = f.s
    keys = [(OWN, own_id)] if own_id else []
    return h(
        "section",
        {"class": "own-form", "data-testid": "own-form", "data-key": f.id},
        h("h3", None, title),
        came_back(f),
        h("form",
          {"id": f.id, "class": "form", "act": act, "novalidate": True, "data-guard": "",
           "data-key": f.id},
          refilled(f),
          hidden("seen", seen_text(f.ground.records, keys), keep=True),
          *children,
          line(f, "why", s.say("Why the change"), why),
          h("div", "form-actions",
            h("button", {"class": "button primary", "type": "submit", "value": "save"}, save),
            h("button", {"class": "button quiet", "type": "button", "act": {"form": CLOSE}},
              s.say("Cancel")))),
    )


def _quote(f: Form, words: OwnWords, begin: Document) -> list[Node]:
    s = f.s
    return [
        _lane(f, words, begin),
        h("div", "form-row",
          line(f, "value", s.say("USD per FEU"), written(begin.get("value")), inputmode="decimal",
               hint=s.say("For one forty-foot container, such as 9400.")),
          line(f, "as_of", s.say("Date of the quote"), str(begin.get("as_of", "")),
               placeholder="2026-11-20"),
          line(f, "valid_until", s.say("Valid until"), str(begin.get("valid_until", "")),
               optional=True, placeholder="2026-12-31")),
    ]


def _dwell(f: Form, words: OwnWords, begin: Document) -> list[Node]:
    s, value = f.s, begin.get("value")
    low, high = (value["min"], value["max"]) if isinstance(value, dict) else (value, None)
    stay = f"{begin.get('crossing', '')}:{begin.get('direction', 'out')}"
    return [
        choice(f, "stay", s.say("Border and direction"), words.stays, stay),
        h("div", "form-row",
          line(f, "min", s.say("Hours"), written(low), inputmode="decimal",
               hint=s.say("The whole stay: gauge change, customs, waiting.")),
          line(f, "max", s.say("Hours, up to"), written(high), inputmode="decimal", optional=True,
               hint=s.say("Where it varied: the longest."))),
        h("div", "form-row",
          line(f, "as_of", s.say("Seen on"), str(begin.get("as_of", "")),
               placeholder="2026-11-20"),
          line(f, "valid_until", s.say("Counts until"), str(begin.get("valid_until", "")),
               optional=True, placeholder="2027-03-31")),
    ]


def _trip(f: Form, words: OwnWords, begin: Document) -> list[Node]:
    s = f.s
    return [
        _lane(f, words, begin),
        h("div", "form-row",
          line(f, "departed", s.say("Departed"), str(begin.get("departed", "")),
               placeholder="2026-11-20"),
          line(f, "value", s.say("Days"), written(begin.get("value")), inputmode="decimal",
               hint=s.say("From the day it left to the day it could be picked up."))),
    ]


FIELDS_OF: dict[What, Callable[[Form, OwnWords, Document], list[Node]]] = {
    "quote": _quote, "dwell": _dwell, "trip": _trip,
}


def _lane(f: Form, words: OwnWords, begin: Document) -> Node:
    s, way = f.s, str(begin.get("via", ""))
    ways = words.ways if not way or way in words.ways else {**words.ways, way: way}
    return h(
        "div", "form-row",
        choice(f, "from", s.say("From"), words.places, str(begin.get("from", ""))),
        choice(f, "to", s.say("To"), words.places, str(begin.get("to", ""))),
        choice(f, "via", s.say("Way"), ways, way),
        hidden("via_before", way, keep=True),
    )
