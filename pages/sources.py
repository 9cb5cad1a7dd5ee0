"""Every source with what rests on it, the weak and the stale first."""

import streamlit as st

from atlas import process
from pages.widgets.mount import tree
from pages.widgets.sources.source_list import source_list
from pages.widgets.url_state import read_view
from pages.widgets.wording import screen

view, _notices = read_view()
s = screen(view, process.catalog(view.v or ""))
settings = process.settings()

with st.container(key="sources"):
    tree(source_list(s, today=settings.date(), data=settings.data), key="source-list")
