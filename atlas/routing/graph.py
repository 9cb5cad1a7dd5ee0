"""The network as arrays: nodes (place, mode, gauge) and directed edges between them.

A cargo stands on the ``ground`` of a place, is loaded onto a mode, runs along legs and links, and
is unloaded again. A border lies on the leg between two stops: the leg leads to the border's own
node, the stay there leads on. Stays and loading are edges of their own, so that each has its own
time, cost and emissions; nothing is ever added silently.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from layers.catalog import Catalog
from layers.model import Leg
from layers.network import Crossing, Direction, Link, Mode

GROUND = "ground"
EdgeKind: TypeAlias = Literal["run", "cross", "load", "unload"]
Indices: TypeAlias = npt.NDArray[np.int32]
Mask: TypeAlias = npt.NDArray[np.bool_]
CLASS_OF: dict[Mode, str] = {
    "rail": "class-rail-terminal",
    "sea": "class-seaport",
    "air": "class-airport",
    "road": "class-road",
}
ENDS_AT_ITS_PORT = ("sea", "air")  # a lorry or train runs through, a ship and a plane do not
RAIL_REGIONS = ("CN", "RU", "BY", "KZ", "MN")  # elsewhere: rail-eu


@dataclass(frozen=True, slots=True)
class Node:
    """Where a cargo can be: a place (or a border), on a mode, on a gauge (mm; 0 off the rails).

    A ship or plane that has ``arrived`` ends there: to go on the cargo is unloaded and loaded.
    """

    place: str
    mode: str
    gauge: int = 0
    arrived: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """One step: a run along a leg or link, a stay at a crossing, loading or unloading.

    ``record`` is the id of the leg, link, crossing or terminal it comes from; ``running`` the kind
    of way whose speed counts. ``km`` is 0 for stays.
    """

    start: Node
    end: Node
    kind: EdgeKind
    record: str
    mode: Mode
    km: float = 0.0
    direction: Direction | Literal[""] = ""
    running: str = ""
    countries: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # further names it can be closed by: its crossing and border
    index: int = -1

    @property
    def key(self) -> str:
        """A name that stays the same however the graph grows: seeds the draws of this step."""
        return f"{self.kind}:{self.record}:{self.start.place}>{self.end.place}"


@dataclass(frozen=True, eq=False)
class Graph:
    """Nodes and directed edges; ``start`` and ``end`` are indices into ``nodes``.

    Two nodes may be joined by several edges (a sea way by Suez and one by the Cape).
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def number(self) -> dict[Node, int]:
        """The index of each node."""
        return {node: row for row, node in enumerate(self.nodes)}

    @cached_property
    def start(self) -> Indices:
        """Where each edge begins."""
        return np.array([self.number[edge.start] for edge in self.edges], dtype=np.int32)

    @cached_property
    def end(self) -> Indices:
        """Where each edge ends."""
        return np.array([self.number[edge.end] for edge in self.edges], dtype=np.int32)

    @cached_property
    def km(self) -> npt.NDArray[np.float64]:
        """Kilometres of each edge."""
        return np.array([edge.km for edge in self.edges])

    @cached_property
    def ground(self) -> dict[str, int]:
        """The node of each place where a cargo can stand: where trips begin and end."""
        return {node.place: row for row, node in enumerate(self.nodes) if node.mode == GROUND}

    @cached_property
    def named(self) -> dict[str, Indices]:
        """Edges by all one can avoid or ask for: crossing, border, passage, country, stop."""
        found: dict[str, list[int]] = defaultdict(list)
        for row, edge in enumerate(self.edges):
            for name in dict.fromkeys(_names(edge)):
                found[name].append(row)
        return {name: np.array(rows, dtype=np.int32) for name, rows in found.items()}

    def edges_of(self, name: str) -> Indices:
        """The edges of this name; none where nothing bears it."""
        return self.named.get(name, np.empty(0, dtype=np.int32))

    def of_mode(self, *modes: str) -> Mask:
        """Which edges belong to one of these modes."""
        return np.array([edge.mode in modes for edge in self.edges], dtype=bool)

    def without(self, names: Iterable[str]) -> Mask:
        """Which edges may be used when none of these may be."""
        allowed = np.ones(len(self.edges), dtype=bool)
        for name in names:
            allowed[self.edges_of(name)] = False
        return allowed


def _names(edge: Edge) -> Iterator[str]:
    yield from edge.also
    yield from edge.passages
    yield from edge.countries
    yield edge.start.place
    yield edge.end.place


def build(catalog: Catalog) -> Graph:
    """The graph of a catalogue's legs, links, crossings and terminals."""
    crossings = {frozenset(item.stops): item for item in catalog.network.crossings.values()}
    runs: list[Edge] = []
    for leg in catalog.rails:
        runs += _of_leg(leg, crossings.get(frozenset((leg.start, leg.end))), catalog)
    for link in catalog.network.links.values():
        runs += _of_link(link)
    found = [*runs, *_of_terminals(runs, catalog)]
    edges = tuple(replace(edge, index=row) for row, edge in enumerate(found))
    nodes = dict.fromkeys(node for edge in edges for node in (edge.start, edge.end))
    return Graph(tuple(nodes), edges)


def _of_leg(leg: Leg, crossing: Crossing | None, catalog: Catalog) -> Iterator[Edge]:
    countries = tuple(leg.country.split("/"))
    for start, end in ((leg.start, leg.end), (leg.end, leg.start)):
        if crossing is None:
            gauge = leg.gauge_mm or 0
            yield Edge(Node(start, "rail", gauge), Node(end, "rail", gauge), "run", leg.id, "rail",
                       leg.km, running=_rail(start, end, catalog), countries=countries)
        else:
            yield from _over_border(leg, crossing, start, end, catalog)


def _over_border(
    leg: Leg, crossing: Crossing, start: str, end: str, catalog: Catalog
) -> Iterator[Edge]:
    gauges = dict(zip(crossing.stops, crossing.gauges, strict=True))
    countries = tuple(leg.country.split("/"))
    # One node for each direction: nobody turns round at a border for the price of half a stay.
    at_border = Node(f"{crossing.id}>{end}", "rail", gauges[start])
    yield Edge(Node(start, "rail", gauges[start]), at_border, "run", leg.id, "rail", leg.km,
               running=_rail(start, end, catalog), countries=countries)
    also = (crossing.id, *((crossing.border,) if crossing.border else ()))
    yield Edge(at_border, Node(end, "rail", gauges[end]), "cross", crossing.id, "rail",
               direction=crossing.direction(start), countries=countries, also=also)


def _rail(start: str, end: str, catalog: Catalog) -> str:
    """The kind of railway: that of the country it starts in; both ends name it at a border."""
    country = catalog.places[start].country or catalog.places[end].country or ""
    return f"rail-{country.lower()}" if country in RAIL_REGIONS else "rail-eu"


def _of_link(link: Link) -> Iterator[Edge]:
    ways = [(link.start, link.end), *(((link.end, link.start),) if link.both_ways else ())]
    for start, end in ways:
        arrived = link.mode in ENDS_AT_ITS_PORT
        yield Edge(Node(start, link.mode), Node(end, link.mode, arrived=arrived), "run", link.id,
                   link.mode, link.km, running=link.running, countries=link.countries,
                   passages=link.passages)


def _of_terminals(runs: Iterable[Edge], catalog: Catalog) -> Iterator[Edge]:
    """Loading and unloading wherever a mode touches a stop."""
    nodes = dict.fromkeys(node for edge in runs for node in (edge.start, edge.end))
    own = {(item.stop, item.mode): item.id for item in catalog.network.terminals.values()}
    for node in nodes:
        stop = catalog.places.get(node.place)
        if stop is None:  # the node of a border
            continue
        mode: Mode = node.mode  # type: ignore[assignment]  # runs have no other
        record = own.get((node.place, mode), CLASS_OF[mode])
        countries = (stop.country,) if stop.country else ()
        ground = Node(node.place, GROUND)
        if not node.arrived:
            yield Edge(ground, node, "load", record, mode, countries=countries)
        if node.arrived or mode not in ENDS_AT_ITS_PORT:
            yield Edge(node, ground, "unload", record, mode, countries=countries)
