"""Review: a draft is judged by a second person, who sees everything there is to judge by."""

from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from atlas.maps.element import Node, text_of
from layers.store import Change
from pages.widgets.review import part
from pages.widgets.review.levels import Step, shown_steps
from tests.pages.review_ground import AREA, LI, WANG, Office, forms, having, nodes, office, words

PUBLISH, DECLINE = "review-publish", "review-decline"


@pytest.fixture
def here(small: Path, tmp_path: Path) -> Office:
    return office(small, tmp_path / "atlas.gpkg", part.review_part)


def test_nothing_waits_at_first(here: Office):
    assert "Nothing waits" in text_of(here.show())


def test_a_draft_is_listed_with_who_when_why_and_about_what(here: Office):
    draft = here.draft(why="The committee’s letter")
    (row,) = having(here.show(), data_draft=draft.id)
    said = text_of(row)
    for part_ in ("The committee’s letter", "First Park", "Li", "1 record", "2026-11-23 09:30"):
        assert part_ in said
    (moment,) = having(row, title="2026-11-23 01:30 UTC")
    assert moment[0] == "time"


def test_an_open_draft_shows_before_and_after_and_what_visitors_will_see(here: Office):
    tree = here.show(draft=here.draft().id)
    assert [text_of(node) for node in having(tree, title="before")] == ["210 km²"]
    assert [text_of(node) for node in having(tree, title="after")] == ["300 km²"]
    assert "300" in words(tree, data_testid="preview")
    assert set(forms(tree)) == {PUBLISH, DECLINE}


def test_the_author_sees_who_must_publish_and_may_only_withdraw(here: Office):
    draft = here.draft()
    tree = here.show(LI, draft=draft.id)
    assert forms(tree) == [DECLINE]
    assert "Someone else" in words(tree, data_testid="second-person")
    said = words(here.send(PUBLISH, LI, draft=draft.id), data_testid="outcome")
    assert "may not be done" in said
    assert here.value() == 210


def test_a_second_person_publishes(here: Office):
    draft = here.draft()
    said = here.send(PUBLISH, WANG, draft=draft.id)
    assert words(said, data_testid="outcome").startswith("Published.")
    assert here.value() == 300
    assert "Decided: 1" in text_of(said)
    assert "First Park" in words(here.show(), data_draft=draft.id)


def test_one_person_publishes_alone_where_the_setting_says_so(small: Path, tmp_path: Path):
    alone = office(small, tmp_path / "one.gpkg", part.review_part, one=True)
    assert alone.draft().state == "published"
    assert alone.value() == 300


def test_rejecting_says_why_and_changes_nothing(here: Office):
    draft = here.draft()
    here.send(DECLINE, WANG, draft=draft.id, fields={"note": "Another park’s figure"})
    assert here.value() == 210
    tree = here.show(LI, draft=draft.id)
    assert "Wang has rejected this draft. Note: Another park’s figure" in text_of(tree)
    assert forms(tree) == []


def test_withdrawing_is_the_authors(here: Office):
    draft = here.draft()
    said = here.send(DECLINE, LI, draft=draft.id)
    assert words(said, data_testid="outcome").startswith("Withdrawn")
    assert here.desk.store.drafts() == []


def test_a_draft_decided_meanwhile_gets_a_calm_sentence(here: Office):
    draft = here.draft()
    here.desk.decline(draft.id, editor=LI)
    tree = here.send(PUBLISH, WANG, draft=draft.id)
    assert "Li has withdrawn this draft" in words(tree, data_testid="outcome")
    assert here.value() == 210


@pytest.mark.parametrize("name", ["0" * 12, "../x"])
def test_a_draft_that_is_not_there_gets_a_calm_sentence(name: str, here: Office):
    assert "no draft of this name" in text_of(here.show(draft=name))
    assert "not there any more" in words(here.send(PUBLISH, draft=name), data_testid="outcome")


def test_a_conflict_shows_three_sides_and_asks_for_each_record(here: Office):
    stale = here.draft(here.area(300))
    here.published(here.area(250), why="a newer letter")
    tree = here.show(draft=stale.id)
    clash = words(tree, data_testid="clashes")
    for side in ("210 km²", "300 km²", "250 km²", "Li", "a newer letter"):
        assert side in clash
    unsettled = here.send(PUBLISH, draft=stale.id)
    assert "Choose for each" in words(unsettled, data_testid="outcome")
    assert here.value() == 250


@pytest.mark.parametrize(("choice", "value"), [("mine", 300), ("theirs", 250)])
def test_a_conflict_is_settled_by_choice(choice: str, value: float, here: Office):
    stale = here.draft(here.area(300))
    here.published(here.area(250))
    here.send(PUBLISH, draft=stale.id, fields={f"choice:claims:{AREA}": choice})
    assert here.value() == value


def test_what_would_be_wrong_is_said_and_bars_publishing(here: Office):
    draft = here.draft()
    source = here.desk.store.get("claims", AREA).doc["source"]
    wrong = replace(draft, changes=(here.area(300, unit="acre", source=source),))
    here.desk.store.save_draft(wrong)
    tree = here.show(draft=draft.id)
    assert "unit" in words(tree, data_testid="problems")
    assert having(tree, value="publish", disabled=True)
    assert "would be wrong" in words(here.send(PUBLISH, draft=draft.id), data_testid="outcome")
    assert here.value() == 210


def test_what_lies_above_the_level_is_neither_shown_nor_published(here: Office):
    secret = here.draft(here.area(4711, audience="internal"), why="told in confidence")
    for tree in (here.show(), here.show(draft=secret.id)):
        said = text_of(tree)
        assert "4,711" not in said
        assert "in confidence" not in said
    here.send(PUBLISH, draft=secret.id)
    assert here.value() == 210


def test_a_source_only_hidden_claims_rest_on_is_hidden_too(here: Office):
    doc = here.desk.store.get("sources", "city-2020").doc
    steps = [
        Step(("sources", "secret-letter"), None, {**doc, "id": "secret-letter"}),
        Step(("claims", AREA), None,
             {"fact": "park-one.area", "audience": "internal", "source": "secret-letter"}),
    ]
    given = {"records": here.desk.store.records(), "catalog": here.screen.catalog}
    assert shown_steps(steps, audience="visitor", **given).steps == ()
    assert shown_steps(steps, audience="visitor", **given).kept_back == 2
    assert len(shown_steps(steps, audience="internal", **given).steps) == 2


def test_a_form_of_another_part_is_left_alone(here: Office):
    assert part.taken(here.screen, here.desk, WANG, {"form": "claim", "fields": {}}) is None


def test_a_new_entity_is_read_by_its_name(here: Office):
    doc = here.desk.store.get("zones", "zone-one").doc
    new = {**doc, "id": "zone-two", "names": {"zh": "新区", "en": "New Zone"},
           "file": "zones/zone-two.toml"}
    draft = here.draft(Change("zones", "zone-two", new, 0))
    assert "New Zone" in text_of(here.show())
    assert "New Zone" in text_of(here.show(draft=draft.id))


def drafts_listed(tree: Node) -> list[str]:
    return [node[1]["data-draft"] for node in having(tree) if "data-draft" in (node[1] or {})]


@pytest.mark.slow
def test_the_draft_that_waits_longest_comes_first_however_many_there_are(
    here: Office, monkeypatch: pytest.MonkeyPatch
):
    first = here.draft(why="the oldest")
    for number in range(210):
        here.desk.store.save_draft(replace(
            first, id=f"d{number:03}", at=f"2026-11-23T02:{number // 60:02}:{number % 60:02}+00:00"))
    tree = here.show()
    assert drafts_listed(tree)[0] == first.id
    assert len(drafts_listed(tree)) == 50
    assert words(tree, data_testid="drafts-shown") == "Drafts 1 to 50 of 211, the oldest first"
    monkeypatch.setattr(part.st, "query_params", {"page": "5"})
    assert drafts_listed(here.show())[-1] == "d209"
    monkeypatch.setattr(part.st, "query_params", {"page": "99999"})
    assert drafts_listed(here.show())[-1] == "d209"


def test_what_was_decided_last_is_shown_however_long_it_waited(here: Office):
    old = here.draft(why="waited long")
    for number in range(30):
        made = replace(old, id=f"d{number:02}", at=f"2026-11-23T02:00:{number:02}+00:00")
        here.desk.store.save_draft(made)
        here.desk.store.decide_draft(made.id, "rejected", who="Wang",
                                     at=f"2026-11-23T03:00:{number:02}+00:00")
    here.desk.store.decide_draft(old.id, "rejected", who="Wang", at="2026-11-23T04:00:00+00:00")
    tree = here.show()
    assert drafts_listed(tree)[0] == old.id
    assert len(drafts_listed(tree)) == 20
    assert "Decided: 31" in text_of(tree)


def test_a_draft_that_cannot_be_shown_can_be_put_away(
    here: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fails(*_given: object, **_named: object) -> NoReturn:
        raise KeyError("odd")

    draft = here.draft()
    monkeypatch.setattr("pages.widgets.review.draft.preview", fails)
    tree = here.show(draft=draft.id)
    assert "can’t be shown" in text_of(tree)
    assert forms(tree) == [DECLINE]
    assert "KeyError" in caplog.text
    here.send(DECLINE, LI, draft=draft.id)
    assert here.desk.store.draft(draft.id).state == "withdrawn"


def test_a_new_picture_is_shown_itself_before_it_is_published(here: Office):
    park = here.desk.store.get("parks", "park-one")
    picture = {"file": "office/0123456789abcdef.jpg", "alt": {"zh": "大门", "en": "The gate"},
               "credit": {"zh": "办公室", "en": "The office"}, "date": "2026-11"}
    change = Change("parks", "park-one", {**park.doc, "pictures": [picture]}, park.version)
    made = here.draft(change)
    (shown,) = having(here.show(draft=made.id), data_testid="review-picture")
    (image,) = [node for node in nodes(shown) if node[0] == "img"]
    assert image[1]["src"].endswith("/pictures/office/0123456789abcdef.jpg")
    assert image[1]["alt"] == "The gate"
    assert "The office" in text_of(shown)


def test_a_moved_place_is_drawn_before_and_after(here: Office):
    park = here.desk.store.get("parks", "park-one")
    lon, lat = park.doc["location"]["point"]
    place = {**park.doc["location"], "point": [lon + 0.01, lat]}
    made = here.draft(Change("parks", "park-one", {**park.doc, "location": place}, park.version))
    (shown,) = having(here.show(draft=made.id), data_testid="review-place")
    assert "before" in text_of(shown)
    assert "Moved: " in text_of(shown)
    points = [node for node in nodes(shown)
              if "sketch-point" in str((node[1] or {}).get("class"))]
    assert len(points) == 2


def test_a_sentence_left_behind_is_named_to_the_reviewer_with_its_form(here: Office):
    park = here.desk.store.get("parks", "park-one")
    summary = {"zh": "约 210 平方公里。", "en": "It covers 210 km²."}
    here.published(Change("parks", "park-one", {**park.doc, "summary": summary}, park.version))
    (shown,) = having(here.show(draft=here.draft().id), data_testid="stale")
    assert "It covers 210 km²." in text_of(shown)
    links = [node[1]["href"] for node in nodes(shown) if node[0] == "a"]
    assert any("sel=park-one" in href and "do=words" in href for href in links)


def test_a_new_source_is_shown_whole_before_it_is_published(here: Office):
    old = here.desk.store.get("sources", "city-2020").doc
    new = {**old, "id": "letter", "title": {"zh": "来函", "en": "A letter"}}
    claim = here.area(300, source="letter")
    tree = here.show(draft=here.draft(Change("sources", "letter", new, 0), claim).id)
    after = [text_of(node) for node in having(tree, title="after")]
    assert {"A letter", "来函", "The city", "Official"} <= set(after)
