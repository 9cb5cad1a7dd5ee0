"""What every page says above itself: what of an address could not be used, old data, a copy."""

import streamlit as st

from atlas import process
from atlas.maps.element import h
from atlas.maps.view import Notice
from atlas.maps.ways import WAY
from layers.catalog import CORRIDOR, LINE
from pages.widgets.cache import ground, viewpoint_of
from pages.widgets.events import PAGE
from pages.widgets.facts.editor import editor
from pages.widgets.mount import tree
from pages.widgets.old_version import old_version
from pages.widgets.plan.names import passages
from pages.widgets.store_banner import read_only_banner, store_banner, take_seen
from pages.widgets.wording import Screen

SHORTEN = 40  # a value is shown so that the visitor recognises it, not in full


def notices(s: Screen, dropped: list[Notice]) -> None:
    """Show what was dropped, which old data are shown, which copy; nothing where there is none."""
    desk, who = process.desk(), editor()
    take_seen(desk, who)
    path = str(st.session_state.get(PAGE, "/"))
    standing = [
        old_version(s),
        store_banner(s, desk=desk, editor=who),
        read_only_banner(s, desk=desk, path=path),
    ]
    sentences = [
        h("p", None, s.say(
            "“{key}={value}” in this link was not understood; the rest is shown.",
            key=notice.key, value=notice.value[:SHORTEN],
        ))
        for notice in (*dropped, *not_offered(s))
    ]
    sentences += [h("p", None, sentence) for sentence in _unknown_names(s)]
    shown = [node for node in (*standing, *sentences) if node is not None]
    if shown:
        tree(h("div", {"class": "notices", "role": "status"}, *shown), key="notices")


def not_offered(s: Screen) -> list[Notice]:
    """Values that exist but not here: a basemap, a viewpoint, a place beyond the line's end."""
    view, found = s.view, []
    if view.basemap and view.basemap != ground(view):
        found.append(Notice("basemap", view.basemap))
    if view.viewpoint and view.viewpoint != viewpoint_of(view):
        found.append(Notice("viewpoint", view.viewpoint))
    corridor_km = s.catalog.corridor_legs[-1].km1 if s.catalog.corridor_legs else 0.0
    end = {LINE: s.catalog.line.km, CORRIDOR: corridor_km}.get(view.sel or "")
    if view.at is not None and end is not None and view.at > end:
        found.append(Notice("at", f"{view.at:g}"))
    return found


def _unknown_names(s: Screen) -> list[str]:
    """Well-formed values that name nothing here: an entity, a layer, a data version."""
    found = []
    listed = {service.id for service in s.catalog.services}
    listed |= {system.id for system in s.catalog.systems}
    if s.view.origin:  # the planner's map has borders, straits and the way itself to choose
        listed |= {WAY, *s.catalog.network.crossings, *passages(s)}
    if s.view.sel and s.catalog.find(s.view.sel) is None and s.view.sel not in listed:
        found.append(s.view.sel)
    layers = {spec.id for spec in s.catalog.layers}
    found += [name for name in s.view.layers or () if name not in layers]
    said = [
        s.say("This link names “{id}”, which the atlas does not hold; the rest is shown.",
              id=name[:SHORTEN])
        for name in found
    ]
    if s.view.v and s.view.v != s.catalog.version:
        said.append(s.say(
            "This link was made from data version {old}; version {new} is shown.",
            old=s.view.v, new=s.catalog.version,
        ))
    return said
