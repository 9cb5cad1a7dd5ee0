"""The settings of one process: environment, then ``atlas.toml``, then defaults.

The only module that looks at the environment or the clock.
"""

import ipaddress
import os
import re
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from atlas.facts.editors import clean_name, is_hash
from layers.errors import SettingError
from layers.model import AUDIENCES, Audience
from layers.text import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "ATLAS_"
SETTINGS_FILE = "atlas.toml"
VIEWPOINTS = ("cn", "un")
ONLINE_BASEMAPS = ("osm", "tianditu", "amap")
LAST_PORT = 65535
LONGEST_SESSION_H = 24 * 7
SECRET = ("editors", "tianditu_key")  # never repeated in a message
HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


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
    editing: bool = False  # lets people who sign in change facts; never in a hall's process
    editors: tuple[str, ...] = field(default=(), repr=False)  # "name:hash" of each who may sign in
    editor_header: str = ""  # header in which a proxy names the person it has signed in
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")  # whose headers are believed
    one_person: bool = False  # publishes a change at once, without a second person
    session_hours: int = 10  # hours until an editor has to sign in again
    today: str = field(default="")  # fixes the date (tests); empty: the clock

    def now(self) -> datetime:
        """The moment, in UTC; midnight of ``today`` where that is fixed."""
        if self.today:
            return datetime.fromisoformat(self.today).replace(tzinfo=UTC)
        return datetime.now(UTC)

    def moment(self) -> str:
        """The same as text (ISO 8601), as the store keeps it."""
        return self.now().isoformat(timespec="seconds")

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
        said = f"Setting {name}" if name in SECRET else f"Setting {name} = {raw!r}"
        raise SettingError(f"{said}: should be a {kind}. See docs.") from error


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
    _check_editing(settings)


def _check_editing(settings: Settings) -> None:
    if settings.editing and not settings.editors and not settings.editor_header:
        raise SettingError(
            "Setting editing is on, but nobody can sign in. Set `editors` (a line for each comes "
            "from `python -m atlas facts password NAME`) or `editor_header`."
        )
    if settings.editor_header and not HEADER_NAME.fullmatch(settings.editor_header):
        raise SettingError(
            f"Setting editor_header = {settings.editor_header!r}: write a name such as "
            "X-Remote-User, of letters, digits and hyphens."
        )
    if not 1 <= settings.session_hours <= LONGEST_SESSION_H:
        raise SettingError(
            f"Setting session_hours = {settings.session_hours}: from 1 to {LONGEST_SESSION_H}."
        )
    _check_editors(settings.editors)
    for address in settings.trusted_proxies:
        _check_network(address)


def _check_editors(lines: tuple[str, ...]) -> None:
    """Names and hashes; a message names the editor and never repeats a hash."""
    names = []
    for number, line in enumerate(lines, start=1):
        name, colon, made = line.partition(":")
        if not colon or not clean_name(name):
            raise SettingError(
                f"Setting editors: entry {number} has no usable name. Write name:hash."
            )
        if not is_hash(made):
            raise SettingError(
                f"Setting editors: the hash of “{name}” can't be read. Make a new line by "
                f"`python -m atlas facts password {name}` and copy it whole."
            )
        names.append(clean_name(name))
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SettingError(f"Setting editors: “{twice[0]}” stands twice. Leave out one line.")


def _check_network(address: str) -> None:
    try:
        ipaddress.ip_network(address, strict=False)
    except ValueError as error:
        raise SettingError(
            f"Setting trusted_proxies: {address!r} is no address. Write 127.0.0.1 or 10.0.0.0/24."
        ) from error


def ticking() -> float:
    """Seconds that only go forward, whatever happens to the clock on the wall."""
    return time.monotonic()


def server_environment() -> dict[str, str]:
    """The environment a server is started with.

    uvicorn would put the address of X-Forwarded-For in the place of the connection's own, and
    then nothing here could tell a proxy from a visitor. It believes no one; `trusted_proxies` do.
    """
    return {**os.environ, "FORWARDED_ALLOW_IPS": ""}
