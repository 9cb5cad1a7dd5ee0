"""The records of ``data/geo`` read so that one broken file never hides the others."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from layers.errors import Problem
from layers.read import (
    LIST_OF_RECORDS,
    ONE_RECORD_A_FILE,
    TABLE_PER_RECORD,
    TRACKS,
    Document,
    Documents,
)

# Folders whose files other code reads and tests: colours, base map, boundary viewpoints.
READ_ELSEWHERE = ("styles", "basemap", "viewpoints")
BUILD_INPUTS = ("routes/waypoints.toml",)  # read by tools/build_rail.py only


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in its file; ``outline`` is its GeoJSON geometry, if it names one."""

    table: str
    id: str
    file: str
    doc: Document
    outline: Any = None

    def problem(self, where: str, what: str, do: str) -> Problem:
        """A problem of this record."""
        return Problem(self.file, self.id, where, what, do)


@dataclass(slots=True)
class Gathered:
    """Every readable record, and a problem for each file that is not."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def table(self, name: str) -> list[Record]:
        """The records of one table, in the order of the files."""
        return [record for record in self.records if record.table == name]


def gather(root: Path) -> Gathered:
    """All records below ``root``; unreadable, missing and unread files become problems."""
    found = Gathered()
    for table, pattern in ONE_RECORD_A_FILE.items():
        for path in sorted(root.glob(pattern)):
            _one_record(found, root, path, table)
    for table, pattern in TABLE_PER_RECORD.items():
        for path in sorted(root.glob(pattern)):
            _table_per_record(found, root, path, table)
    for table, (file, key) in LIST_OF_RECORDS.items():
        _list_of_records(found, root, root / file, table, key)
    _tracks(found, root)
    found.problems += _unread(root)
    return found


def gathered(tables: Documents) -> Gathered:
    """The same records out of a store's documents, as they would stand in their files."""
    found = Gathered()
    for table, docs in tables.items():
        for record_id, doc in docs.items():
            found.records.append(_as_in_file(table, record_id, doc))
    return found


# What reading adds to a record of these tables and its file does not say.
ADDED = {
    **dict.fromkeys(ONE_RECORD_A_FILE, ("file",)),
    **dict.fromkeys(TABLE_PER_RECORD, ("file", "id")),
    **dict.fromkeys(LIST_OF_RECORDS, ("file",)),
    "legs": ("file", "id"),
    "tracks": ("id",),
}


def _as_in_file(table: str, record_id: str, doc: Document) -> Record:
    own = {key: value for key, value in doc.items() if key not in ADDED[table]}
    place = own.get("location")
    outline = place.get("outline") if isinstance(place, dict) else None
    if isinstance(place, dict) and outline is not None:
        own["location"] = {**place, "outline": "outline.geojson"}
    return Record(table, record_id, doc.get("file", TRACKS), own, outline)


def _one_record(found: Gathered, root: Path, path: Path, table: str) -> None:
    doc = _read(found, root, path)
    if doc is None:
        return
    record_id = doc.get("id", path.stem)
    place = doc.get("location")
    outline = place.get("outline") if isinstance(place, dict) else None
    geometry = None
    if isinstance(outline, str):
        geometry = _outline(found, root, path.parent / outline)
    file = path.relative_to(root).as_posix()
    found.records.append(Record(table, str(record_id), file, doc, geometry))


def _table_per_record(found: Gathered, root: Path, path: Path, table: str) -> None:
    file = path.relative_to(root).as_posix()
    for record_id, doc in (_read(found, root, path) or {}).items():
        if isinstance(doc, dict):
            found.records.append(Record(table, record_id, file, doc))
        else:
            what = "is a value outside any table."
            found.problems.append(Problem(file, record_id, "", what, "Put it under a [heading]."))


def _list_of_records(found: Gathered, root: Path, path: Path, table: str, key: str) -> None:
    file = path.relative_to(root).as_posix()
    content = _read(found, root, path)
    if content is None:
        return
    for other in sorted(set(content) - {key}):
        do = f"Only [[{key}]] belongs in this file."
        found.problems.append(Problem(file, "", other, "is not known.", do))
    docs = content.get(key, [])
    for number, doc in enumerate(docs if isinstance(docs, list) else [docs], start=1):
        if isinstance(doc, dict):
            found.records.append(Record(table, _listed_id(doc), file, doc))
        else:
            what = "is not a list of tables."
            found.problems.append(Problem(file, f"{key}[{number}]", "", what, f"Use [[{key}]]."))


def _listed_id(doc: Document) -> str:
    return str(doc.get("id") or f"{doc.get('from')}--{doc.get('to')}")


def _tracks(found: Gathered, root: Path) -> None:
    content = _read(found, root, root / TRACKS)
    features = content.get("features") if content else None
    if content is not None and not isinstance(features, list):
        do = "Build it again with tools/build_rail.py."
        found.problems.append(Problem(TRACKS, "", "features", "is missing.", do))
    for feature in features if isinstance(features, list) else []:
        doc = _track(feature)
        found.records.append(Record("tracks", _listed_id(doc), TRACKS, doc))


def _track(feature: Any) -> Document:
    parts = feature if isinstance(feature, dict) else {}
    names = parts.get("properties")
    geometry = parts.get("geometry")
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    return {**(names if isinstance(names, dict) else {}), "coordinates": coordinates}


def _outline(found: Gathered, root: Path, path: Path) -> Any:
    content = _read(found, root, path)
    if content is None:
        return None
    if content.get("type") == "FeatureCollection":
        features = content.get("features")
        content = features[0] if isinstance(features, list) and features else {}
    return content.get("geometry", content) if isinstance(content, dict) else None


def _read(found: Gathered, root: Path, path: Path) -> Document | None:
    """The content of a TOML or JSON file; None, and a problem, where it can't be read."""
    # A record may name any file; what is reported is where it stands below the data folder.
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    try:
        text = path.read_text("utf-8")
        content = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except OSError as error:
        what = f"can't be read ({error.strerror or error})."
        found.problems.append(Problem(file, "", "", what, "Put the file back."))
    except (ValueError, RecursionError) as error:  # TOML, JSON and UTF-8 errors are ValueErrors
        kind = "TOML" if path.suffix == ".toml" else "JSON"
        what = f"is not valid {kind}: {error}."
        found.problems.append(Problem(file, "", "", what, "Mend that line."))
    else:
        if isinstance(content, dict):
            return content
        found.problems.append(Problem(file, "", "", "holds no object.", "Mend the file."))
    return None


def _unread(root: Path) -> Iterator[Problem]:
    patterns = [*ONE_RECORD_A_FILE.values(), *TABLE_PER_RECORD.values()]
    read = {path for pattern in patterns for path in root.glob(pattern)}
    read |= {root / file for file, _ in LIST_OF_RECORDS.values()}
    read |= {root / file for file in BUILD_INPUTS}
    for path in sorted(root.rglob("*.toml")):
        file = path.relative_to(root)
        if path not in read and file.parts[0] not in READ_ELSEWHERE:
            do = "Move it to one of the folders of docs/data-guide.md."
            yield Problem(file.as_posix(), "", "", "is not where any record is read.", do)
