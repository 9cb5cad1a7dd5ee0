"""Line icons of the menu and of buttons without words."""

from atlas.maps.element import Node, h

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
