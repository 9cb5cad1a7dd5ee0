"""The page of the five systems: what is placed, what is a target, what no source answers."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from layers.model import PlanSystem
from pages.widgets.systems.item import item_row, known_today, placed
from pages.widgets.systems.system_list import system_list
from pages.widgets.wording import Screen, screen

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
SYSTEMS = process.catalog().systems
ITEMS = [item for system in SYSTEMS for item in system.items]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(params=["zh", "en"])
def s(request: pytest.FixtureRequest) -> Screen:
    return screen(View(lang=request.param), process.catalog())


def nodes(tree: Node) -> list[list]:
    if isinstance(tree, str):
        return []
    return [tree, *(found for child in tree[2:] for found in nodes(child))]


def with_attribute(tree: Node, name: str) -> list[dict]:
    return [node[1] for node in nodes(tree) if node[1] and name in node[1]]


def run(**query: str) -> AppTest:
    at = AppTest.from_file(FRAME, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    return at.run().switch_page("systems.py").run()



@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.id)
def test_every_item_of_a_system_is_listed_once(system: PlanSystem, s: Screen):
    shown = text_of(system_list(s))
    for item in system.items:
        assert shown.count(item.text.to(s.lang).text) == 1


def test_what_is_an_entity_can_be_chosen(s: Screen):
    rows = with_attribute(system_list(s), "data-testid")
    wanted = {item.entity for item in ITEMS if placed(item, s)}
    assert {row["data-feature"] for row in rows} == wanted
    assert all(row["act"] == {"type": "select", "id": row["data-feature"]} for row in rows)


def test_a_target_is_a_large_figure_and_no_progress(s: Screen):
    tree = system_list(s)
    figures = {row["data-fact"]: row["data-value"] for row in with_attribute(tree, "data-value")}
    assert figures == {"plan-returnees": "500", "plan-professionals": "2000",
                       "plan-six-platforms": "6"}
    assert not [node for node in nodes(tree) if node[0] in ("progress", "meter")]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_today_is_a_sourced_claim_or_says_that_none_was_found(item, s: Screen):
    row = item_row(item, s)
    if known_today(item):
        assert all(claim.text.to(s.lang).text in text_of(row) for claim in item.status)
    else:
        assert s.say("No later source found") in text_of(row)
        assert item.status[0].source_reason.to(s.lang).text in text_of(row)


def test_the_plan_is_dated_2018_and_never_2017(s: Screen):
    head = text_of(system_list(s)[2])
    assert "2018" in head
    assert "2017" not in head


def test_english_page_has_no_unmarked_chinese():
    def unmarked(node: Node) -> list[str]:
        if isinstance(node, str):
            return [node] if CHINESE.search(node) else []
        if node[1] and "lang" in node[1]:
            return []
        return [text for child in node[2:] for text in unmarked(child)]

    assert unmarked(system_list(screen(View(lang="en"), process.catalog()))) == []


def test_page_shows_list_and_map_without_a_panel():
    at = run()
    assert not at.exception
    assert len(at.get("bidi_component")) == 3  # head, list, map


def test_one_panel_for_what_is_chosen():
    at = run(sel="faw-hq")
    assert not at.exception
    panels = [element for element in at.get("bidi_component")
              if '"attribute-panel"' in str(element.proto)
              or 'attribute-panel\\"' in str(element.proto)]
    assert len(panels) == 1
