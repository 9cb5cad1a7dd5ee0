"""Where the records are kept. Nothing outside this package knows which store it is."""

from pathlib import Path

from layers.errors import StoreError
from layers.store.base import Store
from layers.store.build import CANT_WRITE, build, is_stale
from layers.store.geopackage import GeopackageStore

__all__ = ["Store", "build", "is_stale", "open_store"]


def open_store(data: Path, target: Path) -> Store:
    """The store of ``data`` (the text files), built anew at ``target`` when it is stale.

    Raises
    ------
    StoreError
        The store can be neither built nor read.

    """
    try:
        if is_stale(data, target):
            build(data, target)
    except CANT_WRITE as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(
            f"{target}: can't be written ({reason}). Make the folder writable or point "
            "the setting `store` at one that is."
        ) from error
    return GeopackageStore(target)
