"""Messages say where, what and what to do; every error has one root."""

import inspect

from layers import errors
from layers.errors import AtlasError, InvalidRecords, Problem

PROBLEM = Problem("parks/a/park.toml", "a", "point", "is missing.", "Add it.")


def test_a_problem_reads_as_a_sentence() -> None:
    assert str(PROBLEM) == "parks/a/park.toml · a · point: is missing. Add it."


def test_a_problem_of_a_whole_file_names_only_the_file() -> None:
    assert str(Problem("a.toml", "", "", "is empty.", "Fill it.")) == "a.toml: is empty. Fill it."


def test_invalid_records_list_every_problem() -> None:
    error = InvalidRecords([PROBLEM, PROBLEM])
    assert str(error).count(str(PROBLEM)) == 2


def test_every_error_of_ours_has_one_root() -> None:
    ours = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if cls is not Problem]
    assert all(issubclass(cls, AtlasError) for cls in ours)


def test_the_tree_drawn_at_the_top_names_every_error() -> None:
    names = [name for name, _ in inspect.getmembers(errors, inspect.isclass)]
    assert all(name in (errors.__doc__ or "") for name in names if name != "Problem")
