"""GeoJSON (RFC 7946) as the text files have it: outlines, and the tracks of the rails."""

import json
import re
from typing import Any

from layers.read import Document
from layers.write_values import same

_FEATURES = re.compile(r'"features"\s*:\s*\[')
_SPACE = re.compile(r"\s*")


def outline_text(feature: Document) -> str:
    """One feature, with a line for each vertex so that a change of one shows as one."""
    head = [(key, value) for key, value in feature.items() if key != "geometry" and value]
    lines = [f' "{key}": {_plain(value)},\n' for key, value in head]
    return "{\n" + "".join(lines) + ' "geometry": ' + _geometry(feature["geometry"]) + "\n}\n"


def has_geometry(text: str, geometry: Document) -> bool:
    """Whether an outline's text already says this geometry."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        return False
    feature = content["features"][0] if content.get("type") == "FeatureCollection" else content
    return same(feature.get("geometry", feature), geometry)


def tracks_text(text: str, records: dict[str, Document]) -> str:
    """The tracks' text with these records; those that stay the same keep every character."""
    head, items, tail = _cut(text)
    left = dict(records)
    made = []
    for item in items:
        old = json.loads(item)
        key = _track_id(old)
        if key in left:
            new = _track(left.pop(key), old)
            space = _space(item)
            made.append(item if same(new, old) else space + _compact(new))
    space = _space(items[-1]) if items else "\n"
    like = {"properties": json.loads(items[0])["properties"]} if items else {}
    made += [space + _compact(_track(doc, like)) for doc in left.values()]
    return head + ",".join(made) + tail


def _cut(text: str) -> tuple[str, list[str], str]:
    """What stands before the features, each with the space before it, and what stands behind."""
    found = _FEATURES.search(text)
    if found is None:
        return '{"type":"FeatureCollection","features":[', [], "]}\n"
    decoder, items, at = json.JSONDecoder(), list[str](), found.end()
    while text[at + len(_space(text[at:]))] != "]":
        start = at + (text[at] == "," and bool(items))
        at = decoder.raw_decode(text, start + len(_space(text[start:])))[1]
        items.append(text[start:at])
        at += len(_space(text[at:])) if text[at + len(_space(text[at:]))] == "," else 0
    return text[: found.end()], items, text[at:]


def _track_id(feature: Document) -> str:
    return f"{feature['properties']['from']}--{feature['properties']['to']}"


def _track(doc: Document, old: Document) -> Document:
    own = {key: value for key, value in doc.items() if key not in ("id", "coordinates")}
    geometry = {**old.get("geometry", {"type": "LineString"}), "coordinates": doc["coordinates"]}
    names = _in_order(own, old.get("properties"))
    return {"type": "Feature", **old, "properties": names, "geometry": geometry}


def _in_order(value: Any, old: Any) -> Any:
    """A value with its keys as they stood, others behind by name."""
    if isinstance(value, list):
        like = old if isinstance(old, list) and old else [None]
        return [_in_order(item, like[min(at, len(like) - 1)]) for at, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    known = old if isinstance(old, dict) else {}
    keys = [*(key for key in known if key in value), *sorted(set(value) - set(known))]
    return {key: _in_order(value[key], known.get(key)) for key in keys}


def _geometry(geometry: Document) -> str:
    if "coordinates" not in geometry:
        return _plain(geometry)
    rest = sorted(set(geometry) - {"type", "coordinates"})
    further = "".join(f", {_plain(key)}: {_plain(geometry[key])}" for key in rest)
    shape = _nested(geometry["coordinates"])
    return f'{{"type": {_plain(geometry["type"])}, "coordinates": {shape}{further}}}'


def _nested(coordinates: Any) -> str:
    if not coordinates or not isinstance(coordinates[0], list):
        return _plain(coordinates)
    if isinstance(coordinates[0][0], list):
        return "[" + ", ".join(_nested(part) for part in coordinates) + "]"
    return "[\n" + ",\n".join(f"    {_plain(point)}" for point in coordinates) + "\n ]"


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _space(text: str) -> str:
    found = _SPACE.match(text)
    return found[0] if found else ""
