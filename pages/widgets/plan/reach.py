"""“Reach”: which terminals a cargo comes to within so many days, as a table and as marks."""

from collections.abc import Iterator
from datetime import date

import streamlit as st

from atlas.i18n.figures import number, whole_km
from atlas.i18n.places import country
from atlas.maps.element import Node, h
from atlas.routing.plan import reach
from atlas.routing.query import WhatIf
from atlas.routing.reach import Reached
from atlas.routing.transit_time import days_words
from layers.catalog import Catalog
from pages.widgets.plan.along import mode_words
from pages.widgets.plan.entry import ORIGIN
from pages.widgets.plan.factors import known, what_if
from pages.widgets.plan.limits import MOST_DAYS, days_of, days_text
from pages.widgets.plan.link import changed
from pages.widgets.plan.names import is_country
from pages.widgets.plan.question import Asked
from pages.widgets.wording import Screen

GROUND = ("rail", "sea", "road")
ALL_MODES = (*GROUND, "air")
KEPT = 32
MARK = "reached"  # the class of a place on the map that is reached in time


def reach_part(asked: Asked) -> Node:
    """The limit as a slider, how many terminals it holds, and each of them."""
    s = asked.s
    days, by_air = days_of(s.view.within)
    found = terminals(asked)
    within = [item for item in found if item.days <= days]
    return h(
        "div", {"class": "reach", "data-sheet": "plan_parts", "data-testid": "plan-reach",
                "data-needs": ""},
        h("div", "reach-head", _slider(days, s), _modes(days, s, by_air=by_air),
          h("p", {"class": "reach-count", "data-count": f"{len(within)}"}, _count(
              len(within), len(found), asked))),
        _table(within, s) if within else h("p", "unknown", s.say(
            "No terminal is reached in so few days.")),
        h("p", "part-note", s.say(
            "Days are the P50 of the model from the cut-off at the first terminal until the cargo "
            "is released, by the quickest way by the median of each step; closures and what if "
            "count. A place is clicked to ask for the way there.")),
    )


def reached_places(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Ids of the places reached in time with their class on the map; for when the part is open."""
    days, _by_air = days_of(asked.s.view.within)
    return tuple((item.place, MARK) for item in terminals(asked) if item.days <= days)


def origin_of(asked: Asked) -> str:
    """Where it starts: the origin asked for, else Changchun."""
    return asked.origin or ORIGIN


def terminals(asked: Asked) -> tuple[Reached, ...]:
    """Every terminal that can be reached, the nearest in time first; closures count."""
    s = asked.s
    _days, by_air = days_of(s.view.within)
    supposed = _supposed(s)
    return _terminals(s.catalog.version, origin_of(asked), supposed,
                      ALL_MODES if by_air else GROUND, s.today, s.catalog)


def _supposed(s: Screen) -> WhatIf:
    """What the address supposes; what is to be avoided counts as closed."""
    found = what_if([part for part in s.view.what if known(part, s.catalog)], s.catalog)
    avoid = (name.upper() if is_country(name) else name for name in s.view.avoid)
    close = tuple(dict.fromkeys((*found.close, *avoid)))
    return WhatIf(close, found.dwell, found.running, found.presets)


# Kept for the slider, which changes nothing but where the table ends. The catalogue is named by its
# version; an argument with an underscore is no part of the key.
@st.cache_resource(max_entries=KEPT, hash_funcs={WhatIf: repr}, show_spinner=False)
def _terminals(
    version: str,  # noqa: ARG001
    origin: str, supposed: WhatIf, modes: tuple[str, ...], today: date, _catalog: Catalog,
) -> tuple[Reached, ...]:
    stops = {item.stop for item in _catalog.network.terminals.values() if item.stop}
    found = reach(origin, _catalog, today=today, what_if=supposed, modes=modes)
    return tuple(item for item in found if item.place in stops)


# --- what is shown -------------------------------------------------------------------------------


def _slider(days: int, s: Screen) -> Node:
    form = s.say("{factor} days")  # the page writes the number while the slider moves
    shown = form.replace("{factor}", number(days, s.lang))
    return h(
        "label", "what-slider reach-slider",
        h("span", "what-name", s.say("Within")),
        h("input", {"type": "range", "min": "1", "max": f"{MOST_DAYS}", "step": "1",
                    "value": f"{days}", "aria-valuetext": shown, "data-testid": "reach-days",
                    "act": {"plan": "within"}}),
        h("output", {"data-form": form}, shown),
    )


def _modes(days: int, s: Screen, *, by_air: bool) -> Node:
    words = {False: s.say("Rail, sea, road"), True: s.say("and by air")}
    return h("div", {"class": "chips", "role": "group", "aria-label": s.say("Mode")}, *(
        h("a", {"class": "chip" + (" is-set" if value is by_air else ""),
                "aria-current": "true" if value is by_air else None,
                **changed(s.view, within=days_text(days, by_air=value))}, text)
        for value, text in words.items()))


def _count(within: int, of_all: int, asked: Asked) -> str:
    s = asked.s
    place = s.catalog.places[origin_of(asked)].label(s.lang)
    words = s.say("{count} of {all} terminals from {place}", count=within, all=of_all, place=place)
    return words if asked.origin else s.say("{words} (no origin is chosen)", words=words)


def _table(found: list[Reached], s: Screen) -> Node:
    titles = ((s.say("Terminal"), ""), (s.say("Country"), "reach-country"),
              (s.say("Days, P50"), "figure-cell"), (s.say("Way"), ""), ("km", "figure-cell"))
    return h("div", "table-scroll reach-scroll", h(
        "table", {"class": "data-table reach-table", "data-sort": ""},
        h("thead", None, h("tr", None, *(h("th", {"scope": "col", "class": cls or None}, title)
                                         for title, cls in titles))),
        h("tbody", None, *(_row(item, s) for item in found))))


def _row(item: Reached, s: Screen) -> Node:
    stop = s.catalog.places[item.place]
    days = days_words(item.days)[0]
    land = country(stop.country or "", s.lang)
    km = whole_km(sum(step.km for step in item.steps))
    return h(
        "tr", {"data-place": item.place, "data-class": MARK},
        h("td", {"data-country": land},
          h("a", changed(s.view, destination=item.place, way=None), stop.label(s.lang))),
        h("td", "reach-country", land),
        h("td", {"class": "figure-cell", "data-fact": "reach", "data-value": f"{item.days:.2f}",
                 "data-unit": "days"}, number(days, s.lang)),
        h("td", "reach-way", way_words(item, s)),
        h("td", "figure-cell", number(km, s.lang)),
    )


def way_words(item: Reached, s: Screen) -> str:
    """Modes and borders of the way there, in the order they come."""
    return " · ".join(_way(item, s))


def _way(item: Reached, s: Screen) -> Iterator[str]:
    seen: set[str] = set()
    crossings = s.catalog.network.crossings
    for step in item.steps:
        if step.kind == "run" and step.mode not in seen:
            seen.add(step.mode)
            yield mode_words(step.mode, s)
        elif step.kind == "cross" and not crossings[step.record].open:
            yield crossings[step.record].names.to(s.lang).text
