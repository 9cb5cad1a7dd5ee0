"""Days of a way with their uncertainty: 10,000 draws of all its steps together.

Each step draws from its own numbers, made of the seed and the step's name alone. So two ways
share the luck of the steps they share (common random numbers), a closed border or a longer stay
changes no other step's draws, and the screen does not flicker. One factor, drawn once for each
trip, moves all its running parts together: without it the band would be too narrow.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from atlas.routing.graph import Edge
from atlas.routing.hours import Hours
from atlas.routing.query import Query
from atlas.routing.times import ENOUGH, valid
from layers.catalog import Catalog
from layers.network import OwnFigure

Draws = npt.NDArray[np.float32]  # 4 bytes each: ±1 s in a month, and twice as fast

DRAWS = 10_000
HOURS_A_DAY = 24.0
BANDS = (0.1, 0.5, 0.9)
KEPT_STEPS = 1024  # 40 kB each
TRIP = "trip"  # the name of the factor all running parts share
# Two ways can't be told apart where either is the faster one in more than a tenth of all trips:
# the same tenth that P10 and P90 leave outside.
SELDOM = 0.1
HALF_DAYS_BELOW = 10.0
LEAST_DAYS = 0.5


@dataclass(frozen=True, slots=True)
class Days:
    """P10, P50 and P90 in days.

    ``n_own`` is the number of own trips they rest on (0: the model's), ``hatched`` whether any
    part is an assumption of ours.
    """

    p10: float
    p50: float
    p90: float
    n_own: int = 0
    hatched: bool = False


@dataclass(frozen=True, eq=False)
class Drawn:
    """The drawn days of one way; ``steps`` and ``hours`` are what they were drawn from."""

    days: Draws
    seed: int
    steps: tuple[Edge, ...] = field(default=(), repr=False)
    hours: tuple[Hours, ...] = field(default=(), repr=False)
    n_own: int = 0

    @cached_property
    def band(self) -> Days:
        """P10, P50 and P90 of the days."""
        return _band(self.days, n_own=self.n_own, hatched=self.hatched)

    @cached_property
    def arrivals(self) -> tuple[Days, ...]:
        """When each step ends, in days from the cut-off at the origin's terminal."""
        parts = (_hours(step, known, self.seed) for step, known in self._parts)
        return tuple(_band(total / HOURS_A_DAY) for total in accumulate(parts))

    @property
    def medians(self) -> tuple[float, ...]:
        """The median hours of each step by itself; they do not add up to the trip's."""
        return tuple(known.median for known in self.hours)

    @property
    def hatched(self) -> bool:
        """Whether any part is an assumption of ours."""
        return any(known.basis == "assumed" for known in self.hours)

    @property
    def _parts(self) -> Iterable[tuple[Edge, Hours]]:
        return zip(self.steps, self.hours, strict=True)


def draw(steps: Sequence[Edge], hours: Sequence[Hours], *, seed: int) -> Drawn:
    """The days of a way, drawn; the draws of a step depend on the seed and its name only."""
    total = np.zeros(DRAWS, dtype=np.float32)
    shared: dict[float, Draws] = {}
    for step, known in zip(steps, hours, strict=True):
        if known.shared:
            into = shared.setdefault(known.shared, np.zeros(DRAWS, dtype=np.float32))
            into += _own_part(step, known, seed)
        else:
            total += _own_part(step, known, seed)
        if known.wait:
            total += _wait(step, known, seed)
    for sigma, running in shared.items():
        total += running * _shared_factor(seed, sigma)
    return Drawn(total / np.float32(HOURS_A_DAY), seed, tuple(steps), tuple(hours))


def days(drawn: Drawn) -> Days:
    """P10, P50 and P90 of what was drawn."""
    return drawn.band


def seed_of(query: Query) -> int:
    """The seed of a question: its origin's, and nothing else.

    What if, cargo and dates change none of the draws. Two places on the same way from one origin
    share theirs too, so that the farther one is never reached earlier.
    """
    return int.from_bytes(hashlib.blake2b(query.origin.encode(), digest_size=4).digest())


def probability_by(drawn: Drawn, limit: float) -> float:
    """The probability of at most so many days."""
    return float(np.count_nonzero(drawn.days <= limit)) / drawn.days.size


def cannot_be_told_apart(one: Drawn, other: Drawn) -> bool:
    """Whether neither of two ways is nearly always the faster one.

    Their bands P10 to P90 overlap, and by common draws each is the faster one in at least a tenth
    of all trips (``SELDOM``).
    """
    a, b = one.band, other.band
    if a.p90 < b.p10 or b.p90 < a.p10:
        return False
    faster = float(np.mean(one.days < other.days) + np.mean(one.days == other.days) / 2)
    return SELDOM <= faster <= 1 - SELDOM


def days_words(*values: float) -> tuple[float, ...]:
    """Days as they may be written: half days below 10, whole ones above, all in one step.

    The largest one decides the step; nothing becomes zero.

    >>> days_words(3.1, 4.4), days_words(9.4, 13.6)
    ((3.0, 4.5), (9.0, 14.0))
    """
    step = 0.5 if max(values) < HALF_DAYS_BELOW else 1.0
    rounded = (math.floor(value / step + 0.5) * step for value in values)
    return tuple(max(item, LEAST_DAYS) for item in rounded)


# --- own trips ---


def own_trips(
    way: str, query: Query, catalog: Catalog, today: date
) -> tuple[OwnFigure, ...]:
    """The office's own records of this way between these ends that still count."""
    return tuple(
        item for item in catalog.network.own.values()
        if item.what == "trip" and item.via == way and valid(item, today)
        and (item.start, item.end) == (query.origin, query.destination)
    )


def empirical(
    way: str, query: Query, catalog: Catalog, today: date, *, seed: int
) -> Drawn | None:
    """The days of the office's own trips, where there are ``ENOUGH`` of them."""
    own = own_trips(way, query, catalog, today)
    if len(own) < ENOUGH:
        return None
    found = tuple(sorted((item.low + item.high) / 2 for item in own))
    chosen = _sampled(found, _normals(seed, f"own:{way}"))
    return Drawn(chosen, seed, n_own=len(own))


# --- draws ---


def _hours(step: Edge, known: Hours, seed: int) -> Draws:
    """All of one step's hours."""
    found = _own_part(step, known, seed)
    if known.shared:
        found *= _shared_factor(seed, known.shared)
    if known.wait:
        found += _wait(step, known, seed)
    return found


def _own_part(step: Edge, known: Hours, seed: int) -> Draws:
    """A step's hours without what the trip shares and without the wait; an array to change."""
    if known.samples:
        return _sampled(tuple(sorted(known.samples)), _normals(seed, step.key))
    if not known.sigma:
        return np.full(DRAWS, math.exp(known.mu), dtype=np.float32)
    found = _normals(seed, step.key) * np.float32(known.sigma)
    found += np.float32(known.mu)
    np.exp(found, out=found)
    return found


def _sampled(ordered: tuple[float, ...], normals: Draws) -> Draws:
    """Records drawn with replacement: a larger number draws a longer record."""
    rows = np.minimum((ndtr(normals) * len(ordered)).astype(np.intp), len(ordered) - 1)
    chosen: Draws = np.array(ordered, dtype=np.float32)[rows]
    return chosen


def _wait(step: Edge, known: Hours, seed: int) -> Draws:
    waited: Draws = ndtr(_normals(seed, f"wait:{step.key}")) * np.float32(known.wait)
    return waited


@lru_cache(KEPT_STEPS)
def _shared_factor(seed: int, sigma: float) -> Draws:
    factor: Draws = np.exp(_normals(seed, TRIP) * np.float32(sigma))
    factor.flags.writeable = False
    return factor


@lru_cache(KEPT_STEPS)
def _normals(seed: int, name: str) -> Draws:
    """The standard normals of one step."""
    named = hashlib.blake2b(f"{seed}:{name}".encode(), digest_size=8).digest()
    generator = np.random.Generator(np.random.PCG64DXSM(int.from_bytes(named)))
    made: Draws = generator.standard_normal(DRAWS, dtype=np.float32)
    made.flags.writeable = False
    return made


def forget() -> None:
    """Give the kept numbers back; the next draws make the same ones again."""
    _normals.cache_clear()
    _shared_factor.cache_clear()


def _band(drawn: Draws, *, n_own: int = 0, hatched: bool = False) -> Days:
    ordered = np.sort(drawn)  # for these numbers quicker than numpy's quantile
    p10, p50, p90 = (float(ordered[round(p * (ordered.size - 1))]) for p in BANDS)
    return Days(p10, p50, p90, n_own, hatched)
