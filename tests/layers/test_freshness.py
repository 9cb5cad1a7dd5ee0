"""What is due for review, and which headline facts rest on copies."""

from datetime import date
from pathlib import Path

import pytest

from layers.catalog import Catalog, open_catalog
from layers.freshness import Due, due, due_day, overdue, weak_headlines
from layers.model import Audience
from layers.parse import claim
from layers.read import documents
from tests.conftest import GEO

BEFORE, AFTER = date(2027, 5, 31), date(2027, 6, 1)


def opened(root: Path, audience: Audience = "internal") -> Catalog:
    return open_catalog(documents(root), version="0" * 12, audience=audience)


def ids(found: tuple[Due, ...]) -> list[str]:
    return [item.claim.id for item in found]


@pytest.mark.parametrize(
    ("review_by", "today", "passed"),
    [
        ("2027-05", BEFORE, False),
        ("2027-05", AFTER, True),
        ("2027", AFTER, False),
        ("2027-05-30", BEFORE, True),
        ("2027~", date(2028, 1, 1), True),
        ("", AFTER, False),
    ],
)
def test_a_claim_is_due_when_its_last_day_is_over(
    review_by: str, today: date, passed: bool
) -> None:
    made = claim({"id": "a.b.1", "review_by": review_by})
    assert (due_day(made, today) is not None) is passed


def test_nothing_is_due_on_the_day_itself(small: Path) -> None:
    assert due(opened(small), BEFORE) == ()


def test_every_claim_past_its_review_is_listed_with_its_fact(small: Path) -> None:
    found = due(opened(small), AFTER)
    assert {item.asked.id for item in found} == {"park-one.area", "park-one.contact"}
    assert all(item.day == BEFORE and item.days == 1 for item in found)


def test_what_an_audience_may_not_see_is_not_due_for_it(small: Path) -> None:
    found = due(opened(small, "public"), AFTER)
    assert {item.asked.id for item in found} == {"park-one.area"}


def test_what_the_plan_is_known_for_today_is_looked_at_too() -> None:
    catalog = opened(GEO)
    statuses = {f"{item.id}.status" for system in catalog.systems for item in system.items
                if item.status}
    assert statuses <= {item.asked.id for item in due(catalog, date(2090, 1, 1))}


def test_what_is_due_for_a_place_adds_up_to_all() -> None:
    catalog, today = opened(GEO), date(2028, 1, 1)
    of_places = sum(overdue(owner.facts, today) for owner in {
        owner.id: owner for owner, _fact in catalog.all_facts()}.values())
    of_items = sum(
        due_day(one, today) is not None
        for system in catalog.systems for item in system.items for one in item.status
    )
    assert len(due(catalog, today)) == of_places + of_items > 0


def test_a_headline_on_an_official_source_is_not_weak(small: Path) -> None:
    assert weak_headlines(opened(small)) == ()


def test_a_headline_on_a_copy_is_weak(small: Path) -> None:
    sources = small / "sources" / "all.toml"
    text = sources.read_text("utf-8")
    sources.write_text(text.replace('grade = "official"', 'grade = "copy"'), "utf-8")
    (found,) = weak_headlines(opened(small))
    assert found.asked.id == "park-one.area"
    assert found.source is not None
    assert found.source.grade == "copy"


def test_a_headline_without_a_source_is_weak_unless_it_is_unknown(small: Path) -> None:
    park = small / "parks" / "park-one" / "park.toml"
    shown = 'source = "not-found"\nsource_reason = "x"\nconfidence = "low"\nreview_by = "2027-05"\n'
    text = park.read_text("utf-8").replace(
        'source = "city-2020"\nconfidence = "low"\nreview_by = "2027-05"\n', shown)
    park.write_text(text, "utf-8")
    assert [item.source for item in weak_headlines(opened(small))] == [None]
    park.write_text(text.replace("value = {min = 36}\nunit = \"km2\"", "unknown = true"), "utf-8")
    assert weak_headlines(opened(small)) == ()
