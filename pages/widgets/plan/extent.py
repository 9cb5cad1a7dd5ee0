"""Where the planner's map starts: on both ends, with room for the ways between them."""

from atlas.maps.document import EURASIA
from atlas.maps.view import Bounds
from pages.widgets.plan.question import Asked

MARGIN_DEG = 6.0
WEST, SOUTH, EAST, NORTH = EURASIA


def plan_extent(asked: Asked) -> Bounds | None:
    """All of Eurasia where both ends lie in it: the ways by sea run round it."""
    stops = [asked.s.catalog.places[name] for name in (asked.origin, asked.destination) if name]
    points = [(place.x, place.y) for stop in stops if (place := stop.location.geometry)]
    if all(WEST <= lon <= EAST and SOUTH <= lat <= NORTH for lon, lat in points):
        return None
    lons, lats = [lon for lon, _lat in points], [lat for _lon, lat in points]
    return (max(min(*lons, WEST) - MARGIN_DEG, -180.0), max(min(*lats, SOUTH) - MARGIN_DEG, -60.0),
            min(max(*lons, EAST) + MARGIN_DEG, 180.0), min(max(*lats, NORTH) + MARGIN_DEG, 80.0))
