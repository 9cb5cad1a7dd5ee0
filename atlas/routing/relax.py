"""Where nothing is left: the smallest set of closures and vias to take back."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

from atlas.routing.alternatives import Question, ways

MOST_TOGETHER = 3
MOST_TRIED = 200  # questions asked to find the smallest: about a second at the very most
MOST_ANSWERS = 5


def relax(question: Question) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of what was closed or asked for without which there is a way.

    Sets of up to three are as small as any, as far as ``MOST_TRIED`` questions go. Of larger ones
    it is one of which nothing can be left out. None where not even all of them would help.
    """
    query = question.query
    limits = tuple(dict.fromkeys((*query.closed, *query.via)))
    if not limits or not _helps(question, limits):
        return ()
    tried = 0
    for size in range(1, min(len(limits), MOST_TOGETHER) + 1):
        sets = list(islice(combinations(limits, size), MOST_TRIED - tried))
        tried += len(sets)
        found = tuple(islice(_that_help(question, sets), MOST_ANSWERS))
        if found:
            return found
    return (_thinned(question, limits),)


def _that_help(
    question: Question, sets: list[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    return (one for one in sets if _helps(question, one))


def _thinned(question: Question, limits: tuple[str, ...]) -> tuple[str, ...]:
    """All of them but those that may stay, asked one after the other."""
    kept = limits
    for name in limits:
        fewer = tuple(item for item in kept if item != name)
        if _helps(question, fewer):
            kept = fewer
    return kept


def _helps(question: Question, dropped: tuple[str, ...]) -> bool:
    query = question.query
    what_if = replace(query.what_if,
                      close=tuple(name for name in query.what_if.close if name not in dropped))
    freed = replace(
        query,
        avoid=tuple(name for name in query.avoid if name not in dropped),
        via=tuple(name for name in query.via if name not in dropped),
        what_if=what_if,
    )
    return bool(ways(replace(question, query=freed)))
