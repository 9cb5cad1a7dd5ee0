"""Events, questions, pictures' words and names on the page of facts."""

from collections.abc import Callable
from typing import Any

import pytest

from atlas.facts.desk import Desk
from atlas.facts.forms import Filled
from atlas.facts.forms_list import entry_name, event_kept, question_kept
from atlas.facts.forms_names import renamed
from atlas.maps.element import text_of
from atlas.maps.view import View
from layers.read import Document
from layers.store import Change
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.link import correct_link
from pages.widgets.facts.open_form import open_form
from pages.widgets.facts.subject import NAMED, subject_of
from pages.widgets.facts.taken import NOTHING, ground_of
from pages.widgets.wording import screen
from tests.pages.test_facts import (
    WANG,
    built,
    english,
    fields,
    nodes,
    office,
    opened,
    page,
    trees,
)

__all__ = ["built", "office"]  # fixtures
Office = Callable[..., Desk]
CUBA = "park-cuba"
EVENT = {"date": "2026-11", "text_zh": "来访。", "text_en": "A visit.", "source_way": "none",
         "reason_zh": "现场所见", "reason_en": "Seen on the spot"}  # fmt: skip


KINDS = (("events", "event", event_kept), ("ask", "question", question_kept))


def doc(desk: Desk, entity: str = CUBA) -> Document:
    held = desk.store.get("parks", entity)
    assert held is not None
    return held.doc


def form(desk: Desk, name: str, typed: dict[str, Any], **address: str) -> dict[str, Any]:
    sent = {**fields(opened(desk, sel=CUBA, **address)), **typed}
    return {"form": name, "of": CUBA, "fields": sent}


def shown(app: Any) -> str:
    return " ".join(map(text_of, trees(app)))


def theirs(desk: Desk, **parts: Any) -> None:
    held = desk.store.get("parks", CUBA)
    assert held is not None
    change = Change("parks", CUBA, {**held.doc, **parts}, held.version)
    assert desk.propose([change], editor=WANG, why="a letter")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_event_question_and_name_is_sent_back_as_it_is(office: Office, lang: str) -> None:
    desk = office()
    s = english(desk.store, lang)
    ground = ground_of(desk, s)
    changed = []
    for (table, entity), record in ground.records.items():
        tasks = [("names", "", renamed)] if table in NAMED else []
        for kind, task, reader in KINDS:
            entries = record.doc.get(kind, []) if table in NAMED else []
            tasks += [(task, entry_name(entry), reader) for entry in entries]
        for task, item, reader in tasks:
            at = FactsAddress(sel=entity, do=task, item=item)
            tree = open_form(s, address=at, subject=subject_of(s.catalog, entity), ground=ground,
                             came_back=NOTHING)
            sent = Filled(fields(tree), ground, s.say)
            reader(sent, table, entity)
            if sent.mistakes or sent.changes:
                changed.append((entity, task, sent.mistakes, sent.changes))
    assert changed == []


def test_an_event_is_added_and_stands_in_the_list(office: Office) -> None:
    desk = office()
    app = page(form(desk, "event", EVENT, do="event"), sel=CUBA, do="event")
    assert "Saved and published" in shown(app)
    assert doc(desk)["events"][-1]["text"]["en"] == "A visit."
    rows = [node for tree in trees(app) for node in nodes(tree)
            if (node[1] or {}).get("data-testid") == "facts-entry"]
    assert [row for row in rows if "A visit." in text_of(row)]
    assert "item" not in app.query_params


@pytest.mark.slow
def test_an_event_is_put_right_and_taken_out(office: Office) -> None:
    desk = office()
    first = doc(desk)["events"][0]
    app = page(form(desk, "event", {"date": "2004"}, do="event", item=entry_name(first)),
               sel=CUBA, do="event", item=entry_name(first))
    assert doc(desk)["events"][0] == {**first, "date": "2004"}
    assert "2003 → 2004" in shown(app)
    name = entry_name(doc(desk)["events"][0])
    count = len(doc(desk)["events"])
    page(form(desk, "take-out", {"why": "wrong"}, do="take-out", item=name), sel=CUBA)
    assert len(doc(desk)["events"]) == count - 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(office: Office) -> None:
    desk = office()
    first = entry_name(doc(desk)["events"][0])
    sent = form(desk, "event", {"date": "soon", "text_en": "Founded."}, do="event", item=first)
    app = page(sent, sel=CUBA, do="event", item=first)
    assert "“soon” is no date" in shown(app)
    assert "Founded." in shown(app)
    assert desk.store.seq == 1


@pytest.mark.slow
def test_names_are_put_right(office: Office) -> None:
    desk = office()
    page(form(desk, "names", {"name_en": "Biotech Park", "short_ko": "쿠바"}, do="names"), sel=CUBA)
    assert doc(desk)["names"]["en"]["text"] == "Biotech Park"
    assert doc(desk)["short"]["ko"] == "쿠바"


@pytest.mark.slow
def test_two_people_at_two_events_are_not_in_each_others_way(office: Office) -> None:
    desk = office()
    first, second, *rest = doc(desk)["events"]
    item = entry_name(second)
    sent = form(desk, "event", {"text_en": "Mine."}, do="event", item=item)
    theirs(desk, events=[{**first, "date": "2004"}, second, *rest])
    app = page(sent, sel=CUBA, do="event", item=item)
    assert "Saved and published" in shown(app)
    assert doc(desk)["events"][0]["date"] == "2004"
    assert doc(desk)["events"][1]["text"]["en"] == "Mine."


@pytest.mark.slow
def test_two_people_at_two_questions_see_only_their_own_and_both_can_stand(
    office: Office
) -> None:
    desk = office()
    first, second, *rest = doc(desk)["ask"]
    item = entry_name(second)
    sent = form(desk, "question", {"ask_en": "Mine?"}, do="question", item=item)
    theirs(desk, ask=[{**first, "en": "Theirs?"}, second, *rest])
    app = page(sent, sel=CUBA, do="question", item=item)
    sides = [node for tree in trees(app) for node in nodes(tree)
             if (node[1] or {}).get("class") == "version"]
    assert ["Theirs?" in text_of(side) for side in sides] == [True, False]
    assert ["Mine?" in text_of(side) for side in sides] == [False, True]
    assert "both" in text_of(sides[1])
    page({"form": "conflict", "fields": {f"choice:parks:{CUBA}": "mine"}}, app)
    assert [asked["en"] for asked in doc(desk)["ask"]][:2] == ["Theirs?", "Mine?"]


@pytest.mark.slow
def test_two_people_at_one_event_choose_and_the_form_stays_open(office: Office) -> None:
    desk = office()
    first, *rest = doc(desk)["events"]
    item = entry_name(first)
    sent = form(desk, "event", {"text_en": "Mine."}, do="event", item=item)
    theirs(desk, events=[{**first, "text": {**first["text"], "en": "Theirs."}}, *rest])
    app = page(sent, sel=CUBA, do="event", item=item)
    assert "Theirs." in shown(app)
    assert "both" not in shown(app)
    texts = ["".join(map(text_of, node[2:])) for tree in trees(app) for node in nodes(tree)
             if (node[1] or {}).get("name") == "text_en"]
    assert texts == ["Mine."]
    page({"form": "conflict", "fields": {f"choice:parks:{CUBA}": "mine"}}, app)
    assert doc(desk)["events"][0]["text"]["en"] == "Mine."
    assert len(doc(desk)["events"]) == 1 + len(rest)


def test_an_address_of_an_entry_that_is_gone_says_so(office: Office) -> None:
    tree = opened(office(), sel=CUBA, do="event", item="0" * 12)
    assert "Choose it in the list" in text_of(tree)


def test_questions_belong_to_the_office(office: Office) -> None:
    desk = office(audience="visitor")
    assert opened(desk, sel=CUBA, do="question") is None
    app = page(sel=CUBA)
    assert "Whether a site" not in shown(app)


@pytest.mark.slow
def test_a_picture_above_the_audience_cannot_be_opened(office: Office) -> None:
    desk = office(audience="visitor")
    secret = {"file": "office/0123456789abcdef.jpg", "alt": {"zh": "密", "en": "Secret"},
              "credit": {"zh": "李", "en": "Li"}, "audience": "internal"}
    theirs(desk, pictures=[secret])
    tree = opened(desk, sel=CUBA, do="picture", item=entry_name(secret))
    assert "Secret" not in text_of(tree)
    assert "Secret" not in shown(page(sel=CUBA))


@pytest.mark.slow
def test_old_data_have_no_link_and_the_page_of_facts_leaves_them_aside(office: Office) -> None:
    desk = office()
    old = desk.store.version
    before = english(desk.store)
    theirs(desk, ask=[])
    past = screen(View(lang="en", v=old), before.catalog)
    fact = past.catalog.entity(CUBA).facts[0]
    assert correct_link(fact.preferred, fact, past) is None
    today = screen(View(lang="en", v=desk.store.version), english(desk.store).catalog)
    assert correct_link(fact.preferred, fact, today) is not None
    app = page(sel=CUBA, v=old)
    assert "Data of" not in shown(app)
    links = [node[1]["href"] for tree in trees(app) for node in nodes(tree)
             if (node[1] or {}).get("class") in ("correct", "correct quiet")]
    assert links
    assert not [href for href in links if f"v={old}" in href]


@pytest.mark.slow
def test_a_contact_is_put_right_in_its_own_form(office: Office) -> None:
    desk = office()
    typed = {"contact_zh": "李明", "contact_en": "Li Ming", "phone": "0431 1234567",
             "languages": ["zh", "en"]}  # fmt: skip
    page(form(desk, "contact", typed, do="contact"), sel=CUBA)
    claim = next(key[1] for key in desk.store.records() if key[1].startswith(f"{CUBA}.contact_2.o"))
    sent = {**fields(opened(desk, sel=CUBA, fact=claim)), "languages": ["zh", "en"]}
    assert (sent["contact_en"], sent["phone"]) == ("Li Ming", "0431 1234567")
    page({"form": "contact-claim", "of": claim, "fields": {**sent, "phone": "0431 7654321"}})
    held = desk.store.get("claims", claim)
    assert held is not None
    assert held.doc["text"]["en"] == "Li Ming · 0431 7654321 · speaks Chinese, English"
