"""The legend: each symbol as it is drawn, with its meaning."""

from dataclasses import dataclass

from atlas.i18n import Words
from atlas.maps.element import Node, h

SIZE = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend."""

    symbol: Node
    text: str


def legend(_: Words, *, overdue: bool = False) -> tuple[Entry, ...]:
    """Every symbol of the map in the order a visitor meets them; the clock only where it is."""
    return (
        Entry(_disc(), _("Placed")),
        Entry(_approximate(), _("Approximate, circle = accuracy")),
        Entry(_hollow(), _("Location not confirmed, not on the map")),
        Entry(_sketch(), _("Indicative area, not a legal limit")),
        Entry(lozenge(), _("Break of gauge 1,435 / 1,520 mm")),
        Entry(bars(), _("Border, same gauge")),
        Entry(square(), _("Terminal")),
        Entry(target(), _("Origin: Changchun")),
        Entry(_tick(), _("Every 1,000 km of published chainage")),
        Entry(_corridor(), _("Economic corridor")),
        *((Entry(clock(), _("Figures due for review")),) if overdue else ()),
    )


def _svg(*children: Node) -> Node:
    box = f"0 0 {SIZE} {SIZE}"
    return h("svg", {"class": "legend-symbol", "viewBox": box, "aria-hidden": "true"}, *children)


def _circle(radius: float, **attributes: object) -> Node:
    return h("circle", {"cx": 12, "cy": 12, "r": radius, **attributes})


def _disc() -> Node:
    return _svg(_circle(7.5, fill="var(--ink2)"))


def _approximate() -> Node:
    return _svg(
        _circle(10.5, **{"fill": "var(--ink2)", "fill-opacity": 0.16, "stroke": "var(--ink2)",
                         "stroke-width": 0.8}),
        _circle(5, fill="var(--ink2)"),
    )


def _hollow() -> Node:
    return _svg(
        _circle(8, **{"fill": "none", "stroke": "var(--ink2)", "stroke-width": 1.8,
                      "stroke-dasharray": "3.6 2.9"})
    )


def _sketch() -> Node:
    box = {"x": 2.5, "y": 5, "width": 19, "height": 14, "fill": "none", "stroke": "var(--ink2)"}
    lines = "M3 14l9-9M6 19L20 5M13 19l8-8"
    return _svg(
        h("rect", {**box, "stroke-width": 1.4, "stroke-dasharray": "6 4"}),
        h("path", {"d": lines, "stroke": "var(--ink2)", "stroke-width": 0.8, "fill": "none"}),
    )


def lozenge() -> Node:
    """A break of gauge: two pairs of rails of unequal spacing in a lozenge."""
    return _svg(
        h("path", {"d": "M12 1.5L22.5 12 12 22.5 1.5 12z", "fill": "var(--panel)",
                   "stroke": "var(--ink)", "stroke-width": 1.6}),
        h("path", {"d": "M8.200 7.800v3.600M10.800 7.800v3.600M12.600 12.400v4M16.400 12.400v4",
                   "stroke": "var(--ink)", "stroke-width": 1.3, "fill": "none"}),
    )


def bars() -> Node:
    """A border without a change of gauge."""
    return _svg(
        _circle(8.5, **{"fill": "var(--panel)", "stroke": "var(--ink)", "stroke-width": 1.6}),
        h("path", {"d": "M10 8v8M14 8v8", "stroke": "var(--ink)", "stroke-width": 1.8}),
    )


def square() -> Node:
    """A terminal."""
    return _svg(
        h("rect", {"x": 5.5, "y": 5.5, "width": 13, "height": 13, "fill": "var(--panel)",
                   "stroke": "var(--hue-line-cme)", "stroke-width": 4})
    )


def target() -> Node:
    """The origin, the only double ring."""
    hue = "var(--hue-line-cme)"
    return _svg(
        _circle(9, **{"fill": "var(--panel)", "stroke": hue, "stroke-width": 2.4}),
        _circle(4, fill=hue),
    )


def clock() -> Node:
    """Figures of a place are due for review: a clock at its lower right."""
    return _svg(
        _circle(7.5, **{"fill": "var(--panel)", "stroke": "var(--warn)", "stroke-width": 1.8}),
        h("path", {"d": "M12 7.800v4.400l3 1.700", "stroke": "var(--warn)", "stroke-width": 1.6,
                   "fill": "none", "stroke-linecap": "round"}),
    )


def _tick() -> Node:
    hue = "var(--hue-line-cme)"
    return _svg(
        h("path", {"d": "M1 12h22", "stroke": hue, "stroke-width": 3.2}),
        h("path", {"d": "M12 5v14", "stroke": hue, "stroke-width": 1.7}),
    )


def _corridor() -> Node:
    hue = "var(--hue-corridor-cmr)"
    return _svg(
        h("path", {"d": "M1 12h22", "stroke": hue, "stroke-width": 10, "stroke-opacity": 0.2}),
        h("path", {"d": "M1 12h22", "stroke": hue, "stroke-width": 2.4,
                   "stroke-dasharray": "7 3.2"}),
    )
