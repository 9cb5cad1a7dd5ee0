"""A place of the network by its id, or by a name somebody typed in any language."""

import unicodedata
from difflib import get_close_matches

from atlas.routing.graph import Graph
from layers.catalog import Catalog
from layers.errors import UnknownEntity
from layers.model import Entity

MOST_HINTS = 5


def place_named(typed: str, graph: Graph, catalog: Catalog) -> str:
    """The id of the place with this id or name.

    Raises
    ------
    UnknownEntity
        No place has it, or several have; names what comes near.

    """
    if typed in graph.ground:
        return typed
    names = _names(graph, catalog)
    found = names.get(_plain(typed), [])
    if found:
        first, *others = sorted(found, key=lambda name: -catalog.places[name].priority)
        if not others or catalog.places[first].priority > catalog.places[others[0]].priority:
            return first
    if found:
        raise UnknownEntity(f"“{typed}” names several places. Write one id: {', '.join(found)}.")
    near = get_close_matches(_plain(typed), names, n=MOST_HINTS)
    hints = list(dict.fromkeys(place for name in near for place in names[name]))
    hint = f" Near it: {', '.join(hints)}." if hints else ""
    raise UnknownEntity(f"“{typed}” is no place of the network.{hint}")


def _names(graph: Graph, catalog: Catalog) -> dict[str, list[str]]:
    """Every written name of every place, with the places that have it; the first-named first."""
    found: dict[str, list[str]] = {}
    for place in graph.ground:
        for name in _of(catalog.places[place]):
            ids = found.setdefault(_plain(name), [])
            if place not in ids:
                ids.append(place)
    return found


def _of(stop: Entity) -> list[str]:
    return [*stop.names.values(), *stop.short.values(), *stop.search]


def _plain(text: str) -> str:
    """Without case, accents and spaces: ``München`` and ``munchen`` are one name."""
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in parts if char.isalnum())
