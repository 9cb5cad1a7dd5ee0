"""An item of the plan keeps its target apart from where it stands today."""

from layers.context import item, system

ITEM = {"id": "talents", "text": {"zh": "人才", "en": "Talent"}, "source": "s", "kind": "target"}
CLAIM = {"as_of": "2020", "source": "s", "text": {"zh": "有", "en": "some"}}


def test_a_target_is_a_figure_with_its_unit() -> None:
    found = item({**ITEM, "target": {"value": 500, "unit": "people"}})
    assert (found.target_value, found.target_unit) == (500, "people")


def test_without_a_source_on_today_there_is_no_status() -> None:
    assert item(ITEM).status == ()


def test_each_status_claim_has_a_stable_id() -> None:
    found = item({**ITEM, "status_claims": [CLAIM, CLAIM]})
    assert [claim.id for claim in found.status] == ["talents.status.1", "talents.status.2"]


def test_a_system_holds_its_items() -> None:
    found = system({"id": "talent", "names": {"zh": "人才", "en": "Talent"}, "items": [ITEM]})
    assert [entry.id for entry in found.items] == ["talents"]
