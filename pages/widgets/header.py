"""The head of every screen: name, pages, search, language, theme, link."""

from typing import Any

from atlas import process
from atlas.maps.element import Node, h
from pages.widgets.cache import search_url
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


def page_links(s: Screen) -> tuple[tuple[str, str, str], ...]:
    """Address, title and icon of each page, in the order of the menu."""
    _ = s.say
    office = (("/facts", _("Facts"), "facts"), ("/status", _("State of the atlas"), "status"))
    return (
        ("/", _("Overview"), "map"),
        ("/parks", _("Parks"), "park"),
        ("/routes", _("Routes"), "route"),
        ("/systems", _("Five systems"), "systems"),
        ("/compare", _("Compare"), "compare"),
        ("/sources", _("Sources"), "sources"),
        *(office if process.settings().editing else ()),
    )


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


ICONS = {
    "map": "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14",
    "park": "M12 3a9 9 0 100 18 9 9 0 000-18zM12 9a3 3 0 100 6 3 3 0 000-6z",
    "route": "M5 19a2 2 0 100-.1M19 5a2 2 0 100-.1M6.5 18C12 16 6 10 11 8s5 1 6.500-2.500",
    "systems": "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
    "compare": "M6 20V10M12 20V4M18 20v-7",
    "facts": "M4 20h4L19 9l-4-4L4 16zM13.500 6.500l4 4",
    "status": "M3 12h4l2.500-6 5 12 2.500-6h4",
    "sources": "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7",
}


def icon(name: str) -> Node:
    """A line icon of 24 units."""
    return h(
        "svg",
        {"class": "icon", "viewBox": "0 0 24 24", "aria-hidden": "true", "fill": "none",
         "stroke": "currentColor", "stroke-width": 1.7, "stroke-linejoin": "round",
         "stroke-linecap": "round"},
        h("path", {"d": ICONS[name]}),
    )


def _menu(s: Screen, current: str) -> Node:
    items = [
        h(
            "a",
            {
                "class": "menu-item",
                "href": address(path, s.view),
                "act": {"go": path},
                "aria-current": "page" if path == current else None,
            },
            icon(sign),
            h("span", None, name),
        )
        for path, name, sign in page_links(s)
    ]
    return h("nav", {"class": "menu", "aria-label": s.say("Pages")}, *items)


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
