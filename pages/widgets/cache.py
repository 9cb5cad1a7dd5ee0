"""Shared, read-only, bounded: everything below the pages is a pure function of these keys."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import streamlit as st

from atlas import http, process
from atlas.maps import basemap, online, searching, shelf, ways
from atlas.maps import office as office_map
from atlas.maps.document import MapDocument, Office, compose
from atlas.maps.html import MAX_ZOOM, MIN_ZOOM, folium_map, script
from atlas.maps.payload import as_json, payload, publish
from atlas.maps.view import Bounds, View
from layers.catalog import Catalog
from layers.style import load_styles

MOST_DOCUMENTS = 64
GROUNDS = ("relief", "plain", "rail")  # our own basemaps, the first where none is asked for


Made = TypeVar("Made")


def kept_in_session(name: str, token: object, make: Callable[[], Made]) -> Made:
    """What was made for this token, for this visitor only; made anew when the token changes."""
    kept = st.session_state.get(name)
    if kept is None or kept[0] != token:
        kept = (token, make())
        st.session_state[name] = kept
    made: Made = kept[1]
    return made


@st.cache_resource
def asset_base() -> str:
    """Address of the served files, with their hash."""
    return f"/assets/{http.asset_version(process.settings().data)}"


def office() -> Office:
    """What the office running this process has decided about its maps."""
    settings = process.settings()
    return Office(settings.viewpoint, settings.map_review_number)


def document(view: View, catalog: Catalog) -> MapDocument:
    """The composed document of a view; shared by all who look at the same."""
    today = process.settings().date()
    return _document(catalog.version, screen_view(view), today, catalog)


def screen_view(view: View) -> View:
    """The part of a view the payload depends on: switches, selection and extent travel apart."""
    return View(lang=view.lang, lang2=view.lang2, viewpoint=viewpoint_of(view))


def viewpoint_of(view: View) -> str:
    """The boundary viewpoint shown: the process' own, unless an administrator allows a choice."""
    settings = process.settings()
    free = settings.viewpoint_choice and not view.kiosk and view.viewpoint
    return view.viewpoint if free and view.viewpoint else settings.viewpoint


# Streamlit leaves arguments with an underscore out of a cache's key: the catalogue is named by its
# data version, which stands beside it.
@st.cache_resource(max_entries=MOST_DOCUMENTS)
def _document(version: str, view: View, today: date, _catalog: Catalog) -> MapDocument:  # noqa: ARG001
    return compose(_catalog, view, office=office(), today=today)


def payload_url(view: View, catalog: Catalog) -> str:
    """Address of the JSON a view's map draws from; published again where the shelf lost it."""
    today = process.settings().date()
    return shelf.put(_payload(catalog.version, screen_view(view), today, catalog))


@st.cache_resource(max_entries=MOST_DOCUMENTS)
def _payload(version: str, view: View, today: date, _catalog: Catalog) -> Any:
    made = _document(version, view, today, _catalog)
    content = payload(made, _catalog)
    content["bounds"] = made.bounds
    content["minZoom"], content["maxZoom"] = MIN_ZOOM, MAX_ZOOM
    content["basemap"] = basemap_options(view)
    content["texts"] = basemap.names(
        process.settings().data, view.lang, viewpoint=viewpoint_of(view)
    )
    content["tokens"] = tokens()
    return publish(as_json(content), "application/json")


def courses_of(catalog: Catalog) -> ways.Courses:
    """Where every leg and link of the network runs."""
    found: ways.Courses = _courses(catalog.version, catalog)[0]
    return found


def courses_url(catalog: Catalog) -> str:
    """Address of the same for the browser, fetched once for each data version."""
    return shelf.put(_courses(catalog.version, catalog)[1])


@st.cache_resource(max_entries=MOST_DOCUMENTS // 16)
def _courses(version: str, _catalog: Catalog) -> Any:  # noqa: ARG001
    found = ways.courses(_catalog)
    content = {name: course.path for name, course in found.items()}
    return found, publish(as_json(content), "application/json")


def basemap_options(view: View) -> dict[str, Any]:
    """What draws the ground: our files, and the online services that are switched on."""
    settings = process.settings()
    files = basemap.files(
        settings.data, base=asset_base(), viewpoint=viewpoint_of(view)
    )
    files["online"] = {
        name: {
            "url": online.address(service, settings),
            "attribution": service.attribution,
            "maxzoom": service.maxzoom,
            "datum": service.datum,
        }
        for name, service in online.chosen(settings).items()
    }
    if (raster := office_map.raster(settings)) is not None:
        files["online"]["office"] = raster
    if (ground := _office_ground()) is not None:
        files |= {"world": shelf.put(ground), "detail": None}
    return files


@st.cache_resource
def _office_ground() -> Any:
    made = office_map.vectors(process.settings())
    return None if made is None else publish(as_json(made), "application/json")


def ground(view: View) -> str:
    """The basemap a view starts with: the one asked for, else the office's own, else ours."""
    settings = process.settings()
    own = ("office",) if office_map.raster(settings) else ()
    offered = (*own, *GROUNDS, *online.chosen(settings))
    return view.basemap if view.basemap and view.basemap in offered else offered[0]


def script_url(view: View, catalog: Catalog, *, name: str, home: Bounds) -> str:
    """Address of folium's script for a map of this view."""
    return shelf.put(_script(screen_view(view), payload_url(view, catalog), name, home))


@st.cache_resource(max_entries=MOST_DOCUMENTS * 4)
def _script(view: View, payload: str, name: str, home: Bounds) -> Any:
    made = folium_map(name, basemap=basemap_options(view), payload_url=payload, home=home)
    return script(made)


@st.cache_resource
def tokens() -> dict[str, Any]:
    """Colour tokens and hues of every theme, for the map's canvas."""
    return {
        name: {**style.tokens, "hues": style.hues}
        for name, style in load_styles(process.settings().data).items()
    }


def search_url(view: View, catalog: Catalog) -> str:
    """Address of the search index in the view's language."""
    return shelf.put(_search(catalog.version, screen_view(view), catalog))


@st.cache_resource(max_entries=MOST_DOCUMENTS)
def _search(version: str, view: View, _catalog: Catalog) -> Any:  # noqa: ARG001
    made = document(view, _catalog)
    return publish(as_json(searching.index(_catalog, made.phrasing)), "application/json")
