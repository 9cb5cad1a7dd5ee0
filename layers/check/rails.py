"""Legs, tracks and the paths over them: kilometres that can be, and lines that can be drawn."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import available_timezones

from shapely.geometry import LineString

from layers.check.book import Book, Finding
from layers.check.countries import km_outside
from layers.check.record import Record
from layers.crs import LonLat, distance_km
from layers.errors import Problem
from layers.model import NOT_FOUND

Doc = dict[str, Any]
Pair = frozenset[str]

# A railway is never shorter than the great circle (1 % for the ellipsoid and rounded
# kilometres) and hardly ever longer than 1/0.6 of it, even around Lake Baikal.
LEAST_RATIO, MOST_RATIO = 0.6, 1.01
DISPUTED_SHARE = 0.15  # beyond this a second source's kilometres need a word of explanation
# Between two stations of one city nothing may be counted (freight goes round on an unknown ring).
LINK_KM = 10.0
STOP_OFF_LINE_KM = 2.0  # or the stop's own accuracy, where that is coarser
# The sum of the legs from Changchun to Schwarzheide. The published 9,800 km is a rounded figure
# and stands beside it; a change of this sum is a change of a leg somebody must have meant.
LINE_KM = {"line-cme": 9756.0}
KM_TOLERANCE = 0.5


@cache
def _zones() -> set[str]:
    """Listed once: it walks the whole folder of the tz database."""
    return available_timezones()


def stops_have_known_time_zones(book: Book) -> Iterator[Problem]:
    """Local time at a stop comes from the tz database."""
    zones = _zones()
    for record in book.table("stops"):
        zone = record.doc.get("timezone")
        if zone is not None and zone not in zones:
            do = "Use a name of the tz database, such as Asia/Shanghai."
            yield record.problem("timezone", f"“{zone}” is not known.", do)


def named_stops_exist(book: Book) -> Iterator[Problem]:
    """Legs, services, borders and paths name stops that exist."""
    stops, lines = book.ids("stops"), book.ids("routes")
    for record in book.table("legs", "tracks", "services", "borders", "routes"):
        for where, stop in _named_stops(record.doc):
            if stop not in stops:
                do = "Mend the id, or add it to routes/stops.toml."
                yield record.problem(where, f"“{stop}” is no stop.", do)
        line = record.doc.get("line")
        if line is not None and line not in lines:
            yield record.problem("line", f"“{line}” is no route.", "Mend the id.")


def _named_stops(doc: Doc) -> Iterator[tuple[str, str]]:
    for field in ("from", "to", "origin", "destination"):
        if field in doc:
            yield field, doc[field]
    for field in ("stops", "via", "path", "main_path", "through"):
        yield from ((field, stop) for stop in doc.get(field, []))
    for axis in doc.get("axes", []):
        yield from ((f"axes[{axis.get('id')}].path", stop) for stop in axis.get("path", []))


def services_say_where_they_end(book: Book) -> Iterator[Problem]:
    """A service has a destination or says that it is unknown; a border has its stations."""
    for record in book.table("services"):
        if "destination" not in record.doc and "destination_unknown" not in record.doc:
            do = "Add it, or destination_unknown with what is known."
            yield record.problem("destination", "is missing.", do)
    for record in book.table("borders"):
        if record.doc.get("stops") == []:
            yield record.problem("stops", "is empty.", "Name its stations.")


def legs_have_possible_kilometres(book: Book) -> Iterator[Problem]:
    """A leg's kilometres fit the distance of its stops and what other sources give."""
    stops = book.docs("stops")
    for record in book.table("legs"):
        for field, what, do in (*_great_circle(record.doc, stops), *_others(record.doc)):
            yield record.problem(field, what, do)
        if record.doc.get("source") == NOT_FOUND and "source_reason" not in record.doc:
            yield record.problem("source_reason", "is missing.", "Say why no source was found.")
        if ("traction" in record.doc) == bool(record.doc.get("traction_unknown")):
            do = "Give traction with its source, or traction_unknown = true."
            yield record.problem("traction", "is neither given nor unknown, or both.", do)


def _great_circle(leg: Doc, stops: dict[str, Doc]) -> Iterator[Finding]:
    start, end = _place(stops, leg.get("from")), _place(stops, leg.get("to"))
    if start is None or end is None or "km" not in leg:
        return
    straight = distance_km(start, end)
    # Both stops may stand off by their accuracy: the ratio counts only beyond that.
    slack = sum(stops[leg[field]].get("accuracy_km", 0.0) for field in ("from", "to"))
    if leg["km"] == 0 and straight <= LINK_KM:
        return
    if straight - slack > leg["km"] * MOST_RATIO:
        what = f"is {leg['km']} for a straight distance of {straight:.1f}."
        yield "km", what, "Mend the kilometres or the position of a stop."
    if straight + slack < leg["km"] * LEAST_RATIO:
        what = f"is {leg['km']}, the straight distance only {straight:.1f}."
        yield "km", what, "Mend the kilometres or the position of a stop."


def _place(stops: dict[str, Doc], stop: str | None) -> LonLat | None:
    point = stops.get(stop or "", {}).get("point", [])
    return (point[0], point[1]) if len(point) == 2 else None


def _others(leg: Doc) -> Iterator[Finding]:
    for other in leg.get("other_km", []):
        if "km" not in other or "km" not in leg or "note" in other:
            continue
        if abs(other["km"] - leg["km"]) > DISPUTED_SHARE * leg["km"]:
            what = f"{other['km']} differs from {leg['km']} by more than 15 %."
            yield "other_km", what, "Say why in a note."


def paths_have_legs_and_tracks(book: Book) -> Iterator[Problem]:
    """Between neighbours of a drawn path stand a leg and the track it is drawn with."""
    legs = {_pair(record) for record in book.table("legs")}
    tracks = {_pair(record) for record in book.table("tracks")}
    for record, where, path in _paths(book):
        for start, end in pairwise(path):
            if frozenset((start, end)) not in legs:
                what = f"has no leg between {start} and {end}."
                yield record.problem(where, what, "Add it to routes/legs.toml, or cut the path.")
            elif tracks and frozenset((start, end)) not in tracks:
                what = f"has no track between {start} and {end}."
                yield record.problem(where, what, "Build tracks again: tools/build_rail.py.")


def _paths(book: Book) -> Iterator[tuple[Record, str, list[str]]]:
    for record in book.table("services", "routes"):
        yield record, "path", record.doc.get("path", [])
        yield record, "main_path", record.doc.get("main_path", [])
        for axis in record.doc.get("axes", []):
            yield record, f"axes[{axis.get('id')}].path", axis.get("path", [])


def _pair(record: Record) -> Pair:
    return frozenset((record.doc.get("from", ""), record.doc.get("to", "")))


def lines_add_up(book: Book) -> Iterator[Problem]:
    """The legs of a line add up to the kilometres that are known for it."""
    km = {_pair(record): record.doc.get("km", 0.0) for record in book.table("legs")}
    for record in book.table("routes"):
        path = record.doc.get("main_path", [])
        total = sum(km.get(frozenset(pair), 0.0) for pair in pairwise(path))
        known = LINE_KM.get(record.id)
        if path and known is not None and abs(total - known) > KM_TOLERANCE:
            what = f"adds up to {total:,.1f} km instead of {known:,.0f}."
            yield record.problem("main_path", what, "Mend a leg, or the sum in layers/check.")


def tracks_can_be_drawn(book: Book) -> Iterator[Problem]:
    """A track has one kilometre for each vertex, growing from 0, and runs between its stops."""
    stops = book.docs("stops")
    links = {_pair(record) for record in book.table("legs") if record.doc.get("km") == 0}
    for record in book.table("tracks"):
        for field, what, do in _of_track(record.doc, stops, link=_pair(record) in links):
            yield record.problem(field, what, do)


def _of_track(track: Doc, stops: dict[str, Doc], *, link: bool) -> Iterator[Finding]:
    km, line = track.get("km", []), _line(track)
    again = "Build it again: tools/build_rail.py."
    if len(line) < 2 or len(line) != len(km):
        yield "km", f"has {len(km)} kilometres for {len(line)} vertices.", again
        return
    falls = any(later < earlier for earlier, later in pairwise(km))
    if km[0] != 0 or falls or (km[-1] <= 0 and not link):
        yield "km", "does not grow from 0.", again
    for field, vertex in (("from", line[0]), ("to", line[-1])):
        yield from _near(field, track.get(field), LineString([vertex, vertex]), stops)


def stops_lie_on_their_line(book: Book) -> Iterator[Problem]:
    """Every stop a line passes lies on the drawn line, within 2 km or its own accuracy."""
    stops = book.docs("stops")
    drawn = {_pair(record): _line(record.doc) for record in book.table("tracks")}
    for record in book.table("routes"):
        path = record.doc.get("main_path", [])
        pairs = [frozenset(pair) for pair in pairwise(path)]
        if not pairs or any(len(drawn.get(pair, [])) < 2 for pair in pairs):
            continue
        lines = [LineString(drawn[pair]) for pair in pairs]
        for stop in sorted(set(record.doc.get("through", [])) - set(path)):
            for field, what, do in _off_all(stop, lines, stops):
                yield record.problem(field, what, do)


def _off_all(stop: str, lines: Iterable[LineString], stops: dict[str, Doc]) -> list[Finding]:
    found: list[Finding] = []
    for line in lines:
        found = list(_near("through", stop, line, stops))
        if not found:
            return []
    return found[:1]


def _near(
    field: str, stop: str | None, line: LineString, stops: dict[str, Doc]
) -> Iterator[Finding]:
    place = _place(stops, stop)
    if place is None:
        return
    allowed = max(STOP_OFF_LINE_KM, stops[stop or ""].get("accuracy_km", 0.0))
    off = km_outside(line, place)
    if off > allowed:
        what = f"{stop} lies {off:.1f} km off the drawn line; {allowed:.1f} km is the most."
        yield field, what, "Mend the stop's position, or build the track again."


def _line(track: Doc) -> list[LonLat]:
    return [(pair[0], pair[1]) for pair in track.get("coordinates", []) if len(pair) >= 2]


RULES = (
    stops_have_known_time_zones,
    named_stops_exist,
    services_say_where_they_end,
    legs_have_possible_kilometres,
    paths_have_legs_and_tracks,
    lines_add_up,
    tracks_can_be_drawn,
    stops_lie_on_their_line,
)
