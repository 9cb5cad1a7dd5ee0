"""The quiet line on the start page: how many figures wait for somebody to look at them again."""

from atlas import process
from atlas.maps.element import Node, h
from layers.freshness import due, weak_headlines
from pages.widgets.freshness.words import due_words, to_due, weak_words
from pages.widgets.mount import tree
from pages.widgets.wording import Screen, clock


def due_strip(s: Screen) -> None:
    """Show it where this process allows editing; visitors see the marks instead."""
    node = strip(s) if process.settings().editing else None
    if node is not None:
        tree(node, key="due-strip")


def strip(s: Screen) -> Node | None:
    """The line, or nothing where nothing waits."""
    late, weak = len(due(s.catalog, s.today)), len(weak_headlines(s.catalog))
    if not late and not weak:
        return None
    said = [due_words(late, s)] if late else []
    said += [weak_words(weak, s)] if weak else []
    return h("a", {"class": "due-strip", "data-testid": "due-strip", **to_due(s)},
             clock(), h("span", None, " · ".join(said)), h("span", {"aria-hidden": "true"}, "›"))
