"""What a booking needs to know of each service on a way, and what nobody has published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from atlas.routing.graph import CLASS_OF, Edge
from atlas.routing.said import Said, said
from layers.catalog import Catalog
from layers.crs import distance_km
from layers.model import Fact, Service
from layers.network import Mode, Recorded
from layers.text import Text

Questions: TypeAlias = Mapping[Said, tuple[str, ...]]  # with the keys of the facts that answer
Kind: TypeAlias = Literal["terminal", "border", "service"]

DEPARTURES = said("Departures")
CUT_OFF = said("Booking cut-off")
NOTICES = said("Stop-loading notices")
OF_CONTAINERS: Questions = {said("Container limit"): ("container_limit",)}
LIMITS: dict[Mode, Questions] = {
    "rail": {
        **OF_CONTAINERS,
        said("Axle load"): ("axle_load",),
        said("Train limit"): ("train_limit", "wagons_max"),
    },
    "sea": OF_CONTAINERS,
    "air": OF_CONTAINERS,
    "road": {},
}
AT_LOADING: Questions = {
    DEPARTURES: ("headway", "trains_week", "trains_day"),
    CUT_OFF: ("cutoff",),
    NOTICES: ("notice",),
}
AT_BORDERS: Questions = {
    said("Opening hours"): ("hours",),
    said("Capacity"): ("capacity",),
    NOTICES: ("notice",),
}
OF_TRAINS: Questions = {
    said("Operator"): ("operator",),
    DEPARTURES: ("frequency",),
    said("Published days"): ("transit_days",),
    CUT_OFF: ("cutoff",),
    said("Train limit"): ("wagons", "train_limit"),
    NOTICES: ("notice",),
}
TERMINALS: dict[Mode, Said] = {
    "rail": said("rail terminal"),
    "sea": said("seaport"),
    "air": said("airport"),
    "road": said("road terminal"),
}
BORDER = said("border")
TRAIN = said("train service")
CITY_KM = 25.0  # terminals of one city lie no farther apart
OF_THE_CLASS = ("headway",)  # only this may be taken from the class: it says so itself


@dataclass(frozen=True, slots=True)
class Answer:
    """One question about a place of the way and the facts that answer it; none: not found."""

    question: Said
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A terminal, a border or a train service on the way, with its answers."""

    id: str
    kind: Kind
    subject: Text
    what: Said
    answers: tuple[Answer, ...]


def services(steps: Sequence[Edge], catalog: Catalog) -> tuple[Asked, ...]:
    """Everything on a way that one books or waits for: trains, then places in the order of travel.

    Open borders are passed, so they are not asked about; nor are lorries where they unload.
    """
    places = dict.fromkeys(item for step in steps for item in _of_step(step, catalog))
    return (*_trains(steps, catalog), *_merged(places))


def _merged(places: Mapping[Asked, None]) -> Iterator[Asked]:
    """A terminal that unloads and loads is asked once, about all of it."""
    longest: dict[str, Asked] = {}
    for item in places:
        known = longest.get(item.id)
        if known is None or len(item.answers) > len(known.answers):
            longest[item.id] = item
    yield from longest.values()


def _of_step(step: Edge, catalog: Catalog) -> Iterator[Asked]:
    if step.kind == "cross":
        crossing = catalog.network.crossings[step.record]
        if not crossing.open:
            yield Asked(crossing.id, "border", crossing.names, BORDER,
                        _answers(AT_BORDERS, crossing))
    elif step.kind in ("load", "unload"):
        found = _terminal(step, catalog)
        if found.answers:
            yield found


def _terminal(step: Edge, catalog: Catalog) -> Asked:
    place = catalog.places[step.start.place]
    found = catalog.network.terminals.get(step.record)
    own = found if found is not None and found.stop else None  # else it is the class itself
    kind = (own.kind if own else None) or CLASS_OF[step.mode]
    asked: Questions = AT_LOADING if step.kind == "load" else {}
    answers = _answers({**asked, **LIMITS[step.mode]}, own, catalog.network.terminals.get(kind))
    return Asked(f"{place.id}:{step.mode}", "terminal", place.names, TERMINALS[step.mode], answers)


def _answers(
    asked: Questions, own: Recorded | None, shared: Recorded | None = None
) -> tuple[Answer, ...]:
    return tuple(
        Answer(question, _facts(own, keys)
               or _facts(shared, tuple(key for key in keys if key in OF_THE_CLASS)))
        for question, keys in asked.items()
    )


def _facts(record: Recorded | None, keys: Sequence[str]) -> tuple[Fact, ...]:
    found = (record.fact(key) for key in keys) if record is not None else ()
    return tuple(fact for fact in found if fact is not None)


def _trains(steps: Sequence[Edge], catalog: Catalog) -> Iterator[Asked]:
    """Train services that run to a place of the way, over its borders."""
    passed = {place for step in steps for place in (step.start.place, step.end.place)}
    borders = {stop for item in catalog.network.crossings.values() if not item.open
               for stop in item.stops}
    for service in catalog.services:
        if _runs_on(service, passed, borders, catalog):
            facts = {fact.key: fact for fact in service.facts}
            answers = tuple(
                Answer(question, tuple(facts[key] for key in keys if key in facts))
                for question, keys in OF_TRAINS.items()
            )
            yield Asked(service.id, "service", service.names, TRAIN, answers)


def _runs_on(
    service: Service, passed: set[str], borders: set[str], catalog: Catalog
) -> bool:
    """Whether it goes to a place of the way, or another station there, over the way's borders."""
    crossed = borders & {*service.path, *service.via}
    return crossed <= passed and bool(service.destination) and (
        service.destination in passed
        or any(_one_city(service.destination, place, catalog) for place in passed))


def _one_city(one: str | None, other: str, catalog: Catalog) -> bool:
    """Whether two places lie in one country and a city's width from each other."""
    a, b = catalog.places.get(one or ""), catalog.places.get(other)
    if a is None or b is None or a.country != b.country:
        return False
    here, there = a.location.geometry, b.location.geometry
    return here is not None and there is not None and distance_km(
        (here.x, here.y), (there.x, there.y)) <= CITY_KM
