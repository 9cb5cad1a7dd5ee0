"""Own figures by spreadsheet: download, upload, see every change and problem, then accept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from atlas import process
from atlas.facts.desk import Desk
from atlas.facts.door import door
from atlas.facts.editors import Editor
from atlas.facts.own_sheet import read_own_sheet
from atlas.facts.sheet import SheetReading
from atlas.facts.uploads import Upload
from atlas.maps.element import Node, h
from layers.errors import Problem
from layers.read import Document
from layers.store import Change, Clash, Key
from pages.widgets.cache import kept_in_session
from pages.widgets.facts.sheet_forms import ACCEPT, DROP, READ, workbook_field
from pages.widgets.facts.sheet_part import settled
from pages.widgets.facts.sheet_reading import reading_view
from pages.widgets.facts.taken import ground_of
from pages.widgets.plan.own_state import Held
from pages.widgets.review.act import Outcome, attempt, proposed
from pages.widgets.review.clashes import choices_of
from pages.widgets.review.levels import base_of
from pages.widgets.wording import Screen

KEPT_READING = "atlas.plan.own.reading"
ACTS = (READ, ACCEPT, DROP)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a workbook asks for, what the data would have against it, what has moved on."""

    reading: SheetReading
    problems: tuple[Problem, ...]
    clashes: tuple[Clash, ...]


def workbook_part(s: Screen, *, desk: Desk, editor: Editor, held: Held) -> Node:
    """The way out and back in, and what the file that was handed in would change."""
    upload = uploaded(held.upload, editor)
    looked = look(upload, s, desk) if upload is not None else None
    shown = upload.id if upload is not None else ""
    return h(
        "details",
        {"class": "own-sheet", "data-keep": "own-sheet", "open": upload is not None},
        h("summary", None, s.say("Many at once: spreadsheet")),
        h("div", "own-sheet-ways", _download(s), _hand_in(s, shown)),
        h("div", {"class": "review", "data-sheet": "review", "data-needs": ""},
          reading_view(looked.reading, s, upload=upload, problems=looked.problems,
                       clashes=looked.clashes, records=desk.store.records()))
        if upload is not None and looked is not None else None,
    )


def file_taken(s: Screen, desk: Desk, editor: Editor, form: Mapping[str, Any]) -> Held:
    """What came of a file: looked at, accepted or put away."""
    fields = form["fields"]
    upload = uploaded(str(fields.get("sheet_id", "") or form.get("upload", "")), editor)
    if upload is None:
        return Held(outcome=Outcome(
            s.say("There is no file to look at: choose one first. A file is kept for an hour; "
                  "send it again after that."), good=False))
    if form["form"] == ACCEPT:
        return _accepted(s, desk, editor, upload, fields)
    if form["form"] == DROP:
        _forget(upload, editor)
        return Held(outcome=Outcome(s.say("The file was put away. Nothing was changed.")))
    return Held(upload=upload.id)


def look(upload: Upload, s: Screen, desk: Desk) -> Looked:
    """What a file asks for, read once for each state of the store and language."""
    token = (upload.id, desk.store.seq, s.lang)
    return kept_in_session(KEPT_READING, token, lambda: _look(upload, s, desk))


def uploaded(named: str, editor: Editor) -> Upload | None:
    """The workbook of this id, where this editor handed it in and it is still kept."""
    found = door(process.settings()).uploads.get(named, editor=editor) if named else None
    return found if found is not None and found.kind == "xlsx" else None


def _look(upload: Upload, s: Screen, desk: Desk) -> Looked:
    store = desk.store
    records = store.records()

    def past(key: Key, version: int) -> Document | None:
        return base_of(store, Change(*key, None, version), records)

    reading = read_own_sheet(upload.content, records, lang=s.lang, say=s.say, today=s.today,
                             past=past, used=ground_of(desk, s).used)
    clashes = store.clashes(desk.combined(reading.changes))
    problems = tuple(desk.check(reading.changes)) if reading.changes else ()
    return Looked(reading, problems, tuple(clashes))


def _accepted(
    s: Screen, desk: Desk, editor: Editor, upload: Upload, fields: Mapping[str, Any]
) -> Held:
    looked = look(upload, s, desk)
    if looked.reading.problems and fields.get("right_rows") is not True:
        return Held(upload=upload.id, outcome=Outcome(
            s.say("Some rows are wrong. Mend them and send the file again, or tick that only the "
                  "right rows are taken."), good=False))
    changes = settled(looked.reading.changes, looked.clashes, choices_of(fields))
    why = str(fields.get("why", ""))
    outcome = proposed(
        attempt(s, lambda: desk.propose(changes, editor=editor, why=why, kind="import")), s)
    if not outcome.good:
        return Held(upload=upload.id, outcome=outcome)
    _forget(upload, editor)
    return Held(outcome=outcome)


def _forget(upload: Upload, editor: Editor) -> None:
    door(process.settings()).uploads.drop(upload.id, editor=editor)
    st.session_state.pop(KEPT_READING, None)


def _download(s: Screen) -> Node:
    return h(
        "div", None,
        h("h4", None, s.say("1. Download")),
        h("p", None, s.say("Three sheets: quotes, dwell at borders, trips. Add rows, save, upload. "
                           "Nothing is saved before you have seen every change.")),
        h("a", {"class": "button", "href": f"/editor/own.xlsx?{urlencode({'lang': s.lang})}",
                "download": "", "data-testid": "own-download"}, s.say("Download XLSX")),
    )


def _hand_in(s: Screen, shown: str) -> Node:
    return h(
        "form",
        {"act": {"form": READ}, "class": "form", "data-key": "own-sheet-read",
         "data-reset": shown},
        h("h4", None, s.say("2. Upload what you have edited")),
        workbook_field(s),
        h("input", {"type": "hidden", "name": "sheet_id", "value": shown}),
        h("div", "form-actions",
          h("button", {"class": "button", "type": "submit", "value": "read"},
            s.say("Look at the changes"))),
    )
