"""What is known of one step's hours.

Where the figures come from, first that is there: the planner's own dwell, the preferred published
claim, a stated assumption. A step of which nothing is known, not even an assumption, has no
hours: it is never counted as none. Presets of a what-if are spelt out in its factors beforehand.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from atlas.routing import claimed
from atlas.routing.graph import CLASS_OF, Edge, Graph
from atlas.routing.hours import Z90, Basis, Hours
from atlas.routing.query import WhatIf
from atlas.routing.said import Said, said
from layers.catalog import Catalog
from layers.dates import last_day
from layers.model import Claim
from layers.network import OwnFigure

__all__ = [
    "Basis",
    "Hours",
    "all_hours",
    "hours_of",
    "mean_hours",
    "median_hours",
    "reason_unknown",
]

Floats: TypeAlias = npt.NDArray[np.float64]

ENOUGH = 8  # own records from which on they are a distribution of their own
# Stand-ins for the search only: slow enough that a way of known times is preferred, and a way is
# still found. What is found with them has no days.
STAND_IN_KMH = {"rail": 10.0, "sea": 10.0, "air": 100.0, "road": 10.0}
STAND_IN_STAY_HOURS = 240.0
WAITS_FOR_NOBODY = "road"  # a lorry leaves when it is loaded: no departures to wait for


def hours_of(edge: Edge, catalog: Catalog, what_if: WhatIf, today: date) -> Hours | None:
    """A step's hours under a what-if; None where nothing is known, not even an assumption."""
    found = _KNOWN[edge.kind](edge, catalog, today)
    return None if found is None else found.times(factor_of(edge, what_if))


def factor_of(edge: Edge, what_if: WhatIf) -> float:
    """By how much a what-if makes a step longer; "all" dwells are those at borders."""
    if edge.kind == "run":
        return what_if.factor("running", edge.running)
    if edge.kind == "cross":
        return what_if.factor("dwell", edge.record)
    return dict(what_if.dwell).get(edge.record, 1.0)


def all_hours(
    graph: Graph, catalog: Catalog, what_if: WhatIf, today: date
) -> tuple[Hours | None, ...]:
    """The hours of every step of a graph, in its order."""
    known = _known(graph, catalog, today)
    if not what_if.dwell and not what_if.running:
        return known.hours
    return tuple(
        None if hours is None else hours.times(factor_of(edge, what_if))
        for edge, hours in zip(graph.edges, known.hours, strict=True)
    )


def mean_hours(graph: Graph, catalog: Catalog, what_if: WhatIf, today: date) -> Floats:
    """Expected hours of every step, for the search; the unknown ones stand in (STAND_IN)."""
    known = _known(graph, catalog, today)
    if not what_if.dwell and not what_if.running:
        return known.moving + known.waiting
    factors: Floats = np.array([factor_of(edge, what_if) for edge in graph.edges])
    return known.moving * factors + known.waiting


def median_hours(graph: Graph, catalog: Catalog, what_if: WhatIf, today: date) -> Floats:
    """The median of every step; infinite where nothing is known."""
    found = all_hours(graph, catalog, what_if, today)
    return np.array([math.inf if item is None else item.median for item in found])


@dataclass(frozen=True, eq=False)
class _Known:
    """All steps of a graph without any what-if."""

    catalog: Catalog
    today: date
    hours: tuple[Hours | None, ...]
    moving: Floats
    waiting: Floats


# A graph is made of one catalogue; it takes what is known of it along when it goes.
_BY_GRAPH: "WeakKeyDictionary[Graph, _Known]" = WeakKeyDictionary()


def _known(graph: Graph, catalog: Catalog, today: date) -> _Known:
    found = _BY_GRAPH.get(graph)
    if found is None or found.catalog is not catalog or found.today != today:
        hours = tuple(hours_of(edge, catalog, WhatIf(), today) for edge in graph.edges)
        moving = [
            _stand_in(edge) if item is None else item.moving_mean
            for edge, item in zip(graph.edges, hours, strict=True)
        ]
        waiting = [0.0 if item is None else item.wait / 2 for item in hours]
        found = _Known(catalog, today, hours, np.array(moving), np.array(waiting))
        _BY_GRAPH[graph] = found
    return found


def _stand_in(edge: Edge) -> float:
    return edge.km / STAND_IN_KMH[edge.mode] if edge.kind == "run" else STAND_IN_STAY_HOURS


def is_unrecorded_border(edge: Edge) -> bool:
    """Whether a leg leads into another country without any record of the border between."""
    rail = edge.kind == "run" and edge.mode == "rail"
    return rail and len(edge.countries) > 1 and ">" not in edge.end.place


def reason_unknown(edge: Edge, catalog: Catalog) -> Said:
    """Why a step has no hours: what nobody has published."""
    if is_unrecorded_border(edge):
        ends = {"start": edge.start.place, "end": edge.end.place}
        places = {key: catalog.places[place].names for key, place in ends.items()}
        return said("no record of the border between {start} and {end}", places)
    if edge.kind == "run":
        record = catalog.network.running.get(edge.running)
        return said("no published speed for “{what}”",
                    {"what": record.names if record and record.names else edge.running})
    if edge.kind == "cross":
        crossing = catalog.network.crossings[edge.record]
        return said("no published stay at the border {what}", {"what": crossing.names})
    place = catalog.find(edge.start.place)
    name = {"what": place.names if place else edge.start.place}
    if edge.kind == "load":
        return said("no published loading time or departures at {what}", name)
    return said("no published unloading time at {what}", name)


# --- the kinds of steps ---


def _run(edge: Edge, catalog: Catalog, _today: date) -> Hours | None:
    record = catalog.network.running.get(edge.running)
    speed = claimed.usable(record.claim("speed"), claimed.IN_KMH) if record else None
    if is_unrecorded_border(edge):
        return None
    if not edge.km:  # between two stations of one city, whose kilometres nobody publishes
        return Hours(-math.inf, 0.0, "open", said("a link inside one city; nothing is counted"))
    if record is None or speed is None:
        return None
    mid, own_sigma = claimed.figure(speed, claimed.IN_KMH)
    spread = claimed.usable(record.claim("spread"), claimed.RATIO)
    shared = claimed.shared_sigma(catalog, edge.mode)
    sigma = claimed.sigma_of_ratio(spread) if spread else own_sigma
    mu = math.log(edge.km / mid)
    if speed.statistic == "mean":  # a mean speed is the way over the mean time
        mu -= (sigma**2 + shared**2) / 2
    return Hours(mu, sigma, claimed.basis(speed), claimed.why(speed), shared=shared,
                 claims=claimed.ids(speed, spread))


def _cross(edge: Edge, catalog: Catalog, today: date) -> Hours | None:
    crossing = catalog.network.crossings[edge.record]
    if crossing.open:
        why = said("no control at this border: {note}", {"note": crossing.note})
        return Hours(-math.inf, 0.0, "open", why)
    own = tuple(
        item for item in catalog.network.own.values()
        if item.what == "dwell" and item.crossing == crossing.id
        and item.direction == edge.direction and valid(item, today)
    )
    if own:
        return _own_dwell(own, catalog)
    claim = claimed.usable(crossing.claim(f"dwell_{edge.direction}"), claimed.IN_HOURS)
    return None if claim is None else claimed.stay(claim, catalog)


def valid(figure: OwnFigure, today: date) -> bool:
    """Whether an own figure still counts."""
    end = last_day(figure.valid_until) if figure.valid_until else None
    return end is None or end >= today


def _own_dwell(own: Sequence[OwnFigure], catalog: Catalog) -> Hours:
    ids = tuple(item.id for item in own)
    middles = tuple(math.sqrt(item.low * item.high) for item in own)
    if len(own) >= ENOUGH:
        why = said("own records, {n} stays", {"n": float(len(own))})
        return Hours(0.0, 0.0, "own", why, samples=middles, claims=ids)
    mu = math.fsum(map(math.log, middles)) / len(own)
    ranges = [math.log(item.high / item.low) / (2 * Z90) for item in own if item.high > item.low]
    sigma = max(ranges) if ranges else claimed.single_figure_sigma(catalog)
    low, high = min(item.low for item in own), max(item.high for item in own)
    why = said("own figure: {figure}", {"figure": f"{claimed.span(low, high)} h"})
    return Hours(mu, sigma, "own", why, claims=ids)


def _load(edge: Edge, catalog: Catalog, _today: date) -> Hours | None:
    load = _terminal_claim(edge, catalog, "load")
    headway = _terminal_claim(edge, catalog, "headway")
    if load is None or (headway is None and edge.mode != WAITS_FOR_NOBODY):
        return None
    hours = claimed.stay(load, catalog)
    if headway is None:
        return hours
    wait, _ = claimed.figure(headway, claimed.IN_HOURS)
    both = (load, headway)
    return replace(hours, wait=wait, basis=claimed.basis(*both), claims=claimed.ids(*both))


def _unload(edge: Edge, catalog: Catalog, _today: date) -> Hours | None:
    claim = _terminal_claim(edge, catalog, "unload")
    return None if claim is None else claimed.stay(claim, catalog)


_KNOWN = {"run": _run, "cross": _cross, "load": _load, "unload": _unload}


def _terminal_claim(edge: Edge, catalog: Catalog, key: str) -> Claim | None:
    """The terminal's own claim, else that of its class."""
    terminals = catalog.network.terminals
    own = terminals.get(edge.record)
    names = (edge.record, own.kind if own and own.kind else CLASS_OF[edge.mode])
    claims = (terminals[name].claim(key) for name in names if name in terminals)
    return next((item for item in claims if claimed.usable(item, claimed.IN_HOURS)), None)
