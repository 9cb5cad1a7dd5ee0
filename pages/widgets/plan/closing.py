"""“Close a border”: crossings, passages and countries to avoid, and presets with their words."""

from collections.abc import Iterable

from atlas.maps.element import Node, h
from atlas.routing.plan import graph_of
from layers.network import Crossing, Preset
from pages.widgets.plan.factors import TICK, toggled
from pages.widgets.plan.link import changed
from pages.widgets.plan.names import name_of, passages
from pages.widgets.plan.question import Asked
from pages.widgets.wording import Screen, said


def close_menu(asked: Asked) -> Node:
    """The menu, and how much is closed."""
    s = asked.s
    words = _set(asked)
    shown = " · ".join(words) or s.say("Close a border")
    return h(
        "div",
        {"class": "dropdown plan-menu plan-menu-close", "data-menu": "plan-close"},
        h("button", {"type": "button", "class": "button" + (" is-set" if words else ""),
                     "aria-haspopup": "menu", "aria-expanded": "false"},
          shown, h("span", {"aria-hidden": "true", "class": "caret"}, "▾")),
        h("div", {"class": "menu-list plan-sheet", "role": "menu", "hidden": True,
                  "data-together": "",
                  "aria-label": s.say("Close a border")},
          *_groups(asked)),
    )


def _set(asked: Asked) -> list[str]:
    """How much is closed, and how many presets are on that close nothing."""
    s, known = asked.s, asked.s.catalog.network.presets
    presets = [known[part] for part in s.view.what if part in known]
    closed = len(s.view.avoid) + sum(bool(preset.close) for preset in presets)
    assumed = sum(not preset.close for preset in presets)
    words = [s.say("Closed: {count}", count=closed)] if closed else []
    return [*words, s.say("What if: {count}", count=assumed)] if assumed else words


def _groups(asked: Asked) -> list[Node]:
    s = asked.s
    groups = [
        _group(s.say("Borders"), [(item.id, _label(item, s)) for item in borders(s)], s),
        _group(s.say("Passages of the sea"), passages_of(s), s),
        _group(s.say("Countries"), countries_of(s), s),
        _presets(s),
    ]
    return [group for group in groups if group is not None]


def borders(s: Screen) -> list[Crossing]:
    """Crossings with a control; an open border is none that could be shut."""
    return [item for item in s.catalog.network.crossings.values() if not item.open]


def _label(crossing: Crossing, s: Screen) -> str:
    return crossing.names.to(s.lang).text


def passages_of(s: Screen) -> list[tuple[str, str]]:
    """Passages that some way of the network uses."""
    graph = graph_of(s.catalog)
    return [(name, words) for name, words in passages(s).items() if name in graph.named]


def countries_of(s: Screen) -> list[tuple[str, str]]:
    """Countries some rails of the network run through, but for our own; by their names."""
    codes = {code for edge in graph_of(s.catalog).edges if edge.mode == "rail"
             for code in edge.countries if code != "CN"}
    return sorted(((code.lower(), name_of(code, s)) for code in codes), key=lambda one: one[1])


def _group(title: str, entries: Iterable[tuple[str, str]], s: Screen) -> Node | None:
    rows = [_entry(name, words, s) for name, words in entries]
    if not rows:
        return None
    return h("div", {"class": "close-group", "role": "group", "aria-label": title},
             h("div", "close-title", title), h("div", "close-rows", *rows))


def _entry(name: str, words: str, s: Screen) -> Node:
    view = s.view
    return h("a", {"role": "menuitemcheckbox", "class": "menu-entry", "data-close": name,
                   "aria-checked": "true" if name in view.avoid else "false",
                   **changed(view, avoid=toggled(view.avoid, name)), "act": ticks(name)}, words)


def ticks(name: str) -> dict[str, object]:
    """The act of an entry: it says what shall be of this one alone, so two in a row both count."""
    return {"plan": f"{TICK}:{name}", "tick": True}


def _presets(s: Screen) -> Node | None:
    presets = s.catalog.network.presets.values()
    if not presets:
        return None
    title = s.say("What if")
    return h("div", {"class": "close-group close-presets", "role": "group", "aria-label": title},
             h("div", "close-title", title),
             h("div", "close-rows",
               *(preset_entry(item, s, role="menuitemcheckbox") for item in presets)))


def preset_entry(preset: Preset, s: Screen, *, role: str = "checkbox") -> Node:
    """A preset with the sentence of what it assumes."""
    view = s.view
    return h("a", {"role": role, "class": "menu-entry preset",
                   "data-preset": preset.id,
                   "aria-checked": "true" if preset.id in view.what else "false",
                   **changed(view, what=toggled(view.what, preset.id)),
                   "act": ticks(preset.id)},
             said(preset.names, s.lang), said(preset.assumption, s.lang, "small"))
