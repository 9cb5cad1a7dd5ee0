"""“What matters”: which sourced or own input moves the days of the chosen way most."""

from collections.abc import Iterator

from atlas.i18n.figures import number, unit_words
from atlas.maps.charts.tornado import TornadoBar, days_axis, tornado_chart
from atlas.maps.element import Node, h
from atlas.routing.sensitivity import Bar, Tornado, tornado
from atlas.routing.transit_time import days_words
from pages.widgets.plan.evidence import sources_of
from pages.widgets.plan.measures import listed, rounded
from pages.widgets.plan.question import Asked
from pages.widgets.plan.stacked import RIGHT, stacked
from pages.widgets.wording import Screen

DIGITS = 3
SHORT = {"km_day": "km/d"}  # words at the ends of bars have little room on a phone


def matters_part(asked: Asked) -> Node:
    """The bars, what they assume, what is left out; under them each input with its sources."""
    s, way = asked.s, asked.chosen
    if way is None:
        return h("p", "part-note", s.say("Choose where the shipment starts and where it goes."))
    found = tornado(way, s.catalog)
    return h(
        "div", {"class": "matters", "data-sheet": "plan_parts", "data-testid": "plan-matters"},
        h("p", "part-lead", s.say(
            "P50 days of {way} with one input at a time at its low and at its high end, all others "
            "as they are.", way=way.name.to(s.say, s.lang))),
        *(h("p", "part-note", note.to(s.say, s.lang)) for note in found.notes),
        _left_out(found, s),
        *_drawn(found, s),
    )


def _left_out(found: Tornado, s: Screen) -> Node | None:
    """Which inputs rest on assumptions of ours."""
    names = listed(dict.fromkeys(name.to(s.say, s.lang) for name in found.left_out), s)
    return h("p", "part-note matters-left", s.say("Left out: {names}.", names=names)) \
        if names else None


def _drawn(found: Tornado, s: Screen) -> Iterator[Node]:
    if found.base is None or not found.bars:
        yield h("p", "unknown", s.say("No input of this way has a source or an own figure."))
        return
    yield h("div", "matters-key",
            h("span", "key-range", s.say("range of its sources")),
            h("span", "key-single", s.say("one figure: a fifth less and more")))
    bars = [_bar(bar, s) for bar in found.bars]
    axis = days_axis(bars, found.base)
    yield h("div", {"class": "matters-chart", "data-sheet": "plan-charts"}, tornado_chart(
        bars, found.base, numbers={day: number(day, s.lang) for day in axis.ticks},
        planned=s.say("P50 {days} d", days=_days(found.base, s)),
        name=s.say("Which input matters most, days")))
    if found.more:
        yield h("p", "part-note", s.say("{count} inputs with less effect are not drawn.",
                                        count=found.more))
    yield _table(found, s)


def _bar(bar: Bar, s: Screen) -> TornadoBar:
    low, high = (_figure(value, bar, s) for value in (bar.low, bar.high))
    name = bar.name.to(s.say, s.lang)
    words = s.say("{name}: at {low} P50 is {first} d, at {high} {last} d", name=name, low=low,
                  high=high, first=_days(bar.days_low, s), last=_days(bar.days_high, s))
    return TornadoBar(name, low, high, bar.days_low, bar.days_high, bar.ranged, words)


def _figure(value: float, bar: Bar, s: Screen) -> str:
    figure = number(rounded(value, DIGITS), s.lang)
    return f"{figure} {SHORT.get(bar.unit) or unit_words(bar.unit, s.say)}"


def _days(days: float, s: Screen) -> str:
    """Half days, whole ones beyond ten, as everywhere: bars show finer differences."""
    return number(days_words(days)[0], s.lang)


def _table(found: Tornado, s: Screen) -> Node:
    columns = ((s.say("Input"), None), (s.say("Low – high"), RIGHT),
               (s.say("P50 with it, days"), RIGHT), (s.say("Assumption"), None),
               (s.say("Rests on"), None))
    return stacked(columns, [_row(bar, s) for bar in found.bars], "matters-table")


def _row(bar: Bar, s: Screen) -> Node:
    ends = f"{_figure(bar.low, bar, s)} – {_figure(bar.high, bar, s)}"
    ends_of_days = [number(day, s.lang) for day in days_words(bar.days_low, bar.days_high)]
    days = " – ".join(ends_of_days) if ends_of_days[0] != ends_of_days[1] else s.say(
        "{days}, hardly changes", days=ends_of_days[0])
    return h("tr", {"data-input": bar.id}, h("td", None, bar.name.to(s.say, s.lang)),
             h("td", RIGHT, ends), h("td", RIGHT, days),
             h("td", None, bar.assumption.to(s.say, s.lang)),
             h("td", "co2e-why", bar.why.to(s.say, s.lang), *sources_of(bar.claims, s)))
