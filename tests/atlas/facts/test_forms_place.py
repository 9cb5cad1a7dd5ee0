"""Facts asked anew, contacts, places and pictures out of their forms."""

import json
from pathlib import Path
from typing import Any

import pytest

from atlas.facts.forms import Filled
from atlas.facts.forms_fact import contact_added, fact_added, fact_renamed
from atlas.facts.forms_picture import picture_added
from atlas.facts.forms_place import placed
from atlas.facts.forms_words import reworded
from tests.atlas.facts.forms_ground import AREA, CLAIM, changed, filled, ground
from tests.atlas.facts.test_forms_claim import right

FACT: dict[str, Any] = {
    **CLAIM, "label_zh": "人口", "label_en": "Residents", "group": "figures",
    "audience_fact": "visitor", "headline": "", "unit": "people", "preferred_claim": "",
}  # fmt: skip
CONTACT: dict[str, Any] = {
    "contact_zh": "李明", "contact_en": "Li Ming", "office_zh": "招商局", "office_en": "Promotion",
    "phone": "+86 431 1234 5678", "email": "li@office.cn", "languages": ["zh", "ko", "xx"],
    "text_zh": "", "text_en": "", "as_of": "2026-11-23", "source_way": "none", "reason_zh": "来电",
    "reason_en": "By telephone", "audience": "visitor", "confidence": "high",
    "review_by": "2027-11", "why": "asked for",
}  # fmt: skip
SQUARE = {"type": "Polygon", "coordinates": [[[125, 43], [126, 43], [126, 44], [125, 43]]]}
PLACE: dict[str, Any] = {
    "confirmed": "yes", "lon": "125.51", "lat": "44.02", "accuracy_km": "0.5",
    "confidence": "high", "outline": "", "outline_status": "official", "source_way": "list",
    "source": "city-2020", "statement_zh": "就在这里。", "statement_en": "Here.", "why": "letter",
}  # fmt: skip
PICTURE: dict[str, Any] = {
    "alt_zh": "大门", "alt_en": "The gate", "credit_zh": "摄影：李明", "credit_en": "Photo: Li",
    "date": "2026-05", "audience": "public", "why": "new",
}  # fmt: skip
FILE = "0123456789abcdef.jpg"
WORDS: dict[str, Any] = {
    "summary_zh": "更大。", "summary_en": "Larger.", "code": "stopped", "status_zh": "停办",
    "status_en": "Stopped", "as_of": "2026-10", "source_way": "list", "source": "city-2020",
    "why": "letter",
}  # fmt: skip


def place(form: Filled) -> dict[str, Any]:
    placed(form, "parks", "park-one")
    doc = changed(form)["parks", "park-one"]
    assert doc is not None
    found: dict[str, Any] = doc["location"]
    return found


def test_a_new_fact_comes_with_its_first_claim(small: Path) -> None:
    form = filled(ground(small), FACT)
    assert fact_added(form, "park-one") == "park-one.residents"
    found = changed(form)
    assert found["facts", "park-one.residents"]["owner"] == "park-one"  # type: ignore[index]
    assert found["claims", "park-one.residents.o1"]["value"] == 212  # type: ignore[index]
    assert right(form)


@pytest.mark.parametrize(("label", "key"), [
    ("Area", "area_2"), ("面积", "fact"), ("2035 goal", "fact_2035_goal"),
])
def test_a_key_is_unlike_every_other(small: Path, label: str, key: str) -> None:
    assert fact_added(filled(ground(small), FACT, label_en=label), "park-one") == f"park-one.{key}"


@pytest.mark.parametrize(("typed", "field"), [
    ({"label_zh": ""}, "label_zh"), ({"group": "gossip"}, "group"),
    ({"audience_fact": "all"}, "audience_fact"), ({"headline": "9"}, "headline"),
    ({"preferred_claim": "park-two.area.1"}, "preferred_claim"), ({"why": ""}, "why"),
])
def test_mistakes_about_a_fact_are_said_at_their_fields(
    small: Path, typed: dict[str, Any], field: str
) -> None:
    form = filled(ground(small), FACT, **typed)
    fact_renamed(form, "park-one.area")
    assert list(form.mistakes) == [field]


def test_a_fact_is_named_and_ranked_anew(small: Path) -> None:
    form = filled(ground(small), FACT, headline="3", preferred_claim=AREA)
    fact_renamed(form, "park-one.area")
    doc = changed(form)["facts", "park-one.area"]
    assert doc is not None
    assert (doc["headline"], doc["preferred"], doc["label"]["en"]) == (3, AREA, "Residents")
    assert right(form)


def test_who_gives_way_takes_the_place_left_free(small: Path) -> None:
    at = ground(small)
    at.records["facts", "park-one.contact"].doc["headline"] = 2
    form = filled(at, FACT, headline="2", preferred_claim=AREA)
    fact_renamed(form, "park-one.area")
    assert changed(form)["facts", "park-one.contact"]["headline"] == 1  # type: ignore[index]
    assert right(form)


def test_a_contact_is_one_line_in_each_language(small: Path) -> None:
    form = filled(ground(small), CONTACT)
    fact_id = contact_added(form, "park-one")
    text = changed(form)["claims", f"{fact_id}.o1"]["text"]  # type: ignore[index]
    assert text["en"] == (
        "Li Ming · Promotion · +86 431 1234 5678 · li@office.cn · speaks Chinese, Korean"
    )
    assert text["zh"].endswith("语言：中文、韩语")
    assert changed(form)["facts", fact_id]["audience"] == "visitor"  # type: ignore[index]
    assert right(form)


@pytest.mark.parametrize(("typed", "field"), [
    ({"phone": "", "email": ""}, "phone"), ({"phone": "12"}, "phone"), ({"email": "li@"}, "email"),
    ({"email": "a b@c.cn"}, "email"), ({"contact_en": ""}, "contact_en"),
    ({"office_zh": ""}, "office_zh"), ({"review_by": ""}, "review_by"), ({"why": ""}, "why"),
])
def test_mistakes_about_a_contact_are_said_at_their_fields(
    small: Path, typed: dict[str, Any], field: str
) -> None:
    form = filled(ground(small), CONTACT, **typed)
    contact_added(form, "park-one")
    assert list(form.mistakes) == [field]


def test_a_place_is_set_with_its_outline(small: Path) -> None:
    form = filled(ground(small), PLACE, outline=json.dumps(SQUARE))
    found = place(form)
    assert found["point"] == [125.51, 44.02]
    assert (found["accuracy_km"], found["outline_status"]) == (0.5, "official")
    assert found["outline"]["type"] == "Polygon"
    assert right(form)


def test_a_place_that_is_not_confirmed_has_no_point(small: Path) -> None:
    form = filled(ground(small), PLACE, confirmed="no")
    found = place(form)
    assert found["confidence"] == "none"
    assert not {"point", "outline", "accuracy_km"} & set(found)
    assert right(form)


def test_a_place_found_at_last_drops_its_candidates_and_its_old_sentence(small: Path) -> None:
    at = ground(small)
    held = at.records["parks", "park-one"].doc["location"]
    del held["point"], held["outline"]
    form = filled(at, PLACE, statement_zh=held["statement"]["zh"],
                  statement_en=held["statement"]["en"])
    placed(form, "parks", "park-one")
    assert set(form.mistakes) == {"statement_zh", "statement_en"}
    assert "candidates" not in place(filled(at, PLACE))


@pytest.mark.parametrize(("typed", "field"), [
    ({"lon": ""}, "lon"), ({"lon": "181"}, "lon"), ({"lat": "125.5", "lon": "44"}, "lat"),
    ({"accuracy_km": "0"}, "accuracy_km"), ({"accuracy_km": "near"}, "accuracy_km"),
    ({"confidence": "none"}, "confidence"), ({"outline": "{"}, "outline"),
    ({"outline": '{"type": "Point"}'}, "outline"), ({"statement_en": ""}, "statement_en"),
    ({"source": "?"}, "source"), ({"why": ""}, "why"),
])
def test_mistakes_about_a_place_are_said_at_their_fields(
    small: Path, typed: dict[str, Any], field: str
) -> None:
    form = filled(ground(small), PLACE, **typed)
    placed(form, "parks", "park-one")
    assert list(form.mistakes) == [field]


def test_a_stop_keeps_its_point_beside_its_other_fields(small: Path) -> None:
    at = ground(small)
    stop = next(key[1] for key in at.records if key[0] == "stops")
    form = filled(at, PLACE, accuracy_km="0.2")
    placed(form, "stops", stop)
    doc = changed(form)["stops", stop]
    assert doc is not None
    assert (doc["point"], doc["accuracy_km"]) == ([125.51, 44.02], 0.2)
    assert "location" not in doc


@pytest.mark.parametrize(("typed", "field"), [
    ({"summary_zh": ""}, "summary_zh"), ({"code": "fine"}, "code"), ({"as_of": ""}, "as_of"),
    ({"status_en": ""}, "status_en"), ({"source_way": "none"}, "reason_zh"), ({"why": ""}, "why"),
])
def test_mistakes_about_the_words_are_said_at_their_fields(
    small: Path, typed: dict[str, Any], field: str
) -> None:
    form = filled(ground(small), WORDS, **typed)
    reworded(form, "parks", "park-one")
    assert field in form.mistakes


def test_summary_and_state_are_written_anew(small: Path) -> None:
    form = filled(ground(small), WORDS)
    reworded(form, "parks", "park-one")
    doc = changed(form)["parks", "park-one"]
    assert doc is not None
    assert doc["summary"]["en"] == "Larger."
    assert doc["status"]["code"] == "stopped"
    assert right(form)


def test_a_state_may_be_left_out(small: Path) -> None:
    form = filled(ground(small), WORDS, code="")
    reworded(form, "parks", "park-one")
    assert "status" not in (changed(form)["parks", "park-one"] or {})
    assert right(form)


def test_a_picture_is_put_beside_the_record(small: Path) -> None:
    form = filled(ground(small), PICTURE)
    picture_added(form, "parks", "park-one", name=FILE)
    doc = changed(form)["parks", "park-one"]
    assert doc is not None
    assert doc["pictures"][-1]["file"] == f"office/{FILE}"
    assert right(form)


@pytest.mark.parametrize(("typed", "field"), [
    ({"alt_zh": ""}, "alt_zh"), ({"credit_en": ""}, "credit_en"), ({"date": ""}, "date"),
    ({"audience": ""}, "audience"),
])
def test_mistakes_about_a_picture_are_said_at_their_fields(
    small: Path, typed: dict[str, Any], field: str
) -> None:
    form = filled(ground(small), PICTURE, **typed)
    picture_added(form, "parks", "park-one", name=FILE)
    assert list(form.mistakes) == [field]
