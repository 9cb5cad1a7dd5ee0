"""The same searches by us and by the peers, in turn, in one process; prints medians in ms."""

import json
import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import networkx as nx
import rustworkx as rx
import scgraph

from atlas.routing.plan import graph_of, question_of
from atlas.routing.query import Query
from atlas.routing.search import layered
from layers.catalog import open_catalog
from layers.read import documents

ROOT = Path(__file__).resolve().parent.parent.parent
PAIRS, ROUNDS = 20, 5


def main() -> None:
    catalog = open_catalog(documents(ROOT / "data" / "geo"), version="bench")
    graph = graph_of(catalog)
    asked = question_of(Query("cn-changchun", "de-hamburg"), catalog, today=date(2026, 11, 23))
    made = layered(graph, asked.weight, graph.without(()))
    rows = made.best
    edges = list(zip(made.start[rows].tolist(), made.end[rows].tolist(),
                     made.weight[rows].tolist(), strict=True))
    plain = nx.DiGraph()
    plain.add_weighted_edges_from(edges)
    rust = rx.PyDiGraph()
    rust.add_nodes_from(range(len(graph.nodes)))
    rust.add_edges_from(edges)
    near: list[dict[int, float]] = [{} for _ in graph.nodes]
    for start, end, weight in edges:
        near[start][end] = weight
    sc = scgraph.Graph(near)

    one: dict[str, Callable[[int, int], Any]] = {
        "ours": lambda a, b: made.tree(a).path(b),
        "networkx": lambda a, b: nx.bidirectional_dijkstra(plain, a, b),
        "rustworkx": lambda a, b: rx.dijkstra_shortest_paths(rust, a, b, weight_fn=float),
        "scgraph": sc.bidirectional_dijkstra,
    }
    every: dict[str, Callable[[int, int], Any]] = {
        "ours": lambda a, _: made.tree(a).cost,
        "networkx": lambda a, _: nx.single_source_dijkstra_path_length(plain, a),
        "rustworkx": lambda a, _: rx.dijkstra_shortest_path_lengths(rust, a, float),
        "scgraph": lambda a, _: sc.get_shortest_path_tree(a),
    }
    places = sorted(graph.ground.values())
    dice = random.Random(1)
    pairs = [(dice.choice(places), dice.choice(places)) for _ in range(4 * PAIRS)]
    pairs = [(a, b) for a, b in pairs if a != b and made.tree(a).reaches(b)][:PAIRS]
    for a, b in pairs:  # the same answer first, then the clock
        assert abs(made.tree(a).cost[b] - nx.bidirectional_dijkstra(plain, a, b)[0]) < 1e-6
    print(json.dumps({
        f"one itinerary, {len(graph.nodes)} nodes, {len(edges)} edges": timed(one, pairs),
        "one place to all others": timed(every, pairs),
    }))


def timed(
    engines: dict[str, Callable[[int, int], Any]], pairs: list[tuple[int, int]]
) -> dict[str, float]:
    found: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for a, b in pairs:
            for name, work in engines.items():
                begun = time.perf_counter()
                work(a, b)
                found[name].append((time.perf_counter() - begun) * 1000)
    return {name: median(times) for name, times in found.items()}


if __name__ == "__main__":
    main()
