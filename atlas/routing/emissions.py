"""What a way emits, in the way of ISO 14083: leg by leg, hub by hub, well to wheel.

A leg emits tonnes × kilometres × factor; each terminal and each change of gauge is an element of
its own, in kilograms per tonne. Where sources disagree the result has a low and a high end. A leg
or hub without a factor never counts as zero: the total is unknown then, and says why. All figures
are estimates. The method is explained in ``docs/emissions.md``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from atlas.routing.emission_factors import Chosen, FactorTable
from atlas.routing.graph import Edge
from atlas.routing.query import Cargo
from atlas.routing.said import Said, said
from atlas.routing.span import Span, total
from layers.catalog import Catalog
from layers.network import Mode

G_PER_KG = 1000.0

SCOPE = said(
    "Estimate in the way of ISO 14083: cargo mass × kilometres × published factor, leg by leg, "
    "well to wheel; terminals and changes of gauge on their own. Not counted: the container’s own "
    "mass, waiting at borders and, in the central figure, warming by other than greenhouse gases."
)
UNADJUSTED = said(
    "No distance adjustment is applied: no source of the factor table states one. Kilometres are "
    "those of the way itself."
)
ADJUSTED = said(
    "Kilometres of some legs are adjusted as the source of their factor says; see each leg."
)
BY_FACTOR = said("{what} ({as_of})")
WAGONS_GO_ON = said("Nothing is handled here: the wagons go on.")
SAME_TERMINAL = said("Counted with the unloading at the same terminal.")
LORRY = said("Not an element of its own: the terminal that loads the lorry counts, or the sender.")
NO_FACTOR: dict[Mode, Said] = {
    "rail": said("no published emission factor for rail in {countries}"),
    "sea": said("no published emission factor for ships"),
    "air": said("no published emission factor for air freight"),
    "road": said("no published emission factor for lorries in {countries}"),
}
NO_HUB = said("no published emission factor for handling at {place}")
NO_CHANGE = said("no published emission factor for the change of gauge at {place}")


@dataclass(frozen=True, slots=True)
class LegEmissions:
    """One step's kilograms of CO₂e (well to wheel); ``kg`` is None where a factor is missing.

    ``km`` are the kilometres reckoned with, ``ttw`` the part burnt on the way where its source
    tells it apart, ``claims`` the ids of the claims it rests on, ``why`` the factor in words or
    what is missing.
    """

    edge: Edge
    km: float
    kg: Span | None
    ttw: float | None
    claims: tuple[str, ...]
    assumed: bool
    why: Said

    @property
    def hub(self) -> bool:
        """Whether it is a terminal or a border, not a stretch of way."""
        return self.edge.kind != "run"

    @property
    def wtt(self) -> float | None:
        """The part emitted before: making and bringing the fuel or the power."""
        return None if self.ttw is None or self.kg is None else self.kg.central - self.ttw


@dataclass(frozen=True, slots=True)
class Emissions:
    """An estimate for the whole cargo, kg CO₂e well to wheel; None where a part has no factor.

    ``transport`` is the sum of the running legs alone, to be shown as that and never as a total;
    ``ttw`` is the part of it burnt on the way, None where a leg's source gives no split.
    """

    low: float | None
    central: float | None
    high: float | None
    ttw: float | None
    legs: tuple[LegEmissions, ...]
    missing: tuple[Said, ...]
    transport: Span | None
    assumed: bool
    scope: Said = SCOPE
    distance: Said = UNADJUSTED

    @property
    def wtt(self) -> float | None:
        """The part of ``transport`` emitted before: making and bringing fuel or power."""
        if self.ttw is None or self.transport is None:
            return None
        return self.transport.central - self.ttw

    @property
    def hubs(self) -> Span | None:
        """Terminals and changes of gauge alone."""
        return _sum([leg for leg in self.legs if leg.hub])


def emissions(steps: Sequence[Edge], cargo: Cargo, catalog: Catalog) -> Emissions:
    """The estimate for a way; low and high add up as if all sources erred to one side."""
    book = FactorTable(catalog)
    legs = tuple(_legs(steps, cargo, book))
    runs = [leg for leg in legs if not leg.hub]
    whole, transport = _sum(legs), _sum(runs)
    ttw = [leg.ttw for leg in runs if leg.ttw is not None]
    return Emissions(
        low=whole.low if whole else None, central=whole.central if whole else None,
        high=whole.high if whole else None,
        ttw=sum(ttw) if transport and len(ttw) == len(runs) else None, legs=legs,
        missing=tuple(dict.fromkeys(leg.why for leg in legs if leg.kg is None)),
        transport=transport, assumed=any(leg.assumed for leg in legs),
        distance=ADJUSTED if any(leg.km != leg.edge.km for leg in legs) else UNADJUSTED,
    )


def by_factor(legs: Iterable[LegEmissions]) -> tuple[LegEmissions, ...]:
    """Neighbouring legs that rest on the same factor as one; hubs stay apart."""
    out: list[LegEmissions] = []
    for leg in legs:
        last = out[-1] if out else None
        if last is None or leg.hub or last.hub or (last.why, last.claims) != (leg.why, leg.claims):
            out.append(leg)
        else:
            out[-1] = _joined(last, leg)
    return tuple(out)


def _joined(one: LegEmissions, other: LegEmissions) -> LegEmissions:
    return replace(
        one,
        edge=replace(one.edge, end=other.edge.end, km=one.edge.km + other.edge.km),
        km=one.km + other.km,
        kg=one.kg + other.kg if one.kg and other.kg else None,
        ttw=one.ttw + other.ttw if one.ttw is not None and other.ttw is not None else None,
    )


def _sum(legs: Sequence[LegEmissions]) -> Span | None:
    known = [leg.kg for leg in legs if leg.kg is not None]
    return total(known) if len(known) == len(legs) else None


def _legs(steps: Sequence[Edge], cargo: Cargo, book: FactorTable) -> Iterator[LegEmissions]:
    before: Edge | None = None
    for step in steps:
        if step.kind == "run":
            yield _run(step, cargo, book)
        elif step.mode == "road" and book.hub(step) is None:
            yield _nothing(step, LORRY)
        elif step.kind == "cross" and not book.changes_gauge(step):
            yield _nothing(step, WAGONS_GO_ON)
        elif before is not None and _one_terminal(before, step):
            yield _nothing(step, SAME_TERMINAL)
        else:
            yield _hub(step, cargo, book)
        before = step


def _one_terminal(before: Edge, step: Edge) -> bool:
    """Whether a cargo goes through one terminal: its factor is for a tonne passing through."""
    return (before.kind, step.kind, before.mode) == ("unload", "load", step.mode)


def _nothing(step: Edge, why: Said) -> LegEmissions:
    return LegEmissions(step, 0.0, Span(0.0, 0.0, 0.0), None, (), False, why)


def _run(step: Edge, cargo: Cargo, book: FactorTable) -> LegEmissions:
    chosen = book.running(step)
    if chosen is None:
        return _unknown(step, step.km, _named(NO_FACTOR[step.mode], step))
    km = chosen.kilometres(step.km)
    weight = cargo.tonnes * km / G_PER_KG
    ttw = None if chosen.ttw is None else chosen.ttw * weight
    return _known(step, km, chosen, chosen.span.times(weight), ttw)


def _hub(step: Edge, cargo: Cargo, book: FactorTable) -> LegEmissions:
    chosen = book.hub(step)
    if chosen is None:
        missing = NO_CHANGE if step.kind == "cross" else NO_HUB
        return _unknown(step, 0.0, said(missing.msgid, {"place": book.place(step)}))
    return _known(step, 0.0, chosen, chosen.span.times(cargo.tonnes), None)


def _known(
    step: Edge, km: float, chosen: Chosen, kg: Span, ttw: float | None
) -> LegEmissions:
    why = said(BY_FACTOR.msgid, {"what": chosen.what, "as_of": chosen.claim.as_of})
    return LegEmissions(step, km, kg, ttw, (chosen.claim.id, *chosen.others),
                        chosen.claim.assumed, why)


def _unknown(step: Edge, km: float, why: Said) -> LegEmissions:
    return LegEmissions(step, km, None, None, (), False, why)


def _named(missing: Said, step: Edge) -> Said:
    if "{countries}" not in missing.msgid:
        return missing
    return said(missing.msgid, {"countries": ", ".join(step.countries) or "–"})
