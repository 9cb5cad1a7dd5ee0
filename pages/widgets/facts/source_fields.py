"""The part of a form that says where something comes from."""

from atlas.facts.forms_source import (
    LICENCE,
    NEW_GRADES,
    publisher_kinds,
    publisher_labels,
    source_label,
    source_labels,
)
from atlas.facts.sheet_words import word
from atlas.maps.element import Node, h
from layers.model import NOT_FOUND
from layers.read import Document
from pages.widgets.facts.fields import (
    Form,
    choice,
    known_lines,
    line,
    pair,
    pills,
    when,
)
from pages.widgets.facts.words import date_hint, grade_names, publisher_kind_names

LONGEST_TITLE = 90


def source_fields(f: Form, held: Document, *, may_lack: bool = True, way: str = "") -> Node:
    """Source of the list, a new one, or none and why; filled with what is there at present."""
    s, source = f.s, held.get("source", "")
    ways = {"list": s.say("from the list"), "new": s.say("new source")}
    if may_lack:
        ways["none"] = s.say("not found")
    present = way or ("none" if source == NOT_FOUND and may_lack else "list")
    return h(
        "section", "facts-source",
        pills(f, "source_way", s.say("Source"), ways, present),
        when("source_way=list", _listed(f, source)),
        when("source_way=new", *new_source_fields(f)),
    )


def reason_fields(f: Form, held: Document) -> Node:
    """Why no source was found."""
    labels = (f.s.say("Why none was found, in Chinese"), f.s.say("Why none was found, in English"))
    return pair(f, "reason", labels, held.get("source_reason", {}))


def _listed(f: Form, source: str) -> Node:
    lines = source_labels(f.ground.records, f.s.lang)
    present = next((words for words, held in lines.items() if held == source), "")
    return h(
        "div", "facts-listed",
        line(f, "source", f.s.say("Title, publisher or date"), present,
             list=f"{f.id}-source-list", placeholder=f.s.say("Type a few letters"),
             hint=f.s.say("Type a few letters and choose; select all of it first to replace it.")),
        known_lines(f, "source", tuple(lines)),
    )


def new_source_fields(f: Form) -> list[Node]:
    """Publisher, title, date, address, licence and grade of a source that is not listed yet."""
    s = f.s
    kinds = publisher_kind_names(s, publisher_kinds(f.ground.records))
    known = publisher_labels(f.ground.records, s.lang)
    ways = {"list": s.say("from the list"), "new": s.say("new publisher")}
    return [
        pills(f, "publisher_way", s.say("Publisher"), ways, "list"),
        when("publisher_way=list",
             line(f, "publisher", s.say("Name"), list=f"{f.id}-publisher-list",
                  placeholder=s.say("Type a few letters")),
             known_lines(f, "publisher", tuple(known))),
        when("publisher_way=new",
             pair(f, "publisher", (s.say("Name in Chinese"), s.say("Name in English")), {},
                  long=False),
             choice(f, "publisher_kind", s.say("Kind"), kinds, "official")),
        pair(f, "title", (s.say("Title in Chinese"), s.say("Title in English")), {}, long=False),
        h("div", "form-row",
          line(f, "source_date", s.say("Published"), hint=date_hint(s)),
          choice(f, "grade", s.say("Grade"), grade_names(s), NEW_GRADES[0])),
        h("div", "form-row",
          line(f, "url", s.say("Web address"), optional=True, inputmode="url"),
          line(f, "licence", s.say("Licence"), word("licences", LICENCE, s.say))),
    ]


def source_words(source: str, f: Form) -> str:
    """A source in one line; that none was found where there is none."""
    doc = f.ground.doc("sources", source)
    return source_label(doc, f.ground.records, f.s.lang) if doc else f.s.say("Source not found")
