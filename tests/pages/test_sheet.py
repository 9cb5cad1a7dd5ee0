"""Spreadsheet: out, edited, back in; nothing is saved before it was seen and accepted."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook

from atlas import process
from atlas.facts.door import door
from atlas.facts.editors import Editor
from atlas.facts.sheet import write_sheet
from atlas.i18n import words as say
from atlas.maps.element import text_of
from pages.widgets.facts.sheet_part import KEPT_READING, UPLOAD, sheet_part
from tests.pages.review_ground import AREA, LI, WANG, Office, forms, having, office, words

READ, ACCEPT, DROP = "sheet-read", "sheet-accept", "sheet-drop"
Row = dict[str, Any]


@pytest.fixture
def here(small: Path, tmp_path: Path) -> Iterator[Office]:
    yield office(small, tmp_path / "atlas.gpkg", sheet_part)
    for key in (UPLOAD, KEPT_READING):
        st.session_state.pop(key, None)


def workbook(here: Office, edit: Callable[[Row], None]) -> bytes:
    """The downloaded workbook after ``edit`` had each row of claims, as cells by column."""
    store = here.desk.store
    content = write_sheet(store.records(), lang="en", say=say("en"), version=store.version,
                          level=process.settings().audience)
    book = load_workbook(BytesIO(content))
    sheet = book["Claims"]
    columns = [cell.value for cell in sheet[1]]
    for cells in sheet.iter_rows(min_row=3):
        edit(dict(zip(columns, cells, strict=True)))
    edited = BytesIO()
    book.save(edited)
    return edited.getvalue()


def handed_in(content: bytes, who: Editor = LI, name: str = "facts.xlsx") -> str:
    return door(process.settings()).uploads.put(content, name=name, editor=who).id


def area(value: object) -> Callable[[Row], None]:
    def edit(row: Row) -> None:
        if row["claim"].value == AREA:
            row["value"].value = value

    return edit


def wrong_and_right(row: Row) -> None:
    area(300)(row)
    if row["claim"].value == "park-one.area.2":
        row["as_of"].value = "yesterday"


def read(here: Office, content: bytes) -> tuple[str, Any]:
    name = handed_in(content)
    return name, here.send(READ, LI, fields={"sheet_id": name})


def outcome(tree: Any) -> str:
    return words(tree, data_testid="outcome")


def test_the_way_out_is_a_link_and_the_way_in_a_file(here: Office):
    tree = here.show(LI)
    (link,) = having(tree, data_testid="sheet-download")
    assert link[1]["href"].startswith("/editor/facts.xlsx")
    (field,) = having(tree, type="file")
    assert field[1]["data-upload"].startswith("/editor/uploads")
    assert forms(tree) == [READ]


def test_every_change_is_shown_and_nothing_saved(here: Office):
    _, tree = read(here, workbook(here, area(300)))
    assert [text_of(node) for node in having(tree, title="before")] == ["210 km²"]
    assert [text_of(node) for node in having(tree, title="after")] == ["300 km²"]
    assert "Records to change: 1" in words(tree, data_testid="sheet-counts")
    assert here.desk.store.drafts(state=None) == []
    assert here.value() == 210


def test_an_untouched_workbook_asks_for_nothing(here: Office):
    _, tree = read(here, workbook(here, lambda _: None))
    assert "There is nothing to accept" in text_of(tree)
    assert ACCEPT not in forms(tree)


def test_accepting_makes_one_draft_for_the_second_person(here: Office):
    name, _ = read(here, workbook(here, area(300)))
    said = here.send(ACCEPT, LI, upload=name, fields={"why": "yearbook"})
    assert "Saved as a draft" in outcome(said)
    (draft,) = here.desk.store.drafts()
    assert (draft.kind, draft.why, len(draft.changes)) == ("import", "yearbook", 1)
    assert not having(said, data_testid="sheet-reading")
    here.desk.publish(draft.id, editor=WANG)
    assert here.value() == 300


def test_accepting_needs_a_reason_and_keeps_the_file(here: Office):
    name, _ = read(here, workbook(here, area(300)))
    said = here.send(ACCEPT, LI, upload=name, fields={"why": ""})
    assert "“Why” is empty" in outcome(said)
    assert having(said, data_testid="sheet-reading")


def test_each_problem_stands_with_sheet_and_cell(here: Office):
    _, tree = read(here, workbook(here, wrong_and_right))
    said = words(tree, data_testid="sheet-problems")
    assert "Claims" in said
    assert any(text_of(node)[1:].isdigit() for node in having(tree, **{"class": "cell"}))
    assert having(tree, name="right_rows", required=True)


def test_wrong_rows_are_left_out_only_where_someone_says_so(here: Office):
    name, _ = read(here, workbook(here, wrong_and_right))
    refused = here.send(ACCEPT, LI, upload=name, fields={"why": "x"})
    assert "Some rows are wrong" in outcome(refused)
    assert here.desk.store.drafts() == []
    here.send(ACCEPT, LI, upload=name, fields={"why": "x", "right_rows": True})
    (draft,) = here.desk.store.drafts()
    assert [change.id for change in draft.changes] == [AREA]


@pytest.mark.parametrize(("choice", "value"), [("mine", 300), ("theirs", None)])
def test_what_others_changed_since_the_download_is_chosen(
    choice: str, value: float | None, here: Office
):
    content = workbook(here, area(300))
    here.published(here.area(250))
    name, tree = read(here, content)
    assert "250 km²" in words(tree, data_testid="clashes")
    undecided = here.send(ACCEPT, LI, upload=name, fields={"why": "x"})
    assert "Someone else" in outcome(undecided)
    here.send(ACCEPT, LI, upload=name, fields={"why": "x", f"choice:claims:{AREA}": choice})
    drafts = here.desk.store.drafts()
    assert [change.doc["value"] for draft in drafts for change in draft.changes] == (
        [value] if value else [])


def test_a_file_of_somebody_else_is_not_found(here: Office):
    name = handed_in(workbook(here, area(300)), who=WANG)
    assert "no file" in outcome(here.send(READ, LI, fields={"sheet_id": name}))


def test_a_picture_is_no_workbook(here: Office):
    name = handed_in(b"\x89PNG\r\n\x1a\n", name="a.png")
    said = here.send(READ, LI, fields={"sheet_id": name})
    assert "“a.png” is no XLSX file" in outcome(said)
    assert not having(said, data_testid="sheet-reading")


def test_a_broken_workbook_is_one_problem(here: Office):
    _, tree = read(here, b"PK\x03\x04 and nothing else")
    assert words(tree, data_testid="sheet-problems")
    assert ACCEPT not in forms(tree)


def test_a_file_can_be_put_away(here: Office):
    name, tree = read(here, workbook(here, area(300)))
    assert DROP in forms(tree)
    said = here.send(DROP, LI, upload=name)
    assert not having(said, data_testid="sheet-reading")
    assert door(process.settings()).uploads.get(name, editor=LI) is None
