"""What the rows of the workbook say of the records, for the writer and the reader alike.

The reader compares each cell with what the writer would put there, so a record nobody touched
comes back as no change, whatever a spreadsheet program does to the file in between.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from atlas.facts.sheet_columns import MARK, Part, Sheet, at
from layers import parse
from layers.check.identity import SOURCE_FIELDS
from layers.check.kinds import walk
from layers.model import AUDIENCES, Audience
from layers.read import Document
from layers.store.base import Key, Record
from layers.store.records import CLAIMS, FACTS, ITEMS, WITH_FACTS
from layers.text import Text

MAX_CELL = 32_767  # UTF-16 units in one cell, a limit of the format
CUT = "…"


@dataclass(frozen=True)
class Ground:
    """Records as one audience may see them."""

    records: Mapping[Key, Record]
    level: Audience

    @cached_property
    def facts(self) -> dict[str, Record]:
        """Facts up to the level, by id."""
        return {
            record_id: record
            for (table, record_id), record in self.records.items()
            if table == FACTS and self._within(record.doc)
        }

    @cached_property
    def claims(self) -> dict[str, Record]:
        """Claims up to the level whose fact is too, by id."""
        return {
            record_id: record
            for (table, record_id), record in self.records.items()
            if table == CLAIMS and record.doc["fact"] in self.facts and self._within(record.doc)
        }

    @cached_property
    def sources(self) -> dict[str, Record]:
        """Sources, but those which only claims above the level rest on."""
        return {
            record_id: record
            for record_id, record in self._table("sources").items()
            if record_id in self._named_below or record_id not in self._named_above
        }

    @cached_property
    def publishers(self) -> dict[str, Record]:
        """Publishers, but those whose sources all lie above the level."""
        every = self._table("sources")
        below = {record.doc.get("publisher") for record in self.sources.values()}
        hidden = [record for name, record in every.items() if name not in self.sources]
        above = {record.doc.get("publisher") for record in hidden}
        return {
            record_id: record
            for record_id, record in self._table("publishers").items()
            if record_id in below or record_id not in above
        }

    @cached_property
    def owners(self) -> dict[str, Record]:
        """Everything that has facts, by id."""
        tables = {*WITH_FACTS, ITEMS}
        return {key[1]: record for key, record in self.records.items() if key[0] in tables}

    def visible(self, table: str) -> dict[str, Record]:
        """The records of one table that have a row."""
        own: dict[str, Record] = getattr(self, table)
        return own

    def name(self, owner: str) -> Text:
        """The name of an entity, by language."""
        record = self.owners.get(owner)
        return parse.names(record.doc)[0] if record else Text({})

    def fact_doc(self, fact: Record) -> Document:
        """A fact as its columns show it; an item of the plan lends its wording as the label."""
        item = fact.doc.get("item")
        owner = self.owners.get(fact.doc["owner"])
        if item is None or owner is None:
            return fact.doc
        items = owner.doc.get("items", [])
        return {**fact.doc, "label": next((i["text"] for i in items if i["id"] == item), {})}

    def claim_ids(self) -> Iterator[str]:
        """Every claim's id, in the order of their owners and facts."""
        by_fact: dict[str, list[str]] = {}
        for claim_id, record in self.claims.items():
            by_fact.setdefault(record.doc["fact"], []).append(claim_id)
        place = {owner: number for number, owner in enumerate(self.owners)}
        ordered = sorted(self.facts.items(), key=lambda item: place.get(item[1].doc["owner"], -1))
        for fact_id, _ in ordered:
            yield from by_fact.get(fact_id, [])

    def _table(self, table: str) -> dict[str, Record]:
        return {key[1]: record for key, record in self.records.items() if key[0] == table}

    def _within(self, doc: Document) -> bool:
        return AUDIENCES.index(doc.get("audience", "public")) <= AUDIENCES.index(self.level)

    @cached_property
    def _named_below(self) -> set[str]:
        return {
            name
            for (table, record_id), record in self.records.items()
            if table != CLAIMS or record_id in self.claims
            for name in named_sources(record.doc)
        }

    @cached_property
    def _named_above(self) -> set[str]:
        return {
            name
            for (table, record_id), record in self.records.items()
            if table == CLAIMS and record_id not in self.claims
            for name in named_sources(record.doc)
        }


def named_sources(doc: Document) -> set[str]:
    """Ids of the sources a document names anywhere."""
    return {
        value
        for where, value in walk(doc)
        if where.rpartition(".")[2] in SOURCE_FIELDS and isinstance(value, str)
    }


def written(value: Any) -> Any:
    """A value as its cell holds it: x for yes, nothing for no, a text cut at the format's limit."""
    if isinstance(value, bool):
        return MARK if value else None
    return fitted(value) if isinstance(value, str) else value


def fitted(words: str) -> str:
    """Words as long as a cell may be; what is cut ends in an ellipsis."""
    if len(words) <= MAX_CELL // 4 or is_short(words):  # a character takes four units at most
        return words
    return words[: MAX_CELL // 8] + CUT  # short enough even where each is written as _x000D_


def is_short(words: str) -> bool:
    """Whether a cell can hold these words whole."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2 <= MAX_CELL


def own_cells(sheet: Sheet, doc: Document, part: Part = "own") -> dict[str, Any]:
    """What the cells of one record say, by column."""
    return {column.name: written(at(doc, column.path)) for column in sheet.fields(part)}


def rows(sheet: Sheet, ground: Ground, lang: str) -> Iterator[dict[str, Any]]:
    """Every row of a sheet, by column."""
    if sheet.table == CLAIMS:
        for claim_id in ground.claim_ids():
            yield _claim_row(sheet, ground, ground.claims[claim_id], lang)
        return
    for record_id, record in ground.visible(sheet.table).items():
        row = {sheet.columns[0].name: record_id, **own_cells(sheet, record.doc)}
        yield {**row, **_publisher_name(sheet, ground, record, lang), "version": record.version}


def _claim_row(sheet: Sheet, ground: Ground, claim: Record, lang: str) -> dict[str, Any]:
    fact = ground.facts[claim.doc["fact"]]
    return {
        "claim": claim.id,
        "entity": fact.doc["owner"],
        "entity_name": ground.name(fact.doc["owner"]).to(lang).text,
        "fact": fact.id,
        "key": fact.doc["key"],
        **own_cells(sheet, ground.fact_doc(fact), "fact"),
        **own_cells(sheet, claim.doc),
        "preferred": written(fact.doc.get("preferred") == claim.id),
        "version": claim.version,
        "fact_version": fact.version,
    }


def _publisher_name(sheet: Sheet, ground: Ground, record: Record, lang: str) -> dict[str, str]:
    if sheet.table != "sources":
        return {}
    publisher = ground.records.get(("publishers", record.doc.get("publisher", "")))
    return {"publisher_name": parse.names(publisher.doc)[0].to(lang).text if publisher else ""}


