"""Published times of a lane: what others have said, to stand beside the model's band."""

from atlas.i18n.figures import claim_words, edtf
from atlas.maps.charts.day_bands import Published
from atlas.routing.plan import Alternative
from atlas.routing.query import Query
from layers.model import Claim
from layers.network import Trip
from pages.widgets.wording import Screen

FACT = "days"
DAYS = {"days": 1.0, "hours": 1 / 24}


def published_of(item: Alternative, query: Query, s: Screen) -> list[Published]:
    """Published times of this lane by this alternative, then those of lanes close by.

    Close by is a trip from the same place to another one in the same country; it says its lane.
    """
    found = []
    for trip in s.catalog.network.trips.values():
        claim = trip.claim(FACT)
        ends = claim.ends(DAYS) if claim else None
        if claim is None or ends is None or not _is_by(trip, item):
            continue
        if (trip.start, trip.end) == (query.origin, query.destination):
            found.append(Published(*ends, trip_words(trip, claim, s)))
        elif _is_nearby(trip, query, s):
            words = f"{trip.lane.to(s.lang).text} · {trip_words(trip, claim, s)}"
            found.append(Published(*ends, words, nearby=True))
    return sorted(found, key=lambda one: one.nearby)


def _is_by(trip: Trip, item: Alternative) -> bool:
    """Whether a trip was made this way; by its mode where no way is named."""
    return trip.via == item.id or (not trip.via and trip.mode == item.mode)


def _is_nearby(trip: Trip, query: Query, s: Screen) -> bool:
    places = [s.catalog.places.get(name or "") for name in (trip.end, query.destination)]
    countries = {place.country if place else None for place in places}
    return trip.start == query.origin and len(countries) == 1 and None not in countries


def trip_words(trip: Trip, claim: Claim, s: Screen) -> str:
    """A published time in a line: figure, what it covers, year."""
    scope = trip.scope.to(s.lang).text
    said = (claim_words(claim, s.lang, s.say), scope, edtf(claim.as_of, s.say))
    return " · ".join(part for part in said if part)
