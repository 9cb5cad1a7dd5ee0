"""The small drawing of a place holds both sides, in one scale, over the city's ground."""

import math
from pathlib import Path

import pytest

from atlas.maps.charts.place_sketch import (
    HEIGHT,
    WIDTH,
    Frame,
    Placed,
    frame_of,
    ground,
    place_sketch,
)
from atlas.maps.element import text_of
from tests.conftest import GEO

HERE = (125.538, 44.01)


def classes(before: Placed, after: Placed) -> set[str]:
    """The classes of everything drawn."""
    made = place_sketch(before, after, title="place", north="N", data=GEO)
    assert isinstance(made, list)
    return {str(child[1]["class"]) for child in made[2:]}


def test_both_sides_lie_inside_the_drawing() -> None:
    near, far = Placed(HERE, 7.0), Placed((125.3, 43.8), 2.0)
    frame = frame_of((near, far))
    assert frame is not None
    for place in (*near.reach(), *far.reach()):
        x, y = frame.xy(place)
        assert 0 < x < WIDTH
        assert 0 < y < HEIGHT


@pytest.mark.parametrize("bearing", [0, 90, 180, 270])
def test_a_kilometre_is_as_long_in_every_direction(bearing: int) -> None:
    frame = Frame(HERE, 10.0)
    lon = HERE[0] + math.sin(math.radians(bearing)) * 0.05 / math.cos(math.radians(HERE[1]))
    lat = HERE[1] + math.cos(math.radians(bearing)) * 0.05
    x, y = frame.xy((lon, lat))
    away = math.hypot(x - WIDTH / 2, y - HEIGHT / 2)
    assert away / frame.px_per_km == pytest.approx(5.56, rel=0.01)


def test_a_place_that_was_nowhere_is_drawn_alone() -> None:
    found = classes(Placed(None), Placed(HERE, 1.5))
    assert "sketch-point will" in found
    assert not {"sketch-point was", "sketch-way"} & found


def test_the_ground_of_the_city_lies_under_it() -> None:
    found = classes(Placed(HERE), Placed(HERE, 7.0))
    assert {"sketch-urban", "sketch-river", "sketch-road", "sketch-rail"} <= found


def test_where_there_is_no_basemap_the_place_is_drawn_all_the_same(tmp_path: Path) -> None:
    assert ground(tmp_path) == ()
    made = place_sketch(Placed(None), Placed(HERE), title="place", north="N", data=tmp_path)
    assert made is not None
    assert "km" in text_of(made)


def test_nothing_is_drawn_of_two_unknown_places() -> None:
    assert place_sketch(Placed(None), Placed(None), title="", north="N", data=GEO) is None
