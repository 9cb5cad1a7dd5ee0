"""What the tests of the spreadsheet share: records, a workbook, and a pair of scissors."""

import pickle
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.merge import MergedCellRange

from atlas.facts.sheet import SheetReading, read_sheet, write_sheet
from atlas.facts.sheet_columns import CLAIMS, Sheet
from atlas.i18n import words
from layers.model import Audience
from layers.read import Document, documents
from layers.store.base import Key, Record
from layers.store.records import split
from tests.conftest import SMALL

Records = dict[Key, Record]
say = words("en")
AREA1, AREA2, CONTACT = 3, 4, 5  # rows of the tiny atlas on the sheet “Claims”
SOURCE1 = 3


def records(root: Path, *, version: int = 3) -> Records:
    """Every record of a folder as a store would hold it."""
    return {key: Record(*key, doc, version) for key, doc in split(documents(root)).items()}


@cache
def _tiny() -> bytes:
    return pickle.dumps(records(SMALL))


def tiny() -> Records:
    """The tiny atlas: one fact with two claims, one internal fact, one source, one publisher."""
    fresh: Records = pickle.loads(_tiny())  # noqa: S301 - our own
    return fresh


def written(given: Records, *, lang: str = "en", level: Audience = "internal") -> bytes:
    return write_sheet(given, lang=lang, say=words(lang), version="0" * 12, level=level)


def read(content: bytes, given: Records, *, level: Audience = "internal", **more: Any) -> SheetReading:
    return read_sheet(content, given, say=say, level=level, **more)


@cache
def download() -> bytes:
    return written(tiny())


def edited(change: Callable[[Workbook], object], *, content: bytes | None = None) -> bytes:
    """A workbook after someone edited it."""
    with pytest.MonkeyPatch.context() as doubles:
        # Drawing borders round the merged cells takes half of the time: nobody looks at them.
        doubles.setattr(MergedCellRange, "format", lambda _cells: None)
        book = load_workbook(BytesIO(content or download()))
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def untouched(_: Workbook) -> None:
    """Opened and saved, nothing more."""


def letter(sheet: Sheet, name: str) -> str:
    return get_column_letter([column.name for column in sheet.columns].index(name) + 1)


def at(sheet: Sheet, name: str, row: int) -> str:
    """The address of a cell, such as K3."""
    return f"{letter(sheet, name)}{row}"


def typed(row: int, /, *, sheet: Sheet = CLAIMS, **cells: object) -> Callable[[Workbook], None]:
    """Someone types values into cells of one row, by the columns' machine names."""

    def change(book: Workbook) -> None:
        for name, value in cells.items():
            cell = book[sheet.title][at(sheet, name, row)]
            cell.number_format = "General"
            cell.value = value

    return change


def upload(change: Callable[[Workbook], object], given: Records | None = None) -> SheetReading:
    """What the tiny atlas' workbook says after someone edited it."""
    return read(edited(change), given or tiny())


def doc(table: str, record_id: str) -> Document:
    return tiny()[table, record_id].doc

