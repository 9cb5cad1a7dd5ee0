"""The store in SQL: everything that is the same whichever engine keeps the rows.

Every write goes through :meth:`SqlStore.apply` or :meth:`SqlStore.renew`: records, history, change
and data version in one transaction that has the write lock from its first statement on.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import DBAPIError

from layers.errors import DataError, NotAllowed, ReadOnly, StoreError, UnknownEntity
from layers.parse import names
from layers.read import Document, Documents
from layers.store import tables
from layers.store.base import (
    Applied,
    Change,
    Clash,
    Conflict,
    Draft,
    DraftState,
    Entry,
    Key,
    Kind,
    Record,
    ReleaseReport,
    Revision,
    State,
)
from layers.store.records import CLAIMS, FACTS, canonical, digest, join, split, version_of
from layers.store.release import Renewal, renewal
from layers.store.tables import RECORD_TABLES, RECORDS, SPATIAL

STAFF_RANK = 1_000_000  # records that staff add stand after those of the text files
RELEASE = "release"  # who a release is signed by
SIGNED = ("seq", "at", "who", "approved_by", "why", "kind", "version", "count")


class SqlStore:
    """What both engines share; an engine says how it opens, locks and encodes geometry."""

    def __init__(self, engine: Engine, *, name: str, state: State) -> None:
        self._engine = engine
        self._name = name
        self.state = state
        self._latest: tuple[int, dict[Key, Record], Documents] | None = None

    # --- what an engine adds -------------------------------------------------------------

    def _geometry(self, table: str, doc: Document) -> object:
        raise NotImplementedError

    def _touched(self, connection: Connection, touched: Iterable[str], at: str) -> None:
        """Whatever the engine's format wants told about changed tables."""

    def _writing(self) -> AbstractContextManager[Connection]:
        """A connection inside a transaction that holds the write lock."""
        raise NotImplementedError

    def _failed(self, error: Exception) -> StoreError:
        """What an engine raised, in words of ours."""
        raise NotImplementedError

    # --- reading -------------------------------------------------------------------------

    @property
    def seq(self) -> int:
        """The change counter."""
        return int(self.remembered("seq") or 0)

    @property
    def version(self) -> str:
        """The data version of the present content."""
        return self.remembered("version") or ""

    def remembered(self, key: str) -> str | None:
        """A value of the store's own notes."""
        query = select(tables.meta.c.value).where(tables.meta.c.key == key)
        found = self._rows(query)
        return str(found[0].value) if found else None

    def layers(self) -> tuple[str, ...]:
        """Names of the tables that hold geometry."""
        return SPATIAL

    def get(self, table: str, record_id: str, *, as_of: int | None = None) -> Record:
        """One record; raises ``UnknownEntity`` where the table holds no such id."""
        if as_of is not None:
            found = self.records(as_of=as_of).get((table, record_id))
        else:
            found = self._one(table, record_id) if table in RECORDS else None
        if found is None:
            raise UnknownEntity(f"{table} holds no “{record_id}”. Check the spelling.")
        return found

    def records(self, *, as_of: int | None = None) -> dict[Key, Record]:
        """Every record in the order of the files; those of now are kept until they change."""
        return dict(self._present()[1]) if as_of is None else self._past(as_of)

    def documents(self, *, as_of: int | None = None) -> Documents:
        """Every document as the text files have it."""
        if as_of is None:
            return self._present()[2]
        return join({key: record.doc for key, record in self._past(as_of).items()})

    def _present(self) -> tuple[int, dict[Key, Record], Documents]:
        kept = self._latest
        seq = self.seq
        if kept is None or kept[0] != seq:
            with self._reading() as connection:  # one transaction: counter and records agree
                seq = _counter(connection)
                found = {record.key: record for record in _all_records(connection)}
            kept = (seq, found, join({key: record.doc for key, record in found.items()}))
            self._latest = kept
        return kept

    def _past(self, seq: int) -> dict[Key, Record]:
        h = tables.history
        last = (
            select(h.c.tbl, h.c.id, func.max(h.c.version).label("version"))
            .where(h.c.seq <= seq)
            .group_by(h.c.tbl, h.c.id)
            .subquery()
        )
        query = select(h.c.tbl, h.c.id, h.c.doc, h.c.version, h.c.rank).join(
            last, and_(h.c.tbl == last.c.tbl, h.c.id == last.c.id, h.c.version == last.c.version)
        )
        rows = [row for row in self._rows(query) if row.doc is not None]
        rows.sort(key=lambda row: (RECORD_TABLES.index(row.tbl), row.rank, row.id))
        return {(row.tbl, row.id): Record(row.tbl, row.id, row.doc, row.version) for row in rows}

    def _one(self, table: str, record_id: str) -> Record | None:
        source = RECORDS[table]
        rows = self._rows(
            select(source.c.doc, source.c.version).where(source.c.id == record_id)
        )
        return Record(table, record_id, rows[0].doc, rows[0].version) if rows else None

    # --- history -------------------------------------------------------------------------

    def history(
        self,
        table: str | None = None,
        record_id: str | None = None,
        *,
        seq: int | None = None,
        limit: int = 200,
    ) -> list[Entry]:
        """What happened, the newest first; an entity's history holds that of its facts."""
        h, before = tables.history, tables.history.alias()
        query = (
            select(h, tables.changes, before.c.doc.label("earlier"), tables.names.c.name)
            .join(tables.changes, tables.changes.c.seq == h.c.seq)
            .outerjoin(tables.names, tables.names.c.seq == h.c.seq)
            .outerjoin(
                before,
                and_(
                    before.c.tbl == h.c.tbl,
                    before.c.id == h.c.id,
                    before.c.version == h.c.version - 1,
                ),
            )
            .order_by(h.c.seq.desc(), h.c.tbl, h.c.rank, h.c.id)
            .limit(limit)
        )
        if table is not None:
            query = query.where(h.c.tbl == table)
        if record_id is not None:
            under = h.c.id.startswith(f"{record_id}.", autoescape=True)
            below = and_(h.c.tbl.in_((FACTS, CLAIMS)), under)
            query = query.where(or_(h.c.id == record_id, below))
        if seq is not None:
            query = query.where(h.c.seq == seq)
        return [_entry(row._mapping) for row in self._rows(query)]

    def revisions(self, *, limit: int = 50, before: int | None = None) -> list[Revision]:
        """Transactions, the newest first."""
        query = _revisions().order_by(tables.changes.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(tables.changes.c.seq < before)
        return [_revision(row._mapping) for row in self._rows(query)]

    def revision(self, named: str) -> Revision | None:
        """The newest revision of this name, data version or counter."""
        ways = [tables.names.c.name == named, tables.changes.c.version == named]
        if named.isdecimal() and len(named) < 10:  # a data version may be all digits too
            ways.append(tables.changes.c.seq == int(named))
        for way in ways:
            query = _revisions().where(way).order_by(tables.changes.c.seq.desc()).limit(1)
            if rows := self._rows(query):
                return _revision(rows[0]._mapping)
        return None

    def name_revision(self, seq: int, name: str) -> None:
        """Give a revision a name to come back to."""
        if not name.strip():
            raise StoreError("The name is empty. Write a word or two.")
        if self.revision(str(seq)) is None:
            raise UnknownEntity(f"There is no revision {seq}. The history lists them.")
        with self._kept() as connection:
            taken = connection.execute(
                select(tables.names.c.seq).where(tables.names.c.name == name)
            ).first()
            if taken is not None and taken.seq != seq:
                raise StoreError(f"“{name}” names revision {taken.seq} already. Choose another.")
            if taken is None:
                connection.execute(delete(tables.names).where(tables.names.c.seq == seq))
                connection.execute(insert(tables.names).values(name=name, seq=seq))

    # --- changing ------------------------------------------------------------------------

    def apply(
        self,
        changes: Iterable[Change],
        *,
        who: str,
        why: str,
        at: str,
        kind: Kind = "edit",
        approved_by: str = "",
        draft: str = "",
    ) -> Applied | Conflict:
        """Keep all changes with their history in one transaction, or none of them."""
        wanted = list(changes)
        _known_tables(wanted)
        with self._kept() as connection:
            present = _present_rows(connection, wanted)
            clashes = [
                change for change in wanted if _version(present, change) != change.seen
            ]
            if not clashes:
                if draft:
                    _close_draft(connection, draft, "published", who=approved_by or who, at=at)
                signed = {
                    "who": who, "why": why, "at": at, "kind": kind, "approved_by": approved_by,
                }
                return self._write(connection, wanted, present, signed)
        return Conflict(tuple(self._clash(change) for change in clashes))

    def clashes(self, changes: Iterable[Change]) -> tuple[Clash, ...]:
        """Those of the changes whose record has moved on since its author looked."""
        wanted = list(changes)
        _known_tables(wanted)
        with self._reading() as connection:
            present = _present_rows(connection, wanted)
        stale = [change for change in wanted if _version(present, change) != change.seen]
        return tuple(self._clash(change) for change in stale)

    def renew(self, documents: Documents, *, at: str, why: str, notes: Mapping[str, str]) -> bool:
        """Bring the store to a new release of the text files; whether anything was new.

        ``notes`` are kept among the store's own, in the same transaction.
        """
        new = split(documents)
        with self._kept() as connection:
            old = _released(connection)
            current = {record.key: record for record in _all_records(connection)}
            found = renewal(old, new, current)
            ranks = {key: place for place, key in enumerate(new)}
            signed = {"who": RELEASE, "why": why, "at": at, "kind": "release", "approved_by": ""}
            applied = self._write(
                connection, found.changes, _present_rows(connection, found.changes), signed, ranks
            )
            _reorder(connection, ranks, current)
            _replace_release(connection, old, new)
            version = version_of({key: digest(doc) for key, doc in new.items()})
            for key, value in notes.items():
                _note(connection, key, value)
            if old != new:
                _report(connection, applied.seq, at, version, found)
            return old != new

    def renewed(self, documents: Documents) -> Documents:
        """The documents as :meth:`renew` would leave them; nothing is written."""
        with self._reading() as connection:
            old = _released(connection)
            current = {record.key: record for record in _all_records(connection)}
        docs = {key: record.doc for key, record in current.items()}
        for change in renewal(old, split(documents), current).changes:
            if change.doc is None:
                docs.pop(change.key)
            else:
                docs[change.key] = change.doc
        return join(docs)

    def has_edits(self) -> bool:
        """Whether anything was ever changed but by releases."""
        c = tables.changes.c
        return bool(self._rows(select(c.seq).where(c.kind != "release").limit(1)))

    def _write(
        self,
        connection: Connection,
        changes: Iterable[Change],
        present: Mapping[Key, Any],
        signed: Mapping[str, Any],
        ranks: Mapping[Key, int] | None = None,
    ) -> Applied:
        real = [
            change
            for change in changes
            if change.doc != (present[change.key].doc if change.key in present else None)
        ]
        seq = _counter(connection)
        if not real:  # saved as it was
            versions = {key: row.version for key, row in present.items()}
            return Applied(seq, _noted(connection, "version"), versions)
        seq += 1
        last = _last_history(connection, real)
        versions = {}
        for change in real:
            before, row = last.get(change.key), present.get(change.key)
            versions[change.key] = before.version + 1 if before is not None else 1
            rank = (ranks or {}).get(change.key)
            if rank is None:
                rank = before.rank if before is not None else STAFF_RANK + seq
            self._put(connection, change, row, version=versions[change.key], rank=rank)
            connection.execute(
                insert(tables.history).values(
                    seq=seq, tbl=change.table, id=change.id, version=versions[change.key],
                    rank=rank, doc=change.doc, sha="" if change.doc is None else digest(change.doc),
                )
            )
        version = version_of(dict(_digests(connection)))
        revision = {"seq": seq, **signed, "version": version, "count": len(real)}
        sha = signature([revision[name] for name in SIGNED])
        connection.execute(insert(tables.changes).values(**revision, sha=sha))
        _note(connection, "seq", str(seq))
        _note(connection, "version", version)
        self._touched(connection, {change.table for change in real}, signed["at"])
        return Applied(seq, version, versions)

    def _put(
        self, connection: Connection, change: Change, row: Any, *, version: int, rank: int
    ) -> None:
        target = RECORDS[change.table]
        if change.doc is None:
            connection.execute(delete(target).where(target.c.id == change.id))
            return
        values: dict[str, Any] = {
            "id": change.id,
            "rank": rank,
            "version": version,
            "sha": digest(change.doc),
            "doc": change.doc,
            **readable(change.table, change.doc),
        }
        if change.table in SPATIAL:
            values["geom"] = self._geometry(change.table, change.doc)
        if row is None:
            connection.execute(insert(target).values(values))
        else:
            connection.execute(update(target).where(target.c.id == change.id).values(values))

    def _clash(self, change: Change) -> Clash:
        h = tables.history
        base = self._rows(
            select(h.c.doc).where(
                h.c.tbl == change.table, h.c.id == change.id, h.c.version == change.seen
            )
        )
        theirs = self._one(change.table, change.id)
        last = self.history(change.table, change.id, limit=1)
        by = last[0].revision if last else None
        return Clash(
            change.table,
            change.id,
            base=base[0].doc if base else None,
            mine=change.doc,
            theirs=theirs.doc if theirs else None,
            their_version=theirs.version if theirs else 0,
            who=by.who if by else "",
            at=by.at if by else "",
            why=by.why if by else "",
        )

    # --- drafts --------------------------------------------------------------------------

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft, new or with another content."""
        _known_tables(draft.changes)
        listed = [
            {"table": c.table, "id": c.id, "doc": c.doc, "seen": c.seen} for c in draft.changes
        ]
        values = {
            "id": draft.id, "who": draft.who, "at": draft.at, "why": draft.why,
            "kind": draft.kind, "changes": listed, "state": draft.state,
            "decided_by": draft.decided_by, "decided_at": draft.decided_at, "note": draft.note,
        }
        written = [draft.id, draft.who, draft.at, draft.why, draft.kind, canonical(listed)]
        values["sha"] = signature(written)
        with self._kept() as connection:
            d = tables.drafts
            changed = connection.execute(
                update(d).where(d.c.id == draft.id, d.c.state == "open").values(values)
            )
            if changed.rowcount == 0:
                connection.execute(insert(d).values(values))

    def decide_draft(
        self, draft_id: str, state: DraftState, *, who: str, at: str, note: str = ""
    ) -> None:
        """Close a draft without keeping its changes."""
        with self._kept() as connection:
            _close_draft(connection, draft_id, state, who=who, at=at, note=note)

    def draft(self, draft_id: str) -> Draft | None:
        """The draft of this id."""
        rows = self._rows(select(tables.drafts).where(tables.drafts.c.id == draft_id))
        return _draft(rows[0]._mapping) if rows else None

    def drafts(self, *, state: DraftState | None = "open", limit: int = 200) -> list[Draft]:
        """Drafts in a state, the newest first."""
        d = tables.drafts
        query = select(d).order_by(d.c.at.desc(), d.c.id).limit(limit)
        if state is not None:
            query = query.where(d.c.state == state)
        return [_draft(row._mapping) for row in self._rows(query)]

    # --- releases ------------------------------------------------------------------------

    def releases(self) -> list[ReleaseReport]:
        """What each release of the text files did, the newest first."""
        rows = self._rows(select(tables.releases).order_by(tables.releases.c.seq.desc()))
        return [
            ReleaseReport(
                row.seq, row.at, row.version,
                **{name: tuple(map(tuple, keys)) for name, keys in row.report.items()},
            )
            for row in rows
        ]

    def released(self, key: Key) -> Document | None:
        """A record as the present release of the text files has it."""
        r = tables.release
        rows = self._rows(select(r.c.doc).where(r.c.tbl == key[0], r.c.id == key[1]))
        return rows[0].doc if rows else None

    def remember(self, key: str, value: str) -> None:
        """Keep a value among the store's own notes."""
        with self._kept() as connection:
            _note(connection, key, value)

    # --- connections ---------------------------------------------------------------------

    def _kept(self) -> AbstractContextManager[Connection]:
        """A write transaction whose failures are said in words."""
        if self.state.read_only:
            raise ReadOnly(self.state.read_only)
        return _InWords(self._writing(), self._failed)

    def _reading(self) -> AbstractContextManager[Connection]:
        return _InWords(self._engine.connect(), self._failed)

    def _rows(self, statement: Any) -> list[Any]:
        with self._reading() as connection:
            return list(connection.execute(statement))


class _InWords(AbstractContextManager[Connection]):
    """Turns what an engine raises into an error of ours."""

    # A damaged file also gives texts that are no JSON or no UTF-8.
    kinds = (DBAPIError, json.JSONDecodeError, UnicodeDecodeError, OSError)

    def __init__(
        self,
        inner: AbstractContextManager[Connection],
        failed: Callable[[Exception], StoreError],
    ) -> None:
        self._inner, self._failed = inner, failed

    def __enter__(self) -> Connection:
        try:
            return self._inner.__enter__()
        except self.kinds as error:
            raise self._failed(error) from error

    def __exit__(self, *raised: Any) -> bool | None:
        try:
            return self._inner.__exit__(*raised)
        except self.kinds as error:  # the commit itself can find the disk full
            raise self._failed(error) from error
        finally:
            if isinstance(raised[1], self.kinds):
                raise self._failed(raised[1]) from raised[1]


def _all_records(connection: Connection) -> Iterator[Record]:
    for name, table in RECORDS.items():
        query = select(table.c.id, table.c.doc, table.c.version).order_by(table.c.rank, table.c.id)
        for row in connection.execute(query):
            yield Record(name, row.id, row.doc, row.version)


def _released(connection: Connection) -> dict[Key, Document]:
    """Every record as the present release has it."""
    return {(row.tbl, row.id): row.doc for row in connection.execute(select(tables.release))}


def _known_tables(changes: list[Change] | tuple[Change, ...]) -> None:
    if len({change.key for change in changes}) < len(changes):
        raise DataError("One record is changed twice at once. Make it one change.")
    for change in changes:
        if change.table not in RECORDS:
            raise DataError(f"There is no table “{change.table}”. One of: {', '.join(RECORDS)}.")


def _by_table(changes: Iterable[Change]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for change in changes:
        grouped.setdefault(change.table, []).append(change.id)
    return grouped


SOME = 500  # ids in one statement: engines limit how many values it may carry


def _slices(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + SOME] for start in range(0, len(ids), SOME))


def _present_rows(connection: Connection, changes: Iterable[Change]) -> dict[Key, Any]:
    found = {}
    for name, ids in _by_table(changes).items():
        table = RECORDS[name]
        for some in _slices(ids):
            query = select(table.c.id, table.c.doc, table.c.version, table.c.rank).where(
                table.c.id.in_(some)
            )
            found.update({(name, row.id): row for row in connection.execute(query)})
    return found


def _last_history(connection: Connection, changes: Iterable[Change]) -> dict[Key, Any]:
    """The newest history row of each: a record that went and comes back counts on."""
    h, found = tables.history, {}
    for name, ids in _by_table(changes).items():
        for some in _slices(ids):
            query = (
                select(h.c.id, func.max(h.c.version).label("version"), h.c.rank)
                .where(h.c.tbl == name, h.c.id.in_(some))
                .group_by(h.c.id)
            )
            found.update({(name, row.id): row for row in connection.execute(query)})
    return found


def _version(present: Mapping[Key, Any], change: Change) -> int:
    row = present.get(change.key)
    return int(row.version) if row is not None else 0


def _digests(connection: Connection) -> Iterator[tuple[Key, str]]:
    for name, table in RECORDS.items():
        for row in connection.execute(select(table.c.id, table.c.sha)):
            yield (name, row.id), row.sha


def _counter(connection: Connection) -> int:
    return int(_noted(connection, "seq") or 0)


def _noted(connection: Connection, key: str) -> str:
    query = select(tables.meta.c.value).where(tables.meta.c.key == key)
    row = connection.execute(query).first()
    return str(row.value) if row else ""


def _note(connection: Connection, key: str, value: str) -> None:
    m = tables.meta
    changed = connection.execute(update(m).where(m.c.key == key).values(value=value))
    if changed.rowcount == 0:
        connection.execute(insert(m).values(key=key, value=value))


def signature(values: list[Any]) -> str:
    """SHA-256 over the values of a row."""
    return hashlib.sha256(canonical(values).encode()).hexdigest()


def readable(table: str, doc: Document) -> dict[str, str | None]:
    """What repeats a document's content for people, column by column."""
    if table in SPATIAL:
        full = names(doc)[0]
        return {f"name_{lang}": full.get(lang, "") for lang in ("zh", "en")}
    found = {field: doc.get(field) for field in tables.READABLE.get(table, ())}
    return {field: _as_words(value) for field, value in found.items()}


def _as_words(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else canonical(value)


def _close_draft(
    connection: Connection, draft_id: str, state: DraftState, *, who: str, at: str, note: str = ""
) -> None:
    d = tables.drafts
    decided = {"state": state, "decided_by": who, "decided_at": at, "note": note}
    closed = connection.execute(
        update(d).where(d.c.id == draft_id, d.c.state == "open").values(decided)
    )
    if closed.rowcount == 0:
        raise NotAllowed("This draft was decided already, or there is none. Reload the list.")


def _reorder(
    connection: Connection, ranks: Mapping[Key, int], current: Mapping[Key, Record]
) -> None:
    """Places follow the text files; they are no content, so no history is written."""
    for name, table in RECORDS.items():
        rows = connection.execute(select(table.c.id, table.c.rank)).all()
        for row in rows:
            place = ranks.get((name, row.id))
            if place is not None and place != row.rank and (name, row.id) in current:
                connection.execute(update(table).where(table.c.id == row.id).values(rank=place))


def _replace_release(
    connection: Connection, old: Mapping[Key, Document], new: Mapping[Key, Document]
) -> None:
    r = tables.release
    for key in old:
        if new.get(key) != old[key]:
            connection.execute(delete(r).where(r.c.tbl == key[0], r.c.id == key[1]))
    fresh = [
        {"tbl": key[0], "id": key[1], "doc": doc}
        for key, doc in new.items()
        if old.get(key) != doc
    ]
    if fresh:
        connection.execute(insert(r), fresh)


def _report(
    connection: Connection, seq: int, at: str, version: str, found: Renewal
) -> None:
    listed = {
        "added": found.added, "renewed": found.renewed, "removed": found.removed,
        "kept": found.kept,
    }
    connection.execute(delete(tables.releases).where(tables.releases.c.seq == seq))
    connection.execute(
        insert(tables.releases).values(seq=seq, at=at, version=version, report=listed)
    )


def _revisions() -> Any:
    c, n = tables.changes, tables.names
    return select(c, n.c.name).outerjoin(n, n.c.seq == c.c.seq)


def _revision(row: Mapping[str, Any]) -> Revision:
    return Revision(**{name: row[name] for name in SIGNED}, name=row["name"] or "")


def _entry(row: Mapping[Any, Any]) -> Entry:
    c, h = tables.changes.c, tables.history.c
    revision = Revision(
        seq=row[c.seq], at=row[c.at], who=row[c.who], approved_by=row[c.approved_by],
        why=row[c.why], kind=row[c.kind], version=row[c.version], count=row[c.count],
        name=row["name"] or "",
    )
    return Entry(
        revision, row[h.tbl], row[h.id], row[h.version], before=row["earlier"], after=row[h.doc]
    )


def _draft(row: Mapping[str, Any]) -> Draft:
    listed = tuple(Change(**item) for item in row["changes"])
    given = {name: value for name, value in row.items() if name != "sha"}
    return Draft(**{**given, "changes": listed})
