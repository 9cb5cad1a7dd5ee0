"""What-if in the address: ``dwell:all:2``, ``running:rail-ru:1.25``, or the id of a preset."""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from atlas.routing.query import ALL, WhatIf
from layers.catalog import Catalog
from layers.network import Preset

Kind: TypeAlias = Literal["dwell", "running"]
EVERY = "all"  # in an address; ``*`` in a question
LIMITS: dict[Kind, tuple[float, float, float]] = {  # least, most and step of a slider
    "dwell": (0.5, 5.0, 0.25),
    "running": (0.7, 2.0, 0.05),
}
DIGITS = 2
TICK = "tick"  # what an entry of the closures does: ``tick:<id>``


def factor_of(part: str) -> tuple[Kind, str, float] | None:
    """What a part of the address multiplies and by how much; None where it names a preset."""
    kind, _, rest = part.partition(":")
    if kind not in LIMITS or not rest:
        return None
    name, _, written = rest.rpartition(":")
    return kind, ALL if name == EVERY else name, float(written)


def known(part: str, catalog: Catalog) -> bool:
    """Whether the network has what a part of the address names."""
    found = factor_of(part)
    if found is None:
        return part in catalog.network.presets
    kind, name, factor = found
    least, most, _step = LIMITS[kind]
    records = catalog.network.crossings if kind == "dwell" else catalog.network.running
    return least <= factor <= most and (name == ALL or name in records)


def given_twice(parts: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """Factors an address gives more than once for the same: its name and the last, which counts."""
    times: dict[str, int] = {}
    last: dict[str, float] = {}
    for part in parts:
        found = factor_of(part)
        if found is not None:
            name = part.rpartition(":")[0]
            times[name] = times.get(name, 0) + 1
            last[name] = found[2]
    return tuple((name, last[name]) for name, count in times.items() if count > 1)


def what_if(parts: Sequence[str], catalog: Catalog) -> WhatIf:
    """Closures and factors: those of the presets together, and over them what was set by hand."""
    presets = [catalog.network.presets[part] for part in parts if factor_of(part) is None]
    by_hand = [found for part in parts if (found := factor_of(part)) is not None]
    return WhatIf(
        close=tuple(dict.fromkeys(name for preset in presets for name in preset.close)),
        dwell=_factors("dwell", presets, by_hand),
        running=_factors("running", presets, by_hand),
        presets=tuple(preset.id for preset in presets),
    )


def _factors(
    kind: Kind, presets: Iterable[Preset], by_hand: Iterable[tuple[Kind, str, float]]
) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for preset in presets:
        for name, factor in getattr(preset, kind):
            found[name] = found.get(name, 1.0) * factor
    found |= {name: factor for of, name, factor in by_hand if of == kind}
    return tuple(sorted(found.items()))


def with_factor(parts: Sequence[str], kind: Kind, name: str, factor: float) -> tuple[str, ...]:
    """The address' parts with one factor set; at 1 it is left out."""
    least, most, _step = LIMITS[kind]
    held = round(min(max(factor, least), most), DIGITS)
    key = f"{kind}:{EVERY if name == ALL else name}"
    rest = tuple(part for part in parts if not part.startswith(f"{key}:"))
    return rest if held == 1 else (*rest, f"{key}:{held:g}")


def ticked(parts: Sequence[str], part: str, *, on: bool) -> tuple[str, ...]:
    """The parts with this one, or without it."""
    return tuple(parts) if (part in parts) == on else toggled(parts, part)


def toggled(parts: Sequence[str], part: str) -> tuple[str, ...]:
    """The parts with this one taken out where it stands, put in where it doesn't."""
    return tuple(item for item in parts if item != part) if part in parts else (*parts, part)
