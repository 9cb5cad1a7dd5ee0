"""“How many days?”: every alternative on one axis, with what it costs, emits and rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.i18n.figures import number
from atlas.maps.charts.day_bands import (
    Band,
    DayAxis,
    Published,
    day_axis,
    day_axis_for,
    day_band,
)
from atlas.maps.element import Node, h
from atlas.routing.plan import Alternative
from pages.widgets.mount import tree
from pages.widgets.plan.details import details
from pages.widgets.plan.entry import MAIN_ENDS, ORIGIN
from pages.widgets.plan.link import changed
from pages.widgets.plan.measures import (
    band_words,
    best_of,
    chance_words,
    cost_words,
    emission_words,
    parted,
)
from pages.widgets.plan.names import name_of
from pages.widgets.plan.own_state import of_office
from pages.widgets.plan.published import published_of
from pages.widgets.plan.question import Asked
from pages.widgets.plan.row_marks import marks, rule_marks
from pages.widgets.wording import Screen


@dataclass(frozen=True, slots=True)
class Shown:
    """What every row of the list is drawn from."""

    asked: Asked
    axis: DayAxis
    best: dict[str, str]
    published: dict[str, list[Published]]

    @property
    def s(self) -> Screen:
        """The screen it is for."""
        return self.asked.s


def answers(asked: Asked) -> None:
    """Show the list, or what is missing to make one."""
    tree(_pane(asked), key="route-pane")


def _pane(asked: Asked) -> Node:
    title = asked.s.say("How many days?")
    return h("section", {"class": "panel answers", "data-testid": "plan-answers",
                         "data-sheet": "plan", "data-plan": "", "aria-label": title},
             *(_list(asked, title) if asked.alternatives else _nothing(asked, title)))


def _list(asked: Asked, title: str) -> Iterator[Node]:
    shown = shown_of(asked)
    yield h("div", "answers-head",
            h("div", "answers-title", h("h2", None, title), _key(asked)),
            day_axis(shown.axis, asked.s.say("d")))
    yield h("ol", {"class": "ways", "tabindex": "0"},
            *(_row(item, shown) for item in asked.alternatives))
    foot = _foot(asked)
    if foot is not None:
        yield foot


def shown_of(asked: Asked) -> Shown:
    """Axis, published figures and the best of each kind, for a question with an answer."""
    found = asked.alternatives
    query = asked.query
    published = {item.id: published_of(item, query, asked.s) if query else [] for item in found}
    axis = day_axis_for((band_of(item) for item in found),
                        [one for items in published.values() for one in items])
    return Shown(asked, axis, best_of(found), published)


def band_of(item: Alternative) -> Band | None:
    """The days of an alternative as a chart draws them."""
    days = item.days
    return Band(days.p10, days.p50, days.p90, days.hatched) if days else None


def _key(asked: Asked) -> Node:
    """What the marks of the bands mean."""
    s, chosen = asked.s, asked.chosen
    return h("div", "answers-key",
             h("span", "key-band", s.say("P10–P50–P90")),
             h("span", "key-hatch", s.say("assumption inside")),
             h("span", "key-dot", s.say("published")),
             h("span", "key-nearby", s.say("nearby lane")),
             h("span", "key-like", s.say("in days like the chosen way"))
             if chosen and chosen.like else None)


def _row(item: Alternative, shown: Shown) -> Node:
    s, chosen = shown.s, item is shown.asked.chosen
    return h(
        "li",
        {"class": f"way way-{item.mode}", "data-way": item.id, "data-key": item.id,
         "data-hover": f"way-{item.id}", "aria-current": "true" if chosen else None},
        h("div", "way-head",
          h("a", {"class": "way-name", **changed(s.view, way=item.id, sel=None, at=None)},
            item.name.to(s.say, s.lang)),
          *marks(item, shown.best, s), _alike(item, shown), _figures(item, s)),
        _days(item, shown),
        rule_marks(item, shown.asked),
        details(item, shown.asked, shown.published[item.id]) if chosen else None,
    )


def _alike(item: Alternative, shown: Shown) -> Node | None:
    """In the rows of others: that their days can't be told from the chosen one's."""
    chosen = shown.asked.chosen
    if chosen is None or item.id not in chosen.like:
        return None
    words = shown.s.say("In days it cannot be told apart from: {names}",
                        names=chosen.name.to(shown.s.say, shown.s.lang))
    return h("span", {"class": "way-like", "role": "img", "title": words, "aria-label": words},
             "≈")


def _figures(item: Alternative, s: Screen) -> Node:
    """Kilometres, emissions, price and probability, as far as there are any."""
    km = h("b", {"data-fact": "km", "data-value": f"{item.km:.1f}", "data-unit": "km"},
           f"{number(round(item.km), s.lang)} km")
    chance = chance_words(item, s)
    return h("span", "way-figures",
             h("b", "way-chance", chance) if chance else None,
             h("b", None, cost_words(item, s)) if item.cost.usd is not None else None,
             _co2e(item, s), km)


def _co2e(item: Alternative, s: Screen) -> Node:
    words = emission_words(item, s)
    if item.emissions.low is None:
        return h("span", {"class": "unknown", "title": words}, s.say("CO₂e unknown"))
    return h("span", {"data-fact": "co2e"}, words)


def _days(item: Alternative, shown: Shown) -> Node:
    s = shown.s
    name = item.name.to(s.say, s.lang)
    published = shown.published[item.id]
    if item.days is None:
        why = item.days_reason.to(s.say, s.lang) if item.days_reason else s.say("not found")
        return h("div", "days-none",
                 h("span", None, s.say("cannot be computed: {reason}", reason=why)))
    words = band_words(item.days, s)
    label = parted((f"{name}: {words}", *(one.words for one in published)), s)
    return h("div", {"class": "way-days", "data-fact": "days",
                     "data-value": f"{item.days.p10:.2f}/{item.days.p50:.2f}/{item.days.p90:.2f}",
                     "data-unit": "days"},
             day_band(band_of(item), published, axis=shown.axis, words=words, key=item.id,
                      label=label))


def _foot(asked: Asked) -> Node | None:
    """How many ways have a price and why the others have none; nothing where all have one."""
    s = asked.s
    words = price_words(asked)
    if not words:
        return None
    return h("div", "answers-foot",
             h("p", None, h("b", None, s.say("Cost")), " ", words),
             h("a", {"class": "link", **changed(s.view, tab="own")},
               s.say("Enter an own quote")) if of_office() else None)


def price_words(asked: Asked) -> str:
    """Said once for all ways: for how many there is a price, and why there is none for the rest."""
    s, all_of_them = asked.s, asked.alternatives
    without = [item.cost for item in all_of_them if item.cost.usd is None]
    reasons = parted(sorted({cost.reason.to(s.say, s.lang) for cost in without if cost.reason}), s)
    if not reasons:
        return ""
    if len(without) == len(all_of_them):
        return s.say("cannot be computed: {reason}", reason=reasons)
    known = {"count": len(all_of_them) - len(without), "all": len(all_of_them)}
    own = all(item.cost.basis == "own" for item in all_of_them if item.cost.usd is not None)
    first = s.say("own quotes for {count} of {all} ways", **known) if own else s.say(
        "prices for {count} of {all} ways", **known)
    return parted((first, s.say("none for the others: {reason}", reason=reasons)), s)


# --- nothing to show -------------------------------------------------------------------------


def _nothing(asked: Asked, title: str) -> Iterator[Node]:
    s = asked.s
    yield h("div", "answers-head", h("h2", None, title))
    if asked.plan is None:
        yield h("div", "answers-empty",
                h("p", None, s.say("Choose where the shipment starts and where it goes.")),
                *_often(asked))
        return
    if asked.origin == asked.destination:
        yield h("p", "answers-empty", s.say("From and to are the same place."))
        return
    yield h("div", {"class": "answers-empty", "data-testid": "plan-no-route"},
            h("p", None, h("b", None, s.say("No route."))),
            *_relax(asked))


def _often(asked: Asked) -> Iterator[Node]:
    """The other end of trips that are often asked for, while one is missing."""
    stops, view = asked.s.catalog.places, asked.s.view
    known = asked.origin or asked.destination
    for end in (ORIGIN, *MAIN_ENDS):
        if end in stops and end != known:
            ends = {"destination": end} if asked.origin else {"origin": end}
            yield h("a", {"class": "button", **changed(view, **ends)},
                    stops[end].label(asked.s.lang))


def _relax(asked: Asked) -> Iterator[Node]:
    """The smallest sets of closures and vias to take back, each one click."""
    s, view = asked.s, asked.s.view
    sets = asked.plan.relax if asked.plan else ()
    if not sets:
        yield h("p", None, s.say("No way in the network connects these two places."))
        return
    yield h("p", None, s.say("There is one again without:"))
    for names in sets:
        low = {name.lower() for name in names}
        presets = {item.id for item in s.catalog.network.presets.values()
                   if low & {name.lower() for name in item.close}}
        freed = changed(
            view,
            avoid=tuple(name for name in view.avoid if name not in low),
            via=tuple(name for name in view.via if name not in low),
            what=tuple(part for part in view.what if part not in presets),
        )
        words = " + ".join(name_of(name, s) for name in names)
        yield h("a", {"class": "button", **freed}, words)
