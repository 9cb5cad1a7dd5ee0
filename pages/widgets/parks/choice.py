"""Which park is shown, and the rail it is chosen from."""

from dataclasses import replace

import streamlit as st

from atlas.maps.card import placement_words
from atlas.maps.element import Node, h
from layers.model import Entity, Grade
from layers.parks import FIVE_PARKS, five_parks
from pages.widgets.feature_list import row_attributes
from pages.widgets.url_state import address, write_view
from pages.widgets.wording import GRADE_MARKS, Screen, disc, grade_words

LAST = "atlas.park"  # the park read last, while something else is chosen on the map
LAYERS = ("parks", "line", "stations")
GRADES: tuple[Grade, ...] = ("official", "press", "copy", "not-found")


def shown_park(s: Screen) -> Entity:
    """The park this page is about: the one chosen, else the one read last, else the first.

    A station or stop chosen on the map does not turn the page; the park then stays in the
    address as ``ids``, so that the link still shows the same.
    """
    chosen = _park(s.view.sel, s)
    if chosen is not None:
        st.session_state[LAST] = chosen.id
        return chosen
    held = _park(s.view.ids[0] if s.view.ids else st.session_state.get(LAST), s)
    if held is None:
        return s.catalog.entity(FIVE_PARKS[0])
    if s.view.sel is None:
        write_view(s.view.with_(sel=held.id, ids=()))
    elif s.catalog.find(s.view.sel) is not None:
        write_view(s.view.with_(ids=(held.id,)))
    return held


def _park(entity_id: str | None, s: Screen) -> Entity | None:
    found = s.catalog.find(entity_id) if entity_id else None
    return found if found is not None and found.layer == "parks" else None


def map_screen(park: Entity, s: Screen) -> Screen:
    """The screen the map is worded from: calm layers, the park chosen where nothing else is."""
    known = s.view.sel if s.view.sel and s.catalog.find(s.view.sel) else park.id
    layers = LAYERS if s.view.layers is None else ("parks", *s.view.layers)
    return replace(s, view=s.view.with_(sel=known, layers=layers))


def rail(park: Entity, s: Screen) -> Node:
    """The five parks, the others, and what the source marks mean."""
    five = five_parks(s.catalog)
    others = [item for item in s.catalog.layer("parks") if item.id not in FIVE_PARKS]
    return h(
        "nav",
        {"class": "park-rail", "aria-label": s.say("Parks")},
        h("h2", "side-title", s.say("Five parks")),
        h("div", "park-rows", *(_row(item, park, s) for item in five)),
        h("h2", "side-title", s.say("Other international parks")) if others else None,
        h("div", "park-rows park-rows-others", *(_row(item, park, s) for item in others))
        if others else None,
        _grades(s),
        h("a", {"class": "button rail-compare", "act": _compare(),
                "href": address("/compare", s.view, ids=FIVE_PARKS)}, s.say("Compare the five")),
    )


def _compare() -> dict[str, object]:
    return {"go": "/compare", "query": {"ids": ",".join(FIVE_PARKS)}}


def _row(item: Entity, park: Entity, s: Screen) -> Node:
    attributes = {
        **row_attributes(item, s),
        "aria-pressed": "true" if item.id == park.id else "false",
        "title": item.names.to(s.lang).text,
    }
    return h(
        "button",
        attributes,
        disc(item, s.lang),
        h("span", "row-words",
          h("b", None, item.label(s.lang)),
          h("small", None, placement_words(item, s.phrasing))),
    )


def _grades(s: Screen) -> Node:
    rows = [
        h("li", None, h("i", {"class": f"grade grade-{GRADE_MARKS[grade]}", "aria-hidden": "true"}),
          grade_words(grade, s))
        for grade in GRADES
    ]
    return h("div", "grade-key", h("b", None, s.say("How sure?")), h("ul", None, *rows))


def neighbours(park: Entity, s: Screen) -> Node | None:
    """Links to the park before and after this one; none for a park outside the five."""
    if park.id not in FIVE_PARKS:
        return None
    at = FIVE_PARKS.index(park.id)
    before = s.catalog.entity(FIVE_PARKS[at - 1])
    after = s.catalog.entity(FIVE_PARKS[(at + 1) % len(FIVE_PARKS)])
    return h(
        "div",
        {"class": "neighbours", "role": "group", "aria-label": s.say("Next park")},
        _neighbour(before, s.say("Previous park: {name}", name=before.label(s.lang)), "‹", s),
        h("span", "neighbours-at", f"{at + 1} / {len(FIVE_PARKS)}"),
        _neighbour(after, s.say("Next park: {name}", name=after.label(s.lang)), "›", s),
    )


def _neighbour(park: Entity, words: str, sign: str, s: Screen) -> Node:
    return h("a", {"class": "button neighbour", "href": address("/parks", s.view, sel=park.id),
                   "act": {"type": "select", "id": park.id}, "aria-label": words, "title": words},
             sign)
