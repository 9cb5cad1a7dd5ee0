"""From “this figure is wrong” to right on every screen; two people at one fact; places, pictures."""

import re
import time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from atlas.facts.editors import hashed
from tests.browser.conftest import Serve, Visit
from tests.browser.server import Server
from tests.browser.visitor import Visitor

PASSWORD = "three unrelated words"  # noqa: S105 - of this test alone
CLAIM = "park-rok.planned_area.1"
RESIDENTS = "park-rok.population.1"
MOST_CLICKS = 4
SECONDS = 30  # of a script; a person has two minutes


@pytest.fixture(scope="module")
def desk(serve: Serve) -> Server:
    """The office's process, where one person is enough."""
    lines = ",".join(f"{name}:{hashed(PASSWORD)}" for name in ("Li", "Wang"))
    return serve(editing="true", one_person="true", editors=lines, audience="internal")


def signed_in(visit: Visit, desk: Server, name: str, path: str) -> Visitor:
    person = visit(path, at=desk, fresh=True)
    person.page.locator("[name=name]").fill(name)
    person.page.locator("[name=password]").fill(PASSWORD)
    person.page.get_by_role("button", name="Sign in").click()
    expect(person.page.locator(".facts-head")).to_contain_text(name)
    person.settle()
    return person


class Hand:
    """Counts what a hand does with the mouse."""

    def __init__(self, person: Visitor) -> None:
        self.person, self.clicks = person, 0

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.person.page.locator(selector).first.click()


def value(person: Visitor, claim: str) -> str | None:
    figure = person.page.locator(f"[data-claim='{claim}']").first
    figure.wait_for(state="attached")
    return figure.get_attribute("data-value")


def save(person: Visitor) -> None:
    person.page.locator("form .form-actions button").last.click()


def saved(person: Visitor) -> None:
    expect(person.page.get_by_test_id("facts-result")).to_contain_text("Saved and published")


def test_a_wrong_figure_is_right_everywhere_in_a_few_clicks(visit: Visit, desk: Server):
    other = visit("/?lang=en&sel=park-rok", at=desk, fresh=True)
    before = value(other, CLAIM)
    person = signed_in(visit, desk, "Li", "/facts?lang=en")
    person.goto("/?lang=en&sel=park-rok")

    hand, began = Hand(person), time.monotonic()
    hand.click(f"[data-correct='{CLAIM}']")
    person.page.locator("form [name=value]").fill("215")
    hand.click("form .form-actions button")
    # The sentence beside the figure said the old one: it is shown with the new one to be read.
    expect(person.page.locator("[name=text_en]")).to_have_value(re.compile("^about 215 km²"))
    hand.click("form .form-actions button")
    saved(person)
    took = time.monotonic() - began

    for path in ("/?lang=en&sel=park-rok", "/parks?lang=en&sel=park-rok",
                 "/compare?lang=en&ids=park-rok,park-cuba"):
        person.goto(path)
        assert value(person, CLAIM) == "215", path
    assert value(other, CLAIM) == before  # nothing moves under a visitor's hands
    other.page.locator(".dropdown-theme > button").click()
    other.page.get_by_role("menuitemradio", name="Dark").click()
    other.becomes("the new figure", lambda: value(other, CLAIM) == "215")
    print(f"wrong figure to right everywhere: {hand.clicks} clicks, {took:.1f} s to save")  # noqa: T201 - a figure for the benchmarks
    assert hand.clicks <= MOST_CLICKS
    assert took < SECONDS, f"{took:.1f} s"


def test_who_comes_second_sees_both_and_chooses(visit: Visit, desk: Server):
    path = f"/facts?lang=en&sel=park-rok&fact={RESIDENTS}"
    first, second = signed_in(visit, desk, "Li", path), signed_in(visit, desk, "Wang", path)
    first.page.locator("form [name=value]").fill("30001")
    second.page.locator("form [name=value]").fill("30555")
    second.page.locator("form [name=why]").fill("The bureau has told us")
    save(first)
    saved(first)
    save(second)
    conflict = second.page.get_by_test_id("facts-conflict")
    expect(conflict).to_contain_text("30,001")
    expect(conflict).to_contain_text("by Li")
    expect(conflict).to_contain_text("30,555")
    # What was typed is still there below.
    expect(second.page.locator("form [name=value]")).to_have_value("30555")
    expect(second.page.locator("form [name=why]")).to_have_value("The bureau has told us")
    conflict.locator("input[value=mine]").check()
    conflict.get_by_role("button").click()
    saved(second)
    assert value(second, RESIDENTS) == "30555"
    second.page.get_by_role("button", name="Undo").click()
    expect(second.page.get_by_test_id("facts-result")).to_contain_text("Taken back")
    assert value(second, RESIDENTS) == "30001"


def test_a_place_is_set_by_a_click_on_the_map(visit: Visit, desk: Server):
    person = signed_in(visit, desk, "Li", "/facts?lang=en&sel=park-germany&do=place")
    box = person.map.bounding_box()
    assert box
    person.page.mouse.click(box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.6)
    expect(person.page.locator("form [name=lon]")).not_to_have_value("")
    person.page.locator("form [name=accuracy_km]").fill("0.8")
    person.page.get_by_text("not found", exact=True).click()
    for lang in ("zh", "en"):
        person.page.locator(f"form [name=statement_{lang}]").fill("By letter.")
    save(person)
    saved(person)
    expect(person.page.get_by_test_id("facts-known")).to_contain_text("±0.8 km")
    person.goto("/?lang=en&sel=park-germany")
    expect(person.map.locator("[data-id=park-germany], [data-feature=park-germany]").first).to_be_attached()


def test_a_picture_and_a_contact_stand_on_the_parks_page(
    visit: Visit, desk: Server, tmp_path: Path
):
    file = tmp_path / "gate.jpg"
    Image.new("RGB", (320, 200), (90, 140, 120)).save(file)
    person = signed_in(visit, desk, "Li", "/facts?lang=en&sel=park-cuba&do=picture")
    page = person.page
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("[data-state=done]")).to_be_visible()
    for name, words in {"alt_zh": "大门", "alt_en": "The gate", "credit_zh": "摄影：李明",
                        "credit_en": "Photo: Li Ming", "date": "2026-11"}.items():
        page.locator(f"form [name={name}]").fill(words)
    save(person)
    saved(person)

    person.goto("/facts?lang=en&sel=park-cuba&do=contact")
    for name, words in {"contact_zh": "李明", "contact_en": "Li Ming",
                        "email": "li@office.cn"}.items():
        page.locator(f"form [name={name}]").fill(words)
    save(person)
    saved(person)

    person.goto("/parks?lang=en&sel=park-cuba")
    picture = page.locator(".park-picture img")
    expect(picture).to_have_attribute("alt", "The gate")
    person.becomes("the picture", lambda: person.run(
        "() => document.querySelector('.park-picture img').naturalWidth") == 320)
    expect(page.get_by_test_id("attribute-panel")).to_contain_text("li@office.cn")


def test_an_event_and_a_name_are_shown_where_visitors_read_them(visit: Visit, desk: Server):
    person = signed_in(visit, desk, "Li", "/facts?lang=en&sel=park-thailand")
    page = person.page
    page.locator("[data-do=event]").click()
    page.locator("form [name=date]").fill("2026-11")
    page.locator("form [name=text_zh]").fill("来访。")
    page.locator("form [name=text_en]").fill("A delegation came to see the site.")
    page.get_by_text("not found", exact=True).click()
    page.locator("form [name=reason_zh]").fill("现场所见。")
    page.locator("form [name=reason_en]").fill("Seen on the spot.")
    save(person)
    saved(person)
    expect(page.get_by_test_id("facts-known")).to_contain_text("A delegation came")

    page.get_by_role("link", name="Correct: Names").click()
    page.locator("form [name=short_en]").fill("Thai Park")
    save(person)
    saved(person)
    person.goto("/parks?lang=en&sel=park-thailand")
    expect(page.locator(".event-list")).to_contain_text("A delegation came")
    person.goto("/?lang=en&sel=park-thailand")
    person.goto("/compare?lang=en&ids=park-thailand,park-cuba")
    expect(page.locator("[data-testid=stMain]")).to_contain_text("Thai Park")


def test_a_form_is_filled_and_sent_by_keyboard_alone(visit: Visit, desk: Server):
    person = signed_in(visit, desk, "Li", f"/facts?lang=en&sel=park-rok&fact={RESIDENTS}")
    field = person.page.locator("form [name=value]")
    field.focus()
    person.page.keyboard.press("Control+a")
    person.page.keyboard.type("many")
    person.page.keyboard.press("Enter")
    expect(person.page.get_by_test_id("facts-refused")).to_be_visible()
    expect(field).to_be_focused()
    assert field.get_attribute("aria-invalid") == "true"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_fits_a_phone(visit: Visit, desk: Server, lang: str):
    person = signed_in(visit, desk, "Li", "/facts?lang=en")
    person.page.set_viewport_size({"width": 390, "height": 844})
    for query in ("sel=park-rok", f"sel=park-rok&fact={CLAIM}", "sel=park-rok&do=place",
                  "sel=park-rok&do=event", "sel=park-rok&do=names"):
        person.goto(f"/facts?lang={lang}&{query}")
        assert person.run("() => document.documentElement.scrollWidth") <= 390, query


def test_a_visitors_process_has_no_such_page_and_no_way_to_it(visit: Visit):
    visitor = visit("/?lang=en&sel=park-rok")
    expect(visitor.page.locator("[data-correct]")).to_have_count(0)
    expect(visitor.page.locator("a[href^='/facts']")).to_have_count(0)
    shown = [opened(visit, path) for path in ("/facts", "/nowhere")]
    assert shown[0] == shown[1]


def opened(visit: Visit, path: str) -> str:
    """What stands on a page whose address names none of ours."""
    page = visit(f"{path}?lang=en").page
    return page.locator("[data-testid=stMain]").inner_text()
