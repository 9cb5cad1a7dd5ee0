"""Nothing above its level is in a catalogue, and for staff nothing is missing."""

import copy
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.audience import OFFICE_SOURCES, visible
from layers.catalog import open_catalog
from layers.model import AUDIENCES, Audience
from layers.read import Documents, documents
from tests.conftest import SMALL

TABLES = documents(SMALL)
LEVELS = st.sampled_from([None, *AUDIENCES])


def shown(tables: Documents, audience: Audience) -> str:
    return repr(open_catalog(tables, version="0" * 12, audience=audience))


def secret(level: str | None, number: int) -> str:
    return f"§{level or 'public'}-{number}§"


@st.composite
def books(draw: st.DrawFn) -> tuple[Documents, dict[str, set[str]]]:
    """A document set whose secrets name the level they have, and all secrets by level."""
    tables, numbers = copy.deepcopy(TABLES), count()
    secrets: dict[str, set[str]] = {level: set() for level in AUDIENCES}

    def new(*levels: str | None) -> str:
        level = max((item or "public" for item in levels), key=AUDIENCES.index)
        made = secret(level, next(numbers))
        secrets[level].add(made)
        return made

    def claim(fact_id: str, number: int, fact_level: str | None) -> dict[str, Any]:
        level = draw(LEVELS)
        word = new(level, fact_level)
        source = f"s-{word}"
        tables["publishers"][f"p-{word}"] = {"id": f"p-{word}", "names": {"zh": f"p-{word}"}}
        tables["sources"][source] = {
            "id": source, "publisher": f"p-{word}", "title": f"title of {word}", "grade": "press"}
        preferred = {"preferred": True} if number == 1 else {}
        return {"id": f"{fact_id}.{number}", "text": word, "source": source, **preferred,
                **({"audience": level} if level else {})}

    facts = []
    for key in range(draw(st.integers(0, 4))):
        level = draw(LEVELS)
        claims = [claim(f"park-one.f{key}", number, level)
                  for number in range(1, draw(st.integers(2, 4)))]
        facts.append({"key": f"f{key}", "label": f"label {key}", "claims": claims,
                      **({"audience": level} if level else {})})
    park = tables["parks"]["park-one"]
    park["facts"] = facts
    park["pictures"] = [
        {"file": "a.jpg", "alt": new(level), "credit": "x", "audience": level or "public"}
        for level in draw(st.lists(LEVELS, max_size=3))
    ]
    item = {"id": "i", "text": "t", "source": "city-2020", "kind": "site",
            "status_claims": [claim("i.status", number, None) for number in range(1, 3)]}
    tables["systems"]["extra"] = {"id": "extra", "names": {"zh": "x"}, "items": [item]}
    return tables, secrets


@given(books())
def test_nothing_above_a_level_is_in_its_catalogue(made: tuple[Documents, dict[str, Any]]) -> None:
    tables, secrets = made
    for reach, audience in enumerate(AUDIENCES):
        text = shown(tables, audience)
        for rank, level in enumerate(AUDIENCES):
            assert all((word in text) is (rank <= reach) for word in secrets[level])


@given(books())
def test_for_staff_nothing_is_lost(made: tuple[Documents, dict[str, Any]]) -> None:
    assert visible(made[0], "internal") == made[0]


@given(books())
def test_no_fact_is_left_without_claims_and_none_pretends(
    made: tuple[Documents, dict[str, Any]]
) -> None:
    tables, _ = made
    catalog = open_catalog(tables, version="0" * 12, audience="public")
    marked = {claim["id"] for fact in tables["parks"]["park-one"]["facts"]
              for claim in fact["claims"] if claim.get("preferred")}
    for fact in catalog.entity("park-one").facts:
        assert fact.claims
        assert {claim.id for claim in fact.claims if claim.preferred} <= marked
        if not any(claim.preferred for claim in fact.claims):
            assert fact.preferred.id == min(claim.id for claim in fact.claims)


def with_source(**fields: str) -> Documents:
    tables = copy.deepcopy(TABLES)
    tables["sources"]["lonely"] = {
        "id": "lonely", "publisher": "city", "title": "lonely title", "grade": "press", **fields}
    return tables


def test_a_source_of_the_release_nothing_rests_on_stays() -> None:
    assert "lonely title" in shown(with_source(file="sources/all.toml"), "public")


def test_a_source_of_the_office_nothing_rests_on_is_for_staff_only() -> None:
    tables = with_source(file=OFFICE_SOURCES)
    assert "lonely title" not in shown(tables, "visitor")
    assert "lonely title" in shown(tables, "internal")


def test_a_source_that_something_shown_rests_on_too_stays() -> None:
    tables = with_source(file=OFFICE_SOURCES)
    facts = tables["parks"]["park-one"]["facts"]
    facts[1]["claims"][0]["source"] = "lonely"  # internal
    assert "lonely title" not in shown(tables, "public")
    facts[0]["claims"][0]["source"] = "lonely"  # public
    assert "lonely title" in shown(tables, "public")


@pytest.mark.parametrize("level", ["Internal", "secret", "", None, 3])
def test_a_level_nobody_knows_counts_as_internal(level: object) -> None:
    tables = copy.deepcopy(TABLES)
    tables["parks"]["park-one"]["facts"][0]["audience"] = level
    assert "park-one.area" not in shown(tables, "visitor")


def test_what_is_given_is_not_changed() -> None:
    before = copy.deepcopy(TABLES)
    visible(TABLES, "public")
    assert before == TABLES
