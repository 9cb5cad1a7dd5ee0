"""The workbook staff download: claims, sources, publishers and how to edit them.

Formulas are text: every cell of words is a string cell with the format Text and the mark that
spreadsheet programs use for "as typed", so nothing that begins with = + - @ ever runs
(OWASP, CSV injection).
"""

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from atlas.facts.sheet_columns import (
    CLAIMS,
    FIRST_ROW,
    HEADING_ROW,
    MACHINE_ROW,
    MARK,
    PUBLISHERS,
    SHEETS,
    SOURCES,
    Column,
    Sheet,
    heading,
)
from atlas.facts.sheet_rows import Ground, rows
from atlas.facts.sheet_words import CHOICES, LISTS, MEANINGS, NO_DATE, word, worded
from atlas.i18n import N_, Words
from layers.model import Audience
from layers.store.base import Key, Record

READ_ME = N_("Read me")
SPARE_ROWS = 2000  # empty rows below the last that still offer the closed lists
LIST_ROW = 16  # where the closed lists begin on the sheet “Read me”
FIXED = ("id", "version", "shown")
TEXT_FORMAT = "@"
LINE_POINTS, MOST_LINES = 13, 8  # of type 10 pt; a row higher than that hides its neighbours
GREY, INK, PAPER = "EDEFF2", "1F2A37", "FFFFFF"
LINE = Border(bottom=Side(style="thin", color="D5D9E0"))
# What XML can't hold, and what OOXML would take for an escape of it.
LOOK_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def write_sheet(
    records: Mapping[Key, Record], *, lang: str, say: Words, version: str, level: Audience
) -> bytes:
    """An XLSX workbook of every claim up to ``level`` with its sources and publishers.

    ``version`` is the data version it shows, ``say`` the interface's words in ``lang``.
    """
    ground = Ground(records, level)
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in styles():
        book.add_named_style(style)
    for sheet in SHEETS:
        fill(book.create_sheet(say(sheet.title)), sheet, rows(sheet, ground, lang), say)
    guide = book.create_sheet(say(READ_ME))
    _guide(guide, version=version, level=level, say=say)
    for sheet in SHEETS:
        _lists(book[say(sheet.title)], sheet, book, say)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def escaped(words: str) -> str:
    """Words as OOXML holds them: control characters and look-alikes of escapes as ``_x005F_``."""
    words = LOOK_ALIKE.sub("_x005F_", words)
    return UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", words)


def styles() -> list[NamedStyle]:
    """The looks of cells, by names of our own."""

    def style(name: str, *, ink: str = INK, fill: str = PAPER, bold: bool = False) -> NamedStyle:
        return NamedStyle(
            name=f"atlas {name}",
            font=Font(name="Arial", size=10, bold=bold, color=ink),
            fill=PatternFill("solid", fgColor=fill),
            alignment=Alignment(vertical="top", wrap_text=True),
            border=LINE,
        )

    return [
        style("heading", ink=PAPER, fill=INK, bold=True),
        style("fixed", ink="5B6675", fill=GREY),
        style("cell"),
        style("title", bold=True),
    ]


def fill(
    target: Worksheet, sheet: Sheet, listed: Iterable[dict[str, Any]], say: Words
) -> None:
    """Write a sheet: machine names (hidden), headings, and a row for each of ``listed``."""
    for place, column in enumerate(sheet.columns, start=1):
        put_cell(target.cell(MACHINE_ROW, place), column.name, "fixed")
        put_cell(target.cell(HEADING_ROW, place), heading(column, say), "heading")
        target.column_dimensions[get_column_letter(place)].width = column.width
    target.row_dimensions[HEADING_ROW].height = 2 * LINE_POINTS + 4
    last = HEADING_ROW
    for last, row in enumerate(listed, start=FIRST_ROW):
        for place, column in enumerate(sheet.columns, start=1):
            style = "fixed" if column.form in FIXED and not column.path else "cell"
            shown = worded(row.get(column.name), column, say)
            put_cell(target.cell(last, place), shown, style, column)
        target.row_dimensions[last].height = _height(sheet, row)
    target.row_dimensions[MACHINE_ROW].hidden = True
    target.freeze_panes = target.cell(FIRST_ROW, 2).coordinate
    width = get_column_letter(len(sheet.columns))
    target.auto_filter.ref = f"A{HEADING_ROW}:{width}{last}"


def _height(sheet: Sheet, row: dict[str, Any]) -> float:
    """Points a row needs for its longest cell; not every program works that out by itself."""
    lines = (_lines(str(row.get(item.name) or ""), item.width) for item in sheet.columns)
    return min(max(lines), MOST_LINES) * LINE_POINTS + 2


def _lines(words: str, width: int) -> int:
    wide = (sum(2 if char > "\u2e7f" else 1 for char in line) for line in words.split("\n"))
    return sum(1 + taken // width for taken in wide)


def put_cell(
    cell: Cell | MergedCell, value: Any, style: str, column: Column | None = None
) -> None:
    """Write a value into a cell; words stay words whatever they begin with."""
    cell.style = f"atlas {style}"
    if isinstance(value, str) and value:
        cell.value = escaped(value)
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula
        cell.quotePrefix = True
    elif value is not None:
        cell.value = value
    if isinstance(value, str) or (column is not None and column.form not in NUMBERS):
        cell.number_format = TEXT_FORMAT


NUMBERS = ("number", "figure", "version")


def _lists(target: Worksheet, sheet: Sheet, book: Workbook, say: Words) -> None:
    """Offer closed lists and known ids where they belong."""
    last = target.max_row + SPARE_ROWS
    for place, column in enumerate(sheet.columns, start=1):
        offered = _offered(sheet, column, book, say)
        if offered:
            rule = DataValidation(type="list", formula1=offered[0], allow_blank=True)
            rule.showErrorMessage = offered[1]
            rule.error = say("Use one of the words of the list.")
            letter = get_column_letter(place)
            rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")
            target.add_data_validation(rule)


def _offered(
    sheet: Sheet, column: Column, book: Workbook, say: Words
) -> tuple[str, bool] | None:
    """The range or words a column offers, and whether nothing else may be typed."""
    if column.choices:
        letter = get_column_letter(1 + 2 * list(LISTS).index(column.choices))
        last = LIST_ROW + len(CHOICES[column.choices])
        closed = column.form == "choice"
        return f"'{say(READ_ME)}'!${letter}${LIST_ROW + 1}:${letter}${last}", closed
    if column.form == "mark":
        return f'"{MARK}"', False
    pointed = {(CLAIMS.table, "source"): SOURCES, (SOURCES.table, "publisher"): PUBLISHERS}
    other = pointed.get((sheet.table, column.name))
    if other is None or not column.path:
        return None
    title = say(other.title)
    return f"'{title}'!$A${FIRST_ROW}:$A${book[title].max_row + SPARE_ROWS}", False


def _guide(target: Worksheet, *, version: str, level: Audience, say: Words) -> None:
    lines = _instructions(version=version, level=level, say=say)
    for number, line in enumerate(lines, start=1):
        target.merge_cells(start_row=number, end_row=number, start_column=1, end_column=10)
        put_cell(target.cell(number, 1), line, "title" if number == 1 else "cell")
        target.row_dimensions[number].height = 2 * LINE_POINTS + 2
    for place, (name, message) in enumerate(LISTS.items()):
        put_cell(target.cell(LIST_ROW, 1 + 2 * place), say(message), "heading")
        explained = name in MEANINGS
        if explained:
            put_cell(target.cell(LIST_ROW, 2 + 2 * place), say("Meaning"), "heading")
        for row, code in enumerate(CHOICES[name], start=LIST_ROW + 1):
            put_cell(target.cell(row, 1 + 2 * place), word(name, code, say), "cell")
            if explained:
                put_cell(target.cell(row, 2 + 2 * place), say(MEANINGS[name][code]), "cell")
        for column, width in ((1, 18), (2, 32 if explained else 3)):
            target.column_dimensions[get_column_letter(column + 2 * place)].width = width


def _instructions(*, version: str, level: Audience, say: Words) -> list[str]:
    levels = CHOICES["levels"]
    claims = {name: heading(CLAIMS.column(name), say) for name in NAMED}
    return [
        say("Facts of the atlas, data version {version}, level: {level}", version=version,
            level=say(levels[level])),
        say("Edit the white cells, save as XLSX, and upload the file on the page “{page}”. Nothing "
            "changes before you have seen every change and every problem.", page=say("Facts")),
        say("Grey cells are ids, versions and help. Leave them as they are: they say which record "
            "a row is and whether someone else changed it since."),
        say("A new claim: add a row, leave “{claim}” empty, and fill in “{fact}”; or, for a fact "
            "that is new, “{entity}”, “{key}” (small letters and _), “{label_zh}”, “{label_en}”, "
            "“{group}” and “{fact_level}”.", **claims),
        say("A row you leave out stays as it is. To withdraw a claim write x under “{remove}”.",
            **claims),
        say("Of several claims of one fact exactly one carries x under “{preferred}”.", **claims),
        say("Every claim names a source of the sheet “{sheet}”; where none was found write "
            "not-found and say why. A new source or publisher is a new row with an id of small "
            "letters, digits and hyphens.", sheet=say(SOURCES.title)),
        say("What is not known carries x under “{unknown}” and neither a value nor words.",
            **claims),
        say("Dates: 2020, 2020-05, 2020-05-12, 2010~ (about), 2015/2017 (from, to), else "
            "“{undated}”.", undated=say(NO_DATE)),
        say("Numbers: digits only, such as 1200 or 36.5. "
            "A range goes under “{min}” and “{max}”.", **claims),
        say("Every text is in Chinese and English. Formulas are not worked out: paste values."),
        say("“{level}” is empty where a claim has its fact’s level, or holds a higher one.",
            **claims),
        say("Lists below: where a column has one, choose one of its words."),
    ]


# The columns the instructions name.
NAMED = (
    "claim", "entity", "fact", "key", "label_zh", "label_en", "group", "fact_level", "level",
    "remove", "preferred", "unknown", "min", "max",
)  # fmt: skip
