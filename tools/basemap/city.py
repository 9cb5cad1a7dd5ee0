"""Changchun's waters: hand-made approximate lines where known, WDBII pieces elsewhere."""

import tomllib
from pathlib import Path

import shapely

from basemap.inputs import Box, Inputs
from basemap.topology import Topology

AROUND: Box = (124.0, 43.1, 127.1, 45.3)


def changchun(inputs: Inputs, hand: Path) -> Topology:
    """Object `water`: polygons and lines {"name_zh", "name_en", "approximate"}; no district lines.

    No package we may ship holds the outline of the city or its districts, so none is drawn.
    """
    table = tomllib.loads(hand.read_text("utf-8"))
    topology = Topology(0.0005)
    for row in table["lake"]:
        topology.add_polygon("water", shapely.Polygon(row["outline"]), **_said(row))
    drawn = [shapely.linestrings(row["line"]) for row in table["river"]]
    for row in table["river"]:
        topology.add_line("water", row["line"], **_said(row), rank=row["rank"])
    near = shapely.buffer(shapely.union_all(drawn), 0.04)
    for trace in inputs.traces("rivers", AROUND):
        rest = shapely.difference(
            shapely.intersection(shapely.linestrings(trace.points), shapely.box(*AROUND)), near
        )
        for part in shapely.get_parts(rest):
            if part.geom_type == "LineString" and part.length > 0.05:
                topology.add_line("water", part.coords, approximate=True, rank=4)
    return topology


def _said(row: dict[str, str]) -> dict[str, object]:
    return {"name_zh": row["zh"], "name_en": row["en"], "approximate": True}
