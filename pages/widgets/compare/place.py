"""Distances from parks to the rail port and the airport, where a park has a place."""

from atlas.i18n.figures import number
from atlas.i18n.places import direction
from atlas.maps.element import Node, h
from layers.model import Entity
from layers.parks import Separation, separations
from pages.widgets.wording import Screen

ANCHORS = ("xinglong-railport", "cgq")  # rail port, airport


def distance_rows(parks: tuple[Entity, ...], s: Screen) -> list[Node]:
    """A row for each anchor of the city's transport."""
    found = (s.catalog.find(anchor) for anchor in ANCHORS)
    return [_row(place, parks, s) for place in found if place is not None]


def _row(place: Entity, parks: tuple[Entity, ...], s: Screen) -> Node:
    label = s.say("Distance to {place}", place=place.label(s.lang))
    measured = any(separations(park, (place,)) for park in parks)
    return h("tr", {"data-row": f"to-{place.id}", "data-same": None if measured else "true"},
             h("th", {"scope": "row"}, label), *(_cell(park, place, s) for park in parks))


def _cell(park: Entity, place: Entity, s: Screen) -> Node:
    apart = separations(park, (place,))
    if not apart:
        return h("td", None, h("span", "value unknown", s.say("not computed")),
                 _line("none", s.say("location not confirmed")))
    return h("td", None, h("span", "value", distance_words(apart[0], s)),
             _line("half", s.say("straight line, measured by the atlas")))


def distance_words(apart: Separation, s: Screen) -> str:
    """Kilometres with their accuracy and the direction: "17 ± 7 km · north-east".

    Rounded to whole kilometres where the accuracy is one kilometre or more, else to 100 m. No
    direction where the accuracy is larger than the distance: it could be any.
    """
    digits = 0 if apart.accuracy_km >= 1 else 1
    km = number(round(apart.km, digits), s.lang)
    spread = number(round(apart.accuracy_km, digits), s.lang)
    if apart.accuracy_km >= apart.km:
        return f"{km} ± {spread} km"
    return f"{km} ± {spread} km · {direction(apart.bearing_deg, s.say)}"


def _line(mark: str, words: str) -> Node:
    return h("span", "source", h("i", {"class": f"grade grade-{mark}", "aria-hidden": "true"}),
             h("span", None, words))
