"""The line and the corridor as objects one can inspect, and the planner between two places."""

import streamlit as st

from atlas import process
from pages.widgets.events import pending_form
from pages.widgets.map_view import map_view
from pages.widgets.plan.answers import answers
from pages.widgets.plan.on_map import on_map as on_way
from pages.widgets.plan.on_map import ways_on_map
from pages.widgets.plan.own_part import handle_own
from pages.widgets.plan.parts import plan_parts
from pages.widgets.plan.print_sheet import print_sheet
from pages.widgets.plan.question import asked_by, is_asked
from pages.widgets.plan.reached_map import with_reached
from pages.widgets.plan.title import plan_title
from pages.widgets.routes.choice import chosen_route, extent, on_map, title_bar
from pages.widgets.routes.reading import reading_pane
from pages.widgets.routes.strip import crosshair_layer, strip_panel
from pages.widgets.routes.tables import route_tables
from pages.widgets.url_state import read_view
from pages.widgets.wording import Screen, screen


def inspect(s: Screen) -> None:
    """A route kilometre by kilometre, leg by leg."""
    route = chosen_route(s)
    title_bar(route, s)
    with st.container(key="route-map"):
        map_view(on_map(route, s), home=extent(route))
    with st.container(key="route-side"):
        reading_pane(route, s)
    with st.container(key="route-strips"):
        strip_panel(route, s)
        crosshair_layer(route, s)
    route_tables(route, s)


def plan(s: Screen) -> None:
    """Every way from one place to another, side by side."""
    form = pending_form()
    s = handle_own(form, s)  # first: what was saved counts in the answer
    asked = asked_by(s, form=form)
    plan_title(asked)
    with st.container(key="route-map"):
        map_view(on_way(asked), ways=with_reached(ways_on_map(asked), asked))
    with st.container(key="route-side"):
        answers(asked)
    plan_parts(asked)
    print_sheet(asked)


view, _notices = read_view()
shown = screen(view, process.catalog(view.v or ""))
with st.container(key="routes"):
    if is_asked(shown):
        plan(shown)
    else:
        inspect(shown)
