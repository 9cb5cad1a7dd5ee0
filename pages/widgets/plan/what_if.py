"""What if: named presets, and how many times as long stays and running take."""

from collections.abc import Iterable

from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from atlas.routing.query import ALL
from pages.widgets.plan.closing import preset_entry
from pages.widgets.plan.factors import LIMITS, Kind, factor_of
from pages.widgets.plan.link import changed
from pages.widgets.plan.question import Asked
from pages.widgets.wording import Screen


def what_if_part(asked: Asked) -> Node:
    """Presets beside sliders; whatever is moved is in the address."""
    s = asked.s
    presets = s.catalog.network.presets.values()
    return h(
        "div",
        "what-if",
        h("section", "what-presets",
          h("h3", None, s.say("Presets, each with its assumption")),
          h("div", {"class": "what-list", "role": "group", "data-together": ""},
            *(preset_entry(item, s) for item in presets))),
        h("section", "what-sliders",
          h("h3", None, s.say("Stays at borders")),
          *_sliders("dwell", [(ALL, s.say("All borders")), *_borders(asked)], asked)),
        h("section", "what-sliders",
          h("h3", None, s.say("Running time")),
          *_sliders("running", [(ALL, s.say("Everywhere")), *_running(asked)], asked),
          _reset(asked)),
    )


def _borders(asked: Asked) -> list[tuple[str, str]]:
    """The borders with a stay on the chosen way, in its order, and those set by hand."""
    steps = asked.chosen.steps if asked.chosen else ()
    crossings = asked.s.catalog.network.crossings
    ids = dict.fromkeys((*(step.record for step in steps if step.kind == "cross"),
                         *_by_hand("dwell", asked.s)))
    return [(name, crossings[name].names.to(asked.s.lang).text) for name in ids
            if not crossings[name].open]


def _running(asked: Asked) -> list[tuple[str, str]]:
    """The kinds of way on the chosen way, in its order, and those set by hand."""
    steps = asked.chosen.steps if asked.chosen else ()
    running = asked.s.catalog.network.running
    ids = dict.fromkeys((*(step.running for step in steps if step.running in running),
                         *_by_hand("running", asked.s)))
    return [(name, running[name].names.to(asked.s.lang).text or name) for name in ids]


def _by_hand(kind: Kind, s: Screen) -> dict[str, float]:
    """Factors of the address by what they multiply, but for the one of all."""
    records = s.catalog.network.crossings if kind == "dwell" else s.catalog.network.running
    found = [factor_of(part) for part in s.view.what]
    return {one[1]: one[2] for one in found if one and one[0] == kind and one[1] in records}


def _sliders(kind: Kind, rows: Iterable[tuple[str, str]], asked: Asked) -> list[Node]:
    s = asked.s
    factors = {(one[0], one[1]): one[2] for part in s.view.what if (one := factor_of(part))}
    return [_slider(kind, name, words, factors.get((kind, name), 1.0), asked)
            for name, words in rows]


def _slider(kind: Kind, name: str, words: str, factor: float, asked: Asked) -> Node:
    s, way = asked.s, asked.chosen.id if asked.chosen else None
    least, most, step = LIMITS[kind]
    shown = s.say("× {factor}", factor=number(factor, s.lang))
    return h(
        "label",
        {"class": "what-slider" + (" is-set" if factor != 1 else ""), "data-key": f"{kind}:{name}"},
        h("span", "what-name", words),
        h("input", {"type": "range", "min": f"{least:g}", "max": f"{most:g}", "step": f"{step:g}",
                    "value": f"{factor:g}", "aria-valuetext": shown,
                    "data-testid": f"what-{kind}-{name}",
                    "act": {"plan": f"{kind}:{name}", "way": way}}),
        h("output", {"data-form": s.say("× {factor}")}, shown),
    )


def _reset(asked: Asked) -> Node | None:
    view = asked.s.view
    if not view.what:
        return None
    return h("a", {"class": "button what-reset", **changed(view, what=())},
             asked.s.say("As it is"))
