"""What differs in where something lies: how far it moved, how sure it is, its outline."""

from collections.abc import Iterator
from typing import Any

from atlas.facts.difference_rows import Part, Row, rows_of, texts, without
from atlas.facts.difference_words import Wording
from atlas.i18n.figures import number
from layers.read import Document


def place_of(doc: Document) -> Document:
    """The place of a record; stops and borders give theirs at the top level."""
    table = doc.get("location")
    if isinstance(table, dict):
        return table
    own = {"confidence": "location_confidence", "point": "point", "accuracy_km": "accuracy_km"}
    found = {name: doc[key] for name, key in own.items() if key in doc}
    also = ("source", "statement") if "point" in doc else ()
    return {**found, **{name: doc[name] for name in also if name in doc}}


def place_parts(before: Document, after: Document, w: Wording) -> Iterator[Part]:
    """The parts of a place that differ."""
    what = w.say("Place")
    old, new = before.get("point"), after.get("point")
    if old != new:
        yield Part(what, "", *_position(old, new, w))
    if before.get("outline") != after.get("outline"):
        yield Part(what, w.say("outline"), *_outline(before, after, w))
    rows = {
        "accuracy_km": Row(w.say("accuracy"), lambda km: f"±{number(km, w.lang)} km"),
        "confidence": Row(w.say("how sure"), w.code),
        "outline_status": Row(w.say("kind of outline"), w.code),
        "source": Row(w.say("source"), lambda value: w.title(str(value))),
        "statement": Row(w.say("wording"), w.text, by_language=True),
    }
    hidden = ("point", "outline", "datum", "candidates")
    yield from rows_of(what, without(before, *hidden), without(after, *hidden), rows, w)
    yield from _candidates(before.get("candidates", []), after.get("candidates", []), w)


def _position(before: Any, after: Any, w: Wording) -> tuple[str, str]:
    none = w.say("not on the map")
    old, new = (w.point(side) or none for side in (before, after))
    way = w.moved(before, after)
    return old, f"{new} ({way})" if way else new


def _outline(before: Document, after: Document, w: Wording) -> tuple[str, str]:
    old, new = (
        w.area(side["outline"]) if side.get("outline") else w.say("none")
        for side in (before, after)
    )
    return old, w.say("{area}, drawn anew", area=new) if old == new else new


def _candidates(before: list[Document], after: list[Document], w: Wording) -> Iterator[Part]:
    old, new = ({str(item.get("entity")): item for item in side} for side in (before, after))
    for entity in dict.fromkeys((*old, *new)):
        what, name = w.say("Candidate place"), w.name(entity)
        if entity not in old or entity not in new:
            came = entity in new
            yield Part(what, w.say("added") if came else w.say("taken out"),
                       "" if came else name, name if came else "")  # fmt: skip
        elif old[entity] != new[entity]:
            yield from texts(what, name, old[entity].get("text"), new[entity].get("text"), w)
            rows = {"source": Row(name, lambda value: w.title(str(value)))}
            first, second = (without(side[entity], "entity", "text") for side in (old, new))
            yield from rows_of(what, first, second, rows, w)
