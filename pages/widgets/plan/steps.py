"""The steps of a way in words: a run, a stay at a border, loading, unloading."""

from atlas.routing.graph import Edge
from pages.widgets.wording import Screen


def step_words(step: Edge, s: Screen) -> str:
    """What a step is: "Harbin – Manzhouli", "Manzhouli–Zabaikalsk: stay", "Dalian: loading"."""
    if step.kind == "cross":
        names = s.catalog.network.crossings[step.record].names.to(s.lang).text
        return s.say("{place}: stay at the border", place=names)
    if step.kind == "load":
        return s.say("{place}: loading", place=stop_name(step.start.place, s))
    if step.kind == "unload":
        return s.say("{place}: unloading", place=stop_name(step.start.place, s))
    return f"{stop_name(step.start.place, s)} – {stop_name(step.end.place, s)}"


def stop_name(place: str, s: Screen) -> str:
    """A stop in the reader's language; a border's own node is named by the stop behind it."""
    stop = s.catalog.places.get(place.partition(">")[2] or place)
    return stop.label(s.lang) if stop else place
