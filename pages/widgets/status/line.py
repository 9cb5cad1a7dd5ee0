"""One line of the status page: what was looked at, how it stands, what to do about it."""

from dataclasses import dataclass
from typing import Literal

from atlas.maps.element import Node, h
from pages.widgets.wording import Screen

Standing = Literal["good", "warn", "bad"]
# A tick in a disc, a triangle, a square with a cross: told apart without colour.
SIGNS: dict[Standing, tuple[str, str]] = {
    "good": ("M12 2.500a9.500 9.500 0 100 19 9.500 9.500 0 000-19z", "M7.500 12.500l3 3 6-6.500"),
    "warn": ("M12 2.500L22.500 21h-21z", "M12 9v6M12 17.600v.6"),
    "bad": ("M3 3h18v18H3z", "M8 8l8 8M16 8l-8 8"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """How one thing stands. ``detail`` are further lines, ``do`` is what to do, both may lack."""

    key: str
    standing: Standing
    title: str
    value: Node
    detail: tuple[Node, ...] = ()
    do: str = ""


def standing_words(standing: Standing, s: Screen) -> str:
    """The standing as a word."""
    return {"good": s.say("in order"), "warn": s.say("look at it"), "bad": s.say("act")}[standing]


def line_node(line: Line, s: Screen) -> Node:
    """The line: sign, title and word, then value, details and advice."""
    return h(
        "li",
        {"data-testid": "status-line", "data-status": line.standing, "data-line": line.key,
         "class": f"status-line is-{line.standing}"},
        sign(line.standing),
        h("div", "status-name", h("b", None, line.title),
          h("span", "status-word", standing_words(line.standing, s))),
        h("div", "status-value", h("div", None, line.value),
          *(h("div", "status-detail", item) for item in line.detail),
          h("p", "status-do", line.do) if line.do else None),
    )


def sign(standing: Standing) -> Node:
    """The sign of a standing, filled with its colour."""
    ground, mark = SIGNS[standing]
    return h("svg", {"class": "status-sign", "viewBox": "0 0 24 24", "aria-hidden": "true"},
             h("path", {"d": ground, "fill": "currentColor"}),
             h("path", {"d": mark, "fill": "none", "stroke": "var(--panel)", "stroke-width": 2.2,
                        "stroke-linecap": "round", "stroke-linejoin": "round"}))
