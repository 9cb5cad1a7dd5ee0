"""The planner's network: what a record names exists, and what it says can be."""

from collections.abc import Iterator
from typing import Any

from layers.check.book import Book, Finding
from layers.check.record import Record
from layers.errors import Problem
from layers.model import NOT_FOUND

Doc = dict[str, Any]
KNOWN_PASSAGES = (
    *("suez", "cape", "malacca", "gibraltar", "bab-el-mandeb", "panama", "bosporus"),
    *("kiel", "danish-straits", "dover", "korea-strait", "sunda", "babelmandab", "tsugaru"),
)
ANY = "*"
COUNTRY_LETTERS = 2


def named_records_exist(book: Book) -> Iterator[Problem]:
    """Stops, borders, classes and ways that a record of the network names are there."""
    stops, borders = book.ids("stops"), book.ids("borders")
    ids: dict[str, set[str]] = {}
    for record in book.table("network"):
        ids.setdefault(record.doc.get("part", ""), set()).add(record.id)
    for record in book.table("network"):
        doc = record.doc
        wanted: tuple[tuple[str, Any, set[str]], ...] = (
            *(("stops", stop, stops) for stop in doc.get("stops", [])),
            *((field, doc.get(field), stops) for field in ("from", "to", "stop")),
            ("border", doc.get("border"), borders),
            ("class", doc.get("class"), ids.get("terminal", set())),
        )
        if doc.get("part") == "link":
            wanted = (*wanted, ("running", doc.get("running"), ids.get("running", set())))
        for field, named, known in wanted:
            if named is not None and named not in known:
                yield record.problem(field, f"“{named}” does not exist.", "Mend the id, or add it.")


def crossings_have_a_leg(book: Book) -> Iterator[Problem]:
    """A crossing lies on the leg between its two stops, and says what it costs in time."""
    legs = {frozenset((leg.doc.get("from"), leg.doc.get("to"))) for leg in book.table("legs")}
    for record in _part(book, "crossing"):
        stops, gauges = record.doc.get("stops", []), record.doc.get("gauges", [])
        for field, what, do in _crossing(record.doc, stops, gauges, legs):
            yield record.problem(field, what, do)


def _crossing(
    doc: Doc, stops: list[str], gauges: list[float], legs: set[frozenset[Any]]
) -> Iterator[Finding]:
    if len(stops) != 2 or len(gauges) != 2:
        yield "stops", "and gauges are not two each.", "Name the stop and the gauge on each side."
    elif frozenset(stops) not in legs:
        yield "stops", "have no leg between them.", "Add it to routes/legs.toml."
    unsourced = doc.get("source", NOT_FOUND) == NOT_FOUND and "source_reason" not in doc
    if doc.get("open") and unsourced:
        yield "source", "is missing for an open border.", "Name it, or say source_reason."


def unsourced_say_why(book: Book) -> Iterator[Problem]:
    """What has no source says why none was found."""
    for record in book.table("network"):
        if record.doc.get("source") == NOT_FOUND and "source_reason" not in record.doc:
            yield record.problem("source_reason", "is missing.", "Say why no source was found.")


def assumptions_are_marked(book: Book) -> Iterator[Problem]:
    """A claim that is our own guess has no source; one with a source is no guess."""
    for record in book.table("network"):
        for fact in record.doc.get("facts", []):
            for claim in fact.get("claims", []):
                if claim.get("assumed") and claim.get("source", NOT_FOUND) != NOT_FOUND:
                    where = f"facts[{fact.get('key')}].claims[{claim.get('id')}].assumed"
                    what = "is true, yet a source is named."
                    yield record.problem(where, what, "Take one of the two out.")


def own_figures_are_complete(book: Book) -> Iterator[Problem]:
    """An own figure says for which way or border it holds; ranges run upwards."""
    crossings = {record.id for record in _part(book, "crossing")}
    stops = book.ids("stops")
    for record in book.table("own"):
        for field, what, do in _own(record.doc, crossings, stops):
            yield record.problem(field, what, do)


def _own(doc: Doc, crossings: set[str], stops: set[str]) -> Iterator[Finding]:
    value = doc.get("value")
    if isinstance(value, dict) and not 0 < value.get("min", 0) <= value.get("max", 0):
        yield "value", "is no range that runs upwards from above 0.", "Swap or mend min and max."
    if doc.get("what") == "dwell":
        if doc.get("crossing") not in crossings:
            yield "crossing", f"“{doc.get('crossing')}” does not exist.", "Choose a border."
        return
    for field in ("from", "to"):
        if doc.get(field) not in stops:
            yield field, f"“{doc.get(field)}” is no stop.", "Choose a place of the network."
    if not doc.get("via"):
        yield "via", "is missing.", "Say which way it holds for, such as via-manzhouli."


def presets_name_what_exists(book: Book) -> Iterator[Problem]:
    """What a what-if closes or changes is there."""
    known = {part: {record.id for record in _part(book, part)} for part in ("crossing", "running")}
    for record in _part(book, "preset"):
        for name in record.doc.get("close", []):
            fixed = name in KNOWN_PASSAGES or len(name) == COUNTRY_LETTERS
            if not fixed and name not in known["crossing"]:
                yield record.problem("close", f"“{name}” does not exist.", "Mend the id.")
        for field, part in (("dwell", "crossing"), ("running", "running")):
            for name in record.doc.get(field, {}):
                if name != ANY and name not in known[part]:
                    yield record.problem(field, f"“{name}” does not exist.", "Mend the id.")


def _part(book: Book, part: str) -> Iterator[Record]:
    return (record for record in book.table("network") if record.doc.get("part") == part)


RULES = (
    named_records_exist,
    crossings_have_a_leg,
    unsourced_say_why,
    assumptions_are_marked,
    own_figures_are_complete,
    presets_name_what_exists,
)
