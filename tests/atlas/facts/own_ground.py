"""A few places, borders and own figures for tests: two places share a name, one border is open."""

from datetime import date
from typing import Any

from atlas.facts.forms import Filled, Ground
from atlas.facts.own import document
from atlas.facts.own_words import OwnWords, What
from atlas.i18n import words
from layers.read import Document
from layers.store.base import Key, Record

TODAY = date(2026, 11, 23)
PLACES = {
    "cn-changchun": ("长春", "Changchun", "city_station"),
    "cn-manzhouli": ("满洲里", "Manzhouli", "border_gauge_change"),
    "ru-zabaikalsk": ("后贝加尔斯克", "Zabaikalsk", "border_gauge_change"),
    "de-hamburg": ("汉堡", "Hamburg", "terminal"),
    "de-hamburg-port": ("汉堡", "Hamburg", "seaport"),
    "kr-busan": ("釜山", "Busan", "seaport"),
    "by-brest": ("布列斯特", "Brest", "border_gauge_change"),
    "pl-terespol": ("泰雷斯波尔", "Terespol", "border_gauge_change"),
    "ru-smolensk": ("斯摩棱斯克", "Smolensk", "junction"),
}
CROSSINGS = {
    "x-manzhouli-zabaikalsk": ("cn-manzhouli", "ru-zabaikalsk", "manzhouli-zabaikalsk", False),
    "x-brest-terespol": ("by-brest", "pl-terespol", None, False),
    "x-smolensk-brest": ("ru-smolensk", "by-brest", None, True),
}
LANE = {"from": "cn-changchun", "to": "de-hamburg", "via": "via-manzhouli"}
QUOTE = document("quote", "own-q", {**LANE, "value": 9400, "as_of": "2026-11-10",
                                    "valid_until": "2026-12-31", "operator": "Secret Lines"})
DWELL = document("dwell", "own-d", {"crossing": "x-manzhouli-zabaikalsk", "direction": "out",
                                    "value": {"min": 30, "max": 70}, "as_of": "2026-10"})
TRIP = document("trip", "own-t", {**LANE, "value": 17, "departed": "2026-09-12",
                                  "as_of": "2026-09-12", "note": "=HYPERLINK(\"http://x\")"})


def docs(*own: Document) -> dict[Key, Document]:
    """The records' documents, with these own figures."""
    made: dict[Key, Document] = {
        ("stops", stop): {"id": stop, "kind": kind, "names": {"zh": zh, "en": en}}
        for stop, (zh, en, kind) in PLACES.items()
    }
    for name, (a, b, border, is_open) in CROSSINGS.items():
        made["network", name] = {"id": name, "part": "crossing", "stops": [a, b], "open": is_open,
                                 "gauges": [1520, 1435], "names": {"zh": name, "en": name},
                                 **({"border": border} if border else {})}
    return {**made, **{("own", doc["id"]): doc for doc in own}}


def records(*own: Document, version: int = 1) -> dict[Key, Record]:
    """The same as a store would hold them."""
    return {key: Record(*key, doc, version) for key, doc in docs(*own).items()}


def names(*own: Document, lang: str = "en") -> OwnWords:
    """Their words."""
    return OwnWords(docs(*own), lang, words(lang))


def filled(*own: Document, used: frozenset[Key] = frozenset(), **typed: Any) -> Filled:
    """A form as it was sent."""
    ground = Ground(records(*own), TODAY, used.__contains__)
    return Filled({"why": "a letter", **typed}, ground, words("en"))


FIELDS: dict[What, dict[str, str]] = {
    "quote": {**LANE, "value": "9,400", "as_of": "2026-11-10", "valid_until": "2026-12-31",
              "operator": "Changjiu", "note": ""},
    "dwell": {"stay": "x-manzhouli-zabaikalsk:in", "min": "30", "max": "70", "as_of": "2026-10",
              "valid_until": "", "operator": "", "note": ""},
    "trip": {**LANE, "value": "17", "departed": "2026-09-12", "operator": "", "note": "late"},
}
