"""Facts as a spreadsheet: download it, edit it, upload it, see every change before accepting.

An uploaded row is compared with the record as its author saw it: its version stands in the row,
and ``past`` gives the document of that version. So a row nobody touched is no change even where
somebody else changed the record since, and a row that was touched becomes a change with the older
``seen``, for the store to find the conflict. Rows that are not in the file are not deletions.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from atlas.facts import sheet_claims, sheet_sources
from atlas.facts.sheet_columns import CLAIMS, PUBLISHERS, SOURCES
from atlas.facts.sheet_file import Unusable, grids
from atlas.facts.sheet_reader import Past, Reader, Used
from atlas.facts.sheet_rows import Ground
from atlas.facts.sheet_table import Findings, SheetProblem, tables
from atlas.facts.sheet_write import write_sheet
from atlas.i18n import Words
from layers.model import Audience
from layers.store.base import Change, Key, Record

__all__ = ["SheetProblem", "SheetReading", "read_sheet", "write_sheet"]

# Publishers first, then sources: what a sheet points to may be new in the same file.
ORDER = (
    (PUBLISHERS, sheet_sources.read_rows),
    (SOURCES, sheet_sources.read_rows),
    (CLAIMS, sheet_claims.read_rows),
)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a workbook asks for.

    ``notes`` tell of what was left alone or read in a way worth knowing; they stop nothing.
    ``unchanged`` counts the rows that ask for nothing.
    """

    changes: tuple[Change, ...] = ()
    problems: tuple[SheetProblem, ...] = ()
    unchanged: int = 0
    notes: tuple[SheetProblem, ...] = ()


def read_sheet(
    content: bytes,
    records: Mapping[Key, Record],
    *,
    say: Words,
    level: Audience,
    past: Past | None = None,
    used: Used | None = None,
) -> SheetReading:
    """The changes an uploaded workbook asks for, and everything wrong with it, all at once.

    ``level`` is the highest level its author may see: what lies above counts as not there.
    ``past`` gives a record's document at an older version, None where the store has it no more;
    ``used`` says whether a record of this table and id ever was.
    """
    findings = Findings()
    try:
        found = tables(grids(content, say), findings, say)
    except Unusable as error:
        return SheetReading(problems=(SheetProblem("", "", error.what, error.do),))
    titles = {table: each.title for table, each in found.items()}
    reader = Reader(Ground(records, level), findings, say, past, used, titles)
    changes: list[Change] = []
    unchanged = 0
    for sheet, read_rows in ORDER:
        table = found.get(sheet.table)
        # Without its first column no row says which record it is.
        if table is not None and table.has(sheet.columns[0]):
            made, same = read_rows(table, reader, changes)
            changes += made
            unchanged += same
    problems = tuple(dict.fromkeys(findings.problems))
    return SheetReading(tuple(changes), problems, unchanged, tuple(findings.notes))
