"""What differs in a record of the planner's network, field by field in words."""

from collections.abc import Callable, Iterator
from typing import Any

from atlas.facts.difference_rows import Part, Row, Rows, figures, rows_of, without
from atlas.facts.difference_words import Wording
from atlas.i18n.figures import number
from layers.read import Document

Doc = Document | None
MACHINE = ("id", "file")
COUNTRY = 2  # letters of a country's code


def words_of_network(before: Doc, after: Doc, w: Wording) -> Iterator[Part]:
    """A record of the network: added, taken out, or which of its parts differ."""
    doc = after or before or {}
    what = _kind(str(doc.get("part", "")), w)
    if before is None or after is None:
        name = w.of_network(doc)
        field = w.say("added") if after else w.say("taken out")
        yield Part(what, field, "" if after else name, name if after else "")
    old, new = (without(side or {}, *MACHINE, "course") for side in (before, after))
    yield from rows_of(what, old, new, _rows(w), w)
    if (before or {}).get("course") != (after or {}).get("course"):
        yield Part(what, w.say("Drawn line"), "", w.say("changed"))


def _kind(part: str, w: Wording) -> str:
    """What a record of this part is called."""
    return {
        "crossing": w.say("Border crossing"),
        "terminal": w.say("Terminal"),
        "link": w.say("Way by sea, air or road"),
        "running": w.say("Speed"),
        "factor": w.say("Emission factor"),
        "rate": w.say("Published price"),
        "rule": w.say("Rule"),
        "trip": w.say("Published trip"),
        "preset": w.say("What-if"),
        "distance": w.say("Published distance"),
    }.get(part, w.say("Entry"))


def named(value: Any, w: Wording) -> str:
    """A name a record gives: of a record, a country, an alternative, else the word itself."""
    name = str(value)
    if len(name) == COUNTRY and name.isupper():
        return w.country(name)
    if name in w.own.ways:
        return w.own.way(name)
    known = any((table, name) in w.records for table in ("network", "borders", "stops"))
    return w.name(name) if known else w.code(name)


def _rows(w: Wording) -> Rows:
    def text(label: str) -> Row:
        return Row(label, w.text, by_language=True)

    def one(label: str) -> Row:
        return Row(label, lambda value: named(value, w))

    def many(label: str) -> Row:
        return Row(label, _list(w), by_item=True)

    return {
        "part": Row(w.say("Kind"), lambda value: _kind(str(value), w)),
        "names": text(w.say("Name in full")), "what": text(w.say("What it is")),
        "note": text(w.say("Note")), "scope": text(w.say("What it covers")),
        "lane": text(w.say("From where to where")), "text": text(w.say("Wording")),
        "advice": text(w.say("Advice")), "assumption": text(w.say("Assumption")),
        "basis_note": text(w.say("Note on the basis")),
        "source_reason": text(w.say("Why no source")),
        "source": Row(w.say("Source"), lambda value: w.title(str(value))),
        "border": one(w.say("Border")), "stop": one(w.say("Place")),
        "from": one(w.say("From")), "to": one(w.say("To")), "class": one(w.say("Stands in")),
        "via": Row(w.say("By way of"), _any(w)), "mode": one(w.say("Mode")),
        "running": Row(w.say("Speed"), _any(w)), "dwell": Row(w.say("Dwell"), _any(w)),
        "stops": many(w.say("Stops")), "passages": many(w.say("Passages")),
        "countries": many(w.say("Countries")), "crossings": many(w.say("Borders")),
        "modes": many(w.say("Modes")), "flags": many(w.say("Cargo")),
        "close": many(w.say("Closed")),
        "gauges": Row(w.say("Gauge"), figures("mm", w)), "km": Row(w.say("Length"),
                                                                    figures("km", w)),
        "open": Row(w.say("No control"), w.code), "both_ways": Row(w.say("Both ways"), w.code),
        "held_out": Row(w.say("Kept for checking"), w.code),
        "used": Row(w.say("A leg was built from it"), w.code),
        "usable": Row(w.say("Can be compared"), w.code),
        "basis": Row(w.say("Basis"), w.code), "role": Row(w.say("Role"), w.code),
        "topic": Row(w.say("Topic"), w.code), "direction": Row(w.say("Direction"), w.code),
        "region": one(w.say("Region")), "passage": one(w.say("Passage")),
        **{name: Row(label, w.date) for name, label in (
            ("as_of", w.say("As of")), ("since", w.say("Since")), ("until", w.say("Until")),
            ("review_by", w.say("review by")))},
    }  # fmt: skip


def _list(w: Wording) -> Callable[[Any], str]:
    return lambda value: w.listed(named(item, w) for item in value)


def _any(w: Wording) -> Callable[[Any], str]:
    """One name, several, or factors by name."""

    def words(value: Any) -> str:
        if isinstance(value, dict):
            return w.listed(f"{_everywhere(key, w)} ×{number(factor, w.lang)}"
                            for key, factor in value.items())
        return _list(w)(value) if isinstance(value, list) else named(value, w)

    return words


def _everywhere(name: str, w: Wording) -> str:
    return w.say("all") if name == "*" else named(name, w)
