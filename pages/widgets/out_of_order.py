"""What a visitor sees while the data can't be read: two calm sentences; the log has the rest."""

import logging

from atlas.i18n import words
from atlas.maps.element import h
from layers.errors import AtlasError
from pages.widgets.mount import tree

LOG = logging.getLogger(__name__)


def out_of_order(lang: str, error: AtlasError) -> None:
    """Show that the atlas has no data at the moment, and log why."""
    LOG.error("The data can't be shown. %s", error)
    say = words(lang)
    room = {"padding": "48px 24px", "max-width": "720px", "margin": "0 auto"}
    tree(
        h("main", {"class": "out-of-order", "role": "alert", "style": room},
          h("h1", None, say("The atlas can’t show its data at the moment.")),
          h("p", None, say(
              "Please come back a little later. For the office: the log says why, and "
              "“python -m atlas check” lists what to mend."))),
        key="out-of-order",
        root={"lang": lang},
    )
