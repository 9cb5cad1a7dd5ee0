"""The parks page: which park, its names, its place, its facts, its timeline, its distances."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from layers.model import Entity
from layers.parks import FIVE_PARKS
from pages.widgets.parks import facts as park_facts
from pages.widgets.parks.choice import rail
from pages.widgets.parks.distances import distances
from pages.widgets.parks.facts import facts_panel
from pages.widgets.parks.opening import head, opening
from pages.widgets.parks.timeline import timeline_card
from pages.widgets.wording import Screen, screen

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
CATALOG = process.catalog()
PARKS = CATALOG.layer("parks")
PLACED = [park for park in PARKS if park.location.geometry is not None]
UNPLACED = [park for park in PARKS if park.location.geometry is None]


def shown(lang: str = "en", **view: Any) -> Screen:
    return screen(View(lang=lang, **view), CATALOG)


def nodes(tree: Node) -> Iterator[list]:
    if isinstance(tree, str):
        return
    yield tree
    for child in tree[2:]:
        yield from nodes(child)


def having(tree: Node, name: str, value: str | None = None) -> list[dict]:
    return [node[1] for node in nodes(tree)
            if name in (node[1] or {}) and value in (None, node[1][name])]


def by_class(tree: Node, name: str) -> list[list]:
    return [node for node in nodes(tree) if name in ((node[1] or {}).get("class") or "").split()]


def run(page: str = "parks.py", **query: str) -> AppTest:
    app = AppTest.from_file(FRAME, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run().switch_page(page).run()


def trees(app: AppTest) -> dict[str, Any]:
    return {item.key: json.loads(item.proto.json) for item in components(app.main)}


def components(block: Any) -> list[Any]:
    found = []
    for child in block.children.values() if hasattr(block, "children") else ():
        found += [child] if hasattr(getattr(child, "proto", None), "json") else []
        found += components(child)
    return found


def panel_of(app: AppTest) -> str:
    tree = trees(app)["park-facts"]["tree"]
    [panel] = having(tree, "data-testid", "attribute-panel")
    return panel["data-feature"]


def test_page_opens_with_the_zone_of_the_republic_of_korea():
    app = run()
    assert not app.exception
    assert panel_of(app) == "park-rok"


@pytest.mark.parametrize(("park", "lang"), [
    # each park in one language quickly, in both by `make test`
    pytest.param(park.id, lang, marks=[pytest.mark.slow] * (number % 2 == at))
    for number, park in enumerate(PARKS) for at, lang in enumerate(("zh", "en"))
])
def test_every_park_opens_by_its_address(park: str, lang: str):
    app = run(sel=park, lang=lang)
    assert not app.exception
    assert panel_of(app) == park
    assert trees(app)["map-main"]["sel"] == park


def test_a_station_chosen_on_the_map_does_not_turn_the_page():
    app = run(sel="park-russia")
    app.query_params["sel"] = "stn-changchun"
    app.run()
    assert panel_of(app) == "park-russia"
    assert "park-russia" in app.query_params["ids"]
    assert trees(app)["map-main"]["sel"] == "stn-changchun"


def test_a_link_with_a_station_shows_its_park_again():
    assert panel_of(run(sel="stn-changchun", ids="park-cuba")) == "park-cuba"


def test_closing_the_card_on_the_map_keeps_the_park():
    app = run(sel="park-cuba")
    del app.query_params["sel"]
    app.run()
    assert panel_of(app) == "park-cuba"
    assert "park-cuba" in app.query_params["sel"]


def test_rail_lists_the_five_first_then_the_others():
    rows = having(rail(PARKS[0], shown()), "data-testid", "feature-item")
    ids = [row["data-feature"] for row in rows]
    assert ids[:5] == list(FIVE_PARKS)
    assert set(ids) == {park.id for park in PARKS}


@pytest.mark.parametrize(
    ("park", "own"), [("park-rok", "ko"), ("park-germany", "de"), ("park-thailand", "th"),
                      ("park-russia", "ru"), ("park-cuba", "es")]
)
def test_head_gives_the_name_in_the_partners_language(park: str, own: str):
    entity = CATALOG.entity(park)
    tree = head(entity, shown("zh"))
    assert any(text_of(node) == entity.names[own] for node in nodes(tree)
               if (node[1] or {}).get("lang") == own)
    assert entity.names["zh"] in text_of(tree)


@pytest.mark.parametrize("park", UNPLACED, ids=lambda park: park.id)
def test_a_park_without_a_site_says_so_and_computes_nothing(park: Entity):
    tree = opening(park, shown())
    assert "Location not confirmed" in text_of(tree)
    assert "No distance is computed" in text_of(tree)
    assert not having(tree, "data-km")


def test_opening_of_a_park_begins_with_what_is_documented():
    park = CATALOG.entity("park-germany")
    assert text_of(opening(park, shown())).startswith(park.summary.to("en").text)


def test_candidate_zones_are_named_with_their_source():
    park = CATALOG.entity("park-germany")
    [listed] = by_class(opening(park, shown()), "candidates")
    for node, candidate in zip(listed[2:], park.location.candidates, strict=True):
        assert CATALOG.entity(candidate.entity).names.to("en").text in text_of(node)
        assert by_class(node, "source")


@pytest.mark.parametrize("park", PLACED, ids=lambda park: park.id)
def test_distances_name_port_airport_stations_city_hall_and_the_border(park: Entity):
    rows = having(distances(park, shown()), "data-place")
    assert {"changchun-intl-port", "cgq", "stn-changchun", "stn-changchun-west", "city-hall",
            "manzhouli-zabaikalsk"} <= {row["data-place"] for row in rows}


def test_distance_is_geodesic_and_says_both_accuracies():
    park = CATALOG.entity("park-rok")
    tree = distances(park, shown())
    [row] = having(tree, "data-place", "cgq")
    assert 10 < float(row["data-km"]) < 14  # measured on the ellipsoid from the record's points
    spread = (park.location.accuracy_km or 0) + (CATALOG.entity("cgq").location.accuracy_km or 0)
    assert f"±\u202f{spread:g} km" in text_of(tree)


@pytest.mark.parametrize("park", PARKS, ids=lambda park: park.id)
def test_every_claim_stands_in_the_panel_once_with_its_figure(park: Entity):
    tree = facts_panel(park, shown())
    drawn = [row["data-claim"] for row in having(tree, "data-claim")]
    assert sorted(drawn) == sorted(claim.id for fact in park.facts for claim in fact.claims)
    assert len(by_class(tree, "source")) == len(drawn)


def test_disagreeing_claims_stand_side_by_side():
    tree = facts_panel(CATALOG.entity("park-rok"), shown())
    [pair] = [node for node in by_class(tree, "conflict")
              if having(node, "data-fact", "specialised_parks")]
    assert len(by_class(pair, "conflict-cell")) == 2
    assert "preferred" in text_of(pair)


def test_contacts_are_absent_where_nothing_is_known():
    assert by_class(facts_panel(CATALOG.entity("park-rok"), shown()), "group-contact")
    assert not by_class(facts_panel(CATALOG.entity("park-cuba"), shown()), "group-contact")


def test_questions_are_for_staff_only(monkeypatch: pytest.MonkeyPatch):
    park = CATALOG.entity("park-germany")
    question = park.ask[0].to("en").text
    assert question not in text_of(facts_panel(park, shown()))
    inside = replace(process.settings(), audience="internal")
    monkeypatch.setattr(park_facts.process, "settings", lambda: inside)
    assert question in text_of(facts_panel(park, shown()))


@pytest.mark.parametrize("park", FIVE_PARKS)
def test_plan_article_is_dated_2018_on_every_timeline(park: str):
    entity = CATALOG.entity(park)
    plan = [event.date for event in entity.events if event.source == "changchun-plan-2018"]
    assert plan == ["2018-05"]
    dates = having(timeline_card(entity, shown()), "data-date")
    assert {"class": "event-plan", "data-date": "2018-05"} in dates


def test_timeline_says_how_long_nothing_was_heard():
    entity = CATALOG.entity("park-thailand")
    assert re.search(r"no evidence 2020–20\d\d", text_of(timeline_card(entity, shown())))


@pytest.mark.parametrize("park", FIVE_PARKS)
def test_previous_and_next_go_round_the_five(park: str):
    tree = head(CATALOG.entity(park), shown())
    at = FIVE_PARKS.index(park)
    asked = [row["act"]["id"] for row in having(tree, "act") if row["act"].get("type") == "select"]
    assert asked == [FIVE_PARKS[at - 1], FIVE_PARKS[(at + 1) % 5]]
