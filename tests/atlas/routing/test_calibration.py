"""The model beside published trips: what is compared with what, and docs/transit-times.md."""

from datetime import date
from typing import Any

import pytest

from atlas.routing import calibration
from atlas.routing.calibration import Compared, compare, explanation, share_inside, table, width
from layers.catalog import Catalog, open_catalog
from layers.read import Document, documents
from tests.atlas.routing import made_up
from tests.conftest import GEO, ROOT

TODAY = date(2026, 11, 23)
DOC = ROOT / "docs" / "transit-times.md"
MARK = "<!-- python -m atlas route --calibration -->\n"


def trip(name: str = "trip-one", value: Any = 14.0, unit: str = "days", **fields: Any) -> Document:
    return {"id": name, "part": "trip", "mode": "rail", "from": "cn-home", "to": "pl-end",
            "via": "via-north", "lane": made_up.BOTH, "held_out": False,
            "scope": {"en": "train, departure to arrival"},
            "facts": [made_up.claim(name, "days", value, unit)], **fields}


def compared(*trips: Document, **made: Any) -> tuple[Compared, ...]:
    return compare(made_up.catalog(network=(*made_up.NETWORK, *trips), **made), TODAY)


def one(*args: Any, **fields: Any) -> Compared:
    return compared(trip(*args, **fields))[0]


@pytest.mark.parametrize(("value", "verdict"), [
    (3.0, "model slower"), (14.0, "inside"), (40.0, "model faster"),
    (made_up.span(12, 16), "inside"), (made_up.span(2, 4), "model slower"),
])
def test_a_trip_lies_inside_or_beside_the_band(value: Any, verdict: str) -> None:
    assert one(value=value).verdict == verdict


def test_hours_are_days_too() -> None:
    assert one(value=336.0, unit="hours").published == (14, 14)


def test_each_scope_is_held_against_its_part_of_the_model() -> None:
    bands = [one(scope={"en": words}).days for words in
             ("departure to arrival", "terminal to terminal", "door to door")]
    under_way, terminals, door = (band.p50 for band in bands if band)
    assert under_way < terminals < door
    assert door - terminals == pytest.approx(3.5, rel=0.2)  # half of the week between departures


def test_own_figures_take_no_part() -> None:
    stay = {"id": "own-1", "what": "dwell", "crossing": "x-north", "direction": "out",
            "value": 900.0, "as_of": "2026-10"}
    assert compared(trip(), own=(stay,))[0].days == one().days


@pytest.mark.parametrize(("fields", "reason"), [
    ({"facts": []}, "no published figure in days or hours"),
    ({"facts": [made_up.claim("trip-one", "days", "soon", "days")]}, "no published figure"),
    ({"to": None}, "no single place"),
    ({"scope": {"en": "somehow"}}, "what the figure covers is not said"),
    ({"to": "cn-nowhere"}, "“cn-nowhere” is no place of the network"),
    ({"via": "via-nowhere"}, "does not go via-nowhere here"),
    ({"from": "cn-home", "to": "cn-home", "via": "via-north"}, "it offers: none"),
    ({"mode": "road", "via": ""}, "the network has no such way"),
])
def test_what_can_not_be_answered_is_listed_with_its_reason(fields: Document, reason: str) -> None:
    found = one(**fields)
    assert found.days is None
    assert reason in found.reason
    assert found.reason in table(made_up.catalog(network=(*made_up.NETWORK, trip(**fields))), TODAY)


def test_a_step_nobody_knows_the_time_of_is_named() -> None:
    network = tuple({**doc, "facts": []} if doc["id"] == "x-north" else doc
                    for doc in made_up.NETWORK)
    found = compare(made_up.catalog(network=(*network, trip())), TODAY)[0]
    assert found.reason == "no published stay at the border example"


def test_a_trip_that_names_no_way_takes_the_quickest() -> None:
    assert one(via="").days == one(via="via-north").days


def test_a_miss_is_explained_by_its_record() -> None:
    missed = trip(value=3.0, note={"en": "An express."})
    found = compared(missed)[0]
    assert explanation(found) == "An express."
    assert "| model slower | An express. |" in table(
        made_up.catalog(network=(*made_up.NETWORK, missed)), TODAY)


def test_shares_count_answered_trips_only() -> None:
    found = compared(trip("trip-a"), trip("trip-b", 3.0), trip("trip-c", to=None))
    assert share_inside(found) == (1, 2)


def test_the_width_is_what_half_of_the_trips_need() -> None:
    near = [trip(f"trip-{row}", days) for row, days in enumerate((11.9, 12.0, 12.1))]
    far = [trip(f"trip-{row}", days) for row, days in enumerate((4.0, 30.0, 40.0))]
    assert width(compared(*far)) < 1 < width(compared(*near))


# --- the real records ---


@pytest.fixture(scope="module")
def real() -> Catalog:
    return open_catalog(documents(GEO), version="0" * 12)


@pytest.fixture(scope="module")
def found(real: Catalog) -> tuple[Compared, ...]:
    return compare(real, TODAY)


def test_the_document_holds_what_the_model_says(real: Catalog) -> None:
    written = DOC.read_text("utf-8")
    assert written.partition(MARK)[2].strip() == table(real, TODAY).strip(), (
        f"Put what `python -m atlas route --calibration` prints below the mark in {DOC.name}.")


def test_held_out_trips_are_inside_the_band_as_often_as_asked(found: tuple[Compared, ...]) -> None:
    inside, of_all = share_inside(item for item in found if item.trip.held_out)
    low, high = calibration.GOAL
    assert of_all >= 15
    assert low <= 100 * inside / of_all <= high


def test_every_miss_is_explained(found: tuple[Compared, ...]) -> None:
    missed = [item for item in found if item.days and item.verdict != "inside"]
    assert [item.trip.id for item in missed if not explanation(item)] == []


def test_the_bands_by_rail_are_as_wide_as_trips_not_held_out_need(
    found: tuple[Compared, ...],
) -> None:
    rail = [item for item in found if not item.trip.held_out and item.trip.mode == "rail"]
    assert width(rail) == pytest.approx(1, abs=0.15)
