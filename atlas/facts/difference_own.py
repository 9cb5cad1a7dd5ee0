"""What differs in an own figure of the office, field by field in words."""

from collections.abc import Iterator

from atlas.facts.difference_rows import Part, Row, Rows, rows_of, whole, without
from atlas.facts.difference_words import Wording
from layers.read import Document

Doc = Document | None
MACHINE = ("id", "file", "what", "crossing", "direction")


def words_of_own(before: Doc, after: Doc, w: Wording) -> Iterator[Part]:
    """An own figure: added, withdrawn, or which of its parts differ."""
    doc = after or before or {}
    what = w.own.kind(str(doc.get("what", "")))
    if before is None or after is None:
        field = w.say("added") if after else w.say("withdrawn")
        said = w.own.value(doc)
        head = Part(what, field, "" if after else said, said if after else "")
        shown = without(doc, *MACHINE, "value", "from", "to", "via")
        yield from whole(head, _told(shown), _rows(w), w)
        return
    if before.get("value") != after.get("value"):
        yield Part(what, "", w.own.value(before), w.own.value(after))
    stays = [w.own.subject(side) if side.get("what") == "dwell" else "" for side in (before, after)]
    if stays[0] != stays[1]:
        yield Part(what, w.say("Border and direction"), *stays)
    old, new = (_told(without(side, *MACHINE, "value")) for side in (before, after))
    yield from rows_of(what, old, new, _rows(w), w)


def _told(doc: Document) -> Document:
    """The fields without the date that only repeats the day of departure."""
    return without(doc, "as_of") if "departed" in doc else doc


def _rows(w: Wording) -> Rows:
    return {
        "from": Row(w.say("From"), lambda value: w.own.place(str(value))),
        "to": Row(w.say("To"), lambda value: w.own.place(str(value))),
        "via": Row(w.say("Way"), lambda value: w.own.way(str(value))),
        "departed": Row(w.say("Departed"), w.date),
        "as_of": Row(w.say("as of"), w.date),
        "valid_until": Row(w.say("Valid until"), w.date),
        "operator": Row(w.say("Operator"), str),
        "note": Row(w.say("note"), str),
    }
