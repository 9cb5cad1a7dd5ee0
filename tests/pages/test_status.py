"""The status page: every line says how it stands, and a visitor's process tells nothing of staff."""

import shutil
from collections import namedtuple
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.config import Settings
from atlas.maps.element import Node, text_of
from atlas.maps.view import View
from layers.store.backup import Copy
from layers.store.base import ReleaseReport, Revision, State
from pages.widgets.status.line import line_node, standing_words
from pages.widgets.status.status_list import status_list
from pages.widgets.status.store_lines import GB, MB, copies_line, room_line, size_words
from pages.widgets.wording import Screen, screen

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"
CATALOG = process.catalog()
STAFF = replace(process.settings(), editing=True, editors=("Li:x",), map_review_number="GS(2026)1")
VISITOR = replace(process.settings(), editing=False, audience="visitor")
LAST = Revision(seq=7, at="2026-11-20T08:15:30+00:00", who="Li Na", approved_by="Wang",
                why="New figures from the zone", kind="edit", version="0" * 12, name="", count=2)
REASON = "atlas.gpkg: the file can't be written."
PROBLEM = "parks/park-rok/park.toml · park-rok · names: is missing. Add it."


@dataclass
class FakeStore:
    """What the page asks of a store."""

    state: State = field(default_factory=State)
    seq: int = 7
    waiting: int = 0

    def drafts(self, *, limit: int) -> list[object]:
        return [object()] * min(self.waiting, limit)

    def revisions(self, *, limit: int) -> list[Revision]:
        return [LAST][:limit]

    def remembered(self, key: str) -> str | None:  # noqa: ARG002
        return None

    def releases(self) -> list[ReleaseReport]:
        return [ReleaseReport(seq=1, at="2026-11-01T00:00:00+00:00", version="1" * 12)]


def shown(lang: str = "en", today: date = date(2026, 11, 22)) -> Screen:
    return screen(View(lang=lang), CATALOG, today=today)


def page(settings: Settings, lang: str = "en", s: Screen | None = None, **state: object) -> Node:
    store = FakeStore(State(**state))
    return status_list(s or shown(lang), store=store, settings=settings)


def lines(tree: Node) -> dict[str, list]:
    if isinstance(tree, str):
        return {}
    own = {tree[1]["data-line"]: tree} if tree[1] and "data-line" in tree[1] else {}
    return own | {key: node for child in tree[2:] for key, node in lines(child).items()}


def standing(tree: Node, key: str) -> str:
    return lines(tree)[key][1]["data-status"]


def test_all_is_in_order_where_nothing_is_wrong():
    tree = page(STAFF)
    own = ("copies", "backup")  # how the process' own data and folder stand
    assert {key: standing(tree, key) for key in lines(tree) if key not in own} == dict.fromkeys(
        ("data", "store", "release", "drafts", "saving", "disk", "due", "languages", "viewpoint", "basemap"),
        "good")


@pytest.mark.parametrize(
    ("waiting", "said"), [(1, "1 draft waits for review"), (12, "12 drafts wait for review")]
)
def test_drafts_that_wait_are_counted_and_lead_to_the_review(waiting: int, said: str):
    tree = status_list(shown(), store=FakeStore(waiting=waiting), settings=STAFF)
    assert standing(tree, "drafts") == "warn"
    assert said in text_of(lines(tree)["drafts"])
    assert "part=review" in str(lines(tree)["drafts"])
    assert "drafts" not in lines(
        status_list(shown(), store=FakeStore(waiting=waiting), settings=VISITOR))


def test_a_setting_is_named_in_words_beside_its_own_name():
    said = text_of(lines(page(replace(STAFF, map_review_number="")))["viewpoint"])
    assert "Setting: map review number (map_review_number)" in said


@pytest.mark.parametrize(
    ("state", "key", "expected", "reason"),
    [
        ({"read_only": REASON}, "saving", "bad", REASON),
        ({"copy_used": "atlas-20261119.gpkg", "copy_at": "2026-11-19T21:00:00+00:00"}, "store",
         "bad", "atlas-20261119.gpkg"),
        ({"copy_used": "a.gpkg", "copy_at": "2026-11-19T21:00:00+00:00", "redone": 3}, "store",
         "bad", "later changes brought back: 3"),
        ({"rebuilt": "atlas.damaged.gpkg"}, "store", "bad", "atlas.damaged.gpkg"),
        ({"text_refused": (PROBLEM,)}, "release", "warn", PROBLEM),
    ],
)
def test_what_is_wrong_is_said_with_its_reason_and_what_to_do(state, key, expected, reason):
    line = lines(page(STAFF, **state))[key]
    assert line[1]["data-status"] == expected
    assert reason in text_of(line)
    assert any(node[1] == {"class": "status-do"} for node in line[-1] if isinstance(node, list))


def test_a_visitors_process_tells_nothing_of_staff_files_or_disks():
    text = text_of(page(
        VISITOR, read_only=REASON, copy_used="atlas-1.gpkg", copy_at="2026-11-19T21:00:00+00:00",
        text_refused=(PROBLEM,)))
    for inner in (LAST.who, LAST.why, "Wang", REASON, "atlas-1.gpkg", PROBLEM, "GB", ".toml",
                  str(VISITOR.store.parent)):
        assert inner not in text
    assert "2026-11-20 05:00" in text  # that a copy is shown is no secret


def test_a_visitors_process_links_to_no_editing():
    tree = page(VISITOR, s=shown(today=date(2028, 1, 1)))
    assert standing(tree, "due") == "warn"
    assert "/facts" not in repr(tree)
    assert "/facts" in repr(page(STAFF, s=shown(today=date(2028, 1, 1))))


def copy_of(at: str, seq: int) -> Copy:
    return Copy(Path("backups/atlas.gpkg"), at, seq, "0" * 12)


@pytest.mark.parametrize(
    ("found", "expected", "said"),
    [
        ([], "warn", "none yet"),
        ([copy_of("2026-11-20T08:16:00+00:00", 7)], "good", "1 kept, the newest of 2026-11-20"),
        ([copy_of("2026-11-21T08:16:00+00:00", 5)], "good", "saved since then: 2"),
        ([copy_of("2026-11-19T08:16:00+00:00", 5)], "warn", "saved since then: 2"),
        ([copy_of("2026-01-01T08:16:00+00:00", 7)], "good", "2026-01-01"),
    ],
)
def test_a_copy_is_too_old_when_changes_came_after_it(found, expected, said):
    line = copies_line(found, 7, shown())
    assert line.standing == expected
    assert said in text_of(line_node(line, shown()))


@pytest.mark.parametrize(
    ("free", "expected"), [(2 * GB, "good"), (GB, "good"), (GB - 1, "warn"), (199 * MB, "bad")]
)
def test_little_room_is_said_before_it_is_gone(free, expected, monkeypatch, tmp_path):
    usage = namedtuple("usage", "total used free")(10 * GB, 0, free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    assert room_line(tmp_path / "not" / "there" / "atlas.gpkg", shown()).standing == expected


def test_room_is_asked_where_the_store_will_be(tmp_path):
    assert room_line(tmp_path / "not" / "there" / "atlas.gpkg", shown()).value


@pytest.mark.parametrize(
    ("size", "said"), [(77.4 * GB, "77 GB"), (1.25 * GB, "1.2 GB"), (310 * MB, "310 MB")]
)
def test_sizes_are_said_in_gb_then_mb(size, said):
    assert size_words(int(size), shown()) == said



def test_a_map_without_review_number_wants_a_look():
    assert standing(page(replace(STAFF, map_review_number="")), "viewpoint") == "warn"


def test_an_office_map_that_cannot_be_read_is_bad(tmp_path):
    broken = replace(STAFF, office_basemap=str(tmp_path / "none.mbtiles"))
    assert standing(page(broken), "basemap") == "bad"


def test_online_maps_want_a_look():
    assert standing(page(replace(STAFF, online_basemaps=("osm",))), "basemap") == "warn"


def test_a_standing_is_a_word_and_a_shape_of_its_own():
    tree = page(replace(STAFF, map_review_number=""), read_only=REASON)
    looks = {standing(tree, key): (repr(lines(tree)[key][2]), key) for key in lines(tree)}
    assert set(looks) == {"good", "warn", "bad"}
    assert len({shape for shape, _ in looks.values()}) == 3
    assert len({standing_words(one, shown()) for one in looks}) == 3


def test_page_stands_by_itself():
    at = AppTest.from_file(FRAME, default_timeout=60)
    at.run().switch_page("status.py").run()
    assert not at.exception
    assert len(at.get("bidi_component")) == 2  # head, list
