"""What a booking needs to know of each service on a way, and what nobody has published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from atlas.routing.graph import CLASS_OF, Edge
from atlas.routing.said import Said, said
from layers.catalog import Catalog
from layers.model import Fact, Service
from layers.network import Terminal
from layers.text import Text

# What is asked of every terminal of loading, and what is asked of every border.
ASKED = {
    "headway": said("Departures"),
    "cutoff": said("Booking cut-off"),
    "container_limit": said("Container limit"),
    "axle_load": said("Axle load"),
}
ASKED_AT_BORDERS = {
    "notice": said("Stop-loading notices"),
    "capacity": said("Capacity"),
    "hours": said("Opening hours"),
}
TERMINALS = {
    "rail": said("rail terminal"),
    "sea": said("seaport"),
    "air": said("airport"),
    "road": said("road terminal"),
}
OF_THE_CLASS = ("headway",)  # only this may be taken from the class: it says so itself


@dataclass(frozen=True, slots=True)
class Answer:
    """One question about a place of the way and the fact that answers it; None: not found."""

    question: Said
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A terminal, a border or a train service on the way, with its answers."""

    subject: Text
    kind: Said
    id: str
    answers: tuple[Answer, ...]


def services(steps: Sequence[Edge], catalog: Catalog) -> tuple[Asked, ...]:
    """Everything on a way that one books or waits for, in the order of travel."""
    return (*_terminals(steps, catalog), *_borders(steps, catalog), *_trains(steps, catalog))


def _terminals(steps: Sequence[Edge], catalog: Catalog) -> Iterator[Asked]:
    for step in steps:
        if step.kind != "load":
            continue
        place = catalog.places[step.start.place]
        own = catalog.network.terminals.get(step.record)
        shared = catalog.network.terminals.get(CLASS_OF[step.mode])
        answers = tuple(
            Answer(words, _fact(key, own, shared)) for key, words in ASKED.items()
        )
        yield Asked(place.names, TERMINALS[step.mode], place.id, answers)


def _fact(key: str, own: Terminal | None, shared: Terminal | None) -> Fact | None:
    found = own.fact(key) if own is not None else None
    if found is None and shared is not None and key in OF_THE_CLASS:
        return shared.fact(key)
    return found


def _borders(steps: Sequence[Edge], catalog: Catalog) -> Iterator[Asked]:
    for step in steps:
        if step.kind != "cross":
            continue
        crossing = catalog.network.crossings[step.record]
        if crossing.open:
            continue
        answers = tuple(Answer(words, crossing.fact(key))
                        for key, words in ASKED_AT_BORDERS.items())
        yield Asked(crossing.names, said("border"), crossing.border or crossing.id, answers)


def _trains(steps: Sequence[Edge], catalog: Catalog) -> Iterator[Asked]:
    """Train services whose end lies on the way, with all that is known of them."""
    passed = {place for step in steps for place in (step.start.place, step.end.place)}
    for service in catalog.services:
        if _runs_on(service, passed):
            answers = tuple(Answer(said("{fact}", {"fact": fact.label}), fact)
                            for fact in service.facts)
            yield Asked(service.names, said("train service"), service.id, answers)


def _runs_on(service: Service, passed: set[str]) -> bool:
    """Whether it goes to a place of the way, over the borders of the way."""
    return service.destination in passed and all(
        stop in passed for stop in service.path if stop in service.via
    )
