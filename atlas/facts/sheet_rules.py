"""The rules of the data (``layers.check``), asked of one row and said in the sheet's words.

No rule stands here twice: the record a row would make goes through the same shapes and rules as
the text files, and what they find is led back to the column it stands in.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from atlas.facts.sheet_columns import Column, Sheet, heading
from atlas.facts.sheet_words import NO_DATE, word
from atlas.i18n import N_, Words
from layers.check.book import Book
from layers.check.claims import claims_hold
from layers.check.kinds import Kind
from layers.check.record import Record
from layers.check.shapes import CLAIM, FACT, PUBLISHER, SOURCE
from layers.read import Document

Finding: TypeAlias = tuple[Column, str, str]  # where, what is wrong, what to do
SHAPES: dict[str, Kind] = {"sources": SOURCE, "publishers": PUBLISHER}
BOOKKEEPING = ("id", "file")
ASKED = ("key", "group", "label", "audience", "headline")  # what a fact itself says

# What the rules say of a record → what is said of a cell: pattern over "what do", what, do.
SENTENCES = (
    (
        r"is missing\. Add the (text|name) in Chinese",
        N_("“{column}” is empty."),
        N_("Write it in Chinese too."),
    ),
    (
        r"is missing\. Add the (text|name) in English",
        N_("“{column}” is empty."),
        N_("Write it in English too."),
    ),
    (
        r"is missing\. Say why",
        N_("“{column}” is empty."),
        N_("Say why no source was found."),
    ),
    (
        r"is missing\. Name the unit",
        N_("“{column}” is empty."),
        N_("Choose a unit; “{count}” where things are counted."),
    ),
    (
        r"is missing\.",
        N_("“{column}” is empty."),
        N_("Fill it in."),
    ),
    (
        r"says nothing",
        N_("The row says nothing."),
        N_("Write a value or words, or x under “{unknown}”."),
    ),
    (
        r"stands beside a value",
        N_("“{column}” stands beside a value or words."),
        N_("Take one of the two out."),
    ),
    (
        r"is named for something unknown",
        N_("“{column}” names a source for something unknown."),
        N_("Write not-found and why, or take the x under “{unknown}” away."),
    ),
    (
        r"runs from high to low",
        N_("“{column}” runs from high to low."),
        N_("Swap the two numbers."),
    ),
    (
        r"is words with the unit",
        N_("“{column}” is words, its unit asks for a number."),
        N_("Write a number, or put the words under “{words}”."),
    ),
    (
        r"is a number with the unit date",
        N_("“{column}” is a number, its unit asks for a date."),
        N_("Write the date, such as 2020-05."),
    ),
    (
        r"is undated",
        N_("“{column}” is undated."),
        N_("Write when, such as 2027-05."),
    ),
    (
        r"is no date",
        N_("“{column}” is no date."),
        N_("Write 2020, 2020-05, 2020-05-12, 2010~ or 2015/2017, else “{undated}”."),
    ),
    (
        r"double underscores|single underscores",
        N_("“{column}” is no fact key."),
        N_("Use small letters, digits and single underscores."),
    ),
    (
        r"Give a web address",
        N_("“{column}” is no web address."),
        N_("Begin it with http:// or https://, or leave it out."),
    ),
)


def of_claim(sheet: Sheet, doc: Document, *, claim_id: str, say: Words) -> list[Finding]:
    """Everything wrong with a claim that a row makes."""
    own = {key: value for key, value in doc.items() if key not in {"fact", "audience"}}
    claim = {"id": claim_id, **own}
    found = _of_form(CLAIM, claim)
    fact = {"key": "row", "claims": [claim]}
    record = Record("parks", claim_id.partition(".")[0], "", {"facts": [fact]})
    fields = {where for where, _, _ in found}
    for problem in claims_hold(Book({"parks": [record]})):
        where = problem.field.rpartition("].")[2] if "]." in problem.field else ""
        where = "" if problem.field.endswith("]") else where
        if where == "value" and isinstance(claim.get("value"), dict):
            where = "value.min"
        if where not in fields:
            found.append((where, problem.what, problem.do))
    return [_plain(sheet, item, "value", say) for item in found]


def of_fact(sheet: Sheet, doc: Document, *, say: Words) -> list[Finding]:
    """Everything wrong with a fact's own fields."""
    own = {key: value for key, value in doc.items() if key in ASKED}
    found = _of_form(FACT, {**own, "claims": []})
    return [_plain(sheet, item, "key", say) for item in found]


def of_record(sheet: Sheet, doc: Document, *, say: Words) -> list[Finding]:
    """Everything wrong with a source or publisher that a row makes."""
    own = {key: value for key, value in doc.items() if key not in BOOKKEEPING}
    found = _of_form(SHAPES[sheet.table], own)
    return [_plain(sheet, item, sheet.columns[0].name, say) for item in found]


def _of_form(kind: Kind, doc: Document) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    kind(doc, "", lambda where, what, do: found.append((where, what, do)))
    return found


def _plain(
    sheet: Sheet, finding: tuple[str, str, str], otherwise: str, say: Words
) -> Finding:
    where, what, do = finding
    column = next(_columns(sheet, where), sheet.column(otherwise))
    for pattern, said, advice in SENTENCES:
        if re.search(pattern, f"{what} {do}"):
            names = {"unknown": say("Unknown"), "words": say("In words"), "undated": say(NO_DATE),
                     "count": word("units", "count", say)}
            return column, say(said, column=heading(column, say)), say(advice, **names)
    return column, f"“{heading(column, say)}” {what}", do


def _columns(sheet: Sheet, where: str) -> Iterator[Column]:
    """The column of a field; the one of its Chinese words for a text that lacks as a whole."""
    path = tuple(where.split(".")) if where else ()
    for length in (len(path), len(path) - 1):
        if length > 0:
            yield from (item for item in sheet.columns if item.path[:length] == path[:length])
