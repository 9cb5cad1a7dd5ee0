"""Which parks stand side by side: chips that take one out or put one in."""

from atlas.maps.element import Node, h
from atlas.maps.view import MOST_IDS
from layers.model import Entity
from layers.parks import five_parks
from pages.widgets.url_state import address
from pages.widgets.wording import Screen, disc, said

PARK_KINDS = ("park", "other_park")
FEWEST = 2


def chosen_parks(s: Screen) -> tuple[Entity, ...]:
    """The parks the address names, in its order; the five of the plan where it names too few."""
    known = {park.id: park for park in all_parks(s)}
    named = tuple(known[park_id] for park_id in s.view.ids if park_id in known)
    return named if len(named) >= FEWEST else five_parks(s.catalog)


def all_parks(s: Screen) -> tuple[Entity, ...]:
    """Every park of the atlas, the five of the plan first."""
    five = five_parks(s.catalog)
    others = (item for item in s.catalog.entities.values() if item.kind in PARK_KINDS)
    return (*five, *(item for item in others if item not in five))


def choice(parks: tuple[Entity, ...], s: Screen) -> Node:
    """Title, chips, and a sentence for what the address named in vain."""
    others = tuple(park for park in all_parks(s) if park not in parks)
    return h(
        "div",
        "compare-head",
        h("h1", None, s.say("Compare parks")),
        h("div", {"class": "chips", "role": "group", "aria-label": s.say("Parks compared")},
          *(_chosen(park, parks, s) for park in parks),
          *(_other(park, parks, s) for park in others)),
        h("div", "compare-tools", _switch(s), _advice(parks, s)),
        *_in_vain(s),
    )


def _switch(s: Screen) -> Node:
    """Hides the rows where all parks give the same answer; works in the page alone."""
    return h("label", "differ",
             h("input", {"type": "checkbox", "class": "differ-box"}),
             h("span", {"class": "knob", "aria-hidden": "true"}),
             h("span", None, s.say("Only rows where they differ")))


def _chosen(park: Entity, parks: tuple[Entity, ...], s: Screen) -> Node:
    if len(parks) <= FEWEST:
        return h("span", "chip chip-on", disc(park, s.lang), _name(park, s))
    left = tuple(item.id for item in parks if item is not park)
    label = s.say("Take out {park}", park=park.label(s.lang))
    return h("a", {**_link(left, s), "class": "chip chip-on", "title": label, "aria-label": label},
             disc(park, s.lang), _name(park, s), h("span", "chip-sign", "×"))


def _other(park: Entity, parks: tuple[Entity, ...], s: Screen) -> Node | None:
    if len(parks) >= MOST_IDS:
        return None
    more = (*(item.id for item in parks), park.id)
    label = s.say("Add {park}", park=park.label(s.lang))
    return h("a", {**_link(more, s), "class": "chip", "title": label, "aria-label": label},
             h("span", "chip-sign", "+"), _name(park, s))


def _name(park: Entity, s: Screen) -> Node:
    return said(park.short or park.names, s.lang)


def _link(ids: tuple[str, ...], s: Screen) -> dict[str, object]:
    return {"href": address("/compare", s.view, ids=ids), "act": {"set": {"ids": ",".join(ids)}}}


def _advice(parks: tuple[Entity, ...], s: Screen) -> Node | None:
    if len(parks) < MOST_IDS:
        return None
    return h("small", None, s.say("Five is the most; take one out to put another in."))


def _in_vain(s: Screen) -> list[Node]:
    known = {park.id for park in all_parks(s)}
    wrong = [park_id for park_id in s.view.ids if park_id not in known]
    notes: list[Node] = [
        h("p", {"class": "compare-note", "role": "status"},
          s.say("“{id}” is no park of this atlas; the rest is shown.", id=park_id))
        for park_id in wrong
    ]
    if s.view.ids and len(s.view.ids) - len(wrong) < FEWEST:
        notes.append(h("p", {"class": "compare-note", "role": "status"}, s.say(
            "It takes two parks to compare; the five of the plan are shown.")))
    return notes
