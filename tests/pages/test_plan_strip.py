"""The chosen way: laid out by kilometres, as a strip map, in a table, at a kilometre, on paper."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from atlas import process
from atlas.maps.charts.strip_map import TIERS, Strip, StripMark, mark_ends, mark_tiers, strip_map
from atlas.maps.element import Node, svg_file, text_of
from atlas.maps.view import View
from atlas.maps.ways import WAY, extent
from atlas.routing.hours import Hours
from atlas.routing.plan import Alternative
from atlas.routing.said import said
from pages.widgets.cache import courses_of
from pages.widgets.plan.along import emitted_words, hours_words, laid_out, run_at
from pages.widgets.plan.inspect import inspect_card
from pages.widgets.plan.legs_table import as_text, legs_part
from pages.widgets.plan.on_map import chosen_way, on_map, stop_at, ways_on_map
from pages.widgets.plan.print_sheet import sheet
from pages.widgets.plan.question import Asked, asked_by
from pages.widgets.plan.stays import stay_charts
from pages.widgets.plan.strip import day_marks, km_after, strip_of_way, strip_part
from pages.widgets.wording import Screen, screen

ENDS = {"origin": "cn-changchun", "destination": "de-hamburg"}
MANZHOULI = "x-manzhouli-zabaikalsk"


def shown(lang: str = "en", **view: Any) -> Screen:
    return screen(View(lang=lang, **{**ENDS, **view}), process.catalog())


def asked(**view: Any) -> Asked:
    return asked_by(shown(**view))


def chosen(found: Asked) -> Alternative:
    assert found.chosen is not None
    return found.chosen


ALL = {item.id: item for item in asked().alternatives}


def nodes(tree: Node | None) -> list[list[Any]]:
    if tree is None or isinstance(tree, str):
        return []
    return [tree, *(found for child in tree[2:] for found in nodes(child))]


def with_attribute(tree: Node | None, name: str, value: str | None = None) -> list[list[Any]]:
    return [node for node in nodes(tree)
            if name in (node[1] or {}) and value in (None, node[1][name])]


def with_class(tree: Node | None, name: str) -> list[list[Any]]:
    return [node for node in nodes(tree) if name in str((node[1] or {}).get("class", "")).split()]


# --- laid out ---


@pytest.mark.parametrize("way", sorted(ALL))
def test_steps_follow_each_other_and_add_up_to_the_way(way: str) -> None:
    laid = laid_out(ALL[way], process.catalog())
    assert laid[0].km0 == 0
    assert all(a.km1 == b.km0 for a, b in pairwise(laid))
    assert laid[-1].km1 == pytest.approx(ALL[way].km)
    assert all(one.record is not None for one in laid if one.runs)
    assert [one.emitted.edge for one in laid] == list(ALL[way].steps)


@pytest.mark.parametrize("way", sorted(ALL))
def test_each_step_is_done_after_the_one_before(way: str) -> None:
    laid = laid_out(ALL[way], process.catalog())
    ends = [one.after for one in laid if one.after is not None]
    assert len(ends) == len(laid)
    assert all(a.p50 <= b.p50 for a, b in pairwise(ends))
    days = ALL[way].days
    assert days is not None
    assert ends[-1].p50 == pytest.approx(days.p50, rel=1e-4)


def test_a_kilometre_lies_on_one_run_and_beyond_the_end_on_none() -> None:
    laid = laid_out(ALL["via-manzhouli"], process.catalog())
    here = run_at(laid, 3412.0)
    assert here is not None
    assert here.step.record == "ru-taishet--ru-krasnoyarsk"
    assert run_at(laid, ALL["via-manzhouli"].km) is laid[-2]
    assert run_at(laid, 99_999.0) is None


@pytest.mark.parametrize(("p10", "p90", "words"), [
    (2.0, 5.0, "2–5 h"), (0.1, 0.2, "0.5 h"), (18.0, 120.0, "18 h – 5 d"),
    (48.0, 96.0, "2–4 d"), (312.0, 500.0, "13–21 d"),
])
def test_a_time_is_written_as_finely_as_it_is_known(p10: float, p90: float, words: str) -> None:
    hours = Hours(0.0, 0.0, "published", said("x"), samples=(p10,) * 2 + (p90,) * 2)
    assert hours_words(hours, shown()) == words


def test_an_unknown_time_is_said_to_be_unknown() -> None:
    assert hours_words(None, shown()) == "unknown"


def test_shares_of_the_emissions_add_up_to_about_all() -> None:
    item, s = ALL["via-manzhouli"], shown()
    words = [emitted_words(one, item, s) for one in laid_out(item, process.catalog())]
    shares = [int(text.split(" · ")[1].removesuffix(" %")) for text in words
              if " · " in text and "under" not in text]
    assert 90 <= sum(shares) <= 106  # rounded, and those under 1 % left out


# --- for the map ---


@pytest.mark.parametrize("way", sorted(ALL))
def test_every_leg_on_the_map_has_a_course_and_a_card(way: str) -> None:
    drawn = chosen_way(ALL[way], shown())
    known = courses_of(process.catalog())
    assert drawn.legs
    assert all(leg.course in known for leg in drawn.legs)
    assert all(leg.rows and leg.foot and leg.here for leg in drawn.legs)
    assert extent(drawn, known) is not None


def test_borders_with_control_are_marked_and_open_ones_are_not() -> None:
    stops = {stop.id: stop for stop in chosen_way(ALL["via-manzhouli"], shown()).stops}
    mark = stops[MANZHOULI].mark
    assert mark is not None
    assert (mark.symbol, mark.label[0]) == ("lozenge", "Manzhouli")
    assert "x-smolensk-minsk" not in stops


def test_ports_airports_and_straits_are_named_in_the_language() -> None:
    sea = [stop.name for stop in chosen_way(ALL["sea-suez"], shown("en")).stops]
    order = ["Changchun", "Dalian", "Strait of Malacca", "Bab-el-Mandeb", "Suez Canal",
             "Strait of Gibraltar", "Strait of Dover", "Hamburg"]
    assert sorted(sea, key=order.index) == order
    air = {stop.id: stop.mark for stop in chosen_way(ALL["air"], shown("zh")).stops}
    port = air["de-fra"]
    assert port is not None
    assert (port.symbol, port.label[0]) == ("airport", "法兰克福机场")


def test_the_other_ways_lie_behind_the_chosen_one() -> None:
    found = ways_on_map(asked(way="via-erenhot"))
    assert found is not None
    assert found.chosen.label == ("Rail via Erenhot",)
    assert {way.id for way in found.others} == {f"way-{name}" for name in ALL} - {"way-via-erenhot"}
    assert all(not way.stops for way in found.others)


def test_without_an_answer_there_is_no_way() -> None:
    assert ways_on_map(asked(destination=None)) is None
    assert strip_part(asked(destination=None))[0] == "div"


@pytest.mark.parametrize(("view", "kept"), [
    ({"at": 3412.0}, (WAY, 3412.0)),
    ({"at": 3412.0, "sel": WAY}, (WAY, 3412.0)),
    ({"at": 30_000.0, "sel": WAY}, (None, None)),
    ({"at": 3412.0, "sel": "cn-harbin"}, ("cn-harbin", None)),
    ({"sel": "cn-harbin"}, ("cn-harbin", None)),
])
def test_a_kilometre_of_the_address_is_one_of_the_chosen_way(
    view: dict[str, Any], kept: tuple[str | None, float | None]
) -> None:
    found = on_map(asked(way="via-manzhouli", **view)).view
    assert (found.sel, found.at) == kept


# --- strip map ---


def lanes(way: str, lang: str = "en") -> dict[str, tuple[Any, ...]]:
    strip = strip_of_way(ALL[way], shown(lang))
    return {lane.id: lane.stretches for lane in strip.lanes}


@pytest.mark.parametrize("way", sorted(ALL))
def test_lanes_run_along_the_way_without_overlap(way: str) -> None:
    for name, stretches in lanes(way).items():
        assert all(a.km1 <= b.km0 + 1e-6 for a, b in pairwise(stretches)), name
        if name in ("mode", "country"):
            assert stretches[0].km0 == 0
            assert stretches[-1].km1 == pytest.approx(ALL[way].km)


def test_rails_have_all_lanes_and_ships_only_what_is_true_of_them() -> None:
    assert set(lanes("via-manzhouli")) == {"mode", "country", "gauge", "traction", "time"}
    sea = lanes("sea-cape")
    assert [(item.text, item.tone) for item in sea["mode"]] == [
        ("Road", "mode-road"), ("Sea", "mode-sea")]
    assert [item.text for item in sea["country"]] == ["China", "at sea"]
    assert [item.text for item in sea["time"]] == ["UTC+8"]  # none is made up at sea
    assert "gauge" not in sea


@pytest.mark.parametrize(("lang", "name", "short"), [
    ("en", "Russia–Belarus: border stretch", "RU–BY"), ("zh", None, "俄白")])
def test_a_stretch_over_a_border_has_a_name(lang: str, name: str | None, short: str) -> None:
    between = [item for item in lanes("via-manzhouli", lang)["country"] if item.tone == "between"]
    assert short in [item.short for item in between]
    assert all(item.short for item in between)
    assert name is None or name in [item.text for item in between]


def test_the_gauge_changes_at_the_breaks_and_nowhere_else() -> None:
    strip = strip_of_way(ALL["via-manzhouli"], shown())
    gauge = next(lane for lane in strip.lanes if lane.id == "gauge").stretches
    assert [item.text for item in gauge] == ["1,435", "1,520", "1,435"]
    assert strip.drops == (gauge[1].km0, gauge[1].km1)


def test_traction_nobody_gives_is_hatched() -> None:
    drawn = strip_map(strip_of_way(ALL["via-manzhouli"], shown()), {})
    assert with_class(drawn, "tone-unknown")
    assert with_attribute(drawn, "class", "hatch")


def test_a_border_stands_once_on_the_strip() -> None:
    stops = strip_of_way(ALL["via-manzhouli"], shown()).stops
    names = [stop.name for stop in stops]
    assert names.count("Manzhouli") == names.count("Brest") == 1
    assert next(stop for stop in stops if stop.name == "Manzhouli").symbol == "lozenge"


@pytest.mark.parametrize("way", sorted(ALL))
def test_day_marks_rise_along_the_way(way: str) -> None:
    marks = list(day_marks(laid_out(ALL[way], process.catalog()), shown()))
    assert marks
    assert all(a.km < b.km for a, b in pairwise(marks))
    assert marks[0].km >= 0
    assert marks[-1].km <= ALL[way].km


def test_days_that_pass_while_standing_share_a_mark() -> None:
    marks = list(day_marks(laid_out(ALL["via-manzhouli"], process.catalog()), shown()))
    assert marks[0].km == 0
    assert marks[0].text == "1–2"


def test_the_middle_trip_is_at_the_end_on_its_last_day() -> None:
    item = ALL["sea-suez"]
    laid = laid_out(item, process.catalog())
    last = laid[-1].after
    assert last is not None
    assert km_after(laid, last.p50) == pytest.approx(item.km)
    assert km_after(laid, last.p50 + 1) is None


def test_a_way_without_days_has_no_day_marks() -> None:
    item = replace(ALL["sea-suez"], drawn=None, days=None)
    assert list(day_marks(laid_out(item, process.catalog()), shown())) == []


@pytest.mark.parametrize("width", TIERS)
@pytest.mark.parametrize("way", sorted(ALL))
def test_day_marks_never_touch(way: str, width: int) -> None:
    strip = strip_of_way(ALL[way], shown())
    seen = sorted(mark_ends(strip, strip.marks[row], width)
                  for row, tier in mark_tiers(strip).items() if tier <= width)
    assert all(before < after for (_, before), (after, _) in pairwise(seen))
    assert seen[0][0] >= 0  # nothing reaches into the titles


def test_the_more_important_mark_stays_where_both_do_not_fit() -> None:
    marks = (StripMark(100.0, "9"), StripMark(100.5, "10", rank=10))
    strip = Strip("x", "x", "accent", 0.0, 1000.0, (), (), marks=marks)
    assert list(mark_tiers(strip)) == [1]


def test_the_strip_is_an_axis_of_the_way_on_the_map() -> None:
    part = strip_part(asked(way="sea-cape", at=5000.0))
    axis = with_attribute(part, "data-line", WAY)[0][1]
    assert axis["data-km0"] == "0"
    assert float(axis["data-km1"]) == pytest.approx(ALL["sea-cape"].km)
    assert with_class(part, "strip-cross")


def test_a_chosen_port_stands_on_the_strip_too() -> None:
    assert with_class(strip_part(asked(way="sea-cape", sel="cn-dalian")), "strip-cross")


# --- stays ---


def test_the_stay_of_the_plan_stands_beside_the_published_ones() -> None:
    charts = stay_charts(ALL["via-manzhouli"], shown())
    assert len(with_class(charts, "dwell-box")) == 2  # Manzhouli and Brest; open borders have none
    assert with_class(charts, "dwell-claim")
    text = text_of(charts or "")
    assert "in this plan" in text
    assert "assumption" in text


def test_an_assumed_stay_is_hatched_and_a_published_one_is_not() -> None:
    charts = stay_charts(ALL["via-manzhouli"], shown())
    assert len(with_class(charts, "dwell-hatching")) == 1


def test_our_own_guess_is_not_shown_as_published() -> None:
    charts = stay_charts(ALL["via-hunchun"], shown())
    assert not [node for node in with_class(charts, "dwell-claims")
                if "our assumption" in text_of(node)]


def test_a_way_without_borders_has_no_charts() -> None:
    assert stay_charts(ALL["air"], shown()) is None


# --- at a kilometre, at a place ---


def test_a_kilometre_reads_stops_country_gauge_and_the_leg_with_its_source() -> None:
    card = inspect_card(asked(way="via-manzhouli", at=3412.0))
    figures = {node[1]["data-fact"]: node for node in with_attribute(card, "data-fact")}
    assert figures["chainage"][1]["data-value"] == "3412"
    assert "Krasnoyarsk" in text_of(figures["next_stop"])
    assert figures["leg_km"][1]["data-value"] == "418"
    text = text_of(card or "")
    assert "Russia" in text
    assert "1,520 mm" in text
    assert "25 kV 50 Hz AC" in text
    assert with_class(card, "source")


def test_the_last_kilometre_is_the_end_of_the_line() -> None:
    item = ALL["via-manzhouli"]
    card = inspect_card(asked(way="via-manzhouli", at=round(item.km, 1)))
    assert card is None or "end of the line" in text_of(card)
    assert inspect_card(asked(way="via-manzhouli", at=30_000.0)) is None


def test_at_sea_no_local_time_is_given() -> None:
    text = text_of(inspect_card(asked(way="sea-cape", at=9000.0)) or "")
    assert "Local time" not in text
    assert "Cape of Good Hope" in text


def test_a_border_says_how_long_one_stays_and_what_that_rests_on() -> None:
    card = inspect_card(asked(way="via-manzhouli", sel=MANZHOULI))
    text = text_of(card or "")
    assert "18 h – 5 d" in text
    assert "our assumption" in text
    assert with_class(card, "hatch-sign")


def test_a_port_says_both_of_its_stays() -> None:
    text = text_of(inspect_card(asked(way="sea-suez", sel="cn-dalian")) or "")
    assert "Unloading" in text
    assert "Loading, P10–P90" in text


def test_a_border_answers_to_the_name_it_has_on_the_line() -> None:
    found = stop_at(ALL["via-manzhouli"], "manzhouli-zabaikalsk", shown())
    assert found is not None
    assert found.id == MANZHOULI


def test_what_is_not_on_the_way_has_no_card() -> None:
    assert inspect_card(asked(way="air", sel="cn-manzhouli")) is None


# --- table ---


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("way", ["via-manzhouli", "sea-cape", "air"])
def test_the_table_holds_every_step_with_what_it_rests_on(way: str, lang: str) -> None:
    table = legs_part(asked_by(shown(lang, way=way)))
    rows = with_attribute(table, "data-step")
    assert [row[1]["data-step"] for row in rows] == [step.record for step in ALL[way].steps]
    assert all(with_class(row, "basis") for row in rows)
    runs = sum(step.kind == "run" for step in ALL[way].steps)
    assert len([row for row in rows if with_class(row, "source")]) >= runs


def test_choosing_a_row_reads_its_middle_or_its_place() -> None:
    rows = with_attribute(legs_part(asked(way="via-manzhouli")), "data-step")
    run = next(row for row in rows if row[1]["data-step"] == "cn-harbin--cn-manzhouli")
    look = run[1]["act"].pop("look")
    assert run[1]["act"] == {"type": "select", "id": WAY, "at": 709.4}
    assert look == pytest.approx([117.0, 45.4, 127.0, 50.0], abs=0.6)
    stay = next(row for row in rows if row[1]["data-step"] == MANZHOULI)
    assert len(stay[1]["act"].pop("look")) == 4
    assert stay[1]["act"] == {"type": "select", "id": MANZHOULI}


def test_a_ship_does_not_stay_between_its_ends_so_the_map_only_pans() -> None:
    rows = with_attribute(legs_part(asked(way="sea-suez")), "data-step")
    looks = {row[1]["data-step"]: row[1]["act"]["look"] for row in rows}
    by_sea = {step.record for step in ALL["sea-suez"].steps
              if step.kind == "run" and step.mode == "sea"}
    assert by_sea
    assert all((look == []) is (name in by_sea) for name, look in looks.items())


def test_times_have_their_publisher_and_a_models_band_is_not_called_published() -> None:
    rows = with_attribute(legs_part(asked(way="via-manzhouli")), "data-step")
    brest = next(row for row in rows if "brest" in row[1]["data-step"]
                 and row[1]["data-kind"] == "cross")
    assert text_of(with_class(brest, "basis")[0]) == "model around the published figure"
    assert "published figure 60 h (2018-03)" in text_of(brest)
    assert with_class(brest, "source")
    russia = next(row for row in rows if row[1]["data-step"] == "ru-taishet--ru-krasnoyarsk")
    assert len(with_class(russia, "source")) == 2  # its kilometres and its speed


def test_a_range_a_source_gives_is_called_one() -> None:
    words = {text_of(mark) for way in ALL for mark in with_class(
        legs_part(asked(way=way)), "basis-published")}
    assert words <= {"model around the published figure", "published range"}
    assert "model around the published figure" in words


def test_the_chosen_row_is_marked() -> None:
    table = legs_part(asked(way="via-manzhouli", at=3412.0))
    (row,) = with_attribute(table, "aria-current")
    assert row[1]["data-step"] == "ru-taishet--ru-krasnoyarsk"


def test_the_copied_table_has_a_line_for_each_step() -> None:
    item, s = ALL["via-manzhouli"], shown()
    lines = as_text(laid_out(item, s.catalog), item, s).splitlines()
    assert len(lines) == len(item.steps) + 1
    assert {line.count("\t") for line in lines} == {8}


# --- paper ---


@pytest.mark.parametrize("way", ["via-manzhouli", "sea-cape", "air"])
def test_the_sheet_holds_title_strip_legs_sources_and_the_word_estimate(way: str) -> None:
    made = sheet(asked(way=way))
    text = text_of(made or "")
    assert "Changchun – Hamburg" in text
    assert "estimate" in text_of(with_class(made, "print-estimate")[0])
    assert with_class(made, "strip-plot")
    assert len([node for node in nodes(made) if node[0] == "tr"]) >= len(ALL[way].steps) + 1
    assert "Sources" in text_of(with_class(made, "print-foot")[0])
    assert not with_attribute(made, "data-fact")  # nothing on the screen twice


def test_the_sheet_says_dates_probability_and_the_other_ways() -> None:
    made = sheet(asked(way="via-manzhouli", depart="2026-12-01", by="2026-12-24"))
    (title,), (others,) = with_class(made, "print-title"), with_class(made, "print-others")
    assert "departs 2026-12-01 · by 2026-12-24 · in time: " in text_of(title)
    rows = [node for node in nodes(others) if node[0] == "tr"]
    assert len(rows) == 6
    assert all("km" in text_of(row) and "CO₂e" in text_of(row) for row in rows)
    assert f"and {len(ALL) - 7} more" in text_of(others)
    assert not with_class(made, "print-internal")


def test_a_sheet_with_own_figures_is_marked_as_internal(monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(way="via-manzhouli")
    monkeypatch.setattr("pages.widgets.plan.print_sheet.used_by", lambda *_: frozenset({"o1"}))
    own = replace(found.s.catalog.network, own={"o1": object()})  # type: ignore[dict-item]
    held = replace(found, s=replace(found.s, catalog=replace(found.s.catalog, network=own)))
    (mark,) = with_class(sheet(held), "print-internal")
    assert text_of(mark).startswith("INTERNAL: holds own figures, 20")


def test_hatching_on_paper_is_its_own() -> None:
    item = asked(way="via-manzhouli")
    names = [node[1]["id"] for tree in (strip_part(item), sheet(item))
             for node in nodes(tree) if node[0] == "pattern"]
    assert len(names) == len(set(names))


def test_the_strip_can_be_written_as_a_file() -> None:
    drawn = svg_file(strip_map(strip_of_way(ALL["sea-suez"], shown("zh")), {}))
    assert drawn.startswith("<svg")
    assert "苏伊士" in drawn or "Suez" in drawn
    assert chosen(asked()).id in ALL
