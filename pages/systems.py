"""The five systems of the city's plan: what it named, where that is, and what is known today."""

import streamlit as st

from atlas import process
from atlas.maps.document import CHANGCHUN
from pages.widgets.attribute_panel import panel
from pages.widgets.map_view import map_view
from pages.widgets.mount import tree
from pages.widgets.systems.system_list import system_list
from pages.widgets.url_state import read_view
from pages.widgets.wording import screen

LAYERS = ("facilities", "parks", "line", "corridor", "stations")

view, _notices = read_view()
s = screen(view, process.catalog(view.v or ""))
chosen = s.catalog.find(view.sel) if view.sel else None

with st.container(key="systems"):
    tree(system_list(s), key="systems-list")
    with st.container(key="systems-map"):
        map_view(s, home=CHANGCHUN, layers=LAYERS)
    if chosen is not None:
        tree(panel(chosen, s), key="panel")
