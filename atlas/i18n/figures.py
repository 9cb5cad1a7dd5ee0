"""Figures, units and dates as the visitor's language writes them.

A figure keeps the precision of its source: nothing is rounded, nothing is filled in.
"""

import math

from atlas.i18n import Words
from layers.model import UNDATED, Claim, Value, ValueRange

NARROW_SPACE = "\u202f"  # groups thousands in Chinese, German and Russian (LOOK: type)
COMMA_GROUPS = ("en", "ko", "th", "es", "mn")
COMMA_DECIMALS = ("de", "ru", "es", "mn")
DASH = "–"
SEASONS = ("21", "22", "23", "24")  # EDTF's spring to winter, written as a month


def number(value: float, lang: str) -> str:
    """A number in a language's own writing.

    >>> number(9756, "zh")
    '9\u202f756'
    >>> number(2.5, "de")
    '2,5'
    """
    whole, _, fraction = f"{value:,.6f}".partition(".")
    fraction = fraction.rstrip("0")
    group = "," if lang in COMMA_GROUPS and lang not in COMMA_DECIMALS else NARROW_SPACE
    mark = "," if lang in COMMA_DECIMALS else "."
    return whole.replace(",", group) + (mark + fraction if fraction else "")


def whole_km(km: float) -> int:
    """Kilometres to the next whole one, a half upward as the browser rounds it.

    >>> whole_km(602.5), whole_km(408.5)
    (603, 409)
    """
    return math.floor(km + 0.5)


UNITS = {
    "km2": "km²",
    "ha": "ha",
    "m2": "m²",
    "km": "km",
    "m": "m",
    "mm": "mm",
    "kmh": "km/h",
    "kv": "kV",
    "percent": "%",
    "teu": "TEU",
    "g_tkm": "g CO₂e/tkm",
    "g_teukm": "g CO₂e/TEU·km",
    "kg_teu": "kg CO₂e/TEU",
    "kg_t": "kg CO₂e/t",
    "kwh_tkm": "kWh/tkm",
}


def unit_words(unit: str | None, _: Words) -> str:
    """A unit as written beside a figure; empty for none, dates and years."""
    if unit in (None, "date", "year"):
        return ""
    if unit in UNITS:
        return UNITS[unit]
    spelled = {
        "people": _("people"),
        "companies": _("companies"),
        "projects": _("projects"),
        "parks": _("parks"),
        "trains": _("trains"),
        "tonnes": _("t"),
        "days": _("days"),
        "hours": _("h"),
        "years": _("years"),
        "count": "",
        "vehicles": _("vehicles"),
        "wagons": _("wagons"),
        "beds": _("beds"),
        "usd": _("USD"),
        "usd_m": _("million USD"),
        "usd_1e4": _("USD 10,000"),
        "usd_1e8": _("USD 100 million"),
        "rmb": _("RMB"),
        "rmb_m": _("million RMB"),
        "rmb_bn": _("billion RMB"),
        "rmb_10k": _("RMB 10,000"),
        "rmb_1e4": _("RMB 10,000"),
        "rmb_1e8": _("RMB 100 million"),
        "eur_m": _("million EUR"),
        "eur_1e4": _("EUR 10,000"),
        "eur_1e8": _("EUR 100 million"),
        "usd_feu": _("USD/FEU"),
        "usd_kg": _("USD/kg"),
        "kn": _("kn"),
        "km_day": _("km a day"),
        "ratio": _("times"),
    }
    return spelled.get(unit or "", unit or "")


# Units that count money in multiples of its currency, in units of that currency.
MONEY = {
    "rmb_10k": ("rmb", 10**4),
    "rmb_m": ("rmb", 10**6),
    "rmb_bn": ("rmb", 10**9),
    "usd_m": ("usd", 10**6),
    "eur_m": ("eur", 10**6),
}


def counted(value: Value, unit: str | None, lang: str) -> tuple[Value, str | None]:
    """A sum of money in the steps its language counts in: Chinese by 万 and 亿, not by millions.

    >>> counted(2.45, "rmb_bn", "zh")
    (24.5, 'rmb_1e8')
    """
    if unit not in MONEY or isinstance(value, str):
        return value, unit
    currency, factor = MONEY[unit]
    if lang == "zh":
        step = 10**8 if _size(value) * factor >= 10**8 else 10**4
        return _scaled(value, factor / step), f"{currency}_1e{len(str(step)) - 1}"
    return (_scaled(value, factor), currency) if unit == "rmb_10k" else (value, unit)


def _size(value: float | ValueRange) -> float:
    return abs((value.low or value.high or 0.0) if isinstance(value, ValueRange) else value)


def _scaled(value: float | ValueRange, factor: float) -> float | ValueRange:
    if not isinstance(value, ValueRange):
        return round(value * factor, 6)
    low, high = (None if end is None else round(end * factor, 6)
                 for end in (value.low, value.high))
    return ValueRange(low, high)


def figure_and_unit(value: Value, unit: str | None, lang: str, _: Words) -> tuple[str, str]:
    """A value as written, and its unit in words (empty for none)."""
    value, unit = counted(value, unit, lang)
    return figure(value, unit, lang, _), unit_words(unit, _)


def figure(value: Value, unit: str | None, lang: str, _: Words) -> str:
    """The figure of a claim without its unit."""
    if isinstance(value, str):
        return edtf(value, _) if unit in ("date", "year") else value
    if isinstance(value, ValueRange):
        return _range(value, lang, _)
    return str(int(value)) if unit == "year" else number(value, lang)


def _range(value: ValueRange, lang: str, _: Words) -> str:
    if value.low is not None and value.high is not None:
        return f"{number(value.low, lang)}{DASH}{number(value.high, lang)}"
    if value.low is not None:
        return _("over {figure}", figure=number(value.low, lang))
    return _("up to {figure}", figure=number(value.high or 0.0, lang))


def edtf(date: str, _: Words) -> str:
    """An EDTF date (ISO 8601-2) in words where it needs any.

    >>> edtf("2010~", lambda text, **v: text.format(**v))
    'about 2010'
    """
    if date in (UNDATED, "", "../.."):
        return _("undated")
    if "/" in date:
        start, end = date.split("/", 1)
        if start in ("..", ""):
            return _("until {date}", date=edtf(end, _))
        if end in ("..", ""):
            return _("since {date}", date=edtf(start, _))
        return f"{edtf(start, _)} {DASH} {edtf(end, _)}"
    if date[5:] in SEASONS and date[:4].isdecimal() and date[4] == "-":
        return _season(date[:4], date[5:], _)
    marks = {"~": _("about {date}", date=date[:-1]), "?": _("{date}, uncertain", date=date[:-1])}
    return marks.get(date[-1], date)


def _season(year: str, season: str, _: Words) -> str:
    """A season of a year in words."""
    return {
        "21": _("spring {year}", year=year),
        "22": _("summer {year}", year=year),
        "23": _("autumn {year}", year=year),
        "24": _("winter {year}", year=year),
    }[season]


def claim_words(claim: Claim, lang: str, _: Words) -> str:
    """A claim in one line: figure and unit, or its sentence, or that it is unknown."""
    if claim.unknown:
        return _("unknown")
    if claim.value is None:
        return claim.text.to(lang).text
    parts = figure_and_unit(claim.value, claim.unit, lang, _)
    return " ".join(part for part in parts if part)


def remark(claim: Claim, lang: str, _: Words) -> str:
    """What a claim's sentence adds to its figure; empty where it only says the figure again."""
    said = claim.text.to(lang).text
    if claim.value is None or claim.unknown or not said:
        return ""
    left = said
    for part in (*figure_and_unit(claim.value, claim.unit, lang, _), *ABOUT):
        left = left.replace(part, "") if part else left
    return said if any(mark.isalnum() for mark in left) else ""


# Words that qualify a figure without adding to it when they stand alone.
ABOUT = ("about", "approximately", "约", "大约", "平方公里", "公里")
