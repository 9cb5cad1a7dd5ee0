"""Differences are said in words: figures, places, sources by their titles, never ids or code."""

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from atlas.facts.difference import Difference, differences, of_entries, sentence
from atlas.i18n import words
from layers.read import Document, documents
from layers.store.base import Entry, Key, Revision
from layers.store.records import Split, split
from tests.conftest import FAST, GEO, SMALL

RECORDS = split(documents(SMALL))
REAL = split(documents(GEO))
AREA = ("claims", "park-one.area.2")
PARK = ("parks", "park-one")
Edit = Callable[[Split], object]


def said(
    edit: Edit, lang: str = "en", records: Split = RECORDS
) -> list[str]:
    return [sentence(item) for item in found(edit, lang, records)]


def found(edit: Edit, lang: str = "en", records: Split = RECORDS) -> list[Difference]:
    after = copy.deepcopy(records)
    edit(after)
    return differences(records, after, lang=lang, say=words(lang))


def setting(key: Key, **fields: object) -> Edit:
    return lambda records: records[key].update(fields)


def test_equal_states_do_not_differ() -> None:
    assert found(lambda _records: None) == []


def test_a_changed_figure_is_said_as_everywhere_else() -> None:
    assert said(setting(AREA, value=40)) == ["Area: over 36 km² → 40 km²"]
    assert said(setting(AREA, value=9756.5), "zh") == ["面积: 超过 36 km² → 9\u202f756.5 km²"]


def test_a_difference_names_the_entity_and_keeps_its_key() -> None:
    (item,) = found(setting(AREA, value=40))
    assert (item.entity_id, item.entity, item.key) == ("park-one", "First Park", AREA)
    assert found(setting(AREA, value=40), "zh")[0].entity == "第一园区"


def test_a_claim_that_turns_out_unknown_says_so() -> None:
    assert said(setting(AREA, value=None, unknown=True)) == ["Area: over 36 km² → unknown"]


@pytest.mark.parametrize(("fields", "sentences"), [
    ({"as_of": "2021~"}, ["Area · as of: 2020 → about 2021"]),
    ({"source": "not-found"}, ["Area · source: About the park → not found"]),
    ({"source": "withdrawn-1"}, ["Area · source: About the park → a source that is gone"]),
    ({"confidence": "high"}, ["Area · how sure: low confidence → high confidence"]),
    ({"audience": "internal"}, ["Area · shown to: for the office only"]),
    ({"note": {"zh": "新", "en": "new"}},
     ["Area · note in Chinese: 新", "Area · note in English: new"]),
])  # fmt: skip
def test_each_part_of_a_claim_has_words(
    fields: dict[str, object], sentences: list[str]
) -> None:
    assert said(setting(AREA, **fields)) == sentences


def test_a_new_claim_comes_with_date_and_source() -> None:
    claim = {"fact": "park-one.area", "value": 38, "unit": "km2", "as_of": "2026-11",
             "source": "city-2020", "confidence": "high", "review_by": "2027-11"}
    assert said(lambda records: records.update({("claims", "park-one.area.o1"): claim})) == [
        "Area · claim added: 38 km² · 2026-11 · About the park",
        "Area · how sure: high confidence",
        "Area · review by: 2027-11",
    ]


def test_a_withdrawn_claim_is_shown_as_it_was() -> None:
    assert said(lambda records: records.pop(AREA)) == [
        "Area · claim withdrawn: over 36 km² · 2020 · About the park",
        "Area · how sure: low confidence",
        "Area · review by: 2027-05",
    ]


def test_another_preferred_claim_is_said_with_both_as_they_stood() -> None:
    def edit(records: Split) -> None:
        records["facts", "park-one.area"]["preferred"] = "park-one.area.1"
        records[AREA]["value"] = 50

    assert "Area · preferred claim: over 36 km² · 2020 · About the park → 210 km² · 2020-06 · " \
        "About the park" in said(edit)


def test_a_place_moves_by_metres_and_direction() -> None:
    place = {**RECORDS[PARK]["location"], "point": [125.5, 44.0045]}
    assert said(setting(PARK, location=place)) == [
        "Place: 125.5° E, 44° N → 125.5° E, 44.0045° N (500 m north)"
    ]


def test_a_place_farther_away_is_said_in_kilometres() -> None:
    assert said(setting(("stops", "cn-a"), point=[125.0, 43.0])) == [
        "Place: 125° E, 44° N → 125° E, 43° N (111.1 km south)"
    ]


def test_a_place_nobody_knew_comes_onto_the_map_with_its_accuracy() -> None:
    place = {"confidence": "high", "accuracy_km": 0.5, "point": [125.0, 44.0],
             "source": "city-2020", "statement": {"zh": "位置未确认。", "en": "Confirmed now."}}
    assert said(setting(("zones", "zone-one"), location=place)) == [
        "Place: not on the map → 125° E, 44° N",
        "Place · accuracy: ±0.5 km",
        "Place · how sure: location not confirmed → high confidence",
        "Place · source: not found → About the park",
        "Place · wording in English: Its place is not confirmed. → Confirmed now.",
    ]


def test_an_outline_is_said_by_what_it_encloses() -> None:
    square = [[125.0, 44.0], [125.1, 44.0], [125.1, 44.1], [125.0, 44.1], [125.0, 44.0]]
    place = {**RECORDS[PARK]["location"], "outline": {"type": "Polygon", "coordinates": [square]}}
    (line,) = said(setting(PARK, location=place))
    assert re.fullmatch(r"Place · outline: [\d,.]+ km² → 89\.04 km²", line)


def test_a_candidate_is_named() -> None:
    place = {**RECORDS[PARK]["location"], "candidates": []}
    assert said(setting(PARK, location=place)) == ["Candidate place · taken out: First Zone"]


def test_only_the_language_that_differs_is_shown() -> None:
    summary = {**RECORDS[PARK]["summary"], "ko": "공원"}
    assert said(setting(PARK, summary=summary)) == ["Summary · Korean: 공원"]


def test_a_name_that_only_counts_otherwise_says_how() -> None:
    names = {**RECORDS[PARK]["names"], "en": {"text": "First Park", "status": "translated"}}
    assert said(setting(PARK, names=names)) == [
        "Name in full · English: as used by others → translated by this atlas"
    ]


def test_the_status_is_said_in_words() -> None:
    status = {**RECORDS[PARK]["status"], "code": "under_construction", "as_of": "2026-11"}
    assert said(setting(PARK, status=status)) == [
        "Status: operating → under construction", "Status · as of: 2026-03 → 2026-11"
    ]


def test_events_come_go_and_change() -> None:
    first, second = RECORDS[PARK]["events"]
    opened = {"date": "2026-10", "kind": "event", "text": {"zh": "开园", "en": "Opened."},
              "source": "city-2020"}
    assert said(setting(PARK, events=[{**first, "date": "2020-05"}, opened])) == [
        "Timeline · added: 2026-10 Opened.",
        "Timeline · kind: happened",
        "Timeline · wording in Chinese: 开园",
        "Timeline · source: About the park",
        "Timeline · taken out: 2018-05 Named in a plan.",
        "Timeline · kind: announced",
        "Timeline · wording in Chinese: 提出。",
        "Timeline · source: About the park",
        "Timeline · 2020-05 Approved. · date: 2020-04-21 → 2020-05",
    ]
    assert said(setting(PARK, events=[second, first])) == ["Timeline: in another order"]


def test_a_picture_is_said_by_what_it_shows() -> None:
    picture = {"file": "office/0123456789abcdef.jpg", "alt": {"zh": "大门", "en": "The gate"},
               "credit": {"zh": "办公室", "en": "The office"}}
    assert said(setting(PARK, pictures=[picture])) == [
        "Picture · added: The gate", "Picture · what it shows in Chinese: 大门",
        "Picture · credit in Chinese: 办公室", "Picture · credit in English: The office",
    ]


def test_sources_and_publishers_are_said_by_name() -> None:
    assert said(setting(("sources", "city-2020"), grade="copy")) == [
        "Source · grade: Official → secondary copy"
    ]
    new = {"id": "x", "names": {"zh": "甲", "en": "Alpha Office"}, "kind": "government"}
    items = found(lambda records: records.update({("publishers", "x"): new}))
    assert {item.entity for item in items} == {"Alpha Office"}
    assert [sentence(item) for item in items] == [
        "Publisher · added: Alpha Office", "Publisher · name in Chinese: 甲",
        "Publisher · kind: government",
    ]


def test_a_new_source_is_said_in_full() -> None:
    new = {"id": "letter", "title": {"zh": "来函", "en": "A letter"}, "publisher": "city",
           "date": "2026-11", "url": "https://www.example.org/a", "licence": "unknown",
           "grade": "official", "note": {"zh": "收文", "en": "Received"}, "file": "sources/x.toml"}
    assert said(lambda records: records.update({("sources", "letter"): new})) == [
        "Source · added: A letter", "Source · title in Chinese: 来函",
        "Source · publisher: The city", "Source · date: 2026-11",
        "Source · link: https://www.example.org/a", "Source · licence: unknown",
        "Source · grade: Official", "Source · note in Chinese: 收文",
        "Source · note in English: Received",
    ]


def test_a_new_fact_says_its_group_and_who_may_see_it() -> None:
    new = {"owner": "park-one", "key": "seats", "group": "figures", "audience": "visitor",
           "label": {"zh": "座位", "en": "Seats"}}
    assert said(lambda records: records.update({("facts", "park-one.seats"): new})) == [
        "Seats · fact added: Seats", "Seats · label in Chinese: 座位", "Seats · group: Figures",
        "Seats · shown to: for visitors of the hall",
    ]


def test_what_is_taken_out_says_what_it_was() -> None:
    for key in (("sources", "city-2020"), ("facts", "park-one.area"), PARK):
        items = found(lambda records, key=key: records.pop(key))  # type: ignore[misc]
        assert items[0].before and not items[0].after
        assert len(items) > 2


def test_a_way_says_only_the_stops_that_differ() -> None:
    assert said(setting(("services", "service-one"), path=["cn-a", "cn-b", "cn-mid"])) == [
        "Way · taken out: Gamma", "Way · added: Middle"
    ]


def test_a_leg_is_named_by_its_ends() -> None:
    (item,) = found(setting(("legs", "cn-a--cn-b"), km=101.5))
    assert (item.entity, sentence(item)) == ("Alpha – Beta", "Length: 100 km → 101.5 km")


def test_what_nobody_has_words_for_is_still_told() -> None:
    assert said(setting(PARK, oddity={"x": [1]})) == ["Entry · another detail: changed"]


def entry(seq: int, before: Document | None, after: Document | None) -> Entry:
    revision = Revision(seq, "2026-11-23T00:00:00+00:00", "Li", "", "why", "edit", "", "", 1)
    return Entry(revision, *AREA, record_version=seq, before=before, after=after)


def test_entries_of_the_history_are_taken_together() -> None:
    old = RECORDS[AREA]
    steps = [entry(2, {**old, "value": 37}, {**old, "value": 38}), entry(1, old, {**old, "value": 37})]
    result = of_entries(steps, RECORDS, lang="en", say=words("en"))
    assert [sentence(item) for item in result] == ["Area: over 36 km² → 38 km²"]


def test_entries_of_a_claim_that_is_gone_by_now_still_have_words() -> None:
    rest = {key: doc for key, doc in RECORDS.items() if key != AREA}
    result = of_entries([entry(1, RECORDS[AREA], None)], rest, lang="en", say=words("en"))
    assert result[0].entity == "First Park"


MACHINE = {"id", "file", "fact", "owner", "key", "form", "item", "datum"}
TABLES = sorted({table for table, _ in REAL})


def sample(table: str) -> list[Key]:
    """Records of a table, the first among them; `make check` looks at a tenth."""
    keys = [key for key in REAL if key[0] == table]
    return keys[::(23 if table in ("claims", "facts") else 1) * (10 if FAST else 1)]


@pytest.mark.parametrize("table", [
    pytest.param(table, marks=[pytest.mark.slow] * (table == "network")) for table in TABLES
])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_any_field_of_the_real_records_can_go_and_is_told_without_ids(
    table: str, lang: str
) -> None:
    say = words(lang)
    for key in sample(table):
        for name in REAL[key].keys() - MACHINE - {"coordinates", "km", "passes"}:
            before: dict[Key, Document] = {key: REAL[key]}
            after = {key: {k: v for k, v in REAL[key].items() if k != name}}
            told = differences(before, after, lang=lang, say=say, known=REAL)
            assert told, (key, name)
            assert not [item for item in told if raw(item, say("link"))], (key, name)


def raw(item: Difference, link: str) -> bool:
    shown: list[Any] = [item.entity, item.what, item.field, item.before, item.after]
    if item.field == link:
        return False  # an address is shown as it is
    return any(re.search(r"[{}\[\]]|\b(zh|en)\b['\"]?:|[a-z]+_[a-z]+|\bNone\b", str(part)) is not None
               or str(part) in KNOWN for part in shown)


KNOWN = {key for _, key in REAL if "-" in key or "." in key}
