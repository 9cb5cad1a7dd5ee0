"""The line and the corridor as objects one can inspect: kilometre by kilometre, leg by leg."""

import streamlit as st

from atlas import process
from pages.widgets.map_view import map_view
from pages.widgets.routes.choice import chosen_route, extent, on_map, title_bar
from pages.widgets.routes.reading import reading_pane
from pages.widgets.routes.strip import crosshair_layer, strip_panel
from pages.widgets.routes.tables import route_tables
from pages.widgets.url_state import read_view
from pages.widgets.wording import screen

view, _notices = read_view()
s = screen(view, process.catalog(view.v or ""))
route = chosen_route(s)

with st.container(key="routes"):
    title_bar(route, s)
    with st.container(key="route-map"):
        map_view(on_map(route, s), home=extent(route))
    with st.container(key="route-side"):
        reading_pane(route, s)
    with st.container(key="route-strips"):
        strip_panel(route, s)
        crosshair_layer(route, s)
    route_tables(route, s)
