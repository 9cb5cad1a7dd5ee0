"""Marks beside source lines, the line on the start page, the list of what is due."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from atlas import process
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from layers.freshness import due, weak_headlines
from layers.text import Text
from pages.widgets.attribute_panel import panel
from pages.widgets.facts.subject import subject_of
from pages.widgets.feature_list import park_row
from pages.widgets.freshness.due_list import by_urgency, due_list
from pages.widgets.freshness.strip import due_strip, strip
from pages.widgets.freshness.words import late_words
from pages.widgets.wording import Screen, screen, source_line

CATALOG = process.catalog()
BEFORE, LATER = date(2026, 11, 22), date(2028, 1, 1)


def shown(lang: str = "en", today: date = LATER, **view: object) -> Screen:
    return screen(View(lang=lang).with_(**view), CATALOG, today=today)


def nodes(tree: Node) -> list[list]:
    if isinstance(tree, str):
        return []
    return [tree, *(found for child in tree[2:] for found in nodes(child))]


def having(tree: Node, **wanted: str) -> list[list]:
    named = {key.replace("_", "-"): value for key, value in wanted.items()}
    return [node for node in nodes(tree) if node[1] and named.items() <= node[1].items()]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_due_claim_says_so_beside_its_source(lang: str):
    claim = due(CATALOG, LATER)[0].claim
    late, early = source_line(claim, shown(lang)), source_line(claim, shown(lang, BEFORE))
    assert claim.review_by in text_of(late)
    assert having(late, **{"class": "due"})
    assert not having(early, **{"class": "due"})


def test_a_panel_marks_as_many_headline_figures_as_are_due():
    park = CATALOG.entity("park-rok")
    headline = [fact for fact in park.facts if fact.headline and fact.headline <= 4]
    late = [fact for fact in headline if fact.preferred in
            {item.claim for item in due(CATALOG, LATER)}]
    cells = having(panel(park, shown()), **{"class": "headline"})
    assert sum(bool(having(cell, **{"class": "due"})) for cell in cells) == len(late) > 0


def test_a_row_of_the_list_names_its_clock():
    clocks = having(park_row(CATALOG.entity("park-cuba"), shown()), **{"class": "clock"})
    assert [node[1]["aria-label"] for node in clocks] == ["figures due for review"]
    assert not having(park_row(CATALOG.entity("park-cuba"), shown(today=BEFORE)),
                      **{"class": "clock"})


def test_the_line_on_the_start_page_counts_both():
    text = text_of(strip(shown()) or "")
    assert str(len(due(CATALOG, LATER))) in text
    assert str(len(weak_headlines(CATALOG))) in text


def test_a_process_without_editing_shows_no_line(monkeypatch: pytest.MonkeyPatch):
    made: list[object] = []
    monkeypatch.setattr("pages.widgets.freshness.strip.tree", lambda *given, **_: made.append(given))
    due_strip(shown())
    assert not process.settings().editing
    assert made == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_holds_every_due_claim_once_and_every_weak_headline(lang: str):
    rows = having(due_list(shown(lang), LATER), data_testid="due-item")
    wanted = [item.claim.id for item in due(CATALOG, LATER)]
    wanted += [item.asked.fact.preferred.id for item in weak_headlines(CATALOG)]
    assert sorted(node[1]["data-claim-id"] for node in rows) == sorted(wanted)


def test_headline_facts_come_first_then_the_latest_of_every_place():
    found = by_urgency(due(CATALOG, LATER))
    order = [(not item.asked.fact.headline, -item.days) for item in found]
    assert order == sorted(order)
    shown_first = having(due_list(shown(), LATER), data_testid="due-item")[: len(found)]
    assert [row[1]["data-claim-id"] for row in shown_first] == [item.claim.id for item in found]


def test_each_row_names_its_place_and_is_found_by_it():
    found = by_urgency(due(CATALOG, LATER))
    rows = having(due_list(shown(), LATER), data_testid="due-item")
    for row, item in zip(rows, found, strict=False):
        names = item.asked.owner.names
        assert names.to("en").text in text_of(row)
        assert names.to("zh").text in row[1]["data-hay"]


def test_the_chips_say_how_many_figures_they_leave():
    years_later = date(2029, 1, 1)
    tree = due_list(shown(), years_later)
    rows = [node[1] for node in having(tree, data_testid="due-item")]
    chips = {having(node, name="due-which")[0][1]["value"]: text_of(node)
             for node in having(tree, **{"class": "chip"})}
    marks = {"headline": "data-headline", "year": "data-year", "copy": "data-copy"}
    for name, mark in marks.items():
        left = {row["data-claim-id"] for row in rows if mark in row}
        assert left
        assert chips[name].endswith(str(len(left)))
    late = {item.claim.id for item in due(CATALOG, years_later) if item.days > 365}
    assert {row["data-claim-id"] for row in rows if "data-year" in row} == late


def test_each_row_leads_to_its_fact():
    tree = due_list(shown(theme="hall"), LATER)
    for row in having(tree, data_testid="due-item"):
        link = next(node for node in nodes(row) if node[0] == "a" and "act" in node[1])
        query = parse_qs(urlsplit(link[1]["href"]).query)
        assert link[1]["href"].startswith("/facts?")
        assert query["theme"] == ["hall"]
        assert query["fact"] == [row[1]["data-fact-id"]]
        assert link[1]["act"]["go"] == "/facts"
        assert subject_of(CATALOG, query["sel"][0]) is not None


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "1 day late"), (31, "31 days late"), (60, "2 months late"), (365, "12 months late")],
)
def test_lateness_is_said_in_days_then_in_months(days: int, said: str):
    assert late_words(days, shown()) == said


def test_a_chip_that_would_leave_nothing_is_not_offered():
    assert not any(item.days > 365 for item in due(CATALOG, LATER))
    offered = [node[1]["value"] for node in having(due_list(shown(), LATER), name="due-which")]
    assert offered == ["all", "headline", "copy"]


def test_where_nothing_is_due_the_list_says_so():
    assert "Nothing is due for review" in text_of(due_list(shown(today=BEFORE), BEFORE))


def test_a_panel_shows_contacts_too():
    park = CATALOG.entity("park-rok")
    fact = replace(park.facts[0], key="speaker", group="contact", label=Text({"en": "Speaker"}))
    assert "Speaker" in text_of(panel(replace(park, facts=(*park.facts, fact)), shown()))
