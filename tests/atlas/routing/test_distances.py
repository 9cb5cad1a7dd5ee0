"""Our kilometres beside published ones, stops that are only passed, and docs/distances.md."""

from typing import Any

import pytest

from atlas.routing.distances import DETOUR, Compared, compared, table
from layers.catalog import Catalog, open_catalog
from layers.crs import distance_km
from layers.read import Document, documents
from tests.atlas.routing import made_up
from tests.conftest import GEO, ROOT

DOC = ROOT / "docs" / "distances.md"
MARK = "<!-- python -m atlas route --distances -->\n"


def distance(start: str, end: str, km: float, **fields: Any) -> Document:
    return {"id": "d-one", "part": "distance", "from": start, "to": end, "mode": "rail", "km": km,
            "source": "s", "as_of": "2024", "used": False, "usable": True, **fields}


def one(*args: Any, **fields: Any) -> Compared:
    found = compared(made_up.catalog(network=(*made_up.NETWORK, distance(*args, **fields))))
    return found[0]


def test_ours_is_the_sum_of_the_shortest_legs() -> None:
    found = one("cn-home", "ru-mid", 7012.0)
    assert found.ours == 7012
    assert found.off == 0
    assert not found.drawn


def test_a_figure_by_a_place_goes_through_it() -> None:
    assert one("cn-home", "ru-mid", 7012.0, via=["mn-south"]).ours == 7610


@pytest.mark.parametrize(("km", "missed"), [(7012.0, False), (7100.0, False), (7200.0, True)])
def test_more_than_is_allowed_is_a_miss(km: float, missed: bool) -> None:
    assert one("cn-home", "ru-mid", km).missed == missed


def test_the_rule_of_thumb_is_a_fifth_over_the_great_circle() -> None:
    found = one("cn-home", "ru-mid", 7012.0)
    straight = distance_km(made_up.STOPS["cn-home"][1:], made_up.STOPS["ru-mid"][1:])
    assert found.thumb == pytest.approx(DETOUR * straight)


def test_at_sea_there_is_no_rule_of_thumb() -> None:
    assert one("cn-port", "pl-port", 10_000.0, mode="sea", passage="suez").thumb is None


def test_what_is_set_aside_is_not_compared() -> None:
    given = made_up.catalog(network=(*made_up.NETWORK, distance("cn-home", "ru-mid", 1.0, usable=False)))
    assert compared(given) == ()


# --- the real records ---


@pytest.fixture(scope="module")
def real() -> Catalog:
    return open_catalog(documents(GEO), version="0" * 12)


@pytest.fixture(scope="module")
def found(real: Catalog) -> tuple[Compared, ...]:
    return compared(real)


def test_the_document_holds_what_we_reckon(real: Catalog) -> None:
    written = DOC.read_text("utf-8")
    assert written.partition(MARK)[2].strip() == table(real).strip(), (
        f"Put what `python -m atlas route --distances` prints below the mark in {DOC.name}.")


def test_every_usable_pair_is_answered(found: tuple[Compared, ...]) -> None:
    assert [row.distance.id for row in found if row.ours is None] == []


@pytest.mark.parametrize(("name", "most"), [
    ("d-tarskaya-zabaikalsk", 0.005), ("d-harbin-siping", 0.005), ("d-beijing-siping", 0.005),
    ("d-sainshand-ulaanbaatar", 0.005), ("d-moscow-vladimir", 0.005),
])
def test_a_stop_that_is_only_passed_is_read_off_the_drawn_leg(
    found: tuple[Compared, ...], name: str, most: float,
) -> None:
    row = next(row for row in found if row.distance.id == name)
    assert row.drawn
    assert row.off == pytest.approx(0, abs=most)


def test_every_miss_is_explained(found: tuple[Compared, ...], real: Catalog) -> None:
    written = DOC.read_text("utf-8").partition(MARK)[0]
    why = written.partition("## What is missed")[2].partition("\n## ")[0]
    for row in found:
        if row.missed:
            ends = (row.distance.start, row.distance.end)
            assert all(real.places[end].names.to("en").text.split()[0] in why for end in ends)


def test_we_are_nearer_than_the_rule_of_thumb(found: tuple[Compared, ...]) -> None:
    rail = [row for row in found if row.distance.mode == "rail" and not row.distance.used]
    ours, thumb = (sorted(abs(off or 0.0) for off in offs) for offs in (
        [row.off for row in rail], [row.thumb_off for row in rail]))
    middle = len(rail) // 2
    assert ours[middle] < thumb[middle] / 10
