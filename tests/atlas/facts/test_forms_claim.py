"""A claim put right, set beside others, withdrawn, or put on its original."""

from pathlib import Path
from typing import Any

import pytest

from atlas.facts.forms_claim import corrected, on_its_original, withdrawn
from atlas.facts.forms_source import source_label
from layers.check import examine
from layers.check.record import gathered
from layers.store.base import Record
from layers.store.records import join
from tests.atlas.facts.forms_ground import (
    AREA,
    NEW_SOURCE,
    OTHER_AREA,
    changed,
    filled,
    ground,
)

FACT = ("facts", "park-one.area")
UNKNOWN = {"kind": "unknown", "reason_zh": "没有查到。", "reason_en": "Nothing was found."}
# What is typed, and the field at which it is said to be wrong.
MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"value": "many"}, "value"),
    ({"value": ""}, "value"),
    ({"unit": "parsec"}, "unit"),
    ({"kind": "guess"}, "kind"),
    ({"kind": "range", "min": "", "max": ""}, "min"),
    ({"kind": "range", "min": "9", "max": "3"}, "min"),
    ({"kind": "range", "min": "a", "max": "3"}, "min"),
    ({"kind": "date", "date": "soon"}, "date"),
    ({"kind": "date", "date": "undated"}, "date"),
    ({"kind": "words"}, "text_zh"),
    ({"kind": "words", "text_zh": "甲"}, "text_en"),
    ({"kind": "unknown"}, "reason_zh"),
    ({"as_of": ""}, "as_of"),
    ({"as_of": "yesterday"}, "as_of"),
    ({"way": "other", "as_of_other": ""}, "as_of_other"),
    ({"way": "neither"}, "way"),
    ({"source": ""}, "source"),
    ({"source": "no such page"}, "source"),
    ({"source_way": "none"}, "reason_en"),
    ({"source_way": "perhaps"}, "source_way"),
    ({"confidence": "sure"}, "confidence"),
    ({"audience": "everyone"}, "audience"),
    ({"review_by": ""}, "review_by"),
    ({"review_by": "undated"}, "review_by"),
    ({"note_en": "only English"}, "note_zh"),
    ({"why": "  "}, "why"),
    ({**NEW_SOURCE, "publisher": "Nobody"}, "publisher"),
    ({**NEW_SOURCE, "title_zh": ""}, "title_zh"),
    ({**NEW_SOURCE, "source_date": ""}, "source_date"),
    ({**NEW_SOURCE, "url": "example.org"}, "url"),
    ({**NEW_SOURCE, "url": "https://[broken"}, "url"),
    ({**NEW_SOURCE, "grade": "not-found"}, "grade"),
    ({**NEW_SOURCE, "publisher_way": "new", "publisher_zh": "报"}, "publisher_en"),
]


@pytest.mark.parametrize(("typed", "field"), MISTAKES, ids=lambda item: str(item)[:40])
def test_each_mistake_is_said_at_its_field(small: Path, typed: dict[str, Any], field: str) -> None:
    form = filled(ground(small), **typed)
    corrected(form, AREA)
    assert field in form.mistakes
    assert form.mistakes[field].endswith((".", "”.", "?"))


@pytest.mark.parametrize(("typed", "said"), [
    ({}, {"value": 212, "unit": "km2"}),
    ({"kind": "range", "min": "20", "max": ""}, {"value": {"min": 20}, "unit": "km2"}),
    ({"kind": "date", "date": "2026年5月"}, {"value": "2026-05", "unit": "date"}),
    ({"kind": "words", "text_zh": "很大", "text_en": "Large"},
     {"text": {"zh": "很大", "en": "Large"}}),
    (UNKNOWN, {"unknown": True, "source": "not-found"}),
    ({"source_way": "none", "reason_zh": "电话", "reason_en": "By telephone"},
     {"source": "not-found", "source_reason": {"zh": "电话", "en": "By telephone"}}),
    ({"audience": "internal"}, {"audience": "internal"}),
    ({"note_zh": "注", "note_en": "Remark"}, {"note": {"zh": "注", "en": "Remark"}}),
])
def test_a_record_is_put_right_in_its_place(
    small: Path, typed: dict[str, Any], said: dict[str, Any]
) -> None:
    form = filled(ground(small), **typed)
    corrected(form, AREA)
    doc = changed(form)["claims", AREA]
    assert doc is not None
    assert {key: doc[key] for key in said} == said
    assert doc["fact"] == "park-one.area"
    assert ("unknown" in doc) == (typed.get("kind") == "unknown")
    assert right(form)


def right(form: Any) -> bool:
    """Whether the data would pass the check after a form's changes."""
    records = dict(form.ground.records)
    for change in form.changes:
        if change.doc is None:
            del records[change.key]
        else:
            records[change.key] = Record(*change.key, change.doc, 2)
    tables = join({key: record.doc for key, record in records.items()})
    return examine(gathered(tables), Path("nowhere")) == []


def test_another_figure_stands_beside_the_first_and_is_preferred(small: Path) -> None:
    form = filled(ground(small), way="other")
    corrected(form, AREA)
    found = changed(form)
    assert found["claims", "park-one.area.o1"]["value"] == 212  # type: ignore[index]
    assert found[FACT]["preferred"] == "park-one.area.o1"  # type: ignore[index]
    assert ("claims", AREA) not in found
    assert right(form)


def test_another_figure_may_stand_behind(small: Path) -> None:
    form = filled(ground(small), way="other", preferred_other=False)
    corrected(form, AREA)
    assert list(changed(form)) == [("claims", "park-one.area.o1")]
    assert right(form)


def test_beside_an_only_claim_the_old_one_stays_first_where_wanted(small: Path) -> None:
    form = filled(ground(small), way="other", preferred_other=False)
    corrected(form, "park-one.contact.1")
    assert changed(form)["facts", "park-one.contact"]["preferred"] == "park-one.contact.1"  # type: ignore[index]
    assert right(form)


def test_a_corrected_claim_can_become_the_preferred_one(small: Path) -> None:
    form = filled(ground(small), preferred=True)
    corrected(form, AREA)
    assert changed(form)[FACT]["preferred"] == AREA  # type: ignore[index]


def test_a_new_source_comes_with_the_claim(small: Path) -> None:
    form = filled(ground(small), **NEW_SOURCE)
    corrected(form, AREA)
    found = changed(form)
    source = next(key for key in found if key[0] == "sources")
    assert found[source]["file"] == "sources/office.toml"  # type: ignore[index]
    assert found["claims", AREA]["source"] == source[1]  # type: ignore[index]
    assert right(form)


def test_a_new_publisher_comes_with_its_source(small: Path) -> None:
    form = filled(ground(small), **NEW_SOURCE | {
        "publisher_way": "new", "publisher_zh": "日报", "publisher_en": "The Daily",
        "publisher_kind": "government",
    })
    corrected(form, AREA)
    assert changed(form)["publishers", "the-daily"]["names"] == {"zh": "日报", "en": "The Daily"}  # type: ignore[index]
    assert right(form)


def test_a_publisher_that_is_there_already_is_not_made_twice(small: Path) -> None:
    form = filled(ground(small), **NEW_SOURCE | {
        "publisher_way": "new", "publisher_zh": "市政府", "publisher_en": "City",
        "publisher_kind": "government",
    })
    corrected(form, AREA)
    assert not [key for key in changed(form) if key[0] == "publishers"]


@pytest.mark.parametrize("line", [
    "city-2020", "About the park · The city · 2020-06", "园区介绍 · 市政府 · 2020-06", "about the",
])
def test_a_source_is_found_by_its_line_in_either_language(small: Path, line: str) -> None:
    form = filled(ground(small), source=line)
    corrected(form, AREA)
    assert changed(form)["claims", AREA]["source"] == "city-2020"  # type: ignore[index]


def test_a_sentence_that_says_the_old_figure_is_shown_with_the_new_one(small: Path) -> None:
    at = ground(small)
    words = {"zh": "约210平方公里", "en": "about 210 km², not 1210 or 210.5"}
    at.records["claims", AREA].doc["text"] = words
    form = filled(at, text_zh=words["zh"], text_en=words["en"])
    corrected(form, AREA)
    assert form.suggested == {
        "text_zh": "约212平方公里", "text_en": "about 212 km², not 1210 or 210.5",
    }
    assert set(form.mistakes) == {"text_zh", "text_en"}


def test_a_withdrawn_claim_goes_and_another_is_shown_first(small: Path) -> None:
    form = filled(ground(small))
    withdrawn(form, OTHER_AREA)
    assert changed(form)["claims", OTHER_AREA] is None
    assert changed(form)[FACT]["preferred"] == AREA  # type: ignore[index]
    assert right(form)


def test_the_last_claim_can_be_withdrawn(small: Path) -> None:
    form = filled(ground(small))
    withdrawn(form, "park-one.contact.1")
    assert changed(form) == {("claims", "park-one.contact.1"): None}
    assert right(form)


@pytest.mark.parametrize(("everywhere", "count"), [(False, 1), (True, 2)])
def test_an_original_takes_the_place_of_a_copy(small: Path, everywhere: bool, count: int) -> None:
    form = filled(ground(small), **NEW_SOURCE, everywhere=everywhere)
    on_its_original(form, AREA)
    claims = {key: doc for key, doc in changed(form).items() if key[0] == "claims"}
    assert len(claims) == count
    assert all(doc["source"].startswith("office-") for doc in claims.values() if doc)
    assert claims["claims", AREA]["value"] == 210  # type: ignore[index]
    assert right(form)


def test_the_copy_itself_is_no_original(small: Path) -> None:
    form = filled(ground(small))
    on_its_original(form, AREA)
    assert list(form.mistakes) == ["source"]


@pytest.mark.parametrize(("typed", "kept"), [("公有领域", "public domain"), ("CC-BY-4.0", "CC-BY-4.0")])
def test_a_licence_in_the_forms_words_is_kept_as_its_code(small: Path, typed: str, kept: str) -> None:
    form = filled(ground(small), **{**NEW_SOURCE, "licence": typed})
    corrected(form, AREA)
    docs = changed(form)
    assert [doc["licence"] for key, doc in docs.items() if key[0] == "sources" and doc] == [kept]


def test_a_source_without_a_date_says_so_in_the_forms_language(small: Path) -> None:
    records = ground(small).records
    doc = {**records["sources", "city-2020"].doc, "date": "undated"}
    assert source_label(doc, records, "zh").endswith(" · 无日期")
