"""How long trains stand at a border: published figures and ranges on one logarithmic axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from atlas.maps.charts.strip_map import percent
from atlas.maps.element import Node, h
from layers.model import Claim

HOURS = {"hours": 1.0, "days": 24.0}
SHORTEST_H, LONGEST_H = 0.25, 40 * 24.0
MARKS_H = (1.0, 6.0, 24.0, 72.0, 240.0, 720.0)
MINOR_H = (72.0, 720.0)  # left out where the axis is narrow
AXIS_PX = 18
OPEN_END = 1.9  # an open end is drawn this many times longer than its known end


@dataclass(frozen=True, slots=True)
class Dwell:
    """One claim in hours; an open end is None. ``value`` and ``words`` are for reading."""

    low: float | None
    high: float | None
    value: str
    words: str
    preferred: bool = True


def hours_of(claim: Claim) -> tuple[float | None, float | None] | None:
    """A claim's lower and upper end in hours; None where it gives no time."""
    return claim.ends(HOURS)


def place(hours: float) -> float:
    """Place of a time on the axis, from 0 to 1; beyond its ends at the end."""
    held = min(max(hours, SHORTEST_H), LONGEST_H)
    return math.log(held / SHORTEST_H) / math.log(LONGEST_H / SHORTEST_H)


def dwell_axis(marks: dict[float, str]) -> Node:
    """The axis' times in words; ``marks`` are the words of ``MARKS_H``."""
    texts = [
        h("text", {"class": "dwell-time minor" if hours in MINOR_H else "dwell-time",
                   "x": percent(place(hours)), "y": AXIS_PX - 5, "text-anchor": "middle"}, text)
        for hours, text in marks.items()
    ]
    return h("svg", {"class": "dwell-plot dwell-axis", "height": AXIS_PX, "aria-hidden": "true"},
             *texts)


def dwell_bar(claims: Sequence[Dwell]) -> Node:
    """All claims of one fact: dots for figures, bars for ranges, broken where an end is open.

    Without any it is the dotted rail of an unknown.
    """
    words = "; ".join(f"{claim.words}: {claim.value}" for claim in claims)
    return h(
        "svg",
        {"class": "dwell-plot", "role": "img" if words else None, "aria-label": words or None,
         "aria-hidden": None if words else "true"},
        *(_mark(hours) for hours in MARKS_H),
        # The preferred claim is drawn last: nothing covers it.
        *(_claim(claim) for claim in sorted(claims, key=lambda claim: claim.preferred)),
        None if claims else _unknown(),
    )


def dwell_band(band: tuple[float, float, float], *, words: str, key: str, hatched: bool) -> Node:
    """The model's P10, P50 and P90 in hours as a box, hatched where they are an assumption."""
    low, middle, high = (place(hours) for hours in band)
    box = {"x": percent(low), "y": "18%", "width": percent(high - low), "height": "64%"}
    pattern = h("defs", None, h(
        "pattern",
        {"id": f"dwell-{key}", "width": 6, "height": 6, "patternUnits": "userSpaceOnUse",
         "patternTransform": "rotate(45)"},
        h("path", {"d": "M0 0V6", "class": "dwell-hatching"})))
    return h(
        "svg",
        {"class": "dwell-plot", "role": "img", "aria-label": words},
        pattern if hatched else None,
        *(_mark(hours) for hours in MARKS_H),
        h("rect", {**box, "class": "dwell-box"}),
        h("rect", {**box, "fill": f"url(#dwell-{key})"}) if hatched else None,
        h("line", {"class": "dwell-middle", "x1": percent(middle), "x2": percent(middle),
                   "y1": "18%", "y2": "82%"}),
    )


def _mark(hours: float) -> Node:
    x = percent(place(hours))
    return h("line", {"class": "dwell-mark", "x1": x, "x2": x, "y1": "0%", "y2": "100%"})


def _unknown() -> Node:
    return h("line", {"class": "dwell-unknown", "x1": "0%", "x2": "100%", "y1": "50%",
                      "y2": "50%"})


def _claim(row: Dwell) -> Node:
    start = row.low if row.low is not None else (row.high or 1.0) / OPEN_END
    end = row.high if row.high is not None else (row.low or 1.0) * OPEN_END
    tone = "dwell-claim" + ("" if row.preferred else " other")
    if start == end:
        return h("circle", {"class": tone, "cx": percent(place(start)), "cy": "50%", "r": 4.2})
    half_open = " open" if row.low is None or row.high is None else ""
    return h("line", {"class": f"{tone} range{half_open}", "x1": percent(place(start)),
                      "x2": percent(place(end)), "y1": "50%", "y2": "50%"})
