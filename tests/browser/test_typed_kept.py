"""What somebody has typed into a form outlives a session that ended and a page loaded anew."""

from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import Server
from tests.browser.test_facts import PASSWORD, desk, save, saved, signed_in  # noqa: F401
from tests.browser.visitor import Visitor

# A figure of its own for each test: what one has saved is what the next one finds.
FIGURES = count(30777)
KEPT = "() => Object.keys(sessionStorage).filter((name) => name.startsWith('atlas.typed'))"


@pytest.fixture
def person(visit: Visit, desk: Server, claim: str) -> Visitor:  # noqa: F811
    """Li, with a form open in which something is typed."""
    li = signed_in(visit, desk, "Li", f"/facts?lang=en&sel=park-rok&fact={claim}")
    li.page.remove_listener("dialog", li._heed_dialog)
    li.page.on("dialog", lambda dialog: dialog.accept())  # whether to leave the page
    expect(li.page.locator("[data-refilled]")).to_be_hidden()
    li.page.locator("form [name=why]").fill("The bureau has told us")
    li.figure = str(next(FIGURES))
    li.page.locator("form [name=value]").fill(li.figure)
    return li


@pytest.fixture
def claim() -> str:
    return "park-rok.population.1"


def typed(person: Visitor) -> None:
    expect(person.page.locator("form [name=value]")).to_have_value(person.figure)
    expect(person.page.locator("form [name=why]")).to_have_value("The bureau has told us")
    expect(person.page.locator("[data-refilled]")).to_be_visible()


def test_a_session_that_ended_loses_nothing_typed(person: Visitor):
    second = person.page.context.new_page()
    second.goto(person.page.url)
    second.get_by_role("button", name="Sign out").click()
    expect(second.locator("[name=password]")).to_be_visible()
    second.close()
    save(person)
    person.page.locator("[name=name]").fill("Li")
    person.page.locator("[name=password]").fill(PASSWORD)
    person.page.get_by_role("button", name="Sign in").click()
    typed(person)
    assert not any(PASSWORD in str(value) for value in person.run("() => Object.values(sessionStorage)"))
    save(person)
    saved(person)
    person.becomes("nothing kept", lambda: person.run(KEPT) == [])


def test_a_page_loaded_anew_keeps_what_was_typed_until_it_is_given_up(person: Visitor):
    person.page.reload()
    typed(person)
    person.page.get_by_role("button", name="Show what is kept instead").click()
    expect(person.page.locator("form [name=value]")).not_to_have_value(person.figure)
    expect(person.page.locator("[data-refilled]")).to_be_hidden()
    assert person.run(KEPT) == []


def test_who_signs_out_leaves_nothing_behind(person: Visitor):
    assert len(person.run(KEPT)) == 1
    person.page.get_by_role("button", name="Sign out").click()
    expect(person.page.locator("[name=password]")).to_be_visible()
    assert person.run(KEPT) == []
