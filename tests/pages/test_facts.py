"""The page of facts: who may see it, which form an address opens, what comes of sending it."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from atlas.facts.forms import Filled
from atlas.facts.forms_claim import corrected
from atlas.facts.forms_list import entry_name
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from layers.catalog import Catalog, open_catalog
from layers.errors import NoSpace, ReadOnly
from layers.store import Change, Store, open_store
from layers.store.geopackage import GeopackageStore
from pages.widgets.events import FORM
from pages.widgets.facts.address import TASKS, FactsAddress
from pages.widgets.facts.entities import entities
from pages.widgets.facts.link import correct_link
from pages.widgets.facts.open_form import open_form
from pages.widgets.facts.subject import groups, subject_of
from pages.widgets.facts.taken import NOTHING, READERS, ground_of
from pages.widgets.wording import Screen, screen
from tests.conftest import GEO

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
AT = "2026-11-23T08:00:00+00:00"
LI, WANG = Editor("Li"), Editor("Wang")
FACT, CLAIM = "park-rok.population", "park-rok.population.1"
SETTINGS = process.settings()
CATALOGS: dict[tuple[str, str], Catalog] = {}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the real data, built once."""
    path = tmp_path_factory.mktemp("facts") / "atlas.gpkg"
    open_store(GEO, path, at=AT)
    return path


@pytest.fixture
def office(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Desk]]:
    """Makes this process one in which facts are edited and Li has signed in."""

    def make(
        *, one_person: bool = True, audience: str = "internal", store: Store | None = None
    ) -> Desk:
        store = store or GeopackageStore(Path(shutil.copy(built, tmp_path / "atlas.gpkg")))
        desk = Desk(store, GEO, editing=True, one_person=one_person, moment=lambda: AT)
        own = replace(SETTINGS, editing=True, one_person=one_person, editors=("Li:x",),
                      audience=audience, today="2026-11-23")
        monkeypatch.setattr(process, "settings", lambda: own)
        monkeypatch.setattr(process, "store", lambda: store)
        monkeypatch.setattr(process, "desk", lambda: desk)
        for module in ("facts.editor", "notices"):
            monkeypatch.setattr(f"pages.widgets.{module}.editor", lambda: LI)
        monkeypatch.setattr("pages.widgets.facts.tabs.signed_in_line", lambda _s: ["p", None, "Li"])
        return desk

    yield make


@pytest.fixture(scope="module")
def common(built: Path) -> Store:
    """One store for all tests that change nothing: it reads its records once."""
    return GeopackageStore(built)


def english(store: Store, lang: str = "en") -> Screen:
    version, audience = store.version, process.settings().audience
    if (version, audience) not in CATALOGS:  # one version says one thing: read it once
        CATALOGS[version, audience] = open_catalog(
            store.documents(), version=version, audience=audience
        )
    return screen(View(lang=lang), CATALOGS[version, audience])


def nodes(tree: Node) -> Iterator[list[Any]]:
    if isinstance(tree, list):
        yield tree
        for child in tree[2:]:
            yield from nodes(child)


def trees(app: AppTest) -> list[Node]:
    """Every tree on the page, in the order it is shown."""
    found = []
    for element in app.main.get("bidi_component"):
        sent = json.loads(element.proto.json) if element.proto.json else {}
        if "tree" in sent:
            found.append(sent["tree"])
    return found


def page(form: dict[str, Any] | None = None, app: AppTest | None = None, **query: str) -> AppTest:
    """The page after one run; ``form`` is what was sent before it."""
    if app is None:
        app = AppTest.from_file(FRAME, default_timeout=60).run()
        for name, value in {"lang": "en", **query}.items():
            app.query_params[name] = value
        app.switch_page("facts.py")
    if form is not None:
        app.session_state[FORM] = {"type": "act", **form}
    return app.run()


def opened(desk: Desk, lang: str = "en", **address: str) -> Node | None:
    s = english(desk.store, lang)
    at = FactsAddress(**address)
    subject = subject_of(s.catalog, at.sel)
    return open_form(s, address=at, subject=subject, ground=ground_of(desk, s), came_back=NOTHING)


def fields(tree: Node | None) -> dict[str, Any]:
    """What a browser would send of a form just opened."""
    assert tree is not None
    found: dict[str, Any] = {}
    for tag, attrs, *children in nodes(tree):
        name, kind = (attrs or {}).get("name"), (attrs or {}).get("type")
        if tag == "textarea":
            found[name] = "".join(map(text_of, children))
        elif tag == "select":
            chosen = [item[1]["value"] for item in children if item[1].get("selected")]
            found[name] = chosen[0] if chosen else children[0][1]["value"]
        elif kind == "radio":
            found.setdefault(name, "")
            found[name] = attrs["value"] if attrs.get("checked") else found[name]
        elif kind == "checkbox" and name != "languages":
            found[name] = bool(attrs.get("checked"))
        elif tag == "input" and name and kind != "checkbox":
            found[name] = attrs.get("value", "")
    return found


def claim_form(desk: Desk, claim: str = CLAIM, **typed: Any) -> dict[str, Any]:
    sent = {**fields(opened(desk, fact=claim)), **typed}
    return {"form": "claim", "of": claim, "fields": sent}


# --- Who sees it ---------------------------------------------------------------------------


def test_a_process_without_editing_has_no_such_page() -> None:
    app = AppTest.from_file(FRAME, default_timeout=60).run()
    with pytest.raises(ValueError, match=r"facts\.py"):
        app.switch_page("facts.py").run()


def test_a_process_without_editing_has_no_link_to_it() -> None:
    s = screen(View(lang="en"), process.catalog())
    fact = s.catalog.entity("park-rok").facts[0]
    assert correct_link(fact.preferred, fact, s) is None


def test_a_kiosk_shows_no_link_even_where_staff_may_edit(
    office: Callable[..., Desk], common: Store
) -> None:
    desk = office(store=common)
    fact = english(desk.store).catalog.entity("park-rok").facts[0]
    kiosk = screen(View(lang="en", kiosk=True), process.catalog())
    assert correct_link(fact.preferred, fact, kiosk) is None
    assert correct_link(fact.preferred, fact, english(desk.store)) is not None


def test_who_has_not_signed_in_reads_nothing(
    office: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    office()
    for module in ("facts.editor", "notices"):
        monkeypatch.setattr(f"pages.widgets.{module}.editor", lambda: None)
    monkeypatch.setattr("pages.widgets.facts.tabs.sign_in_form", lambda _s: ["form", None, "door"])
    shown = [text_of(tree) for tree in trees(page(sel="park-rok"))]
    assert not [text for text in shown if "Residents" in text]


# --- The address ---------------------------------------------------------------------------


@pytest.mark.parametrize("address", [
    FactsAddress(), FactsAddress(sel="park-rok", fact=CLAIM, do="withdraw"),
    FactsAddress(part="review", draft="0123456789ab"), FactsAddress(part="history", rev="7"),
])
def test_an_address_comes_back_the_same(address: FactsAddress) -> None:
    assert FactsAddress.read(address.to_query()) == address


@pytest.mark.parametrize("query", [
    {"part": "attic"}, {"sel": "../x"}, {"fact": "A B"}, {"do": "burn"}, {"rev": "1 or 1"},
])
def test_what_cannot_be_read_is_left_out(query: dict[str, str]) -> None:
    assert FactsAddress.read(query) == FactsAddress()


# --- What is listed ------------------------------------------------------------------------


def test_parks_stand_first_and_everything_is_listed_once(
    office: Callable[..., Desk], common: Store
) -> None:
    s = english(office(store=common).store)
    listed = groups(s)
    ids = [member.id for group in listed for member in group.members]
    assert listed[0].members[0].id == "park-rok"
    assert len(ids) == len(set(ids))
    assert {owner.id for owner, _fact in s.catalog.all_facts()} <= set(ids)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_place_is_found_by_its_name_in_any_language(
    office: Callable[..., Desk], common: Store, lang: str
) -> None:
    from collections import Counter

    tree = entities(english(office(store=common).store, lang), chosen="", drafts=Counter())
    hay = next(node[1]["data-hay"] for node in nodes(tree)
               if (node[1] or {}).get("data-feature") == "park-rok")
    assert "한중" in hay
    assert "China–ROK" in hay


# --- Forms ---------------------------------------------------------------------------------


def events(desk: Desk, park: str = "park-rok") -> list[dict[str, Any]]:
    return list(desk.store.get("parks", park).doc["events"])


def every_claim(desk: Desk) -> list[str]:
    return [key[1] for key in desk.store.records() if key[0] == "claims"]


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "first"), [("zh", 0), ("en", 1)])
def test_every_claim_of_the_data_opens_and_is_sent_back_as_it_is(
    office: Callable[..., Desk], lang: str, first: int
) -> None:
    desk = office()
    s = english(desk.store, lang)
    ground = ground_of(desk, s)
    changed = {}
    for claim in every_claim(desk)[first::2]:  # one half in each language
        tree = open_form(s, address=FactsAddress(fact=claim), subject=None, ground=ground,
                         came_back=NOTHING)
        form = Filled(fields(tree), ground, s.say)
        corrected(form, claim)
        if form.mistakes or form.changes:
            changed[claim] = (form.mistakes, form.changes)
    assert changed == {}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("task", TASKS)
def test_each_task_opens_its_form(
    office: Callable[..., Desk], common: Store, task: str, lang: str
) -> None:
    desk = office(store=common)
    about = {"fact": CLAIM} if task in ("correct", "fact", "original", "withdraw") else {}
    if task == "take-out":
        about = {"item": entry_name(events(desk)[0])}
    tree = opened(desk, lang, sel="park-rok", do=task, **about)
    assert tree is not None
    assert [node for node in nodes(tree) if node[0] == "form"]
    ids = [node[1]["id"] for node in nodes(tree) if "id" in (node[1] or {})]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", [
    {"fact": "park-rok.nothing"}, {"sel": "park-rok", "fact": "x"}, {"sel": "nowhere", "do": "add"},
    {"sel": "manufacturing", "do": "place"}, {"sel": "manufacturing", "do": "add"},
    {"fact": "plan-auto-base.status", "do": "fact"}, {"sel": "manufacturing", "do": "names"},
    {"sel": "cn-manzhouli", "do": "event"}, {"sel": "manufacturing", "do": "take-out"},
])
def test_an_address_that_means_nothing_opens_no_form(
    office: Callable[..., Desk], common: Store, address: dict[str, str]
) -> None:
    assert opened(office(store=common), **address) is None


def test_what_lies_above_the_audience_can_neither_be_opened_nor_sent(
    office: Callable[..., Desk]
) -> None:
    desk = office(audience="visitor")
    held = desk.store.get("claims", CLAIM)
    secret = Change("claims", CLAIM, {**held.doc, "audience": "internal"}, held.version)
    assert desk.propose([secret], editor=LI, why="for us") is not None
    assert opened(desk, fact=CLAIM) is None
    app = page({"form": "claim", "of": CLAIM, "fields": {"value": "1", "why": "x"}})
    assert desk.store.get("claims", CLAIM).doc["value"] == held.doc["value"]
    assert not [tree for tree in trees(app) if "29,966" in text_of(tree)]


# --- Sending -------------------------------------------------------------------------------


def test_a_form_just_opened_changes_nothing(office: Callable[..., Desk]) -> None:
    desk = office()
    shown = " ".join(map(text_of, trees(page(claim_form(desk), fact=CLAIM))))
    assert "Nothing differs" in shown
    assert desk.store.seq == 1


def test_a_corrected_figure_is_saved_and_shown_at_once(office: Callable[..., Desk]) -> None:
    desk = office()
    app = page(claim_form(desk, value="31,000"), fact=CLAIM, sel="park-rok")
    assert desk.store.get("claims", CLAIM).doc["value"] == 31_000
    shown = " ".join(map(text_of, trees(app)))
    assert "Saved and published" in shown
    assert "31,000" in shown
    assert "fact" not in app.query_params


@pytest.mark.slow
def test_a_summary_that_names_the_old_figure_is_pointed_out(office: Callable[..., Desk]) -> None:
    desk = office()
    claim = "park-rok.planned_area.1"  # the summary speaks of about 210 km²
    form = claim_form(desk, claim, value="215", text_zh="", text_en="")
    shown = " ".join(map(text_of, trees(page(form, fact=claim, sel="park-rok"))))
    assert desk.store.get("claims", claim).doc["value"] == 215
    assert "These sentences still say the old" in shown
    assert "about 210 km²" in shown


@pytest.mark.slow
def test_a_form_can_be_taken_back(office: Callable[..., Desk]) -> None:
    desk = office()
    app = page(claim_form(desk, value="31,000"), fact=CLAIM, sel="park-rok")
    page({"form": "undo-mine", "seq": desk.store.seq, "fields": {}}, app)
    assert desk.store.get("claims", CLAIM).doc["value"] == 29_966


def test_where_two_are_needed_a_draft_waits(office: Callable[..., Desk]) -> None:
    desk = office(one_person=False)
    app = page(claim_form(desk, value="31,000"), fact=CLAIM, sel="park-rok")
    assert [draft.who for draft in desk.store.drafts()] == ["Li"]
    assert desk.store.get("claims", CLAIM).doc["value"] == 29_966
    shown = " ".join(map(text_of, trees(app)))
    assert "Saved as a draft" in shown
    assert "draft by Li" in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    office: Callable[..., Desk], lang: str
) -> None:
    desk = office()
    app = page(claim_form(desk, value="many", why=""), fact=CLAIM, sel="park-rok", lang=lang)
    found = [node for tree in trees(app) for node in nodes(tree)]
    wrong = {node[1]["name"]: node[1]["value"] for node in found
             if (node[1] or {}).get("aria-invalid") == "true"}
    assert wrong == {"value": "many", "why": ""}
    assert desk.store.seq == 1


def test_a_point_in_another_country_is_said_at_its_field(office: Callable[..., Desk]) -> None:
    desk = office()
    sent = {**fields(opened(desk, sel="park-russia", do="place")), "lon": "44.01", "lat": "12.5"}
    app = page({"form": "place", "of": "park-russia", "fields": sent}, sel="park-russia",
               do="place")
    found = [node for tree in trees(app) for node in nodes(tree)]
    wrong = [node[1]["name"] for node in found if (node[1] or {}).get("aria-invalid") == "true"]
    assert wrong == ["lon"]
    assert desk.store.seq == 1


@pytest.mark.parametrize(("error", "said"), [
    (ReadOnly("the folder can't be written"), "Nothing can be saved here"),
    (NoSpace(12.0, "atlas.gpkg"), "12 MB"),
])
def test_what_hinders_saving_is_one_sentence_and_nothing_is_lost(
    office: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    desk = office()
    form = claim_form(desk, value="31,000")

    def refuse(*_args: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(desk, "propose", refuse)
    app = page(form, fact=CLAIM, sel="park-rok")
    shown = " ".join(map(text_of, trees(app)))
    assert said in shown
    values = [node[1]["value"] for tree in trees(app) for node in nodes(tree)
              if (node[1] or {}).get("name") == "value"]
    assert values == ["31,000"]


def test_what_nobody_thought_of_is_one_sentence_and_nothing_typed_is_lost(
    office: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_given: object) -> None:
        raise RuntimeError("odd")

    desk = office()
    monkeypatch.setitem(READERS, "claim", fails)
    app = page(claim_form(desk, value="31000"), fact=CLAIM, part="facts")
    shown = trees(app)
    assert not app.exception
    assert any("could not be read" in text_of(tree) for tree in shown)
    assert any(fields(tree).get("value") == "31000" for tree in shown)
    assert "RuntimeError: odd" in caplog.text


@pytest.mark.parametrize("sent", [
    {"form": "claim"}, {"form": "claim", "of": "nothing"}, {"form": "burn", "of": CLAIM},
    {"form": "claim", "of": {"a": 1}}, {"form": "undo-mine", "seq": "x"}, {"form": "conflict"},
    {"form": "place", "of": "../etc"}, {"form": "fact", "of": CLAIM},
    {"form": "event", "of": "park-rok"}, {"form": "names", "of": "park-rok"},
    {"form": "take-out", "of": "park-rok", "fields": {"why": "x", "held": "[[]"}},
    {"form": "picture-words", "of": "park-rok", "fields": {"held": '{"entry":{"text":7}}'}},
])
def test_a_forged_form_changes_nothing(
    office: Callable[..., Desk], common: Store, sent: dict[str, Any]
) -> None:
    desk = office(store=common)
    app = page({"fields": {}, **sent}, sel="park-rok")
    assert not app.exception
    assert desk.store.seq == 1


# --- Two people ----------------------------------------------------------------------------


def overtaken(desk: Desk, value: float) -> None:
    held = desk.store.get("claims", CLAIM)
    desk.propose([Change("claims", CLAIM, {**held.doc, "value": value}, held.version)],
                 editor=WANG, why="a letter")


@pytest.mark.slow
@pytest.mark.parametrize(("choice", "left"), [("mine", 31_000), ("theirs", 30_500)])
def test_who_comes_second_chooses_which_is_to_stand(
    office: Callable[..., Desk], choice: str, left: int
) -> None:
    desk = office()
    form = claim_form(desk, value="31,000")
    overtaken(desk, 30_500)
    app = page(form, fact=CLAIM, sel="park-rok")
    shown = " ".join(map(text_of, trees(app)))
    assert "Someone else has changed this" in shown
    assert "30,500" in shown
    assert "by Wang" in shown
    page({"form": "conflict", "fields": {f"choice:claims:{CLAIM}": choice}}, app)
    assert desk.store.get("claims", CLAIM).doc["value"] == left


@pytest.mark.slow
def test_without_a_choice_the_question_stays(office: Callable[..., Desk]) -> None:
    desk = office()
    form = claim_form(desk, value="31,000")
    overtaken(desk, 30_500)
    app = page(form, fact=CLAIM, sel="park-rok")
    app = page({"form": "conflict", "fields": {}}, app)
    assert "Someone else has changed this" in " ".join(map(text_of, trees(app)))
    assert desk.store.get("claims", CLAIM).doc["value"] == 30_500
