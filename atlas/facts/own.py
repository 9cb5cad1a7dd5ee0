"""The planner's own figures: quotes, dwell at borders, trips; typed into a form or a workbook.

A figure is a record of the table ``own``. It is proposed and published like every other change,
counts before published figures until it runs out, and is for the office only
(``layers.audience`` drops the whole table for everyone else).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from atlas.facts.forms import Filled
from atlas.facts.own_words import OwnWords, What
from atlas.i18n import Words
from layers.check.kinds import is_review_date
from layers.dates import last_day
from layers.errors import UnknownEntity
from layers.model import UNDATED
from layers.network import Direction, OwnFigure
from layers.read import Document
from layers.store.records import canonical
from layers.write_records import OFFICE_FILES

OWN = "own"
FIELDS: dict[What, tuple[str, ...]] = {
    "quote": ("from", "to", "via", "value", "as_of", "valid_until", "operator", "note"),
    "dwell": ("crossing", "direction", "value", "as_of", "valid_until", "operator", "note"),
    "trip": ("from", "to", "via", "value", "departed", "as_of", "operator", "note"),
}
# More than this is a slip of the unit: USD per FEU, hours, days.
MOST: dict[What, int] = {"quote": 1_000_000, "dwell": 2_400, "trip": 400}
ID_DIGITS = 12
State: TypeAlias = Literal["used", "beside", "expired"]
Said: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one field of a figure, and what to do."""

    field: str
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Touched:
    """An own figure that belongs to a question, and whether it counts there today.

    ``beside`` is one that does not decide: a newer one does, or trips too few for a distribution.
    """

    figure: OwnFigure
    state: State


# --- a figure as a record ----------------------------------------------------------------------


def document(what: What, own_id: str, said: Said) -> Document:
    """The record of a figure: fields in their order, empty ones left out."""
    kept = {name: said[name] for name in FIELDS[what] if said.get(name) not in (None, "")}
    return {"id": own_id, "file": OFFICE_FILES[OWN], "what": what, **kept}


def id_of(what: What, said: Said, nth: int) -> str:
    """An id made from what is said: the same row handed in twice is the same figure.

    ``nth`` tells rows apart that say the same, counted from 1.
    """
    words = canonical([what, {name: said.get(name) or "" for name in FIELDS[what]}, nth])
    return f"own-{hashlib.sha256(words.encode()).hexdigest()[:ID_DIGITS]}"


def wrongs(what: What, said: Said, *, today: date, say: Words) -> Iterator[Wrong]:
    """What can't be, whichever way it was typed."""
    value = said.get("value")
    low, high = (value["min"], value["max"]) if isinstance(value, dict) else (value, value)
    if low is not None and high is not None:
        yield from _figure(what, low, high, say)
    if said.get("from") and said.get("from") == said.get("to"):
        yield Wrong("to", say("This is where it begins."), say("Choose another place."))
    began = "departed" if what == "trip" else "as_of"
    if _later(_first_day(str(said.get(began, ""))), today):
        yield Wrong(began, say("This day is still to come."), say("Write when it was."))
    end, start = last_day(str(said.get("valid_until", ""))), _first_day(str(said.get("as_of", "")))
    if end is not None and start is not None and end < start:
        yield Wrong("valid_until", say("This is over before it began."),
                    say("Mend one of the two."))
    if said.get(began) == UNDATED:
        yield Wrong(began, say("A figure of our own has a day or a month."), say("Write when."))
    if said.get("valid_until") and not is_review_date(said["valid_until"]):
        yield Wrong("valid_until", say("This has no last day."), say("Write 2027-05-31."))


def _figure(what: What, low: float, high: float, say: Words) -> Iterator[Wrong]:
    unit = {"quote": say("USD per FEU"), "dwell": say("hours")}.get(what, say("days"))
    if low <= 0 or high <= 0:
        yield Wrong("value", say("This is not above 0."), say("Write it in {unit}.", unit=unit))
    elif low > high:
        yield Wrong("value", say("The lowest is larger than the highest."), say("Swap them."))
    elif high > MOST[what]:
        yield Wrong("value", say("This is more than {most} {unit}.", most=MOST[what], unit=unit),
                    say("Look at the unit again."))


def _later(day: date | None, today: date) -> bool:
    return day is not None and day > today


def _first_day(text: str) -> date | None:
    """The first day an EDTF date may mean; None where nobody can tell."""
    plain = text.split("/", 1)[0].rstrip("~?%")
    parts = plain.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return None
    year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
    try:
        return date(year, month, day)
    except ValueError:  # a season, such as 2026-21
        return None


# --- forms -------------------------------------------------------------------------------------


def own_kept(filled: Filled, what: What, own_id: str, words: OwnWords) -> None:
    """A figure as it was typed: a new one, or one put right."""
    filled.needed("why")
    before = filled.ground.doc(OWN, own_id)
    if own_id and before.get("what") != what:
        raise UnknownEntity(f"There is no own figure “{own_id}” any more. Reload the page.")
    said = READERS[what](filled, words)
    for wrong in () if filled.mistakes else wrongs(what, said, today=filled.ground.today,
                                                   say=filled.say):
        filled.wrong(_form_field(wrong.field, what), f"{wrong.what} {wrong.do}")
    if not filled.mistakes:
        found = own_id or free_id(filled, what, said)
        filled.change(OWN, found, {**_others(before, what), **document(what, found, said)})


def own_withdrawn(filled: Filled, own_id: str) -> None:
    """A figure counts no more; the history keeps it."""
    filled.needed("why")
    if not filled.ground.doc(OWN, own_id):
        raise UnknownEntity(f"There is no own figure “{own_id}” any more. Reload the page.")
    filled.change(OWN, own_id, None)


def free_id(filled: Filled, what: What, said: Said) -> str:
    """The first id for these words that was never taken."""
    return filled.ground.free(OWN, lambda nth: id_of(what, said, nth))


def _others(before: Document, what: What) -> Document:
    """Fields of a record that its form does not show."""
    return {name: value for name, value in before.items() if name not in FIELDS[what]}


def _quote(filled: Filled, words: OwnWords) -> Said:
    until = filled.review_date("valid_until") if filled.text("valid_until") else ""
    return {**_lane(filled, words), "value": filled.number("value"),
            "as_of": filled.date("as_of", undated=False), "valid_until": until,
            **_remarks(filled)}


def _dwell(filled: Filled, words: OwnWords) -> Said:
    stay = filled.chosen("stay", _offered(words.stays))
    crossing, _, direction = stay.partition(":")
    until = filled.review_date("valid_until") if filled.text("valid_until") else ""
    low, high = filled.number("min"), filled.number("max", needed=False)
    value = low if high is None or high == low else {"min": low, "max": high}
    return {"crossing": crossing, "direction": direction, "value": value,
            "as_of": filled.date("as_of", undated=False), "valid_until": until,
            **_remarks(filled)}


def _trip(filled: Filled, words: OwnWords) -> Said:
    departed = filled.date("departed", undated=False)
    return {**_lane(filled, words), "value": filled.number("value"), "departed": departed,
            "as_of": departed, **_remarks(filled)}


READERS: dict[What, Callable[[Filled, OwnWords], Said]] = {
    "quote": _quote, "dwell": _dwell, "trip": _trip,
}


def _lane(filled: Filled, words: OwnWords) -> Document:
    """From, to and way. A way that has gone meanwhile may stay what it is."""
    places = _offered(words.places)
    return {"from": filled.chosen("from", places), "to": filled.chosen("to", places),
            "via": filled.chosen("via", (*_offered(words.ways), filled.text("via_before")))}


def _offered(named: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(named) or ("",)


def _remarks(filled: Filled) -> Document:
    return {"operator": filled.text("operator"), "note": filled.text("note")}


def _form_field(name: str, what: What) -> str:
    return "min" if name == "value" and what == "dwell" else name


# --- what counts for a question ----------------------------------------------------------------


def expired(figure: OwnFigure, today: date) -> bool:
    """Whether the last day it holds for is over."""
    end = last_day(figure.valid_until)
    return end is not None and end < today


def touching(
    own: Iterable[OwnFigure],
    *,
    ends: tuple[str, str],
    stays: frozenset[tuple[str, Direction]],
    used: frozenset[str],
    today: date,
) -> list[Touched]:
    """Figures of these ends, and of borders the ways shown cross; the newest first.

    ``used`` are the ids the answer rests on.
    """
    found = [
        Touched(figure, _state(figure, used, today)) for figure in own
        if ((figure.crossing, figure.direction) in stays if figure.what == "dwell"
            else (figure.start, figure.end) == ends)
    ]
    newest = sorted(found, key=lambda item: item.figure.as_of, reverse=True)
    return sorted(newest, key=lambda item: item.state == "expired")


def _state(figure: OwnFigure, used: frozenset[str], today: date) -> State:
    if expired(figure, today):
        return "expired"
    return "used" if figure.id in used else "beside"


def trips_of(own: Iterable[OwnFigure], figure: OwnFigure) -> int:
    """How many own trips there are of the same ends and way."""
    return sum(other.what == "trip" and (other.start, other.end, other.via)
               == (figure.start, figure.end, figure.via) for other in own)
