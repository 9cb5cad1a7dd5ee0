"""Files handed in wait in memory: for their editor only, for an hour, and never too many."""

import pytest

from atlas.facts.editors import Editor
from atlas.facts.uploads import (
    KEPT_S,
    LONGEST_NAME,
    MOST_BYTES_OF_ALL,
    MOST_BYTES_OF_ONE,
    MOST_OF_ONE,
    NoRoom,
    Uploads,
    kind_of,
    shown_name,
)
from layers.errors import DataError

LI, WU = Editor("Li"), Editor("Wu")
PNG = b"\x89PNG\r\n\x1a\n"
# The names of the corpus of bad inputs.
HOSTILE = [
    "../../app.py",
    "..\\..\\app.py",
    "/etc/cron.d/x",
    "a" * 300 + ".geojson",
    "CON.geojson",
    "parks.geojson\x00.vrt",
    "<img src=x onerror=window.__xss='B52'>.geojson",
    "中韩产业园 (1).geojson",
    "\u202enosjoeg.exe",
    ".streamlit/secrets.toml",
    "parks.geojson.",
    "parks",
    "http://127.0.0.1:18999/x.geojson",
    "/vsicurl/http://127.0.0.1:18999/x",
    "GPKG:x",
    "PG:host=127.0.0.1",
    "//127.0.0.1/share/x.geojson",
    "",
    "\ud800.png",
    "line\u2028break.png",
    "name" + "." * 300,
]


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def uploads() -> Uploads:
    return Uploads(clock=Clock())


def png(size: int) -> bytes:
    return PNG + bytes(size - len(PNG))


def test_an_editor_gets_back_what_was_handed_in() -> None:
    held = uploads()
    made = held.put(PNG, name="gate.png", editor=LI)
    assert held.get(made.id, editor=LI) == made
    assert (made.content, made.name, made.kind) == (PNG, "gate.png", "png")


def test_nobody_else_does() -> None:
    held = uploads()
    made = held.put(PNG, name="gate.png", editor=LI)
    assert held.get(made.id, editor=WU) is None
    held.drop(made.id, editor=WU)
    assert held.get(made.id, editor=LI) is not None


def test_what_was_taken_over_is_forgotten() -> None:
    held = uploads()
    made = held.put(PNG, name="gate.png", editor=LI)
    held.drop(made.id, editor=LI)
    held.drop(made.id, editor=LI)
    assert held.get(made.id, editor=LI) is None


def test_after_an_hour_a_file_is_gone() -> None:
    clock = Clock()
    held = Uploads(clock=clock)
    made = held.put(PNG, name="gate.png", editor=LI)
    clock.at = KEPT_S
    assert held.get(made.id, editor=LI)
    clock.at = KEPT_S + 1
    assert held.get(made.id, editor=LI) is None
    assert len(held) == 0


def test_one_editor_keeps_so_many_files_and_the_oldest_goes() -> None:
    held = uploads()
    other = held.put(PNG, name="x.png", editor=WU)
    ids = [held.put(PNG, name="x.png", editor=LI).id for _ in range(MOST_OF_ONE + 2)]
    found = [held.get(one, editor=LI) is not None for one in ids]
    assert found == [False, False] + [True] * MOST_OF_ONE
    assert held.get(other.id, editor=WU)


def test_one_editor_keeps_so_many_bytes() -> None:
    held = uploads()
    part = MOST_BYTES_OF_ONE // 4
    ids = [held.put(png(part), name="x.png", editor=LI).id for _ in range(5)]
    assert [held.get(one, editor=LI) is not None for one in ids] == [False] + [True] * 4


def test_all_editors_together_keep_so_many_bytes() -> None:
    held = uploads()
    content = png(MOST_BYTES_OF_ONE)
    editors = [Editor(str(number)) for number in range(MOST_BYTES_OF_ALL // MOST_BYTES_OF_ONE)]
    for editor in editors:
        held.put(content, name="x.png", editor=editor)
    with pytest.raises(NoRoom, match="Try again"):
        held.put(PNG, name="x.png", editor=LI)
    assert held.put(PNG, name="x.png", editor=editors[0])  # in the place of the own older one


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"RIFF\n\n\x00\x01WEBPVP8 ", "webp"),
        (b"PK\x03\x04", "xlsx"),
        (b"", None),
        (b"GIF89a", None),
        (b"<svg onload=alert(1)>", None),
        (b" " + PNG, None),
        (b"%PDF-1.7", None),
    ],
)
def test_a_file_is_known_by_its_first_bytes(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind


def test_other_files_are_refused_whatever_their_name() -> None:
    with pytest.raises(DataError, match="Save it as one of these"):
        uploads().put(b"<svg/>", name="logo.png", editor=LI)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_short_and_plain_and_names_no_file(name: str) -> None:
    made = uploads().put(PNG, name=name, editor=LI)
    assert 0 < len(made.name) <= LONGEST_NAME
    assert not set(made.name) & set("/\\\0\n\u202e\u2028\ud800")
    assert made.id.isalnum()
    assert made.id not in name


def test_a_long_name_keeps_its_ending() -> None:
    assert shown_name("a" * 300 + ".xlsx").endswith("a….xlsx")


def test_an_ordinary_name_is_shown_as_it_is() -> None:
    assert shown_name("中韩产业园 (1).xlsx") == "中韩产业园 (1).xlsx"
    assert shown_name("<b>.png") == "<b>.png"
