"""The line has chainage by its legs, whatever its drawing measures."""

import pytest

from layers import parse
from layers.errors import DataError
from layers.model import Entity
from layers.rail_line import RailLine, leg, line_along, nearest_chainage, track


def stop(stop_id: str, lon: float) -> Entity:
    doc = {"id": stop_id, "names": {"zh": stop_id, "en": stop_id}, "point": [lon, 0.0]}
    return parse.entity(doc, table="stops")


STOPS = {name: stop(name, lon) for name, lon in [("a", 0), ("b", 1), ("c", 2), ("m", 0.5)]}
LEGS = [
    leg({"from": "a", "to": "b", "km": 120, "basis": "published"}),
    leg({"from": "c", "to": "b", "km": 200, "basis": "estimated"}),
]
DRAWN = [
    {"from": "a", "to": "b", "km": [0, 55, 110], "coordinates": [[0, 0], [0.5, 0], [1, 0]]},
    {"from": "c", "to": "b", "km": [0, 110], "coordinates": [[2, 0], [1, 0]]},
]
TRACKS = {frozenset((doc["from"], doc["to"])): track(doc) for doc in DRAWN}  # type: ignore[arg-type]


def along(*path: str, through: tuple[str, ...] = ()) -> RailLine:
    return line_along(path, legs=LEGS, tracks=TRACKS, stops=STOPS, through=through)


def test_a_line_is_as_long_as_its_legs() -> None:
    assert along("a", "b", "c").km == 320


def test_the_drawing_is_scaled_to_the_kilometres_of_the_legs() -> None:
    chainages = [vertex[2] for vertex in along("a", "b", "c").vertices]
    assert chainages == pytest.approx([0, 60, 120, 320])


def test_a_leg_runs_either_way() -> None:
    back = along("c", "b", "a")
    assert [vertex[0] for vertex in back.vertices] == [2, 1, 0.5, 0]
    assert back.legs[0].km1 == 200


def test_a_stop_without_leg_is_interpolated_and_says_so() -> None:
    middle = next(item for item in along("a", "b", through=("m",)).stops if item.stop.id == "m")
    assert middle.interpolated
    assert middle.km == pytest.approx(60)


@pytest.mark.parametrize(
    ("km", "leg_id"), [(0, "a--b"), (119, "a--b"), (121, "c--b"), (999, "c--b")]
)
def test_a_chainage_lies_on_a_leg(km: float, leg_id: str) -> None:
    assert along("a", "b", "c").leg_at(km).leg.id == leg_id


@pytest.mark.parametrize(
    ("km", "lon"), [(-5, 0), (0, 0), (30, 0.25), (120, 1), (220, 1.5), (999, 2)]
)
def test_a_chainage_has_a_point_between_the_ends(km: float, lon: float) -> None:
    assert along("a", "b", "c").point_at(km) == pytest.approx((lon, 0))


def test_the_next_stop_lies_ahead() -> None:
    line = along("a", "b", "c")
    assert line.next_stop(0).stop.id == "b"  # type: ignore[union-attr]
    assert line.next_stop(320) is None


def test_a_path_without_leg_is_refused_with_its_ends() -> None:
    with pytest.raises(DataError, match="from a to c"):
        along("a", "c")


def test_a_link_that_counts_nothing_keeps_the_chainage() -> None:
    link = leg({"from": "a", "to": "b", "km": 0, "basis": "estimated"})
    drawn = track({"from": "a", "to": "b", "km": [0, 0], "coordinates": [[0, 0], [1, 0]]})
    line = line_along(["a", "b"], legs=[link], tracks={frozenset("ab"): drawn}, stops=STOPS)
    assert line.km == 0
    assert line.point_at(0) in {(0, 0), (1, 0)}


def test_the_nearest_chainage_lies_between_vertices_too() -> None:
    vertices = [(0.0, 0.0, 0.0), (1.0, 0.0, 100.0)]
    assert nearest_chainage(stop("x", 0.3), vertices) == pytest.approx(30)
