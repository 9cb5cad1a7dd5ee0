"""The settings of one process: environment, then ``atlas.toml``, then defaults.

The only module that looks at the environment or the clock.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from layers.errors import SettingError
from layers.model import AUDIENCES, Audience
from layers.text import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "ATLAS_"
SETTINGS_FILE = "atlas.toml"
VIEWPOINTS = ("cn", "un")
ONLINE_BASEMAPS = ("osm", "tianditu", "amap")
LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Settings:
    """What an administrator can decide. Names of the environment: ``ATLAS_`` + upper case."""

    data: Path = ROOT / "data" / "geo"  # folder of the text files
    store: Path = ROOT / "var" / "atlas.gpkg"  # the built store
    audience: Audience = "visitor"  # public, visitor or internal: highest level shown
    languages: tuple[str, ...] = ("zh", "en")  # interface languages offered
    viewpoint: str = "cn"  # boundary viewpoint of the process: cn or un
    viewpoint_choice: bool = False  # lets `viewpoint=` in the address choose, never in kiosk
    map_review_number: str = ""  # 审图号 of the base map in use, empty where there is none
    office_basemap: str = ""  # file (GeoJSON, GeoPackage, MBTiles, PMTiles) or XYZ address
    office_basemap_title: str = ""  # how the office calls its base map
    office_basemap_credit: str = ""  # credit line of the office's base map
    online_basemaps: tuple[str, ...] = ()  # ids out of: osm, tianditu, amap
    tianditu_key: str = ""  # key of the office for Tianditu
    host: str = "127.0.0.1"  # address to listen on
    port: int = 8501  # port to listen on
    allowed_hosts: tuple[str, ...] = ()  # further host names the server answers to
    today: str = field(default="")  # fixes the date (tests); empty: the clock

    def now(self) -> datetime:
        """The moment, in UTC; midnight of ``today`` where that is fixed."""
        if self.today:
            return datetime.fromisoformat(self.today).replace(tzinfo=UTC)
        return datetime.now(UTC)

    def date(self) -> date:
        """The day, in UTC."""
        return self.now().date()


def load_settings(
    environment: Mapping[str, str] | None = None, *, file: Path | None = None
) -> Settings:
    """Settings from the environment, else from ``atlas.toml``, else the defaults.

    Raises
    ------
    SettingError
        A value can't be used; names the setting, the value and what would be right.

    """
    env = os.environ if environment is None else environment
    path = file or Path(env.get(f"{PREFIX}SETTINGS", ROOT / SETTINGS_FILE))
    listed = _from_file(path)
    unknown = sorted(set(listed) - {item.name for item in fields(Settings)})
    if unknown:
        raise SettingError(f"{path.name}: unknown setting {', '.join(unknown)}. See docs/settings.")
    values = {
        item.name: _value(item.name, raw, item.default)
        for item in fields(Settings)
        if (raw := env.get(PREFIX + item.name.upper(), listed.get(item.name))) is not None
    }
    settings = Settings(**values)
    _check(settings)
    return settings


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingError(f"{path.name}: is not valid TOML, {error}. Mend that line.") from error


def _value(name: str, raw: Any, default: Any) -> Any:
    try:
        if isinstance(default, bool):
            return raw if isinstance(raw, bool) else _BOOLEANS[str(raw).strip().lower()]
        if isinstance(default, int):
            return int(raw)
        if isinstance(default, tuple):
            parts = raw.split(",") if isinstance(raw, str) else raw
            return tuple(part.strip() for part in parts if part.strip())
        return Path(raw).expanduser() if isinstance(default, Path) else str(raw)
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        kind = type(default).__name__
        raise SettingError(f"Setting {name} = {raw!r}: should be a {kind}. See docs.") from error


_BOOLEANS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def _check(settings: Settings) -> None:
    choices = {
        "audience": (settings.audience, AUDIENCES),
        "viewpoint": (settings.viewpoint, VIEWPOINTS),
    }
    for name, (chosen, allowed) in choices.items():
        if chosen not in allowed:
            raise SettingError(f"Setting {name} = {chosen!r}: one of {', '.join(allowed)}.")
    listed = {
        "languages": (settings.languages, LANGUAGES),
        "online_basemaps": (settings.online_basemaps, ONLINE_BASEMAPS),
    }
    for name, (values, allowed) in listed.items():
        for value in values:
            if value not in allowed:
                raise SettingError(f"Setting {name}: {value!r} is none of {', '.join(allowed)}.")
    _check_the_rest(settings)


def _check_the_rest(settings: Settings) -> None:
    if not settings.languages:
        raise SettingError("Setting languages: names none. Name at least one, such as zh.")
    if not 1 <= settings.port <= LAST_PORT:
        raise SettingError(f"Setting port = {settings.port}: from 1 to {LAST_PORT}.")
    try:
        settings.now()
    except ValueError as error:
        raise SettingError(f"Setting today = {settings.today!r}: write 2026-11-22.") from error
