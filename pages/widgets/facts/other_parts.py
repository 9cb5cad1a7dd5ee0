"""The parts of the page of facts beside the facts themselves: one line for each."""

from typing import Any, Protocol

from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from atlas.maps.element import Node
from pages.widgets.facts.address import FactsAddress, Part
from pages.widgets.facts.sheet_part import sheet_part
from pages.widgets.freshness.due_list import due_list
from pages.widgets.history.part import history_part
from pages.widgets.releases.part import releases_part
from pages.widgets.review.part import review_part
from pages.widgets.wording import Screen


class FactsPart(Protocol):
    """What a part is given: ``form`` is what its own form has just sent, if anything."""

    def __call__(
        self,
        s: Screen,
        *,
        desk: Desk,
        editor: Editor,
        address: FactsAddress,
        form: dict[str, Any] | None,
    ) -> Node:
        """The part as a tree; it takes its own form first."""


def due_part(
    s: Screen,
    *,
    desk: Desk,  # noqa: ARG001 - all parts are called alike
    editor: Editor,  # noqa: ARG001
    address: FactsAddress,  # noqa: ARG001
    form: dict[str, Any] | None,  # noqa: ARG001
) -> Node:
    """What is past its review date, and headline figures on secondary copies."""
    return due_list(s, s.today)


FACTS_PARTS: dict[Part, FactsPart] = {
    "review": review_part,
    "history": history_part,
    "sheet": sheet_part,
    "releases": releases_part,
    "due": due_part,
}
