"""Changchun's waters and built-up land: by hand and approximate, WDBII and GSHHG elsewhere."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely

from basemap.inputs import Box, Inputs, Trace
from basemap.topology import Topology

Point = tuple[float, float]
AROUND: Box = (124.0, 43.1, 127.2, 45.3)


def changchun(inputs: Inputs, hand: Path) -> Topology:
    """Objects `water` {"name_zh", "name_en", "rank", "approximate"} and `urban` {"approximate"}.

    No package we may ship holds the outline of the city or of its districts, so none is drawn.
    """
    table = tomllib.loads(hand.read_text("utf-8"))
    topology = Topology(0.0005)
    for row in table["urban"]:
        topology.add_polygon(
            "urban", shapely.Polygon(_smooth(row["outline"], closed=True)), approximate=True
        )
    for row in table["lake"]:
        topology.add_polygon(
            "water", shapely.Polygon(_smooth(row["outline"], closed=True)), **_said(row)
        )
    pieces = {t.id: t for t in inputs.traces("rivers", AROUND)}
    _add_rivers(topology, table["river"], pieces)
    lakes = {row["id"]: row for row in table["known_lake"]}
    for trace in inputs.traces("gshhs", AROUND):
        if trace.level == 2:
            said = _said(lakes.get(trace.id, {}))
            outline = _smooth(trace.points[:-1], closed=True)
            topology.add_polygon("water", shapely.Polygon(outline), **said)
    return topology


def _add_rivers(topology: Topology, rivers: list[dict[str, Any]], pieces: dict[str, Trace]) -> None:
    """Rivers by hand, named source pieces, then every other piece without a name."""
    named = {id_: row for row in rivers for id_ in row.get("pieces", [])}
    replaced = {id_ for row in rivers for id_ in row.get("replaces", [])}
    for row in rivers:
        if "line" in row:
            topology.add_line("water", _smooth(row["line"]), **_said(row))
    for id_, trace in pieces.items():
        if id_ not in replaced:
            topology.add_line("water", _smooth(trace.points), **_said(named.get(id_, {})))


def _smooth(points: Iterable[Iterable[float]], *, closed: bool = False) -> list[Point]:
    """Corners cut twice (Chaikin): these lines are sketches and should not look surveyed."""
    line: list[Point] = [(float(x), float(y)) for x, y in points]
    for _ in range(2):
        pairs = list(zip(line, line[1:] + line[:1] if closed else line[1:], strict=False))
        cut = [q for a, b in pairs for q in (_between(a, b, 0.25), _between(a, b, 0.75))]
        line = cut if closed else [line[0], *cut[1:-1], line[-1]]
    return line


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _said(row: dict[str, Any]) -> dict[str, object]:
    names = {f"name_{lang}": row[lang] for lang in ("zh", "en") if lang in row}
    return {**names, "rank": row.get("rank", 4), "approximate": True}
