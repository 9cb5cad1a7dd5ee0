"""Every mistake in an uploaded sheet is named with its cell, what is wrong and what to do."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from atlas.facts.sheet import SheetReading
from atlas.facts.sheet_columns import CLAIMS, PUBLISHERS, SOURCES, Sheet
from atlas.facts.sheet_file import MAX_BYTES, MAX_ROWS
from layers.read import Document
from tests.atlas.facts.sheets import (
    AREA1,
    AREA2,
    CONTACT,
    SOURCE1,
    at,
    download,
    edited,
    letter,
    read,
    tiny,
    typed,
    untouched,
    upload,
)
from tests.conftest import examples

Edits = Callable[[Workbook], object]
NEW: Document = {
    "fact": "park-one.area", "value": 205, "unit": "km2", "as_of": "2026-10",
    "source": "city-2020", "confidence": "high", "review_by": "2027-10",
}  # fmt: skip
FACT: Document = {
    **NEW, "fact": None, "entity": "zone-one", "key": "people", "group": "profile",
    "label_zh": "人口", "label_en": "People", "fact_level": "public",
}  # fmt: skip
SOURCE: Document = {
    "source": "new-2026", "publisher": "city", "title_zh": "新", "title_en": "New",
    "date": "2026", "licence": "facts only", "grade": "official",
}  # fmt: skip
NUMBER = "Write digits only, such as 1200 or 36.5; the unit stands in its own column."
DATES = "Write 2020, 2020-05, 2020-05-12, 2010~ or 2015/2017, else “undated”."
AGAIN = "Copy it from the sheet you downloaded, or download again."


def both(*changes: Edits) -> Edits:
    return lambda book: [change(book) for change in changes]


def date(moment: dt.datetime, **where: Any) -> Edits:
    return typed(AREA1, **dict.fromkeys(where, moment))


# mistake → edit, sheet, column, row, what, do
MISTAKES: dict[str, tuple[Edits, Sheet, str, int, str, str]] = {
    "a formula": (typed(AREA1, value="=1+1"), CLAIMS, "value", AREA1, "“Value” is a formula.", "Paste its value instead."),
    "a formula for an id": (typed(AREA1, claim="=A4"), CLAIMS, "claim", AREA1, "“Claim id” is a formula.", "Paste its value instead."),
    "a formula for a version": (typed(AREA1, version="=1+2"), CLAIMS, "version", AREA1, "“Version of the claim” is a formula.", "Paste its value instead."),
    "an error": (typed(AREA1, value="#N/A"), CLAIMS, "value", AREA1, "“Value” holds the error #N/A.", "Write the value itself, or empty the cell."),
    "a unit in the value": (typed(AREA1, value="36 km²"), CLAIMS, "value", AREA1, "“Value” is no number.", NUMBER),
    "a number with commas": (typed(AREA1, value="1,200"), CLAIMS, "value", AREA1, "“Value” is no number.", NUMBER),
    "a decimal comma": (typed(AREA1, value="1,5"), CLAIMS, "value", AREA1, "“Value” is no number.", NUMBER),
    "a yes for a number": (typed(AREA1, value=True), CLAIMS, "value", AREA1, "“Value” is no number.", NUMBER),
    "words for a number": (typed(AREA1, value="很大"), CLAIMS, "value", AREA1, "“Value” is no number.", NUMBER),
    "a date for a number": (date(dt.datetime(2026, 5, 1), value=1), CLAIMS, "value", AREA1, "“Value” is a date, but its unit is none.", "Give the cell the format Number, or write “date” as the unit."),
    "a number for a date": (typed(AREA1, unit="date"), CLAIMS, "value", AREA1, "“Value” is a number, its unit asks for a date.", "Write the date, such as 2020-05."),
    "a date that is none": (typed(AREA1, as_of="2026-13"), CLAIMS, "as_of", AREA1, "“As of” is “2026-13”, which is no date.", DATES),
    "a date as written in Chinese": (typed(AREA1, as_of="2026年5月"), CLAIMS, "as_of", AREA1, "“As of” is “2026年5月”, which is no date.", "Write 2026-05."),
    "a date with slashes": (typed(AREA1, as_of="2026/5/3"), CLAIMS, "as_of", AREA1, "“As of” is “2026/5/3”, which is no date.", "Write 2026-05-03."),
    "a date with a time": (date(dt.datetime(2026, 5, 1, 8, 30), as_of=1), CLAIMS, "as_of", AREA1, "“As of” holds a time of day.", "Write the date only, such as 2026-05-01."),
    "a number that is no year": (typed(AREA1, as_of=202605), CLAIMS, "as_of", AREA1, "“As of” is “202605”, which is no date.", DATES),
    "no review date": (typed(AREA1, review_by=None), CLAIMS, "review_by", AREA1, "“Review by” is empty.", "Fill it in."),
    "a review date that is none": (typed(AREA1, review_by="undated"), CLAIMS, "review_by", AREA1, "“Review by” is undated.", "Write when, such as 2027-05."),
    "a date for words": (date(dt.datetime(2026, 5, 1), words_zh=1), CLAIMS, "words_zh", AREA1, "“In words (Chinese)” is a date, not words.", "Give the cell the format Text and type it again."),
    "an unknown unit": (typed(AREA1, unit="亩"), CLAIMS, "unit", AREA1, "“Unit” is “亩”.", "Use one of: km², ha, m²"),
    "a figure without unit": (typed(AREA1, unit=None), CLAIMS, "unit", AREA1, "“Unit” is empty.", "Choose a unit; “number of things” where things are counted."),
    "an unknown level": (typed(AREA1, level="secret"), CLAIMS, "level", AREA1, "“Level of the claim” is “secret”.", "Use one of: public, visitors in the hall, the office only."),
    "an unknown level of a fact": (typed(CONTACT, fact_level="secret"), CLAIMS, "fact_level", CONTACT, "“Level of the fact” is “secret”.", "Use one of: public, visitors in the hall, the office only."),
    "an unknown confidence": (typed(AREA1, confidence="sure"), CLAIMS, "confidence", AREA1, "“Confidence” is “sure”.", "Use one of: high, medium, low."),
    "an unknown group": (typed(CONTACT, group="misc"), CLAIMS, "group", CONTACT, "“Group” is “misc”.", "Use one of: Profile, Industry"),
    "an unknown grade": (typed(SOURCE1, sheet=SOURCES, grade="best"), SOURCES, "grade", SOURCE1, "“Grade” is “best”.", "Use one of: Official, Press, secondary copy, not found."),
    "an unknown source": (typed(AREA1, source="nowhere"), CLAIMS, "source", AREA1, "There is no source “nowhere”.", "Mend the id, or add a row to the sheet “Sources”."),
    "an unknown publisher": (typed(SOURCE1, sheet=SOURCES, publisher="nobody"), SOURCES, "publisher", SOURCE1, "There is no publisher “nobody”.", "Mend the id, or add a row to the sheet “Publishers”."),
    "no source": (typed(AREA1, source=None), CLAIMS, "source", AREA1, "“Source id” is empty.", "Fill it in."),
    "no source found and no reason": (typed(AREA1, source="not-found"), CLAIMS, "reason_zh", AREA1, "“Why no source (Chinese)” is empty.", "Say why no source was found."),
    "a mark that is none": (typed(AREA1, remove="maybe"), CLAIMS, "remove", AREA1, "“Remove” is “maybe”.", "Write x for yes, nothing for no."),
    "two preferred claims": (typed(AREA1, preferred="x"), CLAIMS, "preferred", AREA2, "Another claim of this fact is preferred too.", "Leave x in one row of the fact."),
    "no preferred claim": (typed(AREA2, preferred=None), CLAIMS, "preferred", AREA1, "No claim of this fact is preferred, and it has several.", "Write x in one row of the fact."),
    "a second claim, none preferred": (typed(9, **{**NEW, "fact": "park-one.contact"}), CLAIMS, "preferred", 9, "No claim of this fact is preferred, and it has several.", "Write x in one row of the fact."),
    "a value beside unknown": (typed(AREA1, unknown="x", source="not-found", reason_zh="无", reason_en="None"), CLAIMS, "unknown", AREA1, "“Unknown” stands beside a value or words.", "Take one of the two out."),
    "a source of something unknown": (typed(CONTACT, source="city-2020"), CLAIMS, "source", CONTACT, "“Source id” names a source for something unknown.", "Write not-found and why, or take the x under “Unknown” away."),
    "a range upside down": (typed(AREA2, max=3), CLAIMS, "min", AREA2, "“Lowest” runs from high to low.", "Swap the two numbers."),
    "a value beside a range": (typed(AREA2, value=36), CLAIMS, "value", AREA2, "“Value” stands beside “Lowest”.", "Take one of the two out."),
    "nothing said": (typed(AREA1, value=None, unit=None), CLAIMS, "value", AREA1, "The row says nothing.", "Write a value or words, or x under “Unknown”."),
    "Chinese without English": (typed(AREA1, note_zh="约数"), CLAIMS, "note_en", AREA1, "“Note (English)” is empty.", "Write it in English too."),
    "English without Chinese": (typed(AREA1, note_en="about"), CLAIMS, "note_zh", AREA1, "“Note (Chinese)” is empty.", "Write it in Chinese too."),
    "a fact without its label": (typed(CONTACT, label_zh=None), CLAIMS, "label_zh", CONTACT, "“Fact (Chinese)” is empty.", "Write it in Chinese too."),
    "two labels of one fact": (both(typed(AREA1, label_en="Size"), typed(AREA2, label_en="Surface")), CLAIMS, "label_en", AREA2, "“Fact (English)” says something else than in row 3.", "Both rows are of one fact: write the same in both."),
    "a control character": (typed(AREA1, note_zh="a_x0007_b"), CLAIMS, "note_zh", AREA1, "“Note (Chinese)” holds the control character U+0007.", "Type the words again; this character can't be shown."),
    "an unknown claim": (typed(AREA1, claim="park-one.area.9"), CLAIMS, "claim", AREA1, "There is no claim “park-one.area.9”.", "Mend the id; for a new claim empty it."),
    "a claim twice": (typed(AREA2, claim="park-one.area.1"), CLAIMS, "claim", AREA2, "“park-one.area.1” stands in row 3 already.", "Keep one of the two rows; for a new claim empty the id."),
    "a claim of another fact": (typed(AREA1, fact="park-one.contact"), CLAIMS, "fact", AREA1, "The claim belongs to “park-one.area”.", "Put that back; a claim of another fact is a row without claim id."),
    "a claim of another entity": (typed(AREA1, entity="zone-one"), CLAIMS, "entity", AREA1, "The claim belongs to “park-one”.", "Put that back; a claim of another fact is a row without claim id."),
    "a new claim of nothing": (typed(9, **{**NEW, "fact": None}), CLAIMS, "fact", 9, "The row says neither which claim nor which fact it is.", "Give a fact id, or an entity id and a fact key."),
    "a new claim of an unknown fact": (typed(9, **{**NEW, "fact": "park-one.size"}), CLAIMS, "fact", 9, "There is no fact “park-one.size”.", "Mend the id; for a new fact empty it and give entity id and fact key."),
    "a new claim that goes": (typed(9, **NEW, remove="x"), CLAIMS, "remove", 9, "A claim that is new can't be withdrawn.", "Take the row out."),
    "a fact of another entity": (typed(9, **NEW, entity="zone-one"), CLAIMS, "entity", 9, "The fact belongs to “park-one”.", "Put that back, or empty the cell."),
    "a fact of an unknown entity": (typed(9, **{**FACT, "entity": "park-two"}), CLAIMS, "entity", 9, "There is no entity “park-two”.", "Copy the id from another row."),
    "a new fact of a system": (typed(9, **{**FACT, "entity": "opening"}), CLAIMS, "entity", 9, "“opening” has no facts of its own.", "Add the claim to a fact that is there."),
    "a fact key that is none": (typed(9, **{**FACT, "key": "How many"}), CLAIMS, "key", 9, "“Fact key” is no fact key.", "Use small letters, digits and single underscores."),
    "a new fact without label": (typed(9, **{**FACT, "label_zh": None, "label_en": None}), CLAIMS, "label_zh", 9, "“Fact (Chinese)” is empty.", "Fill it in."),
    "a new fact without level": (typed(9, **{**FACT, "fact_level": None}), CLAIMS, "fact_level", 9, "“Level of the fact” is empty.", "Fill it in."),
    "no version": (typed(AREA1, version=None), CLAIMS, "version", AREA1, "“Version of the claim” is empty.", AGAIN),
    "no version of the fact": (typed(CONTACT, fact_version=None), CLAIMS, "fact_version", CONTACT, "“Version of the fact” is empty.", AGAIN),
    "a version of the future": (typed(AREA1, version=4), CLAIMS, "version", AREA1, "“Version of the claim” is 4, which this record never had.", AGAIN),
    "a version that is none": (typed(AREA1, version=2.5), CLAIMS, "version", AREA1, "“Version of the claim” is 2.5, which this record never had.", AGAIN),
    "a link that is a script": (typed(SOURCE1, sheet=SOURCES, url="javascript:alert(1)"), SOURCES, "url", SOURCE1, "“Link” is no web address.", "Begin it with http:// or https://, or leave it out."),
    "a link without http": (typed(SOURCE1, sheet=SOURCES, url="example.org"), SOURCES, "url", SOURCE1, "“Link” is no web address.", "Begin it with http:// or https://, or leave it out."),
    "a source without id": (typed(8, sheet=SOURCES, **{**SOURCE, "source": None}), SOURCES, "source", 8, "“Source id” is empty.", "Give the row an id of small letters, digits and hyphens."),
    "a source id that is none": (typed(8, sheet=SOURCES, **{**SOURCE, "source": "新来源"}), SOURCES, "source", 8, "“新来源” is no id.", "Use small letters, digits and single hyphens."),
    "a source twice": (typed(8, sheet=SOURCES, **{**SOURCE, "source": "city-2020"}), SOURCES, "source", 8, "“city-2020” stands in row 3 already.", "Keep one of the two rows."),
    "a source that went": (typed(SOURCE1, sheet=SOURCES, source="city-1999"), SOURCES, "source", SOURCE1, "There is no “city-1999” any more.", "Mend the id; for a new row empty its version."),
    "a source without licence": (typed(SOURCE1, sheet=SOURCES, licence=None), SOURCES, "licence", SOURCE1, "“Licence” is empty.", "Fill it in."),
    "a publisher without English name": (typed(SOURCE1, sheet=PUBLISHERS, name_en=None), PUBLISHERS, "name_en", SOURCE1, "“Name (English)” is empty.", "Write it in English too."),
    "merged cells": (lambda book: book["Claims"].merge_cells("J3:J4"), CLAIMS, "level", AREA1, "Cells are merged here.", "Take the merge back."),
}  # fmt: skip


GOOD = "office"  # a new publisher in a row without mistake


@cache
def mistaken(case: str) -> SheetReading:
    """What a workbook with one mistake and one good row says; written and read once."""
    good = typed(8, sheet=PUBLISHERS, publisher=GOOD, name_zh="办", name_en="Office", kind="press")
    return upload(both(MISTAKES[case][0], good))


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_named_with_its_cell(case: str) -> None:
    _, sheet, name, row, what, do = MISTAKES[case]
    found = mistaken(case).problems
    here = [item for item in found if (item.sheet, item.cell) == (sheet.title, at(sheet, name, row))]
    assert [item.what for item in here] == [what], found
    assert here[0].do.startswith(do)


@pytest.mark.parametrize("case", [name for name in MISTAKES if name != "merged cells"])
def test_a_row_with_a_mistake_changes_nothing(case: str) -> None:
    _, sheet, *_ = MISTAKES[case]
    if case == "a claim twice":  # the first of the two rows is whole
        return
    reading = mistaken(case)
    assert {change.id for change in reading.changes if change.table == sheet.table} <= {GOOD}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_hides_no_other_row(case: str) -> None:
    assert ("publishers", GOOD) in {change.key for change in mistaken(case).changes}
    assert mistaken(case).problems


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    rows = [typed(AREA1, unit="亩", as_of="2026-13", note_zh="约"), typed(CONTACT, confidence="sure")]
    cells = {item.cell for item in upload(both(*rows, typed(SOURCE1, sheet=SOURCES, url="x"))).problems}
    assert cells == {
        at(CLAIMS, "unit", AREA1), at(CLAIMS, "as_of", AREA1), at(CLAIMS, "note_en", AREA1),
        at(CLAIMS, "confidence", CONTACT), at(SOURCES, "url", SOURCE1),
    }  # fmt: skip


def test_a_row_that_waits_for_a_wrong_one_says_so() -> None:
    """A preferred claim never goes over to one that is not made."""
    fine = typed(AREA2, preferred=None, label_en="Surface")
    reading = upload(both(fine, typed(9, **{**NEW, "unit": "亩"}, preferred="x")))
    assert {(item.cell, item.what) for item in reading.problems} == {
        (at(CLAIMS, "unit", 9), "“Unit” is “亩”."),
        (at(CLAIMS, "claim", AREA2), "Another row of this fact is wrong."),
    }
    asked = [(change.key, change.doc["label"]["en"], change.doc["preferred"])
             for change in reading.changes if change.doc]  # fmt: skip
    assert asked == [(("facts", "park-one.area"), "Surface", "park-one.area.2")]


def test_a_claim_stays_while_another_row_of_its_fact_is_wrong() -> None:
    reading = upload(both(typed(AREA2, remove="x"), typed(AREA1, unit="亩")))
    assert reading.changes == ()
    assert len(reading.problems) == 2


def test_a_new_fact_is_made_whole_or_not_at_all() -> None:
    second = typed(10, **{**FACT, "label_zh": None, "label_en": None, "preferred": "x", "unit": "亩"})
    reading = upload(both(typed(9, **FACT), second))
    assert reading.changes == ()
    assert {item.what for item in reading.problems} == {
        "“Unit” is “亩”.", "Another row of this fact is wrong.",
    }  # fmt: skip


# what became of the sheets → edit, sheet, cell, what
SHEETS: dict[str, tuple[Edits, str, str, str]] = {
    "a missing sheet": (lambda book: book.remove(book["Sources"]), "Sources", "", "The sheet is missing, or its headings were changed."),
    "a sheet without its head": (lambda book: book["Publishers"].delete_rows(1, 2), "Publishers", "", "The column “Publisher id” is missing."),
    "a missing column": (lambda book: book["Claims"].delete_cols(14), "Claims", "", "The column “Unit” is missing."),
    "no column of ids": (lambda book: book["Claims"].delete_cols(1), "Claims", "", "The column “Claim id” is missing."),
    "a column twice": (lambda book: book["Claims"].cell(1, 40, "unit"), "Claims", "AN2", "The column “Unit” stands twice."),
    "a sheet twice": (lambda book: setattr(book.copy_worksheet(book["Sources"]), "title", "again"), "again", "", "This sheet holds the same as “Sources”."),
}  # fmt: skip


@pytest.mark.parametrize("case", SHEETS)
def test_what_became_of_the_sheets_is_told(case: str) -> None:
    edit, sheet, cell, what = SHEETS[case]
    reading = upload(edit)
    assert what in [item.what for item in reading.problems if (item.sheet, item.cell) == (sheet, cell)]
    assert reading.changes == ()


def test_a_missing_column_leaves_its_field_as_it_was() -> None:
    reading = upload(both(typed(AREA1, value=7), lambda book: book["Claims"].delete_cols(14)))
    assert [change.doc["unit"] for change in reading.changes if change.doc] == ["km2"]


@pytest.mark.parametrize(
    ("edit", "sheet", "cell", "what"),
    [
        (typed(AREA1), "", "", ""),
        (lambda book: book["Claims"].cell(4, 40, "mine"), "Claims", "AN2", "This column is not one of the atlas."),
        (lambda book: book.create_sheet("Sums").cell(1, 1, 5), "Sums", "", "This sheet is not one of the atlas."),
        (lambda book: setattr(book["Claims"], "title", "Facts 2026"), "", "", ""),
    ],
    ids=["nothing", "a column", "a sheet", "a renamed sheet"],
)  # fmt: skip
def test_what_is_the_persons_own_is_left_alone_and_said_so(
    edit: Edits, sheet: str, cell: str, what: str
) -> None:
    reading = upload(edit)
    assert (reading.problems, reading.changes) == ((), ())
    told = [(item.sheet, item.cell, item.what) for item in reading.notes]
    assert told == ([(sheet, cell, what)] if what else [])


def packed(parts: dict[str, bytes], *, into: bytes = b"") -> bytes:
    """A ZIP of these parts beside those of another."""
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        if into:
            with ZipFile(BytesIO(into)) as old:
                for name in set(old.namelist()) - set(parts):
                    archive.writestr(name, old.read(name))
        for name, content in parts.items():
            archive.writestr(name, content)
    return saved.getvalue()


def with_markup(old: bytes, new: bytes, *, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    with ZipFile(BytesIO(download())) as archive:
        content = archive.read(part)
    assert old in content
    return packed({part: content.replace(old, new, 1)}, into=download())


def locked() -> bytes:
    content = bytearray(packed({"xl/workbook.xml": b"<workbook/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "The file is empty."),
    "too much": (lambda: b"PK" + bytes(MAX_BYTES), "The file has 10.0 MB."),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "The file is an old XLS workbook or locked by a password."),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(600), "The file is a picture or a PDF."),
    "a CSV": (lambda: "编号,数值\n1,2\n".encode("gb18030"), "The file is no XLSX workbook."),
    "half a workbook": (lambda: download()[: len(download()) // 2], "The file is cut off or damaged."),
    "a ZIP of something else": (lambda: packed({"a.txt": b"x"}), "The file is no XLSX workbook."),
    "a workbook in name only": (lambda: packed({"xl/workbook.xml": b"<workbook/>"}), "The workbook is damaged."),
    "too many parts": (lambda: packed({f"{number}": b"" for number in range(300)}), "The file holds 300 parts."),
    "a bomb": (lambda: packed({"xl/media/a": bytes(50_000_000)}, into=download()), "A part of the file unpacks to far more than it should."),
    "a bigger bomb": (lambda: packed({str(n): bytes(40_000_000) for n in range(3)}), "The file unpacks to 120 MB."),
    "macros": (lambda: packed({"xl/vbaProject.bin": b"x"}, into=download()), "The workbook can hold macros (XLSM)."),
    "macros by its type": (lambda: with_markup(b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", MACROS, part="[Content_Types].xml"), "The workbook can hold macros (XLSM)."),
    "a password": (locked, "The file is locked by a password."),
    "an entity": (lambda: packed({"xl/worksheets/sheet1.xml": BOMB}, into=download()), "The file holds markup that no workbook needs."),
    "an entity in another encoding": (lambda: packed({"xl/worksheets/sheet1.xml": BOMB.decode().encode("utf-16")}, into=download()), "The file holds markup that no workbook needs."),
    "broken markup": (lambda: with_markup(b"</sheetData>", b"</sheet>"), "The workbook is damaged."),
    "too many cells": (lambda: packed({"xl/sharedStrings.xml": b"".join(b"<si/>" * 10 + b"%d" % n for n in range(150_001))}, into=download()), "The file holds too many cells."),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_cant_be_read_is_refused_with_a_sentence(case: str) -> None:
    made, what = FILES[case]
    reading = read(made(), tiny())
    assert [(item.sheet, item.cell, item.what) for item in reading.problems] == [("", "", what)]
    assert reading.problems[0].do
    assert reading.changes == ()


@pytest.mark.slow
def test_rows_beyond_the_limit_are_not_read_and_said_so() -> None:
    many = b"".join(
        b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>' % (row, row)
        for row in range(10, MAX_ROWS + 20)
    )
    reading = read(with_markup(b"</sheetData>", many + b"</sheetData>"), tiny())
    assert [item.what for item in reading.problems if not item.cell] == ["The sheet has more than 50000 rows."]


def test_a_row_far_below_costs_nothing() -> None:
    far = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    reading = read(with_markup(b"</sheetData>", far), tiny())
    assert [item.cell for item in reading.problems] == ["A1048576"]


@settings(max_examples=examples(100))
@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=6))
def test_bytes_out_of_place_never_get_past_a_sentence(flips: list[tuple[int, int]]) -> None:
    content = bytearray(download())
    for place, byte in flips:
        content[place % len(content)] = byte
    reading = read(bytes(content), tiny())
    assert reading.problems or reading.unchanged == 5 or reading.changes


@given(data=st.data())
def test_a_letter_out_of_place_inside_never_gets_past_a_sentence(data: st.DataObject) -> None:
    with ZipFile(BytesIO(download())) as archive:
        part = data.draw(st.sampled_from(sorted(archive.namelist())))
        content = bytearray(archive.read(part))
    content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(32, 126))
    reading = read(packed({part: bytes(content)}, into=download()), tiny())
    assert reading.problems or reading.unchanged or reading.changes


def test_links_to_other_files_are_not_followed() -> None:
    link = packed({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}, into=edited(untouched))
    assert read(link, tiny()).problems == ()


def test_the_mistakes_are_many() -> None:
    assert len({*MISTAKES, *SHEETS, *FILES}) >= 30
    assert len({letter(CLAIMS, item.name) for item in CLAIMS.columns}) == len(CLAIMS.columns)
