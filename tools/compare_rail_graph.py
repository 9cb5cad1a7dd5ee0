"""The open railway graph beside published distances: the peer that docs/distances.md names.

One-off, run by hand; the table it prints is kept in docs/distances.md. Each stop is moved to the
nearest node of the graph's largest connected part, then the shortest way through the places the
figure names is taken. The graph is that of build_rail.py (OpenStreetMap by way of scgraph_data).

    pip download --no-deps scgraph_data==2.0.0
    python tools/compare_rail_graph.py scgraph_data-2.0.0-py3-none-any.whl
"""

from __future__ import annotations

import argparse
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from build_rail import LonLat, Network, Router, read_network
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

GEO = Path(__file__).resolve().parent.parent / "data" / "geo"


def largest(network: Network) -> Network:
    """The largest connected part: small ones are sidings, islands and other continents."""
    size = len(network.nodes)
    ones = np.ones(len(network.edges))
    matrix = coo_array((ones, (network.edges[:, 0], network.edges[:, 1])), shape=(size, size))
    _, part = connected_components(matrix, directed=False)
    return network.only(part[network.edges[:, 0]] == np.bincount(part).argmax())


def read(name: str) -> dict[str, dict[str, Any]]:
    """A TOML file of the data folder."""
    return tomllib.loads((GEO / name).read_text("utf-8"))


def graph_km(router: Router, places: list[LonLat]) -> float | None:
    """Kilometres of the shortest way through places; None where there is none."""
    total = 0.0
    for start, end in pairwise(router.nearest(place) for place in places):
        reached = router.tree(start, end)[0].get(end)
        if reached is None:
            return None
        total += reached
    return total


def rows(router: Router) -> list[tuple[dict[str, Any], float | None]]:
    """Every usable published distance by rail with the graph's own."""
    stops = {**read("routes/stops.toml"), **read("routes/stops-places.toml")}
    found = []
    for pair in read("network/distances.toml").values():
        if pair["usable"]:
            names = (pair["from"], *pair.get("via", []), pair["to"])
            found.append((pair, graph_km(router, [tuple(stops[name]["point"]) for name in names])))
    return found


def spread(name: str, off: list[float]) -> str:
    """How far off, in the middle and at worst."""
    sizes = np.abs(off)
    return (f"- {name}: off by {np.median(sizes):.1%} in the middle, {sizes.max():.1%} at worst "
            f"({len(sizes)} pairs)")


def main() -> None:
    """Print the sums and the pairs that are furthest off."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    router = Router(largest(read_network(parser.parse_args().wheel, "world_railways")))
    compared = [(pair, km, km / pair["km"] - 1) for pair, km in rows(router) if km is not None]
    print(spread("all", [off for *_, off in compared]))
    print(spread("not used to build legs", [off for pair, _, off in compared if not pair["used"]]))
    for pair, km, off in sorted(compared, key=lambda row: -abs(row[2])):
        print(f"| {pair['from']} | {pair['to']} | {pair['km']:,.1f} | {km:,.0f} | {off:+.1%} |")


if __name__ == "__main__":
    main()
