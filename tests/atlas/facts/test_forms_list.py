"""Events, open questions and pictures' words: added, put right, taken out, and found again."""

from pathlib import Path
from typing import Any

import pytest

from atlas.facts.forms import Filled, Ground
from atlas.facts.forms_list import (
    entry_name,
    entry_named,
    entry_taken_out,
    event_kept,
    held_of,
    held_text,
    picture_reworded,
    question_kept,
)
from layers.read import Document
from layers.store.base import Record
from tests.atlas.facts.forms_ground import changed, filled, ground
from tests.atlas.facts.test_forms_claim import right

PARK = ("parks", "park-one")
EVENT: dict[str, Any] = {
    "date": "2019-03", "kind": "event", "text_zh": "开工。", "text_en": "Works begin.",
    "source_way": "list", "source": "city-2020", "note_zh": "", "note_en": "", "why": "a letter",
}  # fmt: skip
QUESTION = {"ask_zh": "谁负责？", "ask_en": "Who is in charge?", "why": "open"}
GATE: Document = {
    "file": "gate.jpg", "alt": {"zh": "门", "en": "Gate"}, "credit": {"zh": "李", "en": "Li"},
}  # fmt: skip
WORDS: dict[str, Any] = {
    "alt_zh": "大门", "alt_en": "The gate", "credit_zh": "摄影：李", "credit_en": "Photo: Li",
    "date": "2026-05", "audience": "visitor", "why": "clearer",
}  # fmt: skip


def of(at: Ground) -> Document:
    return at.doc(*PARK)


def with_(at: Ground, **parts: Any) -> Ground:
    """The same records; the park has moved on meanwhile."""
    held = at.records[PARK]
    moved = Record(*PARK, {**held.doc, **parts}, held.version + 1)
    return Ground({**at.records, PARK: moved}, at.today, at.used)


def kept(form: Filled, kind: str) -> list[Document]:
    doc = changed(form)[PARK]
    assert doc is not None
    return list(doc.get(kind, []))


def held(at: Ground, kind: str, entry: Document | None) -> str:
    return held_text(of(at), kind, entry)


def test_a_new_event_stands_among_the_others_by_its_date(small: Path) -> None:
    at = ground(small)
    form = filled(at, EVENT, held=held(at, "events", None))
    event_kept(form, *PARK)
    assert [item["date"] for item in kept(form, "events")] == ["2019-03", "2020-04-21", "2018-05"]
    assert kept(form, "events")[0] == {
        "date": "2019-03", "kind": "event", "text": {"zh": "开工。", "en": "Works begin."},
        "source": "city-2020"}  # fmt: skip
    assert right(form)


def test_an_event_is_put_right_in_its_place(small: Path) -> None:
    at = ground(small)
    first, second = of(at)["events"]
    form = filled(at, EVENT, held=held(at, "events", second))
    event_kept(form, *PARK)
    assert [item["date"] for item in kept(form, "events")] == [first["date"], "2019-03"]
    assert list(kept(form, "events")[1]) == list(second)
    assert right(form)


def test_an_event_without_a_source_says_why(small: Path) -> None:
    form = filled(ground(small), EVENT, source_way="none", reason_zh="来电", reason_en="By phone")
    event_kept(form, *PARK)
    assert kept(form, "events")[0]["source_reason"] == {"zh": "来电", "en": "By phone"}
    assert right(form)


@pytest.mark.parametrize(("typed", "field"), [
    ({"date": ""}, "date"), ({"date": "soon"}, "date"), ({"kind": "rumour"}, "kind"),
    ({"text_en": ""}, "text_en"), ({"source": "nowhere"}, "source"), ({"why": ""}, "why"),
    ({"source_way": "none"}, "reason_zh"), ({"note_zh": "注"}, "note_en"),
])
def test_what_is_wrong_with_an_event_is_said_at_its_field(
    small: Path, typed: dict[str, str], field: str
) -> None:
    form = filled(ground(small), EVENT, **typed)
    event_kept(form, *PARK)
    assert field in form.mistakes


def test_an_event_that_someone_else_changed_is_found_again(small: Path) -> None:
    at = ground(small)
    first, second = of(at)["events"]
    mine = held(at, "events", second)
    theirs = {**second, "text": {"zh": "列入规划。", "en": "In the plan."}}
    form = filled(with_(at, events=[first, theirs]), EVENT, held=mine)
    event_kept(form, *PARK)
    assert [item["date"] for item in kept(form, "events")] == [first["date"], "2019-03"]


def test_another_event_of_the_same_day_is_not_taken_for_it(small: Path) -> None:
    at = ground(small)
    first, second = of(at)["events"]
    twin = {**first, "text": {"zh": "挂牌。", "en": "The sign goes up."}}
    at = with_(at, events=[first, twin, second])
    mine = held(at, "events", first)
    form = filled(with_(at, events=[twin, second]), EVENT, held=mine)
    event_kept(form, *PARK)  # theirs took it out: mine stands beside the others
    assert twin in kept(form, "events")
    assert len(kept(form, "events")) == 3


def test_what_another_changed_in_another_event_stays(small: Path) -> None:
    at = ground(small)
    first, second = of(at)["events"]
    mine = held(at, "events", second)
    theirs = {**first, "date": "2020-04-22"}
    form = filled(with_(at, events=[theirs, second]), EVENT, held=mine)
    event_kept(form, *PARK)
    assert kept(form, "events")[0] == theirs


def test_an_event_taken_out_is_gone_and_the_last_one_leaves_no_list(small: Path) -> None:
    at = ground(small)
    first, second = of(at)["events"]
    form = filled(at, {"why": "wrong"}, held=held(at, "events", first))
    entry_taken_out(form, *PARK)
    assert kept(form, "events") == [second]
    alone = with_(at, events=[first])
    form = filled(alone, {"why": "wrong"}, held=held(alone, "events", first))
    entry_taken_out(form, *PARK)
    doc = changed(form)[PARK]
    assert doc is not None
    assert "events" not in doc


def test_taking_out_what_is_gone_changes_nothing(small: Path) -> None:
    at = ground(small)
    first, second = of(at)["events"]
    form = filled(with_(at, events=[second]), {"why": "x"}, held=held(at, "events", first))
    entry_taken_out(form, *PARK)
    assert form.changes == []


def test_questions_are_added_and_put_right(small: Path) -> None:
    at = ground(small)
    form = filled(at, QUESTION, held=held(at, "ask", None))
    question_kept(form, *PARK)
    asked = {"zh": "谁负责？", "en": "Who is in charge?"}
    assert kept(form, "ask") == [asked]
    assert right(form)
    at = with_(at, ask=[asked])
    form = filled(at, QUESTION, ask_en="Who answers for it?", held=held(at, "ask", asked))
    question_kept(form, *PARK)
    assert kept(form, "ask") == [{**asked, "en": "Who answers for it?"}]


def test_a_pictures_words_and_level_are_put_right_and_its_file_stays(small: Path) -> None:
    at = with_(ground(small), pictures=[GATE])
    form = filled(at, WORDS, held=held(at, "pictures", GATE))
    picture_reworded(form, *PARK)
    assert kept(form, "pictures") == [{
        "file": "gate.jpg", "alt": {"zh": "大门", "en": "The gate"},
        "credit": {"zh": "摄影：李", "en": "Photo: Li"}, "date": "2026-05",
        "audience": "visitor"}]  # fmt: skip
    assert right(form)


def test_words_of_a_picture_that_is_gone_are_refused_at_the_words(small: Path) -> None:
    at = with_(ground(small), pictures=[GATE])
    form = filled(ground(small), WORDS, held=held(at, "pictures", GATE))
    picture_reworded(form, *PARK)
    assert "alt_zh" in form.mistakes
    assert form.changes == []


def test_an_entry_is_found_by_what_it_says(small: Path) -> None:
    doc = of(ground(small))
    second = doc["events"][1]
    assert entry_named(doc, entry_name(second)) == ("events", second)
    assert entry_named(doc, "0" * 12) is None


@pytest.mark.parametrize("text", [
    "", "{", "7", "[]", '{"list":"facts"}', '{"entry":{"text":7}}', '{"entry":{"date":"soon"}}',
    '{"entry":{"text":{"zh":{"a":"b"}}},"others":{"a":1}}', None, 7, '{"others":[7]}',
])
def test_a_spoilt_hidden_field_holds_no_entry(text: object) -> None:
    assert held_of(text) == ("", None, [])
