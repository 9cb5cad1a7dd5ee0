"""Fields of the planner: what is typed becomes part of the address, or is refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.maps.view import View
from atlas.routing.query import FLAGS, Cargo
from pages.widgets.plan import asking
from pages.widgets.plan.asking import asked, with_typed
from pages.widgets.plan.cargo import cargo_of, cargo_text
from pages.widgets.plan.factors import toggled, with_factor

amounts = st.integers(1, 99_999).map(lambda number: number / 100)
cargoes = st.builds(
    Cargo, tonnes=amounts, teu=st.integers(1, 500).map(float),
    value_usd=st.none() | st.integers(0, 10**8).map(float),
    flags=st.sets(st.sampled_from(FLAGS)).map(lambda flags: tuple(sorted(flags))),
)


@given(cargo=cargoes)
def test_a_cargo_comes_back_from_the_address_as_it_was(cargo: Cargo) -> None:
    text = cargo_text(cargo)
    assert (cargo_of(text) if text else Cargo()) == cargo
    view = View(cargo=text)
    assert View.from_query(view.to_query()) == (view, [])


def test_the_usual_cargo_needs_no_words() -> None:
    assert cargo_text(Cargo()) is None
    assert cargo_of("battery") == Cargo(flags=("battery",))


@pytest.mark.parametrize("text", ["lots", "20", "20kg", "1e9t", "0t", "-", "20t--2teu", "nant"])
def test_a_cargo_nobody_can_mean_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        cargo_of(text)


@pytest.mark.parametrize(
    ("field", "value", "key", "written"),
    [
        ("t", "24.5", "cargo", "24.5t-2teu"),
        ("usd", "90000", "cargo", "20t-2teu-90000usd"),
        ("depart", "2026-12-01", "depart", "2026-12-01"),
        ("by", "2026-12-24", "by", "2026-12-24"),
        ("dwell:*", "2", "what", "dwell:all:2"),
        ("dwell:x-manzhouli-zabaikalsk", "1.5", "what", "dwell:x-manzhouli-zabaikalsk:1.5"),
        ("running:rail-ru", "1.2", "what", "running:rail-ru:1.2"),
    ],
)
def test_a_changed_field_is_in_the_address(field: str, value: str, key: str, written: str) -> None:
    view = asked(View(), {"plan": field, "value": value})
    assert view.to_query() == {key: written}
    assert View.from_query(view.to_query()) == (view, [])


def test_a_flag_is_set_and_taken_back() -> None:
    view = asked(View(), {"plan": "dual-use", "checked": True})
    assert view.cargo == "20t-2teu-dual"
    assert asked(view, {"plan": "dual-use", "checked": False}).cargo is None


def test_a_tick_says_what_shall_be_and_brings_the_ones_before_it() -> None:
    first = {"plan": "tick:malacca", "checked": True}
    second = {"plan": "tick:preset-winter", "checked": True, "typed": {"tick:malacca": True}}
    view = asked(with_typed(View(), second), second)  # the first was overtaken
    assert view.to_query() == {"avoid": "malacca", "what": "preset-winter"}
    assert asked(view, first) == view
    assert asked(view, {**first, "checked": False}).to_query() == {"what": "preset-winter"}


def test_what_stands_in_other_fields_is_taken_with_any_act() -> None:
    typed = {"usd": "90000", "t": "18", "food": True, "depart": "2026-12-01"}
    view = with_typed(View(), {"set": {"way": "sea-suez"}, "typed": typed})
    assert view.to_query() == {"cargo": "18t-2teu-90000usd-food", "depart": "2026-12-01"}
    view = with_typed(view, {"typed": {"food": False, "usd": "", "way": "sea-cape", "rate": "2"}})
    assert view.to_query() == {"cargo": "18t-2teu", "depart": "2026-12-01"}
    assert with_typed(view, {"typed": ["usd"]}) == view


@pytest.mark.parametrize(
    ("field", "value"),
    [("t", "many"), ("t", "-1"), ("t", "nan"), ("teu", ""), ("depart", "31.12.2026"),
     ("dwell:*", "nan"), ("running:rail-ru", "fast")],
)
def test_what_cannot_be_meant_changes_nothing_and_is_said(
    field: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, object] = {}
    monkeypatch.setattr(asking.st, "session_state", state)
    view = View(cargo="24t-2teu", depart="2026-12-01")
    assert asked(view, {"plan": field, "value": value}) == view
    assert asking.refused() == (field, value)
    assert asking.refused() is None


def test_a_slider_keeps_the_way_it_was_moved_for() -> None:
    event = {"plan": "dwell:*", "value": "3", "way": "via-manzhouli"}
    assert asked(View(), event).way == "via-manzhouli"
    assert asked(View(way="air"), event).way == "air"
    assert asked(View(), {**event, "way": "<b>"}).way is None


def test_an_emptied_date_or_value_is_gone() -> None:
    view = View(depart="2026-12-01", cargo="20t-2teu-90000usd")
    assert asked(view, {"plan": "depart", "value": ""}).depart is None
    assert asked(view, {"plan": "usd", "value": ""}).cargo is None


@pytest.mark.parametrize("field", ["", "nothing", "dwell:<b>", "running:../x", "sel"])
def test_an_unknown_field_changes_nothing(field: str) -> None:
    assert asked(View(), {"plan": field, "value": "2"}) == View()


@given(factor=st.floats(-10, 10, allow_nan=False))
def test_a_factor_is_held_within_its_slider(factor: float) -> None:
    parts = with_factor((), "dwell", "*", factor)
    assert View.from_query(View(what=parts).to_query())[1] == []
    assert all(0.5 <= float(part.rsplit(":", 1)[1]) <= 5 for part in parts)


def test_a_factor_of_one_leaves_no_trace() -> None:
    parts = with_factor(("winter", "dwell:all:2"), "dwell", "*", 1)
    assert parts == ("winter",)


@given(st.lists(st.sampled_from(("a", "b", "c")), unique=True).map(tuple), st.sampled_from("abc"))
def test_twice_toggled_is_as_before(parts: tuple[str, ...], part: str) -> None:
    assert set(toggled(toggled(parts, part), part)) == set(parts)
