"""Words of the page of facts that several of its forms use."""

from atlas.i18n.figures import unit_words
from layers.model import Grade
from pages.widgets.wording import Screen, grade_words


def unit_names(s: Screen, units: tuple[str, ...]) -> dict[str, str]:
    """Every unit by its name; those that stand without words beside a figure have one here."""
    own = {"count": s.say("number of things"), "year": s.say("year"), "date": s.say("date")}
    return {unit: own.get(unit) or unit_words(unit, s.say) for unit in units}


def level_names(s: Screen) -> dict[str, str]:
    """Who may see something."""
    return {
        "public": s.say("public"),
        "visitor": s.say("visitors in the hall"),
        "internal": s.say("the office only"),
    }


def confidence_names(s: Screen) -> dict[str, str]:
    """How sure something is."""
    return {
        "high": s.say("high: the source is close to it"),
        "medium": s.say("medium: one source, not checked"),
        "low": s.say("low: hearsay or a copy"),
    }


def grade_names(s: Screen) -> dict[str, str]:
    """How good a source is that was found."""
    grades: tuple[Grade, ...] = ("official", "press", "copy")
    return {grade: grade_words(grade, s) for grade in grades}


def kind_names(s: Screen) -> dict[str, str]:
    """What kind of thing a claim says."""
    return {
        "number": s.say("Number"),
        "range": s.say("Range"),
        "date": s.say("Date"),
        "words": s.say("Words"),
        "unknown": s.say("Unknown"),
    }


def publisher_kind_names(s: Screen, kinds: tuple[str, ...]) -> dict[str, str]:
    """What a publisher is."""
    named = {
        "official": s.say("authority"),
        "agency": s.say("news agency"),
        "press": s.say("press"),
        "company": s.say("company"),
        "institution": s.say("institution"),
        "reference": s.say("reference work"),
        "atlas": s.say("this atlas"),
    }
    return {kind: named.get(kind, kind) for kind in kinds}


def date_hint(s: Screen) -> str:
    """How a date is written."""
    return s.say("2026, 2026-05 or 2026-05-12; 2010~ for about; 2015/2017 for a span.")
