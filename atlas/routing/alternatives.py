"""The truly different ways: one through each border, by each passage of the sea, one by air.

They come from two trees, one from the origin and one to the destination: the best way through a
border is what leads to it and what leads on. Near-copies (another siding, a longer way round a
town) never come up, as they would from a list of the k shortest paths.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from atlas.routing.graph import Edge, Graph, Mask
from atlas.routing.query import Query
from atlas.routing.said import Said, said
from atlas.routing.search import Between, Floats, between, edges, layered
from layers.catalog import Catalog
from layers.errors import UnknownEntity
from layers.network import Crossing
from layers.text import Text

HOME = "CN"
MOST_VIAS = 6  # each is a copy of the graph
PASSAGES = ("suez", "cape", "panama")  # by which sea ways are told apart
WORTH = 2.5  # a way that takes longer than the best of its mode by this is no alternative
WORTH_BY_BOTH = 1.6  # and one by rail and sea, against the best of all that use a ship
FAR = 4.0  # and one by sea or air, against the best by land
MODES_OF = {
    "rail": ("rail",),
    "sea": ("rail", "sea", "road"),
    "air": ("rail", "air", "road"),
    "road": ("road",),
}
SEA_NAMES = {
    "suez": said("Sea by Suez"),
    "cape": said("Sea by the Cape"),
    "panama": said("Sea by Panama"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative before anything is reckoned: which, why it is one, and its steps."""

    id: str
    mode: str
    name: Said
    reason: Said
    steps: tuple[Edge, ...]

    @property
    def km(self) -> float:
        """Kilometres by the sum of its steps."""
        return sum(step.km for step in self.steps)


@dataclass(frozen=True, eq=False)
class Question:
    """A query on a graph: what is allowed, and what each step is reckoned to take (hours)."""

    query: Query
    graph: Graph
    weight: Floats
    catalog: Catalog

    @cached_property
    def ends(self) -> tuple[int, int]:
        """The nodes of origin and destination.

        Raises
        ------
        UnknownEntity
            No way of the network touches one of them.

        """
        found = []
        for place in (self.query.origin, self.query.destination):
            if place not in self.graph.ground:
                raise UnknownEntity(
                    f"“{place}” is no place of the network. Choose a station, port or airport."
                )
            found.append(self.graph.ground[place])
        return found[0], found[1]

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The alternatives that are asked for by name; none where all are wanted."""
        return tuple(name for name in self.query.via if _is_way(name))

    def trees(self, modes: Sequence[str], without: Iterable[str] | None = None) -> Between:
        """Both trees over these modes, past what is closed, through what is asked for."""
        passing = []
        wanted = [name for name in self.query.via if not _is_way(name)]
        if len(wanted) > MOST_VIAS:
            raise UnknownEntity(f"{len(wanted)} places to go by are too many: {MOST_VIAS} at most.")
        for name in wanted:
            if name not in self.graph.named:
                raise UnknownEntity(f"“{name}” is no place, border or passage of the network.")
            passing.append(self.graph.edges_of(name))
        closed = tuple(self.query.closed if without is None else without)
        for name in closed:
            if name not in self.graph.named and name not in PASSAGES:
                raise UnknownEntity(f"“{name}” is nothing of the network that could be avoided.")
        allowed: Mask = self.graph.without(closed) & self.graph.of_mode(*modes)
        return between(layered(self.graph, self.weight, allowed, passing), *self.ends)

    def hours(self, path: Sequence[int]) -> float:
        """What a way is reckoned to take."""
        return float(self.weight[list(path)].sum())


def ways(question: Question) -> tuple[Way, ...]:
    """Every alternative of a question, each once; none where there is no way."""
    wanted = question.query.mode
    found: list[Way] = []
    if question.query.origin == question.query.destination:
        return ()
    if wanted in ("any", "rail"):
        found += _by_rail(question)
    if wanted in ("any", "sea"):
        found += _by_sea(question)
    if wanted in ("any", "air"):
        found += _by_air(question)
    if wanted in ("any", "road"):
        found += _by_road(question)
    found = [way for way in found if not _absurd(way, found, question)]
    once = {way.steps: way for way in reversed(found)}
    kept = [way for way in found if once[way.steps] is way]
    return tuple(way for way in kept if not question.asked or way.id in question.asked)


def _absurd(way: Way, found: Sequence[Way], question: Question) -> bool:
    """A voyage or flight by distant ports to a place that a train or lorry reaches in days."""
    by_land = [_hours_of(item, question) for item in found if item.mode in ("rail", "road")]
    return (way.mode in ("sea", "air") and bool(by_land)
            and _hours_of(way, question) > FAR * min(by_land))


def _hours_of(way: Way, question: Question) -> float:
    return question.hours([step.index for step in way.steps])


def way_id(crossing: Crossing) -> str:
    """The id of the alternative through a border: ``via-manzhouli``."""
    named = crossing.border or crossing.id.removeprefix("x-")
    return f"via-{named.split('-')[0]}"


def _is_way(name: str) -> bool:
    return name.startswith(("via-", "sea-", "rail-sea-")) or name in ("sea", "air", "road", "rail")


# --- by rail ---------------------------------------------------------------------------------


def _by_rail(question: Question) -> Iterator[Way]:
    trees = question.trees(MODES_OF["rail"])
    if not trees.found:
        trees = question.trees(("rail", "road"))  # no rails at one end: by road to the next ones
    if not trees.found:
        return
    limit = WORTH * question.hours(trees.best())
    homely = [item for item in question.catalog.network.crossings.values() if _leaves(item)]
    best = edges(question.graph, trees.best())
    if not any(step.mode == "rail" for step in best):
        return  # a lorry does it all
    if not {step.record for step in best} & {item.id for item in homely}:
        yield Way("rail", "rail", said("Rail"), said("By rail over no border of China"), best)
    for crossing in homely:
        rows = question.graph.edges_of(crossing.id)
        crossed = [row for row in rows.tolist() if question.graph.edges[row].kind == "cross"]
        path = trees.through(crossed)
        if path and question.hours(path) <= limit and _is_simple(question.graph, path):
            yield _rail_way(question, crossing, path)


def _leaves(crossing: Crossing) -> bool:
    """Whether it is a border of China: the others lie on the way of all."""
    return sum(stop.startswith("cn-") for stop in crossing.stops) == 1


def _rail_way(question: Question, crossing: Crossing, path: tuple[int, ...]) -> Way:
    own = next(stop for stop in crossing.stops if stop.startswith("cn-"))
    place = question.catalog.places[own].names
    steps = edges(question.graph, path)
    return Way(way_id(crossing), "rail", said("Rail via {place}", {"place": place}),
               _why(crossing), steps)


def _why(crossing: Crossing) -> Said:
    """What tells this way from the others."""
    if not crossing.gauge_break:
        return said("Crosses at {border}, on one gauge", {"border": crossing.names})
    return said("Crosses at {border}, with a break of gauge", {"border": crossing.names})


def _is_simple(graph: Graph, path: Sequence[int]) -> bool:
    """Whether no place is passed twice, as on a way that runs to a border and back."""
    nodes = [graph.edges[row].end for row in path]
    return len(set(nodes)) == len(nodes)


# --- by sea, air, road -----------------------------------------------------------------------


def _by_sea(question: Question) -> Iterator[Way]:
    """Through each passage of the sea once, and without any: never there and back again."""
    asked = [name for name in PASSAGES if name in question.query.via]
    if asked:
        yield from _by_asked_passage(question, asked)
        return
    trees = question.trees(MODES_OF["sea"], without=(*question.query.closed, *PASSAGES))
    closed = question.graph.without(question.query.closed)
    groups: dict[str, list[int]] = {}
    for row in np.flatnonzero(question.graph.of_mode("sea") & closed).tolist():
        edge = question.graph.edges[row]
        if edge.kind == "run":
            groups.setdefault(_sea_group(edge), []).append(row)
    paths = {name: trees.across(rows, question.weight) for name, rows in groups.items()}
    found = {name: path for name, path in paths.items()
             if path and _is_simple(question.graph, path)}
    best = min(map(question.hours, found.values()), default=0.0)
    seen: set[str] = set()
    for name, path in sorted(found.items(), key=lambda item: question.hours(item[1])):
        worth = WORTH if name in PASSAGES else WORTH_BY_BOTH
        way = _sea_way(question, name, path)
        if question.hours(path) <= worth * best and way.id not in seen:
            seen.add(way.id)
            yield way


def _by_asked_passage(question: Question, asked: Sequence[str]) -> Iterator[Way]:
    """A way that was asked to go by a passage goes by no other; through two there is none."""
    others = [name for name in PASSAGES if name not in asked]
    trees = question.trees(MODES_OF["sea"], without=(*question.query.closed, *others))
    if len(asked) == 1 and trees.found and _is_simple(question.graph, trees.best()):
        yield _sea_way(question, asked[0], trees.best())


def _sea_group(edge: Edge) -> str:
    """The passage that tells a sea way from others; without one, its port of loading."""
    passage = next((name for name in PASSAGES if name in edge.passages), "")
    return passage or f"from {edge.start.place}"


def _sea_way(question: Question, group: str, path: tuple[int, ...]) -> Way:
    steps = edges(question.graph, path)
    ship = next(step for step in steps if step.kind == "run" and step.mode == "sea")
    ports = {"port": _name(question, ship.start.place), "to": _name(question, _last_port(steps))}
    why = said("By ship from {port} to {to}", ports)
    if group in PASSAGES:
        return Way(f"sea-{group}", "sea", SEA_NAMES[group], why, steps)
    by_land = any(step.kind == "cross" for step in steps)
    if not by_land:
        return Way("sea", "sea", said("Sea"), why, steps)
    slug = ship.start.place.partition("-")[2]
    name = said("Rail and sea via {port}", {"port": ports["port"]})
    return Way(f"rail-sea-{slug}", "sea", name, why, steps)


def _last_port(steps: Sequence[Edge]) -> str:
    return next(step.end.place for step in reversed(steps)
                if step.kind == "run" and step.mode == "sea")


def _by_air(question: Question) -> Iterator[Way]:
    trees = question.trees(MODES_OF["air"])
    flights = [row for row in np.flatnonzero(question.graph.of_mode("air")).tolist()
               if question.graph.edges[row].kind == "run"]
    path = trees.through(flights)
    if path and _is_simple(question.graph, path):
        steps = edges(question.graph, path)
        plane = next(step for step in steps if step.kind == "run" and step.mode == "air")
        why = said("By air from {port}", {"port": _name(question, plane.start.place)})
        yield Way("air", "air", said("Air"), why, steps)


def _by_road(question: Question) -> Iterator[Way]:
    trees = question.trees(MODES_OF["road"])
    if trees.found:
        steps = edges(question.graph, trees.best())
        yield Way("road", "road", said("Road"), said("By road all the way"), steps)


def _name(question: Question, place: str) -> Text:
    return question.catalog.places[place].names
