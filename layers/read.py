"""The text files of ``data/geo`` as plain documents, before they mean anything.

A *document* is the JSON form of one record. The same documents are what the store holds, so
``layers.parse`` turns either into model values, and the data version is a hash over them
(``layers.store.records.content_version``).
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from layers.errors import UnreadableFile

Document = dict[str, Any]
Documents = dict[str, dict[str, Document]]

# table of the store → files that hold one record each, or one table per record
ONE_RECORD_A_FILE = {
    "parks": "parks/*/park.toml",
    "facilities": "facilities/*.toml",
    "zones": "zones/*.toml",
    "context": "context/*.toml",
    "borders": "routes/borders/*.toml",
    "routes": "routes/*/route.toml",
}
TABLE_PER_RECORD = {
    "publishers": "publishers.toml",
    "sources": "sources/*.toml",
    "stops": "routes/stops*.toml",
    "network": "network/*.toml",
    "own": "own/*.toml",
}
LIST_OF_RECORDS = {
    "layers": ("catalog.toml", "layers"),
    "legs": ("routes/legs.toml", "legs"),
    "services": ("routes/services.toml", "services"),
    "systems": ("systems/systems.toml", "systems"),
}
TRACKS = "routes/tracks.geojson"
COURSES = "network/courses.geojson"  # where ships sail, by the id of the link
COURSE = "course"
SEVERAL = "MultiLineString"  # a course over the antimeridian is cut in two (RFC 7946, 3.1.9)
TABLES = (*ONE_RECORD_A_FILE, *TABLE_PER_RECORD, *LIST_OF_RECORDS, "tracks")
VERSION_DIGITS = 12


def documents(root: Path) -> Documents:
    """Every record of ``root`` by table and id.

    Raises
    ------
    UnreadableFile
        A file is missing or is not TOML or JSON; names the file and the place.

    """
    tables: Documents = {}
    for table, pattern in ONE_RECORD_A_FILE.items():
        tables[table] = dict(_records_of_files(root, pattern))
    for table, pattern in TABLE_PER_RECORD.items():
        tables[table] = dict(_records_of_tables(root, pattern))
    for table, (file, key) in LIST_OF_RECORDS.items():
        tables[table] = dict(_records_of_list(root, file, key))
    tables["tracks"] = dict(_tracks(root))
    for link_id, course in _courses(root):
        if link_id in tables["network"]:
            tables["network"][link_id][COURSE] = course
    return tables


def files_digest(root: Path) -> str:
    """A hash over the bytes of every text file, cheap enough to ask at each start."""
    digest = hashlib.sha256()
    for path in sorted(_text_files(root)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _text_files(root: Path) -> Iterator[Path]:
    yield from (path for path in root.rglob("*.toml") if "styles" not in path.parts)
    yield from root.rglob("*.geojson")  # the tracks, and outlines beside any record


def _records_of_files(root: Path, pattern: str) -> Iterator[tuple[str, Document]]:
    for path in sorted(root.glob(pattern)):
        record = _toml(path)
        record["file"] = path.relative_to(root).as_posix()
        outline = record.get("location", {}).get("outline")
        if outline:
            record["location"]["outline"] = _outline(path.parent / outline)
        yield str(record.get("id", path.stem)), record


def _records_of_tables(root: Path, pattern: str) -> Iterator[tuple[str, Document]]:
    for path in sorted(root.glob(pattern)):
        for record_id, record in _toml(path).items():
            yield record_id, {"id": record_id, "file": path.relative_to(root).as_posix(), **record}


def _records_of_list(root: Path, file: str, key: str) -> Iterator[tuple[str, Document]]:
    for record in _toml(root / file).get(key, []):
        record_id = record.get("id") or f"{record.get('from')}--{record.get('to')}"
        yield record_id, {**record, "id": record_id, "file": file}


def _tracks(root: Path) -> Iterator[tuple[str, Document]]:
    for feature in _json(root / TRACKS)["features"]:
        names = feature["properties"]
        track_id = f"{names['from']}--{names['to']}"
        yield track_id, {**names, "id": track_id, "coordinates": feature["geometry"]["coordinates"]}


def _courses(root: Path) -> Iterator[tuple[str, list[Any]]]:
    if (root / COURSES).exists():
        for feature in _json(root / COURSES)["features"]:
            shape = feature["geometry"]
            lines = shape["coordinates"]
            yield feature["properties"]["id"], lines if shape["type"] == SEVERAL else [lines]


def _outline(path: Path) -> Document:
    content = _json(path)
    feature = content["features"][0] if content.get("type") == "FeatureCollection" else content
    geometry: Document = feature.get("geometry", feature)
    return geometry


def _toml(path: Path) -> Document:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UnreadableFile(f"{path}: can't be read ({error.strerror}). Put it back.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path}: is not valid TOML, {error}. Mend that line.") from error


def _json(path: Path) -> Document:
    try:
        content: Document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UnreadableFile(f"{path}: can't be read ({error.strerror}). Put it back.") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path}: is not valid JSON, {error}. Mend that line.") from error
    return content
