"""Documents become values; what is not confirmed has no geometry."""

import pytest

from layers import parse
from layers.model import ValueRange

CLAIM = {"id": "a.b.1", "value": 3, "unit": "km", "as_of": "2020", "source": "s"}


def test_a_plain_string_counts_as_chinese_and_english() -> None:
    assert dict(parse.text("CRRC")) == {"zh": "CRRC", "en": "CRRC"}


def test_names_come_with_how_each_was_made() -> None:
    names, made = parse.names({"names": {"zh": {"text": "长春", "status": "attested"}, "en": "C"}})
    assert names["zh"] == "长春"
    assert names["en"] == "C"
    assert made["zh"] == "attested"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (210, 210.0),
        ("2020-04", "2020-04"),
        (None, None),
        ({"min": 20}, ValueRange(20, None)),
        ({"min": 12, "max": 15}, ValueRange(12, 15)),
    ],
)
def test_a_value_is_a_number_a_date_or_a_range(raw: object, value: object) -> None:
    assert parse.value(raw) == value


def test_the_preferred_claim_comes_first() -> None:
    second = {**CLAIM, "id": "a.b.2", "preferred": True}
    fact = parse.fact({"key": "b", "claims": [CLAIM, second, {**CLAIM, "id": "a.b.3"}]})
    assert [claim.id for claim in fact.claims] == ["a.b.2", "a.b.1", "a.b.3"]
    assert fact.preferred.id == "a.b.2"
    assert fact.disputed


def test_events_come_in_order_of_time() -> None:
    dates = ["2020-05", "2018", "../2010", "2020~"]
    doc = {"events": [{"date": d, "kind": "event", "text": "x", "source": "s"} for d in dates]}
    assert [event.date for event in parse.events(doc)] == ["../2010", "2018", "2020~", "2020-05"]


@pytest.mark.parametrize("confidence", ["placeholder", "none"])
def test_an_unconfirmed_place_has_no_geometry_whatever_its_record_says(confidence: str) -> None:
    place = {"confidence": confidence, "point": [125, 44], "source": "s"}
    location = parse.location({"location": place})
    assert location.geometry is None
    assert location.placement == "unconfirmed"


@pytest.mark.parametrize(("accuracy", "placement"), [(0.5, "placed"), (2.5, "approximate")])
def test_accuracy_decides_how_a_place_is_drawn(accuracy: float, placement: str) -> None:
    place = {"confidence": "medium", "point": [125, 44], "accuracy_km": accuracy, "source": "s"}
    assert parse.location({"location": place}).placement == placement


def test_an_entity_without_short_name_is_labelled_with_its_full_name() -> None:
    entity = parse.entity({"id": "a", "names": {"zh": "长春", "en": "Changchun"}}, table="zones")
    assert entity.label("zh") == "长春"
    assert entity.layer == "zones"
