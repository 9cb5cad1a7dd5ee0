"""From which cargo value on the quicker mode is the cheaper one, capital tied up counted in.

    total = price + value × (capital rate + loss of value) × days ÷ 365
    break-even value = (dearer price − cheaper price) × 365 ÷ (rate × days saved)

All per forty-foot container, in USD. Prices are those of ``cost``: without one there is no
break-even. The band comes from the drawn days: the saving's P10 gives the high end, its P90 the
low one. The capital rate is an input; nobody publishes yours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from atlas.routing.cost import NO_CONTAINERS, mode_of
from atlas.routing.plan import Alternative, Plan
from atlas.routing.said import Said, said

CAPITAL_RATE = 0.08  # a year; our assumption, an argument everywhere
DAYS_A_YEAR = 365.0
BANDS = (0.1, 0.5, 0.9)
PAIRS = (("rail", "sea"), ("air", "rail"))  # the quicker mode first

Outcome: TypeAlias = Literal["above", "always", "not-quicker", "unknown"]

FORMULA = said(
    "Total per container = price + cargo value × {rate} % × days ÷ 365. Break-even value = "
    "difference in price × 365 ÷ ({rate} % × days saved). Band: P10 to P90 of the days saved."
)
ASSUMED_RATE = said("Capital tied up costs {rate} % a year: our assumption. Enter your own.")
GIVEN_RATE = said("Capital tied up costs {rate} % a year, as entered.")
GIVEN_LOSS = said(
    "Capital tied up costs {rate} % a year and the cargo loses {loss} % a year of its value, as "
    "entered."
)
NO_RATE = said("at no cost of capital, days cost nothing: enter a rate above 0")
NO_WAY = {
    "rail": said("no way by rail was found"),
    "sea": said("no way by sea was found"),
    "air": said("no way by air was found"),
}
NO_DAYS = said("no days are known for this way")
NOT_QUICKER = {
    ("rail", "sea"): said("rail is not quicker than sea here"),
    ("air", "rail"): said("air is not quicker than rail here"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One way's total over cargo value, USD per FEU: its price, and its days P10, P50, P90."""

    id: str
    mode: str
    name: Said
    price: float
    days: tuple[float, float, float]

    def total(self, value: float, rate: float, *, days: float | None = None) -> float:
        """Price and capital tied up in a cargo of this value, at P50 or so many days."""
        held = self.days[1] if days is None else days
        return self.price + value * rate * held / DAYS_A_YEAR


@dataclass(frozen=True, slots=True)
class Pair:
    """Two modes, the quicker first: from which value on (USD per FEU) it is the cheaper one.

    ``outcome`` is ``above`` (from ``value`` on, between ``low`` and ``high``), ``always`` (cheaper
    and quicker), ``not-quicker``, or ``unknown`` with its ``reason``. ``high`` is None where the
    band has no end: there the quicker mode may not be quicker at all.
    """

    modes: tuple[str, str]
    outcome: Outcome
    value: float | None = None
    low: float | None = None
    high: float | None = None
    saved: tuple[float, float, float] | None = None  # days, P10, P50, P90
    ways: tuple[str, str] | None = None  # ids of the alternatives compared
    reason: Said | None = None


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Both pairs with the lines they come from; rates are shares a year.

    ``value`` is the cargo's own, USD per FEU, and ``cheapest`` the way with the lowest total then;
    both None where no value was entered.
    """

    pairs: tuple[Pair, ...]
    lines: tuple[Line, ...]
    rate: float
    formula: Said
    assumption: Said
    value: float | None = None
    cheapest: str | None = None


def break_even(
    plan: Plan, *, capital_rate: float = CAPITAL_RATE, loss_of_value: float = 0.0
) -> BreakEven:
    """The break-even values of a plan, at rates a year (0.08 is 8 %)."""
    rate = capital_rate + loss_of_value
    lines = tuple(_lines(plan))
    value = _value(plan)
    cheapest = min(lines, key=lambda line: line.total(value or 0.0, rate), default=None)
    return BreakEven(
        pairs=tuple(_pair(modes, plan, rate) for modes in PAIRS), lines=lines, rate=rate,
        formula=said(FORMULA.msgid, {"rate": rate * 100}),
        assumption=_assumption(capital_rate, loss_of_value), value=value,
        cheapest=cheapest.id if cheapest is not None and value is not None else None,
    )


def _assumption(capital_rate: float, loss_of_value: float) -> Said:
    shown = {"rate": capital_rate * 100}
    if loss_of_value:
        return said(GIVEN_LOSS.msgid, {**shown, "loss": loss_of_value * 100})
    return said((ASSUMED_RATE if capital_rate == CAPITAL_RATE else GIVEN_RATE).msgid, shown)


def _value(plan: Plan) -> float | None:
    cargo = plan.query.cargo
    return None if cargo.value_usd is None or cargo.feu <= 0 else cargo.value_usd / cargo.feu


def _lines(plan: Plan) -> Iterator[Line]:
    feu = plan.query.cargo.feu
    for item in plan.alternatives:
        if item.cost.usd is not None and item.days is not None and feu > 0:
            days = (item.days.p10, item.days.p50, item.days.p90)
            yield Line(item.id, mode_of(item.id), item.name, item.cost.usd / feu, days)


def _pair(modes: tuple[str, str], plan: Plan, rate: float) -> Pair:
    if rate <= 0:
        return Pair(modes, "unknown", reason=NO_RATE)
    if plan.query.cargo.feu <= 0:
        return Pair(modes, "unknown", reason=NO_CONTAINERS)
    chosen = []
    for mode in modes:
        ways = [item for item in plan.alternatives if mode_of(item.id) == mode]
        best = _cheapest(ways)
        if best is None:
            return Pair(modes, "unknown", reason=_reason(mode, ways))
        chosen.append(best)
    quicker, slower = chosen
    return _compared(modes, quicker, slower, plan.query.cargo.feu, rate)


def _cheapest(ways: Iterable[Alternative]) -> Alternative | None:
    """The way of a mode with the lowest price, of those that have a price and days."""
    known = [item for item in ways if item.cost.usd is not None and item.drawn is not None]
    return min(known, key=lambda item: (item.cost.usd, item.id), default=None)


def _reason(mode: str, ways: list[Alternative]) -> Said:
    if not ways:
        return NO_WAY[mode]
    priced = [item for item in ways if item.cost.usd is not None]
    if priced:
        return priced[0].days_reason or NO_DAYS
    return ways[0].cost.reason or NO_DAYS


def _compared(
    modes: tuple[str, str], quicker: Alternative, slower: Alternative, feu: float, rate: float
) -> Pair:
    assert quicker.drawn is not None  # noqa: S101 - _cheapest takes none without days
    assert slower.drawn is not None  # noqa: S101
    dearer = ((quicker.cost.usd or 0.0) - (slower.cost.usd or 0.0)) / feu
    ways = (quicker.id, slower.id)
    p10, p50, p90 = map(float, np.quantile(slower.drawn.days - quicker.drawn.days, BANDS))
    saved = (p10, p50, p90)
    if p50 <= 0:
        return Pair(modes, "not-quicker", saved=saved, ways=ways, reason=NOT_QUICKER[modes])
    if dearer <= 0:
        return Pair(modes, "always", saved=saved, ways=ways)
    value, low, high = (_value_at(dearer, days, rate) for days in (p50, p90, p10))
    return Pair(modes, "above", value, low, high, saved, ways)


def _value_at(dearer: float, days: float, rate: float) -> float | None:
    """The value at which so many days saved pay for the difference in price."""
    return dearer * DAYS_A_YEAR / (rate * days) if days > 0 else None
