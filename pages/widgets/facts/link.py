"""“Correct”: the way from a figure on any screen to the form that puts it right."""

from atlas import process
from atlas.maps.element import Node, h
from layers.model import Claim, Fact
from pages.widgets.facts.address import FactsAddress
from pages.widgets.icons import icon
from pages.widgets.screen import Screen


def correct_link(claim: Claim, fact: Fact, s: Screen) -> Node | None:
    """A pencil that leads to the form of a claim; nothing where editing is not allowed.

    An old state of the data has none either, nor one that is only previewed: what would be put
    right is the present one.
    A claim's id begins with the id of what it is about, so a crossing's fact shown in the panel
    of its stop still leads to the crossing.
    """
    if not process.settings().editing or s.view.kiosk or shows_old_data(s) or _previewed(s):
        return None
    owner = claim.id.partition(".")[0]
    sel = owner if s.catalog.find(owner) is not None else ""  # items of the plan have no place
    words = s.say("Correct: {label}", label=fact.label.to(s.lang).text)
    return h("a", {**FactsAddress(sel=sel, fact=claim.id).link(s.view), "class": "pencil",
                   "aria-label": words, "title": words, "data-correct": claim.id}, icon("facts"))


def _previewed(s: Screen) -> bool:
    """Whether the screen shows what a draft would make: such data has no version yet."""
    return not s.catalog.version


def shows_old_data(s: Screen) -> bool:
    """Whether the screen shows the data of an earlier day, as ``v=`` of its address asks."""
    return bool(s.view.v) and s.catalog.version != process.store().version
