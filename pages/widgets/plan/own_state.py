"""What is open of the own figures: a form, a file being looked at, how the last act ended."""

from dataclasses import dataclass

import streamlit as st

from atlas import process
from atlas.facts.own_words import What
from atlas.maps.element import Node
from layers.model import AUDIENCES
from pages.widgets.facts.taken import NOTHING, Taken
from pages.widgets.review.act import Outcome

KEPT = "atlas.plan.own"


@dataclass(frozen=True, slots=True)
class Held:
    """The state of one session's part; everything at its default is closed.

    ``what`` and ``of`` name what the last act was about (``of`` is empty for a new figure),
    ``open`` says that its form is open, ``leaving`` that it withdraws; ``taken`` is what came of
    it, ``upload`` a file, ``note`` a sentence.
    """

    what: What | None = None
    of: str = ""
    open: bool = False
    leaving: bool = False
    taken: Taken = NOTHING
    upload: str = ""
    outcome: Outcome | None = None
    note: Node | None = None


CLOSED = Held()


def held() -> Held:
    """What is open in this session."""
    found = st.session_state.get(KEPT)
    return found if isinstance(found, Held) else CLOSED


def hold(state: Held) -> None:
    """Keep what is open until the next act."""
    st.session_state[KEPT] = state


def of_office() -> bool:
    """Whether this process may show own figures at all."""
    return process.settings().audience == AUDIENCES[-1]
