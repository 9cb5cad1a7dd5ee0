"""The drawing of how old the evidence is."""

from atlas.maps.charts.age import Ages, age_chart
from atlas.maps.element import Node, svg_file, text_of


def copies(tree: Node) -> list[tuple[str, str]]:
    """Sign and place of each mark."""
    if isinstance(tree, str):
        return []
    own = tree[1]["points"].split() if tree[0] == "polyline" else []
    return [*((tree[1]["marker-mid"], place) for place in own),
            *(found for child in tree[2:] for found in copies(child))]


AGES = Ages({2019: {"official": 4, "copy": 1}, 2021: {"press": 2}}, {"copy": 3})


def test_one_mark_for_each_source():
    marks = [sign for sign, _ in copies(age_chart(AGES, undated="undated", label=""))]
    assert len(marks) == 10
    assert marks.count("url(#age-sign-copy)") == 4


def test_no_two_marks_share_a_place():
    spots = [place for _, place in copies(age_chart(AGES, undated="", label=""))]
    assert len(set(spots)) == len(spots)


def test_years_without_a_source_keep_their_place():
    assert "201920202021" in text_of(age_chart(AGES, undated="undated", label=""))


def test_nothing_is_drawn_for_nothing():
    assert copies(age_chart(Ages({}, {}), undated="undated", label="")) == []


def test_it_can_be_written_as_a_file():
    assert svg_file(age_chart(AGES, undated="<b>", label="")).count("&lt;b&gt;") == 1
