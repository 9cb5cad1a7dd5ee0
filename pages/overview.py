"""The whole story at first sight: line and corridor across Eurasia, five parks in Changchun."""

import streamlit as st

from atlas import process
from pages.widgets.attribute_panel import attribute_panel
from pages.widgets.feature_list import park_tray
from pages.widgets.freshness.strip import due_strip
from pages.widgets.layer_list import layer_list
from pages.widgets.map_view import map_view
from pages.widgets.url_state import read_view
from pages.widgets.wording import screen

view, _notices = read_view()
s = screen(view, process.catalog(view.v or ""))

with st.container(key="overview"):
    layer_list(s)
    with st.container(key="centre"):
        due_strip(s)
        map_view(s)
        with st.container(key="lower"):
            park_tray(s)
            map_view(s, name="city")
    attribute_panel(s)
