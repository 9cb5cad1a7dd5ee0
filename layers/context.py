"""The city's plan: five systems, what each named, and where that stands today."""

from layers.model import PlanSystem, SystemItem
from layers.parse import claim, names, text
from layers.read import Document


def system(doc: Document) -> PlanSystem:
    """One of the five systems with everything the plan article named in it."""
    return PlanSystem(
        id=doc["id"],
        names=names(doc)[0],
        summary=text(doc.get("summary")),
        items=tuple(item(entry) for entry in doc.get("items", ())),
    )


def item(doc: Document) -> SystemItem:
    """One thing the plan named: a site, a target, a measure or a platform."""
    target = doc.get("target") or {}
    claims = doc.get("status_claims") or ([doc["status"]] if doc.get("status") else [])
    return SystemItem(
        id=doc["id"],
        text=text(doc["text"]),
        source=doc["source"],
        kind=doc["kind"],
        entity=doc.get("entity"),
        target_value=target.get("value"),
        target_unit=target.get("unit"),
        status=tuple(
            claim({"id": f"{doc['id']}.status.{number}", **entry})
            for number, entry in enumerate(claims, start=1)
        ),
    )
