"""The international cooperation parks: which come first, and what may be computed from them."""

from dataclasses import dataclass

from layers.catalog import Catalog
from layers.crs import bearing_deg, distance_km
from layers.model import Entity

# The order of the city's plan, kept wherever the five stand side by side.
FIVE_PARKS = ("park-rok", "park-germany", "park-thailand", "park-russia", "park-cuba")
COUNTRY_OF_PARK = {
    "park-rok": "KR",
    "park-germany": "DE",
    "park-thailand": "TH",
    "park-russia": "RU",
    "park-cuba": "CU",
}


@dataclass(frozen=True, slots=True)
class Separation:
    """How far and in which direction another place lies, with both accuracies added."""

    place: Entity
    km: float
    accuracy_km: float
    bearing_deg: float


def five_parks(catalog: Catalog) -> tuple[Entity, ...]:
    """The five parks of the plan, in its order."""
    return tuple(catalog.entity(park_id) for park_id in FIVE_PARKS)


def separations(park: Entity, places: tuple[Entity, ...]) -> tuple[Separation, ...]:
    """Geodesic distance and direction from a park to each place that has a position.

    Empty for a park without a confirmed site: nothing is computed from an unknown place.
    """
    if park.location.geometry is None:
        return ()
    here = (park.location.geometry.x, park.location.geometry.y)
    found = []
    for place in places:
        if place.location.geometry is None or place.id == park.id:
            continue
        there = (place.location.geometry.x, place.location.geometry.y)
        spread = (park.location.accuracy_km or 0.0) + (place.location.accuracy_km or 0.0)
        found.append(
            Separation(place, distance_km(here, there), spread, bearing_deg(here, there))
        )
    return tuple(found)
