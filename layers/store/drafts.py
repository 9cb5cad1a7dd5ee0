"""Changes that wait for a second person."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from layers.errors import NotAllowed
from layers.store.base import Change, Draft, DraftState
from layers.store.records import canonical, signature
from layers.store.tables import drafts as d


def save(connection: Connection, draft: Draft) -> None:
    """Keep a draft, new or with another content; one that was decided stays as it is."""
    values = _values(draft)
    mine = update(d).where(d.c.id == draft.id, d.c.state == "open")
    if connection.execute(mine.values(values)).rowcount == 0:
        connection.execute(insert(d).values(values))


def close(
    connection: Connection, draft_id: str, state: DraftState, *, who: str, at: str, note: str = ""
) -> None:
    """Decide a draft; raises ``NotAllowed`` where somebody did before."""
    decided = {"state": state, "decided_by": who, "decided_at": at, "note": note}
    mine = update(d).where(d.c.id == draft_id, d.c.state == "open")
    if connection.execute(mine.values(decided)).rowcount == 0:
        raise NotAllowed("This draft was decided already, or there is none. Reload the list.")


def one(connection: Connection, draft_id: str) -> Draft | None:
    """The draft of this id."""
    row = connection.execute(select(d).where(d.c.id == draft_id)).first()
    return None if row is None else _draft(row._mapping)


def listed(connection: Connection, *, state: DraftState | None, limit: int) -> list[Draft]:
    """Drafts in a state, the newest first; None for all."""
    query = select(d).order_by(d.c.at.desc(), d.c.id).limit(limit)
    if state is not None:
        query = query.where(d.c.state == state)
    return [_draft(row._mapping) for row in connection.execute(query)]


def _values(draft: Draft) -> dict[str, Any]:
    changes = [
        {"table": c.table, "id": c.id, "doc": c.doc, "seen": c.seen} for c in draft.changes
    ]
    written = [draft.id, draft.who, draft.at, draft.why, draft.kind, canonical(changes)]
    return {
        "id": draft.id, "who": draft.who, "at": draft.at, "why": draft.why, "kind": draft.kind,
        "changes": changes, "state": draft.state, "decided_by": draft.decided_by,
        "decided_at": draft.decided_at, "note": draft.note, "sha": signature(written),
    }


def _draft(row: Mapping[Any, Any]) -> Draft:
    given = {name: value for name, value in row.items() if name != "sha"}
    return Draft(**{**given, "changes": tuple(Change(**item) for item in row["changes"])})
