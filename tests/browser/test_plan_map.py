"""The planner's map with a real mouse: the chosen way, its readings, the strip map, the paper."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

WIDE = (1920, 1080)
MANZHOULI = "x-manzhouli-zabaikalsk"
PAGE = re.compile(rb"/Type\s*/Page[^s]")
SIZE = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")
PAPER = "plan_map.css"  # the style that holds the size of the sheet
A3_PT = (1190.5, 841.9)


def plan(**query: str) -> str:
    return "/routes?" + urlencode({"from": "cn-changchun", "to": "de-hamburg", "lang": "en",
                                   **query})


def holds(outer: list[float], lon: float, lat: float) -> bool:
    west, south, east, north = outer
    return west <= lon <= east and south <= lat <= north


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("way", ["via-manzhouli", "sea-cape", "air"])
def test_the_chosen_way_is_drawn_and_fits(visit: Visit, way: str, lang: str) -> None:
    visitor = visit(plan(way=way, lang=lang), size=WIDE)
    assert int(visitor.map.get_attribute("data-features") or 0) > 10
    seen = visitor.extent()
    ends = {"via-manzhouli": [(125.3, 43.9), (10.0, 53.5)], "air": [(116.6, 40.1), (8.6, 50.0)],
            "sea-cape": [(121.6, 38.9), (18.4, -34.9), (-17.0, 15.0)]}
    assert all(holds(seen, *point) for point in ends[way])
    visitor.pixel("way")
    visitor.pixel("de-hamburg")


def test_a_small_screen_stands_far_enough_off_for_the_cape(visit: Visit) -> None:
    visitor = visit(plan(way="sea-cape"), size=(390, 844))
    seen = visitor.extent()
    assert all(holds(seen, *point) for point in [(121.6, 38.9), (18.4, -34.9), (-17.0, 15.0)])


def test_the_pacific_is_crossed_on_one_map(visit: Visit) -> None:
    visitor = visit(plan(to="cu-mariel", way="sea-panama"), size=WIDE)
    start, end = visitor.pixel("cn-dalian"), visitor.pixel("cu-mariel")
    assert start[0] < end[0]
    west, _south, east, _north = visitor.extent()
    assert east - west < 330


def test_a_click_on_the_line_reads_its_kilometre_at_once(visit: Visit) -> None:
    visitor = visit(plan(way="via-manzhouli", tab="strip"), size=WIDE)
    visitor.click("way")
    expect(visitor.card).to_have_attribute("data-feature", "way")
    expect(visitor.card.locator("h3")).to_have_text(re.compile(r"^[\d,]+ km$"))
    for words in ("Next stop", "Gauge", "Traction", "Local time", "Time, P10–P90", "CO₂e"):
        expect(visitor.card).to_contain_text(words)
    visitor.query_becomes(sel="way")
    at = float(visitor.query["at"])
    expect(visitor.panel).to_have_attribute("data-at", f"{at:g}")
    expect(visitor.page.locator(".way-strip .strip-cross")).to_be_visible()


def test_a_link_to_a_kilometre_opens_on_it(visit: Visit) -> None:
    visitor = visit(plan(way="via-manzhouli", sel="way", at="3412", tab="strip"), size=WIDE)
    expect(visitor.card.locator("h3")).to_have_text("3,412 km")
    expect(visitor.card).to_contain_text("Krasnoyarsk · 340 km")
    expect(visitor.page.locator(".notices")).to_have_count(0)


def test_a_click_on_the_strip_reads_the_same_on_the_map(visit: Visit) -> None:
    visitor = visit(plan(way="sea-suez", tab="strip"), size=WIDE)
    axis = visitor.page.locator(".plan-part .strip-axis")
    axis.scroll_into_view_if_needed()
    box = axis.bounding_box()
    assert box
    visitor.page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 12)
    visitor.query_becomes(sel="way")
    assert 10_000 < float(visitor.query["at"]) < 11_500
    expect(visitor.card).to_contain_text("Dalian – Hamburg")


def test_pointing_at_the_map_moves_a_line_on_the_strip(visit: Visit) -> None:
    visitor = visit(plan(way="via-manzhouli", tab="strip"), size=WIDE)
    visitor.page.mouse.move(*visitor.pixel("way"))
    expect(visitor.page.locator(".plan-part .strip-axis")).to_have_class(
        re.compile("has-crosshair"))


def test_a_row_of_the_table_shows_its_leg_on_the_map(visit: Visit) -> None:
    visitor = visit(plan(way="via-manzhouli"), size=WIDE)
    visitor.page.get_by_role("link", name="Table of legs").click()
    row = visitor.page.locator("tr[data-step='cn-harbin--cn-manzhouli']")
    row.get_by_role("button").click()
    visitor.query_becomes(sel="way", at="709.4")
    expect(visitor.card).to_contain_text("Harbin – Manzhouli")
    expect(row).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_row_chosen_below_the_map_brings_the_map_into_sight_and_there(
    visit: Visit, by: str,
) -> None:
    visitor = visit(plan(way="via-manzhouli", tab="legs"), size=(1366, 768))
    button = visitor.page.locator("tr[data-step='by-minsk--by-brest'], "
                                  "tr[data-step='ru-taishet--ru-krasnoyarsk']").first
    button = button.get_by_role("button")
    button.scroll_into_view_if_needed()
    if by == "mouse":
        button.click()
    else:
        button.focus()
        button.press("Enter")
    host = visitor.page.get_by_test_id("atlas-map")
    visitor.becomes("the map in sight", lambda: (host.bounding_box() or {"y": -1})["y"] >= 0)
    visitor.becomes("near enough", lambda: (
        visitor.extent()[2] - visitor.extent()[0] < 30 and holds(visitor.extent(), 95.0, 56.0)))


def test_the_table_can_be_copied(visit: Visit) -> None:
    visitor = visit(plan(way="sea-suez", tab="legs"), size=WIDE)
    visitor.page.get_by_role("button", name="Copy table").click()
    copied = str(visitor.run("() => navigator.clipboard.readText()"))
    assert copied.splitlines()[0].startswith("Step\tMode\tkm")
    assert "Dalian – Hamburg\tSea\t20839" in copied


def test_a_border_on_the_map_says_how_long_one_stays(visit: Visit) -> None:
    visitor = visit(plan(way="via-manzhouli"), size=WIDE)
    visitor.click(MANZHOULI)
    expect(visitor.card).to_contain_text("18 h – 5 d")
    visitor.query_becomes(sel=MANZHOULI)
    expect(visitor.page.locator(".notices")).to_have_count(0)


def test_manzhouli_closed_the_next_way_takes_over_on_the_map(visit: Visit) -> None:
    visitor = visit(plan(way="via-manzhouli"), size=WIDE)
    visitor.pixel(MANZHOULI)
    visitor.goto(plan(avoid=MANZHOULI, via="via-erenhot", tab="strip"))
    visitor.pixel("x-erenhot-zamyn-uud")
    assert visitor.run("() => window.atlas.maps.get('main').scene.way.label[0]") \
        == "Rail via Erenhot"
    expect(visitor.page.locator(".way-strip .strip-plot").first).to_contain_text("Erenhot")


def test_pointing_at_another_way_chooses_it(visit: Visit) -> None:
    visitor = visit(plan(way="via-manzhouli"), size=WIDE)
    visitor.click("way-via-alashankou")
    visitor.query_becomes(way="via-alashankou", sel=None, at=None)
    expect(visitor.page.locator("[data-way=via-alashankou]")).to_have_attribute(
        "aria-current", "true")
    visitor.pixel("x-alashankou-dostyk")


def test_another_way_chosen_the_map_goes_there(visit: Visit) -> None:
    visitor = visit(plan(way="via-manzhouli"), size=WIDE)
    visitor.page.locator("[data-way=sea-cape] .way-name").click()
    visitor.query_becomes(way="sea-cape")
    visitor.page.wait_for_function("() => window.atlas.view()[1] < -34.9")
    # The page was renewed under them: the fields of the question look as before.
    for field in visitor.page.locator(".plan-end atlas-search").all():
        expect(field).to_have_class(re.compile("atlas-search"))


def pages_of(visitor: Visitor, file: Path) -> list[tuple[float, float]]:
    # The style of paper comes with the planner's page; who prints has seen the page before.
    visitor.page.wait_for_function(
        "(name) => [...document.styleSheets].some((sheet) => (sheet.href || '').includes(name))",
        arg=PAPER)
    visitor.page.pdf(path=str(file), prefer_css_page_size=True, print_background=True)
    content = file.read_bytes()
    sizes = [(float(width), float(height)) for width, height in SIZE.findall(content)]
    assert len(PAGE.findall(content)) == len(sizes)
    return sizes


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("way", ["via-manzhouli", "via-erenhot", "sea-cape", "air"])
def test_it_prints_on_one_a3_sheet(visit: Visit, tmp_path: Path, way: str, lang: str) -> None:
    visitor = visit(plan(way=way, lang=lang), size=WIDE)
    (size,) = pages_of(visitor, tmp_path / "sheet.pdf")
    assert size == pytest.approx(A3_PT, abs=2)


def test_printed_from_a_dark_screen_the_page_is_dark_again(visit: Visit, tmp_path: Path) -> None:
    visitor = visit(plan(way="air", theme="dark"), size=WIDE)
    assert len(pages_of(visitor, tmp_path / "sheet.pdf")) == 1
    expect(visitor.page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_sheet_is_for_paper_only(visit: Visit) -> None:
    visitor = visit(plan(way="via-manzhouli"), size=WIDE)
    sheet = visitor.page.locator(".plan-print")
    expect(sheet).to_be_hidden()
    visitor.page.emulate_media(media="print")
    expect(sheet.locator(".print-title h1")).to_be_visible()
    expect(sheet.locator(".print-legs table")).to_be_visible()
    expect(visitor.page.locator("header.head")).to_be_hidden()
    expect(visitor.page.locator(".atlas-footer")).to_be_visible()  # boundaries and credits
    visitor.page.emulate_media(media="screen")
