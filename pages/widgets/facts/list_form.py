"""Forms about entries of a place's lists: an event, a question, a picture's words, taking out."""

from typing import Any

from atlas.facts.forms import seen_text
from atlas.facts.forms_list import ASK, EVENTS, PICTURES, entry_named, held_of, held_text
from atlas.i18n.figures import edtf
from atlas.maps.element import Node, h
from layers import parse
from layers.audience import level
from layers.model import AUDIENCES
from layers.read import Document
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.claim_fields import as_of_field
from pages.widgets.facts.fields import Form, hidden, pair, pills, when
from pages.widgets.facts.form import form_frame, more, needed_line
from pages.widgets.facts.picture_form import picture_fields
from pages.widgets.facts.source_fields import reason_fields, source_fields
from pages.widgets.wording import Screen

Held = tuple[str, Document]  # a list and one of its entries


def held_by(f: Form, doc: Document, item: str, audience: str) -> Held | None:
    """The entry an address names; the one a form that came back was opened with.

    Someone else may have changed it since then; what lies above the audience is not there.
    """
    found = entry_named(doc, item)
    if found is None:
        kind, entry, _ = held_of(f.sent.fields.get("held"))
        found = (kind, entry) if kind and entry is not None else None
    if found is None or level(found[1]) > AUDIENCES.index(audience):
        return None
    return found


def event_form(
    f: Form, table: str, entity_id: str, held: Held | None, *, back: FactsAddress, draft: bool
) -> Node:
    """An event of the timeline, new or to be put right."""
    s, entry = f.s, held[1] if held else {}
    return _frame(
        f, ("event", EVENTS), table, entity_id, held,
        needed_line(s),
        as_of_field(f, "date", str(entry.get("date", "")), label=s.say("When")),
        pills(f, "kind", s.say("What it is"), kind_names(s), entry.get("kind", "event")),
        pair(f, "text", (s.say("What happened, Chinese"), s.say("What happened, English")),
             entry.get("text", {}), hint=s.say("One sentence; the date stands beside it.")),
        source_fields(f, entry),
        when("source_way!=list|new", reason_fields(f, entry)),
        more(f, "note", s.say("Remark"),
             pair(f, "note", (s.say("Remark in Chinese"), s.say("Remark in English")),
                  entry.get("note", {}), optional=True), fields=("note",)),
        titles=(s.say("Add an event"), s.say("Event")),
        whys=(s.say("Event added"), s.say("Event corrected")), back=back, draft=draft,
    )


def question_form(
    f: Form, table: str, entity_id: str, held: Held | None, *, back: FactsAddress, draft: bool
) -> Node:
    """What is to be asked next, new or to be put right."""
    s, entry = f.s, held[1] if held else {}
    return _frame(
        f, ("question", ASK), table, entity_id, held,
        needed_line(s),
        pair(f, "ask", (s.say("Question in Chinese"), s.say("Question in English")), entry,
             hint=s.say("Only the office reads it, on the page of the place.")),
        titles=(s.say("Add a question"), s.say("Question")),
        whys=(s.say("Question added"), s.say("Question corrected")), back=back, draft=draft,
    )


def picture_words_form(
    f: Form, table: str, entity_id: str, held: Held | None, *, back: FactsAddress, draft: bool
) -> Node:
    """What is said of a picture that is there, and who may see it."""
    s, entry = f.s, held[1] if held else {}
    return _frame(
        f, ("picture-words", PICTURES), table, entity_id, held,
        needed_line(s),
        *picture_fields(f, entry),
        titles=(s.say("Picture"), s.say("Picture")),
        whys=("", s.say("Words of a picture corrected")), back=back, draft=draft,
    )


def take_out_form(
    f: Form, table: str, entity_id: str, held: Held, *, back: FactsAddress, draft: bool
) -> Node:
    """An entry taken out of its list."""
    s = f.s
    said = s.say("It is no longer shown; the history keeps it.")
    return _frame(
        f, ("take-out", held[0]), table, entity_id, held,
        h("p", "notice-info", h("span", None, said)),
        titles=(s.say("Take out"), s.say("Take out")), whys=("", ""), back=back, draft=draft,
    )


def kind_names(s: Screen) -> dict[str, str]:
    """Whether something was announced or came about, as timelines call it."""
    return {"event": s.say("Happened"), "plan": s.say("Plan")}


def entry_words(kind: str, entry: Document, s: Screen) -> str:
    """An entry in one line."""
    if kind == EVENTS:
        said = parse.text(entry.get("text")).to(s.lang).text
        return f"{edtf(str(entry.get('date', 'undated')), s.say)} · {said}"
    return parse.text(entry.get("alt") if kind == PICTURES else entry).to(s.lang).text


def _frame(
    f: Form, act: tuple[str, str], table: str, entity_id: str, held: Held | None,
    *children: Node | None, titles: tuple[str, str], whys: tuple[str, str], **rest: Any,
) -> Node:
    """The frame of a form that adds an entry (first title and reason) or puts one right (second).

    ``act`` is the form's name and the list it is about.
    """
    name, kind = act
    doc, entry = f.ground.doc(table, entity_id), held[1] if held else None
    carried = f.value("held", held_text(doc, kind, entry))
    about = None
    if entry is not None and entry in doc.get(kind, []):  # someone may have changed it meanwhile
        about = h("p", "facts-says", h("span", None, f.s.say("now:"), " "),
                  h("b", None, entry_words(kind, entry, f.s)))
    return form_frame(
        f, {"form": name, "of": entity_id}, hidden("held", carried, keep=True), *children,
        title=titles[1 if entry is not None else 0], about=about,
        seen=seen_text(f.ground.records, [(table, entity_id)]),
        why=whys[1 if entry is not None else 0], **rest,
    )
