"""Own figures as forms: what becomes a record, what is said of a slip, what counts for a question."""

from dataclasses import replace
from pathlib import Path

import pytest

from atlas.facts.desk import Desk, Refused
from atlas.facts.difference import differences, sentence
from atlas.facts.editors import Editor
from atlas.facts.own import (
    expired,
    own_kept,
    own_withdrawn,
    touching,
    trips_of,
)
from atlas.facts.own_words import WHATS, What, way_of
from atlas.i18n import words
from atlas.routing.alternatives import way_id
from layers.catalog import open_catalog
from layers.check.network_shapes import OWN_FIGURE
from layers.errors import UnknownEntity
from layers.network import OwnFigure, own_figure
from layers.read import Document, documents
from layers.store import Applied, Draft, open_store
from layers.store.base import Key
from layers.store.records import join
from tests.atlas.facts.own_ground import (
    DWELL,
    FIELDS,
    LANE,
    QUOTE,
    TODAY,
    TRIP,
    docs,
    filled,
    names,
)
from tests.conftest import GEO

AT = "2026-11-23T08:00:00+00:00"
LI, WANG = Editor("Li"), Editor("Wang")


def kept(what: What, own_id: str = "", *own: Document, **typed: str) -> Document:
    """The record a form makes."""
    form = filled(*own, **{**FIELDS[what], **typed})
    own_kept(form, what, own_id, names(*own))
    assert not form.mistakes
    (change,) = form.changes
    assert change.doc is not None
    return change.doc


def mistakes(what: What, **typed: str) -> dict[str, str]:
    form = filled(**{**FIELDS[what], **typed})
    own_kept(form, what, "", names())
    assert not form.changes
    return form.mistakes


@pytest.mark.parametrize("what", WHATS)
def test_a_form_makes_a_record_the_check_takes(what: What) -> None:
    doc = kept(what)
    found: list[tuple[str, str, str]] = []
    OWN_FIGURE({key: value for key, value in doc.items() if key != "file"}, "",
               lambda *said: found.append(said))
    assert found == []
    figure = own_figure(doc)
    assert figure.what == what
    assert figure.id.startswith("own-")


def test_what_was_typed_is_what_is_kept() -> None:
    quote, dwell, trip = (own_figure(kept(what)) for what in WHATS)
    assert (quote.low, quote.high, quote.valid_until, quote.operator) == (
        9400, 9400, "2026-12-31", "Changjiu")
    assert (dwell.crossing, dwell.direction, dwell.low, dwell.high) == (
        "x-manzhouli-zabaikalsk", "in", 30, 70)
    assert (trip.low, trip.departed, trip.as_of, trip.via) == (
        17, "2026-09-12", "2026-09-12", "via-manzhouli")


def test_a_single_dwell_is_one_figure() -> None:
    assert kept("dwell", max="")["value"] == 30
    assert kept("dwell", max="30")["value"] == 30


def test_empty_fields_stand_in_no_record() -> None:
    assert {"operator", "note", "valid_until"}.isdisjoint(kept("dwell"))


@pytest.mark.parametrize(("what", "typed", "field", "says"), [
    ("quote", {"value": ""}, "value", "Fill this in"),
    ("quote", {"value": "cheap"}, "value", "no number"),
    ("quote", {"value": "-3"}, "value", "not above 0"),
    ("quote", {"value": "94000000"}, "value", "more than 1000000 USD per FEU"),
    ("quote", {"to": "cn-changchun"}, "to", "where it begins"),
    ("quote", {"to": "de-atlantis"}, "to", "Choose one of the list"),
    ("quote", {"via": "via-moon"}, "via", "Choose one of the list"),
    ("quote", {"as_of": "2026-12-01"}, "as_of", "still to come"),
    ("quote", {"valid_until": "2026-11-01"}, "valid_until", "over before it began"),
    ("quote", {"valid_until": "soon"}, "valid_until", "no date"),
    ("trip", {"departed": "2026-12-01"}, "departed", "still to come"),
    ("trip", {"departed": ""}, "departed", "Write when"),
    ("trip", {"value": "1700"}, "value", "more than 400 days"),
    ("dwell", {"min": "70", "max": "30"}, "min", "Swap them"),
    ("dwell", {"stay": "x-smolensk-brest:out"}, "stay", "Choose one of the list"),
    ("dwell", {"min": "0"}, "min", "not above 0"),
    ("dwell", {"why": ""}, "why", "Fill this in"),
])  # fmt: skip
def test_a_slip_is_said_at_its_field(
    what: What, typed: dict[str, str], field: str, says: str
) -> None:
    found = mistakes(what, **typed)
    assert list(found) == [field]
    assert says in found[field]


def test_a_correction_keeps_the_id_and_what_no_form_shows() -> None:
    doc = kept("quote", "own-q", {**QUOTE, "reviewed_by": "Wang"}, value="9000")
    assert (doc["id"], doc["value"], doc["reviewed_by"]) == ("own-q", 9000, "Wang")


def test_a_way_that_is_gone_by_now_may_stay() -> None:
    old = {**QUOTE, "via": "via-gone"}
    doc = kept("quote", "own-q", old, via="via-gone", via_before="via-gone", value="9000")
    assert doc["via"] == "via-gone"


def test_two_trips_that_say_the_same_are_two() -> None:
    first = kept("trip")
    again = kept("trip", "", first)
    assert first["id"] != again["id"]
    taken = filled(**FIELDS["trip"], used=frozenset({("own", first["id"])}))  # type: ignore[arg-type]
    own_kept(taken, "trip", "", names())
    assert taken.changes[0].id == again["id"]


def test_what_is_withdrawn_or_gone() -> None:
    form = filled(QUOTE)
    own_withdrawn(form, "own-q")
    assert [(change.key, change.doc) for change in form.changes] == [(("own", "own-q"), None)]
    with pytest.raises(UnknownEntity):
        own_withdrawn(filled(), "own-q")
    with pytest.raises(UnknownEntity):
        own_kept(filled(QUOTE, **FIELDS["trip"]), "trip", "own-q", names(QUOTE))


# --- what counts -------------------------------------------------------------------------------


def listed(*own: Document, used: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    ends = ("cn-changchun", "de-hamburg")
    stays = frozenset({("x-manzhouli-zabaikalsk", "out")})
    found = touching(map(own_figure, own), ends=ends, stays=stays, used=used, today=TODAY)  # type: ignore[arg-type]
    return [(item.figure.id, item.state) for item in found]


def test_only_what_touches_the_question_is_listed() -> None:
    other = {**QUOTE, "id": "own-x", "to": "kr-busan"}
    back = {**DWELL, "id": "own-y", "direction": "in"}
    assert listed(QUOTE, other, DWELL, back, TRIP, used=frozenset({"own-q", "own-d"})) == [
        ("own-q", "used"), ("own-d", "used"), ("own-t", "beside")]


def test_what_has_run_out_stands_last_and_says_so() -> None:
    old = {**QUOTE, "id": "own-old", "as_of": "2026-11-20", "valid_until": "2026-11-22"}
    assert listed(old, QUOTE, used=frozenset({"own-q"})) == [
        ("own-q", "used"), ("own-old", "expired")]


def test_the_last_day_still_counts() -> None:
    quote = own_figure(QUOTE)
    assert not expired(replace(quote, valid_until="2026-11-23"), TODAY)
    assert not expired(replace(quote, valid_until="2026-11"), TODAY)
    assert expired(replace(quote, valid_until="2026-11-22"), TODAY)
    assert not expired(replace(quote, valid_until=""), TODAY)


def test_trips_are_counted_by_way() -> None:
    trip = own_figure(TRIP)
    others: list[OwnFigure] = [trip, replace(trip, id="b"), replace(trip, id="c", via="air"),
                               own_figure(QUOTE)]
    assert trips_of(others, trip) == 2


# --- words -------------------------------------------------------------------------------------


def told(before: Document | None, after: Document | None, lang: str = "en") -> list[str]:
    key: Key = ("own", (after or before or {})["id"])
    sides = ({key: side} if side else {} for side in (before, after))
    found = differences(*sides, lang=lang, say=words(lang), known=docs())
    return [f"{item.entity} | {sentence(item)}" for item in found]


def test_a_new_quote_reads_as_a_sentence() -> None:
    lines = told(None, QUOTE)
    assert lines[0] == ("Changchun → Hamburg (de-hamburg) · Rail via Manzhouli | "
                        "Own quote · added: 9,400 USD per FEU")
    assert any(line.endswith("Operator: Secret Lines") for line in lines)


def test_a_corrected_dwell_names_its_border() -> None:
    after = {**DWELL, "value": 40, "direction": "in"}
    assert told(DWELL, after) == [
        "Zabaikalsk → Manzhouli | Own dwell at a border: 30–70 hours → 40 hours",
        "Zabaikalsk → Manzhouli | Own dwell at a border · Border and direction: "
        "Manzhouli → Zabaikalsk → Zabaikalsk → Manzhouli",
    ]


@pytest.mark.parametrize("doc", [QUOTE, DWELL, TRIP])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_id_is_read_by_anyone(doc: Document, lang: str) -> None:
    text = " ".join(told(None, doc, lang) + told(doc, None, lang))
    for raw in ("via-", "cn-", "x-manzhouli", "own-", "_"):
        assert raw not in text


def test_the_planner_and_the_forms_call_a_way_the_same() -> None:
    tables = documents(GEO)
    catalog = open_catalog(tables, version="0" * 12, audience="internal")
    assert catalog.network.crossings
    for crossing in catalog.network.crossings.values():
        assert way_of(tables["network"][crossing.id]) == way_id(crossing)


# --- the desk ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_an_own_figure_needs_a_second_person_and_can_be_taken_back(tmp_path: Path) -> None:
    store = open_store(GEO, tmp_path / "atlas.gpkg", at=AT)
    desk = Desk(store, GEO, editing=True, one_person=False, moment=lambda: AT)
    form = filled(**FIELDS["quote"])
    own_kept(form, "quote", "", names())
    draft = desk.propose(form.changes, editor=LI, why="a letter")
    assert isinstance(draft, Draft)
    assert not store.documents()["own"]
    done = desk.publish(draft.id, editor=WANG)
    assert isinstance(done, Applied)
    (doc,) = store.documents()["own"].values()
    assert (doc["value"], doc["operator"]) == (9400, "Changjiu")
    back = desk.undo(store.seq, editor=LI, why="wrong")
    assert isinstance(back, Draft)
    desk.publish(back.id, editor=WANG)
    assert not store.documents()["own"]


def test_the_desk_refuses_a_figure_of_no_border(tmp_path: Path) -> None:
    store = open_store(GEO, tmp_path / "atlas.gpkg", at=AT)
    desk = Desk(store, GEO, editing=True, one_person=False, moment=lambda: AT)
    form = filled(**FIELDS["dwell"])
    own_kept(form, "dwell", "", names())
    (change,) = form.changes
    assert change.doc is not None
    wrong = replace(change, doc={**change.doc, "crossing": "x-nowhere"})
    assert isinstance(desk.propose([wrong], editor=LI, why="x"), Refused)


def test_records_join_again_as_they_were() -> None:
    joined = join(docs(QUOTE, DWELL, TRIP))
    assert joined["own"] == {"own-q": QUOTE, "own-d": DWELL, "own-t": TRIP}
    assert LANE["via"] in names().ways
