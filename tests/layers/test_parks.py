"""Distances only from places that are known, and with both accuracies."""

import pytest

from layers import parse
from layers.catalog import Catalog, open_catalog
from layers.model import Entity
from layers.parks import COUNTRY_OF_PARK, FIVE_PARKS, five_parks, separations
from layers.read import documents
from tests.conftest import GEO


def place(name: str, confidence: str = "high", lon: float = 125.0) -> Entity:
    location = {"confidence": confidence, "point": [lon, 44], "accuracy_km": 2, "source": "s"}
    return parse.entity({"id": name, "names": {"zh": name}, "location": location}, table="parks")


def test_a_distance_carries_both_accuracies_and_a_direction() -> None:
    (found,) = separations(place("a"), (place("b", lon=126.0),))
    assert found.km == pytest.approx(80.2, abs=0.2)
    assert found.accuracy_km == 4
    assert found.bearing_deg == pytest.approx(89.65, abs=0.1)


def test_nothing_is_measured_from_a_place_that_is_not_confirmed() -> None:
    assert separations(place("a", "none"), (place("b"),)) == ()


def test_nothing_is_measured_to_a_place_that_is_not_confirmed() -> None:
    assert separations(place("a"), (place("b", "placeholder"),)) == ()


def test_a_place_has_no_distance_to_itself() -> None:
    assert separations(place("a"), (place("a"),)) == ()


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog(documents(GEO), version="0" * 12)


def test_the_five_parks_of_the_plan_are_there_in_its_order(catalog: Catalog) -> None:
    assert tuple(park.id for park in five_parks(catalog)) == FIVE_PARKS


def test_each_park_names_its_partner(catalog: Catalog) -> None:
    assert {park.id: park.partner for park in five_parks(catalog)} == COUNTRY_OF_PARK
