"""How old the evidence is: one mark per source, stacked by the year of its date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from atlas.maps.element import Node, h

PITCH = 11  # px from mark to mark
RADIUS = 3.8
ABREAST = 3  # marks beside each other in a year's column
COLUMN = PITCH * ABREAST + 6
UNDATED_ABREAST = 12
GAP = 26  # between the undated and the first year
AXIS = 22
TOP = 18
SHARES = {"official": 1.0, "press": 0.5, "copy": 0.25, "not-found": 0.0}  # how full a mark is
ORDER = tuple(SHARES)

Stack = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ages:
    """How many sources of each grade: by year, and without any date."""

    years: Mapping[int, Stack]
    undated: Stack


def age_chart(ages: Ages, *, undated: str, label: str) -> Node:
    """The drawing; ``undated`` captions the marks without a year, ``label`` is read aloud."""
    span = range(min(ages.years), max(ages.years) + 1) if ages.years else range(0)
    left = UNDATED_ABREAST * PITCH + GAP if any(ages.undated.values()) else 0
    rows = max([_rows(ages.undated, UNDATED_ABREAST),
                *(_rows(stack, ABREAST) for stack in ages.years.values())])
    width, floor = left + COLUMN * len(span), TOP + rows * PITCH
    spots = _spots(ages.undated, 0, floor, UNDATED_ABREAST) if left else {}
    for place, year in enumerate(span):
        column = _spots(ages.years.get(year, {}), left + place * COLUMN, floor, ABREAST)
        spots = {grade: [*spots.get(grade, []), *column.get(grade, [])] for grade in ORDER}
    return h(
        "svg",
        {"class": "age-chart", "viewBox": f"0 0 {width} {floor + AXIS}", "role": "img",
         "width": width, "height": floor + AXIS, "aria-label": label},
        h("line", {"class": "age-axis", "x1": left, "x2": width, "y1": floor + 3, "y2": floor + 3}),
        *(_marks(grade, spots.get(grade, [])) for grade in ORDER),
        *(_year(year, left + place * COLUMN, floor) for place, year in enumerate(span)),
        h("text", {"class": "age-words", "x": 0, "y": floor + AXIS - 4}, undated) if left else None,
    )


def _rows(stack: Stack, abreast: int) -> int:
    return -(-sum(stack.values()) // abreast)


def _spots(
    stack: Stack, left: float, floor: float, abreast: int
) -> dict[str, list[tuple[float, float]]]:
    """Centres of the marks, the best grade at the bottom."""
    listed = [grade for grade in ORDER for _ in range(stack.get(grade, 0))]
    found: dict[str, list[tuple[float, float]]] = {}
    for place, grade in enumerate(listed):
        row, column = divmod(place, abreast)
        spot = (left + (column + 0.5) * PITCH, floor - (row + 0.5) * PITCH)
        found.setdefault(grade, []).append(spot)
    return found


def _marks(grade: str, spots: Sequence[tuple[float, float]]) -> Node | None:
    """All marks of a grade: one sign drawn at each point of one unseen line.

    A point is a dozen bytes, however many there are; an element each was five times that.
    """
    if not spots:
        return None
    sign = f"age-sign-{grade}"
    points = " ".join(f"{x:g},{y:g}" for x, y in spots)
    drawn = {f"marker-{place}": f"url(#{sign})" for place in ("start", "mid", "end")}
    return h("g", f"age-marks age-{grade}", h("defs", None, _sign(grade, sign)),
             h("polyline", {"points": points, "fill": "none", **drawn}))


def _sign(grade: str, name: str) -> Node:
    """A ring, as full as the grade is good; a shape that needs no colour to be told apart."""
    r, share = RADIUS, SHARES[grade]
    full = {
        1.0: h("circle", {"class": "age-fill", "r": r}),
        0.5: h("path", {"class": "age-fill", "d": f"M0 {-r}a{r} {r} 0 0 0 0 {2 * r}z"}),
        0.25: h("path", {"class": "age-fill", "d": f"M0 0v{-r}a{r} {r} 0 0 1 {r} {r}z"}),
    }
    ring = h("circle", {"class": f"age-ring age-ring-{grade}", "r": r})
    half = PITCH / 2
    return h("marker", {"id": name, "viewBox": f"{-half} {-half} {PITCH} {PITCH}",
                        "markerWidth": PITCH, "markerHeight": PITCH}, ring, full.get(share))


def _year(year: int, left: float, floor: float) -> Node:
    return h("text", {"class": "age-words", "x": left + ABREAST * PITCH / 2,
                      "y": floor + AXIS - 4, "text-anchor": "middle"}, str(year))

