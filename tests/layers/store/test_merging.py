"""A release and staff change different parts of one record, and both are there afterwards."""

from hypothesis import given
from hypothesis import strategies as st

from layers.read import Document
from layers.store import Record
from layers.store.merging import merged
from layers.store.records import split
from layers.store.release import renewal

IDENTITY = {"items": ("id",), "events": ("date", "kind"), "pictures": ("file",)}
words = st.sampled_from(("a", "b", "c"))


@st.composite
def records(draw: st.DrawFn) -> Document:
    """A record with lists in any order and names in some languages."""
    found: Document = {"id": "x", "city": draw(words)}
    for name, keys in IDENTITY.items():
        if draw(st.booleans()):
            ids = draw(st.lists(st.tuples(*(words for _ in keys)), unique=True, max_size=3))
            found[name] = [
                {**dict(zip(keys, key, strict=True)), "text": draw(words), "source": draw(words)}
                for key in ids
            ]
    found["names"] = draw(st.dictionaries(st.sampled_from(("zh", "en")), words))
    return found


def parts(doc: Document) -> dict[tuple[str, ...], object]:
    """Everything in a record that can be changed by itself."""
    found: dict[tuple[str, ...], object] = {("city",): doc["city"]}
    found |= {("names", lang): text for lang, text in doc.get("names", {}).items()}
    for name, keys in IDENTITY.items():
        for item in doc.get(name, []):
            found[name, *(item[key] for key in keys)] = item
    return found


@given(records(), records(), records())
def test_each_part_is_the_releases_where_staff_left_it_and_else_staffs(
    base: Document, theirs: Document, mine: Document
) -> None:
    old, release, staff = parts(base), parts(theirs), parts(mine)
    met = parts(merged(base, theirs, mine))
    for part in {*old, *release, *staff, *met}:
        untouched = staff.get(part) == old.get(part)
        assert met.get(part) == (release if untouched else staff).get(part)


@given(records(), records())
def test_where_only_one_side_changed_anything_its_form_stays_with_its_order(
    base: Document, other: Document
) -> None:
    assert merged(base, other, base) == other
    assert merged(base, base, other) == other


@given(records(), records(), records())
def test_what_is_merged_once_stays(base: Document, theirs: Document, mine: Document) -> None:
    met = merged(base, theirs, mine)
    assert merged(theirs, theirs, met) == met


def test_what_both_add_stands_where_it_stood() -> None:
    base = {"items": [{"id": name} for name in "ad"]}
    theirs = {"items": [{"id": name} for name in "acd"]}
    mine = {"items": [{"id": name} for name in "abd"]}
    met = merged(base, theirs, mine)
    assert "".join(item["id"] for item in met["items"]) in {"abcd", "acbd"}


def test_a_list_whose_items_can_not_be_told_apart_is_one_value() -> None:
    event = {"date": "2020", "kind": "event", "text": "1"}
    base = {"events": [event, {**event, "text": "2"}]}
    theirs = {"events": [event, {**event, "text": "3"}]}
    mine = {"events": [event]}
    assert merged(base, theirs, mine) == mine
    assert merged(base, theirs, base) == theirs


def system(*items: Document) -> dict[str, dict[str, Document]]:
    return {"systems": {"s": {"id": "s", "items": list(items)}}}


def item(name: str, text: str = "as planned") -> Document:
    claim = {"id": f"{name}.status.1", "text": {"en": "built"}, "source": "src"}
    return {"id": name, "text": text, "source": "plan", "status": claim}


def test_a_release_and_staff_change_two_items_of_one_system() -> None:
    old, new = split(system(item("i"), item("j"))), split(system(item("i", "new"), item("j")))
    mine = split(system(item("i"), item("j", "staff")))
    found = renewal(old, new, {key: Record(*key, doc, 1) for key, doc in mine.items()})
    (change,) = found.changes
    assert [kept["text"] for kept in change.doc["items"]] == ["new", "staff"]


def test_an_item_that_the_release_drops_stays_while_staffs_status_of_it_does() -> None:
    old, new = split(system(item("i"), item("j"))), split(system(item("j")))
    mine = split(system(item("i"), item("j")))
    mine["claims", "i.status.1"] = {**mine["claims", "i.status.1"], "text": {"en": "opened"}}
    found = renewal(old, new, {key: Record(*key, doc, 1) for key, doc in mine.items()})
    assert not any(change.doc is None for change in found.changes)
    now = {**mine, **{change.key: change.doc for change in found.changes}}
    assert {kept["id"] for kept in now["systems", "s"]["items"]} == {"i", "j"}
