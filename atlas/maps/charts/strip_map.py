"""A line drawn straight: one axis of kilometres shared by stops and lanes.

Places along the axis are percentages of the drawing's width, so text keeps its size on every
screen. What fits depends on that width: each text carries the narrowest drawing it fits
(class ``from-<px>``), and the style sheet shows it from there on.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from atlas.maps.element import Node, h

# Widths of the drawing, px, at which more text appears; the first is the narrowest drawn.
TIERS = (560, 760, 960, 1200, 1500, 1900, 2600, 3400)
LABEL_ANGLE_DEG = 42
LABEL_LINE_PX = 14.5  # height of one slanted label and the air beside it
LABEL_APART_PX = LABEL_LINE_PX / math.sin(math.radians(LABEL_ANGLE_DEG))
MINOR = 45  # label priority below which a stop is one on the way
LABEL_PX = 12 / 11  # labels are set a little larger than the lanes' words
ABOVE_LABELS_PX = 22  # the label's own start and the air over the longest
AXIS_DOWN, LANES_DOWN = 22, 34  # from the line to the kilometres and to the first lane
LANE_STEP = 25
LANE_HEIGHT = 18
LATIN_PX, WIDE_PX = 6.1, 11.5  # mean advance of a letter and of a Chinese character at 11 px
FIRST_WIDE = "\u2e80"
TEXT_MARGIN_PX = 8
TICK_STEPS_KM = (50, 100, 200, 500, 1000, 2000)
MOST_TICKS = 11


@dataclass(frozen=True, slots=True)
class StripStop:
    """A stop on the strip; a higher ``priority`` keeps its label where there is no room for all."""

    id: str
    km: float
    name: str
    symbol: str
    priority: int
    interpolated: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a lane between two kilometres; ``short`` stands where ``text`` is too wide."""

    km0: float
    km1: float
    text: str
    tone: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One property along the line."""

    id: str
    title: str
    sub: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class StripMark:
    """A few letters at a kilometre, such as a day; the greater ``rank`` stays where it is tight."""

    km: float
    text: str
    rank: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Everything a strip map shows.

    ``hue`` names a system or is "accent". ``marks`` stand in a row of their own above the lanes.
    ``drops`` are kilometres marked through all lanes (breaks of gauge); ``slices`` are
    stretches a pointer can choose as a whole, each with the act it causes; ``chosen`` is the
    number of the one that is.
    """

    id: str
    title: str
    hue: str
    km0: float
    km1: float
    stops: tuple[StripStop, ...]
    lanes: tuple[Lane, ...]
    drops: tuple[float, ...] = ()
    slices: tuple[tuple[float, float, dict[str, object]], ...] = ()
    chosen: int | None = None
    marks: tuple[StripMark, ...] = ()

    def share(self, km: float) -> float:
        """Place of a kilometre on the axis, from 0 to 1."""
        return (km - self.km0) / (self.km1 - self.km0)

    @property
    def line_y(self) -> int:
        """Where the line runs, px from the top: below its longest label."""
        return _line_y(self.stops, self.km0, self.km1)

    @property
    def height(self) -> int:
        """Height of the drawing, px."""
        return self.lanes_y + LANE_STEP * len(self.lanes)

    @property
    def lanes_y(self) -> int:
        """Where the first lane begins, px from the top."""
        return self.line_y + LANES_DOWN + (LANE_STEP if self.marks else 0)


@lru_cache(64)  # asked for by every part of a drawing
def _line_y(stops: tuple[StripStop, ...], km0: float, km1: float) -> int:
    shown = label_tiers(stops, {stop.id: (stop.km - km0) / (km1 - km0) for stop in stops})
    longest = max((text_px(stop.name) for stop in stops if stop.id in shown), default=0)
    rise = longest * LABEL_PX * math.sin(math.radians(LABEL_ANGLE_DEG))
    return math.ceil(rise) + ABOVE_LABELS_PX


def strip_map(strip: Strip, numbers: dict[float, str]) -> Node:
    """The drawing; ``numbers`` are the words of the axis' kilometres (see :func:`ticks`)."""
    return h(
        "svg",
        {"class": "strip-plot", "height": strip.height, "role": "img", "aria-label": strip.title,
         "style": {"--hue": f"var(--hue-{strip.hue}, var(--accent))"}},
        _hatching(strip.id),
        *_axis(strip, numbers),
        *_marks(strip),
        *(node for row, lane in enumerate(strip.lanes) for node in _lane(strip, lane, row)),
        *(_drop(strip, km) for km in strip.drops),
        *(_slice(strip, number) for number in range(len(strip.slices))),
        *_stops(strip),
    )


def crosshair(strip: Strip, km: float, text: str) -> Node:
    """A line through all lanes at a kilometre, to lie over the drawing."""
    share, y = strip.share(km), strip.line_y
    anchor = "start" if share < 0.06 else "end" if share > 0.94 else "middle"
    return h(
        "svg",
        {"class": "strip-plot strip-cross", "height": strip.height, "aria-hidden": "true",
         "style": {"--hue": f"var(--hue-{strip.hue}, var(--accent))"}},
        h("line", {"x1": percent(share), "x2": percent(share), "y1": y - 12,
                   "y2": strip.height}),
        h("circle", {"cx": percent(share), "cy": y, "r": 6}),
        h("text", {"x": percent(share), "y": y + AXIS_DOWN + 2, "text-anchor": anchor}, text),
    )


def pointer_axis(strip: Strip, line_id: str) -> Node:
    """The ground a pointer moves on: its place along it is a kilometre of the line on the map.

    It starts at kilometre 0: no address names one before it.
    """
    first = max(strip.km0, 0.0)
    place = {"left": percent(strip.share(first)), "top": f"{strip.line_y - 10}px"}
    return h("div", {"class": "strip-axis", "data-line": line_id, "data-km0": f"{first:g}",
                     "data-km1": f"{strip.km1:g}", "style": place})


def ticks(strip: Strip) -> tuple[float, ...]:
    """Round kilometres of the axis: each 1,000 on the whole line, closer on a short one."""
    length = strip.km1 - strip.km0
    step = next((step for step in TICK_STEPS_KM if length / step <= MOST_TICKS), 5000)
    first = math.ceil(strip.km0 / step)
    return tuple(float(n * step) for n in range(first, math.floor(strip.km1 / step) + 1))


def label_tiers(stops: Sequence[StripStop], share: dict[str, float]) -> dict[str, int]:
    """The narrowest drawing on which each stop's label touches no other; absent where none.

    Slanted labels are parallel, so two of them part by their distance along the axis times the
    sine of the angle. What is shown on a narrow drawing stays on a wider one. Minor stops keep
    twice the distance: the line is read by its main ones.
    """
    ranked = sorted(stops, key=lambda stop: (-stop.priority, stop.km))
    kept: dict[str, int] = {}
    for width in TIERS:
        for stop in ranked:
            x = share[stop.id] * width
            apart_px = LABEL_APART_PX * (2 if stop.priority < MINOR else 1)
            near = (abs(share[other] * width - x) < apart_px for other in kept)
            if stop.id not in kept and not any(near):
                kept[stop.id] = width
    return kept


def mark_tiers(strip: Strip) -> dict[int, int]:
    """The narrowest drawing on which each mark's text touches no other, by the mark's number."""
    ranked = sorted(enumerate(strip.marks), key=lambda pair: (-pair[1].rank, pair[1].km))
    kept: dict[int, int] = {}
    for width in TIERS:
        for row, mark in ranked:
            left, right = mark_ends(strip, mark, width)
            near = (
                left < other_right + TEXT_MARGIN_PX and other_left < right + TEXT_MARGIN_PX
                for other_left, other_right in (
                    mark_ends(strip, strip.marks[number], width) for number in kept)
            )
            if row not in kept and not any(near):
                kept[row] = width
    return kept


def mark_ends(strip: Strip, mark: StripMark, width: float) -> tuple[float, float]:
    """Where a mark's text begins and ends on a drawing of this width, px."""
    x, wide = strip.share(mark.km) * width, text_px(mark.text)
    left = x if _at_start(strip, mark) else x - wide / 2
    return left, left + wide


def _at_start(strip: Strip, mark: StripMark) -> bool:
    """Whether a mark stands so near the beginning that its text must not reach before it."""
    return strip.share(mark.km) * TIERS[0] < text_px(mark.text) / 2


def text_px(text: str) -> float:
    """About how wide a text is at 11 px."""
    return sum(WIDE_PX if letter >= FIRST_WIDE else LATIN_PX for letter in text)


def text_tier(text: str, share: float) -> int | None:
    """The narrowest drawing on which a text fits into its share; None where on none."""
    need = text_px(text) + TEXT_MARGIN_PX
    return next((width for width in TIERS if share * width >= need), None)


def percent(share: float) -> str:
    """A share of the width as SVG writes it."""
    return f"{share * 100:.3f}".rstrip("0").rstrip(".") + "%"


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Neighbours that say the same as one; those without length left out."""
    out: list[Stretch] = []
    for item in stretches:
        last = out[-1] if out else None
        if item.km1 <= item.km0:
            continue
        if last is not None and (last.text, last.tone) == (item.text, item.tone):
            out[-1] = replace(last, km1=item.km1)
        else:
            out.append(item)
    return tuple(out)


def _axis(strip: Strip, numbers: dict[float, str]) -> list[Node]:
    y = strip.line_y
    line = h("line", {"class": "strip-line", "x1": "0%", "x2": "100%", "y1": y, "y2": y})
    nodes = [line]
    for km, text in numbers.items():
        x = percent(strip.share(km))
        nodes.append(h("line", {"class": "strip-tick", "x1": x, "x2": x, "y1": y,
                                "y2": y + 9}))
        nodes.append(h("text", {"class": "strip-km", "x": x, "y": y + AXIS_DOWN,
                                "text-anchor": "middle"}, text))
    return nodes


def _marks(strip: Strip) -> list[Node]:
    """A tick that reaches up to the line and its letters, each from the width it fits on."""
    y = strip.line_y + LANES_DOWN
    return [
        h("g", {"class": f"strip-mark from-{tier}"},
          h("title", None, mark.words) if mark.words else None,
          h("line", {"x1": percent(strip.share(mark.km)), "x2": percent(strip.share(mark.km)),
                     "y1": y - 3, "y2": y + 3}),
          h("text", {"x": percent(strip.share(mark.km)), "y": y + 15,
                     "text-anchor": "start" if _at_start(strip, mark) else "middle"},
            mark.text))
        for row, tier in mark_tiers(strip).items() for mark in (strip.marks[row],)
    ]


def _lane(strip: Strip, lane: Lane, row: int) -> list[Node]:
    y = strip.lanes_y + LANE_STEP * row
    nodes: list[Node] = []
    for item in lane.stretches:
        start, end = strip.share(item.km0), strip.share(item.km1)
        place = {"x": percent(start), "y": y, "width": percent(end - start), "height": LANE_HEIGHT}
        nodes.append(h("g", {"class": f"strip-stretch tone-{item.tone}"},
                       h("rect", place, h("title", None, item.text)),
                       _hatched(strip.id, place) if item.tone == "unknown" else None,
                       *_lane_texts(item, (start + end) / 2, end - start, y)))
    return nodes


def _hatched(strip_id: str, place: dict[str, object]) -> Node:
    return h("rect", {**place, "class": "hatch", "fill": f"url(#hatch-{strip_id})"})


def _lane_texts(item: Stretch, middle: float, share: float, y: int) -> list[Node]:
    """The words from the width on which they fit, the short ones on narrower drawings."""
    full, short = text_tier(item.text, share), text_tier(item.short, share) if item.short else None
    classes = []
    if full is not None:
        classes.append((f"from-{full}", item.text))
    if short is not None and (full is None or short < full):
        until = f" until-{full}" if full is not None else ""
        classes.append((f"from-{short}{until}", item.short))
    return [
        h("text", {"class": name, "x": percent(middle), "y": y + 13, "text-anchor": "middle"}, text)
        for name, text in classes
    ]


def _drop(strip: Strip, km: float) -> Node:
    x = percent(strip.share(km))
    return h("line", {"class": "strip-drop", "x1": x, "x2": x, "y1": strip.line_y + 8,
                      "y2": strip.height})


def _slice(strip: Strip, number: int) -> Node:
    km0, km1, act = strip.slices[number]
    cls = "strip-slice chosen" if number == strip.chosen else "strip-slice"
    start, end, top = strip.share(km0), strip.share(km1), strip.line_y - 10
    return h("rect", {"class": cls, "x": percent(start), "width": percent(end - start),
                      "y": top, "height": strip.height - top, "act": act})


def _stops(strip: Strip) -> list[Node]:
    shares = {stop.id: strip.share(stop.km) for stop in strip.stops}
    tiers = label_tiers(strip.stops, shares)
    return [
        _stop(stop, shares[stop.id], tiers[stop.id], strip.line_y)
        for stop in sorted(strip.stops, key=lambda stop: stop.priority)
        if stop.id in tiers
    ]


def _stop(stop: StripStop, share: float, tier: int, y: int) -> Node:
    mark = " interpolated" if stop.interpolated else ""
    main = " main" if stop.symbol != "dot" else ""
    return h(
        "svg",
        {"class": f"strip-stop from-{tier}{mark}{main}", "x": percent(share), "y": y,
         "width": 1, "height": 1, "data-hover": stop.id,
         "act": {"type": "select", "id": stop.id}},
        _symbol(stop.symbol),
        h("text", {"transform": f"rotate(-{LABEL_ANGLE_DEG})", "x": 12, "y": 1,
                   "lang": stop.lang}, stop.name),
    )


def _symbol(name: str) -> Node:
    if name == "lozenge":
        return h("path", {"d": "M0-7.5 7.5 0 0 7.5-7.500 0zM-1.700-3v6M1.700-3v6"})
    if name in ("square", "target"):
        return h("path", {"d": "M-5-5h10v10h-10zM-1.500-1.500h3v3h-3z"})
    if name == "bars":
        return h("path", {"d": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0zM-1.500-3v6M1.500-3v6"})
    return h("circle", {"r": 3.6})


def _hatching(strip_id: str) -> Node:
    lines = h("path", {"d": "M0 0V6", "class": "hatch-line"})
    # A pattern of its own for each drawing: one in a folded tab would paint nothing elsewhere.
    pattern = h("pattern", {"id": f"hatch-{strip_id}", "width": 5, "height": 6,
                            "patternUnits": "userSpaceOnUse",
                            "patternTransform": "rotate(45)"}, lines)
    return h("defs", None, pattern)
