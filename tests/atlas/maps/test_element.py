"""Elements are plain data; what comes from records is text, never markup."""

from atlas.maps.element import h, svg_file, text_of

HOSTILE = "<img src=x onerror=alert(1)>{{7*7}}"


def test_a_string_for_attributes_is_the_class() -> None:
    assert h("p", "note", "Hello") == ["p", {"class": "note"}, "Hello"]


def test_what_is_not_there_is_left_out() -> None:
    assert h("p", {"id": None, "hidden": False}, None, "x") == ["p", None, "x"]


def test_text_is_read_in_order() -> None:
    assert text_of(h("p", None, "a", h("b", None, "b"), "c")) == "abc"


def test_a_drawing_written_to_a_file_escapes_every_value() -> None:
    written = svg_file(h("svg", {"aria-label": HOSTILE + '"'}, h("text", None, HOSTILE)))
    assert "<img" not in written
    assert "{{7*7}}" in written
    assert 'xmlns="http://www.w3.org/2000/svg"' in written


def test_hostile_text_comes_back_as_typed() -> None:
    assert text_of(h("p", None, HOSTILE)) == HOSTILE
