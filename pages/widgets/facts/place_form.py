"""The form that sets where something lies, filled by hand or on the map beside it."""

import json
from typing import Any

from atlas.facts.forms import seen_text
from atlas.facts.forms_place import OUTLINE_STATUSES
from atlas.facts.forms_value import written
from atlas.maps.element import Node, h
from layers.check.places import SITES
from layers.read import Document
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.fields import (
    Form,
    cards,
    choice,
    error,
    hidden,
    line,
    pair,
    pills,
    when,
)
from pages.widgets.facts.form import form_frame, needed_line
from pages.widgets.facts.source_fields import source_fields
from pages.widgets.facts.words import confidence_names

FORM_ID = "facts-place"
WITH_PLACE = (*SITES, "stops", "borders")


def place_form(f: Form, table: str, entity_id: str, *, back: FactsAddress, draft: bool) -> Node:
    """Point and accuracy, outline, how sure, by which source; or that it is not confirmed."""
    s, doc = f.s, f.ground.doc(table, entity_id)
    held = place_of(doc)
    site = "location" in doc or "point" not in doc
    ways = {
        "yes": (s.say("The place is known"), s.say("A point, and how far off it may be.")),
        "no": (s.say("Not confirmed"), s.say("No point on the map; nothing is computed from it.")),
    }
    name = s.catalog.find(entity_id)
    return form_frame(
        f, {"form": "place", "of": entity_id},
        needed_line(s),
        # Who opens this form mostly comes to set a place, also where there was none before.
        cards(f, "confirmed", s.say("Is the place confirmed?"), ways, "yes") if site
        else hidden("confirmed", "yes"),
        when("confirmed=yes", *_point(f, held, outline=site)),
        source_fields(f, held, may_lack=site, way="" if "point" in held else "list"),
        pair(f, "statement", (s.say("What screens say of it, Chinese"),
                              s.say("What screens say of it, English")),
             held.get("statement", {}), hint=s.say(
                 "How the place is known, or why it is not; without a source, why there is none."))
        if site else None,
        title=s.say("Set the place"),
        about=h("p", "facts-says", h("b", None, name.names.to(s.lang).text)) if name else None,
        seen=seen_text(f.ground.records, [(table, entity_id)]),
        why=s.say("Place set"), back=back, draft=draft,
    )


def place_of(doc: Document) -> Document:
    """Where a record lies, whichever way it holds it."""
    if "location" in doc:
        found: Document = doc["location"]
        return found
    flat: Document = {key: doc[key] for key in ("point", "accuracy_km", "source") if key in doc}
    return {**flat, "confidence": doc.get("location_confidence", "high" if flat else "none")}


def map_edit(held: Document) -> dict[str, Any]:
    """What the map beside the form begins with."""
    known = ("point", "accuracy_km", "outline")
    found: dict[str, Any] = {key: held[key] for key in known if key in held}
    return {"form": FORM_ID, "mode": "place", **found}


def _point(f: Form, held: Document, *, outline: bool) -> list[Node]:
    s = f.s
    lon, lat = (written(value) for value in held.get("point", (None, None)))
    modes = {"place": s.say("the point"), "outline": s.say("the outline")}
    confident = held.get("confidence", "medium")
    return [
        pills(f, "mode", s.say("On the map I set"), modes, "place") if outline else h("span"),
        h("div", "form-row",
          line(f, "lon", s.say("Longitude, °E"), lon, inputmode="decimal"),
          line(f, "lat", s.say("Latitude, °N"), lat, inputmode="decimal"),
          line(f, "accuracy_km", s.say("May be off by, km"), written(held.get("accuracy_km")),
               inputmode="decimal")),
        h("span", "field-hint", s.say(
            "WGS 84, longitude first. A click on the map fills in all three; the ring or the field "
            "then says how exact it is. Up to 1 km off, other maps draw a point, above a circle.")),
        *(_outline(f, held) if outline else ()),
        choice(f, "confidence", s.say("Confidence"), confidence_names(s),
               confident if confident in confidence_names(s) else "medium"),
    ]


def _outline(f: Form, held: Document) -> list[Node]:
    s = f.s
    drawn = json.dumps(held["outline"], separators=(",", ":")) if "outline" in held else ""
    statuses = dict(zip(OUTLINE_STATUSES, (
        s.say("indicative: our own sketch"), s.say("official: published by an authority"),
    ), strict=True))
    return [
        hidden("outline", f.value("outline", drawn)),
        when("outline", choice(f, "outline_status", s.say("The outline is"), statuses,
                               held.get("outline_status", OUTLINE_STATUSES[0]))),
        *([said] if (said := error(f, "outline")) is not None else []),
    ]


