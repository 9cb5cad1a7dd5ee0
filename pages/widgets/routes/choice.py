"""Which route the page shows: the line, the corridor or one train service, and its geometry."""

from dataclasses import dataclass, replace
from itertools import pairwise

from atlas.i18n.figures import claim_words, number
from atlas.maps.element import Node, h
from atlas.maps.view import Bounds
from layers.catalog import CORRIDOR, LINE, Catalog
from layers.model import Entity, Fact, Leg, Service
from layers.rail_line import CHAINAGE_ORIGIN, LegOnLine, RailLine
from layers.text import Text
from pages.widgets.mount import tree
from pages.widgets.plan.entry import plan_offer
from pages.widgets.url_state import address
from pages.widgets.wording import Screen

PADDING = 0.06  # of the extent, so that ends and their names do not touch the frame
OWN_BORDER = "cn-manzhouli"
DASHES = "-–— "
LEAST_DEG = 5.0  # a service of which one leg is known still shows where that is


@dataclass(frozen=True, slots=True)
class Branch:
    """One continuous stretch of a route; ``origin_km`` is where Changchun lies on it."""

    id: str
    names: Text
    line: RailLine
    origin_km: float = 0.0

    def chainage(self, km: float) -> float:
        """Kilometres from Changchun for a kilometre of this branch."""
        return km - self.origin_km


@dataclass(frozen=True, slots=True)
class Route:
    """What is shown: its subject, and its branches as far as legs are known."""

    id: str
    subject: Entity | Service
    branches: tuple[Branch, ...]

    @property
    def hue(self) -> str:
        """The system whose colour it has."""
        return CORRIDOR if self.id == CORRIDOR else LINE

    @property
    def by_chainage(self) -> bool:
        """Whether a kilometre from Changchun names a place on it."""
        return self.id != CORRIDOR and any(
            stop.stop.id == CHAINAGE_ORIGIN for stop in self.branches[0].line.stops
        )

    def stop_ids(self) -> set[str]:
        """Every stop on it."""
        return {stop.stop.id for branch in self.branches for stop in branch.line.stops}


def chosen_route(s: Screen) -> Route:
    """The route the selection is about; the line where it is about none."""
    sel = s.view.sel or LINE
    service = service_of(s.catalog, sel)
    if service is not None and len(service.path) > 1:
        return Route(service.id, service, (_along(s.catalog, service),))
    if sel == CORRIDOR or _only_on_corridor(s.catalog, sel):
        return _corridor(s.catalog)
    return _line(s.catalog)


def service_of(catalog: Catalog, service_id: str | None) -> Service | None:
    """The train service of this id."""
    return next((item for item in catalog.services if item.id == service_id), None)


def _only_on_corridor(catalog: Catalog, entity_id: str) -> bool:
    entity = catalog.find(entity_id)
    if entity is None or entity.layer not in ("stops", "borders"):
        return False
    systems = {system for stop in (entity.stops or (entity.id,)) if stop in catalog.stops
               for system in catalog.stops[stop].systems}
    return systems == {"corridor"}


def _line(catalog: Catalog) -> Route:
    entity = catalog.routes[LINE].entity
    return Route(LINE, entity, (Branch(LINE, entity.names, catalog.line),))


def _along(catalog: Catalog, service: Service) -> Branch:
    line = catalog.along(service.path, through=_passed(catalog, service))
    origin = next((stop.km for stop in line.stops if stop.stop.id == CHAINAGE_ORIGIN), 0.0)
    return Branch(service.id, service.names, line, origin)


def _passed(catalog: Catalog, service: Service) -> tuple[str, ...]:
    """Stops without a leg of their own that lie on the service's part of the main line."""
    spans = {frozenset((leg.start, leg.end)): (leg.km0, leg.km1) for leg in catalog.line.legs}
    used = [spans[pair] for pair in map(frozenset, pairwise(service.path)) if pair in spans]
    return tuple(
        stop.stop.id for stop in catalog.line.stops
        if stop.interpolated and any(start < stop.km < end for start, end in used)
    )


def _corridor(catalog: Catalog) -> Route:
    route = catalog.routes[CORRIDOR]
    branches = tuple(
        Branch(axis.id, axis.names, catalog.along(axis.path))
        for axis in route.axes if len(axis.path) > 1
    )
    return Route(CORRIDOR, route.entity, branches)


def legs_of(route: Route, catalog: Catalog) -> tuple[Leg, ...]:
    """Every leg of a route once; for the corridor also those on none of its axes."""
    drawn = [item.leg for branch in route.branches for item in branch.line.legs]
    if route.id == CORRIDOR:
        drawn += [leg for leg in catalog.legs if "corridor" in leg.systems]
    return tuple(dict.fromkeys(drawn))


def chosen_leg(s: Screen) -> LegOnLine | None:
    """The corridor leg that the address names by its running kilometre."""
    if s.view.sel != CORRIDOR or s.view.at is None:
        return None
    at = s.view.at
    return next((leg for leg in s.catalog.corridor_legs if leg.km0 <= at <= leg.km1), None)


def extent(route: Route) -> Bounds:
    """Home extent of a route: west, south, east, north, degrees."""
    points = [vertex for branch in route.branches for vertex in branch.line.vertices]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    dx = max((east - west) * PADDING, (LEAST_DEG - (east - west)) / 2)
    dy = max((north - south) * PADDING, (LEAST_DEG - (north - south)) / 2)
    return round(west - dx, 2), round(south - dy, 2), round(east + dx, 2), round(north + dy, 2)


def on_map(route: Route, s: Screen) -> Screen:
    """What the map marks as chosen: a place on the route or off it, not the page's whole subject.

    A train that runs on the line's own track has no track of its own to mark.
    """
    view = s.view
    if view.sel != route.id:
        return s
    unplaced = route.id == CORRIDOR and chosen_leg(s) is None
    if view.at is None or unplaced:
        return replace(s, view=view.with_(sel=None, at=None))
    return replace(s, view=view.with_(sel=LINE)) if isinstance(route.subject, Service) else s


def title_bar(route: Route, s: Screen) -> None:
    """The name of the route with its kilometres, and the way to the others."""
    name = route.subject.names.to(s.lang)
    tree(
        h(
            "div",
            {"class": "route-title", "style": {"--hue": f"var(--hue-{route.hue})"}},
            h("span", {"class": "route-bar", "aria-hidden": "true"}),
            h("h1", {"lang": name.lang if name.fallback else None}, name.text),
            *(h("span", "pill pill-info", text) for text in tags(route, s)),
            plan_offer(s),
            _chips(route, s),
        ),
        key="route-title",
    )


def tags(route: Route, s: Screen) -> list[str]:
    """The route in figures: published and by legs, each said to be what it is."""
    facts = {fact.key: fact for fact in route.subject.facts}
    if route.id == CORRIDOR:
        until = facts.get("extended_to")
        return [
            *(claim_words(facts[key].preferred, s.lang, s.say)
              for key in ("projects",) if key in facts),
            *([f"{until.label.to(s.lang).text} {claim_words(until.preferred, s.lang, s.say)}"]
              if until else []),
        ]
    by_legs = number(round(route.branches[0].line.km), s.lang)
    return [" · ".join((*_published(facts.get("length"), s), _by_legs(route, by_legs, s)))]


def _published(fact: Fact | None, s: Screen) -> list[str]:
    if fact is None or not isinstance(fact.preferred.value, float):
        return []
    return [s.say("{km} km published", km=number(fact.preferred.value, s.lang))]


def _by_legs(route: Route, km: str, s: Screen) -> str:
    if isinstance(route.subject, Service) and route.subject.destination not in route.stop_ids():
        return s.say("{km} km by known legs", km=km)
    return s.say("{km} km by legs", km=km)


def _chips(route: Route, s: Screen) -> Node:
    systems = [(item, s.catalog.routes[item].entity.label(s.lang)) for item in (LINE, CORRIDOR)]
    trains = [(item.id, service_label(item, s)) for item in s.catalog.services]
    return h(
        "nav",
        {"class": "route-chips", "aria-label": s.say("Routes and train services")},
        *(_chip(item, text, route, s) for item, text in systems),
        h("span", "chips-title", s.say("Trains")),
        *(_chip(item, text, route, s) for item, text in trains),
    )


def service_label(service: Service, s: Screen) -> str:
    """A train's name without what most share: Changchun, and the line's own border."""
    name = service.names.to(s.lang).text
    start = s.catalog.stops[CHAINAGE_ORIGIN].label(s.lang)
    if not name.startswith(start):
        return name
    border = s.catalog.stops[OWN_BORDER].label(s.lang)
    rest = name.removeprefix(start).lstrip(DASHES)
    return rest.removeprefix(border).lstrip(DASHES) or rest


def _chip(item: str, text: str, route: Route, s: Screen) -> Node:
    return h(
        "a",
        {"class": "chip", "href": address("/routes", s.view, sel=item),
         "aria-current": "true" if item == route.id else None,
         "act": {"go": "/routes", "query": {"sel": item}}},
        text,
    )
