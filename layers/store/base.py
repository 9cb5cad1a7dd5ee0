"""What every store can do, whatever keeps the rows.

A store holds *records*: one document each, by table and id, with a version of its own that grows
by one with every change. Entities are cut into records so that people who change different things
never meet: the entity itself, each fact (``<entity>.<key>``: what is asked, and which answer is
preferred) and each claim are records of their own (see ``layers.store.records``).

Everything changes through :meth:`Store.apply`, in one transaction with its history. Nothing is
ever taken out of the history.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from geopandas import GeoDataFrame

from layers.read import Document, Documents

BoundsLike = tuple[float, float, float, float]
Key: TypeAlias = tuple[str, str]  # table and id
Kind = Literal["release", "edit", "undo", "rollback", "import", "migration"]
DraftState = Literal["open", "published", "rejected", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands: its document and how often it has changed."""

    table: str
    id: str
    doc: Document
    version: int

    @property
    def key(self) -> Key:
        """Table and id."""
        return self.table, self.id


@dataclass(frozen=True, slots=True)
class Change:
    """One record as it should be; ``doc`` is None where it should go.

    ``seen`` is the version its author looked at, 0 for a record that is new.
    """

    table: str
    id: str
    doc: Document | None
    seen: int

    @property
    def key(self) -> Key:
        """Table and id."""
        return self.table, self.id


@dataclass(frozen=True, slots=True)
class Signed:
    """Who changes something when (UTC, ISO 8601) and why, and whoever approved it."""

    who: str
    why: str
    at: str
    kind: Kind = "edit"
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """Changes that were kept: the change counter, the data version, each record's version."""

    seq: int
    version: str
    versions: Mapping[Key, int]


@dataclass(frozen=True, slots=True)
class Clash:
    """A record that someone else changed in between, with all three sides."""

    table: str
    id: str
    base: Document | None
    mine: Document | None
    theirs: Document | None
    their_version: int
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nothing was kept: these records had moved on."""

    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One transaction: who changed how many records when (UTC, ISO 8601) and why.

    ``version`` is the data version it led to, ``name`` what an editor calls it, if anything.
    """

    seq: int
    at: str
    who: str
    approved_by: str
    why: str
    kind: Kind
    version: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One record's part in a revision: before and after; None where it was not there."""

    revision: Revision
    table: str
    id: str
    record_version: int
    before: Document | None
    after: Document | None


@dataclass(frozen=True, slots=True)
class Draft:
    """Changes that wait for a second person. Never part of what a visitor sees."""

    id: str
    who: str
    at: str
    why: str
    kind: Kind
    changes: tuple[Change, ...]
    state: DraftState = "open"
    decided_by: str = ""
    decided_at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseReport:
    """What a new release of the text files did to the store.

    ``kept`` are records that staff had changed: the release's form waits beside them.
    """

    seq: int
    at: str
    version: str  # data version of the release's own text
    added: tuple[Key, ...] = ()
    renewed: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()
    kept: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """How a store came up: what a banner, ``/status`` and the doctor say of it."""

    read_only: str = ""  # why nothing can be saved; empty where it can
    copy_used: str = ""  # file name of the backup that stands in for a damaged store
    copy_at: str = ""  # when that backup was made, UTC
    redone: int = 0  # how many later changes and drafts were brought back on top of it
    missing: int = 0  # how many are known to be lost all the same
    rebuilt: str = ""  # file name of the damaged store where no copy was good: staff's work in it
    text_refused: tuple[str, ...] = field(default=())  # why a new release was not taken


class Store(Protocol):
    """Records by table and id, with their history.

    All moments are UTC in ISO 8601, given by the caller: a store looks at no clock.
    """

    state: State

    @property
    def seq(self) -> int:
        """The change counter: grows with every kept change, keys every cache."""

    @property
    def version(self) -> str:
        """The data version: 12 hex digits over the canonical content."""

    def layers(self) -> tuple[str, ...]:
        """Names of the tables that hold geometry."""

    def read(
        self,
        layer: str,
        *,
        bounds: BoundsLike | None = None,
        where: Mapping[str, object] | None = None,
        as_of: int | None = None,
    ) -> GeoDataFrame:
        """Features of one layer in CRS84, as they are or as they were after revision ``as_of``.

        ``bounds`` is west, south, east, north in degrees; ``where`` asks fields of the document
        for equality, such as ``{"kind": "park"}``.
        """

    def get(self, table: str, record_id: str, *, as_of: int | None = None) -> Record:
        """One record.

        Raises
        ------
        UnknownEntity
            The table holds no such id.

        """

    def records(self, *, as_of: int | None = None) -> dict[Key, Record]:
        """Every record, in the order of the files."""

    def documents(self, *, as_of: int | None = None) -> Documents:
        """Every document as the text files have it (facts and claims inside their entities)."""

    def apply(
        self,
        changes: Iterable[Change],
        signed: Signed,
        *,
        draft: str = "",
        checked: int | None = None,
    ) -> Applied | Conflict:
        """Keep all changes with their history in one transaction, or none of them.

        ``checked`` is the change counter at which the caller found the changes right.

        ``draft`` names the draft that is published by it, which is closed in the same
        transaction.

        Raises
        ------
        Overtaken
            Something was kept since ``checked``: look again.
        ReadOnly
            The store can't be written; says why.
        NoSpace
            The disk is too full; says how many MB are missing. The old data is whole.

        """

    def clashes(self, changes: Iterable[Change]) -> tuple[Clash, ...]:
        """Those of the changes whose record has moved on since its author looked."""

    def history(
        self, table: str | None = None, record_id: str | None = None, *,
        seq: int | None = None, limit: int = 200,
    ) -> list[Entry]:
        """What happened to a record, to those of one revision, or to all; the newest first.

        ``record_id`` without a table also finds the facts and claims below that entity.
        """

    def revisions(self, *, limit: int = 50, before: int | None = None) -> list[Revision]:
        """Transactions, the newest first; ``before`` a counter."""

    def revision(self, named: str) -> Revision | None:
        """The newest revision of this data version, name or counter; None where there is none."""

    def name_revision(self, seq: int, name: str) -> None:
        """Give a revision a name to come back to; a name stands for one revision only."""

    def snapshot(self, path: Path) -> None:
        """A whole copy of the store at ``path``, made while others read and write."""

    def save_draft(self, draft: Draft) -> None:
        """Keep a draft, new or with another content."""

    def decide_draft(
        self, draft_id: str, state: DraftState, *, who: str, at: str, note: str = ""
    ) -> None:
        """Close a draft without keeping its changes."""

    def draft(self, draft_id: str) -> Draft | None:
        """The draft of this id."""

    def drafts(self, *, state: DraftState | None = "open", limit: int = 200) -> list[Draft]:
        """Drafts in a state, the newest first; None for all."""

    def remembered(self, key: str) -> str | None:
        """A value of the store's own notes."""

    def remember(self, key: str, value: str) -> None:
        """Keep a value among the store's own notes."""

    def releases(self) -> list[ReleaseReport]:
        """What each release of the text files did, the newest first."""

    def released(self, key: Key) -> Document | None:
        """A record as the present release of the text files has it."""
