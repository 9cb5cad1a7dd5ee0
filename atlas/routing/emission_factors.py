"""Which published factor stands for a leg or a hub, and how far the others are from it.

Of the factors that may stand for a mode in a country the central one nearest to the country
counts, the newest first; all others that may stand there as well only move the low and high end.
Those marked as context never count, and neither does a figure below 0: nothing takes CO₂ out of
the air by being carried.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from atlas.routing.graph import CLASS_OF, Edge
from atlas.routing.span import Span, of_claim, of_fact
from layers.catalog import Catalog
from layers.dates import last_day
from layers.model import Claim, Fact
from layers.network import Factor, Mode
from layers.text import Text

PER_TKM = ("g_tkm",)
PER_TONNE = ("kg_t",)
RATIO = ("ratio",)
KM = ("km",)
CONTEXT = "context"
CENTRAL = "central"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The factor that counts, with the ends of all that may stand for the same."""

    span: Span
    ttw: float | None
    what: Text
    claim: Claim
    others: tuple[str, ...] = ()
    factor: Factor | None = None

    def kilometres(self, km: float) -> float:
        """The kilometres the factor is meant for, where its source gives an adjustment."""
        if self.factor is None:
            return km
        ratio = _figure(self.factor.fact("distance_ratio"), RATIO)
        extra = _figure(self.factor.fact("distance_extra"), KM)
        return km * (ratio.central if ratio else 1.0) + (extra.central if extra else 0.0)


class FactorTable:
    """The factors of a catalogue, each question answered once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._network = catalog.network
        self._answers: dict[tuple[str, Mode, tuple[str, ...]], Chosen | None] = {}

    def changes_gauge(self, step: Edge) -> bool:
        """Whether cargo is handled at this border."""
        return self._network.crossings[step.record].gauge_break

    def place(self, step: Edge) -> Text:
        """What the place of a hub is called."""
        if step.kind == "cross":
            return self._network.crossings[step.record].names
        return self._catalog.places[step.start.place].names

    def running(self, step: Edge) -> Chosen | None:
        """The factor of a running leg."""
        return self._of_table("wtw", step)

    def hub(self, step: Edge) -> Chosen | None:
        """A hub's own figure, else that of its class, else that of the factor table."""
        if step.kind == "cross":
            return self._of_record(step.record) or self._of_table("hub", step)
        terminal = self._network.terminals.get(step.record)
        kind = (terminal.kind if terminal else None) or CLASS_OF[step.mode]
        return (self._of_record(step.record) or self._of_record(kind)
                or self._of_table("hub", step))

    def _of_record(self, record: str) -> Chosen | None:
        found = self._network.crossings.get(record) or self._network.terminals.get(record)
        fact = found.fact("hub_emissions") if found else None
        span = _figure(fact, PER_TONNE)
        if fact is None or span is None:
            return None
        others = tuple(claim.id for claim in fact.claims[1:])
        return Chosen(span, None, fact.preferred.text, fact.preferred, others)

    def _of_table(self, key: str, step: Edge) -> Chosen | None:
        asked = (key, step.mode, step.countries)
        if asked not in self._answers:
            self._answers[asked] = self._highest(key, step)
        return self._answers[asked]

    def _highest(self, key: str, step: Edge) -> Chosen | None:
        """Over a border the country with the higher factor counts, the others move the ends.

        Where on such a leg the border lies is not recorded, and a factor of one country does not
        stand for the other: missing in one it is missing.
        """
        factors = self._network.factors.values()
        found = [chosen(factors, key, step.mode, country) for country in step.countries or ("",)]
        known = [item for item in found if item is not None]
        if len(known) < len(found):
            return None
        known.sort(key=lambda item: -item.span.central)
        first, *rest = known
        claims = dict.fromkeys(name for item in found if item is not None
                               for name in (*item.others, item.claim.id))
        return replace(
            first, span=first.span.around(item.span for item in rest),
            others=tuple(name for name in claims if name != first.claim.id),
        )


def chosen(factors: Iterable[Factor], key: str, mode: Mode, country: str) -> Chosen | None:
    """The central factor nearest to the country, with the ends of all that may stand there."""
    spans = {item.id: (item, span) for item in factors
             if item.role != CONTEXT and _stands_for(item, mode, country, key)
             and (span := _span(item, key)) is not None}
    central = sorted((item for item, _span in spans.values() if item.role == CENTRAL), key=_rank)
    if not central:
        return None
    first = central[0]
    others = {name: pair for name, pair in spans.items() if name != first.id}
    return Chosen(
        span=spans[first.id][1].around(span for _item, span in others.values()),
        ttw=_ttw(first, spans[first.id][1]) if key == "wtw" else None,
        what=first.names, claim=_claim(first, key),
        others=tuple(_claim(item, key).id for item, _span in others.values()), factor=first,
    )


def _stands_for(item: Factor, mode: Mode, country: str, key: str) -> bool:
    """Whether a factor holds for a mode in a country; one that names none holds anywhere."""
    right_mode = item.mode == mode or (key == "hub" and item.mode is None)
    return right_mode and (not item.countries or country in item.countries)


def _rank(item: Factor) -> tuple[float, int, str]:
    """Nearest first: fewest countries, then the newest figure."""
    claim = item.claim("wtw") or item.claim("ttw") or item.claim("hub")
    newest = (last_day(claim.as_of) if claim else None) or date.min
    return (len(item.countries) or float("inf"), -newest.toordinal(), item.id)


def _span(item: Factor, key: str) -> Span | None:
    """Well-to-wheel figures as published, else the sum of both parts."""
    if key == "hub":
        return _figure(item.fact("hub"), PER_TONNE)
    whole = _figure(item.fact("wtw"), PER_TKM)
    before, burnt = (_figure(item.fact(part), PER_TKM) for part in ("wtt", "ttw"))
    return whole or (before + burnt if before and burnt else None)


def _ttw(item: Factor, whole: Span) -> float | None:
    """What is burnt on the way, where the source tells it apart from the whole."""
    before, burnt = (_figure(item.fact(part), PER_TKM) for part in ("wtt", "ttw"))
    if burnt is not None:
        return burnt.central
    if before is None or before.central > whole.central:
        return None
    return whole.central - before.central


def _figure(fact: Fact | None, units: Collection[str]) -> Span | None:
    """The figure of a fact as ``of_fact`` has it; one below 0 is unknown and widens no other."""
    if fact is None or _below_zero(fact.preferred, units):
        return None
    kept = tuple(claim for claim in fact.claims if not _below_zero(claim, units))
    return of_fact(replace(fact, claims=kept), units)


def _below_zero(claim: Claim, units: Collection[str]) -> bool:
    span = of_claim(claim, units)
    return span is not None and min(span.low, span.high) < 0


def _claim(item: Factor, key: str) -> Claim:
    """The claim a factor rests on."""
    units = PER_TONNE if key == "hub" else PER_TKM
    fact = item.fact(key) if _figure(item.fact(key), units) else item.fact("ttw")
    assert fact is not None  # noqa: S101 - its span was reckoned from this fact
    return fact.preferred
