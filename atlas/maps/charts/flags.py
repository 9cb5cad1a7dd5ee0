"""Labels hung on poles beside one axis: rows of flags that never overlap.

A label stands beside its pole or on top of it, pushed to one side, in one of a few rows. A search
tries the lowest number of rows first; what can't be placed takes its smaller form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MARGIN = 7.0  # px of a label's own width that stay empty left and right of its words
POLE_ROOM = 4.0  # px of that margin in which the pole of another label may stand
GAP = 1.0  # px between two labels of a row, on top of their margins
ROW_GAP = 8.0
NUMBER_GAP = 2.0  # between rows that hold numbers only
TEXT_ROWS = 3
NUMBER_ROWS = 8
MOST_STEPS = 800  # of one search, some milliseconds
SLIDES = tuple(step / 8 for step in range(9))  # share of a label that lies left of its pole


@dataclass(frozen=True, slots=True)
class Box:
    """One form of a label: its size in pixels; no lines where only its number is drawn."""

    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What hangs at ``x``: a name, a first line, and its forms, the fullest first."""

    name: str
    x: float
    head: str
    forms: tuple[Box, ...]


@dataclass(slots=True)
class Flag:
    """A label as placed: its row, its edges in pixels, and the height of its whole row.

    ``slide`` is the share of the label that lies left of its pole.
    """

    label: Label
    box: Box
    row: int
    slide: float
    left: float
    right: float
    row_height: float = field(default=0.0)


def flag_at(label: Label, box: Box, row: int, slide: float) -> Flag:
    """A label hung in a row."""
    left = label.x - slide * box.width
    return Flag(label, box, row, slide, left, left + box.width)


def hang(labels: Sequence[Label], width: float) -> list[Flag]:
    """Every label placed within ``width``, no two overlapping, no pole through a label."""
    ordered = sorted(labels, key=lambda label: label.x)
    forms = [0] * len(ordered)
    while True:
        placed = _fewest_rows(ordered, forms, width)
        if placed is not None:
            return _levelled(placed)
        shrunk = _most_crowded(ordered, forms)
        if shrunk is None:
            return _levelled(_stacked(ordered))
        forms[shrunk] += 1


def row_tops(flags: Sequence[Flag]) -> list[float]:
    """Heights from the axis at which each row begins, and where the last one ends."""
    tops = [0.0]
    for row in range(max((flag.row for flag in flags), default=-1) + 1):
        inside = [flag.box for flag in flags if flag.row == row]
        high = max((box.height for box in inside), default=0.0)
        tops.append(tops[-1] + high + _gap(inside))
    return tops


def _gap(boxes: Sequence[Box]) -> float:
    return ROW_GAP if any(box.lines for box in boxes) else NUMBER_GAP


def _fewest_rows(labels: Sequence[Label], forms: Sequence[int], width: float) -> list[Flag] | None:
    pairs = [(label, label.forms[form]) for label, form in zip(labels, forms, strict=True)]
    most = TEXT_ROWS if any(box.lines for _label, box in pairs) else NUMBER_ROWS
    for rows in range(1, most + 1):
        for fan in (False, True):
            placed = _search(pairs, rows, width, fan=fan)
            if placed is not None:
                return placed
    return None


def _search(
    pairs: list[tuple[Label, Box]], rows: int, width: float, *, fan: bool
) -> list[Flag] | None:
    """Flags in at most ``rows`` rows; None where the search finds no way within its steps.

    ``fan`` prefers earlier labels pushed to the left and later ones to the right, which a dense
    group needs; otherwise each stands right of its pole where it can.
    """
    placed: list[Flag] = []
    waiting: list[Iterator[Flag]] = []
    for _step in range(MOST_STEPS):
        if len(placed) == len(pairs):
            return placed
        if len(waiting) == len(placed):
            at = len(placed)
            wish = 1 - at / max(len(pairs) - 1, 1) if fan else 0.0
            waiting.append(_choices(pairs[at], rows, width, wish=wish))
        fit = next((flag for flag in waiting[-1] if all(_apart(flag, old) for old in placed)), None)
        if fit is not None:
            placed.append(fit)
            continue
        waiting.pop()
        if not placed:
            return None
        placed.pop()
    return None


def _choices(
    pair: tuple[Label, Box], rows: int, width: float, *, wish: float
) -> Iterator[Flag]:
    label, box = pair
    slides = sorted(SLIDES, key=lambda slide: abs(slide - wish)) if box.lines else (0.5,)
    for row in range(rows):
        for slide in slides:
            flag = flag_at(label, box, row, slide)
            if flag.left >= 0 and flag.right <= width:
                yield flag


def _apart(one: Flag, other: Flag) -> bool:
    if one.row == other.row:
        return one.right + GAP <= other.left or other.right + GAP <= one.left
    far, near = (one, other) if one.row > other.row else (other, one)
    room = POLE_ROOM if near.box.lines else 0.0
    return not near.left + room < far.label.x < near.right - room


def _most_crowded(labels: Sequence[Label], forms: Sequence[int]) -> int | None:
    """The label with the nearest neighbours among those that have a smaller form."""
    able = [at for at, label in enumerate(labels) if forms[at] + 1 < len(label.forms)]
    if not able:
        return None
    full = [label.x for at, label in enumerate(labels) if at in able]

    def room(at: int) -> float:
        return sum(sorted(abs(x - labels[at].x) for x in full)[:3])

    return min(able, key=room)


def _stacked(labels: Sequence[Label]) -> list[Flag]:
    """Numbers one above the other: the last resort, always possible."""
    return [flag_at(label, label.forms[-1], row, 0.5) for row, label in enumerate(labels)]


def _levelled(flags: list[Flag]) -> list[Flag]:
    for flag in flags:
        flag.row_height = max(other.box.height for other in flags if other.row == flag.row)
    return flags
