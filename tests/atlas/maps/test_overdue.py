"""Places with figures due for review carry a mark, and nothing else does."""

import json
from datetime import date
from pathlib import Path

import pytest

from atlas.i18n import words
from atlas.maps.document import MapDocument, compose
from atlas.maps.element import text_of
from atlas.maps.legend import legend
from atlas.maps.payload import as_json, payload
from atlas.maps.view import View
from layers.catalog import Catalog, open_catalog
from layers.freshness import overdue
from layers.read import documents
from tests.conftest import GEO

LATER = date(2028, 1, 1)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_catalog(documents(GEO), version="0" * 12)


def drawn(catalog: Catalog, today: date) -> MapDocument:
    return compose(catalog, View(), today=today)


def test_a_mark_counts_what_is_due_at_its_place(catalog: Catalog) -> None:
    marks = {feature.id: feature.overdue for feature in drawn(catalog, LATER).features}
    assert marks["park-rok"] == overdue(catalog.entity("park-rok").facts, LATER) > 0


def test_both_sides_of_a_border_carry_what_its_panel_shows(catalog: Catalog) -> None:
    marks = {feature.id: feature.overdue for feature in drawn(catalog, LATER).features}
    for border in catalog.layer("borders"):
        counted = overdue(border.facts, LATER)
        shown = [marks[stop] for stop in border.stops if stop in marks]
        assert all(mark >= counted for mark in shown)


@pytest.mark.parametrize("today", [date.min, date(2026, 11, 22)])
def test_before_any_review_is_due_nothing_is_marked_nor_sent(catalog: Catalog, today: date) -> None:
    document = drawn(catalog, today)
    sent = as_json(payload(document, catalog))
    assert "overdue" not in sent
    assert not document.overdue(document.visible_layers())


def test_lines_and_candidates_carry_no_mark(catalog: Catalog) -> None:
    kinds = {feature.kind for feature in drawn(catalog, LATER).features if feature.overdue}
    assert not kinds & {"line", "corridor", "service", "candidate"}


def test_the_browser_gets_the_mark_its_word_and_the_reason_on_the_card(catalog: Catalog) -> None:
    sent = json.loads(as_json(payload(drawn(catalog, LATER), catalog)))
    park = next(feature for feature in sent["features"] if feature["id"] == "park-rok")
    assert park["overdue"] > 0
    assert sent["strings"]["overdue"] in {pill["text"] for pill in park["card"]["pills"]}


def test_the_legend_names_the_clock_only_where_one_is_shown(catalog: Catalog) -> None:
    document, say = drawn(catalog, LATER), words("en")
    assert document.overdue(("parks",))
    assert not document.overdue(("corridor",)) or document.overdue(("borders",))
    assert not document.overdue(())
    with_clock, without = legend(say, overdue=True), legend(say)
    assert [entry.text for entry in with_clock[len(without):]] == ["Figures due for review"]
    assert all(text_of(entry.symbol) == "" for entry in with_clock)


@pytest.mark.parametrize(("today", "marks"), [(date(2027, 5, 31), 0), (date(2027, 6, 1), 2)])
def test_one_day_makes_the_difference(today: date, marks: int, small: Path) -> None:
    park = open_catalog(documents(small), version="0" * 12).entity("park-one")
    assert overdue(park.facts, today) == marks
