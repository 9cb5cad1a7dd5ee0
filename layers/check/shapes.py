"""Which fields each record has and what kind each is. The words are those of docs/data-guide.md."""

import re

from layers.check.kinds import (
    ID,
    KEY,
    Kind,
    above_zero,
    boolean,
    date,
    either,
    from_zero,
    many,
    matching,
    names,
    number,
    numbers,
    one_of,
    positions,
    review_date,
    string,
    table,
    text,
    within,
)
from layers.model import AUDIENCES

UNITS = (
    *("km2", "ha", "m2", "km", "m", "mm", "kmh", "kv"),
    *("people", "companies", "projects", "parks", "trains", "vehicles", "wagons", "beds", "count"),
    *("teu", "tonnes", "days", "hours", "years", "percent", "date", "year"),
    *("usd", "usd_m", "rmb_m", "rmb_bn", "rmb_10k", "eur_m"),
    *("g_tkm", "g_teukm", "kg_teu", "kwh_tkm", "kg_t"),
    *("kn", "km_day", "ratio", "usd_feu", "usd_kg"),
)
GROUPS = (
    *("profile", "industry", "policy", "timeline", "partner"),
    *("location", "transport", "figures", "risk", "contact"),
)
STATUS_CODES = (
    *("planned", "approved", "under_construction", "operating"),
    *("mentioned", "unknown", "stopped"),
)
ENTITY_KINDS = (
    *("park", "other_park", "manufacturing", "innovation", "talent", "policy"),
    *("opening_platform", "development_zone", "airport", "station", "government", "city", "plan"),
    *("line", "corridor", "border"),
)
STOP_KINDS = (
    *("city_station", "junction", "waypoint", "origin_terminal", "destination_terminal"),
    *("freight_terminal", "border_gauge_change", "border_same_gauge", "border_planned"),
    *("traction_change", "seaport_city", "mine_railhead", "seaport", "airport"),
)
SYSTEMS = ("manufacturing", "innovation", "talent", "policy", "opening")
GRADES = ("official", "press", "copy", "not-found")
CONFIDENCES = ("high", "medium", "low")
PLACE_CONFIDENCES = (*CONFIDENCES, "placeholder", "none")
BASES = ("published", "derived", "estimated")

IDENT = matching(ID, "Use small letters, digits and single hyphens.")
PICTURE_FILE = matching(
    re.compile(r"[A-Za-z0-9_-]+\.(png|jpg|jpeg|webp)|office/[0-9a-f]{16}\.(png|jpg|webp)"),
    "Name a PNG, JPEG or WebP file that lies beside the record; staff add one on the page.",
)
FACT_KEY = matching(KEY, "Use small letters, digits and single underscores.")
CLAIM_ID = matching(re.compile(r"[a-z0-9._-]+"), "Write <entity>.<key>.<number>.")
COUNTRY = matching(re.compile(r"[A-Z]{2}"), "Use the two-letter ISO code of a country.")
COUNTRIES = matching(re.compile(r"[A-Z]{2}(/[A-Z]{2})?"), "Use CN, or CN/RU across a border.")
WEB = matching(re.compile(r"https?://[^\s<>\"]+"), "Give a web address, or leave it out.")
TEXT = text()
SOME_TEXT = text(complete=False)
STRINGS = many(string)
IDS = many(IDENT)
# What a point is worth is looked at in layers.check.places; here only that it is two numbers.
PAIR = numbers

VALUE = either(
    ((int, float), number),
    (str, string),
    (dict, table(optional={"min": number, "max": number})),
    says="a number, a date in quotes or {min = …, max = …}",
)
_CLAIM: dict[str, Kind] = {
    "as_of": date,
    "source": string,
    "confidence": one_of(*CONFIDENCES),
    "review_by": review_date,
}
_CLAIM_EXTRA: dict[str, Kind] = {
    "value": VALUE,
    "unit": one_of(*UNITS),
    "text": TEXT,
    "source_reason": TEXT,
    "preferred": boolean,
    "unknown": boolean,
    "note": TEXT,
    "audience": one_of(*AUDIENCES),
    "statistic": one_of("mean", "median", "typical", "range", "quantiles"),
    "sample": above_zero,
    "assumed": boolean,
}
CLAIM = table(required={"id": CLAIM_ID, **_CLAIM}, optional=_CLAIM_EXTRA)
FACT = table(
    required={
        "key": FACT_KEY,
        "group": one_of(*GROUPS),
        "label": TEXT,
        "audience": one_of(*AUDIENCES),
        "claims": many(CLAIM),
    },
    optional={"headline": within(1, 4)},
)
FACTS = many(FACT)
EVENTS = many(
    table(
        required={"date": date, "kind": one_of("plan", "event"), "text": TEXT, "source": string},
        optional={"source_reason": TEXT, "note": TEXT},
    )
)
STATUS = table(
    required={"code": one_of(*STATUS_CODES), "text": TEXT, "as_of": date, "source": string},
    optional={"source_reason": TEXT, "note": TEXT},
)
LOCATION = table(
    required={"confidence": one_of(*PLACE_CONFIDENCES), "source": string, "statement": TEXT},
    optional={
        "accuracy_km": above_zero,
        "point": PAIR,
        "outline": string,
        "outline_status": one_of("indicative", "official"),
        "datum": one_of("WGS84"),
        "candidates": many(table(required={"entity": IDENT, "text": TEXT, "source": string})),
    },
)
_ENTITY: dict[str, Kind] = {
    "id": IDENT,
    "kind": one_of(*ENTITY_KINDS),
    "layer": IDENT,
    "names": names,
}
_ENTITY_EXTRA: dict[str, Kind] = {
    "short": SOME_TEXT,
    "search": STRINGS,
    "summary": TEXT,
    "status": STATUS,
    "facts": FACTS,
    "events": EVENTS,
    "ask": many(TEXT),
    "pictures": many(
        table(
            required={"file": PICTURE_FILE, "alt": TEXT, "credit": TEXT},
            optional={"date": date, "audience": one_of(*AUDIENCES)},
        )
    ),
    "system": one_of(*SYSTEMS),
    "partner": COUNTRY,
    "same_as": IDENT,
    "country": COUNTRY,
    "priority": within(0, 100),
}
SITE = table(required={**_ENTITY, "location": LOCATION}, optional=_ENTITY_EXTRA)
PARK = table(
    required={**_ENTITY, "location": LOCATION, "short": TEXT, "summary": TEXT, "partner": COUNTRY},
    optional={key: kind for key, kind in _ENTITY_EXTRA.items() if key not in {"short", "partner"}},
)
BORDER = table(
    required={**_ENTITY, "stops": IDS, "gauge_break": boolean},
    optional={
        **_ENTITY_EXTRA,
        "location": LOCATION,
        "point": PAIR,
        "accuracy_km": above_zero,
        "source": string,
        "location_confidence": one_of(*PLACE_CONFIDENCES),
        "statement": TEXT,
        "gauge_mm": many(above_zero),
    },
)
AXIS = table(
    required={"id": IDENT, "names": names, "source": string, "path": IDS},
    optional={
        "mode": one_of("rail", "road"),
        "text": TEXT,
        "status": STATUS,
        "source_reason": TEXT,
        "note": TEXT,
    },
)
ROUTE = table(
    required=_ENTITY,
    optional={
        **_ENTITY_EXTRA,
        "location": LOCATION,
        "statement": TEXT,
        "main_path": IDS,
        "through": IDS,
        "axes": many(AXIS),
    },
)
STOP = table(
    required={
        "kind": one_of(*STOP_KINDS),
        "country": COUNTRY,
        "point": PAIR,
        "accuracy_km": above_zero,
        "gauge_mm": many(above_zero),
        "timezone": string,
        "source": string,
        "systems": many(one_of("line", "corridor", "network")),
        "names": names,
    },
    optional={
        "role": TEXT,
        "priority": within(0, 100),
        "search": STRINGS,
        "short": SOME_TEXT,
        "note": TEXT,
    },
)
LEG = table(
    required={
        "from": IDENT,
        "to": IDENT,
        "km": from_zero,
        "basis": one_of(*BASES),
        "basis_note": TEXT,
        "source": string,
        "as_of": date,
        "systems": many(one_of("line", "corridor", "network")),
        "country": COUNTRIES,
    },
    optional={
        "source_reason": TEXT,
        "gauge_mm": above_zero,
        "traction": string,
        "traction_unknown": boolean,
        "traction_source": string,
        "tracks": string,
        "other_km": many(
            table(required={"km": above_zero, "source": string}, optional={"note": TEXT})
        ),
    },
)
SERVICE = table(
    required={"id": IDENT, "line": IDENT, "names": names, "status": STATUS, "path": IDS},
    optional={
        "search": STRINGS,
        "short": SOME_TEXT,
        "summary": TEXT,
        "origin": IDENT,
        "destination": IDENT,
        "destination_unknown": TEXT,
        "origin_unknown": TEXT,
        "via": IDS,
        "path_note": TEXT,
        "opened": date,
        "facts": FACTS,
        "events": EVENTS,
        "ask": many(TEXT),
    },
)
ITEM_CLAIM = table(required=_CLAIM, optional={"id": CLAIM_ID, **_CLAIM_EXTRA})
ITEM = table(
    required={"id": IDENT, "text": TEXT, "source": string, "kind": string},
    optional={
        "entity": IDENT,
        "related": IDS,
        "target": table(required={"value": VALUE, "unit": one_of(*UNITS)}, optional={"text": TEXT}),
        "status": ITEM_CLAIM,
        "status_claims": many(ITEM_CLAIM),
        "note": TEXT,
    },
)
SYSTEM = table(
    required={"id": IDENT, "names": names, "summary": TEXT, "items": many(ITEM)},
    optional={"short": SOME_TEXT, "note": TEXT},
)
SOURCE = table(
    required={
        "publisher": string,
        "title": TEXT,
        "date": date,
        "licence": string,
        "grade": one_of(*GRADES),
    },
    optional={"url": WEB, "note": TEXT},
)
PUBLISHER = table(required={"names": names, "kind": string}, optional={"hosts": STRINGS})
LAYER = table(
    required={"id": IDENT, "title": TEXT},
    optional={
        "group": string,
        "order": number,
        "visible": boolean,
        "note": TEXT,
    },
)
TRACK = table(
    required={"from": IDENT, "to": IDENT, "km": numbers, "coordinates": positions},
    optional={
        "drawn_km": above_zero,
        "shape": one_of("graph", "hand", "straight"),
        "passes": many(table(optional={"stop": IDENT, "km": number, "off_km": number})),
    },
)

SHAPES: dict[str, Kind] = {
    "parks": PARK,
    "facilities": SITE,
    "zones": SITE,
    "context": SITE,
    "borders": BORDER,
    "routes": ROUTE,
    "stops": STOP,
    "legs": LEG,
    "services": SERVICE,
    "systems": SYSTEM,
    "sources": SOURCE,
    "publishers": PUBLISHER,
    "layers": LAYER,
    "tracks": TRACK,
}
