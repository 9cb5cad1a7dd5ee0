"""The view lives in the address: read at the top of each run, written when it changes."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from atlas.maps.view import KEYS, Notice, View

# Keys of the view that a visitor keeps on the way from page to page.
KEPT = ("lang", "lang2", "theme", "basemap", "kiosk", "v", "viewpoint", "layers")
PAGE_KEYS = ("sel", "at", "bbox", "ids")
# A question to the planner: it stays while its answer is looked at, and belongs to /routes alone.
PLAN_KEYS = ("from", "to", "via", "avoid", "cargo", "depart", "by", "what", "way", "tab",
             "within", "rate")
FACTS_KEYS = ("part", "fact", "draft", "rev")  # the office's page of facts only; no part of a view


def read_view() -> tuple[View, list[Notice]]:
    """The view of this run and what of the address could not be used."""
    return View.from_query(st.query_params.to_dict())


def write_view(view: View) -> None:
    """Make the address show the view; other people's keys in it stay.

    An equal address is sent too: of two quick clicks, the second back to what the address says,
    the browser would else show the first. Streamlit makes no history entry of an equal one.
    """
    ours = {*KEPT, *PAGE_KEYS, *PLAN_KEYS}
    current = st.query_params.to_dict()
    others = {key: value for key, value in current.items() if key not in ours}
    st.query_params.from_dict({**others, **view.to_query()})


def kept_query(view: View, **changes: Any) -> dict[str, str]:
    """The query another page starts with: language, theme and layers, without the selection."""
    asked = {KEYS.get(name, name) for name in changes}
    query = view.with_(**changes).to_query()
    return {key: value for key, value in query.items() if key in {*KEPT, *asked}}


def address(path: str, view: View, **changes: Any) -> str:
    """An address of this host: page and query, for links that can be copied."""
    query = urlencode(kept_query(view, **changes))
    return f"{path}?{query}" if query else path
