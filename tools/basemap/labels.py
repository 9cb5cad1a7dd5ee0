"""Background names: countries from CLDR, seas and regions from labels.toml."""

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from babel import Locale
from shapely.geometry.base import BaseGeometry

from basemap.arrange import Face

LANGUAGES = ("zh", "en", "ko", "de", "th", "ru", "es", "mn")
UNNAMED = frozenset({"ZZ", "AQ", "-1", "None"})


def labels(found: list[Face], hand: Path) -> list[dict[str, Any]]:
    """All background names, most important first."""
    table = tomllib.loads(hand.read_text("utf-8"))
    rows = _countries(found, table["country"]) + _provinces(found, table["province"])
    rows += [_by_hand(row) for row in table["label"]]
    return sorted(rows, key=lambda row: (-row["priority"], row["id"]))


def write(rows: list[dict[str, Any]], path: Path) -> None:
    """One label per line, so that a change shows as one line."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")


def _countries(found: list[Face], ours: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    shapes: dict[str, list[BaseGeometry]] = {}
    for face in found:
        shapes.setdefault(face.country, []).append(face.shape)
    return [
        _country(code, shapely.coverage_union_all(parts), ours.get(code, {}))
        for code, parts in shapes.items()
        if code not in UNNAMED
    ]


def _country(code: str, shape: BaseGeometry, ours: dict[str, Any]) -> dict[str, Any]:
    largest = max(shapely.get_parts(shape), key=lambda p: p.area)
    size = _screen_area(largest)
    minzoom = next((z for z, least in ((2, 250), (3, 40), (4, 8), (5, 1)) if size > least), 6)
    return {
        "id": f"country-{code}",
        "kind": "country",
        "point": ours.get("point") or _middle(largest),
        "minzoom": ours.get("minzoom", minzoom),
        "maxzoom": ours.get("maxzoom", 7),
        "priority": int(ours.get("priority", min(60, 20 + 6 * np.log2(1 + size)))),
        "names": {lang: ours.get(lang) or _name(code, lang) for lang in LANGUAGES},
    }


def _name(code: str, language: str) -> str:
    locale = Locale.parse("zh_Hans" if language == "zh" else language)
    return str(locale.territories.get(code) or Locale.parse("en").territories[code])


def _screen_area(shape: BaseGeometry) -> float:
    """Area as Mercator shows it, in square degrees of the equator."""
    lat = min(80.0, abs(shape.centroid.y))
    return float(shape.area / np.cos(np.radians(lat)))


def _middle(shape: BaseGeometry) -> list[float]:
    """Centre of the largest circle that fits: a name set there stays inside."""
    circle: Any = shapely.maximum_inscribed_circle(shape, 0.02)  # type: ignore[call-overload]
    point = shapely.get_point(circle, 0)
    return [round(float(point.x), 2), round(float(point.y), 2)]


def _provinces(found: list[Face], names: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    shapes: dict[str, list[BaseGeometry]] = {}
    for face in found:
        shapes.setdefault(face.province, []).append(face.shape)
    rows = []
    for key, name in names.items():
        largest = max(
            shapely.get_parts(shapely.coverage_union_all(shapes[key])), key=lambda p: p.area
        )
        rows.append(
            {
                "id": f"admin-{key.split('/')[-1].lower().replace(' ', '-')}",
                "kind": "admin",
                "point": name.get("point") or _middle(largest),
                "minzoom": 5 if _screen_area(largest) > 3 else 6,
                "maxzoom": 8,
                "priority": 18,
                "names": {lang: name[lang] for lang in LANGUAGES if lang in name},
            }
        )
    return rows


def _by_hand(row: dict[str, Any]) -> dict[str, Any]:
    order = ("id", "kind", "point", "minzoom", "maxzoom", "priority", "viewpoint", "note")
    kept = {key: row[key] for key in order if key in row}
    return {**kept, "names": {lang: row[lang] for lang in LANGUAGES if lang in row}}
