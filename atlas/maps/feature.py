"""One thing on a map as data: what it is, where it lies, what its label and its card say."""

from dataclasses import dataclass, field
from typing import Any

from atlas.i18n import Words
from layers.model import Entity

Path = tuple[tuple[float, float, float], ...]

COORDINATE_DIGITS = 4  # 10 m, below the accuracy of every position we hold


@dataclass(frozen=True, slots=True)
class Phrasing:
    """In which languages a document is worded."""

    lang: str
    lang2: str | None
    say: Words


@dataclass(frozen=True, slots=True)
class Card:
    """What the map itself says of a feature the moment it is chosen."""

    title: str
    sub: str = ""
    pills: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the map. Coordinates CRS84, longitude first; paths carry chainage in km."""

    id: str
    layers: tuple[str, ...]
    kind: str
    symbol: str
    state: str
    hue: str
    label: tuple[str, ...]
    card: Card
    point: tuple[float, float] | None = None
    accuracy_km: float | None = None
    polygon: tuple[tuple[tuple[float, float], ...], ...] = ()
    paths: tuple[Path, ...] = ()
    legs: tuple[dict[str, Any], ...] = ()
    form: str = ""
    ticks_km: int = 0
    mark: str = ""
    sub: str = ""
    priority: int = 30
    minzoom: float = 2.0
    aliases: tuple[str, ...] = ()
    candidate_for: str = ""
    overdue: int = 0  # how many of its claims are due for review
    own_lang: str = field(default="")


def labels(entity: Entity, words: Phrasing) -> tuple[str, ...]:
    """The label's lines: the main language, and the second one where it has its own name."""
    main = entity.label(words.lang)
    names = entity.short if words.lang2 in entity.short else entity.names
    second = names.get(words.lang2, "") if words.lang2 else ""
    return (main, second) if second and second != main else (main,)


def feature_json(feature: Feature, lang2: str | None) -> dict[str, Any]:
    """A feature for the browser; what is empty is left out."""
    card = feature.card
    # A second line is the second language's name; a candidate's says what it is.
    named_twice = bool(card.sub) and feature.candidate_for is None
    content = {
        "id": feature.id,
        "layer": list(feature.layers),
        "kind": feature.kind,
        "symbol": feature.symbol,
        "state": feature.state,
        "hue": feature.hue,
        "label": list(feature.label),
        "lang2": lang2 if len(feature.label) > 1 else None,
        "priority": feature.priority,
        "minzoom": feature.minzoom,
        "point": feature.point,
        "accuracy_km": feature.accuracy_km,
        "polygon": feature.polygon,
        "hatched": bool(feature.polygon),
        "paths": feature.paths,
        "legs": feature.legs,
        "form": feature.form,
        "ticks": feature.ticks_km,
        "mark": feature.mark,
        "sub": feature.sub,
        "aliases": feature.aliases,
        "for": feature.candidate_for,
        "overdue": feature.overdue,
        "card": {
            "title": card.title,
            "sub": card.sub,
            **({"lang2": lang2} if named_twice else {}),
            "pills": [{"text": text, "tone": tone} for text, tone in card.pills],
            "rows": card.rows,
            "foot": card.foot,
        },
    }
    return {key: value for key, value in content.items() if value not in (None, "", (), [], 0)}
