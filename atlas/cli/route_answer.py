"""The answer of ``route``: as a table in words, or as JSON."""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from math import floor
from typing import Any

from atlas import process
from atlas.config import Settings
from atlas.i18n import words
from atlas.i18n.places import country
from atlas.routing import calibration, distances
from atlas.routing.alternatives import PASSAGES, way_id
from atlas.routing.answer import as_data
from atlas.routing.places import place_named
from atlas.routing.plan import Plan, graph_of, plan
from atlas.routing.query import Cargo, Factors, Query, WhatIf
from layers.catalog import Catalog
from layers.errors import UnknownEntity

NO_WAY = 1
COUNTRY_LETTERS = 2
ALTERNATIVES = ("rail", "sea", "air", "road", *(f"sea-{name}" for name in PASSAGES))


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Print the answer; 1 where there is no way."""
    catalog, today = process.catalog(), date.fromisoformat(settings.moment()[:10])
    if chosen.calibration or chosen.distances:
        return _tables(chosen, catalog, today)
    if not chosen.origin or not chosen.destination:
        chosen.command.error("FROM and TO are needed. Example: cn-changchun de-hamburg")
    try:
        found = plan(_query(chosen, catalog), catalog, today=today)
    except UnknownEntity as error:
        if chosen.json:  # a program reads one stream only
            print(json.dumps({"itineraries": [], "relax": [], "error": str(error)},
                             ensure_ascii=False, indent=1))
        raise
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
    ends = [place_named(end, graph, catalog) for end in (chosen.origin, chosen.destination)]
    if ends[0] == ends[1]:
        raise UnknownEntity("FROM and TO are the same place. Choose two.")
    return Query(
        origin=ends[0],
        destination=ends[1],
        mode=chosen.mode,
        via=_vias(tuple(chosen.via), catalog),
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
    return tuple(_one_of(name, known, "place, border, passage or country")
                 for name in (item.upper() if len(item) == COUNTRY_LETTERS else item
                              for item in names))


def _vias(names: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """Things to go by that exist: places, borders, passages, countries, alternatives."""
    known = {**graph_of(catalog).named, **dict.fromkeys(ALTERNATIVES),
             **{way_id(item): None for item in catalog.network.crossings.values()},
             **{f"rail-sea-{place.partition('-')[2]}": None for place in graph_of(catalog).ground}}
    return tuple(_one_of(name, known, "place, border, passage, country or alternative")
                 for name in names)


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
    for line in _lines(data, words(chosen.lang), catalog, chosen.lang):
        print(line)


def _lines(
    data: dict[str, Any], say: Callable[..., str], catalog: Catalog, lang: str
) -> Iterator[str]:
    if not data["itineraries"]:
        yield say("No way is left.")
        for one in data["relax"]:
            named = ", ".join(_name_of(name, catalog, lang) for name in one)
            yield say("There is one without: {names}", names=named)
        return
    for item in data["itineraries"]:
        yield f"{item['name']}  [{item['id']}]"
        yield f"  {floor(item['km'] + 0.5):,} km · {_day_words(item, say)}"
        if item["probability"] is not None:
            chance = floor(100 * item["probability"] + 0.5)
            yield "  " + say("in time: {percent} %", percent=chance)
        yield f"  {_co2e_words(item, say)} · {_cost_words(item, say)}"


def _day_words(item: dict[str, Any], say: Callable[..., str]) -> str:
    if item["days"] is None:
        return say("days cannot be computed: {reason}", reason=item["days_reason"])
    low, mid, high = (f"{item['days'][key]:g}" for key in ("p10", "p50", "p90"))
    words = say("{low}–{high} days, typically {mid}", low=low, mid=mid, high=high)
    assumed = say("rests on assumptions")
    return f"{words} ({assumed})" if item["rests_on_assumptions"] else words


def _name_of(name: str, catalog: Catalog, lang: str) -> str:
    """What is closed or asked for, by its name with its id: ``Russia (RU)``."""
    network = catalog.network
    known = network.crossings.get(name) or catalog.find(name)
    shown = known.names.to(lang).text if known is not None else ""
    shown = shown or (country(name, lang) if name.isupper() else "")
    return f"{shown} ({name})" if shown else name


def _co2e_words(item: dict[str, Any], say: Callable[..., str]) -> str:
    if item["co2e_kg"] is None:
        return say("CO₂e unknown: {reason}", reason=item["co2e_reason"])
    low, high = item["co2e_kg_range"]
    return say("{low}–{high} kg CO₂e (estimate)", low=f"{low:,.0f}", high=f"{high:,.0f}")


def _cost_words(item: dict[str, Any], say: Callable[..., str]) -> str:
    if item["cost_usd"] is None:
        return say("cost cannot be computed: {reason}", reason=item["cost_reason"])
    return f"USD {item['cost_usd']:,.0f} ({item['cost_basis']})"
