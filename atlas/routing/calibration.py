"""The model beside every published trip: inside its band, early, late, or not answerable.

Published trips don't all measure the same. Each is compared with the part of the model that its
scope covers (``SCOPES``), and own figures of the office take no part. Trips marked ``held_out``
were set apart before anything was tuned; their share inside the band is the honest one.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from typing import Literal, TypeAlias

from atlas.routing import transit_time
from atlas.routing.alternatives import MODES_OF, Question, Way, way_id, ways
from atlas.routing.claimed import IN_HOURS, ends, span, usable
from atlas.routing.graph import Edge, Graph, build
from atlas.routing.hours import NORMAL, Z90, Hours
from atlas.routing.query import AskedMode, Query, WhatIf
from atlas.routing.said import Said, said
from atlas.routing.search import edges
from atlas.routing.times import Floats, all_hours, mean_hours, reason_unknown
from atlas.routing.transit_time import Days, days_words, seed_of
from layers.catalog import Catalog
from layers.errors import UnknownEntity
from layers.model import Claim
from layers.network import Network, Trip

Scope: TypeAlias = Literal["under way", "terminals", "door"]
Verdict: TypeAlias = Literal["inside", "model slower", "model faster"]

HOURS_A_DAY = 24.0
# What a trip's scope says (English, first match) and which part of the model it is held against.
SCOPES: tuple[tuple[str, Scope], ...] = (
    ("door to door", "door"),
    ("terminal to terminal", "terminals"),
    ("departure to arrival", "under way"),
    ("section", "under way"),
    ("port to", "under way"),
    ("convoy", "under way"),
)
COMPARED: dict[Scope, str] = {
    "under way": "departure to arrival: without loading and waiting at the first terminal and "
    "without unloading at the last",
    "terminals": "handed in at the first terminal to ready at the last, without the wait for a "
    "departure",
    "door": "the whole model, terminals and the wait for a departure included; the road from and "
    "to the door is not in it",
}
ASKED: dict[str, AskedMode] = {
    "rail": "rail", "sea": "sea", "rail-sea": "sea", "sea-air": "air", "air": "air", "road": "road"
}
MIDDLE_HALF = NORMAL.inv_cdf(0.75)  # a normal is that near its median half of the time
GOAL = (70, 90)  # percent of held-out trips inside P10–P90: fewer is too narrow, more too wide


@dataclass(frozen=True)
class Compared:
    """One published trip beside the model; ``days`` is None where ``reason`` says why."""

    trip: Trip
    claim: Claim | None
    scope: Scope | None = None
    way: str = ""
    days: Days | None = None
    reason: str = ""

    @property
    def published(self) -> tuple[float, float]:
        """Published days, from and to."""
        assert self.claim is not None  # noqa: S101 - answered trips have one
        factor = IN_HOURS[self.claim.unit or ""] / HOURS_A_DAY
        low, high = ends(self.claim)
        return low * factor, high * factor

    @property
    def band(self) -> tuple[float, ...]:
        """P10, P50, P90 as they are written."""
        assert self.days is not None  # noqa: S101 - asked of answered trips only
        return days_words(self.days.p10, self.days.p50, self.days.p90)

    @property
    def verdict(self) -> Verdict:
        """Where the middle of what is published lies, in days as they are written."""
        middle = sum(self.published) / 2
        p10, _, p90 = self.band
        if middle < p10:
            return "model slower"
        return "model faster" if middle > p90 else "inside"


@dataclass(frozen=True)
class _Model:
    """The network without own figures, ready to be asked."""

    catalog: Catalog
    graph: Graph
    weight: Floats
    hours: tuple[Hours | None, ...] = field(repr=False)


def compare(catalog: Catalog, today: date) -> tuple[Compared, ...]:
    """Every published trip beside the model, by id."""
    model = _model(catalog, today)
    trips = sorted(catalog.network.trips.values(), key=lambda trip: trip.id)
    return tuple(_compared(trip, model) for trip in trips)


def share_inside(found: Iterable[Compared]) -> tuple[int, int]:
    """How many of the answered trips lie inside P10–P90, and how many are answered."""
    answered = [item for item in found if item.days is not None]
    return sum(item.verdict == "inside" for item in answered), len(answered)


def width(found: Iterable[Compared]) -> float:
    """How wide the bands are beside what published trips need: 1 is right, below it too narrow.

    It is right where half of all trips lie in the middle half of their band; the median, so that
    a few trips out of the ordinary don't set it. ``shared_spread_rail`` is set by it.
    """
    off = [_off(item) for item in found if item.days is not None]
    return MIDDLE_HALF / median(off) if off and median(off) else math.inf


def _off(item: Compared) -> float:
    """How many standard deviations (of ln days) a trip lies off the model's P50."""
    days = item.days
    assert days is not None  # noqa: S101 - asked of answered trips only
    sigma = math.log(days.p90 / days.p10) / (2 * Z90)
    return abs(math.log(sum(item.published) / 2 / days.p50)) / sigma


def _model(catalog: Catalog, today: date) -> _Model:
    network: Network = replace(catalog.network, own={})
    published = replace(catalog, network=network)
    graph = build(published)
    return _Model(published, graph, mean_hours(graph, published, WhatIf(), today),
                  all_hours(graph, published, WhatIf(), today))


def _compared(trip: Trip, model: _Model) -> Compared:
    claim = usable(trip.claim("days"), IN_HOURS)
    if claim is None:
        return Compared(trip, None, reason="no published figure in days or hours")
    if trip.start is None or trip.end is None:
        return Compared(trip, claim, reason="an end is no single place of the network")
    scope = next((scope for words, scope in SCOPES if words in trip.scope.get("en", "")), None)
    if scope is None:
        return Compared(trip, claim, reason="what the figure covers is not said")
    try:
        found = _way(trip, model)
    except UnknownEntity as error:
        return Compared(trip, claim, scope, reason=str(error))
    if isinstance(found, str):
        return Compared(trip, claim, scope, reason=found)
    return _drawn(Compared(trip, claim, scope, found.id), found, model)


def _way(trip: Trip, model: _Model) -> Way | str:
    """The way of the planner that a trip took, or why there is none."""
    if not trip.via:
        return _quickest(trip, model) or "the network has no such way"
    borders = _borders(trip, model) if trip.mode == "rail-sea" else ()
    found = ways(_question(trip, model, via=borders))
    named = found if borders else [way for way in found if way.id == trip.via]
    if named:
        return min(named, key=lambda way: float(model.weight[_rows(way.steps)].sum()))
    offered = ", ".join(dict.fromkeys(way.id for way in found)) or "none"
    return f"the planner does not go {trip.via} here (it offers: {offered})"


def _question(trip: Trip, model: _Model, *, via: tuple[str, ...] = ()) -> Question:
    mode = ASKED.get(trip.mode, "any")
    query = Query(trip.start or "", trip.end or "", mode=mode, via=via)
    return Question(query, model.graph, model.weight, model.catalog)


def _borders(trip: Trip, model: _Model) -> tuple[str, ...]:
    """The crossing that a trip by ship and rail names as its way, as a place to pass."""
    crossings = model.catalog.network.crossings.values()
    return tuple(item.id for item in crossings if way_id(item) == trip.via)


def _quickest(trip: Trip, model: _Model) -> Way | None:
    """The quickest way of a trip's modes, where it names none."""
    trees = _question(trip, model).trees(MODES_OF[ASKED.get(trip.mode, "rail")])
    if not trees.found:
        return None
    steps = edges(model.graph, trees.best())
    return Way("quickest", trip.mode, said("Rail"), said("The quickest way by rail"), steps)


def _rows(steps: Sequence[Edge]) -> list[int]:
    return [step.index for step in steps]


def _drawn(compared: Compared, way: Way, model: _Model) -> Compared:
    steps, hours = [], []
    for step, known in _covered(compared.scope, way, model):
        if known is None:
            reason = reason_unknown(step, model.catalog)
            return replace(compared, reason=_english(reason))
        steps.append(step)
        hours.append(known)
    seed = seed_of(Query(way.steps[0].start.place, ""))
    return replace(compared, days=transit_time.days(transit_time.draw(steps, hours, seed=seed)))


def _covered(
    scope: Scope | None, way: Way, model: _Model
) -> Iterator[tuple[Edge, Hours | None]]:
    """The steps that a scope covers, with their hours."""
    last = len(way.steps) - 1
    for place, step in enumerate(way.steps):
        known = model.hours[step.index]
        if scope == "under way" and place in (0, last):
            continue
        if scope == "terminals" and place == 0 and known is not None:
            known = replace(known, wait=0.0)
        yield step, known


def _english(reason: Said) -> str:
    return reason.to(lambda msgid, **params: msgid.format(**params), "en")


# --- the table of docs/transit-times.md ---


def table(catalog: Catalog, today: date) -> str:
    """The model against every published trip, as Markdown."""
    found = compare(catalog, today)
    answered = [item for item in found if item.days is not None]
    parts = [
        _summary(answered),
        _rows_of("Held out", [item for item in answered if item.trip.held_out]),
        _rows_of("Used to set the model", [item for item in answered if not item.trip.held_out]),
        _unanswered([item for item in found if item.days is None]),
    ]
    return "\n\n".join(parts) + "\n"


def _summary(answered: Sequence[Compared]) -> str:
    others = [item for item in answered if not item.trip.held_out]
    by_rail = [item for item in others if item.trip.mode == "rail"]
    lines = [f"- {_share('held out', [item for item in answered if item.trip.held_out])}; "
             f"the aim is {GOAL[0]} to {GOAL[1]} %",
             f"- {_share('others', others)}",
             f"- the bands of the others by rail are {width(by_rail):.2f} times as wide as they "
             "have to be for half of those trips to lie in the middle half"]
    lines += [f"- compared as “{scope}”: {words}" for scope, words in COMPARED.items()]
    return "\n".join(lines)


def _share(name: str, items: Sequence[Compared]) -> str:
    inside, of_all = share_inside(items)
    percent = f" ({100 * inside / of_all:.0f} %)" if of_all else ""
    return f"{name}: {inside} of {of_all} inside P10–P90{percent}"


def _rows_of(title: str, items: Sequence[Compared]) -> str:
    head = ("| trip | of | way | compared as | published, days | model P10–P50–P90, days | | "
            "why it misses |\n|---|---|---|---|---|---|---|---|")
    return "\n".join([f"## {title}", "", head, *map(_row, items)])


def _row(item: Compared) -> str:
    missed = item.verdict != "inside"
    cells = (
        f"{_lane(item.trip)}, {item.trip.scope.get('en', '')}", item.claim.as_of if item.claim
        else "", item.way, item.scope or "", span(*item.published),
        "–".join(f"{days:g}" for days in item.band), item.verdict,
        explanation(item) if missed else "",
    )
    return f"| {' | '.join(cells)} |"


def explanation(item: Compared) -> str:
    """Why a trip differs from ordinary ones, as its record says; empty where it says nothing."""
    notes = (item.trip.note, item.claim.note if item.claim else item.trip.note)
    return " ".join(dict.fromkeys(note["en"] for note in notes if "en" in note))


def _unanswered(items: Sequence[Compared]) -> str:
    lines = ["## Not answerable", "", "| trip | published, days | why |", "|---|---|---|"]
    lines += [
        f"| {_lane(item.trip)} | {span(*item.published) if item.claim else ''} | {item.reason} |"
        for item in items
    ]
    return "\n".join(lines)


def _lane(trip: Trip) -> str:
    return trip.lane.get("en") or trip.names.get("en") or trip.id
