"""The closed lists of the workbook: each code with the word its cells show, and what that means.

No cell shows a code, every cell understands one, and the words of every language the workbook is
written in: so it may be read in another language than it was written in.
"""

import unicodedata
from functools import cache
from typing import Any

from atlas.facts.sheet_columns import SAID_IN, Column, said
from atlas.i18n import N_, Words, words
from atlas.i18n.figures import unit_words
from layers.check.shapes import GROUPS, UNITS
from layers.model import UNDATED

UNIT_LIST = "units"
NO_DATE = N_("undated")
_GROUP_WORDS = {
    "profile": N_("Profile"),
    "industry": N_("Industry"),
    "policy": N_("Policy"),
    "timeline": N_("Plans and goals"),
    "partner": N_("Partners"),
    "location": N_("Location"),
    "transport": N_("Transport"),
    "figures": N_("Figures"),
    "risk": N_("Risks and mix-ups"),
    "contact": N_("Contacts"),
}
# Units that stand without a word beside their figure, or with one that in Chinese means carriages
# too; the others say themselves.
_UNIT_WORDS = {
    "count": N_("number of things"), "year": N_("year"), "date": N_("date"), "kn": N_("knots"),
}
# Code → the word of its cells.
CHOICES: dict[str, dict[str, str]] = {
    UNIT_LIST: {unit: _UNIT_WORDS.get(unit, "") for unit in UNITS},
    "levels": {
        "public": N_("public"),
        "visitor": N_("visitors in the hall"),
        "internal": N_("the office only"),
    },
    "confidences": {"high": N_("high"), "medium": N_("medium"), "low": N_("low")},
    "grades": {
        "official": N_("Official"),
        "press": N_("Press"),
        "copy": N_("secondary copy"),
        "not-found": N_("not found"),
    },
    "groups": {group: _GROUP_WORDS[group] for group in GROUPS},
    "kinds": {
        "official": N_("authority"),
        "agency": N_("news agency"),
        "press": N_("press"),
        "company": N_("company"),
        "institution": N_("institution"),
        "reference": N_("reference work"),
        "atlas": N_("this atlas"),
        "unknown": N_("unknown"),
    },
    "licences": {"facts only": N_("facts only"), "public domain": N_("public domain")},
}
LISTS = {
    UNIT_LIST: N_("Unit"),
    "levels": N_("Level"),
    "confidences": N_("Confidence"),
    "grades": N_("Grade"),
    "groups": N_("Group"),
    "kinds": N_("Kind of publisher"),
    "licences": N_("Licence"),
}
# What a word of a list means where it does not say so itself.
MEANINGS: dict[str, dict[str, str]] = {
    "levels": {
        "public": N_("everybody sees it"),
        "visitor": N_("shown in the hall, not on the public site"),
        "internal": N_("never shown to visitors"),
    },
    "confidences": {
        "high": N_("the source is close to it"),
        "medium": N_("one source, not checked"),
        "low": N_("hearsay or a copy"),
    },
    "grades": {
        "official": N_("the issuer itself"),
        "press": N_("another named body"),
        "copy": N_("a copy whose original was not reached"),
        "not-found": N_("no source was found"),
    },
}


def worded(value: Any, column: Column, say: Words) -> Any:
    """What a cell shows of a value: a code as its word, an undated date in words."""
    if value == UNDATED and column.form in ("date", "figure"):
        return say(NO_DATE)
    return word(column.choices, value, say) if column.choices and value else value


def word(choices: str, code: str, say: Words) -> str:
    """The word for a code; a unit as it stands beside a figure, an unknown code as it is."""
    message = CHOICES[choices].get(code, "")
    if message:
        return say(message)
    return unit_words(code, say) if choices == UNIT_LIST else code


@cache
def codes(choices: str) -> dict[str, str]:
    """Code by what may be typed for it: its word in each language, and the code itself."""
    listed = CHOICES[choices]
    named = {folded(word(choices, code, words(lang))): code for lang in SAID_IN for code in listed}
    return named | {folded(code): code for code in listed}


@cache
def undated() -> frozenset[str]:
    """What may be typed where no date is known."""
    return frozenset({folded(UNDATED), *(folded(word) for word in said(NO_DATE))})


def folded(word: str) -> str:
    """A word as it is compared: full-width letters and capitals are the same."""
    return unicodedata.normalize("NFKC", word).strip().casefold()
