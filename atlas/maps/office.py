"""The office's own approved base map: a file of tiles or vectors, or a service on its network."""

from pathlib import Path
from typing import Any

from atlas.config import Settings
from layers.store.ground import topology
from layers.store.tiles import TileFile, open_tiles

TILES = (".mbtiles", ".pmtiles")
TILE_ADDRESS = "/tiles/office/{z}/{x}/{y}"
SERVICE_ZOOM = 18


def is_service(settings: Settings) -> bool:
    """Whether the setting names an XYZ address rather than a file."""
    return settings.office_basemap.startswith(("http://", "https://"))


def tiles(settings: Settings) -> TileFile | None:
    """The office's tile file, if its base map is one."""
    path = Path(settings.office_basemap)
    return open_tiles(path) if path.suffix in TILES and not is_service(settings) else None


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
    if not settings.office_basemap or is_service(settings) or tiles(settings) is not None:
        return None
    return topology(Path(settings.office_basemap))
