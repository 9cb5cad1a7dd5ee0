"""Basemaps of other hosts: opt-in by setting, never asked for otherwise (DESIGN D4)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from atlas.config import Settings


@dataclass(frozen=True, slots=True)
class OnlineBasemap:
    """An XYZ raster service. ``datum`` is "gcj02" where its tiles are shifted in China."""

    id: str
    title: dict[str, str]
    url: str
    attribution: str
    maxzoom: int
    datum: str = "wgs84"


SERVICES = {
    "osm": OnlineBasemap(
        "osm",
        {"zh": "开放街道地图（在线）", "en": "OpenStreetMap (online)"},
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "© OpenStreetMap",
        19,
    ),
    "tianditu": OnlineBasemap(
        "tianditu",
        {"zh": "天地图（在线）", "en": "Tianditu (online)"},
        "https://t0.tianditu.gov.cn/DataServer?T=vec_w&x={x}&y={y}&l={z}&tk={key}",
        "天地图",
        18,
    ),
    "amap": OnlineBasemap(
        "amap",
        {"zh": "高德地图（在线）", "en": "AMap (online)"},
        "https://webrd01.is.autonavi.com/appmaptile?lang=zh_cn&size=1&scale=1&style=8&x={x}&y={y}&z={z}",
        "高德地图",
        18,
        "gcj02",
    ),
}


def chosen(settings: Settings) -> dict[str, OnlineBasemap]:
    """The services an administrator has switched on, with the office's key filled in."""
    usable = {name for name in SERVICES if name != "tianditu" or settings.tianditu_key}
    return {name: SERVICES[name] for name in settings.online_basemaps if name in usable}


def address(service: OnlineBasemap, settings: Settings) -> str:
    """The tile address with the office's key."""
    return service.url.replace("{key}", settings.tianditu_key)


def origins(settings: Settings) -> tuple[str, ...]:
    """Origins the security policy must allow pictures from."""
    parts = [urlsplit(service.url) for service in chosen(settings).values()]
    if settings.office_basemap.startswith(("http://", "https://")):
        parts.append(urlsplit(settings.office_basemap))
    return tuple(f"{part.scheme}://{part.netloc}" for part in parts)
