"""The line, the corridor and the train services as features of a map."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from atlas.i18n.figures import number
from atlas.i18n.places import country
from atlas.maps.card import site_card
from atlas.maps.feature import COORDINATE_DIGITS, Card, Feature, Path, Phrasing, labels
from layers.catalog import CORRIDOR, LINE, Catalog
from layers.model import Entity, Leg, Service
from layers.rail_line import LegOnLine, RailLine


def route_features(catalog: Catalog, words: Phrasing) -> Iterator[Feature]:
    """The corridor below, then services where the main line does not run, the line on top."""
    corridor = catalog.routes.get(CORRIDOR)
    if corridor is not None:
        yield _corridor(catalog, corridor.entity, words)
    drawn = {frozenset(pair) for pair in pairwise(catalog.routes[LINE].main_path)}
    for service in catalog.services:
        feature = _service(catalog, service, drawn, words)
        if feature is not None:
            yield feature
    line = catalog.line
    entity = catalog.routes[LINE].entity
    yield Feature(
        id=LINE,
        layers=("line",),
        kind="line",
        symbol="line",
        state="placed",
        hue=LINE,
        label=labels(entity, words),
        card=site_card(entity, words),
        paths=(_path(line),),
        form="solid",
        sub=line_sub(entity, line, words),
        ticks_km=1000,
        priority=90,
    )


def line_sub(entity: Entity, line: RailLine, words: Phrasing) -> str:
    """The published length beside the sum of the legs, never one without the other."""
    published = entity.fact("length")
    if published is None or not isinstance(published.preferred.value, float):
        return ""
    return words.say(
        "{published} km published · {legs} km by legs",
        published=number(published.preferred.value, words.lang),
        legs=number(round(line.km), words.lang),
    )


def corridor_sub(entity: Entity, words: Phrasing) -> str:
    """When the programme was signed and how far it runs."""
    dates = [entity.fact(key) for key in ("signed", "extended_to")]
    signed, end = (str(fact.preferred.value) if fact else "" for fact in dates)
    if not (signed and end):
        return ""
    return words.say("signed {signed} · runs to {end}", signed=signed, end=end)


def _corridor(catalog: Catalog, entity: Entity, words: Phrasing) -> Feature:
    legs = catalog.corridor_legs
    return Feature(
        id=CORRIDOR,
        layers=("corridor",),
        kind="corridor",
        symbol="line",
        state="placed",
        hue=CORRIDOR,
        label=labels(entity, words),
        card=site_card(entity, words),
        paths=tuple(_path(catalog.along((leg.start, leg.end)), leg.km0) for leg in legs),
        legs=tuple(leg_name(catalog, item, words) for item in legs),
        form="band",
        sub=corridor_sub(entity, words),
        priority=85,
    )


def _service(
    catalog: Catalog, service: Service, drawn: set[frozenset[str]], words: Phrasing
) -> Feature | None:
    runs = list(_runs(service.path, drawn))
    if not runs:
        return None
    drawn.update(frozenset(pair) for run in runs for pair in pairwise(run))
    return Feature(
        id=service.id,
        layers=("line",),
        kind="service",
        symbol="line",
        state="placed",
        hue=LINE,
        label=(service.names.to(words.lang).text,),
        card=Card(service.names.to(words.lang).text, foot=service.path_note.to(words.lang).text),
        paths=tuple(_path(catalog.along(run)) for run in runs),
        form="thin",
        priority=20,
    )


def _runs(path: Iterable[str], drawn: set[frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Stretches of a path whose legs are not drawn yet."""
    run: list[str] = []
    for start, end in pairwise(path):
        if frozenset((start, end)) in drawn:
            if len(run) > 1:
                yield tuple(run)
            run = []
            continue
        run = [*run, end] if run else [start, end]
    if len(run) > 1:
        yield tuple(run)


def leg_row(catalog: Catalog, leg: Leg, words: Phrasing) -> dict[str, Any]:
    """A leg in words: ends, kilometres, how they are known, gauge, traction, country."""
    _ = words.say
    basis = {
        "published": _("published"),
        "derived": _("from published posts"),
        "estimated": _("estimate"),
    }
    return {
        "from": catalog.stops[leg.start].names.to(words.lang).text,
        "to": catalog.stops[leg.end].names.to(words.lang).text,
        "km": leg.km,
        "basis": basis[leg.basis],
        "gauge": leg.gauge_mm,
        "traction": traction_words(leg.traction, words),
        "country": country(leg.country, words.lang),
    }


def traction_words(traction: str | None, words: Phrasing) -> str:
    """How trains are drawn on a leg: a current system as it is written, else in words."""
    _ = words.say
    known = {
        None: _("not found"),
        "diesel": _("diesel"),
        "electric": _("electric, system not found"),
    }
    return known.get(traction) or str(traction)


def leg_name(catalog: Catalog, item: LegOnLine, words: Phrasing) -> dict[str, Any]:
    """A corridor leg as its card names it, with the running kilometres it covers."""
    _ = words.say
    leg = item.leg
    row = leg_row(catalog, leg, words)
    gauge = f"{number(leg.gauge_mm, words.lang)} mm" if leg.gauge_mm else _("changes here")
    return {
        "km0": round(item.km0, 1),
        "km1": round(item.km1, 1),
        "name": f"{row['from']} – {row['to']}",
        "sub": row["country"],
        "rows": [
            [_("Length"), f"{number(leg.km, words.lang)} km · {row['basis']}"],
            [_("Gauge"), gauge],
            [_("Traction"), row["traction"]],
        ],
    }


def _path(line: RailLine, km0: float = 0.0) -> Path:
    return tuple(
        (round(lon, COORDINATE_DIGITS), round(lat, COORDINATE_DIGITS), round(km0 + km, 1))
        for lon, lat, km in line.vertices
    )
