"""The records of the planner's network: which fields each part has (see docs/data-guide.md)."""

import re
from typing import Any

from layers.check.kinds import (
    Kind,
    Report,
    above_zero,
    boolean,
    date,
    either,
    many,
    matching,
    names,
    number,
    one_of,
    review_date,
    string,
    table,
)
from layers.check.shapes import BASES, COUNTRY, FACTS, IDENT, IDS, PAIR, STRINGS, TEXT
from layers.network import MODES, PARTS

RECORD_ID = matching(
    re.compile(r"[a-z0-9]+(-{1,2}[a-z0-9]+)*"), "Use small letters, digits and hyphens."
)
MODE = one_of(*MODES)
ANY_MODE = one_of(*MODES, "any", "rail-sea", "sea-air")
ROLES = ("low", "central", "high", "context")
FLAGS = ("battery", "food", "chilled", "dual-use", "any")


def _part(*, required: dict[str, Kind], optional: dict[str, Kind] | None = None) -> Kind:
    own: dict[str, Kind] = {"names": names, "note": TEXT, "facts": FACTS, "id": RECORD_ID}
    return table(required={"part": string, **required}, optional={**own, **(optional or {})})


def _factors(value: Any, where: str, report: Report) -> Any:
    """Factors by record id, ``*`` for all: 2.0 is twice as long."""
    if not isinstance(value, dict):
        report(where, "is no table.", 'Write {"x-manzhouli-zabaikalsk" = 2.0}.')
        return None
    kept = {key: above_zero(item, f"{where}.{key}", report) for key, item in value.items()}
    return {key: item for key, item in kept.items() if item is not None}


CROSSING = _part(
    required={"stops": IDS, "gauges": many(above_zero), "names": names},
    optional={"border": IDENT, "open": boolean, "source": string, "source_reason": TEXT},
)
TERMINAL = _part(required={"mode": MODE}, optional={"stop": IDENT, "class": RECORD_ID})
LINK = _part(
    required={
        "from": IDENT,
        "to": IDENT,
        "mode": MODE,
        "km": above_zero,
        "basis": one_of(*BASES, "computed"),
        "basis_note": TEXT,
        "source": string,
        "as_of": date,
        "running": RECORD_ID,
    },
    optional={
        "source_reason": TEXT,
        "passages": STRINGS,
        "countries": many(COUNTRY),
        "both_ways": boolean,
        "course": many(many(PAIR)),
    },
)
RUNNING = _part(required={}, optional={"mode": MODE, "countries": many(COUNTRY)})
FACTOR = _part(
    required={"what": TEXT, "role": one_of(*ROLES)},
    optional={"mode": MODE, "region": string, "countries": many(COUNTRY)},
)
RATE = _part(
    required={"mode": ANY_MODE, "scope": TEXT}, optional={"from": IDENT, "to": IDENT}
)
RULE = _part(
    required={"topic": string, "text": TEXT, "source": string, "as_of": date},
    optional={
        "advice": TEXT,
        "flags": many(one_of(*FLAGS)),
        "modes": STRINGS,
        "countries": many(COUNTRY),
        "crossings": STRINGS,
        "direction": one_of("west", "east", "both"),
        "since": date,
        "until": date,
        "source_reason": TEXT,
        "review_by": review_date,
    },
)
TRIP = _part(
    required={"mode": ANY_MODE, "held_out": boolean},
    optional={"from": IDENT, "to": IDENT, "via": string, "lane": TEXT, "scope": TEXT},
)
PRESET = _part(
    required={"names": names, "assumption": TEXT, "source": string},
    optional={
        "source_reason": TEXT,
        "close": STRINGS,
        "dwell": _factors,
        "running": _factors,
    },
)
DISTANCE = _part(
    required={"from": IDENT, "to": IDENT, "km": above_zero, "source": string, "as_of": date},
    optional={
        "mode": MODE,
        "via": IDS,
        "passage": string,
        "used": boolean,
        "usable": boolean,
        "source_reason": TEXT,
    },
)
OWN_FIGURE = table(
    required={
        "what": one_of("quote", "dwell", "trip"),
        "value": either(
            ((int, float), above_zero),
            (dict, table(required={"min": number, "max": number})),
            says="a number or {min = …, max = …}",
        ),
        "as_of": date,
    },
    optional={
        "id": RECORD_ID,
        "from": IDENT,
        "to": IDENT,
        "via": string,
        "crossing": RECORD_ID,
        "direction": one_of("out", "in"),
        "departed": date,
        "valid_until": review_date,
        "operator": string,
        "note": string,
    },
)
SHAPE_OF = dict(
    zip(
        PARTS,
        (CROSSING, TERMINAL, LINK, RUNNING, FACTOR, RATE, RULE, TRIP, PRESET, DISTANCE),
        strict=True,
    )
)


def network_record(value: Any, where: str, report: Report) -> Any:
    """A record of the network, by what its field ``part`` says it is."""
    part = value.get("part") if isinstance(value, dict) else None
    if part not in SHAPE_OF:
        report("part", f"is “{part}”.", f"Use one of: {', '.join(SHAPE_OF)}.")
        return None
    return SHAPE_OF[part](value, where, report)


NETWORK_SHAPES: dict[str, Kind] = {"network": network_record, "own": OWN_FIGURE}
