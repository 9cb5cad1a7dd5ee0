"""Entries of a list inside a record: what happened when, what to ask next, pictures' words.

Entries have no ids. A form carries the entry it was opened with and the names of those beside it,
so that it finds its own again also where someone else has changed one of them meanwhile.
"""

import json
from typing import Any

from atlas.facts.forms import Filled
from atlas.facts.forms_source import source_of
from layers.check.kinds import is_edtf
from layers.model import AUDIENCES, UNDATED
from layers.read import Document
from layers.store.records import canonical, digest

EVENTS, ASK, PICTURES = "events", "ask", "pictures"
LISTS = (EVENTS, ASK, PICTURES)
KINDS = ("plan", "event")
NAME_DIGITS = 12
NAMING = ("file", "text", "zh", "en", "date")  # fields that two forms of one entry may share
PICTURE_WORDS = ("alt", "credit", "date", "audience")


def entry_name(entry: Document) -> str:
    """The name of an entry in an address, made of what it says."""
    return digest(entry)[:NAME_DIGITS]


def entry_named(doc: Document, name: str) -> tuple[str, Document] | None:
    """The list an entry stands in, and the entry; None where there is none of this name."""
    for kind in LISTS:
        for entry in doc.get(kind, []):
            if entry_name(entry) == name:
                return kind, entry
    return None


def held_text(doc: Document, kind: str, entry: Document | None) -> str:
    """What a form carries along of the entry it was opened with."""
    others = [entry_name(item) for item in doc.get(kind, []) if item != entry]
    return canonical({"list": kind, "entry": entry, "others": others})


def held_of(text: object) -> tuple[str, Document | None, list[str]]:
    """List, entry and the names beside it out of a hidden field; no entry where it says none."""
    try:
        found = json.loads(text) if isinstance(text, str) and text else {}
    except ValueError:
        found = {}
    parts: dict[str, Any] = found if isinstance(found, dict) else {}
    entry, others, kind = parts.get("entry"), parts.get("others"), parts.get("list")
    return (
        kind if kind in LISTS else "",
        entry if _is_entry(entry) else None,
        [name for name in others if isinstance(name, str)] if isinstance(others, list) else [],
    )


def _is_entry(value: Any) -> bool:
    """Whether a value has the shape of an entry: words, texts by language, a date."""
    if not isinstance(value, dict):
        return False
    texts = [part for part in value.values() if isinstance(part, dict)]
    plain = [part for part in value.values() if not isinstance(part, dict)]
    words = [*plain, *(said for text in texts for said in text.values())]
    date = value.get("date", UNDATED)
    return all(isinstance(said, str) for said in words) and (date == UNDATED or is_edtf(str(date)))


def event_kept(filled: Filled, table: str, entity_id: str) -> None:
    """An event of a timeline, new or put right: when, planned or happened, what, who says so."""
    filled.needed("why")
    entry = {
        "date": filled.date("date", undated=True),
        "kind": filled.chosen("kind", KINDS),
        "text": filled.pair("text", needed=True),
        **source_of(filled),
    }
    note = filled.pair("note", needed=False)
    _keep(filled, table, entity_id, EVENTS, {**entry, **({"note": note} if note else {})})


def question_kept(filled: Filled, table: str, entity_id: str) -> None:
    """An open question, new or put right."""
    filled.needed("why")
    words = filled.pair("ask", needed=True) or {}
    _, held, _ = held_of(filled.fields.get("held"))
    others = {lang: said for lang, said in (held or {}).items() if isinstance(said, str)}
    _keep(filled, table, entity_id, ASK, {**others, **words})


def picture_reworded(filled: Filled, table: str, entity_id: str) -> None:
    """Words, credit, date and level of a picture that is there already."""
    filled.needed("why")
    level = filled.chosen("audience", AUDIENCES)
    words = {
        "alt": filled.pair("alt", needed=True),
        "credit": filled.pair("credit", needed=True),
        "date": filled.date("date", undated=True),
        **({"audience": level} if level != AUDIENCES[0] else {}),
    }
    pictures = filled.ground.doc(table, entity_id).get(PICTURES, [])
    at = _place(filled, pictures)
    if at is None:
        filled.wrong("alt_zh", filled.say(
            "This picture has been taken out meanwhile. Add it anew if it is wanted."))
        return
    bare = {key: value for key, value in pictures[at].items() if key not in PICTURE_WORDS}
    _keep(filled, table, entity_id, PICTURES, {**bare, **words})


def entry_taken_out(filled: Filled, table: str, entity_id: str) -> None:
    """An event, a question or a picture taken out; the history keeps it."""
    filled.needed("why")
    kind, _, _ = held_of(filled.fields.get("held"))
    entries = filled.ground.doc(table, entity_id).get(kind, []) if kind else []
    at = _place(filled, entries)
    if at is not None:
        _put(filled, table, entity_id, kind, [*entries[:at], *entries[at + 1:]])


def _keep(filled: Filled, table: str, entity_id: str, kind: str, entry: Document) -> None:
    """An entry in the place of the one the form was opened with, else among the others."""
    entries = filled.ground.doc(table, entity_id).get(kind, [])
    at = _place(filled, entries)
    if at is None:
        at = _by_date(entries, entry) if kind == EVENTS else len(entries)
        _put(filled, table, entity_id, kind, [*entries[:at], entry, *entries[at:]])
        return
    present = entries[at]
    same_order = {key: entry[key] for key in (*present, *entry) if key in entry}
    _put(filled, table, entity_id, kind, [*entries[:at], same_order, *entries[at + 1:]])


def _place(filled: Filled, entries: list[Document]) -> int | None:
    """Where the form's own entry stands by now; None for a new one and one that is gone.

    Where it was changed meanwhile, it is the one that was not there before and shares a field.
    """
    _, held, others = held_of(filled.fields.get("held"))
    if held is None:
        return None
    if held in entries:
        return entries.index(held)
    for name in NAMING:
        for at, entry in enumerate(entries):
            shared = held.get(name) is not None and held.get(name) == entry.get(name)
            if shared and entry_name(entry) not in others:
                return at
    return None


def _by_date(entries: list[Document], entry: Document) -> int:
    """Before the first that is later."""
    def key(item: Document) -> str:
        return str(item.get("date", "")).strip("./~")

    return next((at for at, item in enumerate(entries) if key(item) > key(entry)), len(entries))


def _put(
    filled: Filled, table: str, entity_id: str, kind: str, entries: list[Document]
) -> None:
    before = filled.ground.doc(table, entity_id)
    doc = {**before, kind: entries}
    filled.change(table, entity_id,
                  doc if entries else {key: doc[key] for key in doc if key != kind})
