"""Own figures as a workbook: out, filled in, back in; every slip with its sheet and cell."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from atlas.facts.own_columns import DWELL, QUOTES, TRIPS
from atlas.facts.own_sheet import read_own_sheet, write_own_sheet
from atlas.facts.sheet import SheetReading
from atlas.facts.sheet_columns import Sheet
from atlas.i18n import words
from layers.network import own_figure
from layers.read import Document
from layers.store.base import Key, Record
from tests.atlas.facts import own_ground
from tests.atlas.facts.own_ground import QUOTE, TODAY, TRIP, records

Records = dict[Key, Record]
ALL = records(QUOTE, own_ground.DWELL, TRIP, version=3)
FIRST, SECOND = 3, 4
NEW_TRIP = {"from": "Changchun", "to": "de-hamburg", "via": "Rail via Manzhouli", "value": 18,
            "departed": "2026-08-01"}
NEW_QUOTE = {"from": "长春", "to": "Busan", "via": "Sea", "value": 900, "as_of": "2026-11-01"}
NEW_DWELL = {"stay": "Manzhouli -> Zabaikalsk", "min": 20, "as_of": "2026-10"}


def letter(sheet: Sheet, name: str) -> str:
    return get_column_letter([column.name for column in sheet.columns].index(name) + 1)


def edited(
    change: Callable[[Workbook], object], given: Records = ALL, lang: str = "en"
) -> bytes:
    content = write_own_sheet(given, lang=lang, say=words(lang), version="0" * 12)
    book = load_workbook(BytesIO(content))
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def typed(sheet: Sheet, row: int, /, **cells: Any) -> Callable[[Workbook], None]:
    """Someone types values into cells of one row, by the columns' machine names."""

    def change(book: Workbook) -> None:
        for name, value in cells.items():
            cell = book[words("en")(sheet.title)][f"{letter(sheet, name)}{row}"]
            cell.number_format = "General"
            cell.value = value

    return change


def read(content: bytes, given: Records = ALL, lang: str = "en", **more: Any) -> SheetReading:
    return read_own_sheet(content, given, lang=lang, say=words(lang), today=TODAY, **more)


def upload(change: Callable[[Workbook], object], given: Records = ALL) -> SheetReading:
    return read(edited(change, given), given)


def only(reading: SheetReading) -> Document:
    assert reading.problems == ()
    (change,) = reading.changes
    assert change.doc is not None
    return change.doc


def untouched(_: Workbook) -> None:
    """Opened and saved, nothing more."""


@pytest.mark.parametrize("written", ["zh", "en"])
@pytest.mark.parametrize("read_in", ["zh", "en"])
def test_an_untouched_workbook_asks_for_nothing(written: str, read_in: str) -> None:
    reading = read(edited(untouched, lang=written), lang=read_in)
    assert (reading.changes, reading.problems, reading.unchanged) == ((), (), 3)


def test_words_that_look_like_formulas_stay_words() -> None:
    book = load_workbook(BytesIO(edited(untouched)))
    cell = book["Trips"][f"{letter(TRIPS, 'note')}{FIRST}"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value == TRIP["note"]


def test_names_stand_for_ids_and_lists_offer_them() -> None:
    book = load_workbook(BytesIO(edited(untouched)))
    quotes = book["Quotes"]
    row = {name: quotes[f"{letter(QUOTES, name)}{FIRST}"].value for name in ("from", "via", "value")}
    assert row == {"from": "Changchun", "via": "Rail via Manzhouli", "value": 9400}
    assert book["Dwell at borders"][f"{letter(DWELL, 'stay')}{FIRST}"].value == (
        "Manzhouli → Zabaikalsk")
    assert len(quotes.data_validations.dataValidation) == 3
    assert quotes.row_dimensions[1].hidden


@pytest.mark.parametrize(("sheet", "cells", "expected"), [
    (QUOTES, NEW_QUOTE, {"start": "cn-changchun", "end": "kr-busan", "via": "sea", "low": 900}),
    (DWELL, NEW_DWELL, {"crossing": "x-manzhouli-zabaikalsk", "direction": "out", "high": 20}),
    (DWELL, {**NEW_DWELL, "stay": "后贝加尔斯克→满洲里", "max": 60},
     {"direction": "in", "low": 20, "high": 60}),
    (TRIPS, NEW_TRIP, {"end": "de-hamburg", "low": 18, "departed": "2026-08-01",
                       "as_of": "2026-08-01", "via": "via-manzhouli"}),
    (TRIPS, {**NEW_TRIP, "departed": date(2026, 8, 1)}, {"departed": "2026-08-01"}),
    (TRIPS, {**NEW_TRIP, "to": "Hamburg (de-hamburg-port)"}, {"end": "de-hamburg-port"}),
    (TRIPS, {**NEW_TRIP, "via": "经满洲里铁路", "value": "１８"}, {"low": 18}),
])  # fmt: skip
def test_a_new_row_is_a_new_figure(
    sheet: Sheet, cells: dict[str, Any], expected: dict[str, Any]
) -> None:
    if cells.get("via") == "经满洲里铁路":
        cells = {**cells, "via": words("zh")("Rail via {place}", place="满洲里")}
    figure = own_figure(only(upload(typed(sheet, SECOND, **cells))))
    assert {name: getattr(figure, name) for name in expected} == expected


def test_the_same_file_twice_adds_nothing_the_second_time() -> None:
    content = edited(typed(TRIPS, SECOND, **NEW_TRIP))
    doc = only(read(content))
    after = {**ALL, ("own", doc["id"]): Record("own", doc["id"], doc, 1)}
    again = read(content, after)
    assert (again.changes, again.problems, again.unchanged) == ((), (), 4)
    assert "taken in before" in again.notes[0].what


def test_two_rows_that_say_the_same_are_two_trips() -> None:
    def twice(book: Workbook) -> None:
        typed(TRIPS, SECOND, **NEW_TRIP)(book)
        typed(TRIPS, SECOND + 1, **NEW_TRIP)(book)

    reading = upload(twice)
    assert reading.problems == ()
    assert len({change.id for change in reading.changes}) == 2


def test_a_correction_carries_the_version_that_was_seen() -> None:
    reading = upload(typed(QUOTES, FIRST, value=9000))
    (change,) = reading.changes
    assert (change.id, change.seen, change.doc) == ("own-q", 3, {**QUOTE, "value": 9000})


def test_an_emptied_cell_takes_its_field_out() -> None:
    assert "valid_until" not in only(upload(typed(QUOTES, FIRST, valid_until=None)))


def test_a_row_nobody_touched_undoes_nobody() -> None:
    content = edited(untouched)
    now = {**ALL, ("own", "own-q"): Record("own", "own-q", {**QUOTE, "value": 1}, 4)}
    reading = read(content, now, past=lambda _key, _version: QUOTE)
    assert reading.changes == ()


def test_x_under_remove_withdraws() -> None:
    reading = upload(typed(QUOTES, FIRST, remove="x"))
    assert [(change.id, change.doc) for change in reading.changes] == [("own-q", None)]


@pytest.mark.parametrize(("sheet", "row", "cells", "at", "says"), [
    (QUOTES, FIRST, {"value": "=1+1"}, "value", "is a formula"),
    (QUOTES, FIRST, {"value": "9.400,00"}, "value", "is no number"),
    (QUOTES, FIRST, {"value": -5}, "value", "not above 0"),
    (QUOTES, FIRST, {"as_of": "yesterday"}, "as_of", "no date"),
    (QUOTES, FIRST, {"as_of": "2026-12-24"}, "as_of", "still to come"),
    (QUOTES, FIRST, {"to": "Hamburg"}, "to", "may mean several: de-hamburg, de-hamburg-port"),
    (QUOTES, FIRST, {"to": "Atlantis"}, "to", "not known to the planner"),
    (QUOTES, FIRST, {"via": "Submarine"}, "via", "not known to the planner"),
    (QUOTES, FIRST, {"id": "own-gone"}, "id", "No own figure of this sheet has this id"),
    (QUOTES, FIRST, {"version": 9}, "version", "never had"),
    (QUOTES, SECOND, {"from": "Changchun"}, "to", "“To” is empty"),
    (QUOTES, SECOND, {"remove": "x"}, "remove", "no figure yet"),
    (DWELL, FIRST, {"min": 80}, "min", "lowest is larger"),
    (DWELL, FIRST, {"stay": "Smolensk → Brest"}, "stay", "not known to the planner"),
    (TRIPS, SECOND, {**NEW_TRIP, "departed": "undated"}, "departed", "a day or a month"),
    (TRIPS, SECOND, {"id": "own-t", **NEW_TRIP, "version": 3}, "id", "stands twice"),
])  # fmt: skip
def test_a_slip_is_said_with_sheet_and_cell(
    sheet: Sheet, row: int, cells: dict[str, Any], at: str, says: str
) -> None:
    def change(book: Workbook) -> None:
        if cells.get("id") == "own-t":  # the row above is changed too, so that both say something
            typed(TRIPS, FIRST, value=16)(book)
        typed(sheet, row, **cells)(book)

    reading = upload(change)
    found = {problem.cell: problem for problem in reading.problems}
    problem = found[f"{letter(sheet, at)}{row}"]
    assert problem.sheet == words("en")(sheet.title)
    assert says in problem.what
    assert problem.do


def test_everything_wrong_with_a_row_is_said_at_once() -> None:
    wrong = {**NEW_QUOTE, "to": "Atlantis", "value": -1, "as_of": "2027-01"}
    found = upload(typed(QUOTES, SECOND, **wrong)).problems
    assert {problem.cell for problem in found} == {
        f"{letter(QUOTES, name)}{SECOND}" for name in ("to", "value", "as_of")}


def test_a_wrong_row_does_not_hold_up_the_others() -> None:
    def change(book: Workbook) -> None:
        typed(QUOTES, FIRST, value="dear")(book)
        typed(TRIPS, SECOND, **NEW_TRIP)(book)

    reading = upload(change)
    assert len(reading.problems) == 1
    assert [change.doc["what"] for change in reading.changes if change.doc] == ["trip"]


def test_the_workbook_of_facts_is_told_apart() -> None:
    book = Workbook()
    book.worksheets[0].title = "Claims"
    saved = BytesIO()
    book.save(saved)
    reading = read(saved.getvalue())
    assert reading.changes == ()
    assert len(reading.problems) == 3


def test_a_picture_is_no_workbook() -> None:
    (problem,) = read(b"\x89PNG\r\n\x1a\n" + b"0" * 40).problems
    assert "picture" in problem.what


def test_an_empty_store_gives_an_empty_form() -> None:
    assert read(edited(untouched, {}), {}) == SheetReading()
