"""Values are frozen, and a track can be run both ways."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.model import Location, Track

TRACK = Track("a", "b", ((0.0, 0.0), (1.0, 0.0), (3.0, 0.0)), (0.0, 100.0, 300.0))


def test_a_reversed_track_starts_at_its_other_end() -> None:
    back = TRACK.reversed()
    assert (back.start, back.end) == ("b", "a")
    assert back.coordinates[0] == (3.0, 0.0)
    assert back.km == (0.0, 200.0, 300.0)


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=8))
def test_a_track_reversed_twice_is_itself(steps: list[int]) -> None:
    km = tuple(float(sum(steps[:n])) for n in range(1, len(steps) + 1))
    km = tuple(value - km[0] for value in km)
    track = Track("a", "b", tuple((value, 0.0) for value in km), km)
    assert track.reversed().reversed() == track


def test_values_can_not_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        TRACK.start = "c"  # type: ignore[misc]


def test_without_geometry_a_place_is_unconfirmed() -> None:
    assert Location(None, 0.1, "high", "s").placement == "unconfirmed"
