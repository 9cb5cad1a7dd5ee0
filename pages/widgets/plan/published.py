"""Published times of a lane: what others have said, to stand beside the model's band."""

from atlas.i18n.figures import claim_words, edtf
from atlas.maps.charts.day_bands import Published
from atlas.routing.plan import Alternative
from atlas.routing.query import Query
from layers.model import Claim, ValueRange
from layers.network import Trip
from pages.widgets.wording import Screen

FACT = "days"
DAYS = {"days": 1.0, "hours": 1 / 24}


def trips_of(item: Alternative, query: Query, s: Screen) -> list[Trip]:
    """Published trips of this very lane by this alternative, or by its mode where none is named."""
    return [
        trip for trip in s.catalog.network.trips.values()
        if (trip.start, trip.end) == (query.origin, query.destination)
        and (trip.via == item.id or (not trip.via and trip.mode == item.mode))
    ]


def published_of(item: Alternative, query: Query, s: Screen) -> list[Published]:
    """The same as marks on the axis of days."""
    found = []
    for trip in trips_of(item, query, s):
        claim = trip.claim(FACT)
        ends = _ends(claim) if claim else None
        if claim and ends:
            found.append(Published(*ends, trip_words(trip, claim, s)))
    return found


def _ends(claim: Claim) -> tuple[float | None, float | None] | None:
    factor = DAYS.get(claim.unit or "")
    if factor is None or claim.value is None or isinstance(claim.value, str):
        return None
    if isinstance(claim.value, ValueRange):
        low, high = claim.value.low, claim.value.high
        return (None if low is None else low * factor, None if high is None else high * factor)
    return claim.value * factor, claim.value * factor


def trip_words(trip: Trip, claim: Claim, s: Screen) -> str:
    """A published time in a line: figure, what it covers, year."""
    scope = trip.scope.to(s.lang).text
    said = (claim_words(claim, s.lang, s.say), scope, edtf(claim.as_of, s.say))
    return " · ".join(part for part in said if part)
