"""The fields of one claim: what it says, when that was so, who says it, who may read it."""

from datetime import date

from atlas.facts.forms_value import FIGURE_UNITS, KINDS, kind_of, written
from atlas.maps.element import Node, h
from layers.dates import last_day
from layers.model import AUDIENCES
from layers.read import Document
from pages.widgets.facts.fields import Form, choice, line, pair, pills, when
from pages.widgets.facts.form import more
from pages.widgets.facts.source_fields import reason_fields, source_fields
from pages.widgets.facts.words import (
    confidence_names,
    date_hint,
    kind_names,
    level_names,
    unit_names,
)

FOLDED = ("confidence", "audience", "review_by", "note")


def value_fields(f: Form, held: Document) -> list[Node]:
    """Number, range, date, words or unknown; the figure's unit and the words that go with it."""
    s, kind = f.s, kind_of(held) if held else "number"
    names = {item: kind_names(s)[item] for item in KINDS}
    return [
        pills(f, "kind", s.say("What kind of answer it is"), names, kind),
        when("kind=number|range", _figure(f, held)),
        when("kind=date", line(f, "date", s.say("Date"), _date_of(held), hint=date_hint(s))),
        when("kind!=unknown", _words(f, held)),
    ]


def _figure(f: Form, held: Document) -> Node:
    s, value = f.s, held.get("value")
    span = value if isinstance(value, dict) else {}
    number = written(value) if isinstance(value, int | float) else ""
    return h(
        "div", "form-row facts-figure",
        when("kind=number", line(f, "value", s.say("Figure"), number, inputmode="decimal")),
        when("kind=range", line(f, "min", s.say("From"), written(span.get("min")),
                                inputmode="decimal", optional=True)),
        when("kind=range", line(f, "max", s.say("To"), written(span.get("max")),
                                inputmode="decimal", optional=True)),
        choice(f, "unit", s.say("Unit"), unit_names(s, FIGURE_UNITS),
               held.get("unit", FIGURE_UNITS[0])),
    )


def _date_of(held: Document) -> str:
    return held["value"] if isinstance(held.get("value"), str) else ""


def _words(f: Form, held: Document) -> Node:
    s = f.s
    labels = (s.say("In words, Chinese"), s.say("In words, English"))
    hint = s.say("Beside a figure only what it does not say itself; or leave both empty.")
    return pair(f, "text", labels, held.get("text", {}), hint=hint)


def as_of_field(f: Form, name: str, present: str, *, label: str = "") -> Node:
    """When the figure was so, with a button for sources that give no date."""
    s = f.s
    fill = h("button", {"type": "button", "class": "facts-fill",
                        "data-fill": f"{name}={s.say('undated')}"}, s.say("no date given"))
    shown = s.say("undated") if present == "undated" else present
    hint = h("span", None, date_hint(s), " ", fill)
    return line(f, name, label or s.say("True as of"), shown, hint=hint)


def origin_fields(f: Form, held: Document) -> list[Node]:
    """Where it comes from; something unknown has no source, only a reason."""
    return [
        when("kind!=unknown", source_fields(f, held)),
        # Without a kind that has a source the choice is not there, and holds none of the two.
        when("source_way!=list|new", reason_fields(f, held)),
    ]


def judgement_fields(f: Form, held: Document, *, fact_level: str) -> Node:
    """How sure it is, who may read it, when to look again, a remark: rarely touched."""
    s = f.s
    levels = {"": s.say("as the fact: {level}", level=level_names(s)[fact_level])}
    for level in AUDIENCES[AUDIENCES.index(fact_level) + 1:]:
        levels[level] = level_names(s)[level]
    return more(
        f, "judgement", s.say("Confidence, level, review date, remark"),
        h("div", "form-row",
          choice(f, "confidence", s.say("Confidence"), confidence_names(s),
                 held.get("confidence", "medium")),
          choice(f, "audience", s.say("Who may read it"), levels, held.get("audience", ""))),
        line(f, "review_by", s.say("Look at it again by"), next_review(held, s.today),
             hint=s.say("A month is enough, such as 2027-05.")),
        pair(f, "note", (s.say("Remark in Chinese"), s.say("Remark in English")),
             held.get("note", {}), optional=True),
        fields=FOLDED,
    )


def next_review(held: Document, today: date) -> str:
    """The review date there is; a year from now where that is over: it has just been looked at."""
    present = str(held.get("review_by", ""))
    day = last_day(present)
    return present if day is not None and day >= today else f"{today.year + 1}-{today.month:02}"


