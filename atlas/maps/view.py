"""A view: what is shown, small, frozen, hashable and equal to the URL query.

``View.from_query(view.to_query()) == (view, [])`` for every view; a bad value is dropped with a
notice, never an error.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from layers.text import LANGUAGES

Bounds = tuple[float, float, float, float]
Theme = Literal["light", "dark", "hall", "print"]

THEMES: tuple[Theme, ...] = ("light", "dark", "hall", "print")
BBOX_DIGITS = 4  # about 10 m: finer than any symbol, short enough to read out
KM_DIGITS = 1
MOST_IDS = 5
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
VERSION = re.compile(r"[0-9a-f]{12}")
LONGEST_BBOX_TEXT = 80
FARTHEST_LON = 360
MOST_NAMES = 24  # closures: more than there are borders in any sensible question
# The planner's keys. What they mean is worked out by whoever plans; here they are only well formed.
CARGO = re.compile(r"[a-z0-9.]{1,16}(-[a-z0-9.]{1,16}){0,7}")  # 20t-2teu-90000usd-battery
WITHIN = re.compile(r"[1-9]\d?(-air)?")
RATE = re.compile(r"\d{1,2}(\.\d)?")
WHAT_IF = re.compile(r"[a-z0-9][a-z0-9-]{0,63}(:[a-z0-9][a-z0-9-]{0,63}:\d{1,2}(\.\d{1,2})?)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Days a shipment can be asked for: before 2000 time zones held local mean times, and at either end
# of the calendar there is no day to count on to.
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
# Words Python keeps for itself have another name here than in the address.
KEYS = {"origin": "from", "destination": "to"}


@dataclass(frozen=True, slots=True)
class Notice:
    """A value of the address that could not be used."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows. Field names are the keys of the URL query (but for ``KEYS``).

    ``layers`` is None where the catalogue's own choice stands; ``bbox`` is west, south, east,
    north in degrees; ``at`` is chainage in kilometres from Changchun. From ``origin`` on
    they are the planner's: what is asked, what if (``dwell:all:2``, ids of presets), which
    alternative and which tab is shown, within how many days places are reached (``15``,
    ``6-air``), what capital costs (per cent a year).
    """

    lang: str = "zh"
    lang2: str | None = None
    layers: tuple[str, ...] | None = None
    bbox: Bounds | None = None
    sel: str | None = None
    at: float | None = None
    ids: tuple[str, ...] = ()
    theme: Theme = "light"
    basemap: str | None = None
    kiosk: bool = False
    v: str | None = None
    viewpoint: str | None = None
    origin: str | None = None
    destination: str | None = None
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    cargo: str | None = None
    depart: str | None = None
    by: str | None = None
    what: tuple[str, ...] = ()
    way: str | None = None
    tab: str | None = None
    within: str | None = None
    rate: str | None = None

    def with_(self, **changes: Any) -> "View":
        """A copy with some fields changed."""
        return replace(self, **changes)

    def to_query(self) -> dict[str, str]:
        """The query that shows this view again; what is at its default is left out."""
        written = {item.name: _write(getattr(self, item.name)) for item in fields(self)}
        return {
            KEYS.get(item.name, item.name): written[item.name]
            for item in fields(self)
            if getattr(self, item.name) != item.default
        }

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "tuple[View, list[Notice]]":
        """The view a query names, and a notice for each value that was dropped.

        Keys that belong to others (tour, office) are left alone.
        """
        values: dict[str, Any] = {}
        notices = []
        for name, read in _READERS.items():
            key = KEYS.get(name, name)
            raw = query.get(key)
            if raw is None or (raw == "" and key != "layers"):
                continue
            try:
                values[name] = read(raw)
            except ValueError:
                notices.append(Notice(key, raw))
        return cls(**values), notices


def _write(value: Any) -> str:
    if value is True:
        return "1"
    if isinstance(value, tuple):
        return ",".join(_write(part) for part in value)
    if isinstance(value, float):
        return f"{value:.{BBOX_DIGITS}f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def _bbox(raw: str) -> Bounds:
    if len(raw) > LONGEST_BBOX_TEXT:
        raise ValueError(raw)
    west, south, east, north = (round(_number(part), BBOX_DIGITS) for part in raw.split(","))
    # The middle lies in the first copy of the world, the edges of a wide map may lie beyond it.
    inside = -FARTHEST_LON <= west < east <= FARTHEST_LON and -180 <= (west + east) / 2 <= 180
    if not (inside and -90 <= south < north <= 90):
        raise ValueError(raw)
    return west, south, east, north


def _number(raw: str) -> float:
    number = float(raw)
    if not math.isfinite(number):
        raise ValueError(raw)
    return number + 0.0  # -0.0 and 0.0 are one place


def _chainage(raw: str) -> float:
    km = round(_number(raw), KM_DIGITS)
    if not 0 <= km <= 40_000:  # the Earth's circumference: no line is longer
        raise ValueError(raw)
    return km


def _one_id(raw: str) -> str:
    if not ID.fullmatch(raw):
        raise ValueError(raw)
    return raw


def _ids(raw: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(_one_id(part) for part in raw.split(",") if part))
    if len(found) > MOST_IDS:
        raise ValueError(raw)
    return found


def _layers(raw: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_one_id(part) for part in raw.split(",") if part))


def _names(raw: str) -> tuple[str, ...]:
    """Ids of places, borders and passages, and codes of countries, which may be capitals."""
    return _few(_one_id(part.lower()) for part in raw.split(",") if part)


def _what_if(raw: str) -> tuple[str, ...]:
    parts = [part for part in raw.split(",") if part]
    if not all(WHAT_IF.fullmatch(part) for part in parts):
        raise ValueError(raw)
    return _few(parts)


def _few(names: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(names))
    if len(found) > MOST_NAMES:
        raise ValueError(found)
    return found


def _cargo(raw: str) -> str:
    if not CARGO.fullmatch(raw):
        raise ValueError(raw)
    return raw


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if not pattern.fullmatch(raw):
            raise ValueError(raw)
        return raw

    return read


def day(raw: str) -> str:
    """A day as YYYY-MM-DD, from 2000 to 2100.

    Raises
    ------
    ValueError
        It is written otherwise, or lies outside.

    """
    if not DAY.fullmatch(raw) or not FIRST_DAY <= date.fromisoformat(raw) <= LAST_DAY:
        raise ValueError(raw)
    return date.fromisoformat(raw).isoformat()


def _one_of(allowed: Iterable[str]) -> Any:
    choices = tuple(allowed)

    def read(raw: str) -> str:
        if raw not in choices:
            raise ValueError(raw)
        return raw

    return read


def _flag(raw: str) -> bool:
    if raw not in _FLAGS:
        raise ValueError(raw)
    return _FLAGS[raw]


_FLAGS = {"1": True, "0": False, "true": True, "false": False}


def _version(raw: str) -> str:
    if not VERSION.fullmatch(raw):
        raise ValueError(raw)
    return raw


_READERS = {
    "lang": _one_of(LANGUAGES),
    "lang2": _one_of(LANGUAGES),
    "layers": _layers,
    "bbox": _bbox,
    "sel": _one_id,
    "at": _chainage,
    "ids": _ids,
    "theme": _one_of(THEMES),
    "basemap": _one_id,
    "kiosk": _flag,
    "v": _version,
    "viewpoint": _one_of(("cn", "un")),
    "origin": _one_id,
    "destination": _one_id,
    "via": _names,
    "avoid": _names,
    "cargo": _cargo,
    "depart": day,
    "by": day,
    "what": _what_if,
    "way": _one_id,
    "tab": _one_id,
    "within": _matching(WITHIN),
    "rate": _matching(RATE),
}
