"""The catalogue finds everything by id and holds nothing above its audience."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from layers.catalog import Catalog, open_catalog
from layers.errors import UnknownEntity
from layers.model import Audience
from layers.read import documents
from layers.store.records import content_version


def opened(root: Path, audience: Audience = "public") -> Catalog:
    tables = documents(root)
    return open_catalog(tables, version=content_version(tables), audience=audience)


@pytest.mark.parametrize("entity_id", ["park-one", "zone-one", "cn-a", "line-one", "b-c"])
def test_everything_is_found_by_its_id(entity_id: str, small: Path) -> None:
    assert opened(small).entity(entity_id).id == entity_id


def test_an_unknown_id_is_refused_in_words(small: Path) -> None:
    with pytest.raises(UnknownEntity, match="park-nowhere"):
        opened(small).entity("park-nowhere")
    assert opened(small).find("park-nowhere") is None


def test_layers_come_in_the_order_of_the_catalogue(small: Path) -> None:
    assert [spec.id for spec in opened(small).layers] == ["parks", "line", "borders", "zones"]


def test_a_layer_holds_its_entities(small: Path) -> None:
    catalog = opened(small)
    assert [item.id for item in catalog.layer("parks")] == ["park-one"]
    assert [item.id for item in catalog.layer("line")] == ["line-one"]


@pytest.mark.parametrize(
    ("audience", "keys"),
    [("public", ["area"]), ("visitor", ["area"]), ("internal", ["area", "contact"])],
)
def test_a_fact_above_the_audience_is_not_in_the_catalogue(
    audience: Audience, keys: list[str], small: Path
) -> None:
    park = opened(small, audience).entity("park-one")
    assert [fact.key for fact in park.facts] == keys


def test_every_fact_is_listed_with_its_owner(small: Path) -> None:
    assert [(owner.id, fact.key) for owner, fact in opened(small).all_facts()] == [
        ("park-one", "area")
    ]


def test_a_claim_leads_to_its_source(small: Path) -> None:
    catalog = opened(small, "internal")
    area, contact = catalog.entity("park-one").facts
    source = catalog.source_of(area.preferred)
    assert source is not None
    assert source.publisher.names["en"] == "The city"
    assert catalog.source_of(contact.preferred) is None


def test_a_catalogue_can_not_be_changed(small: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        opened(small).version = "x"  # type: ignore[misc]
