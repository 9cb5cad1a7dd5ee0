"""Which terminals a cargo reaches within so many days, one tree for all of them."""

from dataclasses import dataclass

import numpy as np

from atlas.routing.graph import Edge, Graph
from atlas.routing.query import WhatIf
from atlas.routing.search import Floats, edges, layered

HOURS_A_DAY = 24.0


@dataclass(frozen=True, slots=True)
class Reached:
    """A place that can be reached, by the quickest way there, and its days."""

    place: str
    days: float
    steps: tuple[Edge, ...]

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes of the way, in order."""
        return tuple(dict.fromkeys(step.mode for step in self.steps if step.kind == "run"))


def reached(
    graph: Graph, weight: Floats, origin: str, *, what_if: WhatIf, modes: tuple[str, ...]
) -> tuple[Reached, ...]:
    """Every place that can be reached over these modes, the nearest in time first.

    ``weight`` is hours for each edge of the graph, such as their medians; an edge nobody knows
    the time of must be infinite: what lies behind it is not reached.
    """
    if origin not in graph.ground:
        return ()
    allowed = graph.without(what_if.close) & graph.of_mode(*modes) & np.isfinite(weight)
    tree = layered(graph, weight, allowed).tree(graph.ground[origin])
    found = [
        Reached(place, float(tree.cost[node]) / HOURS_A_DAY, edges(graph, tree.path(node)))
        for place, node in graph.ground.items()
        if place != origin and tree.reaches(node)
    ]
    return tuple(sorted(found, key=lambda item: item.days))
