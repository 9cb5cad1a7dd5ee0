"""The tables of a store as SQLAlchemy sees them, whatever engine keeps them.

Record tables hold what is, ``atlas_*`` tables how it came to be. Nothing is ever deleted from
``atlas_changes`` and ``atlas_history``: they are the audit.
"""

import json
from typing import Any

from sqlalchemy import (
    Column,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from layers.parse import names as parsed_names
from layers.read import TABLES, Document
from layers.store.records import CLAIMS, FACTS, canonical

# 1 was the first release: documents only, no versions; 2 had no network.
SCHEMA = 3
SINCE_3 = ("network", "own")
META = "atlas_meta"
SPATIAL = ("parks", "facilities", "zones", "context", "stops", "borders", "tracks")
RECORD_TABLES = (*TABLES, FACTS, CLAIMS)
# What a revision signs: every column of it but the signature.
SIGNED = ("seq", "at", "who", "approved_by", "why", "kind", "version", "count")
# Columns that repeat a part of the document, for people who open the file in QGIS.
READABLE = {
    FACTS: ("owner", "key"),
    CLAIMS: ("fact", "value", "unit", "as_of", "source"),
    **dict.fromkeys(SPATIAL, ("name_zh", "name_en")),
}

metadata = MetaData()


def readable(table: str, doc: Document) -> dict[str, str | None]:
    """What repeats a document's content for people, column by column."""
    if table in SPATIAL:
        full = parsed_names(doc)[0]
        return {f"name_{lang}": full.get(lang, "") for lang in ("zh", "en")}
    found = {field: doc.get(field) for field in READABLE.get(table, ())}
    return {field: _as_words(value) for field, value in found.items()}


def _as_words(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else canonical(value)


class Json(TypeDecorator[Any]):
    """A document as its canonical text: what is written can be hashed as it stands."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text of a document."""
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """The document of a text."""
        return None if value is None else json.loads(value)


def _record_table(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("fid", Integer, primary_key=True),
        Column("id", Text, nullable=False),
        Column("rank", Integer, nullable=False),
        Column("version", Integer, nullable=False),
        Column("sha", Text, nullable=False),
        Column("doc", Json, nullable=False),
        *(Column(field, Text) for field in READABLE.get(name, ())),
        *((Column("geom", LargeBinary),) if name in SPATIAL else ()),
    )


RECORDS = {name: _record_table(name) for name in RECORD_TABLES}

meta = Table(META, metadata, Column("key", Text, primary_key=True), Column("value", Text))
changes = Table(
    "atlas_changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("approved_by", Text, nullable=False, default=""),
    Column("why", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("sha", Text, nullable=False),  # of all the others: the audit is checked as well
)
history = Table(
    "atlas_history",
    metadata,
    Column("seq", Integer, nullable=False, index=True),
    Column("tbl", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("sha", Text, nullable=False),
    Column("doc", Json),
    # A second write of the same version is impossible, whoever tries.
    PrimaryKeyConstraint("tbl", "id", "version"),
)
names = Table(
    "atlas_names",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
)
drafts = Table(
    "atlas_drafts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("changes", Json, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_by", Text, nullable=False, default=""),
    Column("decided_at", Text, nullable=False, default=""),
    Column("note", Text, nullable=False, default=""),
    Column("sha", Text, nullable=False),  # of what its author wrote
)
release = Table(
    "atlas_release",
    metadata,
    Column("tbl", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("doc", Json, nullable=False),
    UniqueConstraint("tbl", "id"),
)
releases = Table(
    "atlas_releases",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("report", Json, nullable=False),
)
OWN_TABLES = (meta, changes, history, names, drafts, release, releases)
