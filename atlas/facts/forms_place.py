"""Where a place lies and how it is outlined, set by hand or on the map (CRS84, WGS 84)."""

import json

from atlas.facts.forms import Filled
from atlas.facts.forms_source import source_of
from layers.check.kinds import COMPLETE
from layers.check.shapes import CONFIDENCES
from layers.model import NOT_FOUND
from layers.read import Document

NONE = "none"
OUTLINE_STATUSES = ("indicative", "official")
LONGEST_OUTLINE = 400_000  # characters: some 10,000 corners
DIGITS = 6  # 0.1 m


def placed(filled: Filled, table: str, entity_id: str) -> None:
    """The place of an entity: point, accuracy, outline, how sure, by whom; or not confirmed."""
    filled.needed("why")
    before = filled.ground.doc(table, entity_id)
    if "location" in before or "point" not in before:
        doc = {**before, "location": location_of(filled, before.get("location", {}))}
    else:
        doc = _flat(filled, before)
    filled.change(table, entity_id, doc)


def location_of(filled: Filled, before: Document) -> Document:
    """The ``location`` of a record. Candidate zones go when a place is found at last."""
    kept = {key: value for key, value in before.items() if key == "candidates"}
    source = _source(filled)
    statement = filled.pair("statement", needed=True)
    if filled.text("confirmed") == "no":
        return {"confidence": NONE, "source": source, "statement": statement, **kept}
    if "point" not in before and statement == before.get("statement"):
        _look_at_the_statement(filled)
    point = point_of(filled)
    accuracy = accuracy_of(filled)
    outline = outline_of(filled)
    status = filled.chosen("outline_status", OUTLINE_STATUSES) if outline else None
    confidence = filled.chosen("confidence", CONFIDENCES)
    return {
        "confidence": confidence,
        "accuracy_km": accuracy,
        "point": point,
        **({"outline": outline, "outline_status": status} if outline else {}),
        "datum": "WGS84",
        "source": source,
        "statement": statement,
        **(kept if "point" in before else {}),
    }


def point_of(filled: Filled) -> list[float]:
    """Longitude and latitude in degrees."""
    lon, lat = filled.number("lon"), filled.number("lat")
    if lon is not None and not -180 <= lon <= 180:
        filled.wrong("lon", filled.say("Longitude runs from −180 to 180 degrees."))
    if lat is not None and not -90 <= lat <= 90:
        swapped = lon is not None and -90 <= lon <= 90
        filled.wrong("lat", filled.say("Latitude runs from −90 to 90. Are the two swapped?")
                     if swapped else filled.say("Latitude runs from −90 to 90 degrees."))
    return [round(float(lon or 0), DIGITS), round(float(lat or 0), DIGITS)]


def accuracy_of(filled: Filled) -> float | int | None:
    """How far the point may be off, in kilometres."""
    found = filled.number("accuracy_km")
    if found is not None and found <= 0:
        filled.wrong("accuracy_km", filled.say("Write more than 0; 0.1 means 100 metres."))
    return found


def outline_of(filled: Filled) -> Document | None:
    """A polygon as GeoJSON, or None where none is drawn."""
    raw = filled.fields.get("outline", "")
    text = raw.strip() if isinstance(raw, str) else ""
    if not text:
        return None
    try:
        found = json.loads(text) if len(text) <= LONGEST_OUTLINE else None
    except ValueError:
        found = None
    if not isinstance(found, dict) or found.get("type") not in ("Polygon", "MultiPolygon"):
        filled.wrong("outline", filled.say("This outline can’t be read. Draw it again."))
        return None
    return {"type": found["type"], "coordinates": found.get("coordinates", [])}


def _flat(filled: Filled, before: Document) -> Document:
    """Stops and some crossings hold their point beside their other fields and always have one."""
    source = _source(filled)
    if source == NOT_FOUND:
        filled.wrong("source_way", filled.say("A stop needs a source for its position."))
    confidence = filled.chosen("confidence", CONFIDENCES)
    named = {"location_confidence": confidence} if "location_confidence" in before else {}
    accuracy = accuracy_of(filled)
    return {**before, "point": point_of(filled), "accuracy_km": accuracy,
            "source": source, **named}


def _source(filled: Filled) -> str:
    """Who says where it is. A place has no field for why nobody does: its statement says it."""
    if filled.text("source_way") == "none":
        return NOT_FOUND
    return str(source_of(filled)["source"])


def _look_at_the_statement(filled: Filled) -> None:
    """A place that has just been found is not to be called unconfirmed any longer."""
    for lang in COMPLETE:
        filled.wrong(f"statement_{lang}", filled.say(
            "This still speaks of a place that is not confirmed. Write what is known now."))
