"""The answer of ``route``: as a table in words, or as JSON."""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from atlas import process
from atlas.config import Settings
from atlas.i18n import words
from atlas.routing import calibration, distances
from atlas.routing.answer import as_data
from atlas.routing.places import place_named
from atlas.routing.plan import Plan, graph_of, plan
from atlas.routing.query import Cargo, Factors, Query, WhatIf
from layers.catalog import Catalog
from layers.errors import UnknownEntity

NO_WAY = 1


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the answer; 1 where there is no way."""
    catalog, today = process.catalog(), date.fromisoformat(settings.moment()[:10])
    if chosen.calibration or chosen.distances:
        return _tables(chosen, catalog, today)
    if not chosen.origin or not chosen.destination:
        chosen.command.error("FROM and TO are needed. Example: cn-changchun de-hamburg")
    found = plan(_query(chosen, catalog), catalog, today=today)
    _print(found, chosen, catalog)
    return 0 if found.alternatives else NO_WAY


def _tables(chosen: argparse.Namespace, catalog: Catalog, today: date) -> int:
    if chosen.calibration:
        print(calibration.table(catalog, today))
    if chosen.distances:
        print(distances.table(catalog))
    return 0


def _query(chosen: argparse.Namespace, catalog: Catalog) -> Query:
    graph = graph_of(catalog)
    return Query(
        origin=place_named(chosen.origin, graph, catalog),
        destination=place_named(chosen.destination, graph, catalog),
        mode=chosen.mode,
        via=tuple(chosen.via),
        avoid=_known(tuple(chosen.avoid), catalog),
        cargo=Cargo(chosen.cargo_t, chosen.teu, chosen.value_usd, tuple(chosen.flag)),
        depart=chosen.depart,
        by=chosen.by,
        what_if=WhatIf(dwell=_factors(chosen.dwell, catalog.network.crossings),
                       running=_factors(chosen.running, catalog.network.running),
                       presets=_presets(chosen.preset, catalog)),
    )


def _known(names: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """Things to avoid that exist: one that is misspelt would be used without a word."""
    known = graph_of(catalog).named
    return tuple(_one_of(name, known, "place, border, passage or country") for name in names)


def _factors(pairs: list[tuple[str, float]], known: Mapping[str, Any]) -> Factors:
    what = "crossing or kind of way"
    return tuple((name if name == "*" else _one_of(name, known, what), factor)
                 for name, factor in pairs)


def _presets(names: list[str], catalog: Catalog) -> tuple[str, ...]:
    return tuple(_one_of(name, catalog.network.presets, "what-if") for name in names)


def _one_of(name: str, known: Mapping[str, Any], what: str) -> str:
    if name in known:
        return name
    near = get_close_matches(name, known) or sorted(known)[:3]
    raise UnknownEntity(f"“{name}” is no {what} of the network. Such are: {', '.join(near)}.")


def _print(found: Plan, chosen: argparse.Namespace, catalog: Catalog) -> None:
    data = as_data(found, catalog, say=words(chosen.lang), lang=chosen.lang)
    if chosen.json:
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for line in _lines(data, words(chosen.lang)):
        print(line)


def _lines(data: dict[str, Any], say: Callable[..., str]) -> Iterator[str]:
    if not data["itineraries"]:
        yield say("No way is left.")
        for one in data["relax"]:
            yield say("There is one without: {names}", names=", ".join(one))
        return
    for item in data["itineraries"]:
        yield f"{item['name']}  [{item['id']}]"
        yield f"  {item['km']:,.0f} km · {_day_words(item, say)}"
        yield f"  {_co2e_words(item, say)} · {_cost_words(item, say)}"


def _day_words(item: dict[str, Any], say: Callable[..., str]) -> str:
    if item["days"] is None:
        return say("days cannot be computed: {reason}", reason=item["days_reason"])
    low, mid, high = (f"{item['days'][key]:g}" for key in ("p10", "p50", "p90"))
    words = say("{low}–{high} days, typically {mid}", low=low, mid=mid, high=high)
    return f"{words} ({say('rests on assumptions')})" if item["rests_on_assumptions"] else words


def _co2e_words(item: dict[str, Any], say: Callable[..., str]) -> str:
    if item["co2e_kg"] is None:
        return say("CO₂e unknown: {reason}", reason=item["co2e_reason"])
    low, high = item["co2e_kg_range"]
    return say("{low}–{high} kg CO₂e (estimate)", low=f"{low:,.0f}", high=f"{high:,.0f}")


def _cost_words(item: dict[str, Any], say: Callable[..., str]) -> str:
    if item["cost_usd"] is None:
        return say("cost cannot be computed: {reason}", reason=item["cost_reason"])
    return f"USD {item['cost_usd']:,.0f} ({item['cost_basis']})"
