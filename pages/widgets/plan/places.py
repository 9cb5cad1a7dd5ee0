"""Where a trip may begin or end: an index to search in, in every script."""

from typing import Any

import streamlit as st

from atlas.maps import shelf
from atlas.maps.feature import Phrasing
from atlas.maps.payload import as_json, publish
from atlas.maps.searching import index_of
from atlas.maps.view import View
from atlas.routing.plan import graph_of
from layers.catalog import Catalog
from pages.widgets.cache import MOST_DOCUMENTS, screen_view
from pages.widgets.wording import Screen


def places_url(s: Screen) -> str:
    """Address of the index in the view's language."""
    return shelf.put(_places(s.catalog.version, screen_view(s.view), s.catalog, s.phrasing))


# The catalogue is named by its data version; an argument with an underscore is no part of the key.
@st.cache_resource(max_entries=MOST_DOCUMENTS)
def _places(version: str, view: View, _catalog: Catalog, _words: Phrasing) -> Any:  # noqa: ARG001
    return publish(as_json(index_of(ends(_catalog), _words)), "application/json")


def ends(catalog: Catalog) -> list[Any]:
    """Every place a cargo can stand at, by what the map shows first."""
    stops = [catalog.places[name] for name in graph_of(catalog).ground if name in catalog.places]
    return sorted(stops, key=lambda stop: (-stop.priority, stop.id))
