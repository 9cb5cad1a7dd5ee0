"""The store in SQL: everything that is the same whichever engine keeps the rows.

Each method opens one connection and hands it to the module that knows the rest: ``rows``,
``revisions``, ``writing``, ``drafts``, ``releasing``. Every write of records goes through
:meth:`SqlStore.apply` or :meth:`SqlStore.renew`: records, history, change and data version in one
transaction that has the write lock from its first statement on.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, select

from layers.errors import Overtaken, ReadOnly, StoreError, UnknownEntity
from layers.read import Document, Documents
from layers.store import drafts, releasing, revisions, rows, tables, writing
from layers.store.base import (
    Applied,
    Change,
    Clash,
    Conflict,
    Draft,
    DraftState,
    Entry,
    Key,
    Record,
    ReleaseReport,
    Revision,
    Signed,
    State,
)
from layers.store.records import join, split
from layers.store.release import renewal
from layers.store.tables import SPATIAL
from layers.store.transaction import InWords


class SqlStore:
    """What all engines share; an engine says how it opens, locks and encodes geometry."""

    def __init__(self, engine: Engine, *, state: State) -> None:
        self._engine = engine
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
        with self._reading() as connection:
            return rows.noted(connection, key)

    def layers(self) -> tuple[str, ...]:
        """Names of the tables that hold geometry."""
        return SPATIAL

    def get(self, table: str, record_id: str, *, as_of: int | None = None) -> Record:
        """One record; raises ``UnknownEntity`` where the table holds no such id."""
        with self._reading() as connection:
            if as_of is None:
                found = rows.one(connection, (table, record_id))
            else:
                found = revisions.past(connection, as_of).get((table, record_id))
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
        if kept is None or kept[0] != self.seq:
            with self._reading() as connection:  # one transaction: counter and records agree
                seq, found = rows.counter(connection), rows.every(connection)
            kept = (seq, found, join({key: record.doc for key, record in found.items()}))
            self._latest = kept
        return kept

    def _past(self, seq: int) -> dict[Key, Record]:
        with self._reading() as connection:
            return revisions.past(connection, seq)

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
        with self._reading() as connection:
            return revisions.history(connection, table, record_id, seq=seq, limit=limit)

    def revisions(self, *, limit: int = 50, before: int | None = None) -> list[Revision]:
        """Transactions, the newest first."""
        with self._reading() as connection:
            return revisions.listed(connection, limit=limit, earlier=before)

    def revision(self, named: str) -> Revision | None:
        """The newest revision of this name, data version or counter."""
        with self._reading() as connection:
            return revisions.called(connection, named)

    def name_revision(self, seq: int, name: str) -> None:
        """Give a revision a name to come back to."""
        if not name.strip():
            raise StoreError("The name is empty. Write a word or two.")
        if self.revision(str(seq)) is None:
            raise UnknownEntity(f"There is no revision {seq}. The history lists them.")
        with self._kept() as connection:
            revisions.give_name(connection, seq, name)

    # --- changing ------------------------------------------------------------------------

    def apply(
        self,
        changes: Iterable[Change],
        signed: Signed,
        *,
        draft: str = "",
        checked: int | None = None,
    ) -> Applied | Conflict:
        """Keep all changes with their history in one transaction, or none of them."""
        wanted = rows.known(changes)
        with self._kept() as connection:
            if checked not in (None, rows.counter(connection)):
                raise Overtaken("Someone saved something at the same moment. Save again.")
            there = rows.present(connection, wanted)
            if found := writing.clashes(connection, wanted, there):
                return Conflict(found)
            if draft:
                decided_by = signed.approved_by or signed.who
                drafts.close(connection, draft, "published", who=decided_by, at=signed.at)
            return self._write(connection, wanted, there, signed)

    def clashes(self, changes: Iterable[Change]) -> tuple[Clash, ...]:
        """Those of the changes whose record has moved on since its author looked."""
        wanted = rows.known(changes)
        with self._reading() as connection:
            return writing.clashes(connection, wanted, rows.present(connection, wanted))

    def renew(self, documents: Documents, *, at: str, why: str, notes: Mapping[str, str]) -> bool:
        """Bring the store to a new release of the text files; whether anything was new.

        ``notes`` are kept among the store's own, in the same transaction.
        """
        new = split(documents)
        ranks = {key: place for place, key in enumerate(new)}
        signed = Signed(releasing.RELEASE, why, at, "release")
        with self._kept() as connection:
            old, current = releasing.released(connection), rows.every(connection)
            found = renewal(old, new, current)
            there = rows.present(connection, found.changes)
            applied = self._write(connection, found.changes, there, signed, ranks)
            releasing.reorder(connection, ranks, current)
            releasing.replace(connection, old, new)
            for key, value in notes.items():
                rows.note(connection, key, value)
            if old != new:
                releasing.report(connection, applied.seq, at, new, found)
            return old != new

    def renewed(self, documents: Documents) -> Documents:
        """The documents as :meth:`renew` would leave them; nothing is written."""
        with self._reading() as connection:
            old, current = releasing.released(connection), rows.every(connection)
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
        there: rows.Rows,
        signed: Signed,
        ranks: Mapping[Key, int] | None = None,
    ) -> Applied:
        real = writing.real(changes, there)
        if not real:  # saved as it was
            return writing.as_it_was(connection, there)
        done = writing.write(
            connection, real, there, signed, ranks=ranks or {}, encode=self._geometry
        )
        self._touched(connection, {change.table for change in real}, signed.at)
        return done

    # --- drafts --------------------------------------------------------------------------

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft, new or with another content."""
        rows.known(draft.changes)
        with self._kept() as connection:
            drafts.save(connection, draft)

    def decide_draft(
        self, draft_id: str, state: DraftState, *, who: str, at: str, note: str = ""
    ) -> None:
        """Close a draft without keeping its changes."""
        with self._kept() as connection:
            drafts.close(connection, draft_id, state, who=who, at=at, note=note)

    def draft(self, draft_id: str) -> Draft | None:
        """The draft of this id."""
        with self._reading() as connection:
            return drafts.one(connection, draft_id)

    def drafts(self, *, state: DraftState | None = "open", limit: int = 200) -> list[Draft]:
        """Drafts in a state, the newest first."""
        with self._reading() as connection:
            return drafts.listed(connection, state=state, limit=limit)

    # --- releases and notes --------------------------------------------------------------

    def releases(self) -> list[ReleaseReport]:
        """What each release of the text files did, the newest first."""
        with self._reading() as connection:
            return releasing.reports(connection)

    def released(self, key: Key) -> Document | None:
        """A record as the present release of the text files has it."""
        with self._reading() as connection:
            return releasing.one(connection, key)

    def remember(self, key: str, value: str) -> None:
        """Keep a value among the store's own notes."""
        with self._kept() as connection:
            rows.note(connection, key, value)

    # --- connections ---------------------------------------------------------------------

    def _kept(self) -> AbstractContextManager[Connection]:
        """A write transaction whose failures are said in words."""
        if self.state.read_only:
            raise ReadOnly(self.state.read_only)
        return InWords(self._writing(), self._failed)

    def _reading(self) -> AbstractContextManager[Connection]:
        return InWords(self._opened(), self._failed)

    @contextmanager
    def _opened(self) -> Iterator[Connection]:
        # Opened inside: a file that has gone says so in words too.
        with self._engine.connect() as connection:
            yield connection

    def _rows(self, statement: Any) -> list[Any]:
        with self._reading() as connection:
            return list(connection.execute(statement))
