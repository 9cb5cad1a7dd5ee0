"""Terminals reached in time as marks on the map: a disc with the days, while that part is open."""

from dataclasses import replace

from atlas.i18n.figures import number
from atlas.i18n.places import country
from atlas.maps.feature import Card, Feature, labels
from atlas.maps.ways import LAYER, WAY, Way, Ways
from atlas.routing.reach import Reached
from atlas.routing.transit_time import days_words
from pages.widgets.plan.limits import days_of
from pages.widgets.plan.question import Asked
from pages.widgets.plan.reach import MARK, terminals, way_words
from pages.widgets.wording import Screen

TAB = "reach"
PRIORITY = 88  # below the ends and changes of the chosen way
FIRST_ZOOM = 2.0


def with_reached(ways: Ways | None, asked: Asked) -> Ways | None:
    """The ways with these marks; without any way the marks alone."""
    if asked.s.view.tab != TAB:
        return ways
    shown = ways or Ways(Way(WAY, "", ("",), ()))
    return replace(shown, marks=reach_marks(asked))


def reach_marks(asked: Asked) -> tuple[Feature, ...]:
    """A mark for each terminal that is reached within the days of the address."""
    days, _by_air = days_of(asked.s.view.within)
    found = (_mark(item, asked.s) for item in terminals(asked) if item.days <= days)
    return tuple(mark for mark in found if mark is not None)


def _mark(item: Reached, s: Screen) -> Feature | None:
    stop = s.catalog.places[item.place]
    point = stop.location.geometry
    if point is None:
        return None
    days = number(days_words(item.days)[0], s.lang)
    rows = (
        (s.say("Country"), country(stop.country or "", s.lang)),
        (s.say("Days, P50"), days),
        (s.say("Way"), way_words(item, s)),
    )
    return Feature(
        id=item.place, layers=(LAYER,), kind=MARK, symbol="disc", state="placed", hue="accent",
        label=labels(stop, s.phrasing), mark=days, priority=PRIORITY, minzoom=FIRST_ZOOM,
        point=(round(point.x, 4), round(point.y, 4)),
        card=Card(stop.names.to(s.lang).text, rows=rows),
    )
