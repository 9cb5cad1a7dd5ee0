"""Two to five parks side by side, each figure with its source."""

import streamlit as st

from atlas import process
from pages.widgets.compare.choice import choice, chosen_parks
from pages.widgets.compare.table import table
from pages.widgets.mount import tree
from pages.widgets.url_state import read_view
from pages.widgets.wording import screen

view, _notices = read_view()
s = screen(view, process.catalog(view.v or ""))
parks = chosen_parks(s)

with st.container(key="compare"):
    tree(choice(parks, s), key="compare-choice")
    tree(table(parks, s), key="compare-table")
