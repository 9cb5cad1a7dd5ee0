"""Spreadsheet: download, upload, see every problem and every change, then accept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from atlas import process
from atlas.facts.desk import Choice, Desk
from atlas.facts.door import door
from atlas.facts.editors import Editor
from atlas.facts.sheet import SheetReading, read_sheet
from atlas.facts.uploads import Upload
from atlas.maps.element import Node, h
from layers.errors import Problem
from layers.read import Document
from layers.store import Change, Clash, Key
from pages.widgets.cache import kept_in_session
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.sheet_forms import ACCEPT, DROP, READ, download_and_upload
from pages.widgets.facts.sheet_reading import reading_view
from pages.widgets.review.act import Outcome, attempt, outcome_node, proposed
from pages.widgets.review.clashes import choices_of
from pages.widgets.review.levels import base_of
from pages.widgets.review.words import part_root
from pages.widgets.wording import Screen

UPLOAD = "atlas.sheet"  # the file this session looks at: another language shows it again
KEPT_READING = "atlas.sheet.reading"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a workbook asks for, what the data would have against it, what has moved on."""

    reading: SheetReading
    problems: tuple[Problem, ...]
    clashes: tuple[Clash, ...]


def sheet_part(
    s: Screen,
    *,
    desk: Desk,
    editor: Editor,
    address: FactsAddress,  # noqa: ARG001 - all parts are called alike
    form: dict[str, Any] | None,
) -> Node:
    """The way out and back in; nothing is saved until what a file asks for is accepted."""
    outcome = taken(s, desk, editor, form)
    upload = _upload(editor)
    looked = look(upload, s, desk) if upload is not None else None
    return part_root(
        "sheet",
        outcome_node(outcome, s),
        h("h2", None, s.say("Edit many facts in a spreadsheet")),
        download_and_upload(s, upload),
        reading_view(looked.reading, s, upload=upload, problems=looked.problems,
                     clashes=looked.clashes, records=desk.store.records())
        if upload is not None and looked is not None else None,
    )


def taken(
    s: Screen, desk: Desk, editor: Editor, form: dict[str, Any] | None
) -> Outcome | None:
    """What came of a file: looked at, accepted or put away; None where nothing was sent."""
    if not form or form.get("form") not in (READ, ACCEPT, DROP):
        return None
    fields = form["fields"]
    named = str(fields.get("sheet_id", "") or form.get("upload", ""))
    upload = door(process.settings()).uploads.get(named, editor=editor)
    if upload is None:
        st.session_state.pop(UPLOAD, None)
        return Outcome(s.say("There is no file to look at: choose one first. A file is kept for an "
                             "hour; send it again after that."), good=False)
    if upload.kind != "xlsx":
        return Outcome(s.say("“{name}” is no XLSX file. Save it as XLSX and send it again.",
                             name=upload.name), good=False)
    st.session_state[UPLOAD] = upload.id
    if form["form"] == ACCEPT:
        return _accepted(s, desk, editor, upload, fields)
    if form["form"] == DROP:
        _forget(upload, editor)
        return Outcome(s.say("The file was put away. Nothing was changed."))
    return None


def look(upload: Upload, s: Screen, desk: Desk) -> Looked:
    """What a file asks for, read once for each state of the store and language."""
    token = (upload.id, desk.store.seq, s.lang)
    return kept_in_session(KEPT_READING, token, lambda: _look(upload, s, desk))


def settled(
    changes: tuple[Change, ...], clashes: tuple[Clash, ...], choices: Mapping[Key, Choice]
) -> tuple[Change, ...]:
    """The changes after a person chose: theirs leaves a record as it is, mine takes its place."""
    versions = {(clash.table, clash.id): clash.their_version for clash in clashes}
    return tuple(
        replace(change, seen=versions[change.key])
        if change.key in versions and choices.get(change.key) == "mine" else change
        for change in changes
        if not (change.key in versions and choices.get(change.key) == "theirs")
    )


def _look(upload: Upload, s: Screen, desk: Desk) -> Looked:
    store = desk.store
    records = store.records()

    def past(key: Key, version: int) -> Document | None:
        return base_of(store, Change(*key, None, version), records)

    reading = read_sheet(upload.content, records, say=s.say,
                         level=process.settings().audience, past=past)
    clashes = store.clashes(desk.combined(reading.changes))
    problems = tuple(desk.check(reading.changes)) if reading.changes else ()
    return Looked(reading, problems, clashes)


def _accepted(
    s: Screen, desk: Desk, editor: Editor, upload: Upload, fields: Mapping[str, Any]
) -> Outcome:
    looked = look(upload, s, desk)
    if looked.reading.problems and fields.get("right_rows") is not True:
        return Outcome(s.say("Some rows are wrong. Mend them and send the file again, or tick that "
                             "only the right rows are taken."), good=False)
    changes = settled(looked.reading.changes, looked.clashes, choices_of(fields))
    why = str(fields.get("why", ""))
    outcome = proposed(
        attempt(s, lambda: desk.propose(changes, editor=editor, why=why, kind="import")), s)
    if outcome.good:
        _forget(upload, editor)
    return outcome


def _upload(editor: Editor) -> Upload | None:
    named = st.session_state.get(UPLOAD)
    found = door(process.settings()).uploads.get(named, editor=editor) if named else None
    return found if found is not None and found.kind == "xlsx" else None


def _forget(upload: Upload, editor: Editor) -> None:
    door(process.settings()).uploads.drop(upload.id, editor=editor)
    st.session_state.pop(UPLOAD, None)
    st.session_state.pop(KEPT_READING, None)
