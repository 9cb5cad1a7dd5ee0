"""Where nothing is left: the smallest set of closures and vias to take back."""

from dataclasses import replace
from itertools import combinations

from atlas.routing.alternatives import Question, ways

MOST_TOGETHER = 3
MOST_ANSWERS = 5


def relax(question: Question) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of what was closed or asked for without which there is a way.

    Each set is as small as any; none where even all of them together would not help.
    """
    query = question.query
    limits = tuple(dict.fromkeys((*query.closed, *query.via)))
    for size in range(1, min(len(limits), MOST_TOGETHER) + 1):
        found = tuple(one for one in combinations(limits, size) if _helps(question, one))
        if found:
            return found[:MOST_ANSWERS]
    return (limits,) if len(limits) > MOST_TOGETHER and _helps(question, limits) else ()


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
