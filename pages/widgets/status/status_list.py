"""The status page: one glance before visitors come."""

from collections import Counter

from atlas.config import Settings
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.store import Store
from pages.widgets.status.figure_lines import figure_lines
from pages.widgets.status.line import Line, Standing, line_node, sign
from pages.widgets.status.map_lines import map_lines
from pages.widgets.status.store_lines import store_lines
from pages.widgets.wording import Screen


def status_list(s: Screen, *, store: Store, settings: Settings) -> Node:
    """The page: how all stands together, then line by line."""
    lines = [*store_lines(store, settings, s), *figure_lines(settings, s), *map_lines(settings, s)]
    worst = _worst(lines)
    return h(
        "div",
        {"class": "status", "data-sheet": "status"},
        h("h1", None, s.say("State of the atlas")),
        h("p", f"status-all is-{worst}", sign(worst), h("span", None, _together(lines, s))),
        h("ul", "status-lines", *(line_node(line, s) for line in lines)),
    )


def _worst(lines: list[Line]) -> Standing:
    standings: tuple[Standing, ...] = ("bad", "warn", "good")
    return next(one for one in standings if any(line.standing == one for line in lines))


def _together(lines: list[Line], s: Screen) -> str:
    counted = Counter(line.standing for line in lines)
    if counted["good"] == len(lines):
        return s.say("Everything is in order.")
    return s.say("{good} in order · {warn} to look at · {bad} to act on",
                 good=number(counted["good"], s.lang), warn=number(counted["warn"], s.lang),
                 bad=number(counted["bad"], s.lang))
