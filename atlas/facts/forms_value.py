"""What a claim says: a number, a range, a date, words, or that it is unknown."""

import re
from decimal import Decimal

from atlas.facts.forms import Filled
from layers.check.shapes import UNITS
from layers.read import Document

KINDS = ("number", "range", "date", "words", "unknown")
FIGURE_UNITS = tuple(unit for unit in UNITS if unit != "date")


def kind_of(claim: Document) -> str:
    """Which of the kinds a claim is."""
    value = claim.get("value")
    if claim.get("unknown"):
        return "unknown"
    if value is None:
        return "words"
    if isinstance(value, dict):
        return "range"
    return "date" if isinstance(value, str) else "number"


def written(value: object) -> str:
    """A number as a field shows it: digits and a point, nothing between.

    >>> written(36.0), written(2.5), written(1e-07), written(None)
    ('36', '2.5', '0.0000001', '')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
    return str(value)


def value_of(filled: Filled, before: Document) -> Document:
    """Value, unit and sentence of a claim, or ``unknown``; ``before`` is what it said so far."""
    kind = filled.chosen("kind", KINDS)
    if kind == "unknown":
        return {"unknown": True}
    text = filled.pair("text", needed=kind == "words")
    words = {"text": text} if text else {}
    if kind == "words":
        return words
    if kind == "date":
        return {"value": filled.date("date", undated=False), "unit": "date", **words}
    value = filled.number("value") if kind == "number" else _range(filled)
    made = {"value": value, "unit": filled.chosen("unit", FIGURE_UNITS), **words}
    _look_at_the_sentence(filled, before, made)
    return made


def _range(filled: Filled) -> Document:
    low, high = filled.number("min", needed=False), filled.number("max", needed=False)
    if low is None and high is None and not {"min", "max"} & set(filled.mistakes):
        filled.wrong("min", filled.say("Write from, to, or both."))
    if low is not None and high is not None and low > high:
        filled.wrong("min", filled.say("This is larger than the end of the range. Swap them."))
    return {key: value for key, value in (("min", low), ("max", high)) if value is not None}


def _look_at_the_sentence(filled: Filled, before: Document, made: Document) -> None:
    """A sentence that still says the old figure is shown with the new one put in."""
    old, new = before.get("value"), made.get("value")
    unlike = isinstance(old, int | float) and isinstance(new, int | float) and old != new
    if not unlike or made.get("text") != before.get("text") or not made.get("text"):
        return
    for lang, words in made["text"].items():
        for figure, wanted in ((_grouped(old), _grouped(new)), (written(old), written(new))):
            changed = _figure(figure).sub(wanted, words)
            if changed != words:
                filled.suggested[f"text_{lang}"] = changed
                filled.wrong(f"text_{lang}", filled.say(
                    "This said “{old}”. The new figure is put in; read it and save again.",
                    old=figure,
                ))
                break


def _figure(figure: str) -> re.Pattern[str]:
    """A figure that stands for itself, not within a longer one."""
    return re.compile(rf"(?<![\d.,]){re.escape(figure)}(?!\d|[.,]\d)")


def _grouped(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else written(value)
