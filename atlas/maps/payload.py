"""A map document as the JSON the browser draws from; data never travel any other way (D3)."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from atlas.i18n.figures import number
from atlas.i18n.places import country
from atlas.maps.card import overdue_words
from atlas.maps.document import MapDocument
from atlas.maps.feature import feature_json
from atlas.maps.route_marks import leg_row
from layers.catalog import Catalog

HASH_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Published:
    """Bytes served under their own hash: the name says the content, so it is cached for ever."""

    hash: str
    body: bytes  # gzip
    media_type: str


def publish(text: str, media_type: str) -> Published:
    """Text ready to be served; the same text always has the same hash and bytes."""
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()[:HASH_DIGITS]
    return Published(digest, gzip.compress(raw, 9, mtime=0), media_type)


def payload(document: MapDocument, catalog: Catalog) -> dict[str, Any]:
    """The document for the browser. Layers, selection, theme and extent travel beside it."""
    return {
        "lang": document.view.lang,
        "lang2": document.phrasing.lang2,
        "version": document.version,
        "viewpoint": {"id": document.viewpoint, "text": document.statement},
        "review": document.review,
        "credits": " · ".join(document.credits),
        "layers": [{"id": part.id, "title": part.title} for part in document.layers],
        "features": [
            feature_json(feature, document.phrasing.lang2) for feature in document.features
        ],
        "line": _line(document, catalog),
        **_strings(document),
    }


def as_json(content: dict[str, Any]) -> str:
    """Compact JSON; infinite and undefined numbers are refused (RFC 8259)."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _strings(document: MapDocument) -> dict[str, dict[str, str]]:
    """Words only some maps need."""
    due = any(feature.overdue for feature in document.features)
    return {"strings": {"overdue": overdue_words(document.phrasing)}} if due else {}


def _line(document: MapDocument, catalog: Catalog) -> dict[str, Any]:
    words = document.phrasing
    return {
        "id": "line-cme",
        "km": document.line.km,
        "stops": [
            {
                "id": item.stop.id,
                "km": round(item.km, 1),
                "name": item.stop.names.to(words.lang).text,
                "country": country(item.stop.country or "", words.lang),
                "gauge": "/".join(number(gauge, words.lang) for gauge in item.stop.gauge_mm),
                "tz": item.stop.timezone,
                "interpolated": item.interpolated,
            }
            for item in document.line.stops
        ],
        "legs": [
            {
                **leg_row(catalog, item.leg, words),
                "from": item.start,
                "to": item.end,
                "km0": item.km0,
                "km1": item.km1,
            }
            for item in document.line.legs
        ],
    }
