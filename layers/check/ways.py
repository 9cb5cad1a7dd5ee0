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
PLANNER = "network"  # the system of legs that only the planner knows
NEEDED = ("crossing", "terminal", "link", "running", "factor")  # without these nothing is planned
FOLDER = "network"
# Figures the planner reckons with, by the key of their fact, and the least that can be meant: a
# part of a factor may be 0 (nothing is burnt under a wire), the others lie above it.
ABOVE_ZERO = (
    *("speed", "moving", "load", "unload", "headway", "price", "days", "cost"),
    *("dwell_out", "dwell_in", "reload_out", "reload_in"),
    *("wtw", "hub", "hub_emissions", "distance_ratio"),
)
FROM_ZERO = ("ttw", "wtt")
SPREAD = "spread"  # P90 over P50: 1 is no spread at all


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


def crossings_stand_once(book: Book) -> Iterator[Problem]:
    """One record for each border: of two on the same stops only one would count."""
    seen: dict[frozenset[str], str] = {}
    for record in _part(book, "crossing"):
        pair = frozenset(record.doc.get("stops", []))
        if pair in seen:
            what = f"are those of “{seen[pair]}” already."
            yield record.problem("stops", what, "Keep one of the two.")
        seen.setdefault(pair, record.id)


def borders_are_crossed(book: Book) -> Iterator[Problem]:
    """A leg over a border or a break of gauge has its crossing: else nobody stops there."""
    if not any(book.table("network")):
        return  # no planner at all; what is missing is said by ``network_is_there``
    stops = book.docs("stops")
    crossed = {frozenset(record.doc.get("stops", [])) for record in _part(book, "crossing")}
    for record in book.table("legs"):
        ends = (record.doc.get("from"), record.doc.get("to"))
        if frozenset(ends) not in crossed:
            do = f"Add one with stops {list(ends)} to network/crossings.toml."
            for field, what in _over(record.doc, [stops.get(end or "", {}) for end in ends]):
                yield record.problem(field, what, do)


def _over(leg: Doc, ends: list[Doc]) -> Iterator[tuple[str, str]]:
    """Which border or break of gauge a leg without a crossing runs over."""
    country = str(leg.get("country", ""))
    countries = {end["country"] for end in ends if "country" in end}
    if "/" in country or len(countries) > 1:
        named = country if "/" in country else "/".join(sorted(countries))
        yield "country", f"is {named}, and no crossing has the two stops."
    gauges = [set(end["gauge_mm"]) for end in ends if end.get("gauge_mm")]
    if len(gauges) == len(ends) and not set.intersection(*gauges):
        yield "gauge_mm", "changes between the two stops, and no crossing has them."


def network_is_there(book: Book) -> Iterator[Problem]:
    """Where legs are the planner's, the records it plans with are there too."""
    if not any(PLANNER in record.doc.get("systems", []) for record in book.table("legs")):
        return
    missing = [part for part in NEEDED if not any(_part(book, part))]
    if missing:
        what = f"holds no record of these parts: {', '.join(missing)}."
        do = 'The legs with systems = ["network"] need them: put the files back.'
        yield Problem(FOLDER, "", "", what, do)


def figures_can_be(book: Book) -> Iterator[Problem]:
    """Speeds, stays, factors and prices lie above 0, spreads are no less than 1."""
    for record in book.table("network"):
        for fact in record.doc.get("facts", []):
            for claim in fact.get("claims", []):
                says = _impossible(str(fact.get("key")), claim.get("value"))
                if says:
                    where = f"facts[{fact.get('key')}].claims[{claim.get('id')}].value"
                    do = "Mend the figure, or write unknown = true with a reason."
                    yield record.problem(where, says, do)


def _impossible(key: str, value: Any) -> str:
    """What is wrong with a figure of this key; empty where nothing is."""
    numbers = value.values() if isinstance(value, dict) else [value]
    known = [number for number in numbers if isinstance(number, int | float)]
    least = min(known, default=None)
    if least is None:
        return ""
    if SPREAD in key.split("_") and least < 1:
        return f"is {least:g}; a spread (P90/P50) is 1 or more."
    if key in ABOVE_ZERO and least <= 0:
        return f"is {least:g}; it can only lie above 0."
    return f"is {least:g}; it can't lie below 0." if key in FROM_ZERO and least < 0 else ""


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
    crossings_stand_once,
    borders_are_crossed,
    network_is_there,
    figures_can_be,
    unsourced_say_why,
    assumptions_are_marked,
    own_figures_are_complete,
    presets_name_what_exists,
)
