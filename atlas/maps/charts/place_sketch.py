"""A small drawing of where something lay and where it will lie, over the city and its roads.

Everything is projected around the middle of what is drawn, with distances on the ellipsoid, so
that circles are round and one scale bar holds for the whole drawing.
"""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from atlas.maps.element import Node, h
from layers.crs import GEOD, M_PER_KM, LonLat, distance_km

WIDTH, HEIGHT = 560, 340  # px
MARGIN = 0.32  # of what is shown, left free around it
LEAST_KM = 2.0  # half a side: a drawing never looks closer than this
CONTEXT_KM = 60.0  # ground is drawn where the drawing is no wider than this
BAR_STEPS_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
BAR_SHARE = 0.3
MOST_NAMES = 7
NAME_APART = (92, 18)  # px that two names need between them
GROUND = ("changchun.json", "city-transport.json")
CLASSES = {"urban": "urban", "roads": "road", "rail": "rail"}  # all else is water
ORDER = ("urban", "water", "river", "road", "rail")

Ring = tuple[LonLat, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """One side: a point (CRS84, or None), how far off it may be, rings of an outline."""

    point: LonLat | None
    accuracy_km: float | None = None
    rings: tuple[Ring, ...] = ()

    def reach(self) -> Iterator[LonLat]:
        """Positions the drawing has to hold."""
        for ring in self.rings:
            yield from ring
        if self.point is not None:
            for bearing in range(0, 360, 90):
                metres = (self.accuracy_km or 0) * M_PER_KM
                lon, lat, _ = GEOD.fwd(*self.point, bearing, metres)
                yield lon, lat


@dataclass(frozen=True, slots=True)
class Frame:
    """A square on the ground: its middle and half of its height in kilometres."""

    middle: LonLat
    half_km: float

    @property
    def px_per_km(self) -> float:
        """Pixels of one kilometre."""
        return HEIGHT / 2 / self.half_km

    def xy(self, place: LonLat) -> tuple[float, float]:
        """A position in the drawing (azimuthal equidistant around the middle)."""
        bearing, _, metres = GEOD.inv(*self.middle, *place)
        away, turn = metres / M_PER_KM * self.px_per_km, math.radians(bearing)
        return (round(WIDTH / 2 + away * math.sin(turn), 1),
                round(HEIGHT / 2 - away * math.cos(turn), 1))

    def near(self, places: Sequence[LonLat]) -> bool:
        """Whether a line comes anywhere near: a rough test in degrees."""
        high = self.half_km / 111 * 1.2
        wide = high * WIDTH / HEIGHT / max(math.cos(math.radians(self.middle[1])), 0.05)
        lons, lats = [p[0] for p in places], [p[1] for p in places]
        return (max(lons) > self.middle[0] - wide and min(lons) < self.middle[0] + wide
                and max(lats) > self.middle[1] - high and min(lats) < self.middle[1] + high)


def frame_of(sides: Iterable[Placed]) -> Frame | None:
    """What holds both sides with some air; None where neither has a place."""
    places = [place for side in sides for place in side.reach()]
    if not places:
        return None
    lons, lats = [p[0] for p in places], [p[1] for p in places]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    middle = ((west + east) / 2, (south + north) / 2)
    tall = distance_km((middle[0], south), (middle[0], north)) / 2
    wide = distance_km((west, middle[1]), (east, middle[1])) / 2 * HEIGHT / WIDTH
    return Frame(middle, max(tall, wide, LEAST_KM) / (1 - MARGIN))


def place_sketch(
    before: Placed, after: Placed, *, title: str, north: str, data: Path,
    names: Sequence[tuple[str, LonLat]] = (), lang: str = "",
) -> Node | None:
    """The drawing; what was there is grey and broken, what comes is in the accent colour."""
    frame = frame_of((before, after))
    if frame is None:
        return None
    return h(
        "svg",
        {"class": "place-sketch", "viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img",
         "aria-label": title, "data-testid": "place-sketch"},
        h("rect", {"class": "sketch-land", "width": WIDTH, "height": HEIGHT}),
        *_ground(frame, data),
        *_names(frame, names, lang, (before, after)),
        *_side(before, frame, "was"),
        _way(before, after, frame),
        *_side(after, frame, "will"),
        *_scale(frame, north),
    )


def _ground(frame: Frame, data: Path) -> Iterator[Node]:
    if frame.half_km * WIDTH / HEIGHT > CONTEXT_KM:
        return
    for cls, closed, line in ground(data / "basemap"):
        if frame.near(line):
            yield h("path", {"class": f"sketch-{cls}", "d": _path(line, frame, closed=closed)})


@lru_cache(maxsize=4)
def ground(folder: Path) -> tuple[tuple[str, bool, Ring], ...]:
    """City, waters, roads and railways of the basemap: class, whether closed, positions."""
    found = [item for name in GROUND for item in _lines(folder / name)]
    return tuple(sorted(found, key=lambda item: ORDER.index(item[0])))


def _lines(file: Path) -> Iterator[tuple[str, bool, Ring]]:
    if not file.is_file():
        return
    topology = json.loads(file.read_text("utf-8"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    for name, collection in topology["objects"].items():
        for shape in collection["geometries"]:
            closed = shape["type"].endswith("Polygon")
            cls = CLASSES.get(name, "water" if closed else "river")
            for numbers in _rings(shape["arcs"]):
                yield cls, closed, _joined(numbers, arcs)


def _rings(arcs: list[Any]) -> Iterator[list[int]]:
    """Lists of arc numbers, however deep they lie."""
    if arcs and isinstance(arcs[0], int):
        yield arcs
    else:
        for part in arcs:
            yield from _rings(part)


def _joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    found: list[LonLat] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        found.extend(arc[1:] if found else arc)
    return tuple(found)


def _arc(steps: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """Positions of an arc: TopoJSON 2.1.1, quantised and written as differences."""
    (scale_x, scale_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for step_x, step_y in steps:
        x, y = x + step_x, y + step_y
        found.append((x * scale_x + from_x, y * scale_y + from_y))
    return tuple(found)


def _side(side: Placed, frame: Frame, cls: str) -> Iterator[Node]:
    for ring in side.rings:
        yield h("path", {"class": f"sketch-outline {cls}", "d": _path(ring, frame, closed=True)})
    if side.point is None:
        return
    x, y = frame.xy(side.point)
    if side.accuracy_km:
        yield h("circle", {"class": f"sketch-ring {cls}", "cx": x, "cy": y,
                           "r": round(side.accuracy_km * frame.px_per_km, 1)})
    yield h("circle", {"class": f"sketch-point {cls}", "cx": x, "cy": y, "r": 5})


def _way(before: Placed, after: Placed, frame: Frame) -> Node | None:
    if before.point is None or after.point is None or before.point == after.point:
        return None
    (x1, y1), (x2, y2) = frame.xy(before.point), frame.xy(after.point)
    return h("line", {"class": "sketch-way", "x1": x1, "y1": y1, "x2": x2, "y2": y2})


def _path(line: Ring, frame: Frame, *, closed: bool) -> str:
    steps = " ".join(f"{x:g} {y:g}" for x, y in map(frame.xy, line))
    return f"M{steps}{'Z' if closed else ''}"


def _names(
    frame: Frame, names: Sequence[tuple[str, LonLat]], lang: str, sides: Sequence[Placed]
) -> Iterator[Node]:
    """Places around it that help to know where one is, as many as find room."""
    taken = [frame.xy(side.point) for side in sides if side.point is not None]
    for name, place in names:
        x, y = frame.xy(place)
        inside = 20 < x < WIDTH - 90 and 24 < y < HEIGHT - 44
        room = all(abs(x - a) > NAME_APART[0] or abs(y - b) > NAME_APART[1] for a, b in taken)
        if not inside or not room or len(taken) > MOST_NAMES:
            continue
        taken.append((x, y))
        yield h("circle", {"class": "sketch-other", "cx": x, "cy": y, "r": 2.5})
        yield h("text", {"class": "sketch-name", "x": x + 6, "y": y + 4, "lang": lang or None},
                name)


def _scale(frame: Frame, north: str) -> Iterator[Node]:
    """A bar of a round length, and where north is."""
    widest = WIDTH / frame.px_per_km * BAR_SHARE
    km = max((step for step in BAR_STEPS_KM if step <= widest), default=BAR_STEPS_KM[0])
    x, y, long = 16, HEIGHT - 16, round(km * frame.px_per_km, 1)
    words = f"{km:g} km" if km >= 1 else f"{km * M_PER_KM:g} m"
    yield h("path", {"class": "sketch-bar", "d": f"M{x} {y - 5}V{y}H{x + long}V{y - 5}"})
    yield h("text", {"class": "sketch-bar-words", "x": x + 5, "y": y - 6}, words)
    right = WIDTH - 22
    yield h("path", {"class": "sketch-north", "d": f"M{right} 14l6 16-6-4-6 4z"})
    yield h("text", {"class": "sketch-bar-words", "x": right, "y": 44, "text-anchor": "middle"},
            north)
