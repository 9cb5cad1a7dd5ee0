"""How the atlas stands, in one glance: data, store, figures, map."""

import streamlit as st

from atlas import process
from pages.widgets.mount import tree
from pages.widgets.status.status_list import status_list
from pages.widgets.url_state import read_view
from pages.widgets.wording import screen

view, _notices = read_view()
s = screen(view, process.catalog())

with st.container(key="status"):
    tree(status_list(s, store=process.store(), settings=process.settings()), key="status-list")
