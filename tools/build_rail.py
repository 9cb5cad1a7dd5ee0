"""Railway geometry of the atlas: tracks per leg, rail background, transport around Changchun.

One-off build, run by hand; what it writes is committed. Coordinates are CRS84, longitude first;
lengths are geodesic on WGS84 (pyproj). The shapes come from OpenStreetMap by way of the PyPI
package scgraph_data 2.0.0 (the package itself no longer imports beside today's scgraph, so its
lists are read from the wheel), and by hand where that network has gaps: see waypoints.toml.

    pip download --no-deps scgraph_data==2.0.0
    pip install numpy==2.4.6 shapely==2.2.0 pyproj==3.7.2
    python tools/build_rail.py --wheel scgraph_data-2.0.0-py3-none-any.whl
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import heapq
import json
import re
import tomllib
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from pyproj import Geod
from shapely import LineString, MultiLineString, Point, clip_by_rect, line_merge, simplify

WHEEL = "scgraph_data 2.0.0"
WHEEL_SHA256 = "a8df15f4d9b4cce945f195b27c9e239ac49ebfa81aa948afc882b28653725406"
LICENCE = {
    "licence": "ODbL-1.0",
    "attribution": "© OpenStreetMap contributors",
    "derived_from": "OpenStreetMap through scgraph_data 2.0.0; drawn by hand across its gaps",
}
GEOD = Geod(ellps="WGS84")
RAIL_BOUNDS = (5.0, 38.0, 145.0, 60.0)
CITY_BOUNDS = (124.3, 43.2, 126.6, 44.7)
MONGOLIA_BOUNDS = (105.0, 43.5, 112.0, 50.0)  # long edges here give way to the hand-drawn tracks
CUT_MARGIN_DEG = 1.5  # edges that far outside are read too, then cut at the bounds
TRACK_TOLERANCE_DEG = 0.0008
NETWORK_TOLERANCE_DEG = 0.002  # legs that only the planner shows are drawn small
LONG_EDGE_KM = 20.0  # straight runs longer than this get vertices between
STRAIGHT = 1.07  # an edge is a nearly straight run when its true length is at most this much longer
CHORD = 1.5  # on the planner's legs the network's long chords across bends get vertices too
SPIKE_DEG = 120.0  # no train turns as sharply; there the network's joint is at fault
BEND_KM = 0.3  # a stop further from the line than this pulls the line to itself
SURE_KM = 1.0  # only stops placed at least this well may pull
ARRIVED_KM = 0.4  # a line this much further away than at its nearest has reached the stop
KM_PER_DEGREE = 111.2  # of latitude; one part in 300 is enough for distances from a line
NEAR_KM = 2.0  # a stop this near, or within its own accuracy, lies on the leg
LonLat = tuple[float, float]
Bounds = tuple[float, float, float, float]  # west, south, east, north
Array = npt.NDArray[Any]
Rows = list[tuple[list[LonLat], dict[str, Any]]]  # lines of a layer with their properties


class Vertex(NamedTuple):
    """One point of a track; `km` counts along the real line where that is known."""

    lon: float
    lat: float
    km: float
    fixed: bool = False


@dataclass(frozen=True)
class Network:
    """Railway or road graph: node positions, edges as node pairs, their true lengths in km."""

    nodes: Array
    edges: Array
    km: Array

    def within(self, bounds: Bounds, *, margin_deg: float = 0.0) -> Array:
        """Which edges have both ends inside the bounds widened by a margin."""
        west, south, east, north = bounds
        lon, lat = self.nodes.T
        inside = (lon >= west - margin_deg) & (lon <= east + margin_deg)
        inside &= (lat >= south - margin_deg) & (lat <= north + margin_deg)
        both: Array = inside[self.edges].all(axis=1)
        return both

    def only(self, keep: Array) -> Network:
        """The network with some of its edges."""
        return Network(self.nodes, self.edges[keep], self.km[keep])


def km_between(start: LonLat, end: LonLat) -> float:
    """Geodesic distance in km."""
    return float(GEOD.line_length([start[0], end[0]], [start[1], end[1]])) / 1000


def length_km(coordinates: list[LonLat]) -> float:
    """Geodesic length of a line in km."""
    lon, lat = zip(*coordinates, strict=True)
    return float(GEOD.line_length(lon, lat)) / 1000


def read_network(wheel: Path, member: str) -> Network:
    """Network from the lists in one module of the wheel (nodes there are latitude first)."""
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(f"scgraph_data/{member}.py").decode()
    lists = dict(re.findall(r"^(graph|nodes)=(\[.*\])\s*$", text, re.MULTILINE))
    graph = json.loads(re.sub(r"(\d+): ", r'"\1": ', lists["graph"]))
    rows = [(i, int(j), km) for i, near in enumerate(graph) for j, km in near.items() if i < int(j)]
    table = np.array(rows)
    nodes = np.array(json.loads(lists["nodes"]))[:, ::-1]
    return Network(nodes, table[:, :2].astype(int), table[:, 2])


class Router:
    """Shortest paths over a network between the nodes nearest to given points."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.used = np.unique(network.edges)
        self.near: dict[int, list[tuple[int, float]]] = {int(n): [] for n in self.used}
        for (a, b), km in zip(network.edges.tolist(), network.km.tolist(), strict=True):
            self.near[a].append((b, km))
            self.near[b].append((a, km))

    def nearest(self, point: LonLat) -> int:
        """Node nearest to a point."""
        squeeze = np.cos(np.radians(point[1]))
        away = (self.network.nodes[self.used] - point) * [squeeze, 1.0]
        return int(self.used[np.argmin((away**2).sum(axis=1))])

    def tree(self, source: int, target: int = -1) -> tuple[dict[int, float], dict[int, int]]:
        """Kilometres from a node and the node before each (Dijkstra), as far as the target."""
        km, previous = {source: 0.0}, {source: -1}
        queue, done = [(0.0, source)], set()
        while queue:
            here_km, here = heapq.heappop(queue)
            if here == target:
                break
            if here in done:
                continue
            done.add(here)
            for there, edge_km in self.near[here]:
                if here_km + edge_km < km.get(there, np.inf):
                    km[there], previous[there] = here_km + edge_km, here
                    heapq.heappush(queue, (km[there], there))
        return km, previous

    def path(self, start: LonLat, end: LonLat) -> list[Vertex]:
        """Vertices of the shortest path, kilometres counted from its start along the edges."""
        source, target = self.nearest(start), self.nearest(end)
        km, previous = self.tree(source, target)
        if target not in km:
            hint = "add a point drawn by hand to waypoints.toml"
            raise SystemExit(f"no rails from {start} to {end}: {hint}")
        nodes = [target]
        while nodes[-1] != source:
            nodes.append(previous[nodes[-1]])
        lon, lat = self.network.nodes[nodes[::-1]].T.tolist()
        return [Vertex(x, y, km[n]) for x, y, n in zip(lon, lat, nodes[::-1], strict=True)]


def appended(line: list[Vertex], more: list[Vertex]) -> list[Vertex]:
    """Line continued by another one, the joint counted at its geodesic length."""
    if not line:
        return more
    joint = km_between(line[-1][:2], more[0][:2])
    base = line[-1].km + joint - more[0].km
    rest = more[1:] if joint < 1e-6 and not more[0].fixed else more
    return line + [v._replace(km=v.km + base) for v in rest]


def without_spurs(line: list[Vertex]) -> list[Vertex]:
    """Line without there-and-back spikes, which appear where a way-point snaps to a side track."""
    out: list[Vertex] = []
    cut = 0.0
    for following in line:
        vertex = following._replace(km=following.km - cut)
        while len(out) > 1 and out[-2][:2] == vertex[:2] and not out[-1].fixed:
            back = vertex.km - out[-2].km
            cut += back
            vertex = out[-2]._replace(fixed=vertex.fixed or out[-2].fixed)
            out = out[:-2]
        if out and out[-1][:2] == vertex[:2]:
            out[-1] = out[-1]._replace(fixed=out[-1].fixed or vertex.fixed)
        else:
            out.append(vertex)
    return out


def bent_to(line: list[Vertex], point: LonLat) -> list[Vertex]:
    """Line led through a point near it; vertices close to the bend go, so that no spike is left."""
    along, reach = km_at(line, point), bend_reach_km(line, point)
    kept = [v for v in line if v.fixed or abs(v.km - along) > reach]
    return sorted([*kept, Vertex(*point, along, True)], key=lambda v: v.km)


def bend_reach_km(line: list[Vertex], point: LonLat) -> float:
    """Kilometres before a point over which a line turns towards it."""
    return max(2.5 * off_km(line, point), 0.4)


def ending_at(line: list[Vertex], point: LonLat) -> list[Vertex]:
    """Line that ends exactly at a point near its end."""
    if len(line) > 1:
        turn = arrival_km(line, point) - bend_reach_km(line, point)
        line = [line[0], *(v for v in line[1:] if v.fixed or v.km < turn)]
    if line[-1][:2] == point:
        return line
    return [*line, Vertex(*point, line[-1].km + km_between(line[-1][:2], point), True)]


def turned(line: list[Vertex]) -> list[Vertex]:
    """The same line from its other end."""
    return [v._replace(km=line[-1].km - v.km) for v in reversed(line)]


def between_stops(line: list[Vertex], start: LonLat, end: LonLat) -> list[Vertex]:
    """Line that starts and ends exactly at two stops; the network's own end nodes give way."""
    inner = line if len(line) > 2 else []
    if not inner:
        return [Vertex(*start, 0.0, True), Vertex(*end, km_between(start, end), True)]
    whole = turned(ending_at(turned(ending_at(inner, end)), start))
    rest = [v for v in whole[1:-1] if v.fixed or v[:2] not in (line[0][:2], line[-1][:2])]
    return [whole[0], *rest, whole[-1]]


def approaches(line: list[Vertex], point: LonLat) -> list[tuple[float, float]]:
    """Distance of a point from each edge of a line and the kilometre of the nearest place on it."""
    squeeze = float(np.cos(np.radians(point[1])))
    here, out = Point(0, 0), []
    flat = [((v.lon - point[0]) * squeeze, v.lat - point[1]) for v in line]
    for (a, b), ends in zip(pairwise(line), pairwise(flat), strict=True):
        edge = LineString(ends)
        share = edge.project(here, normalized=True) if edge.length else 0.0
        out.append((edge.distance(here) * KM_PER_DEGREE, a.km + share * (b.km - a.km)))
    return out


def km_at(line: list[Vertex], point: LonLat) -> float:
    """Kilometre of the place on the line nearest to a point."""
    return min(approaches(line, point))[1]


def off_km(line: list[Vertex], point: LonLat) -> float:
    """Distance of a point from the line in km."""
    return min(approaches(line, point))[0]


def arrival_km(line: list[Vertex], point: LonLat) -> float:
    """Kilometre where the line first comes about as near to a point as it ever does.

    Where two gauges lie side by side the network joins them far beyond the station.
    """
    near = approaches(line, point)
    limit = min(near)[0] + ARRIVED_KM
    return next(km for off, km in near if off <= limit)


def stroke(start: LonLat, end: LonLat) -> list[Vertex]:
    """Straight geodesic between two points with a vertex at least every LONG_EDGE_KM."""
    km = km_between(start, end)
    count = int(km // LONG_EDGE_KM)
    inner = GEOD.npts(*start, *end, count) if count else []
    points = [start, *inner, end]
    return [Vertex(x, y, km * i / (count + 1), True) for i, (x, y) in enumerate(points)]


def section(router: Router, start: LonLat, goal: dict[str, Any]) -> list[Vertex]:
    """Vertices from the last point to the next one, by the network or straight by hand."""
    end: LonLat = (goal["at"][0], goal["at"][1])
    how = goal.get("how", "graph")
    if how == "hand":
        return [Vertex(*end, 0.0, True)]
    if how == "sketch":
        return stroke(start, end)[1:]
    return router.path(start, end)


def raw_track(router: Router, start: LonLat, end: LonLat, guide: dict[str, Any]) -> list[Vertex]:
    """Track from stop to stop through the way-points of the leg, unsimplified, real km."""
    goals = [*guide.get("points", []), {"at": end, "how": guide.get("last", "graph")}]
    line: list[Vertex] = []
    here = start
    if goals[0].get("how", "graph") != "graph":
        line = [Vertex(*start, 0.0, True)]
    for goal in goals:
        line = appended(line, section(router, here, goal))
        here = (goal["at"][0], goal["at"][1])
    line = without_spurs(line)
    return between_stops(line, start, end)


def lies_on(line: list[Vertex], stop: dict[str, Any]) -> bool:
    """Whether a stop is near enough to belong to the line."""
    near_km: float = max(NEAR_KM, stop.get("accuracy_km", 0))
    return off_km(line, tuple(stop["point"])) <= near_km


def through_stops(line: list[Vertex], stops: dict[str, dict[str, Any]]) -> list[Vertex]:
    """Line bent to those well-placed stops that it misses by a little."""
    for stop in stops.values():
        off = off_km(line, tuple(stop["point"]))
        if BEND_KM < off <= NEAR_KM and stop["accuracy_km"] <= SURE_KM:
            line = bent_to(line, tuple(stop["point"]))
    return line


def simplified(line: list[Vertex], tolerance_deg: float) -> list[Vertex]:
    """Line with fewer vertices; hand-drawn points and stops stay."""
    fixed = [0, *(i for i, v in enumerate(line) if v.fixed), len(line) - 1]
    out = [line[0]]
    for a, b in pairwise(sorted(set(fixed))):
        part = {v[:2]: v for v in line[a : b + 1]}
        kept = simplify(LineString([v[:2] for v in line[a : b + 1]]), tolerance_deg)
        out += [part[x, y] for x, y in kept.coords[1:]]
    return out


def turn_deg(a: Vertex, b: Vertex, c: Vertex) -> float:
    """By how many degrees a line changes direction at its middle vertex, 0 to 180."""
    onward, _, _ = GEOD.inv(*a[:2], *b[:2])
    back, _, _ = GEOD.inv(*b[:2], *c[:2])
    return abs(float((back - onward + 180) % 360 - 180))


def without_spikes(line: list[Vertex]) -> list[Vertex]:
    """Line without the sharp bends that yards and joints of the network leave."""
    out: list[Vertex] = []
    for vertex in line:
        while len(out) > 1 and not out[-1].fixed:
            if turn_deg(out[-2], out[-1], vertex) <= SPIKE_DEG:
                break
            out.pop()
        out.append(vertex)
    return out


def filled(line: list[Vertex], straight: float) -> list[Vertex]:
    """Line with vertices added on long straight runs, so that no edge is long."""
    out = [line[0]]
    for a, b in pairwise(line):
        km = km_between(a[:2], b[:2])
        if km > LONG_EDGE_KM and b.km - a.km <= straight * km:
            share = (b.km - a.km) / km
            out += [
                v._replace(km=a.km + v.km * share, fixed=False) for v in stroke(a[:2], b[:2])[1:-1]
            ]
        out.append(b)
    return out


def posts(line: list[Vertex], guide: dict[str, Any], km: float) -> list[float]:
    """Chainage of every vertex, pinned to the published posts of the leg and to its length."""
    known = [(km_at(line, tuple(p["at"])), p["km"]) for p in guide.get("points", []) if "km" in p]
    pins = [(0.0, 0.0), *known, (line[-1].km, km)]
    drawn, published = zip(*sorted(pins), strict=True)
    values = np.interp([v.km for v in line], drawn, published)
    return [round(float(value), 2) for value in values[:-1]] + [km]


def shape_word(line: list[Vertex], guide: dict[str, Any]) -> str:
    """How the leg was drawn: by the network, mostly by hand, or as a straight sketch."""
    points = guide.get("points", [])
    if len(line) == 2 or (guide.get("last") == "sketch" and not points):
        return "straight"
    ways = {goal.get("how", "graph") for goal in points} | {guide.get("last", "graph")}
    if "graph" not in ways:
        return "straight" if "sketch" in ways else "hand"
    hand = {tuple(p["at"]) for p in points if p.get("how") == "hand"}
    by_hand = sum(b.km - a.km for a, b in pairwise(line) if b[:2] in hand)
    return "hand" if by_hand > line[-1].km / 2 else "graph"


def passed(
    line: list[Vertex], km: list[float], stops: dict[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """Stops on the line with their chainage and distance from it, in order."""
    found = []
    for name, stop in stops.items():
        along = km_at(line, tuple(stop["point"]))
        if 0 < along < line[-1].km and lies_on(line, stop):
            at = float(np.interp(along, [v.km for v in line], km))
            off = off_km(line, tuple(stop["point"]))
            found.append({"stop": name, "km": round(at, 1), "off_km": round(off, 2)})
    return sorted(found, key=lambda item: item["km"])


def track(
    router: Router, leg: dict[str, Any], guide: dict[str, Any], stops: dict[str, Any]
) -> dict[str, Any]:
    """GeoJSON feature of one leg."""
    start, end = (tuple(stops[leg[side]]["point"]) for side in ("from", "to"))
    between = {
        k: s
        for k, s in stops.items()
        if k not in (leg["from"], leg["to"], *guide.get("ignore", []))
    }
    whole = through_stops(raw_track(router, start, end, guide), between)
    if leg["systems"] == ["network"]:
        line = filled(without_spikes(simplified(whole, NETWORK_TOLERANCE_DEG)), CHORD)
    else:
        line = filled(simplified(whole, TRACK_TOLERANCE_DEG), STRAIGHT)
    km = posts(line, guide, float(leg["km"]))
    coordinates = [(round(v.lon, 5), round(v.lat, 5)) for v in line]
    properties = {
        "from": leg["from"],
        "to": leg["to"],
        "drawn_km": round(length_km(coordinates), 2),
        "shape": shape_word(line, guide),
        "passes": passed(line, km, between),
        "km": km,
    }
    geometry = {"type": "LineString", "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def read(path: Path) -> dict[str, Any]:
    """Content of a TOML file."""
    return tomllib.loads(path.read_text("utf-8"))


def harbours(routes: Path, legs: list[dict[str, Any]]) -> dict[str, Any]:
    """Seaports where a leg ends; other places without rails cannot lie on a track."""
    ends = {leg[side] for leg in legs for side in ("from", "to")}
    places = read(routes / "stops-places.toml")
    return {name: place for name, place in places.items() if name in ends}


def tracks(router: Router, routes: Path) -> dict[str, Any]:
    """Feature collection with one track per leg of legs.toml."""
    legs = read(routes / "legs.toml")["legs"]
    stops = {**read(routes / "stops.toml"), **harbours(routes, legs)}
    placed = {name: stop for name, stop in stops.items() if "point" in stop}
    guides = read(routes / "waypoints.toml")["legs"]
    guide_of = {(g["from"], g["to"]): g for g in guides}
    features = [
        track(router, leg, guide_of.get((leg["from"], leg["to"]), {}), placed) for leg in legs
    ]
    return {"type": "FeatureCollection", "name": "tracks", **LICENCE, "features": features}


def lines_of(
    network: Network, bounds: Bounds, tolerance_deg: float, *, shortest_deg: float = 0.0
) -> list[list[LonLat]]:
    """Edges cut to bounds and merged into long lines; pieces shorter than a limit left out."""
    edges = MultiLineString(list(network.nodes[network.edges]))
    merged = line_merge(clip_by_rect(edges, *bounds))
    parts = [p for p in getattr(merged, "geoms", [merged]) if p.length >= shortest_deg]
    return [[(x, y) for x, y in p.coords] for p in simplify(parts, tolerance_deg)]


def topology(layers: dict[str, Rows], digits: int) -> dict[str, Any]:
    """TopoJSON (quantised, delta-encoded) with one line object per layer and one arc per line.

    TopoJSON 1.0; coordinates are multiples of 10**-digits degrees from the lower left corner.
    """
    every = np.array([xy for rows in layers.values() for line, _ in rows for xy in line])
    low, step = every.min(axis=0), 10.0**-digits
    arcs: list[list[list[int]]] = []
    objects: dict[str, Any] = {}
    for name, rows in layers.items():
        geometries = []
        for line, properties in rows:
            cells = np.round((np.array(line) - low) / step).astype(int)
            deltas = np.diff(cells, axis=0)
            moves = deltas[deltas.any(axis=1)]
            if len(moves):
                geometries.append(
                    {"type": "LineString", "arcs": [len(arcs)], "properties": properties}
                )
                arcs.append([cells[0].tolist(), *moves.tolist()])
        objects[name] = {"type": "GeometryCollection", "geometries": geometries}
    transform = {"scale": [step, step], "translate": [round(float(v), 6) for v in low]}
    return {"type": "Topology", **LICENCE, "transform": transform, "objects": objects, "arcs": arcs}


def grouped(geometry: dict[str, Any]) -> dict[str, Any]:
    """Topology with one MultiLineString per set of properties (smaller, same picture)."""
    for item in geometry["objects"].values():
        by_properties: dict[str, list[list[int]]] = {}
        for part in item["geometries"]:
            by_properties.setdefault(json.dumps(part["properties"]), []).append(part["arcs"])
        item["geometries"] = [
            {"type": "MultiLineString", "arcs": arcs, "properties": json.loads(key)}
            for key, arcs in by_properties.items()
        ]
    return geometry


def thinned(network: Network, cell_deg: float) -> Network:
    """Network with nodes moved to a grid, so that yards and double tracks fall into one line."""
    nodes = np.round(network.nodes / cell_deg) * cell_deg
    _, index = np.unique(nodes, axis=0, return_inverse=True)
    first = np.full(index.max() + 1, -1)
    used = np.unique(network.edges)
    first[index[used][::-1]] = used[::-1]
    edges = np.sort(first[index[network.edges]], axis=1)
    pairs = np.unique(edges[edges[:, 0] != edges[:, 1]], axis=0)
    return Network(network.nodes, pairs, np.zeros(len(pairs)))


def road_ranks(network: Network) -> Array:
    """Rank 1..3 of each road edge by how many shortest ways between places around the city use it.

    The network names no road class, so use stands for importance.
    """
    router = Router(network)
    ends = router.used[:: max(1, len(router.used) // 150)].tolist()
    use: dict[tuple[int, int], int] = {}
    for source in ends:
        _, previous = router.tree(source)
        for end in ends:
            node = end
            while previous.get(node, -1) >= 0:
                pair = (min(node, previous[node]), max(node, previous[node]))
                use[pair] = use.get(pair, 0) + 1
                node = previous[node]
    uses = np.array([use.get((min(a, b), max(a, b)), 0) for a, b in network.edges.tolist()])
    high, middle = np.quantile(uses, [0.85, 0.5])
    return np.where(uses >= high, 1, np.where(uses >= middle, 2, 3))


def city_transport(rail: Network, roads: Network) -> dict[str, Any]:
    """Roads by rank and railways around Changchun as one topology."""
    rows: Rows = []
    near = roads.only(roads.within(CITY_BOUNDS, margin_deg=CUT_MARGIN_DEG))
    ranks = road_ranks(near)
    for rank in (3, 2, 1):
        part = near.only(ranks == rank)
        rows += [(line, {"rank": rank}) for line in lines_of(part, CITY_BOUNDS, 0.0005)]
    around = rail.only(rail.within(CITY_BOUNDS, margin_deg=CUT_MARGIN_DEG))
    rails: Rows = [(line, {}) for line in lines_of(around, CITY_BOUNDS, 0.0005)]
    return grouped(topology({"roads": rows, "rail": rails}, 4))


def through_mongolia(feature: dict[str, Any]) -> bool:
    """Whether a track touches the part of the background whose long edges give way to it."""
    line = LineString(feature["geometry"]["coordinates"])
    return not clip_by_rect(line, *MONGOLIA_BOUNDS).is_empty


def rail_background(rail: Network, collection: dict[str, Any]) -> dict[str, Any]:
    """Railways of the wider region for zooms 3 to 8; Mongolia's main line as in the tracks."""
    around = rail.within(RAIL_BOUNDS, margin_deg=CUT_MARGIN_DEG)
    bare = rail.within(MONGOLIA_BOUNDS) & (rail.km > LONG_EDGE_KM)
    network = thinned(rail.only(around & ~bare), 0.01)
    rows: Rows = [(line, {}) for line in lines_of(network, RAIL_BOUNDS, 0.01, shortest_deg=0.1)]
    for feature in collection["features"]:
        if feature["properties"]["shape"] == "hand" and through_mongolia(feature):
            rows.append((feature["geometry"]["coordinates"], {}))
    return grouped(topology({"rail": rows}, 3))


def write(path: Path, content: dict[str, Any]) -> None:
    """File with compact JSON, one feature per line where there are features; prints its size."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    text = text.replace('{"type":"Feature",', '\n{"type":"Feature",') + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    zipped = len(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{path.name}: {len(text.encode()) / 1000:.0f} kB, {zipped / 1000:.0f} kB gzipped")


def checked(wheel: Path) -> Path:
    """The wheel, if it is the one this script was written for."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != WHEEL_SHA256:
        raise SystemExit(f"{wheel.name} is not {WHEEL}: SHA-256 {digest}, expected {WHEEL_SHA256}")
    return wheel


def report(collection: dict[str, Any]) -> None:
    """Print drawn against published length and the longest edge of every leg."""
    for feature in collection["features"]:
        here, coordinates = feature["properties"], feature["geometry"]["coordinates"]
        longest = max(km_between(a, b) for a, b in pairwise(coordinates))
        ratio = here["drawn_km"] / (here["km"][-1] or float("nan"))
        print(
            f"{here['from']:>18} {here['to']:<18} {here['km'][-1]:7.1f} km drawn {ratio:.3f} "
            f"longest edge {longest:5.1f} km, {len(coordinates):4d} vertices, {here['shape']}"
        )


def main() -> None:
    """Build all three files, or the tracks alone."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--wheel", type=Path, required=True, help="downloaded wheel of scgraph_data 2.0.0"
    )
    parser.add_argument("--geo", type=Path, default=Path(__file__).parents[1] / "data" / "geo")
    parser.add_argument(
        "--tracks-only", action="store_true", help="leave the basemap files as they are"
    )
    options = parser.parse_args()
    rail = read_network(checked(options.wheel), "world_railways")
    collection = tracks(Router(rail), options.geo / "routes")
    report(collection)
    write(options.geo / "routes" / "tracks.geojson", collection)
    if not options.tracks_only:
        write(options.geo / "basemap" / "rail-background.json", rail_background(rail, collection))
        roads = read_network(options.wheel, "world_highways")
        write(options.geo / "basemap" / "city-transport.json", city_transport(rail, roads))


if __name__ == "__main__":
    main()
