"""Hours as a distribution: lognormal or of own records, plus a wait for the next departure."""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import NormalDist
from typing import Literal, TypeAlias

from atlas.routing.said import Said

Basis: TypeAlias = Literal["own-trips", "own", "published", "assumed", "open", "unknown"]

NORMAL = NormalDist()
Z90 = NORMAL.inv_cdf(0.9)  # 1.2816: P90 of a lognormal is exp(mu + Z90 · sigma)
A_SECOND = 1 / 3600


@dataclass(frozen=True)
class Hours:
    """A step's hours: lognormal or empirical, plus the wait for the next departure.

    ``mu`` and ``sigma`` are of ln hours; ``samples`` (hours) count instead where there are any.
    ``wait`` adds uniform(0, wait) hours. ``shared`` is the sigma (ln) of the factor that all
    running parts of a trip share; 0 where the step has no part in it.
    """

    mu: float
    sigma: float
    basis: Basis
    why: Said
    samples: tuple[float, ...] = ()
    wait: float = 0.0
    shared: float = 0.0
    claims: tuple[str, ...] = ()

    @property
    def mean(self) -> float:
        """Expected hours."""
        return self.moving_mean + self.wait / 2

    @property
    def moving_mean(self) -> float:
        """Expected hours without the wait for a departure."""
        factor = math.exp(self.shared**2 / 2)
        if self.samples:
            return factor * math.fsum(self.samples) / len(self.samples)
        return factor * math.exp(self.mu + self.sigma**2 / 2)

    @cached_property
    def median(self) -> float:
        """Hours not exceeded in half of all cases."""
        if self.samples or self.wait:
            return self.quantile(0.5)
        return math.exp(self.mu)

    def quantile(self, p: float) -> float:
        """Hours not exceeded with probability ``p``; exact, not drawn."""
        low, high = 0.0, 1.0
        while self.below(high) < p:
            high *= 2
        for _ in range(60):  # halving: far below a second
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < p else (low, middle)
        return high

    def below(self, hours: float) -> float:
        """The probability of at most these hours."""
        if self.wait < A_SECOND:  # too narrow to divide by
            return math.fsum(_below(hours, *part) for part in self._parts) / len(self._parts)
        return math.fsum(
            _area(hours, *part) - _area(hours - self.wait, *part) for part in self._parts
        ) / (len(self._parts) * self.wait)

    @cached_property
    def _parts(self) -> tuple[tuple[float, float], ...]:
        """Lognormals of equal weight this is a mixture of, as mu and sigma."""
        if self.samples:
            return tuple((math.log(item), self.shared) for item in self.samples)
        return ((self.mu, math.hypot(self.sigma, self.shared)),)

    def times(self, factor: float) -> "Hours":
        """These hours made longer; the wait for a departure stays."""
        if factor == 1.0:
            return self
        samples = tuple(item * factor for item in self.samples)
        return replace(self, mu=self.mu + math.log(factor), samples=samples)


def _below(hours: float, mu: float, sigma: float) -> float:
    """The probability of a lognormal up to these hours."""
    if hours < 0:
        return 0.0
    if not sigma or math.isinf(mu):
        return float(hours >= math.exp(mu))
    return NORMAL.cdf((math.log(hours) - mu) / sigma) if hours else 0.0


def _area(hours: float, mu: float, sigma: float) -> float:
    """The integral of that probability from 0 to these hours: what a uniform wait needs."""
    if hours <= 0:
        return 0.0
    if not sigma or math.isinf(mu):
        return max(hours - math.exp(mu), 0.0)
    z = (math.log(hours) - mu) / sigma
    partial = math.exp(mu + sigma**2 / 2) * NORMAL.cdf(z - sigma)
    return hours * NORMAL.cdf(z) - partial
