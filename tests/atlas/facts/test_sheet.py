"""Facts go out as a workbook and come back as exactly the changes someone made."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from atlas.facts.sheet import SheetReading, write_sheet
from atlas.facts.sheet_columns import CLAIMS, PUBLISHERS, SHEETS, SOURCES, Sheet
from atlas.facts.sheet_file import unescaped
from atlas.facts.sheet_words import CHOICES, codes, folded, word
from atlas.facts.sheet_write import escaped
from atlas.i18n import words
from layers.check.shapes import CONFIDENCES, GRADES
from layers.model import AUDIENCES
from layers.store import Applied, Change, Conflict, Signed, Store, open_store
from tests.atlas.facts.sheets import (
    AREA1,
    AREA2,
    CONTACT,
    SOURCE1,
    Records,
    at,
    doc,
    edited,
    read,
    records,
    tiny,
    typed,
    untouched,
    upload,
    written,
)
from tests.browser.words import foreign
from tests.conftest import GEO, examples

Edits = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def real() -> Records:
    return records(GEO)


@cache
def real_sheet(lang: str = "en") -> bytes:
    """The workbook of the real data."""
    return written(records(GEO), lang=lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_written_comes_back_without_a_change(lang: str) -> None:
    reading = read(written(tiny(), lang=lang), tiny())
    assert (reading.changes, reading.problems, reading.notes) == ((), (), ())
    assert reading.unchanged == 5


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_real_data_comes_back_without_a_change(lang: str, real: Records) -> None:
    reading = read(real_sheet(lang), real)
    assert (reading.changes, reading.problems, reading.notes) == ((), (), ())
    assert reading.unchanged == sum(table in {"claims", "sources", "publishers"} for table, _ in real)


@pytest.mark.slow
def test_saving_the_workbook_in_another_program_changes_nothing(real: Records) -> None:
    saved = edited(untouched, content=real_sheet("zh"))
    assert read(saved, real) == read(real_sheet(), real)


@pytest.mark.slow
def test_a_file_of_one_language_is_read_in_another(real: Records) -> None:
    def swap(book: Workbook) -> None:
        for sheet in book.worksheets:
            sheet.title = f"{sheet.title} 副本"

    assert read(edited(swap, content=real_sheet("zh")), real).changes == ()


def without(name: str, value: Any, **doc: Any) -> dict[str, Any]:
    return {**{key: kept for key, kept in doc.items() if key != name}, **value}


AREA, SECOND, ASKED = "park-one.area.1", "park-one.area.2", "park-one.contact.1"
EDITS: dict[str, tuple[Edits, Change]] = {
    "a value": (
        typed(AREA1, value=212.5),
        Change("claims", AREA, {**doc("claims", AREA), "value": 212.5}, 3),
    ),
    "a value of nothing": (
        typed(AREA1, value=0),
        Change("claims", AREA, {**doc("claims", AREA), "value": 0}, 3),
    ),
    "a range for a value": (
        typed(AREA1, value=None, min=200, max=220),
        Change("claims", AREA, {**doc("claims", AREA), "value": {"min": 200, "max": 220}}, 3),
    ),
    "a value for a range": (
        typed(AREA2, value=36, min=None),
        Change("claims", SECOND, {**doc("claims", SECOND), "value": 36}, 3),
    ),
    "an open range closed": (
        typed(AREA2, max=40),
        Change("claims", SECOND, {**doc("claims", SECOND), "value": {"min": 36, "max": 40}}, 3),
    ),
    "words": (
        typed(AREA1, words_zh="约数", words_en="about"),
        Change("claims", AREA, {**doc("claims", AREA), "text": {"zh": "约数", "en": "about"}}, 3),
    ),
    "a level": (
        typed(AREA1, level="internal"),
        Change("claims", AREA, {**doc("claims", AREA), "audience": "internal"}, 3),
    ),
    "an unknown that is known now": (
        typed(CONTACT, unknown=None, words_zh="张三", words_en="Zhang San", source="city-2020",
              reason_zh=None, reason_en=None),
        Change("claims", ASKED, {
            "fact": "park-one.contact", "as_of": "undated", "source": "city-2020",
            "confidence": "low", "review_by": "2027-05", "text": {"zh": "张三", "en": "Zhang San"},
        }, 3),
    ),
    "a claim withdrawn": (typed(AREA1, remove="x"), Change("claims", AREA, None, 3)),
    "a label": (
        typed(CONTACT, label_en="Whom to ask"),
        Change("facts", "park-one.contact", {
            **doc("facts", "park-one.contact"), "label": {"zh": "联系人", "en": "Whom to ask"},
        }, 3),
    ),
    "a label in one of two rows": (
        typed(AREA2, label_en="Surface"),
        Change("facts", "park-one.area", {
            **doc("facts", "park-one.area"), "label": {"zh": "面积", "en": "Surface"},
        }, 3),
    ),
    "another preferred claim": (
        lambda book: (typed(AREA1, preferred="x")(book), typed(AREA2, preferred=None)(book)),
        Change("facts", "park-one.area", {
            **doc("facts", "park-one.area"), "preferred": AREA,
        }, 3),
    ),
    "a source's link": (
        typed(SOURCE1, sheet=SOURCES, url="https://example.org/new"),
        Change("sources", "city-2020", {
            **doc("sources", "city-2020"), "url": "https://example.org/new",
        }, 3),
    ),
    "a source without its link": (
        typed(SOURCE1, sheet=SOURCES, url=None),
        Change("sources", "city-2020", {
            key: value for key, value in doc("sources", "city-2020").items() if key != "url"
        }, 3),
    ),
    "a publisher's name": (
        typed(SOURCE1, sheet=PUBLISHERS, name_en="City office"),
        Change("publishers", "city", {
            **doc("publishers", "city"), "names": {"zh": "市政府", "en": "City office"},
        }, 3),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_is_one_change_and_nothing_else(case: str) -> None:
    edit, change = EDITS[case]
    reading = upload(edit)
    assert (reading.problems, reading.changes) == ((), (change,))


NEW = {
    "value": 205, "unit": "km2", "as_of": "2026-10", "source": "city-2020", "confidence": "high",
    "review_by": "2027-10",
}  # fmt: skip
MADE = {"as_of": "2026-10", "source": "city-2020", "confidence": "high", "review_by": "2027-10"}


def test_a_new_claim_gets_the_offices_next_number() -> None:
    taken = Record_of("park-one.area.o1")
    given = {**tiny(), taken.key: taken}
    reading = upload(typed(9, fact="park-one.area", **NEW), given)
    expected = {"fact": "park-one.area", "value": 205, "unit": "km2", **MADE}
    assert reading.problems == ()
    assert reading.changes == (Change("claims", "park-one.area.o2", expected, 0),)


def Record_of(claim_id: str) -> Any:  # noqa: N802
    return replace(tiny()["claims", AREA], id=claim_id)


def test_a_copied_row_without_its_claim_id_is_a_new_claim() -> None:
    def copy(book: Workbook) -> None:
        sheet = book[CLAIMS.title]
        for cell in sheet[AREA1]:
            sheet.cell(8, cell.column).value = cell.value
        typed(8, claim=None, value=205, preferred="x")(book)
        typed(AREA2, preferred=None)(book)

    reading = upload(copy)
    fact = {**doc("facts", "park-one.area"), "preferred": "park-one.area.o1"}
    claim = {**doc("claims", AREA), "value": 205}
    assert reading.problems == ()
    assert reading.changes == (
        Change("facts", "park-one.area", fact, 3),
        Change("claims", "park-one.area.o1", claim, 0),
    )


def test_a_new_fact_is_made_where_it_is_named_in_full() -> None:
    fact = {"label_zh": "入驻企业", "label_en": "Companies", "group": "industry", "fact_level": "public"}
    reading = upload(typed(9, entity="zone-one", key="companies", **fact, **NEW))
    assert reading.problems == ()
    assert reading.changes == (
        Change("facts", "zone-one.companies", {
            "owner": "zone-one", "key": "companies", "label": {"zh": "入驻企业", "en": "Companies"},
            "group": "industry", "audience": "public",
        }, 0),
        Change("claims", "zone-one.companies.o1", {
            "fact": "zone-one.companies", "value": 205, "unit": "km2", **MADE,
        }, 0),
    )  # fmt: skip


def test_a_new_source_of_a_new_publisher_is_named_by_a_claim_of_the_same_file() -> None:
    def add(book: Workbook) -> None:
        typed(8, sheet=PUBLISHERS, publisher="office", name_zh="办公室", name_en="Office",
              kind="government")(book)
        typed(8, sheet=SOURCES, source="office-2026", publisher="office", title_zh="简报",
              title_en="Briefing", date="2026-10", licence="facts only", grade="official")(book)
        typed(AREA1, source="office-2026")(book)

    reading = upload(add)
    assert reading.problems == ()
    assert [change.key for change in reading.changes] == [
        ("publishers", "office"), ("sources", "office-2026"), ("claims", AREA),
    ]  # fmt: skip
    assert reading.changes[1].doc == {
        "id": "office-2026", "file": "sources/office.toml", "publisher": "office",
        "title": {"zh": "简报", "en": "Briefing"}, "date": "2026-10", "licence": "facts only",
        "grade": "official",
    }  # fmt: skip


def test_rows_left_out_are_not_deletions() -> None:
    reading = upload(lambda book: [sheet.delete_rows(3, 100) for sheet in book.worksheets[:3]])
    assert (reading.changes, reading.problems, reading.unchanged) == ((), (), 0)


def moved_on() -> Records:
    """The tiny atlas after someone else corrected the area."""
    given = tiny()
    theirs = {**given["claims", AREA].doc, "value": 999}
    return {**given, ("claims", AREA): replace(given["claims", AREA], doc=theirs, version=4)}


def then(key: tuple[str, str], version: int) -> dict[str, Any] | None:
    return tiny()[key].doc if version == 3 else None


def test_a_row_nobody_touched_is_no_change_though_someone_else_changed_the_record() -> None:
    assert read(edited(untouched), moved_on(), past=then).changes == ()


def test_a_row_someone_touched_carries_the_version_its_author_saw() -> None:
    reading = read(edited(typed(AREA1, confidence="low")), moved_on(), past=then)
    mine = {**doc("claims", AREA), "confidence": "low"}
    assert reading.changes == (Change("claims", AREA, mine, 3),)


def test_what_someone_else_did_already_is_no_change() -> None:
    assert read(edited(typed(AREA1, value=999)), moved_on(), past=then).changes == ()


def test_the_order_of_rows_and_columns_does_not_matter() -> None:
    def shuffle(book: Workbook) -> None:
        sheet = book[CLAIMS.title]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, sheet.max_row)
        for row in [*rows[:2], *reversed(rows[2:])]:
            sheet.append(list(reversed(row)))

    reading = upload(shuffle)
    assert (reading.changes, reading.problems) == ((), ())
    assert reading.unchanged == 5


def test_headings_do_where_the_hidden_row_is_gone() -> None:
    reading = upload(lambda book: book[CLAIMS.title].delete_rows(1))
    assert (reading.changes, reading.problems) == ((), ())


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ({"value": "３６"}, 36), ({"value": "1 200"}, 1200), ({"value": "1\u00a0200.5"}, 1200.5),
        ({"value": " 36 "}, 36), ({"value": "-5"}, -5), ({"value": 36.0}, 36),
    ],
)  # fmt: skip
def test_a_number_typed_as_words_is_read_where_it_means_one_thing(
    cells: dict[str, Any], value: float
) -> None:
    reading = upload(typed(AREA1, **cells))
    assert reading.problems == ()
    assert [change.doc["value"] for change in reading.changes if change.doc] == [value]
    told = [note.cell for note in reading.notes]
    assert told == ([at(CLAIMS, "value", AREA1)] if isinstance(cells["value"], str) else [])


@pytest.mark.parametrize(
    ("typed_in", "form", "date"),
    [
        ("2026-05-12", "", "2026-05-12"), ("2010~", "", "2010~"), ("2015/2017", "", "2015/2017"),
        (2024, "", "2024"), ("２０２４", "", "2024"), ("undated", "", "undated"),
        ("无日期", "", "undated"),
        ("day", "yyyy-mm-dd", "2026-05-12"), ("day", "mmm-yy", "2026-05"),
        ("day", 'yyyy"年"m"月"', "2026-05"), ("day", "yyyy", "2026"), ("day", "[$-804]d/m/yyyy", "2026-05-12"),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_it_was_typed(typed_in: Any, form: str, date: str) -> None:
    import datetime as dt

    def change(book: Workbook) -> None:
        cell = book[CLAIMS.title][at(CLAIMS, "as_of", AREA1)]
        cell.value = dt.datetime(2026, 5, 12) if typed_in == "day" else typed_in
        cell.number_format = form or "General"

    reading = upload(change)
    assert reading.problems == ()
    assert [change.doc["as_of"] for change in reading.changes if change.doc] == [date]


@pytest.mark.parametrize("mark", ["x", "X", "是", "yes", 1, True, "TRUE", "√", "ｘ"])
def test_many_marks_mean_yes(mark: object) -> None:
    assert upload(typed(AREA1, remove=mark)).changes == (Change("claims", AREA, None, 3),)


@pytest.mark.parametrize("mark", ["否", "no", 0, False, "-", "FALSE", " "])
def test_many_marks_mean_no(mark: object) -> None:
    reading = upload(typed(AREA1, remove=mark))
    assert (reading.changes, reading.problems) == ((), ())


@pytest.mark.parametrize(
    ("name", "word", "code"),
    [
        ("unit", "km²", None), ("unit", "人", "people"), ("unit", "HA", "ha"),
        ("confidence", " Low ", "low"), ("level", "Ｖisitor", "visitor"),
    ],
)
def test_closed_lists_know_their_words(name: str, word: str, code: str | None) -> None:
    reading = upload(typed(AREA1, **{name: word}))
    assert reading.problems == ()
    field = "audience" if name == "level" else name
    assert [change.doc[field] for change in reading.changes if change.doc] == [code] * bool(code)


def test_a_workbook_for_visitors_holds_nothing_internal() -> None:
    given = tiny()
    secret = replace(given["claims", AREA], id="park-one.area.3", doc={
        **given["claims", AREA].doc, "audience": "internal", "source": "secret-2026",
    })  # fmt: skip
    source = replace(given["sources", "city-2020"], id="secret-2026", doc={
        **doc("sources", "city-2020"), "publisher": "secret-office",
    })  # fmt: skip
    publisher = replace(given["publishers", "city"], id="secret-office")
    given |= {item.key: item for item in (secret, source, publisher)}
    content = written(given, level="visitor")
    with ZipFile(BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"park-one.area.1" in everything
    for hidden in (b"park-one.contact", b"park-one.area.3", b"secret-2026", b"secret-office"):
        assert hidden not in everything
    assert read(content, given, level="visitor").changes == ()
    assert {change.key for change in read(edited(typed(AREA1, value=1), content=content), given,
            level="visitor").changes} == {("claims", AREA)}  # fmt: skip


def test_what_lies_above_the_level_counts_as_not_there() -> None:
    reading = read(edited(typed(CONTACT, confidence="high")), tiny(), level="visitor")
    assert reading.changes == ()
    assert "There is no claim “park-one.contact.1”." in {item.what for item in reading.problems}


def test_other_languages_of_a_text_stay_and_are_named() -> None:
    given = tiny()
    fact = given["facts", "park-one.contact"]
    label = {"zh": "联系人", "en": "Contact", "ko": "연락처"}
    given[fact.key] = replace(fact, doc={**fact.doc, "label": label})
    reading = read(edited(typed(CONTACT, label_en="Whom to ask")), given)
    assert reading.changes[0].doc is not None
    assert reading.changes[0].doc["label"] == {**label, "en": "Whom to ask"}
    assert [note.cell for note in reading.notes] == [at(CLAIMS, "label_en", CONTACT)]


def row_of(content: bytes, claim_id: str) -> int:
    rows = load_workbook(BytesIO(content))[CLAIMS.title].iter_rows(max_col=1)
    return next(row[0].row for row in rows if row[0].value == claim_id)


@pytest.mark.slow
def test_an_item_of_the_plan_shows_its_wording_which_is_not_for_editing(real: Records) -> None:
    content = real_sheet()
    row = row_of(content, "plan-auto-base.status.1")
    label = load_workbook(BytesIO(content))[CLAIMS.title][at(CLAIMS, "label_en", row)].value
    system = real["systems", real["facts", "plan-auto-base.status"].doc["owner"]].doc
    assert label in [item["text"]["en"] for item in system["items"]]
    reading = read(edited(typed(row, label_en="Mine"), content=content), real)
    assert [item.what for item in reading.problems] == ["“Fact (English)” comes from the city's plan."]
    assert reading.changes == ()


@pytest.mark.slow
def test_a_claim_of_the_plan_is_edited_like_any_other(real: Records) -> None:
    content = real_sheet()
    row = row_of(content, "plan-auto-base.status.1")
    reading = read(edited(typed(row, review_by="2030-01"), content=content), real)
    before = real["claims", "plan-auto-base.status.1"].doc
    assert reading.problems == ()
    assert reading.changes == (
        Change("claims", "plan-auto-base.status.1", {**before, "review_by": "2030-01"}, 3),
    )


@pytest.mark.slow
def test_nothing_in_the_workbook_is_a_formula(real: Records) -> None:
    book = load_workbook(BytesIO(real_sheet()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}


FORMULAS = ["=1+1", '=HYPERLINK("http://127.0.0.1/","x")', "+1+1", "-2+3", "@SUM(1)", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("odd", [*FORMULAS, "'=1+1", "＝1+1", "+86 431 1234 5678", "{{7*7}}", "<b>"])
def test_text_that_looks_like_a_formula_stays_text(odd: str) -> None:
    assert text_came_back(odd)


def with_text(words: str) -> Records:
    given = tiny()
    claim = given["claims", AREA]
    given[claim.key] = replace(claim, doc={**claim.doc, "note": {"zh": words, "en": words}})
    return given


def text_came_back(words: str) -> bool:
    """Whether a note goes out and comes back as it was, and as typed into another's records."""
    content = written(with_text(words))
    assert read(content, with_text(words)).changes == ()
    changes = read(content, with_text("another text")).changes
    back = [change.doc["note"] for change in changes if change.doc]
    return back == [{"zh": words, "en": words}]


typable = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t=+-@'_x0"), min_size=1
).map(str.strip).filter(bool)  # fmt: skip


@settings(max_examples=examples(60))
@given(words=typable)
@example("_x0041_")
@example("_x0041_x0042_")
@example("_x000D_\n_x005F_")
@example("\ufffe")
@example("'")
def test_any_text_survives(words: str) -> None:
    assert words == "another text" or text_came_back(words)


@given(words=st.text())
def test_what_xml_cant_hold_is_escaped_and_comes_back(words: str) -> None:
    assert unescaped(escaped(words)) == words


@settings(max_examples=examples(60))
@given(value=st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15, allow_subnormal=False))
def test_any_figure_survives(value: float) -> None:
    given = tiny()
    claim = given["claims", AREA]
    given[claim.key] = replace(claim, doc={**claim.doc, "value": value})
    assert read(written(given), given).changes == ()


def test_a_text_too_long_for_a_cell_is_no_change_until_someone_edits_it() -> None:
    given = with_text("长" * 40_000)
    content = written(given)
    assert read(content, given).changes == ()
    reading = read(edited(typed(AREA1, note_zh="短"), content=content), given)
    assert reading.changes == ()
    assert "too long for a cell" in reading.problems[0].what


def test_closed_lists_are_those_of_the_data() -> None:
    assert tuple(CHOICES["levels"]) == AUDIENCES
    assert tuple(CHOICES["grades"]) == GRADES
    assert tuple(CHOICES["confidences"]) == CONFIDENCES


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
def test_the_head_stays_and_closed_lists_are_offered(sheet: Sheet) -> None:
    book = load_workbook(BytesIO(written(tiny())))
    target = book[sheet.title]
    rules = target.data_validations.dataValidation
    offered = {str(rule.sqref).split(":")[0] for rule in rules}
    assert offered >= {at(sheet, item.name, 3) for item in sheet.columns if item.choices}
    assert target.freeze_panes == "B3"
    assert target.row_dimensions[1].hidden


def test_every_code_of_a_closed_list_stands_where_its_cells_look_for_it() -> None:
    book = load_workbook(BytesIO(written(tiny())))
    rule = next(item for item in book[CLAIMS.title].data_validations.dataValidation
                if at(CLAIMS, "unit", 3) in str(item.sqref))  # fmt: skip
    title, _, cells = str(rule.formula1).partition("!")
    offered = [row[0].value for row in book[title.strip("'")][cells.replace("$", "")]]
    assert offered == [word("units", code, words("en")) for code in CHOICES["units"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", CHOICES)
def test_the_word_of_a_list_means_its_code_and_no_other(name: str, lang: str) -> None:
    shown = {code: word(name, code, words(lang)) for code in CHOICES[name]}
    assert {code: codes(name)[folded(said)] for code, said in shown.items()} == {
        code: code for code in shown
    }


# What keeps its own form in every language: ids, addresses, and the texts in English.
SAME_EVERYWHERE = {"claim", "entity", "fact", "key", "source", "publisher", "url"}
AS_TYPED = re.compile("not-found|government")  # an id, and a kind which is in none of the lists


@pytest.mark.parametrize("given", [
    pytest.param(tiny, id="tiny"),
    pytest.param(lambda: records(GEO), id="real", marks=pytest.mark.slow),
])
def test_the_chinese_workbook_is_in_chinese(given: Callable[[], Records]) -> None:
    book = load_workbook(BytesIO(written(given(), lang="zh")))
    offenders = {
        (target.title, cell.coordinate): found
        for target in book.worksheets
        for cell in shown_cells(target)
        if (found := foreign(AS_TYPED.sub("", str(cell.value)), "zh"))
    }
    assert offenders == {}
    assert foreign("".join(book.sheetnames), "zh") == []


def shown_cells(target: Any) -> Iterator[Any]:
    """The head and every cell that is said in the workbook's language."""
    sheet = next((item for item in SHEETS if target["A1"].value == item.columns[0].name
                  and len(item.columns) == target.max_column), None)  # fmt: skip
    for row in target.iter_rows(min_row=1 if sheet is None else 2):
        for place, cell in enumerate(row):
            column = sheet.columns[place] if sheet and cell.row > 2 else None
            own = column and (column.name in SAME_EVERYWHERE or column.lang == "en")
            if cell.value is not None and not own:
                yield cell


def test_a_kind_of_publisher_and_a_licence_may_be_others_than_those_of_the_lists() -> None:
    reading = upload(typed(SOURCE1, sheet=SOURCES, licence="CC-BY-4.0"))
    assert [change.doc["licence"] for change in reading.changes if change.doc] == ["CC-BY-4.0"]
    reading = upload(typed(SOURCE1, sheet=PUBLISHERS, kind="媒体"))
    assert [change.doc["kind"] for change in reading.changes if change.doc] == ["press"]


def test_a_sheet_is_named_as_the_file_has_it() -> None:
    def renamed(book: Workbook) -> None:
        typed(AREA1, source="nowhere")(book)
        book[SOURCES.title].title = "来源 (2)"

    (problem,) = upload(renamed).problems
    assert problem.do == "Mend the id, or add a row to the sheet “来源 (2)”."


def test_every_word_of_the_workbook_is_said_in_the_readers_language() -> None:
    said = lambda message, **values: f"«{message.format(**values)}»"[:30]  # noqa: E731
    content = write_sheet(tiny(), lang="en", say=said, version="0" * 12, level="internal")
    book = load_workbook(BytesIO(content))
    shown = [cell.value for sheet in book.worksheets[:3] for cell in sheet[2]]
    shown += [*book.sheetnames, *(row[0].value for row in book.worksheets[3]["A1:A12"])]
    assert all(str(word).startswith("«") for word in shown)


@pytest.fixture
def kept(small: Path, tmp_path: Path) -> Store:
    return open_store(small, tmp_path / "atlas.gpkg", at="2026-11-23T08:00:00+00:00")


def someone(store: Store, claim: str, doc: dict[str, Any] | None) -> None:
    change = Change("claims", claim, doc, store.records()["claims", claim].version)
    done = store.apply([change], Signed("Li", "measured", "2026-11-23T09:00:00+00:00"))
    assert isinstance(done, Applied)


def from_store(content: bytes, store: Store) -> SheetReading:
    ever = {(item.table, item.id, item.record_version): item.after
            for item in store.history(limit=10_000)}  # fmt: skip
    ids = {key[:2] for key in ever}
    return read(content, store.records(), used=ids.__contains__,
                past=lambda key, version: ever[*key, version])  # fmt: skip


def test_a_store_says_what_its_records_said_when_the_sheet_was_made(kept: Store) -> None:
    content = written(kept.records())
    someone(kept, AREA, {**doc("claims", AREA), "value": 999})
    assert from_store(content, kept).changes == ()
    mine = from_store(edited(typed(AREA1, value=5), content=content), kept).changes
    assert [(change.key, change.seen, change.doc) for change in mine] == [
        (("claims", AREA), 1, {**doc("claims", AREA), "value": 5}),
    ]
    done = kept.apply(mine, Signed("Wang", "sheet", "2026-11-23T10:00:00+00:00"))
    assert isinstance(done, Conflict)


def test_the_number_of_a_claim_that_was_withdrawn_is_not_given_again(kept: Store) -> None:
    first = from_store(edited(typed(9, **NEW, fact="park-one.area"), content=written(kept.records())), kept)
    kept.apply(first.changes, Signed("Li", "measured", "2026-11-23T09:00:00+00:00"))
    someone(kept, "park-one.area.o1", None)
    second = from_store(edited(typed(9, **NEW, fact="park-one.area"), content=written(kept.records())), kept)
    assert [change.id for change in second.changes] == ["park-one.area.o2"]


def test_what_a_sheet_asks_for_is_kept_by_the_store_and_stands_in_the_next_one(kept: Store) -> None:
    asked = from_store(edited(typed(AREA1, value=5), content=written(kept.records())), kept)
    done = kept.apply(asked.changes, Signed("Li", "sheet", "2026-11-23T09:00:00+00:00"))
    assert isinstance(done, Applied)
    again = written(kept.records())
    assert load_workbook(BytesIO(again))[CLAIMS.title][at(CLAIMS, "value", AREA1)].value == 5
    assert from_store(again, kept).changes == ()
