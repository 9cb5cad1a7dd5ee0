"""Drafts that wait, as the page of facts tells of them; and what a new contact begins with."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from atlas.facts.desk import Desk
from atlas.maps.element import Node, text_of
from layers.store import Change, Draft
from pages.widgets.facts.link import correct_link
from tests.pages.test_facts import LI, built, english, fields, nodes, office, opened, page, trees

__all__ = ["built", "office"]  # fixtures
GERMANY = ("parks", "park-germany")


def draft_of(desk: Desk, **parts: Any) -> Draft:
    held = desk.store.get(*GERMANY)
    assert held is not None
    change = Change(*GERMANY, {**held.doc, **parts}, held.version)
    made = desk.propose([change], editor=LI, why="By letter")
    assert isinstance(made, Draft)
    return made


def placed(desk: Desk) -> Draft:
    statement = {"zh": "来信。", "en": "By letter."}
    return draft_of(desk, location={"point": [125.5, 43.9], "accuracy_km": 2,
                                    "confidence": "medium", "source": "not-found",
                                    "statement": statement})  # fmt: skip


def told(tree: list[Node], draft: Draft) -> list[str]:
    """The sentences that lead to a draft."""
    return [text_of(node) for one in tree for node in nodes(one)
            if "facts-waits" in str((node[1] or {}).get("class"))
            and f"draft={draft.id}" in str(node)]  # fmt: skip


def test_the_row_of_a_place_names_the_draft_that_sets_it(office: Callable[..., Desk]) -> None:
    placed(office(one_person=False))
    rows = [text_of(node) for one in trees(page(sel=GERMANY[1])) for node in nodes(one)
            if str((node[1] or {}).get("class")) == "facts-label"]  # fmt: skip
    assert [row for row in rows if row.startswith("Place") and "draft by Li" in row]


def test_a_draft_that_leaves_the_place_alone_is_not_named_there(
    office: Callable[..., Desk],
) -> None:
    draft_of(office(one_person=False), ask=[])
    rows = [text_of(node) for one in trees(page(sel=GERMANY[1])) for node in nodes(one)
            if str((node[1] or {}).get("class")) == "facts-label"]  # fmt: skip
    assert [row for row in rows if row.startswith("Place")]
    assert not [row for row in rows if row.startswith("Place") and "draft by" in row]


def test_the_form_of_a_place_begins_with_what_a_draft_says(office: Callable[..., Desk]) -> None:
    desk = office(one_person=False)
    before = fields(opened(desk, sel=GERMANY[1], do="place"))
    draft = placed(desk)
    shown = trees(page(sel=GERMANY[1], do="place"))
    sheet = next(one for one in shown if "facts-sheet" in str(one))
    now = fields(sheet)
    assert (before["lon"], before["accuracy_km"]) == ("", "")
    assert (now["lon"], now["lat"], now["accuracy_km"]) == ("125.5", "43.9", "2")
    assert now["seen"] == before["seen"]  # what is saved still meets the present record
    assert len(told(shown, draft)) == 1
    assert "Li" in told(shown, draft)[0]


def test_every_form_about_a_record_says_that_a_draft_waits(office: Callable[..., Desk]) -> None:
    draft = placed(office(one_person=False))
    assert told(trees(page(sel=GERMANY[1], do="names")), draft)
    assert not told(trees(page(sel="park-rok", do="names")), draft)
    assert not told(trees(page(sel=GERMANY[1], do="add")), draft)


def test_a_new_contact_is_the_offices_own_until_someone_says_otherwise(
    office: Callable[..., Desk],
) -> None:
    form = opened(office(), sel="park-rok", do="contact")
    typed = list(fields(form))
    assert fields(form)["audience"] == "internal"
    assert typed.index("email") < typed.index("audience") < typed.index("text_zh")


def test_what_a_draft_would_make_has_no_pencils(office: Callable[..., Desk]) -> None:
    s = english(office().store)
    fact = s.catalog.entity("park-rok").facts[0]
    assert correct_link(fact.preferred, fact, s) is not None
    preview = replace(s, catalog=replace(s.catalog, version=""))
    assert correct_link(fact.preferred, fact, preview) is None


def test_the_pages_of_the_office_stand_under_one_button(office: Callable[..., Desk]) -> None:
    office()
    menu = next(node for one in trees(page(sel="park-rok")) for node in nodes(one)
                if (node[1] or {}).get("class") == "menu")  # fmt: skip
    items = [text_of(n) for n in nodes(menu) if (n[1] or {}).get("class") == "menu-item"]
    entries = [n[1] for n in nodes(menu) if (n[1] or {}).get("class") == "menu-entry"]
    assert len(items) == 7
    assert [entry["act"] for entry in entries] == [{"go": "/facts"}, {"go": "/status"}]
    assert [entry.get("aria-current") for entry in entries] == ["page", None]
