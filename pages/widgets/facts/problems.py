"""What the check of the data finds wrong, said at the field of the form it came from."""

import re

from atlas.facts.forms import Filled
from atlas.maps.element import Node, h
from layers.errors import Problem
from pages.widgets.facts.fields import Sent
from pages.widgets.wording import Screen

# The last named part of a record's field, and the field of the form it is typed into.
FIELDS = {
    "source_reason": "reason_zh", "as_of": "as_of", "review_by": "review_by", "unit": "unit",
    "confidence": "confidence", "audience": "audience", "headline": "headline", "key": "label_en",
    "source": "source", "publisher": "publisher", "url": "url", "grade": "grade",
    "licence": "licence", "point": "lon", "accuracy_km": "accuracy_km", "outline": "outline",
    "outline_status": "outline_status", "why": "why", "group": "group", "file": "picture",
    "kind": "kind",
}  # fmt: skip
LANGUAGE_FIELDS = ("text", "note", "label", "statement", "title", "alt", "credit", "ask")
OF_NAMES = {"names": "name", "status": "made", "short": "short"}
KIND_FIELDS = {"range": "min", "date": "date", "words": "text_zh"}
FAR_OUTSIDE = re.compile(r"\[\S+, \S+\] is (?P<km>\d+) km outside (?P<code>\S+)\.")
OFF_LINE = re.compile(r"(?P<stop>\S+) lies (?P<km>\S+) km off the drawn line; (?P<most>\S+) km")
SWAPPED = re.compile(r"\[.*\] is not in \S+, but \[.*\] is\.")


def sent_with(problems: tuple[Problem, ...], filled: Filled, s: Screen) -> Sent:
    """A form that came back with what the check found: at its fields, and above them the rest."""
    mistakes: dict[str, str] = {}
    rest: list[Node] = []
    for problem in problems:
        name = form_field(problem, filled)
        sentence = problem_words(problem, s)
        if name and sentence:
            mistakes.setdefault(name, sentence)
        else:
            rest.append(_in_full(problem, sentence, s))
    return Sent(filled.fields, mistakes, problems=tuple(rest))


def form_field(problem: Problem, filled: Filled) -> str:
    """The field of the form a problem belongs to; empty where the form has none for it."""
    parts = re.sub(r"\[[^\]]*\]", "", problem.field).split(".")
    if parts[0] in ("names", "short") and len(parts) > 1:
        name = f"{OF_NAMES[parts[-1] if parts[-1] == 'status' else parts[0]]}_{parts[1]}"
        if name in filled.fields:
            return name
    last, above = parts[-1], parts[-2] if len(parts) > 1 else ""
    if last in ("zh", "en") and above in LANGUAGE_FIELDS:
        name = f"{above}_{last}"
    elif last in ("zh", "en") and above == "source_reason":
        name = f"reason_{last}"
    elif last == "value":
        name = KIND_FIELDS.get(filled.text("kind"), "value")
    elif last == "date":
        dated = parts[0] in ("events", "pictures") or "title_en" not in filled.fields
        name = "date" if dated else "source_date"
    else:
        name = FIELDS.get(last, "")
    if name == "as_of" and name not in filled.fields:
        name = "as_of_other"
    return name if name in filled.fields else ""


def problem_words(problem: Problem, s: Screen) -> str:
    """A problem in the language of the page; empty where only the check's own words say it."""
    what, _ = problem.what, s.say
    if found := FAR_OUTSIDE.fullmatch(what):
        return _("This point lies {km} km outside the country ({code}). Is a digit wrong?",
                 km=found["km"], code=found["code"])
    if found := OFF_LINE.match(what):
        return _("This lies {km} km off the drawn line; {most} km is the most. Set it nearer, or "
                 "have the line drawn again.", km=found["km"], most=found["most"])
    if SWAPPED.fullmatch(what):
        return _("Longitude and latitude are swapped.")
    plain = {
        "is missing.": _("Fill this in."),
        "is empty.": _("Fill this in."),
        "Nothing differs.": _("Nothing differs from what is there already."),
        "says nothing.": _("Write a figure or words, or choose “unknown”."),
        "is an empty range.": _("Write from, to, or both."),
        "runs from high to low.": _("This is larger than the end of the range. Swap them."),
        "is no polygon.": _("This outline can’t be read. Draw it again."),
        "is empty or crosses itself.": _("The outline crosses itself. Move a corner."),
        "is undated.": _("Write when, such as 2027-05."),
        "is no day one can look at it again by.": _("Write when, such as 2027-05."),
    }
    return plain.get(what, "")


def _in_full(problem: Problem, sentence: str, s: Screen) -> Node:
    """What belongs to no field: of which place, and in words as near as there are."""
    entity = s.catalog.find(problem.record)
    name = entity.names.to(s.lang).text if entity is not None else ""
    told: Node = sentence or h("span", {"lang": "en"}, f"{problem.field}: {problem.what} "
                               f"{problem.do}".strip(": "))
    return h("span", None, h("b", None, f"{name} ") if name else None, told)
