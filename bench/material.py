"""What every peer shows: the layers of our own payload as GeoJSON, and the same extra points."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

from atlas import process
from atlas.http import ASSETS
from atlas.maps.document import Office, compose
from atlas.maps.payload import payload
from atlas.maps.view import View

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "bench"
PEERS = WORK / "peers"
STATIC = PEERS / "static"  # Streamlit serves the folder of this name beside the script
MANY = 10_000
LINE_COLOUR = (0xC2, 0x33, 0x1A)
POINT_COLOUR = (0xE0, 0x00, 0xE0)


def prepare() -> None:
    """Write the peers' data, scripts and vendored Leaflet below ``build/bench``."""
    shutil.rmtree(PEERS, ignore_errors=True)
    STATIC.mkdir(parents=True)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(ASSETS / "vendor" / "leaflet" / name, STATIC)
    for item in (Path(__file__).parent / "peers").iterdir():
        if item.is_file():
            shutil.copy(item, STATIC if item.suffix in {".html", ".js"} else PEERS)
    write("features.json", features())
    write("world.json", world())
    write("many.json", collection([feature({}, point(at)) for at in many_points()]))


def write(name: str, content: Any) -> None:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (STATIC / name).write_text(text, encoding="utf-8")


def our_payload() -> dict[str, Any]:
    view, settings = View(lang="zh"), process.settings()
    office = Office(settings.viewpoint, settings.map_review_number)
    return payload(compose(process.catalog(), view, office=office), process.catalog())


def features() -> dict[str, Any]:
    """Every point, line and area of our payload with its card's text."""
    hues = {"line-cme": "#C2331A", "corridor-cmr": "#1F63B5"}
    made = []
    for item in our_payload()["features"]:
        shape = geometry(item)
        if shape and item.get("state") not in {"unconfirmed", "candidate"}:
            card = item["card"]
            text = {"id": item["id"], "title": card["title"], "rows": card["rows"]}
            made.append(feature({**text, "colour": hues.get(item["hue"], "#3D5A6C")}, shape))
    made.sort(key=lambda one: one["geometry"]["type"] == "Point")  # symbols over lines
    return collection(made)


def geometry(item: dict[str, Any]) -> dict[str, Any] | None:
    if item.get("paths"):
        parts = [[vertex[:2] for vertex in path] for path in item["paths"]]
        return {"type": "MultiLineString", "coordinates": parts}
    if item.get("polygon"):
        return {"type": "Polygon", "coordinates": item["polygon"]}
    return point(item["point"]) if item.get("point") else None


def point(at: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": at}


def feature(properties: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(made: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": made}


def many_points() -> list[tuple[float, float]]:
    """The extra points: even over Eurasia, the same in every run."""
    draw = random.Random(7)
    return [(round(draw.uniform(20, 140), 4), round(draw.uniform(28, 62), 4)) for _ in range(MANY)]


def world() -> dict[str, Any]:
    """The countries of our basemap, so that each peer has the same ground."""
    topology = json.loads((process.settings().data / "basemap" / "world-cn.json").read_text())
    arcs = [decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = topology["objects"]["countries"]["geometries"]
    return collection([feature({}, unpacked(shape, arcs)) for shape in shapes])


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[list[float]]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    made = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        made.append([round(x * sx + tx, 2), round(y * sy + ty, 2)])
    return made


def unpacked(shape: dict[str, Any], arcs: list[list[list[float]]]) -> dict[str, Any]:
    def ring(numbers: list[int]) -> list[list[float]]:
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return [parts[0][0], *(vertex for part in parts for vertex in part[1:])]

    several = shape["type"] == "MultiPolygon"
    polygons = shape["arcs"] if several else [shape["arcs"]]
    made = [[ring(numbers) for numbers in polygon] for polygon in polygons]
    return {"type": shape["type"], "coordinates": made if several else made[0]}
