"""What words can't show of a change: the pictures themselves, and where a place lay and lies."""

from collections.abc import Iterator
from typing import Any

from shapely.geometry import shape

from atlas import process
from atlas.facts.difference_place import place_of
from atlas.facts.difference_words import BROKEN, Wording
from atlas.maps.charts.place_sketch import Placed, Ring, place_sketch
from atlas.maps.element import Node, h
from layers.crs import LonLat, distance_km
from layers.read import Document
from pages.widgets.cache import asset_base
from pages.widgets.review.levels import Step
from pages.widgets.wording import Screen

LANDMARKS = ("parks", "facilities")  # layers whose places help to know where one is
MOST_LANDMARKS = 24
BOOKS = ("facts", "claims", "sources", "publishers", "layers", "tracks")


def review_figures(step: Step, s: Screen) -> list[Node]:
    """Pictures that come, go or change, and a drawing of a place that does."""
    if step.key[0] in BOOKS:
        return []
    before, after = step.before or {}, step.after or {}
    drawn = _place(place_of(before), place_of(after), step.key[1], s)
    return [*_pictures(before, after, s), *([drawn] if drawn is not None else [])]


def _pictures(before: Document, after: Document, s: Screen) -> Iterator[Node]:
    old, new = (side.get("pictures", []) for side in (before, after))
    held = [item.get("file") for item in old]
    kept = [item.get("file") for item in new]
    come = [item for item in new if item.get("file") not in held]
    gone = [item for item in old if item.get("file") not in kept]
    same = [item for item in new if item not in old and item.get("file") in held]
    for items, words in ((come, s.say("Picture added")), (gone, s.say("Picture taken out")),
                         (same, s.say("Picture"))):
        for item in items:
            yield _picture(item, words, s)


def _picture(item: Document, words: str, s: Screen) -> Node:
    w = Wording({}, s.lang, s.say, earlier={})
    lines = (w.text(item.get("alt")), w.text(item.get("credit")),
             w.date(item.get("date", "undated")), w.code(item.get("audience", "public")))
    return h(
        "figure", {"class": "review-picture", "data-testid": "review-picture"},
        h("img", {"src": f"{asset_base()}/pictures/{item.get('file')}",
                  "alt": lines[0], "loading": "lazy"}),
        h("figcaption", None, h("b", None, words),
          *(h("span", None, line) for line in lines if line)),
    )


def _place(before: Document, after: Document, own: str, s: Screen) -> Node | None:
    """The drawing with what it says in figures; None where the place stays as it was."""
    sides = _placed(before), _placed(after)
    if sides[0] == sides[1]:
        return None
    w = Wording({}, s.lang, s.say, earlier={})
    drawn = place_sketch(
        *sides, title=s.say("Where it lay and where it will lie"), north=s.say("N"),
        data=process.settings().data, names=_landmarks(own, sides, s), lang=s.lang)
    if drawn is None:
        return None
    return h("figure", {"class": "review-place", "data-testid": "review-place"}, drawn,
             h("figcaption", None, *_sides(sides, before, after, w),
               *(h("span", None, line) for line in _lines(before, after, w))))


def _sides(
    sides: tuple[Placed, Placed], before: Document, after: Document, w: Wording
) -> Iterator[Node]:
    named = (("was", w.say("before"), before), ("will", w.say("after"), after))
    for (cls, words, doc), side in zip(named, sides, strict=True):
        said = [w.point(doc.get("point")) or w.say("not on the map")]
        if side.accuracy_km:
            said.append(f"±{w.length(side.accuracy_km)}")
        if side.rings:
            said.append(w.area(doc.get("outline")))
        yield h("span", f"sketch-key {cls}", h("b", None, words), " ", " · ".join(said))


def _lines(before: Document, after: Document, w: Wording) -> Iterator[str]:
    if way := w.moved(before.get("point"), after.get("point")):
        yield w.say("Moved: {way}", way=way)


def _placed(doc: Document) -> Placed:
    point = doc.get("point")
    at = (float(point[0]), float(point[1])) if point and _is_point(point) else None
    km = doc.get("accuracy_km")
    known = isinstance(km, int | float) and not isinstance(km, bool)
    return Placed(at, float(km) if known and km else None, tuple(_rings(doc.get("outline"))))


def _is_point(value: Any) -> bool:
    return (isinstance(value, list | tuple) and len(value) == 2
            and all(isinstance(part, int | float) for part in value))


def _rings(outline: Any) -> Iterator[Ring]:
    if not outline:
        return
    try:
        made = shape(outline)
        for part in getattr(made, "geoms", [made]):
            yield tuple((float(x), float(y)) for x, y, *_ in part.exterior.coords)
    except (*BROKEN, AttributeError):  # what is wrong with it stands among the problems
        return


def _landmarks(
    own: str, sides: tuple[Placed, Placed], s: Screen
) -> list[tuple[str, LonLat]]:
    """Other places, the nearest first."""
    here = next((place for side in sides for place in side.reach()), None)
    if here is None:
        return []
    found = [
        (item.label(s.lang), (point.x, point.y))
        for item in s.catalog.entities.values()
        if item.layer in LANDMARKS and item.id != own
        and (point := item.location.geometry) is not None
    ]
    return sorted(found, key=lambda item: distance_km(here, item[1]))[:MOST_LANDMARKS]
