"""Parks side by side: rows, unknown cells, disputes, distances, chips."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from layers.parks import FIVE_PARKS
from pages.widgets.compare.choice import choice, chosen_parks
from pages.widgets.compare.place import distance_rows
from pages.widgets.compare.rows import LAST, rows
from pages.widgets.compare.table import table
from pages.widgets.wording import Screen, screen

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def shown(lang: str = "en", ids: tuple[str, ...] = ()) -> Screen:
    return screen(View(lang=lang, ids=ids), process.catalog())


def nodes(tree: Node) -> list[list]:
    if isinstance(tree, str):
        return []
    return [tree, *(found for child in tree[2:] for found in nodes(child))]


def of_tag(tree: Node, tag: str) -> list[list]:
    return [node for node in nodes(tree) if node[0] == tag]


def row_of(tree: Node, name: str) -> list:
    return next(node for node in of_tag(tree, "tr") if (node[1] or {}).get("data-row") == name)


def has_class(node: list, name: str) -> bool:
    return name in (node[1] or {}).get("class", "").split()


def test_five_parks_of_the_plan_where_the_address_names_none():
    assert tuple(park.id for park in chosen_parks(shown())) == FIVE_PARKS


def test_parks_stand_in_the_order_of_the_address():
    ids = ("park-cuba", "park-rok")
    assert tuple(park.id for park in chosen_parks(shown(ids=ids))) == ids


def test_one_park_alone_gives_the_five_and_says_so():
    s = shown(ids=("park-rok", "no-such-park"))
    assert tuple(park.id for park in chosen_parks(s)) == FIVE_PARKS
    assert "no-such-park" in text_of(choice(chosen_parks(s), s))


@pytest.mark.parametrize("ids", [("park-rok", "park-cuba"), FIVE_PARKS])
def test_chips_keep_two_to_five_parks(ids: tuple[str, ...]):
    s = shown(ids=ids)
    links = [node[1]["act"]["set"]["ids"] for node in of_tag(choice(chosen_parks(s), s), "a")]
    assert links
    assert all(2 <= len(link.split(",")) <= 5 for link in links)


def test_headline_facts_come_first_and_keys_once():
    found = rows(chosen_parks(shown()))
    places = [row.headline for row in found]
    assert places == sorted(places)
    assert len({row.key for row in found}) == len(found)
    assert places[0] < LAST


@pytest.mark.parametrize("park_id", FIVE_PARKS)
def test_no_fact_of_a_park_is_lost(park_id: str):
    parks = chosen_parks(shown())
    place = [park.id for park in parks].index(park_id)
    held = {row.facts[place] for row in rows(parks)} - {None}
    assert held == set(parks[place].facts)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_cell_has_a_value_and_a_source_line(lang: str):
    s = shown(lang)
    for cell in of_tag(of_tag(table(chosen_parks(s), s), "table")[0], "td"):
        if has_class(cell, "corner"):
            continue
        assert any(has_class(node, "value") for node in nodes(cell))
        assert any(has_class(node, "source") for node in nodes(cell))


def test_an_unknown_stands_where_a_value_would():
    s = shown()
    cells = row_of(table(chosen_parks(s), s), "contact")[3:]
    assert any("unknown" in text_of(cell) for cell in cells)


def test_disputed_cell_shows_every_claim_and_marks_one():
    s = shown(ids=("park-rok", "park-russia"))
    parks = chosen_parks(s)
    disputed = [fact for park in parks for fact in park.facts if fact.disputed]
    shown_claims = {node[1]["data-claim"] for node in nodes(table(parks, s))
                    if node[1] and "data-claim" in node[1]}
    assert disputed
    assert {claim.id for fact in disputed for claim in fact.claims} <= shown_claims


def test_distances_only_for_placed_parks():
    s = shown()
    parks = chosen_parks(s)
    for row in distance_rows(parks, s):
        for park, cell in zip(parks, row[3:], strict=True):
            measured = park.location.geometry is not None
            assert ("±" in text_of(cell)) == measured
            assert ("not computed" in text_of(cell)) != measured


def test_rows_where_all_are_alike_can_be_hidden():
    s = shown()
    tree = table(chosen_parks(s), s)
    alike = [node for node in of_tag(tree, "tr") if (node[1] or {}).get("data-same")]
    assert all("±" not in text_of(node) for node in alike)


@pytest.mark.parametrize("ids", ["", "park-rok,park-russia", "park-rok,line-cme,x"])
def test_page_stands_for_any_address(ids: str):
    at = AppTest.from_file(FRAME, default_timeout=60)
    at.query_params["ids"] = ids
    at.run().switch_page("compare.py").run()
    assert not at.exception
    assert len(at.get("bidi_component")) == 3  # head, choice, table
