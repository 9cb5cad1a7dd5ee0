"""What a visitor sees where a page can't be made: two calm sentences; the log has the rest."""

import logging

from atlas.i18n import words
from atlas.maps.element import Node, h
from layers.errors import AtlasError
from pages.widgets.mount import tree

LOG = logging.getLogger(__name__)
ROOM = {"padding": "48px 24px", "max-width": "720px", "margin": "0 auto"}


def out_of_order(lang: str, error: AtlasError) -> None:
    """Show that the atlas has no data at the moment, and log why."""
    LOG.error("The data can't be shown. %s", error)
    say = words(lang)
    _show(
        lang,
        h("h1", None, say("The atlas can’t show its data at the moment.")),
        h("p", None, say(
            "Please come back a little later. For the office: the log says why, and "
            "“python -m atlas check” lists what to mend.")),
    )


def page_out_of_order(lang: str, path: str, error: Exception) -> None:
    """Show that this one page can't be made, and log where it failed."""
    LOG.error("The page %s can't be shown.", path, exc_info=error)
    say = words(lang)
    _show(
        lang,
        h("h1", None, say("This page can’t be shown at the moment.")),
        h("p", None, say(
            "The menu leads to the other pages. For the office: the log says why.")),
    )


def _show(lang: str, *said: Node) -> None:
    # The styles put away what the page had shown before it failed.
    tree(
        h("main", {"class": "out-of-order", "role": "alert", "style": ROOM,
                   "data-sheet": "out-of-order", "data-testid": "out-of-order"}, *said),
        key="out-of-order",
        root={"lang": lang},
    )
