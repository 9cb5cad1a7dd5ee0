"""What rests on each source: claims, states, events, positions, legs and plan items."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from layers.catalog import LINE, Catalog
from layers.model import NOT_FOUND, Claim, Entity, Service
from layers.network import Crossing, Recorded, Terminal
from layers.text import Text

PLAN = "plan-2018"


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that rests on a source; ``entity`` is what a link to it opens."""

    source: str
    entity: str
    claim: Claim | None = None
    label: Text | None = None


def uses(catalog: Catalog) -> tuple[Use, ...]:
    """Everything in the catalogue that names a source, in catalogue order."""
    return tuple(chain(
        claims(catalog),
        *(_entity(item) for item in _entities(catalog)),
        *(_service(service) for service in catalog.services),
        _legs(catalog),
        *(_recorded(item) for item in catalog.network.recorded()),
        (Use(axis.source, route.entity.id) for route in catalog.routes.values()
         for axis in route.axes),
        (Use(item.source, item.entity or PLAN) for system in catalog.systems
         for item in system.items),
    ))


def claims(catalog: Catalog) -> Iterator[Use]:
    """Every claim: those of facts, and what the plan's items are known for today."""
    for owner, fact in catalog.all_facts():
        opened = owner.line if isinstance(owner, Service) else owner.id
        for claim in fact.claims:
            yield Use(claim.source, opened, claim, fact.label)
    for system in catalog.systems:
        for item in system.items:
            for claim in item.status:
                yield Use(claim.source, item.entity or PLAN, claim, item.text)


def _entities(catalog: Catalog) -> Iterator[Entity]:
    yield from catalog.entities.values()
    yield from catalog.places.values()
    yield from (route.entity for route in catalog.routes.values())


def _entity(item: Entity) -> Iterator[Use]:
    if item.location.source:
        yield Use(item.location.source, item.id)
    if item.status is not None:
        yield Use(item.status.source, item.id)
    yield from (Use(event.source, item.id) for event in item.events)
    yield from (Use(zone.source, item.id) for zone in item.location.candidates)


def _service(service: Service) -> Iterator[Use]:
    if service.status is not None:
        yield Use(service.status.source, service.line)
    yield from (Use(event.source, service.line) for event in service.events)


def _legs(catalog: Catalog) -> Iterator[Use]:
    for leg in catalog.rails:
        named = (leg.source, leg.traction_source, *(other.source for other in leg.other_km))
        yield from (Use(source, leg.start if leg.start in catalog.places else LINE)
                    for source in named if source)


def _recorded(item: Recorded) -> Iterator[Use]:
    """What a record of the planner's network rests on; it opens the border or place it is about."""
    opened = _about(item)
    own = getattr(item, "source", "")
    if own:
        yield Use(own, opened)
    for fact in item.facts:
        yield from (Use(claim.source, opened, claim, fact.label) for claim in fact.claims)


def _about(item: Recorded) -> str:
    if isinstance(item, Crossing):
        return item.border or item.stops[0]
    named = item.stop if isinstance(item, Terminal) else getattr(item, "start", None)
    return named or LINE


def by_source(found: tuple[Use, ...]) -> dict[str, Counter[str]]:
    """For each source, how often each entity rests on it; claims without a source left out."""
    counted: dict[str, Counter[str]] = {}
    for use in found:
        if use.source != NOT_FOUND:
            counted.setdefault(use.source, Counter())[use.entity] += 1
    return counted
