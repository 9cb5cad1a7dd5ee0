"""A measured figure beside its peer's and its target."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One line of the table; ``reached`` is None where no target is set."""

    what: str
    value: str
    peer: str = ""
    target: str = ""
    reached: bool | None = None


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    words = {True: "reached", False: "NOT reached", None: ""}
    lines = ["| what | measured | peer, same run | target | |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.what} | {row.value} | {row.peer} | {row.target} | {words[row.reached]} |"
        for row in rows
    ]
    return "\n".join(lines)


def middle(values: list[float]) -> float:
    return median(values)


def p95(values: list[float]) -> float:
    """The value 95 of 100 do not exceed, of those measured (no interpolation)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
