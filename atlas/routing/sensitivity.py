"""Which input matters most: the P50 days of one way with one input at a time at its low and high.

Only inputs with a source or of the office's own take part; what we assume is counted and left out.
Low and high are what the sources themselves say: their range, or the ends of figures that
disagree. Where a source gives one figure only, no range is made up for it: the bar shows a fifth
less and a fifth more, and says so. The draws are those of the plan, so nothing but the input
changes.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import quantiles

import numpy as np

from atlas.routing import claimed
from atlas.routing.graph import CLASS_OF, Edge
from atlas.routing.hours import Hours
from atlas.routing.plan import Alternative
from atlas.routing.said import Said, said
from atlas.routing.transit_time import Drawn, draw
from layers.catalog import Catalog
from layers.model import Fact
from layers.network import Mode, OwnFigure, Recorded
from layers.text import Text

MOST_BARS = 8
STEP = 0.2  # a fifth: wide enough to be seen, and the same for all inputs without a range
TENTHS = 10

NAMES = {
    "speed": said("Speed: {what}"),
    "dwell": said("Stay at {what}"),
    "load": said("Loading at {what}"),
    "unload": said("Unloading at {what}"),
    "headway": said("Departures from {what}"),
}
SPEED_BY: dict[Mode, Said] = {  # where the record has no name of its own
    "rail": said("Speed by rail"),
    "sea": said("Speed of ships"),
    "air": said("Speed by air"),
    "road": said("Speed by road"),
}
RANGE = said("from the lowest to the highest figure of its sources")
OWN_RANGE = said("from the lowest to the highest of your own figures")
SINGLE = said("one figure, no range: shown a fifth less and a fifth more")
LEFT_OUT = said("{n} inputs are our own assumptions and are left out.")
OWN_TRIPS = said("The days of this way are those of {n} own trips. The bars are the model’s, "
                 "around its own P50.")


@dataclass(frozen=True, slots=True)
class Bar:
    """One input: its low and high figure in ``unit``, and the P50 days with each.

    ``ranged`` is False where no source gives a range; ``claims`` are ids of claims or own figures.
    """

    id: str
    name: Said
    low: float
    high: float
    unit: str
    days_low: float
    days_high: float
    ranged: bool
    why: Said
    assumption: Said
    claims: tuple[str, ...]

    @property
    def swing(self) -> float:
        """Days between both ends."""
        return abs(self.days_high - self.days_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """The bars, the widest first, around the P50 days of the way; ``notes`` say what is left out.

    ``more`` is how many bars of less effect are not among them, ``left_out`` names the inputs that
    are our own assumptions.
    """

    base: float | None
    bars: tuple[Bar, ...]
    more: int
    left_out: tuple[Said, ...]
    notes: tuple[Said, ...]


@dataclass
class _Input:
    """One figure that several steps may rest on; ratios are of hours, at its low and high."""

    id: str
    name: Said
    low: float
    high: float
    unit: str
    ratios: tuple[float, float]
    ranged: bool
    why: Said
    assumption: Said
    claims: tuple[str, ...]
    parts: list[tuple[Edge, Hours]] = field(default_factory=list)


def tornado(alternative: Alternative, catalog: Catalog) -> Tornado:
    """The inputs of a way by their effect on its P50, at most ``MOST_BARS``."""
    counts = alternative.drawn
    drawn = counts if counts is None or counts.steps else alternative.model
    if drawn is None:
        reason = alternative.days_reason
        return Tornado(None, (), 0, (), (*_own_trips(counts), *((reason,) if reason else ())))
    base = drawn.band.p50
    inputs, assumed = _inputs(drawn, catalog)
    bars = sorted((_bar(item, drawn) for item in inputs), key=lambda bar: (-bar.swing, bar.id))
    notes = (said(LEFT_OUT.msgid, {"n": float(len(assumed))}),) if assumed else ()
    return Tornado(base, tuple(bars[:MOST_BARS]), max(len(bars) - MOST_BARS, 0), assumed,
                   (*_own_trips(counts), *notes))


def _own_trips(drawn: Drawn | None) -> tuple[Said, ...]:
    """That the days which count are not those of the bars."""
    count = drawn.n_own if drawn else 0
    return (said(OWN_TRIPS.msgid, {"n": float(count)}),) if count else ()


def _bar(item: _Input, drawn: Drawn) -> Bar:
    """The P50 with the input's own part of each draw made longer or shorter."""
    steps, hours = zip(*item.parts, strict=True)
    part = draw(steps, hours, seed=drawn.seed).days
    at_low, at_high = (
        replace(drawn, days=drawn.days + part * np.float32(ratio - 1)).band.p50
        for ratio in item.ratios
    )
    return Bar(item.id, item.name, item.low, item.high, item.unit, at_low, at_high, item.ranged,
               item.why, item.assumption, item.claims)


# --- what a way rests on ---------------------------------------------------------------------


def _inputs(drawn: Drawn, catalog: Catalog) -> tuple[list[_Input], tuple[Said, ...]]:
    """The inputs with a source or of the office, and the names of the assumed ones beside."""
    found: dict[str, _Input] = {}
    assumed: dict[str, Said] = {}
    for step, known in zip(drawn.steps, drawn.hours, strict=True):
        for kind, name, fact in _facts(step, known, catalog):
            claim = fact.preferred
            if claim.assumed:
                assumed.setdefault(claim.id, name)
                continue
            item = found.get(claim.id) or _of_fact(kind, name, fact)
            item.parts.append((step, _part(known, waiting=kind == "headway")))
            found[claim.id] = item
        own = _own(known, catalog)
        if own:
            item = found.get(own[0].id) or _of_own(step, own, catalog)
            item.parts.append((step, known))
            found[own[0].id] = item
    return list(found.values()), tuple(assumed.values())


def _part(known: Hours, *, waiting: bool) -> Hours:
    """Only the wait for the next departure, or all but it."""
    if not waiting:
        return replace(known, wait=0.0)
    return replace(known, mu=-math.inf, sigma=0.0, samples=(), shared=0.0)


def _facts(step: Edge, known: Hours, catalog: Catalog) -> Iterator[tuple[str, Said, Fact]]:
    """The facts a step's hours rest on, each with its kind and its name."""
    network = catalog.network
    if step.kind == "run" and step.running in network.running:
        way = network.running[step.running]
        name = _named("speed", way.names) if way.names else SPEED_BY[step.mode]
        yield from _used("speed", "speed", name, (way,), known)
    elif step.kind == "cross":
        border = network.crossings[step.record]
        name = _named("dwell", border.names)
        yield from _used("dwell", f"dwell_{step.direction}", name, (border,), known)
    elif step.kind in ("load", "unload"):
        own = network.terminals.get(step.record)
        ids = (step.record, (own.kind if own else None) or CLASS_OF[step.mode])
        records = tuple(
            network.terminals[item] for item in dict.fromkeys(ids) if item in network.terminals
        )
        place = catalog.places[step.start.place].names
        for key in (step.kind, "headway"):
            yield from _used(key, key, _named(key, place), records, known)


def _named(kind: str, what: Text) -> Said:
    return said(NAMES[kind].msgid, {"what": what})


def _used(
    kind: str, key: str, name: Said, records: tuple[Recorded, ...], known: Hours
) -> Iterator[tuple[str, Said, Fact]]:
    """The fact of this key that the hours rest on: the terminal's own, or its class'."""
    for record in records:
        fact = record.fact(key)
        if fact is not None and fact.preferred.id in known.claims:
            yield kind, name, fact


def _of_fact(kind: str, name: Said, fact: Fact) -> _Input:
    units = claimed.IN_KMH if kind == "speed" else claimed.IN_HOURS
    claims = tuple(
        item for item in fact.claims
        if not item.assumed and claimed.usable(item, units) is not None
    )
    unit = fact.preferred.unit or ""
    in_unit = 1 / units[unit]
    mid, _sigma = claimed.figure(fact.preferred, units)
    low = min(claimed.ends(item)[0] * units[item.unit or ""] for item in claims)
    high = max(claimed.ends(item)[1] * units[item.unit or ""] for item in claims)
    ranged = low < high
    if not ranged:
        low, high = mid * (1 - STEP), mid * (1 + STEP)
    ratios = (mid / low, mid / high) if kind == "speed" else (low / mid, high / mid)
    return _Input(
        fact.preferred.id, name, _short(low * in_unit), _short(high * in_unit), unit, ratios,
        ranged, claimed.why(fact.preferred), RANGE if ranged else SINGLE,
        tuple(item.id for item in claims),
    )


def _short(figure: float) -> float:
    """Without the tail of a conversion there and back."""
    return float(f"{figure:.6g}")


def _own(known: Hours, catalog: Catalog) -> tuple[OwnFigure, ...]:
    own = catalog.network.own
    return tuple(own[name] for name in known.claims if name in own)


def _of_own(step: Edge, own: tuple[OwnFigure, ...], catalog: Catalog) -> _Input:
    """Own stays at a border: from their lowest to their highest; of many, their P10 to P90."""
    middles = [math.sqrt(item.low * item.high) for item in own]
    mid = math.exp(math.fsum(map(math.log, middles)) / len(middles))
    low, high = min(item.low for item in own), max(item.high for item in own)
    if len(own) >= TENTHS:
        tenths = quantiles(middles, n=TENTHS, method="inclusive")
        low, high = tenths[0], tenths[-1]
    ranged = low < high
    if not ranged:
        low, high = mid * (1 - STEP), mid * (1 + STEP)
    name = _named("dwell", catalog.network.crossings[step.record].names)
    known = said("own figure: {figure}", {"figure": f"{claimed.span(low, high)} h"})
    return _Input(
        own[0].id, name, _short(low), _short(high), "hours",
        (low / mid, high / mid), ranged, known, OWN_RANGE if ranged else SINGLE,
        tuple(item.id for item in own),
    )
