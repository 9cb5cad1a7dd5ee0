"""One calm sentence for each part of an address that could not be used."""

from atlas.maps.element import h
from atlas.maps.view import Notice
from pages.widgets.mount import tree
from pages.widgets.wording import Screen

SHORTEN = 40  # a value is shown so that the visitor recognises it, not in full


def notices(s: Screen, dropped: list[Notice]) -> None:
    """Show what was dropped, nothing where nothing was."""
    sentences = [
        h("p", None, s.say(
            "“{key}={value}” in this link was not understood; the rest is shown.",
            key=notice.key, value=notice.value[:SHORTEN],
        ))
        for notice in dropped
    ]
    services = {service.id for service in s.catalog.services}
    if s.view.sel and s.catalog.find(s.view.sel) is None and s.view.sel not in services:
        sentences.append(h("p", None, s.say(
            "This link names “{id}”, which the atlas does not hold; the rest is shown.",
            id=s.view.sel[:SHORTEN],
        )))
    if sentences:
        tree(h("div", {"class": "notices", "role": "status"}, *sentences), key="notices")
