"""How the figures stand: how many are due for review, how many lead but rest on copies."""

from collections.abc import Iterator

from atlas.config import Settings
from atlas.maps.element import Node, h
from layers.freshness import due, weak_headlines
from pages.widgets.freshness.words import due_words, to_due, weak_words
from pages.widgets.status.line import Line
from pages.widgets.wording import Screen


def figure_lines(settings: Settings, s: Screen) -> Iterator[Line]:
    """Two lines; where editing is allowed they lead to the list."""
    late, weak = len(due(s.catalog, s.today)), len(weak_headlines(s.catalog))
    review, copies = s.say("Reviews"), s.say("Headline figures")
    do = s.say("Look at them again before visitors do.") if settings.editing else ""
    original = s.say("Put the original in the copy’s place.") if settings.editing else ""
    yield Line("due", "warn", review, _linked(due_words(late, s), settings, s), do=do) if late \
        else Line("due", "good", review, s.say("No figure is past its review date"))
    yield Line("copies", "warn", copies, _linked(weak_words(weak, s), settings, s), do=original) \
        if weak else Line("copies", "good", copies, s.say("None rests on a secondary copy"))


def _linked(words: str, settings: Settings, s: Screen) -> Node:
    return h("a", to_due(s), words) if settings.editing else words
