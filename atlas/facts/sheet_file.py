"""A file that claims to be a workbook: looked at as a ZIP before anything is read from it.

Uploaded files are hostile until shown otherwise: size, number of parts, unpacked size and ratio
are counted from the list of parts, document types (which can blow up an XML parser) are refused,
and only then the cells are read as a stream. Nothing is run, no link is followed.
"""

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from openpyxl import load_workbook

from atlas.i18n import N_, Words

MB = 1_000_000
MAX_BYTES = 10 * MB
MAX_PARTS = 200
MAX_UNPACKED = 100 * MB
MAX_RATIO = 100  # deflate reaches 1,000; a real workbook is below 20
MAX_TAGS = 1_500_000  # about 12 times the tags of all facts; more would take minutes to read
MAX_ROWS = 50_000
MAX_COLUMNS = 100
MIN_RATIO_BYTES = MB  # a small part that is all blanks may shrink a lot and harms nobody

OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, and any workbook locked by a password
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF")
# What the standard library raises on archives with bytes out of place (found by trying).
DAMAGED = (
    BadZipFile, EOFError, LookupError, NotImplementedError, OSError, OverflowError, RuntimeError,
    ValueError, struct.error, zlib.error,
)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how OOXML writes what XML can't hold
DOCUMENT_TYPES = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}[0-9]{1,7})(?::[A-Z0-9]+)?\"")


class Unusable(ValueError):  # noqa: N818 - reads as a word in the sentences around it
    """The file can't be read as a whole: what is wrong, what to do."""

    def __init__(self, what: str, do: str) -> None:
        self.what, self.do = what, do
        super().__init__(f"{what} {do}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it was typed: value, openpyxl's type letter, its number format, its address."""

    value: Any
    type: str
    format: str
    at: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as typed: rows of cells by column letter; ``merged`` are addresses of merges."""

    title: str
    rows: tuple[tuple[int, dict[str, Cell]], ...]
    merged: tuple[str, ...]
    more_rows: bool = False


def grids(content: bytes, say: Words) -> list[Grid]:
    """Every sheet of an XLSX file.

    Raises
    ------
    Unusable
        The file is no XLSX workbook, is too large, or could harm; in the reader's words.

    """
    _look(content, say)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of colours and styles it leaves out
            return _read(content)
    except Exception as error:  # openpyxl fails on odd workbooks in more ways than can be listed
        raise Unusable(
            say("The workbook is damaged."),
            say("Open it, save it as XLSX under a new name, and upload that."),
        ) from error


def unescaped(words: str) -> str:
    """Text of a cell with OOXML's ``_x000D_`` turned into what it stands for."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), words) if "_x" in words else words


def _look(content: bytes, say: Words) -> None:
    """Refuse what is no workbook or could harm."""
    again = say("Download the sheet, edit that file, and upload it as XLSX.")
    if not content:
        raise Unusable(say("The file is empty."), again)
    if len(content) > MAX_BYTES:
        size = say("The file has {mb} MB.", mb=f"{len(content) / MB:.1f}")
        raise Unusable(size, say("Up to {mb} MB are read.", mb=MAX_BYTES // MB))
    if content.startswith(OLD_OFFICE):
        raise Unusable(
            say("The file is an old XLS workbook or locked by a password."),
            say("Save it as XLSX without a password."),
        )
    if not content.startswith(b"PK"):
        what = N_("The file is a picture or a PDF.")
        what = what if content.startswith(PICTURES) else _NO_WORKBOOK
        raise Unusable(say(what), again)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _look_inside(archive, say, again)
    except Unusable:
        raise
    except DAMAGED as error:
        raise Unusable(say("The file is cut off or damaged."), again) from error


def _look_inside(archive: ZipFile, say: Words, again: str) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/vbaProject.bin" in names or _has_macros(archive, names):
        raise Unusable(
            say("The workbook can hold macros (XLSM)."),
            say("Save it as XLSX, which can't."),
        )
    _sizes(parts, say, again)
    if "xl/workbook.xml" not in names:
        raise Unusable(say(_NO_WORKBOOK), again)
    _markup(archive, say, again)


def _sizes(parts: list[ZipInfo], say: Words, again: str) -> None:
    if len(parts) > MAX_PARTS:
        what = say("The file holds {count} parts.", count=len(parts))
        raise Unusable(what, again)
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        mb = sum(part.file_size for part in parts) // MB
        raise Unusable(say("The file unpacks to {mb} MB.", mb=mb), again)
    for part in parts:
        swollen = part.file_size > MAX_RATIO * max(part.compress_size, 1)
        if swollen and part.file_size > MIN_RATIO_BYTES:
            raise Unusable(say("A part of the file unpacks to far more than it should."), again)
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unusable(say(_NO_WORKBOOK), again)
        if part.flag_bits & 1:
            raise Unusable(
                say("The file is locked by a password."), say("Save it without a password.")
            )


def _markup(archive: ZipFile, say: Words, again: str) -> None:
    """Refuse document types, in whatever part and encoding, and too many tags."""
    tags = 0
    for part in archive.infolist():
        markup = archive.read(part)
        if any(kind in markup for kind in DOCUMENT_TYPES):
            raise Unusable(say("The file holds markup that no workbook needs."), again)
        tags += markup.count(b"<")
    if tags > MAX_TAGS:
        raise Unusable(
            say("The file holds too many cells."), say("Take out rows and columns you don't need.")
        )


def _has_macros(archive: ZipFile, names: set[str]) -> bool:
    kinds = "[Content_Types].xml"
    if kinds not in names or archive.getinfo(kinds).file_size > MB:
        return False
    return b"macroEnabled" in archive.read(kinds)


def _read(content: bytes) -> list[Grid]:
    book = load_workbook(BytesIO(content), read_only=True, keep_links=False, rich_text=False)
    with ZipFile(BytesIO(content)) as archive:
        found = [_grid(sheet, archive) for sheet in book.worksheets]
    book.close()
    return found


def _grid(sheet: Any, archive: ZipFile) -> Grid:
    sheet.reset_dimensions()  # the file may say less than it holds
    rows: list[tuple[int, dict[str, Cell]]] = []
    more, previous = False, None
    for row in sheet.iter_rows(max_col=MAX_COLUMNS):
        if row is previous:  # a gap, of which there may be a million rows
            continue
        previous = row
        cells = {cell.column_letter: cell for cell in _typed(row)}
        if cells:
            more = len(rows) >= MAX_ROWS
            if more:
                break
            number = next(iter(cells.values())).row
            rows.append((number, {letter: _cell(cell) for letter, cell in cells.items()}))
    merged = MERGED.findall(archive.read(sheet._worksheet_path))
    return Grid(sheet.title, tuple(rows), tuple(at.decode() for at in merged), more)


def _typed(row: Any) -> Iterator[Any]:
    """Cells of a row that hold anything but blanks."""
    for cell in row:
        value = cell.value
        if value is not None and not (isinstance(value, str) and not value.strip()):
            yield cell


def _cell(cell: Any) -> Cell:
    value = cell.value
    # A formula may be text or an object; a text cell that begins with = is text.
    if isinstance(value, str) and cell.data_type != "f":
        value = unescaped(value)
    return Cell(value, cell.data_type, cell.number_format or "", cell.coordinate)


_NO_WORKBOOK = N_("The file is no XLSX workbook.")
