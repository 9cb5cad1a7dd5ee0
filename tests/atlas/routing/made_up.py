"""A small made-up network with every kind of step: two borders, a sea way by two passages, a flight.

    cn-home --rail 1435--> cn-north |x-north| ru-north --1520--> ru-mid --> by-west |x-west| pl-end
                     +----> cn-south |x-south| mn-south --1520--> ru-mid
    cn-home --rail--> cn-port ==sea (suez 10,000 km / cape 13,000 km)==> pl-port --rail--> pl-end
    cn-home ..air 8,000 km..> pl-end
"""

from typing import Any

from layers.catalog import Catalog, open_catalog
from layers.read import TABLES, Document, Documents

STOPS = {
    "cn-home": ("CN", 125.3, 43.9), "cn-north": ("CN", 117.5, 49.6), "cn-south": ("CN", 112.0, 43.6),
    "cn-port": ("CN", 121.6, 38.9), "ru-north": ("RU", 117.3, 49.7), "ru-mid": ("RU", 37.6, 55.8),
    "mn-south": ("MN", 111.9, 43.7), "by-west": ("BY", 23.7, 52.1), "pl-end": ("PL", 21.0, 52.2),
    "pl-port": ("PL", 18.6, 54.4),
}
LEGS = (
    ("cn-home", "cn-north", 1000.0, 1435, "CN"), ("cn-north", "ru-north", 12.0, 1520, "CN/RU"),
    ("ru-north", "ru-mid", 6000.0, 1520, "RU"), ("ru-mid", "by-west", 1100.0, 1520, "RU"),
    ("by-west", "pl-end", 210.0, 1435, "BY/PL"), ("cn-home", "cn-south", 1500.0, 1435, "CN"),
    ("cn-south", "mn-south", 10.0, 1520, "CN/MN"), ("mn-south", "ru-mid", 6100.0, 1520, "MN"),
    ("cn-home", "cn-port", 700.0, 1435, "CN"), ("pl-port", "pl-end", 350.0, 1435, "PL"),
)
BOTH = {"zh": "例", "en": "example"}


def claim(record: str, key: str, value: Any, unit: str, **more: Any) -> Document:
    """A fact of one claim."""
    one = {"id": f"{record}.{key}.1", "value": value, "unit": unit, "as_of": "2024",
           "source": "s", "confidence": "high", "review_by": "2029", "text": BOTH, **more}
    return {"key": key, "group": "transport", "label": BOTH, "audience": "public", "claims": [one]}


def span(low: float, high: float) -> Document:
    """A range as a claim's value."""
    return {"min": low, "max": high}


def crossing(name: str, stops: tuple[str, str], gauges: tuple[int, int], *facts: Document) -> Document:
    return {"id": name, "part": "crossing", "names": BOTH, "stops": list(stops),
            "gauges": list(gauges), "facts": list(facts)}


def running(name: str, mode: str, value: float, unit: str = "km_day") -> Document:
    return {"id": name, "part": "running", "mode": mode,
            "facts": [claim(name, "speed", value, unit), claim(name, "spread", 1.4, "ratio")]}


def terminal(name: str, mode: str, low: float, high: float) -> Document:
    return {"id": name, "part": "terminal", "mode": mode, "facts": [
        claim(name, "load", span(low, high), "hours", statistic="quantiles"),
        claim(name, "unload", span(low, high), "hours", statistic="quantiles"),
        claim(name, "headway", 7.0, "days"),
    ]}


def link(name: str, ends: tuple[str, str], mode: str, km: float, kind: str, *passages: str) -> Document:
    return {"id": name, "part": "link", "from": ends[0], "to": ends[1], "mode": mode, "km": km,
            "basis": "computed", "basis_note": BOTH, "source": "s", "as_of": "2024",
            "running": kind, "passages": list(passages)}


def dwell(name: str, low: float, high: float) -> tuple[Document, Document]:
    return tuple(  # type: ignore[return-value]
        claim(name, key, span(low, high), "hours", statistic="quantiles")
        for key in ("dwell_out", "dwell_in")
    )


NETWORK = (
    crossing("x-north", ("cn-north", "ru-north"), (1435, 1520), *dwell("x-north", 12, 72)),
    crossing("x-south", ("cn-south", "mn-south"), (1435, 1520), *dwell("x-south", 24, 96)),
    crossing("x-west", ("by-west", "pl-end"), (1520, 1435), *dwell("x-west", 6, 48)),
    running("rail-cn", "rail", 800), running("rail-ru", "rail", 900),
    running("rail-by", "rail", 1000), running("rail-mn", "rail", 500),
    running("rail-eu", "rail", 500), running("sea-deepsea", "sea", 15, "kn"),
    running("air-cargo", "air", 800, "kmh"),
    {"id": "trip", "part": "running", "facts": [claim("trip", "shared_spread", 1.2, "ratio")]},
    terminal("class-rail-terminal", "rail", 6, 48), terminal("class-seaport", "sea", 24, 120),
    terminal("class-airport", "air", 12, 72), terminal("class-road", "road", 1, 6),
    link("cn-port--pl-port--sea-suez", ("cn-port", "pl-port"), "sea", 20000, "sea-deepsea", "suez"),
    link("cn-port--pl-port--sea-cape", ("cn-port", "pl-port"), "sea", 25000, "sea-deepsea", "cape"),
    link("cn-home--pl-end--air", ("cn-home", "pl-end"), "air", 8000, "air-cargo"),
)


def documents(*, network: tuple[Document, ...] = NETWORK, own: tuple[Document, ...] = ()) -> Documents:
    """The made-up network as a store holds it."""
    tables: Documents = {table: {} for table in TABLES}
    tables["stops"] = {
        name: {"id": name, "kind": "junction", "country": country, "point": [lon, lat],
               "accuracy_km": 1.0, "timezone": "UTC", "source": "s",
               "names": {"zh": name, "en": name}}
        for name, (country, lon, lat) in STOPS.items()
    }
    tables["legs"] = {
        f"{start}--{end}": {"id": f"{start}--{end}", "from": start, "to": end, "km": km,
                            "basis": "published", "gauge_mm": gauge, "country": country,
                            "source": "s"}
        for start, end, km, gauge, country in LEGS
    }
    tables["publishers"] = {"p": {"id": "p", "names": BOTH, "kind": "press"}}
    tables["sources"] = {"s": {"id": "s", "publisher": "p", "title": BOTH, "grade": "press"}}
    tables["network"] = {doc["id"]: doc for doc in network}
    tables["own"] = {doc["id"]: doc for doc in own}
    return tables


def catalog(**more: Any) -> Catalog:
    """Its catalogue, as the office sees it."""
    return open_catalog(documents(**more), version="0" * 12, audience="internal")
