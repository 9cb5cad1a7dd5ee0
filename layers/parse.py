"""Documents turned into model values: texts, claims, facts, places, entities.

Nothing is checked here beyond what a value needs to exist; ``layers.check`` lists what is wrong
with a record in words a person can act on, and runs first wherever records come in.
"""

from pathlib import PurePosixPath
from typing import Any

from shapely.geometry import Point, shape

from layers.model import (
    NOT_FOUND,
    UNDATED,
    Candidate,
    Claim,
    Entity,
    Event,
    Fact,
    Location,
    Picture,
    Publisher,
    Source,
    Status,
    Value,
    ValueRange,
)
from layers.read import Document
from layers.text import EMPTY, Text

DEFAULT_LAYER = {"facilities": "facilities", "zones": "zones", "context": "context"}


def text(doc: Any) -> Text:
    """A text table; a plain string counts as Chinese and English alike (names, codes)."""
    if not doc:
        return EMPTY
    return Text({"zh": doc, "en": doc}) if isinstance(doc, str) else Text(doc)


def names(doc: Document) -> tuple[Text, Text]:
    """Names by language, and by language how each name was made (attested, translated …)."""
    tables = doc.get("names", {})
    words = {lang: name["text"] for lang, name in tables.items() if isinstance(name, dict)}
    status = {lang: name.get("status", "") for lang, name in tables.items() if lang in words}
    plain = {lang: name for lang, name in tables.items() if isinstance(name, str)}
    return Text({**words, **plain}), Text(status)


def value(raw: Any) -> Value | None:
    """A figure, an EDTF date or prose string, or a range with open ends."""
    if raw is None or isinstance(raw, str):
        return raw
    if isinstance(raw, dict):
        return ValueRange(low=raw.get("min"), high=raw.get("max"))
    return float(raw)


def claim(doc: Document) -> Claim:
    """One claim of a fact."""
    return Claim(
        id=doc["id"],
        value=value(doc.get("value")),
        unit=doc.get("unit"),
        text=text(doc.get("text")),
        as_of=str(doc.get("as_of", UNDATED)),
        source=doc.get("source", NOT_FOUND),
        source_reason=text(doc.get("source_reason")),
        confidence=doc.get("confidence", "low"),
        review_by=str(doc.get("review_by", "")),
        preferred=bool(doc.get("preferred", False)),
        unknown=bool(doc.get("unknown", False)),
        note=text(doc.get("note")),
        audience=doc.get("audience", "public"),
        statistic=doc.get("statistic", ""),
        sample=doc.get("sample"),
        assumed=bool(doc.get("assumed", False)),
    )


def fact(doc: Document) -> Fact:
    """A fact with its claims, the preferred one first, the rest as the file lists them."""
    claims = [claim(item) for item in doc["claims"]]
    claims.sort(key=lambda item: not item.preferred)
    return Fact(
        key=doc["key"],
        group=doc.get("group", "profile"),
        label=text(doc.get("label")),
        audience=doc.get("audience", "public"),
        headline=doc.get("headline"),
        claims=tuple(claims),
    )


def facts(doc: Document) -> tuple[Fact, ...]:
    """All facts of a record, in the order of its file."""
    return tuple(fact(item) for item in doc.get("facts", []))


def events(doc: Document) -> tuple[Event, ...]:
    """The timeline of a record, in order of time."""
    listed = [
        Event(str(item["date"]), item["kind"], text(item["text"]), item["source"])
        for item in doc.get("events", [])
    ]
    return tuple(sorted(listed, key=lambda event: event.date.strip("./~")))


def status(doc: Document) -> Status | None:
    """The state of a record, if it has one."""
    table = doc.get("status")
    if not table:
        return None
    return Status(
        code=table.get("code", "unknown"),
        text=text(table.get("text")),
        as_of=str(table.get("as_of", UNDATED)),
        source=table.get("source", NOT_FOUND),
    )


def location(doc: Document) -> Location:
    """Where a record lies; stops give their point and accuracy at the top level."""
    table = doc.get("location") or {
        "point": doc.get("point"),
        "accuracy_km": doc.get("accuracy_km"),
        "confidence": doc.get("location_confidence", "high" if doc.get("point") else "none"),
        "source": doc.get("source", NOT_FOUND),
    }
    unconfirmed = table.get("confidence") in {"placeholder", "none"}
    point = None if unconfirmed else table.get("point")
    return Location(
        geometry=Point(point) if point else None,
        accuracy_km=table.get("accuracy_km"),
        confidence=table.get("confidence", "none"),
        source=table.get("source", NOT_FOUND),
        statement=text(table.get("statement")),
        outline=shape(table["outline"]) if table.get("outline") and point else None,
        outline_status=table.get("outline_status", ""),
        candidates=tuple(
            Candidate(item["entity"], text(item.get("text")), item.get("source", NOT_FOUND))
            for item in table.get("candidates", [])
        ),
    )


def entity(doc: Document, *, table: str) -> Entity:
    """A record with an id as the thing the map, the panel and the lists show."""
    full, made = names(doc)
    gauge = doc.get("gauge_mm", ())
    return Entity(
        id=doc["id"],
        kind=doc.get("kind", table),
        layer=doc.get("layer", DEFAULT_LAYER.get(table, table)),
        names=full,
        short=text(doc.get("short")),
        name_status=made,
        search=tuple(doc.get("search", ())),
        location=location(doc),
        status=status(doc),
        summary=text(doc.get("summary")),
        facts=facts(doc),
        events=events(doc),
        ask=tuple(text(item) for item in doc.get("ask", ())),
        partner=doc.get("partner"),
        system=doc.get("system"),
        same_as=doc.get("same_as"),
        country=doc.get("country"),
        file=doc.get("file", ""),
        role=text(doc.get("role")),
        priority=doc.get("priority", 30),
        gauge_mm=tuple(gauge) if isinstance(gauge, list | tuple) else (gauge,),
        timezone=doc.get("timezone"),
        systems=tuple(doc.get("systems", ())),
        stops=tuple(doc.get("stops", ())),
        gauge_break=doc.get("gauge_break"),
        pictures=tuple(picture(item, doc.get("file", "")) for item in doc.get("pictures", ())),
    )


def picture(doc: Document, record: str) -> Picture:
    """A picture beside its record; ``file`` becomes the path below ``data/geo``.

    One that staff have added lies beside the store and keeps its ``office/<name>``.
    """
    beside = "" if doc["file"].startswith("office/") else PurePosixPath(record).parent
    return Picture(
        file=(PurePosixPath(beside) / doc["file"]).as_posix(),
        alt=text(doc["alt"]),
        credit=text(doc["credit"]),
        date=str(doc.get("date", UNDATED)),
    )


def publisher(doc: Document) -> Publisher:
    """Who stands behind a source."""
    return Publisher(doc["id"], names(doc)[0], doc.get("kind", "unknown"))


def source(doc: Document, publishers: dict[str, Publisher]) -> Source:
    """One source, with its publisher resolved."""
    return Source(
        id=doc["id"],
        publisher=publishers[doc["publisher"]],
        title=text(doc["title"]),
        date=str(doc.get("date", UNDATED)),
        url=doc.get("url"),
        licence=doc.get("licence", ""),
        grade=doc["grade"],
        note=text(doc.get("note")),
    )
