"""One id, one thing: ids are unique, say where their file is, and lead to what exists."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from layers.check.book import SELECTABLE, Book
from layers.check.kinds import ID, walk
from layers.check.record import Record
from layers.errors import Problem
from layers.model import NOT_FOUND
from layers.read import ONE_RECORD_A_FILE

OWN_TABLES = ("sources", "publishers", "systems", "layers", "legs", "tracks", "network", "own")
BACKGROUND = "context"  # a layer without a switch in the list
SOURCE_FIELDS = ("source", "traction_source")


def ids_are_unique(book: Book) -> Iterator[Problem]:
    """An id stands once among all that can be selected, and once in each other table."""
    for tables in (SELECTABLE, *((name,) for name in OWN_TABLES)):
        first: dict[str, Record] = {}
        for record in book.table(*tables):
            other = first.setdefault(_either_way(record), record)
            if other is not record:
                what = f"is taken already in {other.file}."
                yield record.problem("id", what, "Choose another id.")


def _either_way(record: Record) -> str:
    """A leg and its track count once, in whichever direction they are written."""
    if record.table not in {"legs", "tracks"}:
        return record.id
    return "--".join(sorted(record.id.split("--")))


def ids_are_well_formed(book: Book) -> Iterator[Problem]:
    """Ids that are headings (stops, sources, publishers) follow the rule of all ids."""
    for record in book.table("stops", "sources", "publishers"):
        if not ID.fullmatch(record.id):
            yield record.problem("", "is no id.", "Use small letters, digits and single hyphens.")


def files_say_their_id(book: Book) -> Iterator[Problem]:
    """A file or folder carries the id of its record, so that a record is found by its name."""
    for record in book.table(*ONE_RECORD_A_FILE):
        path = PurePosixPath(record.file)
        named = path.parent.name if path.stem in {"park", "route"} else path.stem
        if named != record.id:
            what = f"is “{record.id}”, the file says “{named}”."
            yield record.problem("id", what, "Rename one of the two.")


def layers_exist(book: Book) -> Iterator[Problem]:
    """Every entity stands on a layer of the catalogue, or in the background."""
    known = book.ids("layers") | {BACKGROUND}
    for record in book.table(*ONE_RECORD_A_FILE):
        layer = record.doc.get("layer")
        if layer is not None and layer not in known:
            do = f"Use one of: {', '.join(sorted(known))}."
            yield record.problem("layer", f"is “{layer}”, which is no layer.", do)


def sources_exist(book: Book) -> Iterator[Problem]:
    """Every source named anywhere is declared, or is ``not-found``."""
    known = book.ids("sources") | {NOT_FOUND}
    for tables in book.tables:
        for record in book.table(tables):
            named: list[Any] = []
            _add_sources(record.doc, named)
            if known.issuperset(named):
                continue
            for where, value in walk(record.doc):
                if where.rpartition(".")[2] in SOURCE_FIELDS and value not in known:
                    do = "Declare it in data/geo/sources, or mend the id."
                    yield record.problem(where, f"“{value}” is not declared.", do)


def _add_sources(value: Any, named: list[Any]) -> None:
    """Put the sources named anywhere below to ``named``; few records need the fields' paths."""
    if isinstance(value, dict):
        named += [value[field] for field in SOURCE_FIELDS if _is_single(value.get(field))]
        value = value.values()
    for inner in value:
        if type(inner) is dict or type(inner) is list:
            _add_sources(inner, named)


def _is_single(value: Any) -> bool:
    return value is not None and not isinstance(value, dict | list)


def publishers_exist(book: Book) -> Iterator[Problem]:
    """Every source has a publisher that is declared."""
    known = book.ids("publishers")
    for record in book.table("sources"):
        publisher = record.doc.get("publisher")
        if publisher is not None and publisher not in known:
            what = f"“{publisher}” is not declared."
            yield record.problem("publisher", what, "Add it to data/geo/publishers.toml.")


def named_entities_exist(book: Book) -> Iterator[Problem]:
    """Candidates are zones; items of the plan and twins name entities that exist."""
    zones, everything = book.ids("zones"), book.ids(*SELECTABLE)
    for record in book.table(*SELECTABLE):
        candidates = record.doc.get("location", {}).get("candidates", [])
        for item in candidates:
            yield from _exists(record, "location.candidates", item.get("entity"), zones)
        yield from _exists(record, "same_as", record.doc.get("same_as"), everything)
    for record in book.table("systems"):
        for item in record.doc.get("items", []):
            where = f"items[{item.get('id')}]"
            for named in (item.get("entity"), *item.get("related", [])):
                yield from _exists(record, where, named, everything)


def _exists(record: Record, where: str, named: str | None, known: set[str]) -> Iterator[Problem]:
    if named is not None and named not in known:
        what = f"“{named}” does not exist."
        yield record.problem(where, what, "Mend the id, or add that record.")


RULES = (
    ids_are_unique,
    ids_are_well_formed,
    files_say_their_id,
    layers_exist,
    sources_exist,
    publishers_exist,
    named_entities_exist,
)
