"""The way into the planner from a page that asks nothing yet."""

from atlas.maps.element import Node, h
from pages.widgets.url_state import address
from pages.widgets.wording import Screen

ORIGIN = "cn-changchun"
MAIN_ENDS = ("de-schwarzheide", "de-hamburg")  # where the line's trains go, and what all compare


def plan_offer(s: Screen) -> Node:
    """A button with the main question, and the same to its other end."""
    ends = [end for end in MAIN_ENDS if end in s.catalog.places]
    if ORIGIN not in s.catalog.places or not ends:
        return h("span", None)
    return h("nav", {"class": "plan-offer", "aria-label": s.say("Plan a shipment")},
             *(_way(end, s, first=end == ends[0]) for end in ends))


def _way(end: str, s: Screen, *, first: bool) -> Node:
    query = {"from": ORIGIN, "to": end}
    lane = s.say("{start} – {end}", start=s.catalog.places[ORIGIN].label(s.lang),
                 end=s.catalog.places[end].label(s.lang))
    words = [h("b", None, s.say("Plan a shipment")), h("span", "plan-lane", lane)] if first else [
        lane]
    return h("a", {"class": "button primary" if first else "button",
                   "href": address("/routes", s.view, origin=ORIGIN, destination=end),
                   "act": {"go": "/routes", "query": query}}, *words)
