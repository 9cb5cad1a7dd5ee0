"""All drafts, however many: those that wait, the oldest first; those decided, the newest first."""

from layers.store import Draft, Store

MOST = 100_000  # more than there will ever be; the store's own default leaves the oldest out


def open_drafts(store: Store) -> list[Draft]:
    """Every draft that waits; who waits longest comes first."""
    return store.drafts(limit=MOST)[::-1]


def decided_drafts(store: Store) -> list[Draft]:
    """Every draft that was decided; the newest decision comes first."""
    found = [draft for draft in store.drafts(state=None, limit=MOST) if draft.state != "open"]
    return sorted(found, key=lambda draft: draft.decided_at, reverse=True)
