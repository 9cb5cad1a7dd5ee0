"""One rule over many records, each of which may break it.

Hundreds of records are hundreds of tests, and running a test takes longer than looking at one
record. So `make check` asks every rule once and lists whoever breaks it; `make test` asks for
each record by its name as well.
"""

from collections.abc import Callable, Iterable
from typing import Any


def broken(rule: Callable[[Any], None], names: Iterable[Any]) -> list[str]:
    """The records that break a rule, with what is wrong about each."""
    found = []
    for name in names:
        try:
            rule(name)
        except AssertionError as wrong:
            found.append(f"{name}: {wrong}")
    return found


def named(rule: Callable[[Any], None]) -> str:
    """The name a rule's test goes by."""
    return rule.__name__
