"""Our kilometres beside published ones, station by station and port by port."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from atlas.routing.plan import graph_of
from atlas.routing.search import edges, layered
from layers.catalog import Catalog
from layers.crs import LonLat, distance_km
from layers.network import Distance

ALLOWED = {"rail": ("rail",), "sea": ("sea",), "air": ("air",), "road": ("road",)}
MOST_OFF = {"rail": 0.015, "sea": 0.02, "air": 0.02, "road": 0.02}
DETOUR = 1.2  # of a railway beside the great circle: the usual rule of thumb
ON_LINE_KM = 2.0  # a stop this near a drawn leg, or within its own accuracy, lies on it


@dataclass(frozen=True, slots=True)
class Compared:
    """A published distance and ours; ``ours`` is None where the network can't answer.

    ``drawn`` says that an end is only passed: its kilometre was read off the drawn leg.
    ``thumb`` is the rule of thumb, the great circle times ``DETOUR`` through the places the
    figure names; None at sea.
    """

    distance: Distance
    ours: float | None
    drawn: bool = False
    thumb: float | None = None

    @property
    def off(self) -> float | None:
        """By how much ours is longer, as a share of the published one."""
        return None if self.ours is None else self.ours / self.distance.km - 1

    @property
    def thumb_off(self) -> float | None:
        """The same of the rule of thumb."""
        return None if self.thumb is None else self.thumb / self.distance.km - 1

    @property
    def missed(self) -> bool:
        """Whether ours is off by more than we allow for its mode."""
        return self.off is not None and abs(self.off) > MOST_OFF[self.distance.mode]


def compared(catalog: Catalog) -> tuple[Compared, ...]:
    """Every published distance that can be used, with the shortest way of ours."""
    return tuple(_compared(item, catalog)
                 for item in catalog.network.distances.values() if item.usable)


def _compared(item: Distance, catalog: Catalog) -> Compared:
    ground = graph_of(catalog).ground
    drawn = item.start not in ground or item.end not in ground
    find = _through_passed if drawn else _by_legs
    return Compared(item, find(item, catalog), drawn, _thumb(item, catalog))


def _by_legs(item: Distance, catalog: Catalog) -> float | None:
    return _shortest(item, item.start, item.end, catalog)


def _shortest(item: Distance, start: str, end: str, catalog: Catalog) -> float | None:
    """Kilometres of the shortest way of one mode, through what the figure says it goes by."""
    graph = graph_of(catalog)
    passing = [graph.edges_of(name) for name in (*item.via, *filter(None, [item.passage]))]
    allowed = graph.of_mode(*ALLOWED[item.mode])
    made = layered(graph, graph.km, allowed, passing)
    target = graph.ground[end] + len(passing) * len(graph.nodes)
    tree = made.tree(graph.ground[start])
    if not tree.reaches(target):
        return None
    return float(np.sum([step.km for step in edges(graph, tree.path(target))]))


def _through_passed(item: Distance, catalog: Catalog) -> float | None:
    """The shortest way where a leg ends at one place only, or at neither."""
    found = []
    for (start, first), (end, last) in product(_ends_near(item.start, catalog),
                                               _ends_near(item.end, catalog)):
        between = 0.0 if start == end else _shortest(item, start, end, catalog)
        if between is not None:
            found.append(first + between + last)
    return min(found, default=None)


def _ends_near(place: str, catalog: Catalog) -> list[tuple[str, float]]:
    """The place itself, or the ends of the legs that pass it with the kilometres to them."""
    if place in graph_of(catalog).ground:
        return [(place, 0.0)]
    return list(_ends_of_passing(place, catalog))


def _ends_of_passing(place: str, catalog: Catalog) -> Iterator[tuple[str, float]]:
    stop = catalog.places[place]
    point = _point(place, catalog)
    if point is None:
        return
    reach = max(ON_LINE_KM, stop.location.accuracy_km or 0.0)
    for leg in catalog.rails:
        line = catalog.along((leg.start, leg.end), through=(place,))
        km = next(item.km for item in line.stops if item.stop.id == place)
        if distance_km(line.point_at(km), point) <= reach:
            yield leg.start, km
            yield leg.end, leg.km - km


def _thumb(item: Distance, catalog: Catalog) -> float | None:
    places = [_point(name, catalog) for name in (item.start, *item.via, item.end)]
    known = [point for point in places if point is not None]
    if item.mode == "sea" or len(known) < len(places):
        return None
    return DETOUR * sum(distance_km(a, b) for a, b in pairwise(known))


def _point(place: str, catalog: Catalog) -> LonLat | None:
    point = catalog.places[place].location.geometry
    return None if point is None else (point.x, point.y)


def table(catalog: Catalog) -> str:
    """All of it as a table in Markdown, the largest difference first, with its sum above."""
    rows = sorted(compared(catalog), key=lambda row: -abs(row.off or 0.0))
    lines = [*_summary(rows), "",
             f"| from | to | mode | published km | ours | off | great circle × {DETOUR:g} | off "
             "| legs built from it |",
             "|---|---|---|---|---|---|---|---|---|"]
    lines += [_line(row) for row in rows]
    return "\n".join(lines)


def _summary(rows: list[Compared]) -> Iterator[str]:
    """How far off both are, in the middle and at worst."""
    apart = [row for row in rows if row.ours is not None and not row.distance.used]
    rail = [row for row in apart if row.distance.mode == "rail"]
    missed = sum(row.missed for row in rows)
    unanswered = [row for row in rows if row.ours is None]
    yield (f"- {len(rows)} published distances; {len(apart)} of them were not used to build legs; "
           f"{len(unanswered)} can't be answered; {missed} are missed")
    yield f"- rail, not used to build legs, ours: {_spread([row.off for row in rail])}"
    yield f"- the same, great circle × {DETOUR:g}: {_spread([row.thumb_off for row in rail])}"


def _spread(found: list[float | None]) -> str:
    sizes = np.abs([off for off in found if off is not None])
    if not len(sizes):
        return "none"
    return (f"off by {np.median(sizes):.1%} in the middle, {sizes.max():.1%} at worst "
            f"({len(sizes)} pairs)")


def _line(row: Compared) -> str:
    item = row.distance
    ours = "no way" if row.ours is None else f"{row.ours:,.1f}{' (drawn)' if row.drawn else ''}"
    off = "–" if row.off is None else f"{row.off:+.2%}{' **miss**' if row.missed else ''}"
    thumb = "–" if row.thumb is None else f"{row.thumb:,.0f}"
    thumb_off = "–" if row.thumb_off is None else f"{row.thumb_off:+.1%}"
    used = "yes" if item.used else "no"
    return (f"| {item.start} | {item.end} | {item.mode} | {item.km:,.1f} | {ours} | {off} "
            f"| {thumb} | {thumb_off} | {used} |")
