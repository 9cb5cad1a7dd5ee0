"""What differs in one record, part by part: facts, claims, sources, and all that have a place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from atlas.facts.difference_lists import list_parts
from atlas.facts.difference_network import words_of_network
from atlas.facts.difference_own import words_of_own
from atlas.facts.difference_place import place_of, place_parts
from atlas.facts.difference_rows import Part, Row, Rows, figures, rows_of, whole, without
from atlas.facts.difference_words import Wording
from atlas.facts.sheet_words import word
from layers.crs import length_km
from layers.model import AUDIENCES
from layers.read import Document
from layers.store.base import Key
from layers.store.records import CLAIMS, FACTS

Doc = Document | None
# What only a machine needs to know of a record; where it stands does not matter to its reader.
MACHINE = ("id", "file", "fact", "owner", "key", "form", "item", "preferred", "datum")
FIGURE = ("value", "unit", "unknown")  # said together, as a figure


def words_of_claim(before: Doc, after: Doc, w: Wording) -> Iterator[Part]:
    """A claim: added, withdrawn, or which of its parts differ."""
    what = _label(str((after or before or {}).get("fact")), w)
    if before is None or after is None:
        field = w.say("claim added") if after else w.say("claim withdrawn")
        sides = (w.claim_in_full(side) if side else "" for side in (before, after))
        doc = without(after or before or {}, *MACHINE, *FIGURE, "as_of", "source")
        yield from whole(Part(what, field, *sides), doc, _claim_rows(w), w,
                         said=w.claim(after or before or {}))
        return
    if any(before.get(name) != after.get(name) for name in FIGURE):
        yield Part(what, "", w.claim(before), w.claim(after))
    yield from rows_of(what, *_both(before, after, *FIGURE), _claim_rows(w), w)


def words_of_fact(before: Doc, after: Doc, w: Wording) -> Iterator[Part]:
    """A fact: added, taken out, another claim preferred, other words about it."""
    doc = after or before or {}
    what = _label_of(doc, w)
    if before is None or after is None:
        field = w.say("fact added") if after else w.say("fact taken out")
        head = Part(what, field, "" if after else what, what if after else "")
        shown = {"audience": AUDIENCES[0], **without(doc, *MACHINE)}
        yield from whole(head, shown, _fact_rows(w), w, said=what)
        return
    if before.get("preferred") != after.get("preferred"):
        sides = _preferred(before, w.earlier, w), _preferred(after, w.records, w)
        yield Part(what, w.say("preferred claim"), *sides)
    yield from rows_of(what, *_both(before, after), _fact_rows(w), w)


def words_of_source(before: Doc, after: Doc, w: Wording) -> Iterator[Part]:
    """A source: added, taken out, or which of its parts differ."""
    name = w.text((after or before or {}).get("title"))
    yield from _book(w.say("Source"), name, (before, after), _source_rows(w), w)


def words_of_publisher(before: Doc, after: Doc, w: Wording) -> Iterator[Part]:
    """A publisher: added, taken out, or which of its parts differ."""
    rows = {
        "names": Row(w.say("name"), w.text, by_language=True),
        "kind": Row(w.say("kind"), w.code),
        "hosts": Row(w.say("web addresses"), _words(w), by_item=True),
    }
    name = w.named(after or before or {})
    yield from _book(w.say("Publisher"), name, (before, after), rows, w)


def words_of_track(before: Doc, after: Doc, w: Wording) -> Iterator[Part]:
    """A drawn line by its length as drawn."""
    sides = [
        w.length(length_km([tuple(point[:2]) for point in side["coordinates"]])) if side else ""
        for side in (before, after)
    ]
    yield Part(w.say("Drawn line"), "" if before and after else _came(after, w), *sides)


def words_of_record(before: Doc, after: Doc, w: Wording) -> Iterator[Part]:
    """Anything else: a park, a stop, a leg, a service, a layer; one that came or went in full."""
    if before is None or after is None:
        yield _head(w.say("Entry"), w.named(after or before or {}), after, w)
    before, after = before or {}, after or {}
    yield from place_parts(place_of(before), place_of(after), w)
    old, new = _both(before, after, "location", "point", "accuracy_km", "location_confidence")
    if "point" in before or "point" in after:  # of a stop: the source of its position
        old, new = _both(old, new, "source", "statement")
    yield from _status(old.pop("status", None), new.pop("status", None), w)
    for name in ("events", "pictures", "ask", "items", "axes", "other_km"):
        yield from list_parts(name, old.pop(name, None), new.pop(name, None), w)
    for name, row in _record_rows(w).items():
        sides = {name: old.pop(name, None)}, {name: new.pop(name, None)}
        yield from rows_of(row.label, *sides, {name: replace(row, label="")}, w)
    yield from rows_of(w.say("Entry"), old, new, {}, w)


PARTS: dict[str, Callable[[Doc, Doc, Wording], Iterator[Part]]] = {
    CLAIMS: words_of_claim,
    FACTS: words_of_fact,
    "sources": words_of_source,
    "publishers": words_of_publisher,
    "tracks": words_of_track,
    "network": words_of_network,
    "own": words_of_own,
}


def _book(
    what: str, name: str, sides: tuple[Doc, Doc], rows: Rows, w: Wording
) -> Iterator[Part]:
    before, after = sides
    if before is None or after is None:
        yield from whole(_head(what, name, after, w), without(after or before or {}, *MACHINE),
                         rows, w, said=name)
    else:
        yield from rows_of(what, *_both(before, after), rows, w)


def _head(what: str, name: str, after: Doc, w: Wording) -> Part:
    """That something came or went, by its name."""
    return Part(what, _came(after, w), "" if after else name, name if after else "")


def _came(after: Doc, w: Wording) -> str:
    return w.say("added") if after else w.say("taken out")


def _status(before: Any, after: Any, w: Wording) -> Iterator[Part]:
    rows = {
        "code": Row("", w.code),
        "text": Row(w.say("wording"), w.text, by_language=True),
        "as_of": Row(w.say("as of"), w.date),
        **_source_of(w),
    }
    yield from rows_of(w.say("Status"), before or {}, after or {}, rows, w)


def _label(fact_id: str, w: Wording) -> str:
    return _label_of(w.records.get((FACTS, fact_id), {}), w)


def _label_of(fact: Document, w: Wording) -> str:
    """A fact's label; of an item of the five systems, what the item says."""
    if "item" not in fact:
        return w.text(fact.get("label")) or w.say("a fact that is gone")
    items = w.records.get(("systems", str(fact.get("owner"))), {}).get("items", [])
    said = next((w.text(item.get("text")) for item in items if item.get("id") == fact["item"]), "")
    return said or w.say("an item that is gone")


def _preferred(fact: Document, records: Mapping[Key, Document], w: Wording) -> str:
    chosen = fact.get("preferred")
    claim = records.get((CLAIMS, str(chosen)))
    if chosen is None:
        return w.say("none marked")
    return w.claim_in_full(claim) if claim else w.say("a claim that is gone")


def _claim_rows(w: Wording) -> Rows:
    return {
        "text": Row(w.say("wording"), w.text, by_language=True),
        "as_of": Row(w.say("as of"), w.date),
        **_source_of(w),
        "confidence": Row(w.say("how sure"), w.code),
        "review_by": Row(w.say("review by"), w.date),
        "audience": Row(w.say("shown to"), w.code),
        "note": Row(w.say("note"), w.text, by_language=True),
    }


def _source_of(w: Wording) -> Rows:
    return {
        "source": Row(w.say("source"), lambda value: w.title(str(value))),
        "source_reason": Row(w.say("why no source"), w.text, by_language=True),
        "note": Row(w.say("note"), w.text, by_language=True),
    }


def _fact_rows(w: Wording) -> Rows:
    return {
        "label": Row(w.say("label"), w.text, by_language=True),
        "group": Row(w.say("group"), w.code),
        "audience": Row(w.say("shown to"), w.code),
        "headline": Row(w.say("place among the headline figures"), figures("", w)),
    }


def _source_rows(w: Wording) -> Rows:
    return {
        "title": Row(w.say("title"), w.text, by_language=True),
        "publisher": Row(w.say("publisher"), lambda value: w.publisher(str(value))),
        "date": Row(w.say("date"), w.date),
        "url": Row(w.say("link"), str),
        "licence": Row(w.say("licence"), lambda value: word("licences", str(value), w.say)),
        "grade": Row(w.say("grade"), w.code),
        "note": Row(w.say("note"), w.text, by_language=True),
    }


def _record_rows(w: Wording) -> Rows:
    def text(label: str) -> Row:
        return Row(label, w.text, by_language=True)

    def name(label: str) -> Row:
        return Row(label, lambda value: w.name(str(value)))

    def names(label: str) -> Row:
        return Row(label, w.names, by_item=True)

    return {
        "names": text(w.say("Name in full")), "title": text(w.say("Name in full")),
        "short": text(w.say("Short name")), "summary": text(w.say("Summary")),
        "role": text(w.say("Role")), "text": text(w.say("Wording")),
        "statement": text(w.say("Statement")), "note": text(w.say("Note")),
        "path_note": text(w.say("Note on the way")), "basis_note": text(w.say("Note on the basis")),
        "destination_unknown": text(w.say("Why no terminal")),
        "origin_unknown": text(w.say("Why no origin")),
        "source_reason": text(w.say("Why no source")),
        "km": Row(w.say("Length"), figures("km", w)),
        "gauge_mm": Row(w.say("Gauge"), figures("mm", w)),
        "priority": Row(w.say("Rank on the map"), figures("", w)),
        "order": Row(w.say("Order"), figures("", w)),
        "opened": Row(w.say("Opened"), w.date), "as_of": Row(w.say("As of"), w.date),
        "basis": Row(w.say("Basis"), w.code),
        "source": Row(w.say("Source"), lambda value: w.title(str(value))),
        "traction": Row(w.say("Traction"), str),
        "traction_source": Row(w.say("Source of the traction"), lambda v: w.title(str(v))),
        "traction_unknown": Row(w.say("Traction not known"), w.code),
        "gauge_break": Row(w.say("Break of gauge"), w.code),
        "visible": Row(w.say("Shown at the start"), w.code),
        "partner": Row(w.say("Partner"), w.country), "country": Row(w.say("Country"), w.country),
        "timezone": Row(w.say("Time zone"), str), "kind": Row(w.say("Kind"), w.code),
        "layer": Row(w.say("Layer"), lambda value: w.layer(str(value))),
        "system": name(w.say("System")), "same_as": name(w.say("Same place as")),
        "line": name(w.say("Line")), "origin": name(w.say("Origin")),
        "destination": name(w.say("Terminal")), "from": name(w.say("From")),
        "to": name(w.say("To")), "stops": names(w.say("Stops")), "via": names(w.say("By way of")),
        "path": names(w.say("Way")), "main_path": names(w.say("Main path")),
        "through": names(w.say("Stops on the way")),
        "systems": Row(
            w.say("Routes"), lambda v: w.listed(w.layer(str(item)) for item in v), by_item=True
        ),
        "search": Row(w.say("Words to search by"), _words(w), by_item=True),
    }  # fmt: skip


def _words(w: Wording) -> Callable[[Any], str]:
    return lambda value: w.listed(str(item) for item in value)


def _both(before: Document, after: Document, *names: str) -> tuple[Document, Document]:
    return without(before, *MACHINE, *names), without(after, *MACHINE, *names)
