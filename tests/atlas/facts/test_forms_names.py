"""Names by language: put right, added, taken out, with how each was come by."""

from pathlib import Path
from typing import Any

import pytest

from atlas.facts.forms_names import renamed
from layers.read import Document
from tests.atlas.facts.forms_ground import changed, filled, ground
from tests.atlas.facts.test_forms_claim import right

PARK = ("parks", "park-one")
NAMES: dict[str, Any] = {
    "name_zh": "第一园区", "made_zh": "attested", "short_zh": "一园", "name_en": "First Park",
    "made_en": "attested", "short_en": "First", "why": "a sign at the gate",
}  # fmt: skip


def doc_of(small: Path, **typed: str) -> Document:
    form = filled(ground(small), NAMES, **typed)
    renamed(form, *PARK)
    doc = changed(form)[PARK]
    assert doc is not None
    assert right(form)
    return doc


def test_a_form_as_it_was_opened_changes_nothing(small: Path) -> None:
    form = filled(ground(small), NAMES)
    renamed(form, *PARK)
    assert (form.mistakes, form.changes) == ({}, [])


def test_a_name_and_how_it_is_known_are_put_right(small: Path) -> None:
    names = doc_of(small, name_en="Park One", made_en="translated")["names"]
    assert names["en"] == {"text": "Park One", "status": "translated"}
    assert names["zh"] == {"text": "第一园区", "status": "attested"}


def test_a_name_in_another_language_is_added(small: Path) -> None:
    doc = doc_of(small, name_ko="제1단지", made_ko="transliterated", short_ko="제1")
    assert doc["names"]["ko"] == {"text": "제1단지", "status": "transliterated"}
    assert doc["short"] == {"zh": "一园", "en": "First", "ko": "제1"}


def test_a_name_left_empty_is_taken_out_and_the_rest_of_the_record_stays(small: Path) -> None:
    at = ground(small)
    held = at.records[PARK].doc
    at.records[PARK].doc["names"]["de"] = {"text": "Park Eins", "status": "translated"}
    form = filled(at, NAMES, name_de="", made_de="translated")
    renamed(form, *PARK)
    doc = changed(form)[PARK]
    assert doc is not None
    assert list(doc["names"]) == ["zh", "en"]
    assert {key for key in held if key != "names"} == {key for key in doc if key != "names"}


@pytest.mark.parametrize(("typed", "field"), [
    ({"name_zh": ""}, "name_zh"), ({"name_en": " "}, "name_en"), ({"short_en": ""}, "short_en"),
    ({"made_zh": "guessed"}, "made_zh"), ({"name_ko": "제1", "made_ko": ""}, "made_ko"),
    ({"why": ""}, "why"), ({"name_en": "x\x07"}, "name_en"),
])
def test_what_is_wrong_with_a_name_is_said_at_its_field(
    small: Path, typed: dict[str, str], field: str
) -> None:
    form = filled(ground(small), NAMES, **typed)
    renamed(form, *PARK)
    assert field in form.mistakes
