"""What one audience may see of the documents: everything above its level taken out.

It happens to the documents, before anything is made of them, so that nothing drawn, listed,
searched or exported later can hold what was dropped (DESIGN D16).

A fact has a level and each of its claims may have one of its own; the higher of the two counts.
What has a level nobody knows is treated as internal.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from layers.model import AUDIENCES, NOT_FOUND, Audience
from layers.read import Document, Documents

Split = Mapping[tuple[str, str], Document]
HIGHEST = len(AUDIENCES) - 1
BOOKS = ("sources", "publishers")  # what others rest on, themselves without a level
OWN = "own"  # the planners' own figures
OFFICE_SOURCES = "sources/office.toml"  # where the staff's own sources are kept


def visible(tables: Documents, audience: Audience) -> Documents:
    """The documents without what lies above ``audience``, and without what only that rested on.

    For the highest level they are the same documents: nothing is lost.
    """
    reach = AUDIENCES.index(audience)
    if reach == HIGHEST:
        return tables
    tables = {**tables, OWN: {}}  # quotes and trips of the office are never shown to anyone else
    kept = {
        table: {key: _record(doc, reach) for key, doc in docs.items()}
        for table, docs in tables.items()
        if table not in BOOKS
    }
    return {**tables, **kept, **_books(tables, kept)}


def no_more_open(then: Split, now: Split) -> Split:
    """Old records, each at least as closed as it is now.

    A fact published by mistake and closed later must not be read in an old version either.
    """
    return {key: _closed(doc, now[key]) if key in now else doc for key, doc in then.items()}


def _closed(then: Document, now: Document) -> Document:
    kept = {**then, "audience": now["audience"]} if level(now) > level(then) else then
    if "pictures" not in then:
        return kept
    levels = {picture.get("file"): picture for picture in now.get("pictures", ())}
    pictures = [
        {**picture, "audience": levels[picture["file"]]["audience"]}
        if level(levels.get(picture.get("file"), picture)) > level(picture) else picture
        for picture in then["pictures"]
    ]
    return {**kept, "pictures": pictures}


def level(doc: Document) -> int:
    """The level a fact, claim or picture states; the lowest where it states none."""
    stated = doc.get("audience", AUDIENCES[0])
    return AUDIENCES.index(stated) if stated in AUDIENCES else HIGHEST


def _record(doc: Document, reach: int) -> Document:
    shown = dict(doc)
    if "facts" in doc:
        facts = (_fact(fact, reach) for fact in doc["facts"] if level(fact) <= reach)
        shown["facts"] = [fact for fact in facts if fact["claims"]]
    if "pictures" in doc:
        shown["pictures"] = _within(doc["pictures"], reach)
    if "items" in doc:
        shown["items"] = [_item(item, reach) for item in doc["items"]]
    return shown


def _fact(fact: Document, reach: int) -> Document:
    return {**fact, "claims": _within(fact["claims"], reach)}


def _item(item: Document, reach: int) -> Document:
    """An item of the city's plan; what it is known for today are claims without a fact."""
    kept = {key: value for key, value in item.items() if key not in ("status", "status_claims")}
    if "status_claims" in item:
        kept["status_claims"] = _within(item["status_claims"], reach)
    if "status" in item and level(item["status"]) <= reach:
        kept["status"] = item["status"]
    return kept


def _within(docs: list[Document], reach: int) -> list[Document]:
    return [doc for doc in docs if level(doc) <= reach]


def _books(tables: Documents, kept: Documents) -> Documents:
    """The sources without those only dropped claims rest on, and without their publishers.

    A source of the office's own that nothing rests on goes too: what rested on it may have been
    withdrawn, and its title alone would still tell of it.
    """
    shown = set(_named(list(kept.values())))
    dropped = set(_named([docs for table, docs in tables.items() if table not in BOOKS])) - shown
    dropped |= {key for key, doc in tables["sources"].items()
                if doc.get("file") == OFFICE_SOURCES and key not in shown}
    sources = {key: doc for key, doc in tables["sources"].items() if key not in dropped}
    behind = {doc["publisher"] for doc in sources.values()}
    gone = {tables["sources"][key]["publisher"] for key in dropped & set(tables["sources"])}
    publishers = {key: doc for key, doc in tables["publishers"].items()
                  if key in behind or key not in gone}
    return {"sources": sources, "publishers": publishers}


def _named(value: Any) -> Iterator[str]:
    """Every source named anywhere below: ``source``, ``traction_source`` and their like."""
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str):
                if key.endswith("source") and item != NOT_FOUND:
                    yield item
            else:
                yield from _named(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _named(item)
