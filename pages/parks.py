"""One park at a time: where it is, what is known of it, and what has happened."""

import streamlit as st

from atlas import process
from atlas.maps.document import CHANGCHUN
from pages.widgets.map_view import map_view
from pages.widgets.mount import tree
from pages.widgets.parks.choice import map_screen, rail, shown_park
from pages.widgets.parks.facts import facts_panel
from pages.widgets.parks.opening import head, opening
from pages.widgets.parks.timeline import timeline_card
from pages.widgets.url_state import read_view
from pages.widgets.wording import screen

view, _notices = read_view()
s = screen(view, process.catalog(view.v or ""))
park = shown_park(s)

with st.container(key="parks"):
    tree(rail(park, s), key="park-rail")
    tree(head(park, s), key="park-head")
    map_view(map_screen(park, s), home=CHANGCHUN)
    tree(opening(park, s), key="park-opening")
    tree(timeline_card(park, s), key="park-timeline")
    tree(facts_panel(park, s), key="park-facts")
