"""What the frame says of an address, and what stands there while data can't be read."""

from pathlib import Path
from typing import Any, NoReturn

import pytest
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.maps.view import View
from layers.catalog import CORRIDOR, LINE
from layers.errors import UnreadableFile
from pages.widgets.notices import not_offered
from pages.widgets.wording import screen

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def refused(**view: Any) -> list[str]:
    return [notice.key for notice in not_offered(screen(View(**view), process.catalog()))]


def no_data(_version: str = "") -> NoReturn:
    raise UnreadableFile("park.toml: is not valid TOML. Mend that line.")


@pytest.mark.parametrize("view", [
    {"basemap": "osm"}, {"basemap": "nowhere"}, {"viewpoint": "un"},
    {"sel": LINE, "at": 9800.0}, {"sel": CORRIDOR, "at": 30000.0},
])  # fmt: skip
def test_what_this_process_does_not_offer_is_said(view: dict[str, Any]) -> None:
    assert len(refused(**view)) == 1


@pytest.mark.parametrize("view", [
    {}, {"basemap": "plain"}, {"viewpoint": "cn"}, {"sel": LINE, "at": 9755.6},
    {"sel": CORRIDOR, "at": 100.0}, {"at": 9800.0},
])  # fmt: skip
def test_what_it_offers_needs_no_word(view: dict[str, Any]) -> None:
    assert refused(**view) == []


def test_without_data_a_visitor_reads_a_calm_page(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(process, "catalog", no_data)
    page = AppTest.from_file(str(FRAME), default_timeout=30).run()
    assert not page.exception
    assert "park.toml" in caplog.text


def test_without_data_health_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "catalog", no_data)
    found = process.health()
    assert found["data_version"] is None
    assert "park.toml" not in str(found)
