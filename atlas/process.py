"""What one running process holds: its settings, its store, its catalogue; opened once."""

import gc
from functools import cache
from typing import Any

from atlas import __version__
from atlas.config import Settings, load_settings
from atlas.maps import online
from layers.catalog import Catalog, open_catalog
from layers.errors import AtlasError
from layers.store import Store, open_store


@cache
def settings() -> Settings:
    """The settings this process started with."""
    return load_settings()


@cache
def store() -> Store:
    """The store, built from the text files where it is stale."""
    return open_store(settings().data, settings().store)


@cache
def catalog() -> Catalog:
    """The catalogue of the store for this process' audience."""
    opened = store()
    made = open_catalog(opened.documents(), version=opened.version, audience=settings().audience)
    # It stays as long as the process: no garbage collection need walk it, or the imported
    # libraries, again. Streamlit runs a full one after each page run (0.1 s of every click).
    gc.collect()
    gc.freeze()
    return made


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
