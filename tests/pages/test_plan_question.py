"""What an address asks the planner that can't be meant: it is left out, and the page says so."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.maps.element import text_of
from atlas.maps.view import View
from layers.network import Network
from pages.widgets.plan import question
from pages.widgets.plan.cargo import cargo_of
from pages.widgets.plan.factors import given_twice
from pages.widgets.plan.question import Asked, asked_by
from pages.widgets.plan.reach import reach_part
from pages.widgets.wording import screen

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
ENDS = {"origin": "cn-changchun", "destination": "de-schwarzheide"}


def asked(**view: Any) -> Asked:
    return asked_by(screen(View(lang="en", **{**ENDS, **view}), process.catalog()))


def said_on_the_page(**query: str) -> str:
    """All words of the planner's head and of the bar above every page."""
    app = AppTest.from_file(FRAME, default_timeout=60)
    for name, value in {"lang": "en", "from": "cn-changchun", "to": "de-schwarzheide",
                        **query}.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("routes.py").run()
    assert not app.exception
    trees = {item.key: json.loads(item.proto.json) for item in _components(app.main)}
    assert "out-of-order" not in trees
    return " ".join(text_of(trees[key]["tree"]) for key in ("notices", "route-title")
                    if key in trees)


def _components(block: Any) -> list[Any]:
    found = []
    for child in getattr(block, "children", {}).values():
        found += [child] if hasattr(getattr(child, "proto", None), "json") else []
        found += _components(child)
    return found


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1900-06-01", "2026-W49-1"])
def test_a_day_beyond_all_shipments_is_dropped_and_the_page_goes_on(day: str) -> None:
    words = said_on_the_page(depart=day)
    assert f"depart={day}" in words
    assert "Changchun" in words


def test_an_arrival_before_the_departure_is_left_out_and_said_once() -> None:
    found = asked(depart="2026-12-10", by="2026-12-01")
    assert found.query is not None
    assert (found.query.depart, found.query.by) == (date(2026, 12, 10), None)
    (words,) = found.said
    assert "2026-12-01" in words
    assert "2026-12-10" in words
    assert asked(depart="2026-12-10", by="2026-12-10").said == ()


@pytest.mark.parametrize("cargo", ["20t-30t", "2teu-20t-4teu", "1usd-1usd", "20t-fragile"])
def test_a_cargo_that_says_a_thing_twice_or_nothing_known_is_dropped(cargo: str) -> None:
    with pytest.raises(ValueError):
        cargo_of(cargo)
    found = asked(cargo=cargo)
    assert found.query is not None
    assert found.query.cargo.tonnes == 20
    assert any(f"cargo={cargo}" in words for words in found.said)


def test_a_factor_given_twice_says_which_counts() -> None:
    parts = ("dwell:all:2", "running:rail-ru:1.2", "dwell:all:3")
    assert given_twice(parts) == (("dwell:all", 3.0),)
    found = asked(what=parts)
    assert found.query is not None
    assert found.query.what_if.factor("dwell", "*") == 3
    (words,) = found.said
    assert "“dwell:all”" in words
    assert "3" in words
    assert given_twice(("dwell:all:2", "dwell:x-manzhouli-zabaikalsk:2", "winter")) == ()


@pytest.mark.parametrize("way", ["via-nothing", "via-", "sea-", "sea-moon", "rail-sea-", "rail-sea-moon"])
def test_a_way_there_is_none_of_is_unknown(way: str) -> None:
    found = asked(via=(way,))
    assert any(f"“{way}”" in words for words in found.said)
    assert found.query is not None
    assert found.query.via == ()
    assert found.alternatives


@pytest.mark.parametrize("way", ["via-manzhouli", "via-khorgos", "sea-suez", "sea-cape", "air",
                                 "rail", "rail-sea-dalian", "suez", "cn-manzhouli"])
def test_a_way_there_is_can_be_asked_for(way: str) -> None:
    assert asked(via=(way,)).said == ()


def test_every_way_the_planner_finds_can_be_asked_for() -> None:
    ways = tuple(item.id for item in asked().alternatives)
    assert ways
    assert asked(via=ways).said == ()


def test_a_kilometre_beyond_the_way_is_dropped_and_said() -> None:
    found = asked(way="via-manzhouli", at=39_000.0)
    assert found.s.view.at is None
    assert "at=39000" in found.said[0]
    assert found.chosen is not None
    end = round(found.chosen.km, 1)
    assert asked(way="via-manzhouli", at=end).said == ()
    assert asked(way="via-manzhouli", at=100.0).s.view.at == 100.0


@pytest.mark.parametrize("office", [False, True])
def test_the_tab_of_own_figures_is_the_offices(
    office: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question, "of_office", lambda: office)
    assert any("tab=own" in words for words in asked(tab="own").said) is not office
    assert any("tab=own" in words for words in asked(tab="own", origin=None).said) is not office


def test_a_version_without_a_network_says_so_and_nothing_of_unknown_places() -> None:
    old = replace(process.catalog(), network=Network())
    for destination in ("de-schwarzheide", "de-hamburg", "no-such-place"):
        view = View(lang="en", v="0123456789ab", origin="cn-changchun", destination=destination,
                    avoid=("x-manzhouli-zabaikalsk",), way="via-manzhouli")
        found = asked_by(screen(view, old))
        assert found.said == ("This version of the data holds no planner’s network.",)
        assert found.alternatives == ()
        assert text_of(reach_part(found))


def test_the_page_of_a_version_without_a_network_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    old = replace(process.catalog(), network=Network())
    monkeypatch.setattr(process, "catalog", lambda *_version: old)
    words = said_on_the_page(cargo="24t-2teu", tab="strip", avoid="x-manzhouli-zabaikalsk")
    assert "holds no planner’s network" in words
    assert "knows no place" not in words
