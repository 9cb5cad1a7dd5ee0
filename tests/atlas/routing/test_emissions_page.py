"""docs/emissions.md shows the factors of the data, and the data's factors can be used."""

import pytest

from atlas.routing.emission_factors import PER_TKM
from atlas.routing.span import of_fact
from layers.catalog import Catalog, open_catalog
from layers.read import documents
from tests.conftest import GEO
from tools.factor_table import PAGE, page


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog(documents(GEO), version="0" * 12)


def test_the_page_shows_the_factors_of_the_data(catalog: Catalog) -> None:
    text = PAGE.read_text("utf-8")
    assert page(catalog, text) == text, "Run python tools/factor_table.py."


def test_every_published_split_adds_up(catalog: Catalog) -> None:
    for item in catalog.network.factors.values():
        whole, burnt, before = (of_fact(item.fact(key), PER_TKM) for key in ("wtw", "ttw", "wtt"))
        if whole and burnt and before:
            assert burnt.central + before.central == pytest.approx(whole.central, abs=0.011), item.id


def test_every_mode_has_a_central_factor_and_its_ends_lie_around_it(catalog: Catalog) -> None:
    modes: dict[str | None, set[str]] = {}
    for item in catalog.network.factors.values():
        if of_fact(item.fact("wtw"), PER_TKM):
            modes.setdefault(item.mode, set()).add(item.role)
    assert {mode for mode, roles in modes.items() if "central" in roles} == {
        "rail", "sea", "air", "road"
    }
