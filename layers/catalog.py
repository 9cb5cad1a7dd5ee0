"""The catalogue: every layer with its entities, and everything else a page may ask for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from layers import audience as levels
from layers import context, corridor, parse, rail_line
from layers.errors import UnknownEntity
from layers.model import (
    Audience,
    Claim,
    Entity,
    Fact,
    LayerSpec,
    Leg,
    PlanSystem,
    Route,
    Service,
    Source,
    Track,
)
from layers.network import Network, network
from layers.rail_line import LegOnLine, RailLine
from layers.read import Documents

ENTITY_TABLES = ("parks", "facilities", "zones", "context", "borders")
LINE = "line-cme"
PLANNER_ONLY = ("network",)  # the systems of what only the planner knows
CORRIDOR = "corridor-cmr"


@dataclass(frozen=True)
class Catalog:
    """Everything that can be shown to one audience, read-only.

    ``version`` is the data version: 12 hex digits over the canonical content of the store.
    ``places`` and ``rails`` are all stops and legs; ``stops`` and ``legs`` those of the line and
    the corridor, which the map shows. The others matter to the planner only.
    """

    version: str
    layers: tuple[LayerSpec, ...]
    sources: dict[str, Source]
    entities: dict[str, Entity]
    places: dict[str, Entity]
    rails: tuple[Leg, ...]
    tracks: dict[frozenset[str], Track]
    routes: dict[str, Route]
    services: tuple[Service, ...]
    systems: tuple[PlanSystem, ...]
    network: Network

    @cached_property
    def stops(self) -> dict[str, Entity]:
        """The stops of the line and the corridor."""
        return {key: stop for key, stop in self.places.items() if stop.systems != PLANNER_ONLY}

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """The rail legs of the line and the corridor."""
        return tuple(leg for leg in self.rails if leg.systems != PLANNER_ONLY)

    def entity(self, entity_id: str) -> Entity:
        """The entity of this id.

        Raises
        ------
        UnknownEntity
            No layer holds it.

        """
        found = self.find(entity_id)
        if found is None:
            raise UnknownEntity(f"“{entity_id}” is not in the catalogue. Check the spelling.")
        return found

    def find(self, entity_id: str) -> Entity | None:
        """The entity, stop, line or corridor of this id, or None."""
        if entity_id in self.routes:
            return self.routes[entity_id].entity
        return self.entities.get(entity_id) or self.places.get(entity_id)

    def layer(self, layer_id: str) -> tuple[Entity, ...]:
        """The entities of one layer, in catalogue order."""
        routes = (route.entity for route in self.routes.values())
        return tuple(
            item for item in (*self.entities.values(), *routes) if item.layer == layer_id
        )

    @cached_property
    def line(self) -> RailLine:
        """The main path of the Changchun–Manzhouli–Europe line with chainage."""
        route = self.routes[LINE]
        return self.along(route.main_path, through=route.through)

    @cached_property
    def corridor_legs(self) -> tuple[LegOnLine, ...]:
        """The corridor's legs as they are drawn, each once, with running kilometres.

        The corridor branches, so these are no chainage: they only give every place on it one
        number, which the address can hold.
        """
        pairs = dict.fromkeys(
            pair for axis in self.routes[CORRIDOR].axes for pair in pairwise(axis.path)
        )
        known = {frozenset((leg.start, leg.end)): leg for leg in self.legs}
        ends = accumulate((known[frozenset(pair)].km for pair in pairs), initial=0.0)
        return tuple(
            LegOnLine(known[frozenset(pair)], *pair, km0, km1)
            for pair, (km0, km1) in zip(pairs, pairwise(ends), strict=True)
        )

    def along(self, path: tuple[str, ...], *, through: tuple[str, ...] = ()) -> RailLine:
        """The line through a sequence of stops (see :func:`layers.rail_line.line_along`)."""
        return rail_line.line_along(
            path, legs=self.rails, tracks=self.tracks, stops=self.places, through=through
        )

    def all_facts(self) -> Iterator[tuple[Entity | Service, Fact]]:
        """Every fact with the entity or service it is about."""
        owners: list[Entity | Service] = [
            *self.entities.values(),
            *(route.entity for route in self.routes.values()),
            *self.services,
        ]
        for owner in owners:
            for fact in owner.facts:
                yield owner, fact

    def source_of(self, claim: Claim) -> Source | None:
        """The source a claim rests on; None where none was found."""
        return self.sources.get(claim.source)


def open_catalog(tables: Documents, *, version: str, audience: Audience = "public") -> Catalog:
    """The catalogue of a store's documents, without what lies above ``audience``.

    Dropping happens here, before anything is composed, so that no payload, page or export can
    hold a fact its process may not show (DESIGN D16, :func:`layers.audience.visible`).
    """
    tables = levels.visible(tables, audience)
    publishers = {key: parse.publisher(doc) for key, doc in tables["publishers"].items()}
    entities = {
        key: parse.entity(doc, table=table)
        for table in ENTITY_TABLES
        for key, doc in tables[table].items()
    }
    routes = [corridor.route(doc) for doc in tables["routes"].values()]
    tracks = [rail_line.track(doc) for doc in tables["tracks"].values()]
    return Catalog(
        version=version,
        layers=_layers(tables),
        sources={key: parse.source(doc, publishers) for key, doc in tables["sources"].items()},
        entities=entities,
        places={
            key: parse.entity({**doc, "layer": "stops"}, table="stops")
            for key, doc in tables["stops"].items()
        },
        rails=tuple(rail_line.leg(doc) for doc in tables["legs"].values()),
        tracks={frozenset((track.start, track.end)): track for track in tracks},
        routes={
            route.entity.id: route
            for route in sorted(routes, key=lambda route: route.entity.id != LINE)
        },
        services=tuple(corridor.service(doc) for doc in tables["services"].values()),
        systems=tuple(context.system(doc) for doc in tables["systems"].values()),
        network=network(tables.get("network", {}), tables.get("own", {})),
    )


def _layers(tables: Documents) -> tuple[LayerSpec, ...]:
    specs = [
        LayerSpec(
            id=doc["id"],
            title=parse.text(doc["title"]),
            group=doc.get("group", "theme"),
            order=doc.get("order", 0),
            visible=doc.get("visible", True),
            note=parse.text(doc.get("note")),
        )
        for doc in tables["layers"].values()
    ]
    return tuple(sorted(specs, key=lambda spec: spec.order))
