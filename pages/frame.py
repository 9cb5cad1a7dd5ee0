"""The frame of every screen: which page, in which language and theme."""

import streamlit as st

from atlas import process
from layers.errors import AtlasError
from pages.widgets.events import PAGE, pending_switch
from pages.widgets.header import header
from pages.widgets.notices import notices
from pages.widgets.out_of_order import out_of_order, page_out_of_order
from pages.widgets.url_state import read_view
from pages.widgets.wording import screen

st.set_page_config(page_title="Atlas", layout="wide", initial_sidebar_state="collapsed")

PAGES = {
    "/": st.Page("overview.py", title="Overview", default=True),
    "/parks": st.Page("parks.py", title="Parks", url_path="parks"),
    "/routes": st.Page("routes.py", title="Routes", url_path="routes"),
    "/systems": st.Page("systems.py", title="Systems", url_path="systems"),
    "/compare": st.Page("compare.py", title="Compare", url_path="compare"),
    "/sources": st.Page("sources.py", title="Sources", url_path="sources"),
    "/status": st.Page("status.py", title="Status", url_path="status"),
}
if process.settings().editing:
    PAGES["/facts"] = st.Page("facts.py", title="Facts", url_path="facts")

page = st.navigation(list(PAGES.values()), position="hidden")
target = pending_switch()
if target is not None and target[0] in PAGES:
    st.switch_page(PAGES[target[0]], query_params=target[1])

view, dropped = read_view()
current = next((path for path, item in PAGES.items() if item == page), "/")
st.session_state[PAGE] = current
try:
    # What is edited is the present data, whichever day the address asks for.
    version = "" if current == "/facts" else view.v or ""
    shown = screen(view, process.catalog(version))
    header(shown, current=current)
    notices(shown, dropped)
    page.run()
except AtlasError as error:  # the data, or the office's own base map, can't be read
    out_of_order(view.lang, error)
except Exception as error:  # noqa: BLE001 - whatever it is, a visitor reads it nowhere
    # Streamlit ends and repeats a run by exceptions of its own; those are no ``Exception``.
    page_out_of_order(view.lang, current, error)
