"""The head of every screen: name, pages, search, language, theme, link."""

from typing import Any

from atlas import process
from atlas.maps.element import Node, h
from pages.widgets.cache import search_url
from pages.widgets.icons import icon
from pages.widgets.mount import tree
from pages.widgets.url_state import address
from pages.widgets.wording import Screen

LANGUAGE_NAMES = {
    "zh": "中文",
    "en": "English",
    "ko": "한국어",
    "de": "Deutsch",
    "th": "ไทย",
    "ru": "Русский",
    "es": "Español",
    "mn": "Монгол",
}


Link = tuple[str, str, str]  # address, title and icon of a page


def page_links(s: Screen) -> tuple[Link, ...]:
    """Every page in the order of the menu."""
    return (*_visitors_pages(s), *_office_pages(s))


def _visitors_pages(s: Screen) -> tuple[Link, ...]:
    _ = s.say
    return (
        ("/", _("Overview"), "map"),
        ("/parks", _("Parks"), "park"),
        ("/routes", _("Routes"), "route"),
        ("/systems", _("Five systems"), "systems"),
        ("/compare", _("Compare"), "compare"),
        ("/sources", _("Sources"), "sources"),
    )


def _office_pages(s: Screen) -> tuple[Link, ...]:
    """What staff work with; none where nobody may edit."""
    if not process.settings().editing:
        return ()
    return (("/facts", s.say("Facts"), "facts"), ("/status", s.say("State of the atlas"), "status"))


def header(s: Screen, *, current: str) -> None:
    """Show the head and set language, theme and title of the page."""
    _ = s.say
    title = _("Atlas of Changchun’s International Cooperation Parks")
    here = next((name for path, name, _icon in page_links(s) if path == current), "")
    root = {"lang": s.lang, "theme": s.view.theme, "title": f"{here} · {title}" if here else title,
            "skip": _("Skip to the content")}
    tree(
        h(
            "header",
            {"class": "head", "role": "banner"},
            h("a", {"class": "brand", "href": address("/", s.view), "act": {"go": "/"}},
              logo(), h("span", "brand-names", h("b", None, title), _second_title(s))),
            _menu(s, current),
            h("atlas-search", {
                "class": "head-search",
                "index": search_url(s.view, s.catalog),
                "placeholder": _("Search places, parks, borders"),
                "label": _("Search"),
                "empty": _("Nothing found"),
            }),
            _language(s),
            _theme(s),
            h("button", {"class": "button primary", "type": "button", "data-copy": "url",
                         "data-done": _("Link copied")}, _("Copy link")),
        ),
        key="header",
        root=root,
    )


def _second_title(s: Screen) -> Node:
    if s.lang == "zh":
        name = "Atlas of Changchun’s International Cooperation Parks"
        return h("small", {"lang": "en"}, name)
    return h("small", {"lang": "zh"}, "长春国际合作园区图志")


def logo() -> Node:
    """The mark of the atlas: a line and the places it reaches."""
    return h(
        "svg",
        {"class": "logo", "viewBox": "0 0 40 40", "aria-hidden": "true"},
        h("rect", {"width": 40, "height": 40, "rx": 9, "fill": "var(--accent)"}),
        h("path", {"d": "M6 25 C13 11 18 25 24 17 S32 12 34 13", "fill": "none",
                   "stroke": "var(--on-accent)", "stroke-width": 2.6, "stroke-linecap": "round"}),
        *(
            h("circle", {"cx": x, "cy": y, "r": 2.1, "fill": "var(--on-accent)"})
            for x, y in ((24, 29), (29, 26), (34, 29), (26.5, 33.5), (31.5, 33.5))
        ),
    )


def _menu(s: Screen, current: str) -> Node:
    items = [
        h(
            "a",
            {**_way(path, s, current), "class": "menu-item"},
            icon(sign),
            h("span", None, name),
        )
        for path, name, sign in _visitors_pages(s)
    ]
    return h("nav", {"class": "menu", "aria-label": s.say("Pages")}, *items, _office(s, current))


def _way(path: str, s: Screen, current: str) -> dict[str, Any]:
    """What makes an element the way to a page."""
    return {"href": address(path, s.view), "act": {"go": path},
            "aria-current": "page" if path == current else None}


def _office(s: Screen, current: str) -> Node | None:
    """The pages of staff under one button: eight words in a row leave no room for the title."""
    pages = _office_pages(s)
    if not pages:
        return None
    here = current in {path for path, _name, _sign in pages}
    return h(
        "div",
        {"class": "dropdown dropdown-office", "data-menu": "office"},
        h("button",
          {"type": "button", "class": "menu-item", "aria-haspopup": "menu",
           "aria-expanded": "false", "aria-current": "true" if here else None},
          icon("facts"),
          h("span", None, s.say("Office"), h("i", {"aria-hidden": "true", "class": "caret"}, "▾"))),
        h("div", {"class": "menu-list", "role": "menu", "hidden": True}, *(
            h("a", {**_way(path, s, current), "role": "menuitem", "class": "menu-entry"},
              icon(sign), h("span", None, name))
            for path, name, sign in pages)),
    )


def _language(s: Screen) -> Node:
    offered = process.settings().languages
    entries = [
        h(
            "button",
            {"type": "button", "role": "menuitemradio", "lang": lang, "class": "menu-entry",
             "aria-checked": "true" if lang == s.lang else "false", "act": {"set": {"lang": lang}}},
            LANGUAGE_NAMES[lang],
        )
        for lang in offered
    ]
    return _dropdown(LANGUAGE_NAMES[s.lang], s.say("Language"), entries, "language")


def _theme(s: Screen) -> Node:
    names = {"light": s.say("Light"), "dark": s.say("Dark"), "hall": s.say("Hall screen")}
    entries = [
        h(
            "button",
            {"type": "button", "role": "menuitemradio", "class": "menu-entry",
             "aria-checked": "true" if theme == s.view.theme else "false",
             "act": {"set": {"theme": theme}, "theme": theme}},
            name,
        )
        for theme, name in names.items()
    ]
    shown = names.get(s.view.theme, names["light"])
    return _dropdown(shown, s.say("Theme"), entries, "theme")


def _dropdown(shown: str, label: str, entries: list[Node], name: str) -> Node:
    button: dict[str, Any] = {
        "type": "button",
        "class": "button",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-label": f"{label}: {shown}",
    }
    return h(
        "div",
        {"class": f"dropdown dropdown-{name}", "data-menu": name},
        h("button", button, shown, h("span", {"aria-hidden": "true", "class": "caret"}, "▾")),
        h("div", {"class": "menu-list", "role": "menu", "hidden": True}, *entries),
    )
