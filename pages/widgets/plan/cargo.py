"""What is sent, as the address writes it: ``20t-2teu-90000usd-battery``."""

import re
from dataclasses import replace

from atlas.routing.query import FLAGS, Cargo

PART = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)(t|teu|usd)")
MOST = {"t": 100_000.0, "teu": 10_000.0, "usd": 1e9}
LEAST = {"t": 0.001, "teu": 0.0, "usd": 0.0}
UNITS = tuple(MOST)
SHORT = {"dual": "dual-use"}  # a dash parts the words of the address


def cargo_of(text: str) -> Cargo:
    """The cargo an address names; what it leaves out is one forty-foot container of 20 t.

    Raises
    ------
    ValueError
        A part is no amount with ``t``, ``teu`` or ``usd`` and no known flag, or an amount stands
        twice: nobody knows which is meant.

    """
    cargo, units = Cargo(), set[str]()
    for part in text.split("-"):
        flag = SHORT.get(part, part)
        if flag in FLAGS:
            cargo = replace(cargo, flags=tuple(sorted({*cargo.flags, flag})))
        else:
            found = PART.fullmatch(part)
            if found is None or found[2] in units:
                raise ValueError(part)
            units.add(found[2])
            cargo = with_amount(cargo, found[2], found[1])
    return cargo


def with_amount(cargo: Cargo, unit: str, text: str) -> Cargo:
    """A cargo with its tonnes (``t``), TEU (``teu``) or value (``usd``) changed.

    Raises
    ------
    ValueError
        The text is no number that can be meant.

    """
    value = amount(unit, text)
    if unit == "t":
        return replace(cargo, tonnes=value)
    return replace(cargo, teu=value) if unit == "teu" else replace(cargo, value_usd=value)


def amount(unit: str, text: str) -> float:
    """A number of tonnes, TEU or USD that can be meant.

    Raises
    ------
    ValueError
        It is no number, or lies beyond what is ever sent at once.

    """
    value = float(text)
    if not LEAST[unit] <= value <= MOST[unit]:  # false for nan too
        raise ValueError(text)
    return value


def cargo_text(cargo: Cargo) -> str | None:
    """The cargo as the address writes it; None where it is the one everybody starts with."""
    if cargo == Cargo():
        return None
    amounts = [f"{_plain(cargo.tonnes)}t", f"{_plain(cargo.teu)}teu"]
    if cargo.value_usd is not None:
        amounts.append(f"{_plain(cargo.value_usd)}usd")
    short = {long: word for word, long in SHORT.items()}
    return "-".join((*amounts, *(short.get(flag, flag) for flag in cargo.flags)))


def _plain(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
