"""The search index: every name of every place in every script, and how people type it."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from pypinyin import Style, lazy_pinyin

from atlas.i18n.places import country
from atlas.maps.card import placement_words
from atlas.maps.feature import Phrasing
from layers.catalog import Catalog
from layers.model import Entity
from layers.text import LANGUAGES


def index(catalog: Catalog, words: Phrasing) -> dict[str, Any]:
    """Everything that can be chosen, with what it may be searched by."""
    owners = {item.same_as for item in catalog.entities.values() if item.same_as}
    found = [
        *(route.entity for route in catalog.routes.values()),
        *(item for item in catalog.entities.values() if item.layer != "context"),
        *(stop for stop in catalog.stops.values() if stop.id not in owners),
    ]
    return index_of(found, words)


def index_of(entities: Iterable[Entity], words: Phrasing) -> dict[str, Any]:
    """These entities with what they may be searched by."""
    return {"items": [_item(entity, words) for entity in entities]}


def _item(entity: Entity, words: Phrasing) -> dict[str, Any]:
    return {
        "id": entity.id,
        "label": entity.names.to(words.lang).text,
        "sub": _sub(entity, words),
        "hay": spellings(entity),
    }


def _sub(entity: Entity, words: Phrasing) -> str:
    if entity.layer == "stops":
        return country(entity.country or "", words.lang)
    if entity.layer == "parks":
        return placement_words(entity, words)
    return entity.names.get("zh" if words.lang != "zh" else "en", "")


def spellings(entity: Entity) -> list[str]:
    """All names, pinyin with and without spaces, initials; folded to lower case."""
    chinese = entity.names.get("zh", "")
    syllables = lazy_pinyin(chinese, errors="ignore")
    initials = "".join(lazy_pinyin(chinese, style=Style.FIRST_LETTER, errors="ignore"))
    words = [
        *entity.names.values(),
        *entity.short.values(),
        *entity.search,
        *_partner(entity),
        "".join(syllables),
        initials,
        entity.id,
    ]
    return list(dict.fromkeys(fold(word) for word in words if word))


def _partner(entity: Entity) -> list[str]:
    """The partner country's names: who looks for 古巴 means the park with Cuba."""
    if entity.partner is None:
        return []
    return [country(entity.partner, lang) for lang in LANGUAGES]


def fold(word: str) -> str:
    """A word without accents, case and width differences (NFKD, combining marks dropped)."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).casefold().strip()
