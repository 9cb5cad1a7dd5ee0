"""“Emissions”: the estimate leg by leg and hub by hub, its factors, all ways beside each other."""

from collections.abc import Iterator, Sequence
from itertools import product

from atlas.i18n.figures import number
from atlas.maps.charts.ranges import LogAxis, log_axis, range_axis, range_band
from atlas.maps.element import Node, h
from atlas.routing.cost import mode_of
from atlas.routing.emissions import Emissions, LegEmissions, by_factor
from atlas.routing.plan import Alternative
from atlas.routing.span import Span
from pages.widgets.plan.evidence import sources_of
from pages.widgets.plan.factor_table import factor_table
from pages.widgets.plan.link import changed
from pages.widgets.plan.measures import KG_PER_T, rounded, span
from pages.widgets.plan.question import Asked
from pages.widgets.plan.stacked import RIGHT, stacked
from pages.widgets.plan.steps import step_words, stop_name
from pages.widgets.wording import Screen

G_PER_KG = 1000.0
DIGITS = 2  # significant ones: an estimate carries no more


def co2e_part(asked: Asked) -> Node:
    """Total and scope, all ways, the legs of the chosen one, the factors they rest on."""
    s, way, query = asked.s, asked.chosen, asked.query
    if way is None or query is None:
        return h("p", "part-note", s.say("Choose where the shipment starts and where it goes."))
    found = way.emissions
    return h(
        "div", {"class": "co2e", "data-sheet": "plan_parts", "data-testid": "plan-co2e"},
        h("div", "co2e-head",
          h("section", "co2e-total", *_total(found, query.cargo.tonnes, s),
            h("p", "part-note", found.scope.to(s.say, s.lang)),
            h("p", "part-note", found.distance.to(s.say, s.lang))),
          h("section", "co2e-beside", *_beside(asked))),
        h("h3", None, s.say("Legs and hubs")),
        _legs(found, query.cargo.tonnes, s),
        h("h3", None, s.say("Factors")),
        factor_table([leg for leg in found.legs if leg.claims], s),
    )


# --- the total -----------------------------------------------------------------------------------


def _total(found: Emissions, tonnes: float, s: Screen) -> Iterator[Node]:
    whole = _whole(found)
    if whole is None:
        yield h("p", "co2e-figure unknown", s.say("Total cannot be computed"))
        for reason in found.missing:
            yield h("p", None, reason.to(s.say, s.lang))
        if found.transport is not None:
            yield h("p", "part-note", s.say(
                "The running legs alone, not a total: {range} t CO₂e, estimate.",
                range=_tonnes(found.transport, s)))
        return
    yield h("p", "co2e-figure", s.say("{range} t CO₂e", range=_tonnes(whole, s)),
            h("small", None, " ", s.say("estimate")))
    yield h("p", None, s.say(
        "Central figure {central} t, estimate, well to wheel, for {tonnes} t of cargo.",
        central=number(rounded(whole.central / KG_PER_T, DIGITS), s.lang),
        tonnes=number(tonnes, s.lang)))
    yield h("p", None, *_split(found, s))


def _whole(found: Emissions) -> Span | None:
    if found.low is None or found.central is None or found.high is None:
        return None
    return Span(found.low, found.central, found.high)


def _tonnes(kg: Span, s: Screen) -> str:
    return span(kg.low / KG_PER_T, kg.high / KG_PER_T, s)


def _split(found: Emissions, s: Screen) -> Iterator[str]:
    """What is burnt on the way and what before, where every leg's source tells it apart."""
    if found.ttw is None or found.wtt is None:
        yield s.say("Burnt on the way (TTW) and before (WTT): unknown, a factor of this way is "
                    "published as one figure only.")
        return
    parts = [number(rounded(kg / KG_PER_T, DIGITS), s.lang) for kg in (found.ttw, found.wtt)]
    yield s.say("Of the running legs {ttw} t are burnt on the way (TTW), {wtt} t come before "
                "(WTT), estimate.", ttw=parts[0], wtt=parts[1])


# --- all ways beside each other ------------------------------------------------------------------


def _beside(asked: Asked) -> Iterator[Node]:
    s = asked.s
    known = [(item, whole) for item in asked.alternatives
             if (whole := _whole(item.emissions)) is not None]
    yield h("h3", None, s.say("All ways, t CO₂e, estimates"))
    axis = log_axis([(whole.low / KG_PER_T, whole.high / KG_PER_T) for _item, whole in known])
    if axis is not None:
        words = {mark: number(mark, s.lang) for mark in axis.marks}
        yield h("div", "co2e-row co2e-axis", h("span"), range_axis(axis, words), h("span"))
    for item in asked.alternatives:
        yield _row(item, axis, asked)
    note = s.say("The axis is logarithmic: each step from 1 to 10 is ten times as much.")
    yield h("p", "part-note", note, " ", overlap_words([
        (mode_of(item.id), whole) for item, whole in known], s))


def overlap_words(known: Sequence[tuple[str, Span]], s: Screen) -> str:
    """Whether rail and sea can be told apart by these ranges; empty without both."""
    rail = [whole for mode, whole in known if mode == "rail"]
    sea = [whole for mode, whole in known if mode == "sea"]
    if not rail or not sea:
        return ""
    if any(one.low <= other.high and other.low <= one.high for one, other in product(rail, sea)):
        return s.say("Ranges of rail and sea overlap: sources do not agree which of the two emits "
                     "less here.")
    return s.say("By all factors found here the ranges of rail and sea do not overlap.")


def _row(item: Alternative, axis: LogAxis | None, asked: Asked) -> Node:
    s, whole = asked.s, _whole(item.emissions)
    name = item.name.to(s.say, s.lang)
    if whole is None or axis is None:
        reasons = "; ".join(one.to(s.say, s.lang) for one in item.emissions.missing)
        band, words = h("span", {"class": "co2e-none", "title": reasons}, s.say("unknown")), ""
    else:
        words = _tonnes(whole, s)
        ends = (value / KG_PER_T for value in (whole.low, whole.central, whole.high))
        band = range_band(axis, *ends, label=s.say("{name}: {range} t CO₂e, estimate",
                                                  name=name, range=words))
    return h("div", {"class": f"co2e-row way-{item.mode}", "data-way": item.id,
                     "aria-current": "true" if item is asked.chosen else None},
             h("a", changed(s.view, way=item.id), name), band, h("b", None, words))


# --- legs and hubs -------------------------------------------------------------------------------


def _legs(found: Emissions, tonnes: float, s: Screen) -> Node:
    columns = ((s.say("Leg or hub"), None), ("km", RIGHT), (s.say("Factor"), RIGHT),
               (s.say("kg CO₂e, low – central – high"), RIGHT), ("TTW", RIGHT), ("WTT", RIGHT),
               (s.say("Rests on"), None))
    return stacked(columns, [_leg(leg, tonnes, s) for leg in by_factor(found.legs)], "co2e-table",
                   foot=_sum(found, s))


def _leg(leg: LegEmissions, tonnes: float, s: Screen) -> Node:
    return h(
        "tr", "is-hub" if leg.hub else None,
        h("td", None, leg_name(leg, s)),
        _cell(number(round(leg.km), s.lang) if not leg.hub else "–"),
        _cell(_per_unit(leg, tonnes, s)),
        _cell(_kilograms(leg.kg, s), unknown=leg.kg is None),
        *(_part(part, leg, s) for part in (leg.ttw, leg.wtt)),
        h("td", "co2e-why", leg.why.to(s.say, s.lang), *sources_of(leg.claims[:1], s)),
    )


def leg_name(leg: LegEmissions, s: Screen) -> str:
    """A stretch by its ends, a hub by what is done there."""
    if leg.hub:
        return step_words(leg.edge, s)
    return f"{stop_name(leg.edge.start.place, s)} – {stop_name(leg.edge.end.place, s)}"


def _per_unit(leg: LegEmissions, tonnes: float, s: Screen) -> str:
    """The central factor the figure was made with."""
    if leg.kg is None or not leg.claims or not tonnes:
        return "–"
    if leg.hub:
        return f"{number(rounded(leg.kg.central / tonnes, 3), s.lang)} kg/t"
    if not leg.km:
        return "–"
    grams = leg.kg.central * G_PER_KG / (tonnes * leg.km)
    return f"{number(rounded(grams, 3), s.lang)} g/tkm"


def _kilograms(kg: Span | None, s: Screen) -> str:
    if kg is None:
        return s.say("unknown")
    if not kg.high:
        return s.say("none counted")
    words = [number(rounded(value, DIGITS), s.lang) for value in (kg.low, kg.central, kg.high)]
    return words[1] if len(set(words)) == 1 else " – ".join(words)


def _kg(value: float | None, s: Screen) -> str:
    return "–" if value is None else number(rounded(value, DIGITS), s.lang)


def _part(kg: float | None, leg: LegEmissions, s: Screen) -> Node:
    """A part of a leg's figure; a hub's is never parted."""
    if kg is None and not leg.hub:
        return _cell(s.say("unknown"), unknown=True)
    return _cell(_kg(kg, s))


def _cell(words: str, *, unknown: bool = False) -> Node:
    return h("td", "figure-cell" + (" unknown" if unknown else ""), words)


def _sum(found: Emissions, s: Screen) -> Node:
    whole = _whole(found)
    return h("tr", None, h("th", {"scope": "row"}, s.say("Total, estimate")),
             _cell(number(round(sum(leg.km for leg in found.legs)), s.lang)), h("td"),
             _cell(_kilograms(whole, s), unknown=whole is None),
             *(_cell(s.say("unknown") if part is None else _kg(part, s), unknown=part is None)
               for part in (found.ttw, found.wtt)), h("td"))
