"""A view is equal to its URL query, and a bad value costs a notice, never an error."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.maps.view import THEMES, Bounds, View
from layers.text import LANGUAGES

ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
id_lists = st.lists(ids, unique=True, max_size=5).map(tuple)


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
    ],
)
def test_a_bad_value_is_dropped_with_a_notice(key: str, value: str) -> None:
    view, notices = View.from_query({key: value})
    assert getattr(view, key) == getattr(View(), key)
    assert [(notice.key, notice.value) for notice in notices] == [(key, value)]


@given(query=st.dictionaries(st.sampled_from(sorted(View.__dataclass_fields__)), st.text()))
def test_no_query_raises(query: dict[str, str]) -> None:
    view, notices = View.from_query(query)
    assert {notice.key for notice in notices} <= set(query)
    assert View.from_query(view.to_query())[1] == []


def test_keys_of_others_are_left_alone() -> None:
    assert View.from_query({"from": "cn-changchun", "utm_source": "x"}) == (View(), [])


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
