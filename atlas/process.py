"""What one running process holds: its settings, its store, its catalogue, its desk."""

import gc
import threading
from functools import cache
from typing import Any

from atlas import __version__
from atlas.config import Settings, load_settings
from atlas.facts.desk import Desk
from atlas.maps import online
from layers.audience import no_more_open
from layers.catalog import Catalog, open_catalog
from layers.errors import AtlasError, Busy
from layers.read import Documents
from layers.store import Store, join, open_store

MOST_CATALOGS = 4  # the present one, and old versions that someone is looking at


@cache
def settings() -> Settings:
    """The settings this process started with."""
    return load_settings()


@cache
def store() -> Store:
    """The store, brought up to date with the text files; writable only where editing is on."""
    chosen = settings()
    return open_store(
        chosen.data, chosen.store, at=chosen.moment(), writable=chosen.editing
    )


@cache
def desk() -> Desk:
    """Where this process changes facts, if its settings allow it."""
    chosen = settings()
    return Desk(
        store(),
        chosen.data,
        editing=chosen.editing,
        one_person=chosen.one_person,
        moment=chosen.moment,
    )


def catalog(version: str = "") -> Catalog:
    """The catalogue for this process' audience, as the store is at this moment.

    ``version`` asks for an older data version; the present one is given where the store does not
    know it (the page says so).
    """
    opened = store()
    try:
        now = opened.seq
        revision = opened.revision(version) if version else None
    except Busy:
        # Another program holds the file for a while: visitors go on with what was last read.
        if (last := _catalogs.last(opened)) is not None:
            return last
        raise
    return _catalogs.of(opened, min(now, revision.seq) if revision is not None else now, now=now)


class _Catalogs:
    """The catalogues in use, by change counter; the least recently used goes first."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int, int], Catalog] = {}
        self._lock = threading.Lock()

    def last(self, opened: Store) -> Catalog | None:
        """The newest catalogue of a store's present content that was asked for."""
        found = [key for key in self._kept if key[0] == id(opened) and key[1] == key[2]]
        return self._kept[max(found)] if found else None

    def of(self, opened: Store, seq: int, *, now: int) -> Catalog:
        """The catalogue after revision ``seq``, no more open than at ``now``."""
        key = (id(opened), seq, now)
        with self._lock:  # several visitors come back at once after a change: made once
            made = self._kept.pop(key, None) or self._make(opened, seq, now)
            self._kept[key] = made
            while len(self._kept) > MOST_CATALOGS:
                self._kept.pop(next(iter(self._kept)))
        return made

    def _make(self, opened: Store, seq: int, now: int) -> Catalog:
        revision = opened.revision(str(seq))
        version = revision.version if revision is not None else opened.version
        documents = opened.documents()
        if seq != now or opened.seq != now:  # what is made must be what its version says
            documents = _as_it_was(opened, seq)
        made = open_catalog(documents, version=version, audience=settings().audience)
        if not self._kept:
            # The first stays: no garbage collection need walk it, or the imported libraries,
            # again. Streamlit runs a full one after each page run (0.1 s of every click).
            gc.collect()
            gc.freeze()
        return made


_catalogs = _Catalogs()


def _as_it_was(opened: Store, seq: int) -> Documents:
    then, now = opened.records(as_of=seq), opened.records()
    return join(no_more_open({key: record.doc for key, record in then.items()},
                             {key: record.doc for key, record in now.items()}))
def health() -> dict[str, Any]:
    """What ``/healthz`` answers: versions, and whether each part can do its work.

    Without data ``data_version`` is None; why not stands in the log, not in the answer.
    """
    try:
        opened = catalog()
    except AtlasError:
        return {"version": __version__, "data_version": None, "checks": {"store": "failed"}}
    return {
        "version": __version__,
        "data_version": opened.version,
        "checks": {
            "store": "ok",
            "catalogue": f"{len(opened.entities)} entities, {len(opened.stops)} stops",
        },
    }


def image_hosts(chosen: Settings) -> tuple[str, ...]:
    """Origins of the online basemaps an administrator has switched on; none by default."""
    return online.origins(chosen)
