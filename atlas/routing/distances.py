"""Our kilometres beside published ones, station by station and port by port."""

from dataclasses import dataclass

import numpy as np

from atlas.routing.plan import graph_of
from atlas.routing.search import edges, layered
from layers.catalog import Catalog
from layers.network import Distance

ALLOWED = {"rail": ("rail",), "sea": ("sea",), "air": ("air",), "road": ("road",)}
MOST_OFF = {"rail": 0.015, "sea": 0.02, "air": 0.02, "road": 0.02}


@dataclass(frozen=True, slots=True)
class Compared:
    """A published distance and ours; ``ours`` is None where the network can't answer."""

    distance: Distance
    ours: float | None

    @property
    def off(self) -> float | None:
        """By how much ours is longer, as a share of the published one."""
        return None if self.ours is None else self.ours / self.distance.km - 1

    @property
    def missed(self) -> bool:
        """Whether ours is off by more than we allow for its mode."""
        return self.off is not None and abs(self.off) > MOST_OFF[self.distance.mode]


def compared(catalog: Catalog) -> tuple[Compared, ...]:
    """Every published distance that can be used, with the shortest way of ours."""
    return tuple(Compared(item, _ours(item, catalog))
                 for item in catalog.network.distances.values() if item.usable)


def _ours(item: Distance, catalog: Catalog) -> float | None:
    """Kilometres of the shortest way of one mode, through what the figure says it goes by."""
    graph = graph_of(catalog)
    if item.start not in graph.ground or item.end not in graph.ground:
        return None
    passing = [graph.edges_of(name) for name in (*item.via, *filter(None, [item.passage]))]
    allowed = graph.of_mode(*ALLOWED[item.mode])
    made = layered(graph, graph.km, allowed, passing)
    end = graph.ground[item.end] + len(passing) * len(graph.nodes)
    tree = made.tree(graph.ground[item.start])
    if not tree.reaches(end):
        return None
    return float(np.sum([step.km for step in edges(graph, tree.path(end))]))


def table(catalog: Catalog) -> str:
    """All of it as a table in Markdown, the largest difference first."""
    rows = sorted(compared(catalog), key=lambda row: -abs(row.off or 0.0))
    lines = ["| from | to | mode | published km | ours | off | legs built from it |",
             "|---|---|---|---|---|---|---|"]
    lines += [_line(row) for row in rows]
    return "\n".join(lines)


def _line(row: Compared) -> str:
    item = row.distance
    ours = "no way" if row.ours is None else f"{row.ours:,.1f}"
    off = "–" if row.off is None else f"{row.off:+.2%}{' **miss**' if row.missed else ''}"
    used = "yes" if item.used else "no"
    return (f"| {item.start} | {item.end} | {item.mode} | {item.km:,.1f} | {ours} | {off} "
            f"| {used} |")
