"""How the map stands: languages, viewpoint with its review number, the ground it is drawn on."""

from collections.abc import Iterator

from atlas.config import Settings
from atlas.maps import office, online
from atlas.maps.document import review_statement, viewpoint_statement
from atlas.maps.element import Node, h
from pages.widgets.cache import viewpoint_of
from pages.widgets.header import LANGUAGE_NAMES
from pages.widgets.status.line import Line
from pages.widgets.wording import Screen


def map_lines(settings: Settings, s: Screen) -> Iterator[Line]:
    """Languages, viewpoint, base map."""
    offered = (h("span", {"lang": lang}, LANGUAGE_NAMES[lang]) for lang in settings.languages)
    yield Line("languages", "good", s.say("Languages"), h("span", "status-each", *offered))
    yield viewpoint_line(settings, s)
    yield ground_line(settings, s)


def viewpoint_line(settings: Settings, s: Screen) -> Line:
    """Whose boundaries are shown, and whether the map has been reviewed."""
    shown = viewpoint_statement(viewpoint_of(s.view), s.say)
    reviewed = review_statement(settings.map_review_number, s.say)
    if settings.map_review_number:
        return Line("viewpoint", "good", s.say("Map"), shown, (reviewed,))
    setting = _setting(s.say("map review number"), "map_review_number", s)
    return Line("viewpoint", "warn", s.say("Map"), shown, (reviewed, setting),
                s.say("Put the number of the approved map into this setting."))


def ground_line(settings: Settings, s: Screen) -> Line:
    """The base map in use: the office's own, ours, and what comes from other hosts."""
    title = s.say("Basemap")
    if settings.office_basemap and not _readable(settings):
        return Line("basemap", "bad", title, s.say(
            "The office’s base map can’t be read; the embedded one is shown."),
            (_setting(s.say("the office’s base map"), "office_basemap", s),),
            s.say("Look at this setting and the file it names."))
    own = settings.office_basemap_title or s.say("Office base map")
    shown = own if settings.office_basemap else s.say("embedded, needs no network")
    foreign = [one.title.get(s.lang, one.title["en"]) for one in online.chosen(settings).values()]
    if foreign:
        return Line("basemap", "warn", title, shown, (" · ".join(foreign),),
                    s.say("These need the network; without it the embedded map is shown."))
    return Line("basemap", "good", title, shown)


def _setting(words: str, name: str, s: Screen) -> Node:
    """A setting in words, and as it is called in the file of settings."""
    return h("span", None, s.say("Setting: {words}", words=words), " ",
             h("code", {"lang": "en"}, f"({name})"))


def _readable(settings: Settings) -> bool:
    return office.raster(settings) is not None or office.vectors(settings) is not None
