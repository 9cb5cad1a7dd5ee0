"""What makes a claim worth showing: value and unit, a date, a source or why there is none."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from layers.check.book import WITH_FACTS, Book, Finding
from layers.check.kinds import is_edtf, label
from layers.check.record import Record
from layers.errors import Problem
from layers.model import NOT_FOUND

Doc = dict[str, Any]
DATED = ("date", "year")
# fields of a fact that stand once in an entity, and what to do where they do not
UNIQUE = {"key": "Make it one fact with several claims.", "headline": "Renumber."}


def claims_hold(book: Book) -> Iterator[Problem]:
    """Every claim says something, of something, from somewhere."""
    for record, where, claim in _claims(book):
        for field, what, do in _of_claim(claim):
            yield record.problem(f"{where}.{field}" if field else where, what, do)


def ids_start_with_the_entity(book: Book) -> Iterator[Problem]:
    """A claim's id begins with the id of what it is about, and stands once in all the data."""
    seen: dict[str, str] = {}
    for record, where, claim in _claims(book):
        claim_id = claim.get("id")
        if claim_id is None:
            continue
        if record.table != "systems" and not claim_id.startswith(f"{record.id}."):
            what = f"does not begin with “{record.id}.”."
            yield record.problem(f"{where}.id", what, "Write <entity>.<key>.<number>.")
        if claim_id in seen:
            what = f"is taken already in {seen[claim_id]}."
            yield record.problem(f"{where}.id", what, "Give it the next number.")
        seen[claim_id] = record.file


def facts_are_ordered(book: Book) -> Iterator[Problem]:
    """Fact keys and headline places are unique in an entity; of several claims one is preferred."""
    for record in book.table(*WITH_FACTS):
        facts = record.doc.get("facts", [])
        for field, do in (
            ("key", "Make it one fact with several claims."),
            ("headline", "Renumber."),
        ):
            for value in _twice(fact.get(field) for fact in facts):
                yield record.problem(f"facts.{field}", f"“{value}” stands twice.", do)
        for fact in facts:
            for field, what, do in _preference(fact.get("claims", [])):
                yield record.problem(f"facts[{fact.get('key')}].{field}", what, do)


def timelines_have_sources(book: Book) -> Iterator[Problem]:
    """Events and statuses name their source, or say why none was found."""
    for record in book.table(*WITH_FACTS):
        listed = [("status", record.doc.get("status") or {})]
        listed += [
            (f"events[{event.get('date')}]", event) for event in record.doc.get("events", [])
        ]
        for where, item in listed:
            if item.get("source") == NOT_FOUND and "source_reason" not in item:
                yield record.problem(where, "has no source.", "Add source_reason: why not.")


def _claims(book: Book) -> Iterator[tuple[Record, str, Doc]]:
    for record in book.table(*WITH_FACTS):
        for fact in record.doc.get("facts", []):
            for number, claim in enumerate(fact.get("claims", []), start=1):
                yield record, f"facts[{fact.get('key')}].claims[{label(claim, number)}]", claim
    for record in book.table("systems"):
        for item in record.doc.get("items", []):
            own = [item["status"]] if "status" in item else item.get("status_claims", [])
            for number, claim in enumerate(own, start=1):
                yield record, f"items[{item.get('id')}].status[{label(claim, number)}]", claim


def _of_claim(claim: Doc) -> Iterator[Finding]:
    if claim.get("source") == NOT_FOUND and "source_reason" not in claim:
        yield "source_reason", "is missing.", "Say why no source was found."
    if claim.get("unknown"):
        yield from _unknown(claim)
    elif "value" not in claim and "text" not in claim:
        yield "", "says nothing.", "Add a value or a text, or unknown = true."
    if "value" in claim:
        yield from _value(claim["value"], claim.get("unit"))


def _unknown(claim: Doc) -> Iterator[Finding]:
    if "value" in claim or "text" in claim:
        yield "unknown", "stands beside a value or text.", "Take one of the two out."
    if claim.get("source", NOT_FOUND) != NOT_FOUND:
        yield "source", "is named for something unknown.", 'Write source = "not-found" and why.'


def _value(value: Any, unit: str | None) -> Iterator[Finding]:
    if unit is None:
        yield "unit", "is missing.", 'Name the unit; "count" where things are counted.'
    if isinstance(value, dict):
        yield from _range(value)
    if isinstance(value, str) != (unit == "date") and unit is not None and unit not in DATED:
        yield "value", f"is words with the unit {unit}.", "Write a number, or use text."
    if isinstance(value, str) and unit in DATED and not is_edtf(value):
        yield "value", f"“{value[:60]}” is no date.", "Write it in EDTF, such as 2020-05."
    if not isinstance(value, str) and unit == "date":
        yield "value", "is a number with the unit date.", 'Write the date in quotes: "2020-05".'


def _range(value: Doc) -> Iterator[Finding]:
    if not value:
        yield "value", "is an empty range.", "Give min, max or both."
    if "min" in value and "max" in value and value["min"] > value["max"]:
        yield "value", "runs from high to low.", "Swap min and max."


def _preference(claims: list[Doc]) -> Iterator[Finding]:
    if not claims:
        yield "claims", "is empty.", "Add a claim, or one with unknown = true."
    chosen = sum(1 for claim in claims if claim.get("preferred"))
    if len(claims) > 1 and chosen != 1:
        what = f"holds {len(claims)} claims, {chosen} of them preferred."
        yield "claims", what, "Mark exactly one with preferred = true."


def _twice(values: Iterator[Any]) -> list[Any]:
    counted = Counter(value for value in values if value is not None)
    return [value for value, times in counted.items() if times > 1]


RULES = (claims_hold, ids_start_with_the_entity, facts_are_ordered, timelines_have_sources)
