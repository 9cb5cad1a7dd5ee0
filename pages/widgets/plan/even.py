"""“Break-even”: from which cargo value the quicker mode is the cheaper one, or what is missing."""

from collections.abc import Iterable, Iterator

from atlas.i18n.figures import number
from atlas.maps.charts.break_even import (
    CostLine,
    Meeting,
    break_even_chart,
    cost_axes,
    value_end,
)
from atlas.maps.element import Node, h
from atlas.routing.breakeven import BreakEven, Line, Pair, break_even
from atlas.routing.cost import Cost
from layers.network import Rate
from pages.widgets.plan.along import HUES
from pages.widgets.plan.evidence import rate_line, sources_of
from pages.widgets.plan.limits import MOST_RATE, PERCENT, rate_of
from pages.widgets.plan.link import changed
from pages.widgets.plan.measures import rounded
from pages.widgets.plan.own_state import of_office
from pages.widgets.plan.question import Asked
from pages.widgets.wording import Screen

DIGITS = 2
LEAST_SHARE = 0.05  # of the axis: a value below is said in words only


def even_part(asked: Asked) -> Node:
    """Both pairs of modes, the lines they come from, formula and rate, prices of other lanes."""
    s = asked.s
    if asked.plan is None or not asked.alternatives:
        return h("p", "part-note", s.say("Choose where the shipment starts and where it goes."))
    found = break_even(asked.plan, capital_rate=rate_of(s.view.rate))
    return h(
        "div", {"class": "even", "data-sheet": "plan_parts", "data-testid": "plan-even"},
        h("div", "even-head",
          h("div", "even-pairs", *(_pair(pair, found, asked) for pair in found.pairs)),
          h("div", "even-how", _rate(found, s),
            h("p", "part-note", found.formula.to(s.say, s.lang)), _value(found, asked))),
        _prices(found.lines, asked),
        _context((item.cost for item in asked.alternatives), s),
    )


# --- the two pairs -------------------------------------------------------------------------------


def _pair(pair: Pair, found: BreakEven, asked: Asked) -> Node:
    s = asked.s
    name = "-".join(pair.modes)
    return h("section", {"class": f"even-pair even-{pair.outcome}", "data-pair": name},
             h("h3", None, pair_title(pair.modes, s)), *_outcome(pair, asked),
             _chart(pair, found, s) if pair.outcome == "above" else None)


def pair_title(modes: tuple[str, str], s: Screen) -> str:
    """The question of a pair."""
    if modes == ("rail", "sea"):
        return s.say("From which cargo value does rail beat sea?")
    return s.say("From which cargo value does air beat rail?")


def _outcome(pair: Pair, asked: Asked) -> Iterator[Node]:
    s = asked.s
    if pair.outcome == "above" and pair.value is not None:
        yield h("p", "even-figure", s.say("USD {value} per FEU", value=_rough(pair.value, s)),
                h("small", None, " ", s.say("estimate")))
        yield h("p", None, _band(pair, s), " ", _saved(pair, s))
        yield h("p", "part-note", _ways(pair, asked))
    elif pair.outcome == "always":
        yield h("p", "even-figure", s.say("always"))
        yield h("p", None, s.say("It is quicker and cheaper here."), " ", _saved(pair, s))
    elif pair.outcome == "not-quicker":
        yield h("p", "even-figure", s.say("never"))
        yield h("p", None, _reason(pair, s))
    else:
        yield h("p", "even-figure unknown", s.say("cannot be computed"))
        yield h("p", None, _reason(pair, s))
        yield _way_out(asked)


def _reason(pair: Pair, s: Screen) -> str:
    return pair.reason.to(s.say, s.lang) if pair.reason else s.say("not found")


def _band(pair: Pair, s: Screen) -> str:
    low = _rough(pair.low or 0.0, s)
    if pair.high is None:
        return s.say("Band: from USD {low}, without an upper end.", low=low)
    return s.say("Band: USD {low} to {high}.", low=low, high=_rough(pair.high, s))


def _saved(pair: Pair, s: Screen) -> str:
    if pair.saved is None:
        return ""
    low, middle, high = (number(round(day), s.lang) for day in pair.saved)
    return s.say("Days saved: {low} – {middle} – {high}.", low=low, middle=middle, high=high)


def _ways(pair: Pair, asked: Asked) -> str:
    """Which two ways were compared."""
    s = asked.s
    names = {item.id: item.name.to(s.say, s.lang) for item in asked.alternatives}
    return " – ".join(names.get(way, way) for way in pair.ways or ())


def _way_out(asked: Asked) -> Node:
    """How a missing price gets in."""
    s = asked.s
    if of_office():
        return h("a", {"class": "button", **changed(s.view, tab="own")},
                 s.say("Enter an own quote"))
    return h("p", "part-note", s.say("The office can enter own quotes in its own process; they "
                                     "count at once and visitors never see them."))


# --- rate, formula, value ------------------------------------------------------------------------


def _rate(found: BreakEven, s: Screen) -> Node:
    percent = round(rate_of(s.view.rate) * PERCENT, 1)
    return h(
        "label", "even-rate",
        h("span", None, s.say("Cost of capital, % a year")),
        h("input", {"type": "number", "min": "0", "max": f"{MOST_RATE:g}", "step": "0.5",
                    "value": f"{percent:g}", "data-testid": "plan-rate", "act": {"plan": "rate"}}),
        h("small", None, found.assumption.to(s.say, s.lang)),
    )


def _value(found: BreakEven, asked: Asked) -> Node:
    """The cargo's own value, where it was entered, and what is cheapest then."""
    s = asked.s
    if found.value is None:
        return h("p", "part-note", s.say("No cargo value is entered. Enter it under cargo to see "
                                         "it on the chart."))
    words = s.say("This cargo: USD {value} per FEU.", value=_usd(found.value, s))
    line = next((item for item in found.lines if item.id == found.cheapest), None)
    if line is None:
        return h("p", "part-note", words)
    return h("p", None, words, " ", s.say("Lowest total: {name}.",
                                          name=line.name.to(s.say, s.lang)))


# --- the drawing ---------------------------------------------------------------------------------


def _chart(pair: Pair, found: BreakEven, s: Screen) -> Node:
    """The two totals over cargo value; each pair on axes of its own, which differ greatly."""
    meeting = _meeting(pair, found, s)
    known = [meeting.value, meeting.high or 0.0, found.value or 0.0]
    last = value_end(known)
    ways = pair.ways or ()
    lines = [_line(line, last, found.rate, s) for line in found.lines if line.id in ways]
    axes = cost_axes(lines, last)
    return h("div", {"class": "even-chart", "data-sheet": "plan-charts"}, break_even_chart(
        lines, [meeting], axes,
        values={value: _usd(value, s) for value in axes.values},
        # The highest one would stand on the axis' title.
        totals={total: _usd(total, s) for total in axes.totals if 0 < total < axes.total},
        titles=(s.say("Cargo value, USD per FEU"), s.say("Total, USD per FEU")),
        name=pair_title(pair.modes, s),
        own=_own(found, last, s),
    ))


def _own(found: BreakEven, last: float, s: Screen) -> tuple[float, str] | None:
    """The cargo's own value, unless it would stand on the axis itself."""
    if found.value is None or found.value < last * LEAST_SHARE:
        return None
    return found.value, s.say("this cargo")


def _line(line: Line, last: float, rate: float, s: Screen) -> CostLine:
    low, middle, high = (line.total(last, rate, days=days) for days in line.days)
    hue = HUES.get(line.mode)
    return CostLine(line.name.to(s.say, s.lang), _token(hue), line.price, (low, middle, high))


def _token(hue: str | None) -> str:
    if hue is None:
        return "ink2"
    return hue if hue == "accent" else f"hue-{hue}"


def _meeting(pair: Pair, found: BreakEven, s: Screen) -> Meeting:
    value, quicker = pair.value or 0.0, (pair.ways or ("",))[0]
    line = next(item for item in found.lines if item.id == quicker)
    return Meeting(value, pair.low or 0.0, pair.high, line.total(value, found.rate),
                   s.say("USD {value} per FEU", value=_rough(value, s)))


# --- prices --------------------------------------------------------------------------------------


def _prices(lines: Iterable[Line], asked: Asked) -> Node | None:
    """The prices the lines begin with, each with its source."""
    s = asked.s
    costs = {item.id: item.cost for item in asked.alternatives}
    rows = [_price(line, costs[line.id], s) for line in lines]
    if not rows:
        return None
    return h("section", None, h("h3", None, s.say("Prices")), h("ul", "even-prices", *rows))


def _price(line: Line, cost: Cost, s: Screen) -> Node:
    return h("li", None, line.name.to(s.say, s.lang), " ",
             h("b", None, s.say("USD {value} per FEU", value=_usd(line.price, s))), " ",
             s.say("own quote") if cost.basis == "own" else s.say("published"), " ",
             *sources_of((cost.record,), s))


def _context(costs: Iterable[Cost], s: Screen) -> Node | None:
    """Published prices of wider lanes: to look at, never a total of this one."""
    rates: dict[str, Rate] = {rate.id: rate for cost in costs for rate in cost.context}
    lines = [line for rate in rates.values() if (line := rate_line(rate, s)) is not None]
    if not lines:
        return None
    return h("details", {"class": "way-fold even-context", "data-keep": "plan-even-context"},
             h("summary", None, s.say("Prices published for other or wider lanes: {count}. "
                                      "They are not used here.", count=len(lines))),
             h("ul", "even-prices", *lines))


def _usd(value: float, s: Screen) -> str:
    return number(rounded(value), s.lang)


def _rough(value: float, s: Screen) -> str:
    """A reckoned value: two digits, as the days carry."""
    return number(rounded(value, DIGITS), s.lang)
