"""Figures, units and dates as the visitor's language writes them.

A figure keeps the precision of its source: nothing is rounded, nothing is filled in.
"""

from atlas.i18n import Words
from layers.model import UNDATED, Claim, Value, ValueRange

NARROW_SPACE = "\u202f"  # groups thousands in Chinese, German and Russian (LOOK: type)
COMMA_GROUPS = ("en", "ko", "th", "es", "mn")
COMMA_DECIMALS = ("de", "ru", "es", "mn")
DASH = "–"


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
        "usd_m": _("USD million"),
        "rmb_m": _("RMB million"),
        "rmb_bn": _("RMB billion"),
        "rmb_10k": _("RMB 10,000"),
        "eur_m": _("EUR million"),
    }
    return spelled.get(unit or "", unit or "")


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
    marks = {"~": _("about {date}", date=date[:-1]), "?": _("{date}, uncertain", date=date[:-1])}
    return marks.get(date[-1], date)


def claim_words(claim: Claim, lang: str, _: Words) -> str:
    """A claim in one line: figure and unit, or its sentence, or that it is unknown."""
    if claim.unknown:
        return _("unknown")
    if claim.value is None:
        return claim.text.to(lang).text
    parts = (figure(claim.value, claim.unit, lang, _), unit_words(claim.unit, _))
    return " ".join(part for part in parts if part)


def remark(claim: Claim, lang: str, _: Words) -> str:
    """What a claim's sentence adds to its figure; empty where it only says the figure again."""
    said = claim.text.to(lang).text
    if claim.value is None or claim.unknown or not said:
        return ""
    left = said
    for part in (figure(claim.value, claim.unit, lang, _), unit_words(claim.unit, _), *ABOUT):
        left = left.replace(part, "") if part else left
    return said if any(mark.isalnum() for mark in left) else ""


# Words that qualify a figure without adding to it when they stand alone.
ABOUT = ("about", "approximately", "约", "大约", "平方公里", "公里")
