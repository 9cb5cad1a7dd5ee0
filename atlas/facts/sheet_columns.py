"""The sheets of the workbook: which column holds which part of which record.

Headings are interface texts, said in the reader's language when the workbook is written.
What is read again goes by the machine names in a hidden row, so neither the language nor the
order of the columns matters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from atlas.i18n import N_, Words, words
from layers.read import Document

Path: TypeAlias = tuple[str, ...]  # where a value stands in a document: ("text", "zh")
# What a column's cells are read as; "shown" columns help the reader and are never read.
# An "open" column offers words of a list and takes others too.
Form = Literal[
    "text", "id", "date", "number", "figure", "choice", "open", "mark", "version", "shown"
]
# Which record a column belongs to: the row's own, the fact above a claim, or the row as a whole.
Part = Literal["own", "fact", "row"]
MARK = "x"
MACHINE_ROW, HEADING_ROW, FIRST_ROW = 1, 2, 3
IN_LANGUAGE = {"zh": N_("{name} (Chinese)"), "en": N_("{name} (English)")}
SAID_IN = ("zh", "en")  # languages of headings and words of closed lists that are understood


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its machine name, heading, width in characters, and what its cells hold."""

    name: str
    heading: str
    width: int
    form: Form
    path: Path = ()
    part: Part = "own"
    choices: str = ""
    lang: str = ""  # of a text that stands in two columns


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the table its rows belong to, its title and columns; the first names the row."""

    table: str
    title: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of this machine name."""
        return next(item for item in self.columns if item.name == name)

    def fields(self, part: Part) -> tuple[Column, ...]:
        """Columns that hold a field of the row's own record, or of its fact."""
        return tuple(item for item in self.columns if item.path and item.part == part)


def _texts(name: str, heading: str, path: str, width: int, part: Part = "own") -> list[Column]:
    return [
        Column(f"{name}_{lang}", heading, width, "text", (path, lang), part, lang=lang)
        for lang in IN_LANGUAGE
    ]


CLAIMS = Sheet(
    "claims",
    N_("Claims"),
    (
        Column("claim", N_("Claim id"), 26, "id", part="row"),
        Column("entity", N_("Entity id"), 18, "id", part="row"),
        Column("entity_name", N_("Name"), 22, "shown", part="row"),
        Column("fact", N_("Fact id"), 24, "id", part="row"),
        Column("key", N_("Fact key"), 18, "id", part="row"),
        *_texts("label", N_("Fact"), "label", 18, "fact"),
        Column("group", N_("Group"), 11, "choice", ("group",), "fact", "groups"),
        Column("fact_level", N_("Level of the fact"), 14, "choice", ("audience",), "fact",
               choices="levels"),
        Column("level", N_("Level of the claim"), 14, "choice", ("audience",), choices="levels"),
        Column("value", N_("Value"), 13, "figure", ("value",)),
        Column("min", N_("Lowest"), 10, "number", ("value", "min")),
        Column("max", N_("Highest"), 10, "number", ("value", "max")),
        Column("unit", N_("Unit"), 10, "choice", ("unit",), choices="units"),
        *_texts("words", N_("In words"), "text", 36),
        Column("as_of", N_("As of"), 12, "date", ("as_of",)),
        Column("source", N_("Source id"), 26, "id", ("source",)),
        *_texts("reason", N_("Why no source"), "source_reason", 26),
        Column("confidence", N_("Confidence"), 11, "choice", ("confidence",),
               choices="confidences"),
        Column("review_by", N_("Review by"), 12, "date", ("review_by",)),
        Column("preferred", N_("Preferred"), 11, "mark", part="row"),
        Column("unknown", N_("Unknown"), 11, "mark", ("unknown",)),
        *_texts("note", N_("Note"), "note", 30),
        Column("remove", N_("Remove"), 9, "mark", part="row"),
        Column("version", N_("Version of the claim"), 11, "version", part="row"),
        Column("fact_version", N_("Version of the fact"), 11, "version", part="row"),
    ),
)
SOURCES = Sheet(
    "sources",
    N_("Sources"),
    (
        Column("source", N_("Source id"), 30, "id", part="row"),
        Column("publisher", N_("Publisher id"), 22, "id", ("publisher",)),
        Column("publisher_name", N_("Publisher"), 24, "shown", part="row"),
        *_texts("title", N_("Title"), "title", 40),
        Column("date", N_("Date"), 12, "date", ("date",)),
        Column("url", N_("Link"), 36, "id", ("url",)),
        Column("licence", N_("Licence"), 18, "open", ("licence",), choices="licences"),
        Column("grade", N_("Grade"), 12, "choice", ("grade",), choices="grades"),
        *_texts("note", N_("Note"), "note", 30),
        Column("version", N_("Version"), 9, "version", part="row"),
    ),
)
PUBLISHERS = Sheet(
    "publishers",
    N_("Publishers"),
    (
        Column("publisher", N_("Publisher id"), 26, "id", part="row"),
        *_texts("name", N_("Name"), "names", 40),
        Column("kind", N_("Kind"), 18, "open", ("kind",), choices="kinds"),
        Column("version", N_("Version"), 9, "version", part="row"),
    ),
)
SHEETS = (CLAIMS, SOURCES, PUBLISHERS)


def at(doc: Document, path: Path) -> Any:
    """The value at a path of a document; None where there is none.

    A figure given as a range has no single value; a name with a status gives its text.
    """
    found: Any = doc
    for part in path:
        found = found.get(part) if isinstance(found, dict) else None
    return found.get("text") if isinstance(found, dict) else found


def put(doc: Document, path: Path, value: Any) -> Document:
    """A copy of a document with another value at a path; None takes it out.

    A text without Chinese and English goes as a whole, since what is left only translates them.
    """
    first, rest = path[0], path[1:]
    if rest:
        inner = doc.get(first)
        value = _put_inside(inner if isinstance(inner, dict) else {}, rest[0], value)
    if value is None:
        return {key: kept for key, kept in doc.items() if key != first}
    return {**doc, first: value}


def _put_inside(inner: Document, key: str, value: Any) -> Document | None:
    old = inner.get(key)
    if value is None:
        left = {name: kept for name, kept in inner.items() if name != key}
    else:
        left = {**inner, key: {**old, "text": value} if isinstance(old, dict) else value}
    return left if {"zh", "en", "min", "max"} & set(left) else None


@cache
def titles(sheet: Sheet) -> frozenset[str]:
    """What a sheet may be called, in every language it is written in."""
    return frozenset(said(sheet.title))


@cache
def headings(sheet: Sheet) -> dict[str, str]:
    """Machine name by heading, in every language it is written in."""
    return {
        heading(column, words(lang)): column.name for column in sheet.columns for lang in SAID_IN
    }


def said(message: str) -> Iterator[str]:
    """An interface text in each language the workbook is written in."""
    for lang in SAID_IN:
        yield words(lang)(message)


def heading(column: Column, say: Words) -> str:
    """A column's heading as the reader sees it."""
    name = say(column.heading)
    return say(IN_LANGUAGE[column.lang], name=name) if column.lang else name
