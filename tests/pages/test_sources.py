"""The page of sources: order, ages, what rests on them, gaps, licences, size."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from layers.dates import last_day
from layers.model import NOT_FOUND
from pages.widgets.sources.age import age_words, age_years, weakest_first
from pages.widgets.sources.licences import licences
from pages.widgets.sources.row import shares, source_row
from pages.widgets.sources.source_list import source_list
from pages.widgets.sources.uses import by_source, claims, uses
from pages.widgets.wording import Screen, screen

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
TODAY = date(2026, 11, 22)
MOST_BYTES = 400_000
DATA = process.settings().data
CATALOG = process.catalog()


def shown(lang: str) -> Screen:
    return screen(View(lang=lang), CATALOG)


def page(lang: str) -> Node:
    return source_list(shown(lang), today=TODAY, data=DATA)


def nodes(tree: Node) -> list[list]:
    if isinstance(tree, str):
        return []
    return [tree, *(found for child in tree[2:] for found in nodes(child))]


def test_age_counts_whole_years():
    source = CATALOG.sources["changchun-plan-2018"]
    assert age_years(source, TODAY) == 8
    assert age_words(8, shown("en").say) == "8 years old"
    assert age_words(None, shown("en").say) == "age unknown"


def test_weak_sources_come_first_then_undated_then_oldest():
    ordered = weakest_first(CATALOG.sources.values())
    weak = [source.grade in ("not-found", "copy") for source in ordered]
    assert weak == sorted(weak, reverse=True)
    strong = [last_day(source.date) or date.min for source in ordered if source.grade not in
              ("not-found", "copy")]
    assert strong == sorted(strong)


def test_every_claim_is_counted_with_its_source():
    counted = by_source(uses(CATALOG))
    own = Counter(use.source for use in claims(CATALOG) if use.source != NOT_FOUND)
    assert all(counted[source].total() >= number for source, number in own.items())
    assert set(counted) <= set(CATALOG.sources)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_lists_every_source_once_and_stays_light(lang: str):
    tree = page(lang)
    rows = [node for node in nodes(tree) if node[1] and "data-hay" in node[1]]
    assert len(rows) == len(CATALOG.sources)
    assert len(json.dumps(tree, ensure_ascii=False).encode()) < MOST_BYTES


def rows_by_title(tree: Node) -> dict[str, list]:
    """Rows by what they show of title and publisher."""
    rows = [node for node in nodes(tree) if node[1] and "data-hay" in node[1]]
    return {text_of(row[2]): row for row in rows}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_row_is_found_by_its_words_in_every_language_and_by_its_date(lang: str):
    tree = page(lang)
    found = {f"{shown} {row[1]['data-hay']}" for shown, row in rows_by_title(tree).items()}
    for source in CATALOG.sources.values():
        words = (*source.title.values(), *source.publisher.names.values(), source.date)
        assert any(all(word in hay for word in words) for hay in found), source.id


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_opened_row_gets_a_link_to_all_that_rests_on_it(lang: str):
    tree, counted = page(lang), by_source(uses(CATALOG))
    shared = next(node for node in nodes(tree) if node[1] and "data-shares" in node[1])[2:]
    rows = [node for node in nodes(tree) if node[1] and "data-hay" in node[1]]
    for source, row in zip(weakest_first(CATALOG.sources.values()), rows, strict=True):
        assert text_of(row[2][2]) == source.title.to(lang).text
        named = [shared[int(one.partition("*")[0])] for one in row[1]["data-shared"].split()]
        linked = [link[1]["act"]["query"]["sel"] for link in named[1:]]
        assert linked == [name for name in counted.get(source.id, ()) if CATALOG.find(name)]


def test_a_row_counts_how_often_each_rests_on_it():
    source = next(iter(CATALOG.sources.values()))
    resting = Counter({"park-rok": 4, "park-russia": 1, "no-such-place": 2})
    shared, places = shares([resting], shown("en"))
    row = source_row(source, resting, shown("en"), places=places, today=TODAY)
    assert row[1]["data-shared"] == "0 2*4 3"
    assert [text_of(node) for node in shared[2:]][:2] == ["Rests on it:",
                                                          "Nothing rests on it yet."]
    bare = source_row(source, Counter(), shown("en"), places=places, today=TODAY)
    assert bare[1]["data-shared"] == "1"


def test_every_claim_without_a_source_gives_its_reason():
    text = text_of(page("en"))
    bare = [use.claim for use in claims(CATALOG) if use.source == NOT_FOUND and use.claim]
    assert bare
    assert all(claim.source_reason.to("en").text in text for claim in bare)


def test_no_link_to_an_original_that_was_not_reached():
    links = {node[1]["href"] for node in nodes(page("en")) if node[0] == "a" and node[1]}
    assert {link for link in links if link.startswith("http")} == {
        source.url for source in CATALOG.sources.values() if source.url}


def test_claims_past_their_review_date_are_listed():
    late = source_list(shown("en"), today=date(2040, 1, 1), data=DATA)
    assert "Claims past their review date" in text_of(late)
    assert "Claims past their review date" not in text_of(page("en"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_raw_id_is_shown(lang: str):
    words = re.findall(r"\b(?:park|zone|plan|copy|stn|border)-[a-z-]+\b", text_of(page(lang)))
    assert words == []


def test_licences_are_read_from_tables_and_headings():
    text = ("# Licences: \n## GeoNames: CC BY 4.0\n| Input | Version | Licence |\n|---|---|---|\n"
            "| `natural` earth | 5 | Public domain |\n\n| Files | Input |\n|---|---|\n| a | b |\n")
    assert licences(text) == [("GeoNames", "CC BY 4.0"), ("natural earth", "Public domain")]


def test_without_a_licence_file_the_sources_say_theirs(tmp_path: Path):
    text = text_of(source_list(shown("en"), today=TODAY, data=tmp_path))
    assert "ODbL-1.0" in text


def test_page_stands_by_itself():
    at = AppTest.from_file(FRAME, default_timeout=60)
    at.run().switch_page("sources.py").run()
    assert not at.exception
    assert len(at.get("bidi_component")) == 2  # head, list
