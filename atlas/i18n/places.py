"""Names of countries and directions in the visitor's language."""

from functools import lru_cache

from babel import Locale

from atlas.i18n import Words

# Mainland usage, which CLDR's plain territory names do not follow on an official Chinese map.
MAINLAND_NAMES = {
    "TW": {"zh": "中国台湾", "en": "Taiwan, China"},
    "HK": {"zh": "中国香港", "en": "Hong Kong, China"},
    "MO": {"zh": "中国澳门", "en": "Macao, China"},
    "KR": {"zh": "韩国", "en": "Republic of Korea"},
}
SECTOR_DEG = 45.0


@lru_cache(maxsize=512)
def country(code: str, lang: str) -> str:
    """A country's name; a pair such as ``CN/RU`` gives both, joined."""
    if "/" in code:
        return "–".join(country(part, lang) for part in code.split("/"))
    own = MAINLAND_NAMES.get(code, {}).get(lang)
    return own or str(Locale.parse(lang).territories.get(code, code))


def direction(bearing_deg: float, _: Words) -> str:
    """One of eight directions for a bearing in degrees clockwise from north."""
    names = (
        _("north"),
        _("north-east"),
        _("east"),
        _("south-east"),
        _("south"),
        _("south-west"),
        _("west"),
        _("north-west"),
    )
    return names[round(bearing_deg / SECTOR_DEG) % len(names)]
