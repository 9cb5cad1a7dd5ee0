"""The routes page: what it reads at a kilometre, its tables, and that every route opens."""

from typing import Any

import pytest

from atlas import process
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from layers.catalog import CORRIDOR, LINE
from pages.widgets.routes.choice import (
    Route,
    chosen_route,
    extent,
    legs_of,
    on_map,
    tags,
)
from pages.widgets.routes.dwell import borders_on
from pages.widgets.routes.legs import legs_tab
from pages.widgets.routes.programme import programme_tab
from pages.widgets.routes.reading import leg_block, reading
from pages.widgets.routes.strip import strip_of
from pages.widgets.routes.tables import stops_of, stops_tab
from pages.widgets.wording import Screen, screen
from tests.pages.routes_page import page

SERVICES = tuple(service.id for service in process.catalog().services)
ROUTES = (LINE, CORRIDOR, *SERVICES)


def shown(lang: str = "en", **view: Any) -> Screen:
    return screen(View(lang=lang, **view), process.catalog())


def route_of(sel: str | None) -> tuple[Route, Screen]:
    s = shown(sel=sel)
    return chosen_route(s), s


def nodes(tree: Node) -> list[list[Any]]:
    if isinstance(tree, str):
        return []
    return [tree, *(found for child in tree[2:] for found in nodes(child))]


def with_attribute(tree: Node, name: str, value: str | None = None) -> list[list[Any]]:
    return [node for node in nodes(tree)
            if name in (node[1] or {}) and value in (None, node[1][name])]


def read_at(km: float, sel: str = LINE, lang: str = "en") -> Node:
    s = shown(lang=lang, sel=sel, at=km)
    branch = chosen_route(s).branches[0]
    return reading(branch.line, branch.origin_km, km, chosen_route(s), s)


@pytest.mark.parametrize("sel", ROUTES)
def test_every_route_opens_with_one_panel_of_its_own(sel: str) -> None:
    made = page(sel=sel, lang="en")
    panels = [item for part in made.values() if part["kind"] == "tree"
              for item in with_attribute(part["tree"], "data-testid", "attribute-panel")]
    assert [item[1]["data-feature"] for item in panels] == [sel]


def test_a_click_on_the_line_reads_its_kilometre() -> None:
    pane = page(sel=LINE, at="3412", lang="en")["route-pane"]["tree"]
    assert with_attribute(pane, "data-fact", "chainage")[0][1]["data-value"] == "3412"
    assert "Krasnoyarsk" in text_of(pane)


def test_the_next_stop_and_the_way_to_it_come_from_the_line() -> None:
    found = with_attribute(read_at(3412.0), "data-fact", "next_stop")[0]
    assert found[1]["data-value"] == "339.8"
    assert "Krasnoyarsk" in text_of(found)


def test_an_interpolated_neighbour_says_so() -> None:
    assert "interpolated" in text_of(read_at(450.0))


def test_the_end_of_the_line_is_said() -> None:
    km = process.catalog().line.km
    assert "end of the line" in text_of(read_at(round(km, 1)))


def test_between_two_countries_both_are_named() -> None:
    assert "Russia–Belarus" in text_of(read_at(8320.0))


def test_a_train_from_the_yard_counts_from_changchun() -> None:
    """Its path begins 17 km before Changchun; the kilometre is still the line's own."""
    at_line = with_attribute(read_at(3412.0), "data-fact", "next_stop")[0][1]["data-value"]
    train = read_at(3412.0, sel="cme-nuremberg")
    assert with_attribute(train, "data-fact", "next_stop")[0][1]["data-value"] == at_line


def test_a_leg_with_two_figures_shows_both() -> None:
    s = shown()
    leg = next(item for item in s.catalog.legs if item.other_km)
    claims = with_attribute(leg_block(leg, s), "data-claim")
    assert len(claims) == 1 + len(leg.other_km)


def test_the_legs_add_up_and_the_published_length_stands_beside() -> None:
    route, s = route_of(LINE)
    table = legs_tab(route, s)
    assert with_attribute(table, "data-fact", "length_by_legs")[0][1]["data-value"] == "9755.6"
    foot = next(node for node in nodes(table) if node[0] == "tfoot")
    assert "9,756 km" in text_of(foot)
    assert "9,800" in text_of(foot)
    assert len(with_attribute(table, "data-leg")) == len(s.catalog.line.legs)


def test_the_title_names_both_lengths() -> None:
    assert tags(*route_of(LINE)) == ["9,800 km published · 9,756 km by legs"]


def test_a_train_whose_way_is_not_known_to_the_end_says_known_legs() -> None:
    assert "by known legs" in tags(*route_of("cme-nuremberg"))[0]
    assert "by known legs" not in tags(*route_of("cme-schwarzheide"))[0]


def test_every_corridor_leg_is_listed_once() -> None:
    route, s = route_of(CORRIDOR)
    legs = legs_of(route, s.catalog)
    assert len(legs) == len({leg.id for leg in legs})
    assert {leg for leg in s.catalog.legs if "corridor" in leg.systems} <= set(legs)
    assert len(s.catalog.corridor_legs) <= len(legs)


def test_the_fields_of_the_programme_add_up_to_32() -> None:
    count, body = programme_tab(shown())
    assert count == 32
    assert "add up to 32" in text_of(body)


@pytest.mark.parametrize("sel", ROUTES)
def test_lanes_cover_the_whole_route(sel: str) -> None:
    route, s = route_of(sel)
    for branch in route.branches:
        strip = strip_of(branch, route, s)
        for lane in strip.lanes:
            covered = sum(item.km1 - item.km0 for item in lane.stretches)
            assert covered == pytest.approx(strip.km1 - strip.km0), lane.id


@pytest.mark.parametrize("sel", ROUTES)
def test_home_extent_holds_the_route(sel: str) -> None:
    route, _s = route_of(sel)
    west, south, east, north = extent(route)
    for branch in route.branches:
        for lon, lat, _km in branch.line.vertices:
            assert west < lon < east
            assert south < lat < north


@pytest.mark.parametrize(
    ("sel", "route"),
    [(None, LINE), ("park-rok", LINE), ("cn-manzhouli", LINE), ("mn-ulaanbaatar", CORRIDOR),
     ("erenhot-zamyn-uud", CORRIDOR), ("no-such-thing", LINE)],
)
def test_a_place_opens_the_route_it_lies_on(sel: str | None, route: str) -> None:
    assert route_of(sel)[0].id == route


def test_the_map_marks_places_not_the_page_s_subject() -> None:
    for sel, at, marked in ((LINE, None, None), (LINE, 5.0, LINE), ("cn-harbin", None, "cn-harbin"),
                            ("cme-nuremberg", 5.0, LINE)):
        s = shown(sel=sel, at=at)
        assert on_map(chosen_route(s), s).view.sel == marked


def test_borders_stand_in_the_order_of_the_route() -> None:
    names = [item.id for item in borders_on(*route_of(LINE))]
    assert names == ["manzhouli-zabaikalsk", "brest-terespol-malaszewicze"]


def test_interpolated_stops_are_marked_in_the_table() -> None:
    route, s = route_of(LINE)
    rows = stops_of(route, s)
    marked = [node for node in nodes(stops_tab(route, rows, s))
              if (node[1] or {}).get("class") == "mark-interpolated"]
    assert len(marked) == sum(1 for row in rows if row.item and row.item.interpolated) > 0
