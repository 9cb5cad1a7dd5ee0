"""Forms in trees and editing on the map, in a real browser: typed, sent, refused, drawn."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

# The page's own module mounts a tree of ours over the page; what it reports is kept.
MOUNT = """async (tree) => {
  const link = [...document.querySelectorAll('link[rel=modulepreload]')].find((one) => one.href.endsWith('js/bundle.js'));
  const atlas = await import(link.href);
  const box = document.createElement('div');
  box.id = 'box';
  box.style.cssText = 'position:fixed;inset:auto 0 0;z-index:5000;background:var(--page);padding:16px;overflow:auto';
  document.body.append(box);
  window.said = [];
  window.mounted = atlas.mountTree(box, { kind: 'tree', tree }, (event) => window.said.push(event));
}"""
UPDATE = "(tree) => window.mounted.update({ kind: 'tree', tree })"
SAID = "() => window.said"
# The overview's map over a page that has none, with something on it to edit.
MOUNT_MAP = """async (data) => {
  const link = [...document.querySelectorAll('link[rel=modulepreload]')].find((one) => one.href.endsWith('js/bundle.js'));
  const atlas = await import(link.href);
  const box = document.createElement('div');
  box.style.cssText = 'position:fixed;left:0;top:0;width:900px;height:520px;z-index:4000';
  document.body.append(box);
  window.chosen = [];
  window.map = atlas.mountMap(box, data, (event) => window.chosen.push(event));
}"""
Tree = list[Any]


def form(
    *parts: Tree, reset: str = "0", key: str = "", of: str = "", **attributes: str
) -> Tree:
    act = {"form": "claim", "of": of} if of else {"form": "claim"}
    attrs = {"class": "form", "id": "edit", "act": act, "data-reset": reset, **attributes}
    if key:
        attrs["data-key"] = key
    return ["div", None, ["form", attrs, *parts, ["button", {"class": "button primary", "value": "save"}, "Save"]]]


def field(name: str, value: str = "", **attributes: str) -> Tree:
    return ["input", {"type": "text", "name": name, "value": value, "aria-label": name, **attributes}]


def shown(visit: Visit, tree: Tree) -> Visitor:
    visitor = visit("/sources?lang=en")
    visitor.run(MOUNT, tree)
    expect(visitor.page.locator("#box .atlas-tree")).to_be_visible()
    visitor.becomes("styles", lambda: visitor.run("() => getComputedStyle(document.querySelector('#box .form')).display") == "grid")
    return visitor


def held(page: Page, name: str) -> Locator:
    return page.locator(f"#edit [name={name}]")


def test_enter_sends_every_field_once(visit: Visit) -> None:
    parts = [field("value", "12.4"), ["input", {"type": "checkbox", "name": "preferred", "checked": True}]]
    visitor = shown(visit, form(*parts, ["textarea", {"name": "note"}, "<b>&"]))
    held(visitor.page, "value").fill("13,1")
    held(visitor.page, "value").press("Enter")
    held(visitor.page, "value").press("Enter")
    button = visitor.page.locator("#edit button")
    expect(button).to_be_disabled()
    expect(button).to_have_attribute("aria-busy", "true")
    fields = {"value": "13,1", "preferred": True, "note": "<b>&"}
    assert visitor.run(SAID) == [{"type": "act", "form": "claim", "fields": fields, "button": "save"}]


def test_what_was_typed_outlives_a_refusal_and_the_wrong_field_is_focused(visit: Visit) -> None:
    visitor = shown(visit, form(field("value", "12.4"), field("note", "")))
    held(visitor.page, "value").fill("many")
    held(visitor.page, "note").fill("mine")
    held(visitor.page, "note").press("Enter")
    sentence = ["p", {"class": "field-error"}, "Not a number."]
    visitor.run(UPDATE, form(sentence, field("value", "12.4", **{"aria-invalid": "true"}), field("note", "theirs")))
    expect(held(visitor.page, "value")).to_have_value("many")
    expect(held(visitor.page, "value")).to_be_focused()
    expect(held(visitor.page, "note")).to_have_value("mine")
    expect(visitor.page.locator("#edit button")).to_be_enabled()


def test_a_new_token_lets_go_of_what_was_typed(visit: Visit) -> None:
    visitor = shown(visit, form(field("value", "12.4"), field("base", "1", type="hidden", **{"data-keep": ""})))
    held(visitor.page, "value").fill("13.1")
    visitor.run(UPDATE, form(field("value", "12.9"), field("base", "2", type="hidden", **{"data-keep": ""})))
    expect(held(visitor.page, "value")).to_have_value("13.1")
    expect(held(visitor.page, "base")).to_have_value("1")
    visitor.run(UPDATE, form(field("value", "12.9"), field("base", "2", type="hidden"), reset="1"))
    expect(held(visitor.page, "value")).to_have_value("12.9")
    expect(held(visitor.page, "base")).to_have_value("2")


def test_what_was_typed_for_one_thing_is_not_shown_for_another(visit: Visit) -> None:
    visitor = shown(visit, form(field("value", "12.4"), key="park-rok.area"))
    held(visitor.page, "value").fill("13.1")
    visitor.run(UPDATE, form(field("value", "7"), key="park-cuba.area"))
    expect(held(visitor.page, "value")).to_have_value("7")


def test_a_form_of_another_act_in_the_same_place_starts_anew(visit: Visit) -> None:
    parts = [field("value", ""), ["textarea", {"name": "note"}], field("outline", "", type="hidden")]
    visitor = shown(visit, form(*parts, of="park-rok"))
    held(visitor.page, "value").fill("13.1")
    held(visitor.page, "note").fill("mine")
    visitor.run(UPDATE, form(*parts, of="park-cuba"))
    expect(held(visitor.page, "value")).to_have_value("")
    expect(held(visitor.page, "note")).to_have_value("")


def test_parts_that_do_not_apply_are_neither_shown_nor_sent(visit: Visit) -> None:
    choice = ["select", {"name": "known"}, ["option", {"value": "yes"}, "yes"], ["option", {"value": "no"}, "no"]]
    why = ["div", {"data-when": "known=no"}, field("why", "", required="")]
    visitor = shown(visit, form(choice, why))
    expect(held(visitor.page, "why")).to_be_hidden()
    held(visitor.page, "known").select_option("no")
    expect(held(visitor.page, "why")).to_be_visible()
    held(visitor.page, "known").select_option("yes")
    visitor.page.locator("#edit button").click()
    assert visitor.run(SAID)[0]["fields"] == {"known": "yes"}


@pytest.mark.parametrize("guarded", [True, False])
def test_leaving_something_typed_is_asked_about_only_where_it_is_guarded(visit: Visit, guarded: bool) -> None:
    attributes = {"data-guard": ""} if guarded else {}
    visitor = shown(visit, form(field("value", "12.4"), **attributes))
    held(visitor.page, "value").fill("13.1")
    visitor.page.locator("header.head .menu-item").nth(1).click()
    if not guarded:
        visitor.becomes("the other page", lambda: "/sources" not in visitor.page.url)
        return
    visitor.becomes("the question", lambda: bool(visitor.complaints))
    assert visitor.complaints == ["dialog: "]
    visitor.complaints.clear()
    assert "/sources" in visitor.page.url
    expect(held(visitor.page, "value")).to_have_value("13.1")
    visitor.run(UPDATE, ["div", None])


def upload(**attributes: str) -> Tree:
    words = {"data-failed": "It did not arrive.", "data-wrong-kind": "Only PNG.", "data-too-large": "Too large."}
    kinds = {"accept": "image/png", "data-max-bytes": "1000"}
    return ["input", {"type": "file", "name": "picture", "data-upload": "/editor/nothing", **words, **kinds, **attributes}]


@pytest.mark.parametrize(
    ("name", "kind", "size", "sentence"),
    [("a.txt", "text/plain", 1, "Only PNG."), ("a.png", "image/png", 1001, "Too large."), ("a.png", "image/png", 9, "It did not arrive.")],
)
def test_a_file_that_is_not_taken_is_said_in_the_pages_words(visit: Visit, name: str, kind: str, size: int, sentence: str) -> None:
    visitor = shown(visit, form(upload()))
    held(visitor.page, "picture").set_input_files({"name": name, "mimeType": kind, "buffer": b"x" * size})
    expect(visitor.page.locator("#edit .upload.field-error")).to_have_text(sentence)


def test_a_file_is_sent_at_once_and_its_id_goes_with_the_form(visit: Visit) -> None:
    visitor = shown(visit, form(upload()))
    visitor.page.route("**/editor/nothing", lambda route: route.fulfill(json={"id": "0af3", "name": "a.png", "size": 9}))
    held(visitor.page, "picture").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"x" * 9})
    expect(visitor.page.locator("#edit .upload[data-state=done]")).to_contain_text("9 B")
    visitor.run(UPDATE, form(["p", None, "Something new above"], upload()))
    expect(visitor.page.locator("#edit .upload[data-state=done]")).to_contain_text("a.png")
    visitor.page.locator("#edit button").last.click()
    assert visitor.run(SAID)[0]["fields"] == {"picture_id": "0af3"}


def test_a_form_whose_file_did_not_arrive_is_not_sent(visit: Visit) -> None:
    visitor = shown(visit, form(upload()))
    visitor.page.evaluate("() => { window.fetch = () => new Promise((done) => setTimeout(() => done(new Response('', { status: 507 })), 400)); }")
    held(visitor.page, "picture").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"x" * 9})
    button = visitor.page.locator("#edit button").last
    button.click()
    expect(button).to_be_disabled()
    expect(visitor.page.locator("#edit .upload.field-error")).to_have_text("It did not arrive.")
    expect(button).to_be_enabled()
    assert visitor.run(SAID) == []


def test_an_answer_that_changes_nothing_ends_the_waiting_too(visit: Visit) -> None:
    visitor = shown(visit, form(field("value", "12.4")))
    button = visitor.page.locator("#edit button")
    button.click()
    expect(button).to_be_disabled()
    state = "document.querySelector('[data-test-script-state]')"
    visitor.run(f"() => {{ const was = {state}; for (const now of ['running', 'notRunning']) was.setAttribute('data-test-script-state', now); }}")
    expect(button).to_be_enabled(timeout=3000)


def drawn(visit: Visit, mode: str) -> tuple[Visitor, Locator]:
    visitor = visit("/?lang=en")
    expect(visitor.map).to_have_attribute("data-ready", "true")
    given = visitor.run("() => window.atlas.maps.get('main').data")
    visitor.goto("/sources?lang=en")
    place = {"point": [125.35, 43.85], "accuracy_km": 2.5, "outline": None}
    edit = {"form": "edit", "mode": mode, **place, "strings": {"edit_crossing": "It crosses itself."}}
    parts = [field("lon", "125.350000"), field("lat", "43.850000"), field("accuracy_km", "2.5"), field("outline", "", type="hidden")]
    visitor.run(MOUNT, form(*parts))
    own = {"bbox": [125, 43.6, 125.8, 44.1], "writes_url": False, "sel": None, "edit": edit}
    visitor.run(MOUNT_MAP, {**given, **own})
    box = visitor.map
    expect(box).to_have_attribute("data-ready", "true")
    expect(box.locator(".atlas-edit")).to_be_visible()
    return visitor, box


def number(visitor: Visitor, name: str) -> float:
    return float(held(visitor.page, name).input_value())


def test_a_place_is_set_by_click_by_keys_and_by_typing(visit: Visit) -> None:
    visitor, box = drawn(visit, "place")
    marker = box.locator(".atlas-edit-point")
    visitor.page.mouse.click(600, 400)
    visitor.becomes("another place", lambda: number(visitor, "lon") != 125.35)
    assert len(held(visitor.page, "lat").input_value().split(".")[1]) == 6
    assert visitor.run("() => window.chosen") == []
    east = number(visitor, "lon")
    marker.press("ArrowRight")
    assert number(visitor, "lon") > east
    before = marker.bounding_box()
    held(visitor.page, "lon").fill("125.2")
    assert before and marker.bounding_box() != before


def test_how_far_off_a_place_may_be_is_pulled_from_its_ring(visit: Visit) -> None:
    visitor, box = drawn(visit, "place")
    ring = box.locator(".atlas-edit-rim").bounding_box()
    assert ring
    x, y = ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2
    visitor.page.mouse.move(x, y)
    visitor.page.mouse.down()
    visitor.page.mouse.move(x + 60, y, steps=4)
    visitor.page.mouse.up()
    assert number(visitor, "accuracy_km") > 3
    assert number(visitor, "lon") == 125.35


def outline(visitor: Visitor) -> list[list[float]]:
    text = held(visitor.page, "outline").input_value()
    return list(json.loads(text)["coordinates"][0]) if text else []


def test_an_outline_is_drawn_changed_and_said_to_cross_itself(visit: Visit) -> None:
    visitor, box = drawn(visit, "outline")
    for x, y in ((450, 200), (700, 210), (690, 420), (470, 400)):
        visitor.page.mouse.click(x, y)
        visitor.page.wait_for_timeout(350)  # two quick clicks would be a double click
    assert len(outline(visitor)) == 5
    visitor.page.keyboard.press("Enter")
    expect(box.locator(".atlas-edit-middle:visible")).to_have_count(4)
    expect(box.locator(".atlas-edit-figure")).to_contain_text("km²")
    box.locator(".atlas-edit-middle").first.click()
    assert len(outline(visitor)) == 6
    visitor.page.keyboard.press("Delete")
    assert len(outline(visitor)) == 5
    visitor.page.mouse.move(450, 200)
    visitor.page.mouse.down()
    visitor.page.mouse.move(780, 330, steps=4)
    visitor.page.mouse.up()
    expect(box.locator(".atlas-edit-warning")).to_have_text("It crosses itself.")
    expect(box.locator(".atlas-edit-figure")).to_be_empty()
    visitor.page.keyboard.press("Escape")
    expect(box.locator(".atlas-edit-warning")).to_be_hidden()


def test_a_double_click_closes_an_outline(visit: Visit) -> None:
    visitor, box = drawn(visit, "outline")
    for x, y in ((450, 200), (700, 210)):
        visitor.page.mouse.click(x, y)
        visitor.page.wait_for_timeout(350)
    visitor.page.mouse.dblclick(600, 420)
    expect(box.locator(".atlas-edit-middle:visible")).to_have_count(3)
    assert len(outline(visitor)) == 4


def test_a_page_without_forms_does_not_fetch_what_forms_need(visit: Visit) -> None:
    visitor = visit("/?lang=en", fresh=True)
    fetched = visitor.run("() => performance.getEntriesByType('resource').map((one) => one.name)")
    assert not [name for name in fetched if "bundle-editing" in name or "facts.css" in name]
