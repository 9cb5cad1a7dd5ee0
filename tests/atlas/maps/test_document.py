"""A map document holds what a view shows, in its language, and nothing nobody knows the place of."""

import pytest

from atlas.maps.document import CHANGCHUN, EURASIA, Office, compose
from atlas.maps.view import View
from layers.catalog import Catalog, open_catalog
from layers.read import documents
from tests.conftest import GEO


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog(documents(GEO), version="0" * 12)


def test_layers_start_as_the_catalogue_says(catalog: Catalog) -> None:
    on = compose(catalog, View()).visible_layers()
    assert on == tuple(spec.id for spec in catalog.layers if spec.visible)


def test_a_view_chooses_its_layers_and_unknown_ones_are_ignored(catalog: Catalog) -> None:
    document = compose(catalog, View(layers=("borders", "moon", "parks")))
    assert set(document.visible_layers()) == {"borders", "parks"}


def test_every_layer_counts_what_it_holds(catalog: Catalog) -> None:
    parts = {part.id: part.count for part in compose(catalog, View()).layers}
    assert parts["parks"] >= 5
    assert all(parts.values()), parts


def test_nothing_unconfirmed_is_drawn_as_a_point(catalog: Catalog) -> None:
    unknown = {e.id for e in catalog.entities.values() if e.location.placement == "unconfirmed"}
    drawn = {f.id for f in compose(catalog, View()).features if f.point or f.polygon}
    assert {"park-germany", "park-thailand", "park-cuba"} <= unknown
    assert not unknown & drawn


def test_line_corridor_and_placed_parks_are_drawn(catalog: Catalog) -> None:
    drawn = {feature.id for feature in compose(catalog, View()).features}
    assert {"line-cme", "corridor-cmr", "park-rok", "park-russia", "cn-changchun"} <= drawn


def test_every_feature_stands_on_a_layer_of_the_list(catalog: Catalog) -> None:
    document = compose(catalog, View())
    known = {part.id for part in document.layers} | {"context"}
    assert not {layer for feature in document.features for layer in feature.layers} - known


def test_the_line_is_as_long_as_its_legs(catalog: Catalog) -> None:
    assert compose(catalog, View()).line.km == pytest.approx(9756, abs=0.5)


def test_the_extent_of_the_view_wins_over_the_home_extent(catalog: Catalog) -> None:
    assert compose(catalog, View()).bounds == EURASIA
    assert compose(catalog, View(bbox=CHANGCHUN)).bounds == CHANGCHUN


@pytest.mark.parametrize(("lang", "lang2"), [("zh", None), ("en", "zh"), ("ko", "zh")])
def test_labels_carry_chinese_below_other_languages(
    lang: str, lang2: str | None, catalog: Catalog
) -> None:
    assert compose(catalog, View(lang=lang)).phrasing.lang2 == lang2


def test_every_map_states_its_viewpoint_and_review_number(catalog: Catalog) -> None:
    document = compose(catalog, View(lang="en"), office=Office("cn", "GS(2026)1"))
    assert "China, official" in document.statement
    assert "GS(2026)1" in document.review
    assert compose(catalog, View(lang="en")).review.startswith("No map review number")
