"""“Correct”: the way from a figure on any screen to the form that puts it right."""

from typing import TYPE_CHECKING

from atlas import process
from atlas.maps.element import Node, h
from layers.model import Claim, Fact
from pages.widgets.facts_address import FactsAddress

if TYPE_CHECKING:  # the wording of screens puts this link beside its figures
    from pages.widgets.wording import Screen


def correct_link(claim: Claim, fact: Fact, s: "Screen") -> Node | None:
    """A link to the form of a claim; nothing where this process does not allow editing.

    An old state of the data has none either: what would be put right is the present one.
    A claim's id begins with the id of what it is about, so a crossing's fact shown in the panel
    of its stop still leads to the crossing.
    """
    if not process.settings().editing or s.view.kiosk or shows_old_data(s):
        return None
    owner = claim.id.partition(".")[0]
    sel = owner if s.catalog.find(owner) is not None else ""  # items of the plan have no place
    label = fact.label.to(s.lang).text
    words = s.say("Correct")
    return h("a", {**FactsAddress(sel=sel, fact=claim.id).link(s.view), "class": "correct",
                   "aria-label": f"{words}: {label}", "data-correct": claim.id}, words)


def shows_old_data(s: "Screen") -> bool:
    """Whether the screen shows the data of an earlier day, as ``v=`` of its address asks."""
    return bool(s.view.v) and s.catalog.version != process.store().version
