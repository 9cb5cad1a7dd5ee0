"""The check of ``data/geo``: every problem at once, each with its place and what to do.

``check(root)`` never stops at the first problem and never raises on a bad record: a record is
first read for its form (``kinds``, ``shapes``), then rules look at what is usable of it. A rule
is a function ``(book) -> problems``; to add one, write it and put it into its module's ``RULES``.
"""

from pathlib import Path

from layers.check import claims, identity, places, rails, ways
from layers.check.book import read_book
from layers.check.record import Gathered, gather
from layers.errors import Problem

__all__ = ["check", "examine"]


def check(root: Path) -> list[Problem]:
    """Everything wrong with the text files below ``root``, in order of file and record."""
    return examine(gather(root), root)


def examine(gathered: Gathered, root: Path) -> list[Problem]:
    """Everything wrong with records already read; ``root`` holds the base map."""
    book, form = read_book(gathered.records)
    rules = (*identity.RULES, *claims.RULES, *rails.RULES, *ways.RULES,
             *places.rules(root))
    found = [problem for rule in rules for problem in rule(book)]
    problems = [*gathered.problems, *form, *_beyond(form, found)]
    return sorted(problems, key=lambda problem: (problem.file, problem.record, problem.field))


def _beyond(form: list[Problem], found: list[Problem]) -> list[Problem]:
    """Problems of fields whose form is right: a field is not reported a second time as missing."""
    broken = {
        (problem.file, problem.record, part)
        for problem in form
        for part in (problem.field, problem.field.partition("[")[0])
    }
    return [item for item in found if (item.file, item.record, item.field) not in broken]
