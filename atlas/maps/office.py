"""The office's own approved base map: a file of tiles or vectors, or a service on its network."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from atlas.config import Settings
from layers.errors import UnreadableFile
from layers.store.ground import topology
from layers.store.tiles import TileFile, open_tiles

LOG = logging.getLogger(__name__)
Made = TypeVar("Made")
TILES = (".mbtiles", ".pmtiles")
TILE_ADDRESS = "/tiles/office/{z}/{x}/{y}"
SERVICE_ZOOM = 18


def is_service(settings: Settings) -> bool:
    """Whether the setting names an XYZ address rather than a file."""
    return settings.office_basemap.startswith(("http://", "https://"))


def tiles(settings: Settings) -> TileFile | None:
    """The office's tile file, if its base map is one that can be read."""
    path = Path(settings.office_basemap)
    if path.suffix not in TILES or is_service(settings):
        return None
    return _or_embedded(lambda: open_tiles(path))


def _or_embedded(read: Callable[[], Made]) -> Made | None:
    """What a reader gives; where the file can't be read staff get a line and visitors our map."""
    try:
        return read()
    except UnreadableFile as error:
        LOG.error("The office's base map is left out, the embedded one is shown. %s", error)
        return None


def raster(settings: Settings) -> dict[str, Any] | None:
    """How the browser asks for the office's tiles; None where its base map is vectors or none."""
    if not settings.office_basemap:
        return None
    if is_service(settings):
        url, zoom = settings.office_basemap, SERVICE_ZOOM
    else:
        file = tiles(settings)
        if file is None:
            return None
        url, zoom = TILE_ADDRESS, file.max_zoom
    return {"url": url, "attribution": settings.office_basemap_credit, "maxzoom": zoom}


def vectors(settings: Settings) -> dict[str, Any] | None:
    """The office's polygons and lines as a topology; None where its base map is tiles or none."""
    path = Path(settings.office_basemap)
    if not settings.office_basemap or is_service(settings) or path.suffix in TILES:
        return None
    return _or_embedded(lambda: topology(path))
