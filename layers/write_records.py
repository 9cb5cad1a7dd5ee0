"""Which text files differ, and what each should say: documents turned back into file contents.

The reverse of ``layers.read``, file by file; only files with a difference are looked at.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from layers.errors import DataError
from layers.read import (
    COURSE,
    LIST_OF_RECORDS,
    ONE_RECORD_A_FILE,
    TABLE_PER_RECORD,
    Document,
    Documents,
)
from layers.write_values import same

# Where new records of tables of several files stand: staff's own sources and figures, new stops.
OFFICE_FILES = {
    "sources": "sources/office.toml",
    "own": "own/figures.toml",
    "stops": "routes/stops.toml",
}
OUTLINE = "outline.geojson"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file should say; ``content`` is None where it should go."""

    table: str
    file: str
    content: Document | None


@dataclass(slots=True)
class Plan:
    """All files to write or take away, and outlines by file (None: to take away)."""

    texts: list[Wanted] = field(default_factory=list)
    outlines: dict[str, Document | None] = field(default_factory=dict)


def plan(root: Path, before: Documents, after: Documents) -> Plan:
    """What has to be written so that ``root``, which says ``before``, says ``after``.

    Raises
    ------
    DataError
        A record names a file outside its folder, or the file of another record.

    """
    made = Plan()
    for table in ONE_RECORD_A_FILE:
        _files(made, root, table, before.get(table, {}), after.get(table, {}))
    for table in TABLE_PER_RECORD:
        _tables(made, root, table, before.get(table, {}), after.get(table, {}))
    for table, (file, key) in LIST_OF_RECORDS.items():
        old, new = before.get(table, {}), after.get(table, {})
        if not same_records(old, new):
            content = _toml(root / file)
            content[key] = list(_listed(content.get(key, []), new))
            made.texts.append(Wanted(table, file, content))
    return made


def same_records(one: dict[str, Document], other: dict[str, Document]) -> bool:
    """Whether two tables hold the same records, in whatever order."""
    return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)


def file_of(table: str, record_id: str, doc: Document) -> str:
    """The file a record stands in, below the folder of the text files.

    Raises
    ------
    DataError
        The record names a file that is not one of its table's.

    """
    pattern = ONE_RECORD_A_FILE.get(table) or TABLE_PER_RECORD[table]
    usual = OFFICE_FILES.get(table) or pattern.replace("*", record_id)
    named = str(doc.get("file") or usual)
    file = _fitting(named, pattern)
    if file is None:
        raise DataError(f"{table} · {record_id}: “{named}” is no file of this table ({pattern}).")
    return file


@lru_cache(maxsize=4096)  # thousands of records stand in some dozens of files
def _fitting(named: str, pattern: str) -> str | None:
    """A file as its path is written, where it is one of a table's."""
    file = PurePosixPath(named)
    fits = file.match(pattern) and len(file.parts) == len(PurePosixPath(pattern).parts)
    return file.as_posix() if fits and ".." not in file.parts and "\\" not in named else None


def _files(
    made: Plan, root: Path, table: str, before: dict[str, Document], after: dict[str, Document]
) -> None:
    taken = {file_of(table, key, doc): key for key, doc in after.items()}
    for key, doc in after.items():
        file = file_of(table, key, doc)
        if taken[file] != key:
            raise DataError(f"{table} · {key}: {file} is the file of “{taken[file]}” too.")
        if key not in before or not same(before[key], doc):
            _one(made, root, table, file, doc)
    for doc in before.values():
        if doc["file"] not in taken:
            made.texts.append(Wanted(table, doc["file"], None))
            _drop_outline(made, root, doc["file"])


def _one(made: Plan, root: Path, table: str, file: str, doc: Document) -> None:
    content = _without(doc, "file")
    place = content.get("location")
    shape = place.get("outline") if isinstance(place, dict) else None
    old = _outline_name(root, file)
    if isinstance(place, dict) and isinstance(shape, dict) and shape:
        name = old if old and not _shared(root, file, old) else _free_name(root, file)
        content["location"] = {**place, "outline": name}
        path = PurePosixPath(file).parent / name
        made.outlines[path.as_posix()] = _feature(content, shape)
    elif old:
        _drop_outline(made, root, file)
    made.texts.append(Wanted(table, file, content))


def _feature(record: Document, shape: Document) -> Document:
    status = record["location"].get("outline_status")
    names = {"status": status} if status else {}
    return {"type": "Feature", "id": record.get("id"), "properties": names, "geometry": shape}


def _drop_outline(made: Plan, root: Path, file: str) -> None:
    name = _outline_name(root, file)
    if name and not _shared(root, file, name):
        made.outlines[(PurePosixPath(file).parent / name).as_posix()] = None


def _outline_name(root: Path, file: str) -> str | None:
    """The outline's file as the record's own text names it."""
    path = root / file
    place = _toml(path).get("location") if path.exists() else None
    name = place.get("outline") if isinstance(place, dict) else None
    return name if isinstance(name, str) and name else None


def _shared(root: Path, file: str, name: str) -> bool:
    """Whether the text of another record names the same outline."""
    folder = (root / file).parent
    return any(
        _outline_name(root, path.relative_to(root).as_posix()) == name
        for path in folder.glob("*.toml")
        if path != root / file
    )


def _free_name(root: Path, file: str) -> str:
    """A name nobody uses: parks have a folder of their own, others share theirs."""
    path = PurePosixPath(file)
    alone = path.stem in ("park", "route")
    usual = OUTLINE if alone else f"{path.stem}.{OUTLINE}"
    names = [usual, *(f"{usual.removesuffix('.geojson')}-{n}.geojson" for n in range(2, 1000))]
    return next(name for name in names if not (root / path.parent / name).exists())


def _tables(
    made: Plan, root: Path, table: str, before: dict[str, Document], after: dict[str, Document]
) -> None:
    for file in dict.fromkeys((*_by_file(table, before), *_by_file(table, after))):
        old, new = _by_file(table, before).get(file, {}), _by_file(table, after).get(file, {})
        if same_records(old, new):
            continue
        content = _toml(root / file) if (root / file).exists() else {}
        kept = {key: _bare(key, new[key], content[key]) for key in content if key in new}
        added = {key: _bare(key, doc, {}) for key, doc in new.items() if key not in content}
        whole = {**kept, **added}
        made.texts.append(Wanted(table, file, whole or None))


def _by_file(table: str, records: dict[str, Document]) -> dict[str, dict[str, Document]]:
    files: dict[str, dict[str, Document]] = {}
    for key, doc in records.items():
        files.setdefault(file_of(table, key, doc), {})[key] = doc
    return files


def _bare(key: str, doc: Document, old: Any) -> Document:
    """A record without what its place says: its file, its course, its id unless it was written."""
    told = doc.get("id") == key and "id" not in old
    return _without(doc, "file", COURSE, *(("id",) if told else ()))


def _listed(old: list[Document], records: dict[str, Document]) -> Iterator[Document]:
    """The items of a list of records: those that stay in their order, then the new ones."""
    left = dict(records)
    named = [(_id(item), item) for item in old]
    for key, item in named:
        if key in left:
            yield _item(key, left.pop(key), item)
    bare = bool(named) and all("id" not in item for _, item in named)
    for key, doc in left.items():
        yield _item(key, doc, {} if bare else {"id": key})


def _item(key: str, doc: Document, old: Document) -> Document:
    told = "id" not in old and key == _id(_without(doc, "id"))
    return _without(doc, "file", *(("id",) if told else ()))


def _id(item: Document) -> str:
    return str(item.get("id") or f"{item.get('from')}--{item.get('to')}")


def _without(doc: Document, *names: str) -> Document:
    return {key: value for key, value in doc.items() if key not in names}


def _toml(path: Path) -> Document:
    return tomllib.loads(path.read_text("utf-8"))


def changed_tracks(before: Documents, after: Documents) -> bool:
    """Whether the tracks of the rails differ; they stand in ``routes/tracks.geojson``."""
    return not same_records(before.get("tracks", {}), after.get("tracks", {}))
