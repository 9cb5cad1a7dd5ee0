"""A view is equal to its URL query, and a bad value costs a notice, never an error."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.maps.view import KEYS, THEMES, Bounds, View
from layers.text import LANGUAGES

ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
id_lists = st.lists(ids, unique=True, max_size=5).map(tuple)

days = st.dates(date(2000, 1, 1), date(2100, 12, 31)).map(date.isoformat)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    west, east = sorted(
        draw(st.lists(st.integers(-1_800_000, 1_800_000), min_size=2, max_size=2, unique=True))
    )
    south, north = sorted(
        draw(st.lists(st.integers(-900_000, 900_000), min_size=2, max_size=2, unique=True))
    )
    return west / 10_000, south / 10_000, east / 10_000, north / 10_000


views = st.builds(
    View,
    lang=st.sampled_from(LANGUAGES),
    lang2=st.none() | st.sampled_from(LANGUAGES),
    layers=st.none() | id_lists,
    bbox=st.none() | bounds(),
    sel=st.none() | ids,
    at=st.none() | st.integers(0, 400_000).map(lambda tenths: tenths / 10),
    ids=id_lists,
    theme=st.sampled_from(THEMES),
    basemap=st.none() | ids,
    kiosk=st.booleans(),
    v=st.none() | st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    viewpoint=st.none() | st.sampled_from(("cn", "un")),
    origin=st.none() | ids,
    destination=st.none() | ids,
    via=id_lists,
    avoid=id_lists,
    cargo=st.none() | st.sampled_from(("20t-2teu", "20.5t-90000usd-battery-dual")),
    depart=st.none() | days,
    by=st.none() | days,
    what=st.lists(st.sampled_from(("winter", "dwell:all:2", "running:rail-ru:1.25")),
                  unique=True).map(tuple),
    way=st.none() | ids,
    tab=st.none() | ids,
)


@given(view=views)
def test_a_view_comes_back_from_its_query_as_it_was(view: View) -> None:
    assert View.from_query(view.to_query()) == (view, [])


@given(view=views)
def test_a_query_does_not_drift(view: View) -> None:
    again, _ = View.from_query(view.to_query())
    assert again.to_query() == view.to_query()


@given(view=views)
def test_a_view_can_be_a_key(view: View) -> None:
    assert {view: 1}[View.from_query(view.to_query())[0]] == 1


def test_the_default_view_has_an_empty_query() -> None:
    assert View().to_query() == {}


def test_no_layer_at_all_is_not_the_default() -> None:
    assert View(layers=()).to_query() == {"layers": ""}
    assert View.from_query({"layers": ""})[0].layers == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lang", "xx"),
        ("lang2", "javascript:alert(1)"),
        ("theme", "pink"),
        ("bbox", "1,2,3"),
        ("bbox", "a,b,c,d"),
        ("bbox", "nan,0,1,1"),
        ("bbox", "inf,0,1,1"),
        ("bbox", "10,0,5,1"),
        ("bbox", "0,0,400,1"),
        ("bbox", "1" * 500 + ",0,1,1"),
        ("sel", "<script>"),
        ("sel", "../../etc/passwd"),
        ("at", "-1"),
        ("at", "1e9"),
        ("at", "nan"),
        ("ids", "a,b,c,d,e,f"),
        ("kiosk", "maybe"),
        ("v", "zzz"),
        ("viewpoint", "us"),
        ("layers", "parks,<b>"),
        ("from", "<b>"),
        ("to", "../x"),
        ("via", "a,<b>"),
        ("avoid", ",".join(f"x-{number}" for number in range(30))),
        ("cargo", "20 t"),
        ("cargo", "20t--2teu"),
        ("depart", "2026-02-30"),
        ("depart", "1999-12-31"),
        ("depart", "0001-01-01"),
        ("depart", "2026-W49-1"),
        ("depart", "20261201"),
        ("depart", "٢٠٢٦-١٢-٠١"),
        ("depart", "2026-12-01\n"),
        ("by", "tomorrow"),
        ("by", "2101-01-01"),
        ("by", "9999-12-31"),
        ("what", "dwell:all"),
        ("what", "dwell:all:nan"),
        ("what", "dwell:all:1000"),
        ("way", "via Manzhouli"),
        ("tab", "a/b"),
    ],
)
def test_a_bad_value_is_dropped_with_a_notice(key: str, value: str) -> None:
    view, notices = View.from_query({key: value})
    assert view == View()
    assert [(notice.key, notice.value) for notice in notices] == [(key, value)]


KEYS_OF_A_VIEW = sorted(KEYS.get(name, name) for name in View.__dataclass_fields__)


@given(query=st.dictionaries(st.sampled_from(KEYS_OF_A_VIEW), st.text()))
def test_no_query_raises(query: dict[str, str]) -> None:
    view, notices = View.from_query(query)
    assert {notice.key for notice in notices} <= set(query)
    assert View.from_query(view.to_query())[1] == []


def test_keys_of_others_are_left_alone() -> None:
    assert View.from_query({"tour": "parks", "utm_source": "x"}) == (View(), [])


def test_a_question_to_the_planner_is_part_of_the_view() -> None:
    query = {"from": "cn-changchun", "to": "de-hamburg", "avoid": "RU,suez"}
    view, _ = View.from_query(query)
    assert (view.origin, view.destination, view.avoid) == ("cn-changchun", "de-hamburg",
                                                           ("ru", "suez"))
    assert view.to_query() == {**query, "avoid": "ru,suez"}


def test_a_good_value_survives_a_bad_neighbour() -> None:
    view, notices = View.from_query({"lang": "en", "bbox": "oops"})
    assert view.lang == "en"
    assert len(notices) == 1


def test_both_zeros_are_one_place() -> None:
    one, other = View.from_query({"bbox": "-0,0,1,1"})[0], View.from_query({"bbox": "0,0,1,1"})[0]
    assert one == other
    assert math.copysign(1, one.bbox[0]) == 1  # type: ignore[index]


def test_a_changed_copy_leaves_the_view_alone() -> None:
    view = View()
    assert view.with_(sel="park-rok").sel == "park-rok"
    assert view.sel is None
