"""The rail line as an object with chainage: 0 at Changchun, growing westward.

Kilometres come per leg, each with its basis; the drawn line is scaled to them (DESIGN D8).
Stops without a leg of their own are interpolated along the drawn line and say so.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from layers.errors import DataError
from layers.model import Entity, Leg, OtherLength, Track
from layers.parse import text
from layers.read import Document

CHAINAGE_ORIGIN = "cn-changchun"


@dataclass(frozen=True, slots=True)
class LegOnLine:
    """A leg as part of a line: where it starts and ends in kilometres of chainage."""

    leg: Leg
    start: str
    end: str
    km0: float
    km1: float


@dataclass(frozen=True, slots=True)
class StopOnLine:
    """A stop at its chainage; ``interpolated`` where no leg of its own gives the kilometre."""

    stop: Entity
    km: float
    interpolated: bool


@dataclass(frozen=True, slots=True)
class RailLine:
    """A continuous line of legs: vertices (longitude, latitude, chainage km), legs and stops."""

    vertices: tuple[tuple[float, float, float], ...]
    legs: tuple[LegOnLine, ...]
    stops: tuple[StopOnLine, ...]

    @property
    def km(self) -> float:
        """Length by the sum of its legs, kilometres."""
        return self.legs[-1].km1 if self.legs else 0.0

    def leg_at(self, km: float) -> LegOnLine:
        """The leg that holds this chainage; the nearest end where it lies beyond the line."""
        ends = [item.km1 for item in self.legs]
        return self.legs[min(bisect_right(ends, km), len(self.legs) - 1)]

    def point_at(self, km: float) -> tuple[float, float]:
        """Longitude and latitude at a chainage, interpolated between drawn vertices."""
        chainages = [vertex[2] for vertex in self.vertices]
        after = min(max(bisect_right(chainages, km), 1), len(chainages) - 1)
        (lon0, lat0, km0), (lon1, lat1, km1) = self.vertices[after - 1], self.vertices[after]
        share = 0.0 if km1 == km0 else min(max((km - km0) / (km1 - km0), 0.0), 1.0)
        return lon0 + share * (lon1 - lon0), lat0 + share * (lat1 - lat0)

    def next_stop(self, km: float) -> StopOnLine | None:
        """The first stop beyond this chainage, away from Changchun."""
        return next((stop for stop in self.stops if stop.km > km), None)


def leg(doc: Document) -> Leg:
    """One leg record."""
    others = doc.get("other_km", [])
    return Leg(
        start=doc["from"],
        end=doc["to"],
        km=float(doc["km"]),
        basis=doc["basis"],
        basis_note=text(doc.get("basis_note")),
        source=doc.get("source", "not-found"),
        source_reason=text(doc.get("source_reason")),
        as_of=str(doc.get("as_of", "undated")),
        systems=tuple(doc.get("systems", ())),
        gauge_mm=doc.get("gauge_mm"),
        country=doc.get("country", ""),
        traction=doc.get("traction"),
        traction_source=doc.get("traction_source"),
        other_km=tuple(
            OtherLength(float(item["km"]), item.get("source", "not-found"), text(item.get("note")))
            for item in others
        ),
    )


def track(doc: Document) -> Track:
    """One drawn leg with the chainage of its vertices."""
    return Track(
        start=doc["from"],
        end=doc["to"],
        coordinates=tuple((lon, lat) for lon, lat, *_ in doc["coordinates"]),
        km=tuple(doc["km"]),
    )


def line_along(
    path: Sequence[str],
    *,
    legs: Iterable[Leg],
    tracks: dict[frozenset[str], Track],
    stops: dict[str, Entity],
    through: Iterable[str] = (),
) -> RailLine:
    """The line that runs through ``path``, one leg between each pair of neighbours.

    Parameters
    ----------
    path
        Stop ids in order; chainage is 0 at the first.
    legs
        The legs to choose from, in either direction.
    tracks
        Drawn tracks by the pair of stops they join.
    stops
        Stops by id.
    through
        Further stops on the way without a leg of their own; each is put at the chainage of the
        nearest vertex of the drawn line.

    Raises
    ------
    DataError
        Two neighbours of ``path`` have no leg, or a leg has no track.

    """
    known = {frozenset((item.start, item.end)): item for item in legs}
    on_line: list[LegOnLine] = []
    vertices: list[tuple[float, float, float]] = []
    km = 0.0
    for start, end in pairwise(path):
        pair = frozenset((start, end))
        if pair not in known or pair not in tracks:
            raise DataError(f"No leg or track from {start} to {end}. Add it to legs and tracks.")
        drawn = tracks[pair] if tracks[pair].start == start else tracks[pair].reversed()
        # A link inside one city may count nothing (Moscow); its vertices then share a chainage.
        scale = known[pair].km / drawn.km[-1] if drawn.km[-1] else 0.0
        begin = 1 if vertices else 0
        vertices += [
            (lon, lat, km + along * scale)
            for (lon, lat), along in zip(drawn.coordinates[begin:], drawn.km[begin:], strict=True)
        ]
        on_line.append(LegOnLine(known[pair], start, end, km, km + known[pair].km))
        km += known[pair].km
    own = [StopOnLine(stops[path[0]], 0.0, interpolated=False)] if path else []
    own += [StopOnLine(stops[item.end], item.km1, interpolated=False) for item in on_line]
    placed = own + _interpolated(set(through) - set(path), stops, vertices)
    return RailLine(tuple(vertices), tuple(on_line), tuple(sorted(placed, key=lambda s: s.km)))


def _interpolated(
    ids: set[str], stops: dict[str, Entity], vertices: Sequence[tuple[float, float, float]]
) -> list[StopOnLine]:
    drawn = np.asarray(vertices)  # once for all of them
    return [
        StopOnLine(stops[stop_id], nearest_chainage(stops[stop_id], drawn), interpolated=True)
        for stop_id in sorted(ids)
        if stops[stop_id].location.geometry is not None
    ]


def nearest_chainage(stop: Entity, vertices: ArrayLike) -> float:
    """Chainage of the point of the drawn line nearest to a stop, kilometres.

    ``vertices`` are rows of longitude, latitude and chainage.
    Projects on each segment in degrees with longitude shrunk by the cosine of the latitude,
    which is exact enough for segments of some kilometres.
    """
    point = stop.location.geometry
    assert point is not None  # noqa: S101 - callers pass placed stops
    shrink = math.cos(math.radians(point.y))
    drawn = np.asarray(vertices, dtype=float).reshape(-1, 3)
    if len(drawn) < 2:
        return 0.0
    lon, lat, km = drawn[:-1].T
    dx, dy, along = np.diff(drawn, axis=0).T
    dx = dx * shrink
    px, py = (point.x - lon) * shrink, point.y - lat
    size = dx * dx + dy * dy
    share = np.clip((px * dx + py * dy) / np.where(size == 0, 1.0, size), 0.0, 1.0)
    nearest = np.argmin((px - share * dx) ** 2 + (py - share * dy) ** 2)  # of equals the first
    return float(km[nearest] + share[nearest] * along[nearest])
