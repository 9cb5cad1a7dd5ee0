"""Two people and a hall: a draft stays between the two until the second publishes it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from atlas.facts.editors import hashed
from layers.store import Change, Signed
from layers.store.geopackage import GeopackageStore
from tests.browser.conftest import Serve, Visit
from tests.browser.server import Server
from tests.browser.visitor import Visitor

PASSWORD = "three unrelated words"  # noqa: S105 - of this test alone
CLAIM = "park-rok.planned_area.1"
FIGURE = f"[data-claim='{CLAIM}']"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared") / "atlas.gpkg"


@pytest.fixture(scope="module")
def desk(serve: Serve, store: Path) -> Server:
    """The office's process, where facts are edited."""
    lines = ",".join(f"{name}:{hashed(PASSWORD)}" for name in ("Li", "Wang"))
    return serve(store=str(store), editing="true", editors=lines, audience="internal")


@pytest.fixture(scope="module")
def hall(serve: Serve, store: Path, desk: Server) -> Server:
    """A visitors' process on the same store."""
    assert desk.process is not None
    return serve(store=str(store))


def signed_in(visit: Visit, desk: Server, name: str, path: str) -> Visitor:
    """A person at the office, in a browser profile of their own."""
    person = visit(path, at=desk, fresh=True)
    person.page.locator("[name=name]").fill(name)
    person.page.locator("[name=password]").fill(PASSWORD)
    person.page.get_by_role("button", name="Sign in").click()
    expect(person.page.locator(".facts-head")).to_contain_text(name)
    person.settle()
    return person


def figure(visitor: Visitor) -> str | None:
    return visitor.page.locator(FIGURE).first.get_attribute("data-value")


def looks_again(visitor: Visitor, theme: str) -> None:
    """One action of a visitor: the page runs anew."""
    visitor.page.locator(".dropdown-theme > button").click()
    visitor.page.get_by_role("menuitemradio", name=theme).click()
    visitor.query_becomes(theme=None if theme == "Light" else theme.lower())
    visitor.settle()


def corrected(author: Visitor, value: str) -> str:
    """The draft's id after the author has corrected the area."""
    author.page.locator("[name=value]").fill(value)
    for lang in ("zh", "en"):  # the sentence beside it would say the old figure
        author.page.locator(f"[name=text_{lang}]").fill("")
    author.page.locator("[name=why]").fill("A letter of the committee")
    author.page.get_by_role("button", name="Save as draft").click()
    link = author.page.get_by_test_id("facts-result").get_by_role("link", name="Open the draft")
    link.click()
    author.page.get_by_test_id("draft").wait_for()
    return author.query["draft"]


def test_a_draft_is_seen_by_visitors_only_after_a_second_person_published_it(
    visit: Visit, desk: Server, hall: Server
):
    visitor = visit("/?lang=en&sel=park-rok", at=hall)
    before = figure(visitor)
    author = signed_in(visit, desk, "Li", f"/facts?lang=en&sel=park-rok&fact={CLAIM}&do=correct")
    draft = corrected(author, "311.77")
    expect(author.page.get_by_test_id("second-person")).to_contain_text("Someone else")
    expect(author.page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)

    looks_again(visitor, "Dark")
    assert figure(visitor) == before
    assert "311.77" not in visitor.page.content()
    assert "letter of the committee" not in visitor.page.content()

    second = signed_in(visit, desk, "Wang", f"/facts?lang=en&part=review&draft={draft}")
    expect(second.page.locator(".diff-row ins")).to_contain_text("311.77")
    expect(second.page.get_by_test_id("preview")).to_contain_text("311.77")
    second.page.get_by_role("button", name="Publish", exact=True).click()
    expect(second.page.get_by_test_id("outcome")).to_contain_text("Published")

    assert figure(visitor) == before  # nothing moves under a visitor's hands
    looks_again(visitor, "Light")
    visitor.becomes("the new figure", lambda: figure(visitor) == "311.77")


def test_the_author_of_a_draft_decided_meanwhile_reads_so(visit: Visit, desk: Server):
    author = signed_in(visit, desk, "Li", f"/facts?lang=en&sel=park-rok&fact={CLAIM}&do=correct")
    draft = corrected(author, "312")
    second = signed_in(visit, desk, "Wang", f"/facts?lang=en&part=review&draft={draft}")
    second.page.locator("[name=note]").fill("An older letter")
    second.page.get_by_role("button", name="Reject").click()
    expect(second.page.get_by_test_id("outcome")).to_contain_text("Rejected")
    author.page.get_by_role("button", name="Withdraw").click()
    expect(author.page.get_by_test_id("outcome")).to_contain_text(
        "Wang has rejected this draft. Note: An older letter")


@pytest.fixture
def changed(desk: Server, store: Path) -> None:
    """Something was published since the first release."""
    assert desk.process is not None
    opened = GeopackageStore(store)
    claim = opened.get("claims", "park-rok.nearterm_area.1")
    later = Change(*claim.key, {**claim.doc, "confidence": "low"}, claim.version)
    opened.apply([later], Signed("Li", "less sure", "2026-11-23T01:00:00+00:00"))


@pytest.mark.usefixtures("changed")
def test_an_old_version_is_shown_again_from_the_history(visit: Visit, desk: Server):
    person = signed_in(visit, desk, "Wang", "/facts?lang=en&part=history&rev=1")
    person.page.get_by_test_id("show-then").click()
    bar = person.page.get_by_test_id("old-version")
    expect(bar).to_contain_text("Data of")
    person.settle()
    assert person.map.is_visible()
    bar.get_by_role("link").click()
    expect(bar).to_have_count(0)
    person.query_becomes(v=None)


def test_a_name_is_given_and_kept_on_the_page(visit: Visit, desk: Server):
    person = signed_in(visit, desk, "Wang", "/facts?lang=en&part=history&rev=1")
    person.page.locator("[name=name]").fill("the first release")
    person.page.get_by_role("button", name="Name this version").click()
    expect(person.page.get_by_test_id("outcome")).to_contain_text("“the first release”")
    expect(person.page.get_by_test_id("revision")).to_contain_text("the first release")


@pytest.mark.usefixtures("changed")
def test_what_is_found_in_the_history_has_an_address(visit: Visit, desk: Server):
    person = signed_in(visit, desk, "Wang", "/facts?lang=en&part=history")
    rows = person.page.get_by_test_id("revisions").locator("li")
    assert rows.count() > 1
    person.page.locator("[name=find]").fill("release")
    person.page.get_by_role("button", name="Find").click()
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Text files")
    person.query_becomes(part="history", find="release", lang="en")
    person.goto("/facts?lang=en&part=history&before=2")
    expect(rows).to_have_count(1)


def test_a_workbook_goes_out_and_comes_back(visit: Visit, desk: Server, tmp_path: Path):
    person = signed_in(visit, desk, "Wang", "/facts?lang=en&part=sheet")
    with person.page.expect_download() as download:
        person.page.get_by_test_id("sheet-download").click()
    file = tmp_path / "facts.xlsx"
    download.value.save_as(file)
    person.page.locator("input[type=file]").set_input_files(file)
    expect(person.page.locator(".upload[data-state=done]")).to_be_visible()
    person.page.get_by_role("button", name="Look at the changes").click()
    reading = person.page.get_by_test_id("sheet-reading")
    expect(reading).to_contain_text("There is nothing to accept")
    reading.get_by_role("button", name="Put the file away").click()
    expect(reading).to_have_count(0)
