"""The whole answer to a planner's question: every alternative with time, cost and emissions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np

from atlas.routing import transit_time
from atlas.routing.alternatives import Question, Way, ways
from atlas.routing.cost import Cost, cost
from atlas.routing.emissions import Emissions, emissions
from atlas.routing.graph import Edge, Graph, build
from atlas.routing.query import Factors, Query, WhatIf
from atlas.routing.reach import Reached, reached
from atlas.routing.relax import relax
from atlas.routing.said import Said
from atlas.routing.times import Hours, hours_of, mean_hours, median_hours, reason_unknown
from atlas.routing.transit_time import Days, Drawn
from layers.catalog import Catalog

KEPT_PLANS = 64
KEPT_GRAPHS = 4
WHOLE_DAY = 1  # "by 15 December" means by the end of that day


@dataclass(frozen=True, eq=False)
class Alternative:
    """One way with all that is known of it; ``hours`` runs beside ``steps``.

    ``drawn`` are the days that count, ``model`` those of the model, which the office's own trips
    replace where there are enough of them; only the model knows when each step ends.
    ``like`` are the alternatives its band can't be told apart from, ``pareto`` whether no other is
    better in days, cost and emissions at once, ``probability`` that of arriving by the asked date.
    """

    id: str
    mode: str
    name: Said
    reason: Said
    steps: tuple[Edge, ...]
    hours: tuple[Hours | None, ...]
    km: float
    drawn: Drawn | None
    days: Days | None
    days_reason: Said | None
    cost: Cost
    emissions: Emissions
    pareto: bool = True
    like: tuple[str, ...] = ()
    probability: float | None = None
    model: Drawn | None = None


@dataclass(frozen=True, eq=False)
class Plan:
    """The alternatives by P50 days, those without days last; what to give up where there are none.

    ``relax`` holds the smallest sets of closures and vias to take back.
    """

    query: Query
    alternatives: tuple[Alternative, ...]
    relax: tuple[tuple[str, ...], ...] = ()

    def find(self, way: str) -> Alternative | None:
        """The alternative of this id."""
        return next((item for item in self.alternatives if item.id == way), None)


def plan(query: Query, catalog: Catalog, *, today: date) -> Plan:
    """The answer to a question on a catalogue, on a day (own figures run out).

    Raises
    ------
    UnknownEntity
        An end or a via is no place of the network.

    """
    return _plan(spelt_out(query, catalog), _Held(catalog), today)


def spelt_out(query: Query, catalog: Catalog) -> Query:
    """The question with its presets as closures and factors; what is set by hand goes before.

    Two presets that lengthen the same thing lengthen it twice.
    """
    chosen = [catalog.network.presets[name] for name in query.what_if.presets
              if name in catalog.network.presets]
    if not chosen:
        return query
    asked = query.what_if
    close = (*asked.close, *(name for preset in chosen for name in preset.close))
    dwell = _together(asked.dwell, *(preset.dwell for preset in chosen))
    running = _together(asked.running, *(preset.running for preset in chosen))
    what_if = replace(asked, close=tuple(dict.fromkeys(close)), dwell=dwell, running=running)
    return replace(query, what_if=what_if)


def _together(by_hand: Factors, *presets: Factors) -> Factors:
    found: dict[str, float] = {}
    for name, factor in (pair for preset in presets for pair in preset):
        found[name] = found.get(name, 1.0) * factor
    return tuple(sorted({**found, **dict(by_hand)}.items()))


def first_shown(found: Plan) -> Alternative | None:
    """The way to look at first: of the quickest, and those no slower for sure, the shortest.

    Who asks for a container's way rarely means the aeroplane, which is always the quickest. Where
    days can't be told apart, kilometres can.
    """
    grounded = [item for item in found.alternatives if item.mode != "air"]
    if not grounded:
        return next(iter(found.alternatives), None)
    first = grounded[0]
    alike = [item for item in grounded if item is first or item.id in first.like]
    return min(alike, key=lambda item: item.km)


def graph_of(catalog: Catalog) -> Graph:
    """The graph of a catalogue, made once."""
    return _graph(_Held(catalog))


def question_of(query: Query, catalog: Catalog, *, today: date) -> Question:
    """The question as the search takes it."""
    graph = graph_of(catalog)
    return Question(query, graph, mean_hours(graph, catalog, query.what_if, today), catalog)


def reach(
    origin: str, catalog: Catalog, *, today: date, what_if: WhatIf, modes: tuple[str, ...]
) -> tuple[Reached, ...]:
    """Every place a cargo reaches from ``origin``, with the median of the drawn days (P50).

    The way there is the quickest by the median of each step; medians do not add up, draws do.
    """
    graph = graph_of(catalog)
    weight = median_hours(graph, catalog, what_if, today)
    seed = transit_time.seed_of(Query(origin, ""))
    found = (
        replace(item, days=_median_days(item, catalog, what_if, today, seed=seed))
        for item in reached(graph, weight, origin, what_if=what_if, modes=modes)
    )
    return tuple(sorted(found, key=lambda item: (item.days, item.place)))


def _median_days(
    item: Reached, catalog: Catalog, what_if: WhatIf, today: date, *, seed: int
) -> float:
    hours = [hours_of(step, catalog, what_if, today) for step in item.steps]
    known = [one for one in hours if one is not None]  # all: reached() passes nothing unknown
    return transit_time.days(transit_time.draw(item.steps, known, seed=seed)).p50


class _Held:
    """A catalogue as a key: one is its own and no other's, whatever the version says."""

    __slots__ = ("catalog",)

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def __hash__(self) -> int:
        return id(self.catalog)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.catalog is self.catalog


@lru_cache(KEPT_GRAPHS)
def _graph(held: _Held) -> Graph:
    return build(held.catalog)


@lru_cache(KEPT_PLANS)
def _plan(query: Query, held: _Held, today: date) -> Plan:
    question = question_of(query, held.catalog, today=today)
    found = [_alternative(way, question, today) for way in ways(question)]
    if not found:
        return Plan(query, (), relax(question))
    found.sort(key=lambda item: (item.days is None, item.days.p50 if item.days else 0.0, item.id))
    return Plan(query, tuple(_beside(item, found) for item in found))


def _alternative(way: Way, question: Question, today: date) -> Alternative:
    query, catalog = question.query, question.catalog
    hours = tuple(hours_of(step, catalog, query.what_if, today) for step in way.steps)
    model = _model(way, hours, question)
    drawn = _own_trips(way, model, question, today) or model
    days = transit_time.days(drawn) if drawn is not None else None
    unknown = [step for step, known in zip(way.steps, hours, strict=True) if known is None]
    return Alternative(
        id=way.id, mode=way.mode, name=way.name, reason=way.reason, steps=way.steps, hours=hours,
        km=way.km, drawn=drawn, model=model, days=days,
        days_reason=reason_unknown(unknown[0], catalog) if drawn is None and unknown else None,
        cost=cost(way.id, query, catalog, today),
        emissions=emissions(way.steps, query.cargo, catalog),
        probability=_probability(query, drawn),
    )


def _model(way: Way, hours: Sequence[Hours | None], question: Question) -> Drawn | None:
    known = [item for item in hours if item is not None]
    if len(known) < len(hours):
        return None
    return transit_time.draw(way.steps, known, seed=transit_time.seed_of(question.query))


def _own_trips(
    way: Way, model: Drawn | None, question: Question, today: date
) -> Drawn | None:
    """The office's own trips where there are enough of them.

    They were made in the world as it is: a what-if lengthens them as it lengthens the model.
    """
    query, catalog = question.query, question.catalog
    seed = transit_time.seed_of(query)
    own = transit_time.empirical(way.id, query, catalog, today, seed=seed)
    what_if = query.what_if
    if own is None or model is None or not (what_if.dwell or what_if.running):
        return own
    usual = [hours_of(step, catalog, WhatIf(), today) for step in way.steps]
    before = _model(way, usual, question)
    if before is None:
        return own
    return replace(own, days=own.days * np.float32(model.band.p50 / before.band.p50))


def _probability(query: Query, drawn: Drawn | None) -> float | None:
    if drawn is None or query.depart is None or query.by is None:
        return None
    left = (query.by - query.depart).days + WHOLE_DAY
    return transit_time.probability_by(drawn, float(left))


def _beside(one: Alternative, all_of_them: Sequence[Alternative]) -> Alternative:
    others = [item for item in all_of_them if item is not one]
    like = tuple(
        item.id for item in others
        if item.drawn is not None and one.drawn is not None
        and transit_time.cannot_be_told_apart(one.drawn, item.drawn)
    )
    beaten = any(_is_better(item, one) for item in others)
    return replace(one, like=like, pareto=not beaten)


def _is_better(one: Alternative, other: Alternative) -> bool:
    """Whether ``one`` is no worse in all that is known of both, and better in something.

    Where an aim is known of one of them only, that one might be either: nothing counts as zero.
    """
    pairs = list(zip(_aims(one), _aims(other), strict=True))
    if any((a is None) != (b is None) for a, b in pairs):
        return False
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    no_worse = bool(known) and all(a <= b for a, b in known)
    return no_worse and any(a < b for a, b in known)


def _aims(item: Alternative) -> tuple[float | None, float | None, float | None]:
    return (item.days.p50 if item.days else None, item.cost.usd, item.emissions.central)
