"""Fields of a document in words: how each kind of field is read, and which of them differ."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from atlas.facts.difference_words import Wording, languages_of
from atlas.i18n.figures import number
from layers.read import Document


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that differs in a record, in words; a side is empty where it was not there."""

    what: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """How a field is called, and its value in words."""

    label: str
    words: Callable[[Any], str]
    by_language: bool = False
    by_item: bool = False  # a list, of which only the items that differ are said


Rows: TypeAlias = Mapping[str, Row]


def rows_of(what: str, before: Document, after: Document, rows: Rows, w: Wording) -> Iterator[Part]:
    """The fields that differ, those named in ``rows`` in their words, others only as changed."""
    for name in dict.fromkeys((*rows, *before, *after)):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if name not in rows:
            yield Part(what, w.say("another detail"), *plain(old, new, w))
        elif rows[name].by_language:
            yield from texts(what, rows[name].label, old, new, w)
        elif rows[name].by_item:
            yield from _items(what, rows[name], old or [], new or [], w)
        else:
            sides = (rows[name].words(side) if side is not None else "" for side in (old, new))
            yield Part(what, rows[name].label, *sides)


def whole(
    head: Part, doc: Document, rows: Rows, w: Wording, *, said: str = ""
) -> Iterator[Part]:
    """A record that came or went: a line that says so, then each of its fields in words.

    ``said`` are words of it that the first line says already.
    """
    yield head
    came = bool(head.after)
    sides = ({}, doc) if came else (doc, {})
    for part in rows_of(head.what, *sides, rows, w):
        if (part.after if came else part.before) not in ("", said):
            yield part


def _items(what: str, row: Row, old: list[Any], new: list[Any], w: Wording) -> Iterator[Part]:
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    for said, sides in ((w.say("taken out"), (gone, [])), (w.say("added"), ([], come))):
        if any(sides):
            field = " · ".join(part for part in (row.label, said) if part)
            yield Part(what, field, *(row.words(side) if side else "" for side in sides))
    if not gone and not come:
        yield Part(what, row.label, "", w.say("in another order"))


def texts(what: str, label: str, before: Any, after: Any, w: Wording) -> Iterator[Part]:
    """A text, only in the languages in which it differs."""
    if not all(isinstance(side, dict) or side is None for side in (before, after)):
        yield Part(what, label, w.text(before), w.text(after))
        return
    old, new = before or {}, after or {}
    for lang in languages_of(old, new):
        one, other = old.get(lang), new.get(lang)
        if one == other:
            continue
        said = w.language(lang)
        field = w.say("{part} in {language}", part=label, language=said) if label else said
        sides = _spoken(one), _spoken(other)
        if sides[0] == sides[1]:  # the same name, otherwise known: how it was made
            sides = _made(one, w), _made(other, w)
        yield Part(what, field, *sides)


def without(doc: Document, *names: str) -> Document:
    """A document without some of its fields."""
    return {key: value for key, value in doc.items() if key not in names}


def plain(before: Any, after: Any, w: Wording) -> tuple[str, str]:
    """Values nobody has words for: numbers and words as they are, all else only as changed."""
    if all(side is None or isinstance(side, str | int | float) for side in (before, after)):
        return _scalar(before, w), _scalar(after, w)
    return "", w.say("taken out") if after is None else w.say("changed")


def figures(unit: str, w: Wording) -> Callable[[Any], str]:
    """A number, or several, with a unit."""

    def words(value: Any) -> str:
        listed = value if isinstance(value, list) else [value]
        said = [number(item, w.lang) if _is_number(item) else str(item) for item in listed]
        return f"{w.listed(said)} {unit}".strip()

    return words


def _spoken(value: Any) -> str:
    return str(value.get("text", "")) if isinstance(value, dict) else str(value or "")


def _made(value: Any, w: Wording) -> str:
    return w.code(value["status"]) if isinstance(value, dict) and value.get("status") else ""


def _scalar(value: Any, w: Wording) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return w.code(value)
    return number(value, w.lang) if _is_number(value) else str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
