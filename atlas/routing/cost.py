"""What a way costs: the office's own quote, else a price published for this lane, else unknown.

Prices of wider lanes ("China–Europe") are shown beside it and never stand in for it: a missing
cost is missing, not zero and not a guess.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from atlas.routing.query import Cargo, Query
from atlas.routing.said import Said, said
from atlas.routing.span import Span, of_fact
from layers.catalog import Catalog
from layers.dates import last_day
from layers.network import OwnFigure, Rate
from layers.text import EMPTY, Text

CostBasis: TypeAlias = Literal["own", "published"]
PRICE = "price"
PER_FEU = ("usd_feu",)
PER_KG = ("usd_kg",)
KG_PER_TONNE = 1000.0

NONE_FOUND = said("no published cost for {from}–{to}")
NO_CONTAINERS = said("the price is per container, and the cargo has none")


@dataclass(frozen=True, slots=True)
class Cost:
    """The price of the whole cargo in USD; ``usd`` is None where none is known: see ``reason``.

    ``record`` is the id of the own figure or claim it rests on, ``scope`` what the price covers,
    ``as_of`` and ``valid`` its dates (EDTF; ``valid`` is empty where no end is given). ``others``
    are further own quotes that still hold, ``expired`` those that no longer do; ``context`` are
    prices published for other or wider lanes.
    """

    usd: float | None
    low: float | None = None
    high: float | None = None
    basis: CostBasis | None = None
    record: str = ""
    scope: Text = EMPTY
    operator: str = ""
    as_of: str = ""
    valid: str = ""
    reason: Said | None = None
    others: tuple[OwnFigure, ...] = ()
    expired: tuple[OwnFigure, ...] = ()
    context: tuple[Rate, ...] = ()


def cost(alternative: str, query: Query, catalog: Catalog, today: date) -> Cost:
    """What the cargo of a query costs by an alternative, for all its containers."""
    quotes = sorted(_quotes(alternative, query, catalog), key=_newest)
    holding = tuple(item for item in quotes if _holds(item, today))
    expired = tuple(item for item in quotes if not _holds(item, today))
    lane, context = _rates(alternative, query, catalog)
    if holding:
        return _own(holding, query.cargo, expired, (*lane, *context))
    for rate in lane:
        priced = _published(rate, query.cargo)
        if priced is not None:
            others = tuple(item for item in lane if item is not rate)
            return _of_rate(rate, priced, expired, (*others, *context))
    reason = _no_containers(query.cargo, lane) or _none_found(query, catalog)
    return Cost(None, reason=reason, expired=expired, context=(*lane, *context))


def mode_of(alternative: str) -> str:
    """The mode of an alternative, as prices are published for: rail, sea, rail-sea, air, road.

    >>> mode_of("via-manzhouli"), mode_of("sea-suez"), mode_of("rail-sea-vladivostok")
    ('rail', 'sea', 'rail-sea')
    """
    if alternative.startswith(("rail-sea", "sea-rail")):
        return "rail-sea"
    return "rail" if alternative.startswith("via-") else alternative.partition("-")[0]


def _quotes(alternative: str, query: Query, catalog: Catalog) -> Iterator[OwnFigure]:
    asked = ("quote", query.origin, query.destination, alternative)
    for item in catalog.network.own.values():
        if (item.what, item.start, item.end, item.via) == asked:
            yield item


def _newest(item: OwnFigure) -> tuple[int, str]:
    day = last_day(item.as_of) or date.min
    return -day.toordinal(), item.id


def _holds(item: OwnFigure, today: date) -> bool:
    """Whether a quote has not run out; one without an end holds."""
    end = last_day(item.valid_until)
    return end is None or end >= today


def _own(
    holding: tuple[OwnFigure, ...], cargo: Cargo, expired: tuple[OwnFigure, ...],
    context: tuple[Rate, ...],
) -> Cost:
    """The newest quote that holds."""
    first, *others = holding
    if cargo.feu <= 0:
        return Cost(None, reason=NO_CONTAINERS, others=holding, expired=expired, context=context)
    low, high = first.low * cargo.feu, first.high * cargo.feu
    return Cost(
        usd=(low + high) / 2, low=low, high=high, basis="own", record=first.id,
        operator=first.operator, as_of=first.as_of, valid=first.valid_until,
        others=tuple(others), expired=expired, context=context,
    )


def _rates(
    alternative: str, query: Query, catalog: Catalog
) -> tuple[tuple[Rate, ...], tuple[Rate, ...]]:
    """Prices for just this lane, the newest first, and all others of the mode."""
    wanted = mode_of(alternative)
    rates = [item for item in catalog.network.rates.values() if item.mode in (wanted, "any")]
    rates.sort(key=_newest_rate)
    lane = tuple(item for item in rates if _is_lane(item, query) and item.mode == wanted)
    return lane, tuple(item for item in rates if item not in lane)


def _is_lane(item: Rate, query: Query) -> bool:
    return (item.start, item.end) == (query.origin, query.destination)


def _newest_rate(item: Rate) -> tuple[int, str]:
    claim = item.claim(PRICE)
    day = (last_day(claim.as_of) if claim else None) or date.min
    return -day.toordinal(), item.id


def _published(rate: Rate, cargo: Cargo) -> Span | None:
    """The price of a cargo; None where its unit says nothing about this cargo."""
    fact = rate.fact(PRICE)
    for units, amount in ((PER_FEU, cargo.feu), (PER_KG, cargo.tonnes * KG_PER_TONNE)):
        span = of_fact(fact, units)
        if span is not None and amount > 0:
            return span.times(amount)
    return None


def _of_rate(
    rate: Rate, priced: Span, expired: tuple[OwnFigure, ...], context: tuple[Rate, ...]
) -> Cost:
    claim = rate.claim(PRICE)
    return Cost(
        usd=priced.central, low=priced.low, high=priced.high, basis="published",
        record=claim.id if claim else rate.id, scope=rate.scope,
        as_of=claim.as_of if claim else "", expired=expired, context=context,
    )


def _no_containers(cargo: Cargo, lane: Iterable[Rate]) -> Said | None:
    if cargo.feu > 0 or not any(of_fact(item.fact(PRICE), PER_FEU) for item in lane):
        return None
    return NO_CONTAINERS


def _none_found(query: Query, catalog: Catalog) -> Said:
    ends = {"from": _named(query.origin, catalog), "to": _named(query.destination, catalog)}
    return said(NONE_FOUND.msgid, ends)


def _named(place: str, catalog: Catalog) -> Text | str:
    found = catalog.find(place)
    return found.names if found else place
