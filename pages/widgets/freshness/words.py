"""What is due for review and what rests on copies, in words, with the way to where it is mended."""

from typing import Any

from atlas.i18n.figures import number
from layers.freshness import Asked
from pages.widgets.facts.address import FactsAddress
from pages.widgets.wording import Screen

MONTHS_FROM = 60  # days; below that they are counted one by one
DAYS_A_MONTH = 30.44


def due_words(count: int, s: Screen) -> str:
    """How many figures are due for review."""
    if count == 1:
        return s.say("1 figure is due for review")
    return s.say("{count} figures are due for review", count=number(count, s.lang))


def weak_words(count: int, s: Screen) -> str:
    """How many headline figures rest on a secondary copy or on nothing."""
    if count == 1:
        return s.say("1 headline figure rests on a secondary copy")
    return s.say("{count} headline figures rest on secondary copies", count=number(count, s.lang))


def late_words(days: int, s: Screen) -> str:
    """How long ago a review was due."""
    if days == 1:
        return s.say("1 day late")
    if days < MONTHS_FROM:
        return s.say("{days} days late", days=number(days, s.lang))
    return s.say("{months} months late", months=number(round(days / DAYS_A_MONTH), s.lang))


def to_due(s: Screen) -> dict[str, Any]:
    """Attributes of a link to the list of all of them."""
    return FactsAddress(part="due").link(s.view)


def to_fact(asked: Asked, s: Screen) -> dict[str, Any]:
    """Attributes of a link to where a fact is mended."""
    return FactsAddress(sel=asked.owner.id, fact=asked.id).link(s.view)
