"""What a planner asks: from where to where, with what, when, and what if."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

AskedMode: TypeAlias = Literal["any", "rail", "sea", "air", "road"]
Factors: TypeAlias = tuple[tuple[str, float], ...]
ALL = "*"
FLAGS = ("battery", "food", "chilled", "dual-use")
CARGO_TONNES = 20.0
CARGO_TEU = 2.0  # one forty-foot container


@dataclass(frozen=True, slots=True)
class Cargo:
    """What is sent: tonnes of cargo, TEU of containers, value in USD, and what makes it special."""

    tonnes: float = CARGO_TONNES
    teu: float = CARGO_TEU
    value_usd: float | None = None
    flags: tuple[str, ...] = ()

    @property
    def feu(self) -> float:
        """Forty-foot containers: prices are quoted for these."""
        return self.teu / 2


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Closures and factors on times. Ids of crossings, passages, countries and kinds of way.

    ``dwell`` and ``running`` hold (id, factor); ``*`` stands for all that are not named.
    """

    close: tuple[str, ...] = ()
    dwell: Factors = ()
    running: Factors = ()
    presets: tuple[str, ...] = ()

    def factor(self, kind: Literal["dwell", "running"], name: str) -> float:
        """By how much a time is multiplied."""
        factors = dict(self.dwell if kind == "dwell" else self.running)
        return factors.get(name, factors.get(ALL, 1.0))


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the planner; equal questions get equal answers.

    ``via`` and ``avoid`` hold stop ids, crossing ids, border ids, passages and country codes;
    ``via`` also ids of alternatives such as ``via-manzhouli``: only these are answered then.
    ``depart`` and ``by`` are local dates at either end.
    """

    origin: str
    destination: str
    mode: AskedMode = "any"
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    cargo: Cargo = field(default_factory=Cargo)
    depart: date | None = None
    by: date | None = None
    what_if: WhatIf = field(default_factory=WhatIf)

    @property
    def closed(self) -> tuple[str, ...]:
        """Everything that must not be used."""
        return tuple(dict.fromkeys((*self.avoid, *self.what_if.close)))
