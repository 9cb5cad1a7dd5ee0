"""The quickest ways through the graph, under closures and through asked-for places.

Passing places in order is a search in layers: a copy of the graph for each place not yet passed,
joined by the edges that pass it. One tree from the origin and one to the destination then answer
every question of the kind "the best way through this border": the cost through an edge is what
leads to it, itself, and what leads on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from atlas.routing.graph import Edge, Graph, Indices, Mask

Floats = npt.NDArray[np.float64]
LEAST = 1e-6  # hours: a way of no length is still a way to the search
NOWHERE = -9999  # scipy's mark of "no predecessor"


@dataclass(frozen=True, eq=False)
class Layered:
    """A graph, once for each place still to pass; rows are the edges of all copies.

    ``edge`` is the graph's edge, ``start`` and ``end`` nodes of the copies. Of several edges
    between the same two nodes the search takes the ``best``; the others can be asked for.
    """

    graph: Graph
    copies: int
    edge: Indices
    start: Indices
    end: Indices
    weight: Floats
    best: Mask

    @property
    def size(self) -> int:
        """How many nodes all copies have."""
        return len(self.graph.nodes) * self.copies

    @cached_property
    def _ahead(self) -> csr_array:
        """The best edges as a matrix; they are sorted by start and end, so nothing need be."""
        ends, weight = self.end[self.best], self.weight[self.best]
        rows = np.searchsorted(self.start[self.best], np.arange(self.size + 1)).astype(np.int32)
        return csr_array((weight, ends, rows), shape=(self.size, self.size))

    @cached_property
    def _back(self) -> csr_array:
        return self._ahead.T.tocsr()

    @cached_property
    def _pairs(self) -> tuple[npt.NDArray[np.int64], Indices]:
        """Start and end of the best edges as one growing number, and the graph's edge of each."""
        start, end = self.start[self.best].astype(np.int64), self.end[self.best]
        return start * self.size + end, self.edge[self.best]

    def between(self, nodes: Sequence[int]) -> tuple[int, ...]:
        """The graph's edges along nodes that are neighbours."""
        along = np.array(nodes, dtype=np.int64)
        numbers, edges_of = self._pairs
        places = np.searchsorted(numbers, along[:-1] * self.size + along[1:])
        return tuple(edges_of[places].tolist())

    def tree(self, root: int, *, backward: bool = False) -> "Tree":
        """The best ways from a node, or to it, to all others."""
        matrix = self._back if backward else self._ahead
        cost, before = dijkstra(matrix, indices=root, return_predecessors=True)
        return Tree(self, root, cost, before, backward)

    def rows(self, edges: Iterable[int]) -> Indices:
        """The rows of these edges, in whichever copy."""
        wanted = np.fromiter(edges, dtype=np.int32)
        return np.flatnonzero(np.isin(self.edge, wanted)).astype(np.int32)


@dataclass(frozen=True, eq=False)
class Tree:
    """Costs from (or to) one node, and the neighbour each node is reached by."""

    layered: Layered
    root: int
    cost: Floats
    before: npt.NDArray[np.int32]
    backward: bool

    def reaches(self, node: int) -> bool:
        """Whether there is a way."""
        return bool(np.isfinite(self.cost[node]))

    def path(self, node: int) -> tuple[int, ...]:
        """The graph's edges between the root and a node, in the direction of travel."""
        nodes, before = [node], self.before
        while node != self.root:
            node = int(before[node])
            nodes.append(node)
        if not self.backward:
            nodes.reverse()
        return self.layered.between(nodes)


def layered(
    graph: Graph, weight: Floats, allowed: Mask, passing: Sequence[Indices] = ()
) -> Layered:
    """The graph's allowed edges in as many copies as there are places to pass, and one more.

    ``passing`` holds, in order, the edges that each pass one of these places.
    """
    rows = np.flatnonzero(allowed).astype(np.int32)
    count, parts = len(graph.nodes), []
    for copy in range(len(passing) + 1):
        shift = copy * count
        parts.append((rows, graph.start[rows] + shift, graph.end[rows] + shift))
        if copy < len(passing):
            across = rows[np.isin(rows, passing[copy])]
            parts.append((across, graph.start[across] + shift, graph.end[across] + shift + count))
    edge, start, end = (np.concatenate([part[row] for part in parts]) for row in range(3))
    cost = np.maximum(weight[edge], LEAST)
    # A matrix holds one number for each pair of nodes: the least of several edges.
    order = np.lexsort((cost, end, start))
    edge, start, end, cost = edge[order], start[order], end[order], cost[order]
    first = np.ones(len(edge), dtype=bool)
    first[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    return Layered(graph, len(passing) + 1, edge, start, end, cost, first)


@dataclass(frozen=True, eq=False)
class Between:
    """The trees of one question: from its origin and to its destination."""

    ahead: Tree
    back: Tree

    @property
    def found(self) -> bool:
        """Whether there is any way at all."""
        return self.ahead.reaches(self.back.root)

    def best(self) -> tuple[int, ...]:
        """The best way of all, as edges of the graph."""
        return self.ahead.path(self.back.root)

    def through(self, edges: Iterable[int]) -> tuple[int, ...]:
        """The best way that uses one of these edges; empty where none can be used."""
        layers = self.ahead.layered
        rows = layers.rows(edges)
        return self._over(layers.edge[rows], layers.start[rows], layers.end[rows],
                          layers.weight[rows])

    def across(self, edges: Sequence[int], weight: Floats) -> tuple[int, ...]:
        """The best way over one of the graph's edges that the trees themselves may not use.

        It is used once, in whichever copy of the graph; ``weight`` is that of all edges.
        """
        graph, copies = self.ahead.layered.graph, self.ahead.layered.copies
        rows = np.tile(np.array(edges, dtype=np.int32), copies)
        shift = np.repeat(np.arange(copies, dtype=np.int32) * len(graph.nodes), len(edges))
        return self._over(rows, graph.start[rows] + shift, graph.end[rows] + shift, weight[rows])

    def _over(
        self, edge: Indices, start: Indices, end: Indices, weight: Floats
    ) -> tuple[int, ...]:
        if not len(edge):
            return ()
        cost = self.ahead.cost[start] + weight + self.back.cost[end]
        best = int(np.argmin(cost))
        if not np.isfinite(cost[best]):
            return ()
        return (*self.ahead.path(int(start[best])), int(edge[best]),
                *self.back.path(int(end[best])))


def between(made: Layered, origin: int, destination: int) -> Between:
    """Both trees of a question; all places to pass are passed in their order."""
    last = (made.copies - 1) * len(made.graph.nodes)
    return Between(made.tree(origin), made.tree(destination + last, backward=True))


def edges(graph: Graph, path: Iterable[int]) -> tuple[Edge, ...]:
    """The steps of a way."""
    return tuple(graph.edges[row] for row in path)
