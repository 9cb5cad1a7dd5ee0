"""How far a park lies from the rail port, airport, stations, city hall and the line's borders."""

from atlas.i18n.figures import number
from atlas.i18n.places import direction
from atlas.maps.element import Node, h
from layers.catalog import Catalog
from layers.model import Entity
from layers.parks import Separation, separations
from pages.widgets.wording import Screen

# Rail ports, airport, stations, government: in the order a guest asks.
CITY_PLACES = ("changchun-intl-port", "xinglong-railport", "cgq", "stn-changchun",
               "stn-changchun-west", "city-hall")
FINE_KM = 10.0  # a tenth of a kilometre is told below this, and only of a place known so well


def distances(park: Entity, s: Screen) -> Node:
    """A list for a placed park; for the others the sentence that none is computed."""
    found = separations(park, places(s.catalog))
    if not found:
        return h("p", "no-distances",
                 s.say("No distance is computed while the location is not confirmed."))
    return h(
        "div",
        "distances",
        h("h3", None, s.say("Distances in a straight line")),
        h("ul", "distance-list", *(_row(item, s) for item in found)),
        h("p", "fact-note", s.say(
            "Geodesic, WGS84 ellipsoid; ± adds the accuracies of both places.")),
    )


def places(catalog: Catalog) -> tuple[Entity, ...]:
    """What distances are told to: places in the city, then the border crossings of the line."""
    city = [found for name in CITY_PLACES if (found := catalog.find(name)) is not None]
    stops = {item.stop.id for item in catalog.line.stops}
    borders = [item for item in catalog.layer("borders") if stops & set(item.stops)]
    return (*city, *borders)


def _row(item: Separation, s: Screen) -> Node:
    return h(
        "li",
        {"data-hover": item.place.id, "data-place": item.place.id, "data-km": f"{item.km:.3f}"},
        h("span", None, item.place.label(s.lang)),
        h("span", "distance-way", _arrow(item.bearing_deg), direction(item.bearing_deg, s.say)),
        h("span", "distance-km", *_km(item, s)),
    )


def _km(item: Separation, s: Screen) -> list[Node]:
    """Kilometres no finer than both places are known."""
    digits = 1 if item.accuracy_km < 1 and item.km < FINE_KM else 0
    spread = number(round(item.accuracy_km, 1), s.lang)
    return [
        h("b", None, number(round(item.km, digits), s.lang)),
        h("small", None, f" ±\u202f{spread} km" if item.accuracy_km else " km"),
    ]


def _arrow(bearing_deg: float) -> Node:
    return h(
        "svg",
        {"class": "bearing", "viewBox": "0 0 16 16", "aria-hidden": "true"},
        h("path", {"d": "M8 1.5 12 13 8 10.5 4 13Z", "fill": "currentColor",
                   "transform": f"rotate({bearing_deg:.0f} 8 8)"}),
    )
