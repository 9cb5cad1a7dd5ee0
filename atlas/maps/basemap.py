"""The embedded basemap: which files draw it, and its background names in one language."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from layers.text import Text

FOLDER = "basemap"
CITY_BOUNDS = (124.0, 43.1, 127.2, 45.3)


def files(data: Path, *, base: str, viewpoint: str) -> dict[str, Any]:
    """Addresses of the basemap's files under ``base`` (``/assets/<hash>``), by their use."""
    geo = f"{base}/geo"
    content: dict[str, Any] = {
        "world": f"{geo}/world-{viewpoint}.json",
        "detail": f"{geo}/world-{viewpoint}-detail.json",
        "water": f"{geo}/water.json",
        "water_detail": f"{geo}/water-detail.json",
        "city": [f"{geo}/changchun.json", f"{geo}/city-transport.json"],
        "city_bounds": CITY_BOUNDS,
        "rail": f"{geo}/rail-background.json",
    }
    for key, name in (("relief", "relief"), ("relief_fine", "relief-ne")):
        bounds = _relief_bounds(data / FOLDER / f"{name}.json")
        if bounds:
            content[key] = {"url": f"{geo}/{name}.webp", "bounds": bounds}
    return content


def names(data: Path, lang: str, *, viewpoint: str) -> list[dict[str, Any]]:
    """Background names (countries, seas) in a language and viewpoint, with their zooms."""
    return [
        {
            "text": Text(item["names"]).to(lang).text,
            "kind": item["kind"],
            "point": item["point"],
            "minzoom": item.get("minzoom", 2),
            "maxzoom": item.get("maxzoom", 8),
            "priority": item.get("priority", 10),
        }
        for item in _labels(data / FOLDER / "labels.json")
        if item.get("viewpoint", viewpoint) == viewpoint
    ]


@lru_cache(maxsize=4)
def _labels(path: Path) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(path.read_text("utf-8"))) if path.exists() else ()


@lru_cache(maxsize=8)
def _relief_bounds(path: Path) -> tuple[float, ...] | None:
    if not path.exists():
        return None
    content = json.loads(path.read_text("utf-8"))
    bounds = content["bounds"] if "bounds" in content else content[path.stem]["bounds"]
    return tuple(bounds)
