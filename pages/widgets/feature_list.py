"""The list twin: everything on the map as rows, reachable by keyboard, and the unconfirmed."""

from atlas.maps.card import overdue_words, placement_words, status_words
from atlas.maps.document import layers_on
from atlas.maps.element import Node, h
from layers.catalog import CORRIDOR, LINE
from layers.freshness import overdue
from layers.model import Entity
from layers.parks import five_parks
from pages.widgets.attribute_panel import all_facts
from pages.widgets.mount import tree
from pages.widgets.wording import Screen, clock, disc


def park_tray(s: Screen) -> None:
    """The five parks beside the city map, placed or not, and the rest of the list below."""
    tree(
        h(
            "div",
            "tray",
            h("h2", None, s.say("Changchun · five parks")),
            h("div", "tray-rows", *(park_row(park, s) for park in five_parks(s.catalog))),
            others(s),
        ),
        key="tray",
    )


def park_row(park: Entity, s: Screen) -> Node:
    """One park: sign, name, how sure its place is, its state."""
    return h(
        "button",
        row_attributes(park, s),
        disc(park, s.lang),
        h(
            "span",
            "row-words",
            h("b", None, park.names.to(s.lang).text),
            h("small", None, placement_words(park, s.phrasing)),
            h("small", None, status_words(park, s.phrasing)),
        ),
        _reminder(park, s),
    )


def _reminder(entity: Entity, s: Screen) -> Node | None:
    """A clock where figures of an entity are due for review."""
    due = overdue(all_facts(entity, s), s.today)
    return clock(overdue_words(s.phrasing)) if due else None


def row_attributes(entity: Entity, s: Screen) -> dict[str, object]:
    """Attributes of a row that chooses an entity."""
    return {
        "type": "button",
        "class": "row",
        "data-testid": "feature-item",
        "data-feature": entity.id,
        "data-hover": entity.id,
        "aria-pressed": "true" if s.view.sel == entity.id else "false",
        "act": {"type": "select", "id": entity.id},
    }


def others(s: Screen) -> Node:
    """Everything else on the map by layer, folded."""
    on = layers_on(s.catalog, s.view)
    groups = [
        h("details", {"class": "group", "data-keep": f"group-{spec.id}"},
          h("summary", None, spec.title.to(s.lang).text,
            h("span", "count", str(len(members)))),
          *(_row(entity, s) for entity in members))
        for spec in s.catalog.layers
        if spec.id in on and (members := _members(spec.id, s))
    ]
    return h("div", "groups", *groups)


def _members(layer: str, s: Screen) -> list[Entity]:
    if layer in ("line", "corridor"):
        own = s.catalog.find(LINE if layer == "line" else CORRIDOR)
        stops = [stop for stop in s.catalog.stops.values() if layer in stop.systems]
        return [*([own] if own else []), *stops]
    five = {park.id for park in five_parks(s.catalog)}
    return [item for item in s.catalog.layer(layer) if item.id not in five]


def _row(entity: Entity, s: Screen) -> Node:
    name = entity.names.to(s.lang)
    return h(
        "button",
        row_attributes(entity, s),
        h("span", {"class": "row-words", "lang": name.lang if name.fallback else None}, name.text),
        _reminder(entity, s),
    )
