"""A figure in running text: every way it may be written, told from figures of other units.

>>> [bool(saying(36, "km2").search(said)) for said in ("先行开发约 36 平方公里", "36 家企业")]
[True, False]
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from atlas.i18n.figures import MONEY

GAP = "[,\u202f\u00a0\u2009 ]?"  # what may stand between thousands
ALONE_BEFORE = r"(?<![\d.,])(?<!\d[ \u202f\u00a0])"
ALONE_AFTER = "(?!\\d|[.,]\\d|[ \u202f\u00a0]\\d{3}(?!\\d))"
MULTIPLES = {r"\s?万": 1e4, r"\s?亿": 1e8, r"[ -]million": 1e6, r"[ -]billion": 1e9}
DISTINCT = 1000.0  # a figure from here on is known by itself, unless it may be a year
YEARS = (1900, 2100)
FEW_WORDS = r"(?:[ -][^\W\d]+){0,2}"  # "36 high-tech companies"
# How each unit is written after its figure.
UNIT_WORDS = {
    "km2": ("平方公里", "平方千米", "km²", "km2", "square kilomet", "sq km"),
    "m2": ("平方米", "m²", "square met"),
    "ha": ("公顷", r"ha\b", "hectare"),
    "km": ("公里", "千米", r"km\b(?!/)", "kilomet"),
    "m": ("米", r"m\b", r"met(?:re|er)s?\b"),
    "mm": ("毫米", r"mm\b"),
    "kmh": ("公里/小时", "km/h"),
    "percent": ("%", "％", r"percent\b", r"per cent\b"),
    "people": ("人", r"people\b", r"residents\b", r"employees\b", r"staff\b"),
    "companies": ("家", "户", r"companies\b", r"firms\b", r"enterprises\b"),
    "projects": ("个项目", "项", r"projects\b"),
    "trains": ("列", r"trains\b", r"journeys\b"),
    "tonnes": ("吨", r"t\b", r"tonnes\b"),
    "days": ("天", "日内", r"days\b", r"-day\b"),
    "hours": ("小时", r"h\b", r"hours\b"),
    "years": ("年内", r"years\b"),
    "teu": ("标箱", "标准箱", r"TEU\b"),
    "vehicles": ("辆", r"vehicles\b", r"cars\b"),
}
DATES = (r"年", r"月", r"日", *(
    rf"{name}" for name in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
                            "Nov", "Dec")))  # fmt: skip


@lru_cache(maxsize=256)
def saying(value: float, unit: str | None, *, near: bool = False) -> re.Pattern[str]:
    """What finds a figure in a sentence; ``near`` where the sentence is about this figure anyway.

    A small figure counts only beside its own unit, a large one unless another unit follows.
    """
    return re.compile("|".join(_ways(value, unit, near=near)), re.IGNORECASE)


def _ways(value: float, unit: str | None, *, near: bool) -> Iterator[str]:
    factor = MONEY[unit][1] if unit in MONEY else 1
    own = UNIT_WORDS.get(unit or "", ())
    if factor == 1:
        yield ALONE_BEFORE + _written(value) + ALONE_AFTER + _followed(value, unit, own, near)
    for mark, multiple in MULTIPLES.items():
        part = round(value * factor / multiple, 4)
        if part >= 0.1 and part * multiple == round(value * factor, 4):
            yield ALONE_BEFORE + _written(part) + ALONE_AFTER + mark


def _written(value: float) -> str:
    """Digits with or without something between the thousands; zeros after the point or none.

    >>> bool(re.fullmatch(_written(9800), "9,800")), bool(re.fullmatch(_written(2.5), "2.50"))
    (True, True)
    """
    whole, _, fraction = f"{value:,.6f}".partition(".")
    fraction = fraction.rstrip("0")
    after = rf"[.,]{fraction}0*" if fraction else r"(?:\.0+)?"
    return whole.replace(",", GAP) + after


def _followed(value: float, unit: str | None, own: tuple[str, ...], near: bool) -> str:
    """What has to follow the figure, or must not."""
    others = [word for name, words in UNIT_WORDS.items() if name != unit for word in words]
    longer = [word for word in others if any(word.startswith(mine) for mine in own)]
    not_longer = rf"(?!\s?(?:{'|'.join(longer)}))" if longer else ""
    beside = rf"{not_longer}(?={FEW_WORDS}\s?(?:{'|'.join(own)}))" if own else ""
    year = YEARS[0] <= value <= YEARS[1] and float(value).is_integer()
    if own and not near and (value < DISTINCT or year):
        return beside
    alone = rf"(?!\s?(?:{'|'.join((*others, *DATES))}))"
    return f"(?:{beside}|{alone})" if beside else alone
