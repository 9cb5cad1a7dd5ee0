"""The sheets of an uploaded workbook found again: which is which, which column is which."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from atlas.facts.sheet_columns import SHEETS, Column, Sheet, heading, headings, said, titles
from atlas.facts.sheet_file import MAX_ROWS, Cell, Grid
from atlas.facts.sheet_write import READ_ME
from atlas.i18n import Words

HEADING_WITHIN = 10  # the machine names or headings stand among the first rows


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """Something in an uploaded workbook: sheet, cell such as B12, what is wrong, what to do."""

    sheet: str
    cell: str
    what: str
    do: str

    def __str__(self) -> str:
        where = " · ".join(part for part in (self.sheet, self.cell) if part)
        return f"{where}: {self.what} {self.do}".strip()


@dataclass(slots=True)
class Findings:
    """What was found on the way through a workbook: problems, and notes that stop nothing."""

    problems: list[SheetProblem] = field(default_factory=list)
    notes: list[SheetProblem] = field(default_factory=list)

    def problem(self, sheet: str, cell: str, what: str, do: str) -> None:
        """Keep something that is wrong."""
        self.problems.append(SheetProblem(sheet, cell, what, do))

    def note(self, sheet: str, cell: str, what: str, do: str) -> None:
        """Keep something the person should know of."""
        self.notes.append(SheetProblem(sheet, cell, what, do))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number and its cells by the machine name of their column."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet found again: the letter of each of its columns, and its rows."""

    sheet: Sheet
    title: str
    letters: dict[str, str]
    rows: tuple[Row, ...]

    def has(self, column: Column) -> bool:
        """Whether the upload holds this column."""
        return column.name in self.letters

    def cell(self, row: Row, column: Column) -> str:
        """The address of a cell, be it empty or not; the row's first where a column is missing."""
        return f"{self.letters.get(column.name, 'A')}{row.number}"


def tables(
    grids: Sequence[Grid], findings: Findings, say: Words, sheets: tuple[Sheet, ...] = SHEETS
) -> dict[str, Table]:
    """The sheets of the workbook by table; what is missing or too much becomes a finding."""
    found: dict[str, Table] = {}
    for grid in grids:
        sheet = _which(grid, sheets)
        if sheet is None:
            _ignored(grid, findings, say)
        elif sheet.table in found:
            what = say("This sheet holds the same as “{title}”.", title=found[sheet.table].title)
            findings.problem(grid.title, "", what, say("Keep one of the two."))
        else:
            found[sheet.table] = _table(grid, sheet, findings, say)
    for sheet in sheets:
        if sheet.table not in found:
            what = say("The sheet is missing, or its headings were changed.")
            do = say("Download the sheet again and put your changes there.")
            findings.problem(say(sheet.title), "", what, do)
    return found


def _which(grid: Grid, sheets: tuple[Sheet, ...]) -> Sheet | None:
    """The sheet this is: by its columns' machine names, else by its title, else by headings."""
    best = max(sheets, key=lambda sheet: _matches(grid, sheet))
    # Half the columns are enough: people take out what they don't need.
    if _matches(grid, best) * 2 >= len(best.columns):
        return best
    return next((sheet for sheet in sheets if grid.title in titles(sheet)), None)


def _matches(grid: Grid, sheet: Sheet) -> int:
    return max((len(set(names.values())) for _, names in _heads(grid, sheet)), default=0)


def _heads(grid: Grid, sheet: Sheet) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that may be the head, each with the column's name by letter."""
    machine = {column.name: column.name for column in sheet.columns}
    for names in (machine, headings(sheet)):
        for number, cells in grid.rows[:HEADING_WITHIN]:
            words = {letter: str(cell.value).strip() for letter, cell in cells.items()}
            yield number, {at: names[word] for at, word in words.items() if word in names}


def _table(grid: Grid, sheet: Sheet, findings: Findings, say: Words) -> Table:
    number, names = max(_heads(grid, sheet), key=lambda head: len(set(head[1].values())),
                        default=(0, {}))
    letters = {name: letter for letter, name in reversed(names.items())}
    last = _last_head(grid, sheet, number)
    kept = tuple(
        Row(place, {names[letter]: cell for letter, cell in cells.items() if letter in names})
        for place, cells in grid.rows
        if place > last
    )
    table = Table(sheet, grid.title, letters, tuple(row for row in kept if row.cells))
    _missing(table, findings, say)
    _twice(table, names, last, findings, say)
    _beyond(grid, names, last, findings, say)
    _shape(grid, findings, say)
    return table


def _last_head(grid: Grid, sheet: Sheet, number: int) -> int:
    """The last row of the head: machine names and headings stand in two."""
    both = [at for at, names in _heads(grid, sheet) if len(names) * 2 >= len(sheet.columns)]
    return max([number, *both])


def _missing(table: Table, findings: Findings, say: Words) -> None:
    for column in table.sheet.columns:
        if not table.has(column) and column.form != "shown":
            what = say("The column “{column}” is missing.", column=heading(column, say))
            do = say("Nothing of it was read. Download the sheet again if you need it.")
            findings.problem(table.title, "", what, do)


def _twice(
    table: Table, names: dict[str, str], last: int, findings: Findings, say: Words
) -> None:
    for name, times in Counter(names.values()).items():
        if times > 1:
            what = say("The column “{column}” stands twice.",
                       column=heading(table.sheet.column(name), say))
            second = [letter for letter, word in names.items() if word == name][1]
            findings.problem(table.title, f"{second}{last}", what, say("Take one of the two out."))


def _shape(grid: Grid, findings: Findings, say: Words) -> None:
    for at in grid.merged:
        findings.problem(grid.title, at, say("Cells are merged here."), say("Take the merge back."))
    if grid.more_rows:
        what = say("The sheet has more than {count} rows.", count=MAX_ROWS)
        findings.problem(grid.title, "", what, say("Split it; rows below were not read."))


def _beyond(
    grid: Grid, names: dict[str, str], last: int, findings: Findings, say: Words
) -> None:
    """Columns of the person's own are left alone, and said so once each."""
    letters = {letter for place, cells in grid.rows if place > last for letter in cells}
    for letter in sorted(letters - set(names), key=lambda at: (len(at), at)):
        what = say("This column is not one of the atlas.")
        findings.note(grid.title, f"{letter}{last}", what, say("It was not read."))


def _ignored(grid: Grid, findings: Findings, say: Words) -> None:
    if grid.rows and grid.title not in set(said(READ_ME)):
        findings.note(grid.title, "", say("This sheet is not one of the atlas."),
                      say("It was not read."))

