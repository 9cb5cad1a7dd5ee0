"""Documents of entities cut into records, and put together again.

An entity's facts and their claims become records of their own, so that two people who correct
two figures of one park change different records, and a new release and the staff's own claims
stand beside each other.

=========  ===============================  ==================================================
table      id                               document
=========  ===============================  ==================================================
any other  its own                          the document of the text file without its facts
facts      ``<entity>.<key>``               owner, key, group, label, audience, headline,
                                            ``preferred``: the id of the claim shown first
claims     ``<entity>.<key>.<number>``      ``fact``: the id of its fact; value, unit, source …
=========  ===============================  ==================================================

The claims of the five systems' items are cut out in the same way; their facts name the ``item``.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from layers.errors import DataError
from layers.read import TABLES, VERSION_DIGITS, Document, Documents
from layers.store.base import Key

FACTS, CLAIMS = "facts", "claims"
WITH_FACTS = (
    "parks", "facilities", "zones", "context", "borders", "routes", "services", "network",
)
ITEMS = "systems"
ITEM_FACT = "status"
Split = dict[Key, Document]


def split(tables: Documents) -> Split:
    """Every record of these documents, in their order.

    Raises
    ------
    DataError
        Two records have the same table and id, or a claim has no id.

    """
    found: Split = {}
    for table, docs in tables.items():
        for record_id, doc in docs.items():
            for key, part in _parts(table, record_id, doc):
                if key in found:
                    raise DataError(f"{table} · {record_id}: “{key[1]}” stands twice. Renumber.")
                found[key] = part
    return found


def join(records: Mapping[Key, Document]) -> Documents:
    """The documents of these records, the reverse of :func:`split`.

    Facts and claims whose owner is gone are left out.
    """
    claims: dict[str, list[Document]] = {}
    facts: dict[str, list[Document]] = {}
    for (table, record_id), doc in records.items():
        if table == CLAIMS:
            claims.setdefault(doc["fact"], []).append({"id": record_id, **_without(doc, "fact")})
        elif table == FACTS:
            facts.setdefault(doc["owner"], []).append({**doc, "id": record_id})
    whole: Documents = {table: {} for table in TABLES}
    for (table, record_id), doc in records.items():
        if table not in (FACTS, CLAIMS):
            own = [_fact(item, claims.get(item["id"], [])) for item in facts.get(record_id, [])]
            whole[table][record_id] = _whole(table, doc, own)
    return whole


def digest(doc: Document) -> str:
    """SHA-256 of a document in its canonical form (sorted keys, UTF-8 JSON)."""
    return hashlib.sha256(canonical(doc).encode()).hexdigest()


def canonical(doc: object) -> str:
    """A document as the one text all its equals share."""
    return json.dumps(doc, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def signature(values: list[Any]) -> str:
    """SHA-256 over the values of a row."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def version_of(digests: Mapping[Key, str]) -> str:
    """The data version of a whole: over every record's table, id and digest, sorted."""
    lines = "\n".join(f"{table}\t{name}\t{digests[table, name]}" for table, name in sorted(digests))
    return hashlib.sha256(lines.encode()).hexdigest()[:VERSION_DIGITS]


def content_version(tables: Documents) -> str:
    """The data version of documents: first 12 hex digits of the SHA-256 of their content."""
    return version_of({key: digest(doc) for key, doc in split(tables).items()})


def owner_of(key: Key, records: Mapping[Key, Document]) -> str:
    """The id of the entity (or system) a record belongs to; its own where it is no part."""
    table, record_id = key
    if table == CLAIMS:
        fact = records.get((FACTS, records[key]["fact"]))
        return fact["owner"] if fact else record_id
    return str(records[key]["owner"]) if table == FACTS else record_id


def _parts(table: str, record_id: str, doc: Document) -> Iterator[tuple[Key, Document]]:
    if table in WITH_FACTS and "facts" in doc:
        yield (table, record_id), _without(doc, "facts")
        for fact in doc["facts"]:
            named = {"owner": record_id, **_without(fact, "claims")}
            yield from _fact_parts(f"{record_id}.{fact.get('key')}", named, fact.get("claims", []))
    elif table == ITEMS:
        yield (table, record_id), {**doc, "items": [_bare(item) for item in doc.get("items", [])]}
        for item in doc.get("items", []):
            yield from _item_parts(record_id, item)
    else:
        yield (table, record_id), doc


def _item_parts(system: str, item: Document) -> Iterator[tuple[Key, Document]]:
    if not _is_cut(item):
        return
    form = "status" if "status" in item else "status_claims"
    claims = [item["status"]] if form == "status" else item["status_claims"]
    named = {"owner": system, "item": item["id"], "key": ITEM_FACT, "form": form}
    yield from _fact_parts(f"{item['id']}.{ITEM_FACT}", named, claims)


def _is_cut(item: Document) -> bool:
    """Whether an item's claims all have ids; those of older files without any stay inside."""
    claims = [item["status"]] if "status" in item else item.get("status_claims", [])
    return bool(claims) and all("id" in claim for claim in claims)


def _bare(item: Document) -> Document:
    return _without(item, "status", "status_claims") if _is_cut(item) else item


def _fact_parts(
    fact_id: str, fact: Document, claims: list[Document]
) -> Iterator[tuple[Key, Document]]:
    chosen = [claim.get("id") for claim in claims if claim.get("preferred")]
    yield (FACTS, fact_id), {**fact, **({"preferred": chosen[0]} if chosen else {})}
    for claim in claims:
        if "id" not in claim:
            raise DataError(f"{fact_id}: a claim has no id. Write <entity>.<key>.<number>.")
        yield (CLAIMS, claim["id"]), {"fact": fact_id, **_without(claim, "id", "preferred")}


def _fact(doc: Document, claims: list[Document]) -> Document:
    chosen = doc.get("preferred")
    marked = [
        {**claim, "preferred": True} if claim["id"] == chosen else claim for claim in claims
    ]
    return {**_without(doc, "id", "preferred"), "claims": marked}


def _whole(table: str, doc: Document, facts: list[Document]) -> Document:
    if table in WITH_FACTS:
        # A fact all of whose claims were withdrawn asks something nobody answers: not shown.
        kept = [_without(fact, "owner") for fact in facts if fact["claims"]]
        return {**doc, "facts": kept} if facts else doc
    if table == ITEMS:
        status = {fact["item"]: fact for fact in facts if fact["claims"]}
        items = [_with_status(item, status.get(item.get("id"))) for item in doc.get("items", [])]
        return {**doc, "items": items}
    return doc


def _with_status(item: Document, fact: Document | None) -> Document:
    if fact is None:
        return item
    many = fact["form"] == "status_claims" or len(fact["claims"]) > 1
    return {**item, "status_claims": fact["claims"]} if many else {
        **item, "status": fact["claims"][0]
    }


def _without(doc: Mapping[str, Any], *names: str) -> Document:
    return {key: value for key, value in doc.items() if key not in names}
