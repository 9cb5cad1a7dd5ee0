"""Records where staff's form stayed and a release has another; what was decided about them.

A decision to keep ours is noted in the store with the digest of the release's form: a later
release that says something new asks again.
"""

from dataclasses import dataclass

from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from layers.errors import NotAllowed
from layers.read import Document
from layers.store import Change, Key, Store
from layers.store.records import digest

NOTE = "kept:{table}:{id}"
GONE = "gone"  # noted instead of a digest where the release has no such record any more


@dataclass(frozen=True, slots=True)
class Kept:
    """One record in two forms; None where a side does not have it."""

    key: Key
    ours: Document | None
    release: Document | None
    version: int  # of ours; 0 where there is none


def kept_records(store: Store) -> list[Kept]:
    """Every record about which a person has still to decide, of all releases."""
    records = store.records()
    keys = dict.fromkeys(key for report in store.releases() for key in report.kept)
    found = []
    for key in keys:
        ours = records.get(key)
        item = Kept(key, ours.doc if ours else None, store.released(key),
                    ours.version if ours else 0)
        if item.ours != item.release and store.remembered(_note(key)) != _form(item.release):
            found.append(item)
    return found


def taken_over(item: Kept) -> Change:
    """The change that makes the release's form ours."""
    return Change(*item.key, item.release, item.version)


def keep_ours(desk: Desk, key: Key, *, editor: Editor | None) -> None:
    """Note that ours is to stay, against the form this release has.

    Raises
    ------
    NotAllowed
        This process does not allow editing, or nobody is signed in.

    """
    if not desk.editing or editor is None:
        raise NotAllowed("Sign in where editing is allowed, then decide.")
    desk.store.remember(_note(key), _form(desk.store.released(key)))


def _note(key: Key) -> str:
    return NOTE.format(table=key[0], id=key[1])


def _form(release: Document | None) -> str:
    return digest(release) if release is not None else GONE
