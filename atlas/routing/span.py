"""A figure with what its sources leave open: low, central and high."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

from layers.model import Claim, Fact, ValueRange


@dataclass(frozen=True, slots=True)
class Span:
    """Low, central and high of one figure; all three are the same where one source stands alone."""

    low: float
    central: float
    high: float

    def __add__(self, other: "Span") -> "Span":
        """Both together; ends add up as if all sources erred to the same side."""
        return Span(self.low + other.low, self.central + other.central, self.high + other.high)

    def times(self, factor: float) -> "Span":
        """The same, so many times."""
        return Span(self.low * factor, self.central * factor, self.high * factor)

    def around(self, others: Iterable["Span"]) -> "Span":
        """The same central figure, its ends moved out to those of ``others``."""
        spans = (self, *others)
        return Span(min(item.low for item in spans), self.central,
                    max(item.high for item in spans))


def total(spans: Iterable[Span]) -> Span:
    """All of them together; nothing is 0."""
    return reduce(Span.__add__, spans, Span(0.0, 0.0, 0.0))


def of_claim(claim: Claim, units: Collection[str]) -> Span | None:
    """A claim's figure; the middle of a range is its central one.

    None where it is no number, has an open end or another unit: it is never converted by guess.
    """
    if claim.unknown or claim.value is None or claim.unit not in units:
        return None
    if isinstance(claim.value, str):
        return None
    if not isinstance(claim.value, ValueRange):
        value = float(claim.value)
        return Span(value, value, value)
    if claim.value.low is None or claim.value.high is None:
        return None
    low, high = claim.value.low, claim.value.high
    return Span(low, (low + high) / 2, high)


def of_fact(fact: Fact | None, units: Collection[str]) -> Span | None:
    """The preferred claim's figure, its ends moved out to those of all other claims."""
    if fact is None:
        return None
    central = of_claim(fact.preferred, units)
    return None if central is None else central.around(_others(fact, units))


def _others(fact: Fact, units: Collection[str]) -> Iterator[Span]:
    for claim in fact.claims[1:]:
        span = of_claim(claim, units)
        if span is not None:
            yield span
