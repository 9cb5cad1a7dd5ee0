"""Names of public holidays in the page's language, where their library has them in English only.

The names are those of the countries the planner's ways run through; any other is shown in English
and marked as English.
"""

import re

from atlas.i18n import N_
from atlas.maps.element import Node, h
from atlas.routing.calendar import Holiday
from pages.widgets.wording import Screen

NAMES = frozenset({
    N_("New Year's Day"), N_("New Year's Eve"), N_("Epiphany"), N_("Good Friday"),
    N_("Easter Sunday"), N_("Easter Monday"), N_("Catholic Easter"), N_("Orthodox Easter"),
    N_("Ascension Day"), N_("Pentecost"), N_("Pentecost Monday"), N_("Corpus Christi"),
    N_("Assumption Day"), N_("All Saints' Day"), N_("Immaculate Conception"),
    N_("Christmas Eve"), N_("Christmas Day"), N_("Second Day of Christmas"),
    N_("Catholic Christmas Day"), N_("Orthodox Christmas"), N_("Orthodox Christmas Day"),
    N_("Labor Day"), N_("International Workers' Day"), N_("National Labor Day"),
    N_("International Women's Day"), N_("Women's Day"), N_("Victory Day"), N_("Liberation Day"),
    N_("Independence Day"), N_("National Day"), N_("Constitution Day"), N_("Republic Day"),
    N_("Radunitsa (Day of Rejoicing)"), N_("October Revolution Day"),
    N_("Independence Day of the Republic of Belarus (Day of the Republic)"),
    N_("Nowruz Holiday"), N_("Kazakhstan's People Solidarity Holiday"),
    N_("Defender of the Fatherland Day"), N_("Capital Day"), N_("Eid al-Adha"),
    N_("Lunar New Year"), N_("Children's Day"), N_("Genghis Khan's Birthday"),
    N_("National Festival and People's Revolution Anniversary"),
    N_("National Freedom and Independence Day"), N_("The Buddha's Birthday"),
    N_("National Day of the Third of May"), N_("National Independence Day"),
    N_("German Unity Day"), N_("King's Day"),
    N_("Korean New Year"), N_("The day preceding Korean New Year"),
    N_("The second day of Korean New Year"), N_("Chuseok"), N_("The day preceding Chuseok"),
    N_("The second day of Chuseok"), N_("Independence Movement Day"), N_("Buddha's Birthday"),
    N_("Memorial Day"), N_("National Foundation Day"), N_("Hangul Day"),
    N_("Local Election Day"), N_("Presidential Election Day"),
    N_("National Assembly Election Day"), N_("Temporary Public Holiday"),
    N_("Makha Bucha"), N_("Visakha Bucha"), N_("Asarnha Bucha"), N_("Buddhist Lent Day"),
    N_("Chakri Memorial Day"), N_("Songkran Festival"), N_("Coronation Day"),
    N_("HM Queen Suthida's Birthday"), N_("HM King Maha Vajiralongkorn's Birthday"),
    N_("HM Queen Sirikit The Queen Mother's Birthday"), N_("National Mother's Day"),
    N_("HM King Bhumibol Adulyadej Memorial Day"), N_("HM King Chulalongkorn Memorial Day"),
    N_("HM King Bhumibol Adulyadej the Great's Birthday"), N_("National Father's Day"),
    N_("Bridge Public Holiday"), N_("National Children's Day"),
    N_("Day of the National Rebellion"),
    N_("Commemoration of the Assault of the Moncada garrison"),
})
IN_LIEU = re.compile(r"(.+) \((?:observed|in lieu|substituted)\)|Alternative holiday for (.+)")
ESTIMATED = re.compile(r"(.+) \((?:observed, )?estimated\)")
MOVED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")
ENGLISH = "en"


def holiday_name(holiday: Holiday, s: Screen) -> Node:
    """A holiday's name; in another language than the page's it is marked."""
    if holiday.lang == s.lang:
        return h("span", None, holiday.name)
    words = [name_words(name, s) for name in holiday.name.split("; ")]
    if None in words:
        return h("span", {"lang": holiday.lang}, holiday.name)
    return h("span", None, "; ".join(word for word in words if word))


def name_words(name: str, s: Screen) -> str | None:
    """An English name in the page's language; None where nobody has translated it."""
    if moved := MOVED.fullmatch(name):
        month, day, year = moved.groups()
        return s.say("day off moved from {date}", date=f"{year}-{month}-{day}")
    if found := IN_LIEU.fullmatch(name):
        base = _plain(found[1] or found[2], s)
        return base and s.say("{name} (day off in lieu)", name=base)
    if found := ESTIMATED.fullmatch(name):
        base = _plain(found[1], s)
        return base and s.say("{name} (date estimated)", name=base)
    return _plain(name, s)


def _plain(name: str, s: Screen) -> str | None:
    words = s.say(name) if name in NAMES else name
    return words if words != name else None
