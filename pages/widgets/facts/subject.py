"""What the page of facts is about: a place, a line, a service or a system of the city's plan."""

from dataclasses import dataclass
from typing import TypeAlias

from atlas.maps.document import CHANGCHUN
from atlas.maps.view import Bounds
from layers.catalog import CORRIDOR, LINE, Catalog
from layers.freshness import Asked, asked_facts
from layers.model import Entity, PlanSystem, Service
from layers.parks import FIVE_PARKS
from pages.widgets.wording import Screen

Subject: TypeAlias = Entity | Service | PlanSystem
# Tables whose records have a summary, a state and pictures.
PICTURED = ("parks", "facilities", "zones", "context", "borders", "routes")
LISTED = (*PICTURED, "services")  # with a timeline
NAMED = (*LISTED, "stops")  # with names that are ours to choose
SPAN_DEG = 0.35  # half of what is shown around a place beyond Changchun


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects of one kind, as the rail lists them."""

    id: str
    title: str
    members: tuple[Subject, ...]


def subject_of(catalog: Catalog, wanted: str) -> Subject | None:
    """The entity, service or system of this id."""
    rest: tuple[Subject, ...] = (*catalog.services, *catalog.systems)
    return catalog.find(wanted) or next((item for item in rest if item.id == wanted), None)


def groups(s: Screen) -> tuple[Group, ...]:
    """Everything facts are kept about: parks first, then by layer, services, systems, stops."""
    c = s.catalog
    five = {park: rank for rank, park in enumerate(FIVE_PARKS)}
    parks = sorted(c.layer("parks"), key=lambda park: five.get(park.id, len(five)))
    lines = [item for name in (LINE, CORRIDOR) if (item := c.find(name)) is not None]
    listed = [Group("parks", s.say("Parks"), tuple(parks)),
              Group("lines", s.say("Line and corridor"), tuple(lines))]
    listed += [
        Group(spec.id, spec.title.to(s.lang).text, c.layer(spec.id))
        for spec in c.layers if spec.id not in ("parks", "line", "corridor")
    ]
    listed += [
        Group("context", s.say("Further places"), c.layer("context")),
        Group("services", s.say("Train services"), c.services),
        Group("systems", s.say("Five systems"), c.systems),
        Group("stops", s.say("Stops"), tuple(c.stops.values())),
    ]
    return tuple(group for group in listed if group.members)


def asked_of(catalog: Catalog, subject: Subject) -> tuple[Asked, ...]:
    """Every fact about a subject, with the id of its record."""
    return tuple(item for item in asked_facts(catalog) if item.owner.id == subject.id)


def around(entity: Entity) -> Bounds:
    """Where the map of the place form starts: around the place, else over Changchun."""
    point = entity.location.geometry
    if point is None:
        return CHANGCHUN
    return (point.x - SPAN_DEG, point.y - SPAN_DEG / 2, point.x + SPAN_DEG, point.y + SPAN_DEG / 2)
