"""Own figures on the planner's page: listed, typed, withdrawn, by workbook; never for visitors."""

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.editor_routes import way_back
from atlas.facts.desk import Desk
from atlas.facts.door import door
from atlas.facts.editors import Editor
from atlas.facts.own import document
from atlas.facts.own_sheet import write_own_sheet
from atlas.i18n import words as say
from atlas.maps import shelf
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from atlas.routing.times import ENOUGH
from layers.catalog import open_catalog
from layers.read import Document
from layers.store import Change, Signed, open_store
from layers.store.geopackage import GeopackageStore
from pages.widgets.events import PAGE
from pages.widgets.facts.conflict import ID as CONFLICT_ID
from pages.widgets.facts.sheet_forms import ACCEPT, DROP, READ
from pages.widgets.history.part import history_part
from pages.widgets.plan.own_part import handle_own, own_part
from pages.widgets.plan.own_state import KEPT
from pages.widgets.plan.own_workbook import KEPT_READING
from pages.widgets.plan.question import Asked, asked_by
from pages.widgets.review.part import review_part
from pages.widgets.wording import screen
from tests.conftest import GEO
from tests.pages.review_ground import Office, having, nodes

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
AT = "2026-11-23T08:00:00+00:00"
LI, WANG = Editor("Li"), Editor("Wang")
SETTINGS = process.settings()
HIDDEN = "Zzyzx Forwarding"
LANE = {"from": "cn-changchun", "to": "de-hamburg", "via": "via-manzhouli"}
QUOTE = {**LANE, "value": "9,431", "as_of": "2026-11-10", "valid_until": "2026-12-31",
         "operator": HIDDEN, "note": "", "why": f"letter of {HIDDEN}"}
TRIP = {**LANE, "value": "17", "departed": "2026-09-12", "operator": HIDDEN, "note": "",
        "why": "a trip"}
DWELL = {"stay": "x-manzhouli-zabaikalsk:out", "min": "30", "max": "70", "as_of": "2026-10",
         "valid_until": "", "operator": "", "note": "", "why": "seen"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the real data, built once."""
    path = tmp_path_factory.mktemp("own") / "atlas.gpkg"
    open_store(GEO, path, at=AT)
    return path


Make = Callable[..., Desk]


@pytest.fixture
def office(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes this process one in which own figures are kept and Li has signed in."""
    store = GeopackageStore(Path(shutil.copy(built, tmp_path / "atlas.gpkg")))

    def make(
        *, one_person: bool = True, audience: str = "internal", editing: bool = True,
        person: Editor | None = LI,
    ) -> Desk:
        desk = Desk(store, GEO, editing=editing, one_person=one_person, moment=lambda: AT)
        own = replace(SETTINGS, editing=editing, one_person=one_person, editors=("Li:x",),
                      audience=audience, today="2026-11-23")
        monkeypatch.setattr(process, "settings", lambda: own)
        monkeypatch.setattr(process, "_catalogs", process._Catalogs())  # made for one audience
        monkeypatch.setattr(process, "store", lambda: store)
        monkeypatch.setattr(process, "desk", lambda: desk)
        monkeypatch.setattr("pages.widgets.plan.own_part.editor", lambda: person)
        return desk

    yield make
    for key in (KEPT, KEPT_READING):
        st.session_state.pop(key, None)


def asked(lang: str = "en", **view: Any) -> Asked:
    seen = {"origin": "cn-changchun", "destination": "de-hamburg", **view}
    return asked_by(screen(View(lang=lang, **seen), process.catalog()))


def send(form: str, lang: str = "en", **sent: Any) -> Node:
    """The part after a form was sent, as the page does it: taken first, then asked anew."""
    event = {"type": "act", "fields": {}, "form": form, **sent}
    s = handle_own(event, screen(View(lang=lang, origin="cn-changchun", destination="de-hamburg"),
                                 process.catalog()))
    return own_part(asked_by(s))


def keep(what: str, fields: dict[str, str], of: str = "") -> Node:
    return send("own-keep", what=what, of=of, fields=fields)


def rows(tree: Node) -> dict[str, str]:
    """State of each figure that is listed."""
    return {node[1]["data-own-figure"]: node[1]["data-state"] for node in nodes(tree)
            if "data-own-figure" in (node[1] or {})}


def acts(tree: Node) -> list[str]:
    return [node[1]["act"]["form"] for node in nodes(tree)
            if "form" in ((node[1] or {}).get("act") or {})]


def own() -> dict[str, Document]:
    return process.store().documents()["own"]


# --- typed -------------------------------------------------------------------------------------


def test_nothing_is_there_at_first_and_each_kind_can_be_added(office: Make) -> None:
    office()
    tree = own_part(asked())
    assert rows(tree) == {}
    assert [node[1]["data-own-add"] for node in nodes(tree)
            if "data-own-add" in (node[1] or {})] == ["quote", "dwell", "trip"]


def test_a_new_figure_begins_with_the_question(office: Make) -> None:
    office()
    tree = send("own-open", what="quote")
    chosen = {node[1]["name"]: option[1]["value"] for node in nodes(tree) if node[0] == "select"
              for option in node[2:] if (option[1] or {}).get("selected")}
    way = asked().chosen
    assert way is not None
    assert chosen == {"from": "cn-changchun", "to": "de-hamburg", "via": way.id}


def test_a_quote_is_used_at_once_where_one_person_is_enough(office: Make) -> None:
    office()
    before = asked().plan
    assert before is not None
    tree = keep("quote", QUOTE)
    assert having(tree, data_testid="facts-result")
    (own_id,) = own()
    assert rows(tree) == {own_id: "used"}
    after = asked().plan
    assert after is not None
    way = after.find("via-manzhouli")
    assert way is not None
    assert (way.cost.usd, way.cost.record) == (9431, own_id)


def test_an_own_dwell_is_used_before_the_published_one(office: Make) -> None:
    office()
    tree = keep("dwell", DWELL)
    (own_id,) = own()
    assert rows(tree)[own_id] == "used"


@pytest.mark.slow
def test_a_quote_that_has_run_out_says_when(office: Make) -> None:
    office()
    tree = keep("quote", {**QUOTE, "as_of": "2026-06-01", "valid_until": "2026-09-30"})
    assert list(rows(tree).values()) == ["expired"]
    assert "expired on 2026-09-30" in text_of(tree)


@pytest.mark.slow
def test_enough_trips_become_a_distribution_with_its_n(office: Make) -> None:
    office()
    for number in range(1, ENOUGH):
        tree = keep("trip", {**TRIP, "value": str(14 + number)})
    assert f"{ENOUGH - 1} of {ENOUGH} trips needed" in text_of(tree)
    assert set(rows(tree).values()) == {"beside"}
    tree = keep("trip", {**TRIP, "value": "21"})
    assert f"the days are those of {ENOUGH} own trips" in text_of(tree)
    assert list(rows(tree).values()) == ["used"] * ENOUGH
    plan = asked().plan
    assert plan is not None
    way = plan.find("via-manzhouli")
    assert way is not None
    assert way.days is not None
    assert way.days.n_own == ENOUGH
    assert 14 <= way.days.p10 <= way.days.p90 <= 22


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(office: Make) -> None:
    office()
    tree = keep("quote", {**QUOTE, "value": "cheap"})
    assert "no number" in text_of(tree)
    assert having(tree, name="value", value="cheap")
    assert own() == {}


@pytest.mark.slow
def test_a_figure_is_corrected_and_withdrawn(office: Make) -> None:
    office()
    keep("quote", QUOTE)
    (own_id,) = own()
    tree = send("own-open", what="quote", of=own_id)
    assert having(tree, name="value", value="9431")
    keep("quote", {**QUOTE, "value": "9000"}, of=own_id)
    assert own()[own_id]["value"] == 9000
    assert having(send("own-open", what="quote", of=own_id, leaving=True), data_testid="own-form")
    tree = send("own-withdraw", of=own_id, fields={"why": "wrong"})
    assert own() == {}
    assert rows(tree) == {}


@pytest.mark.slow
def test_what_was_saved_can_be_taken_back(office: Make) -> None:
    desk = office()
    keep("quote", QUOTE)
    send("undo-mine", seq=desk.store.seq)
    assert own() == {}


@pytest.mark.slow
def test_a_second_person_publishes_where_the_office_wants_it(office: Make) -> None:
    desk = office(one_person=False)
    tree = keep("quote", QUOTE)
    assert own() == {}
    assert "Saved as a draft" in text_of(tree)
    assert "waits" in text_of(own_part(asked()))
    (draft,) = desk.store.drafts()
    desk.publish(draft.id, editor=WANG)
    assert list(rows(own_part(asked())).values()) == ["used"]


@pytest.mark.slow
def test_two_corrections_at_once_are_both_shown(office: Make) -> None:
    desk = office()
    keep("quote", QUOTE)
    (own_id,) = own()
    record = desk.store.records()["own", own_id]
    desk.propose([Change("own", own_id, {**record.doc, "value": 8000}, record.version)],
                 editor=WANG, why="newer")
    stale = json.dumps([["own", own_id, record.version]])
    tree = keep("quote", {**QUOTE, "value": "9000", "seen": stale}, of=own_id)
    assert having(tree, id=CONFLICT_ID)
    assert "8,000 USD per FEU" in text_of(tree)
    send("conflict", fields={f"choice:own:{own_id}": "mine"})
    assert own()[own_id]["value"] == 9000


def test_a_figure_that_is_gone_is_said_so(office: Make) -> None:
    office()
    assert "not there any more" in text_of(send("own-withdraw", of="own-gone", fields={}))
    assert "not there any more" in text_of(send("own-open", what="trip", of="own-gone"))


def test_other_forms_are_left_alone(office: Make) -> None:
    office()
    s = asked().s
    assert handle_own({"type": "act", "form": "claim", "fields": {}}, s) is s
    assert handle_own(None, s) is s


# --- who may -----------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["visitor", "public"])
def test_others_see_no_trace_of_the_part_and_can_send_nothing(
    office: Make, audience: str
) -> None:
    office(audience=audience)
    assert own_part(asked()) == ["span", None]
    s = asked().s
    assert handle_own({"type": "act", "form": "own-keep", "what": "quote", "fields": QUOTE}, s) is s
    assert own() == {}


def test_without_editing_one_quiet_sentence_stands_there(office: Make) -> None:
    office(editing=False)
    tree = own_part(asked())
    assert tree[0] == "p"
    assert "a process that allows editing" in text_of(tree)


def test_who_is_not_signed_in_reads_and_is_shown_the_door(office: Make) -> None:
    office()
    keep("quote", QUOTE)
    office(person=None)
    tree = own_part(asked())
    assert list(rows(tree).values()) == ["used"]
    assert acts(tree) == []
    assert "Sign in" in text_of(tree)
    assert having(tree, name="password")
    assert "not signed in" in text_of(send("own-keep", what="quote", fields=QUOTE)) or len(own()) == 1


def test_signing_in_leads_back_to_the_question(
    office: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(person=None)
    monkeypatch.setitem(st.session_state, PAGE, "/routes")
    st.query_params.from_dict({"from": "cn-changchun", "to": "de-hamburg", "tab": "own"})
    try:
        (back,) = having(own_part(asked()), name="back")
    finally:
        st.query_params.clear()
    assert way_back(back[1]["value"]) == "/routes?from=cn-changchun&to=de-hamburg&tab=own"


# --- the workbook ------------------------------------------------------------------------------


def workbook(edit: Callable[[Any], None]) -> str:
    """An upload of Li: the workbook as downloaded, edited."""
    content = write_own_sheet(process.store().records(), lang="en", say=say("en"),
                              version=process.store().version)
    book = load_workbook(BytesIO(content))
    edit(book)
    saved = BytesIO()
    book.save(saved)
    return door(process.settings()).uploads.put(saved.getvalue(), name="own.xlsx", editor=LI).id


def one_trip(book: Any) -> None:
    for at, value in enumerate((None, "Changchun", "Hamburg", "Rail via Manzhouli", 17,
                                "2026-09-12"), start=1):
        book["Trips"].cell(3, at).value = value


@pytest.mark.slow
def test_a_workbook_is_looked_at_then_accepted(office: Make) -> None:
    office()
    named = workbook(one_trip)
    tree = send(READ, fields={"sheet_id": named})
    assert "Own trip" in text_of(having(tree, data_testid="sheet-reading")[0])
    assert own() == {}
    send(ACCEPT, upload=named, fields={"why": "list of September"})
    assert [doc["what"] for doc in own().values()] == ["trip"]


def test_a_workbook_is_put_away(office: Make) -> None:
    office()
    named = workbook(one_trip)
    send(READ, fields={"sheet_id": named})
    assert not having(send(DROP, upload=named), data_testid="sheet-reading")
    assert "no file" in text_of(send(READ, fields={"sheet_id": named}))


# --- never for visitors ------------------------------------------------------------------------

PAGES = ("overview.py", "parks.py", "routes.py", "systems.py", "compare.py", "sources.py",
         "status.py")


@pytest.fixture(scope="module")
def holding(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store that holds own figures, withdrew one, and the version that still had it."""
    path = Path(shutil.copy(built, tmp_path_factory.mktemp("told") / "atlas.gpkg"))
    store = GeopackageStore(path)
    secrets = [
        document("quote", "own-1", {**LANE, "value": 9431, "as_of": "2026-11",
                                    "operator": HIDDEN}),
        document("dwell", "own-2", {"crossing": "x-manzhouli-zabaikalsk", "direction": "out",
                                    "value": 31, "as_of": "2026-11", "note": HIDDEN}),
        *(document("trip", f"own-t{number}", {**LANE, "value": 14 + number, "as_of": "2026-09",
                                              "departed": "2026-09", "note": HIDDEN})
          for number in range(ENOUGH)),
    ]
    store.apply([Change("own", doc["id"], doc, 0) for doc in secrets],
                Signed("Li", f"letter of {HIDDEN}", AT))
    then = store.version
    store.apply([Change("own", "own-1", None, 1)], Signed("Li", "gone", AT))
    return path, then


@pytest.fixture
def told(office: Make, holding: tuple[Path, str], tmp_path: Path) -> tuple[Make, str]:
    """An office at such a store, and the version that still had what was withdrawn."""
    path, then = holding
    shutil.copy(path, tmp_path / "atlas.gpkg")  # before the office reads its own
    return office, then


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["visitor", "public"])
def test_no_catalogue_of_others_holds_one_now_or_then(
    told: tuple[Make, str], audience: str
) -> None:
    office, then = told
    office(audience=audience)
    for version in ("", then):
        catalog = process.catalog(version)
        assert catalog.network.own == {}
        assert HIDDEN not in repr(catalog)
    assert process.catalog(then).version == then
    office()
    assert set(process.catalog(then).network.own) > set(process.catalog().network.own)


@pytest.mark.parametrize("page", [
    page if page == "routes.py" else pytest.param(page, marks=pytest.mark.slow) for page in PAGES
])
def test_no_page_of_the_hall_says_any_of_it(told: tuple[Make, str], page: str) -> None:
    office, then = told
    office(audience="visitor", editing=False)
    for version in ({}, {"v": then}):
        app = AppTest.from_file(FRAME, default_timeout=120).run()
        asks = {"from": "cn-changchun", "to": "de-hamburg", "tab": "own"} if page == "routes.py" else {}
        for name, value in {"lang": "en", **asks, **version}.items():
            app.query_params[name] = value
        app.switch_page(page).run()
        sent = sent_by(app)
        assert len(sent) > 1_000
        assert HIDDEN not in sent
        assert not [own_id for own_id in ("own-1", "own-2", "own-t1") if f'"{own_id}"' in sent]
    published = b"".join(gzip.decompress(item.body) for item in shelf._shelf.values())
    assert HIDDEN.encode() not in published


def sent_by(app: AppTest) -> str:
    """All that a page's trees and maps sent to the browser."""
    return "".join(json_of(element) for element in every(app.main))


def every(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from every(child)


def json_of(element: Any) -> str:
    return str(getattr(getattr(element, "proto", None), "json", "") or "")


def test_review_and_history_of_a_lower_process_keep_it_back(
    told: tuple[Make, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, _ = told
    desk = office(audience="visitor", one_person=False)
    desk.propose([Change("own", "own-2", None, 1)], editor=LI, why=f"{HIDDEN} again")
    catalog = open_catalog(desk.store.documents(), version=desk.store.version, audience="visitor")
    assert catalog.network.own == {}
    for part in (history_part, review_part):
        here = Office(desk, part)
        assert HIDDEN not in text_of(here.show(WANG))
    (draft,) = desk.store.drafts()
    assert HIDDEN not in text_of(Office(desk, review_part).show(WANG, draft=draft.id))
    rev = str(desk.store.seq)
    assert HIDDEN not in text_of(Office(desk, history_part).show(WANG, rev=rev))
    office(one_person=False)
    said = text_of(Office(desk, history_part).show(WANG, rev=str(desk.store.seq - 1)))
    assert "Own quote" in said
    assert HIDDEN in said
