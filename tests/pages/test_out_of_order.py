"""What the frame says of an address, and what stands there while data can't be read."""

from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from atlas import process
from atlas.i18n import words
from atlas.maps.element import text_of
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


def test_a_page_that_fails_is_calm_and_the_menu_stays(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_given: object, **_named: object) -> NoReturn:
        raise ZeroDivisionError("an odd date")

    # The page itself fails, after the frame has drawn the head.
    monkeypatch.setattr(import_module("streamlit.navigation.page").StreamlitPage, "run", fails)
    shown: list[str] = []
    monkeypatch.setattr("pages.widgets.out_of_order.tree",
                        lambda node, **_named: shown.append(text_of(node)))
    page = AppTest.from_file(str(FRAME), default_timeout=30).run()
    assert not page.exception
    assert shown[0].startswith(words("zh")("This page can’t be shown at the moment."))
    assert "Traceback" in caplog.text
    assert "an odd date" in caplog.text


@pytest.mark.parametrize("control", ["stop", "rerun"])
def test_what_ends_a_run_on_purpose_is_no_failure(
    control: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    runs: list[int] = []

    def ends(_page: object) -> None:
        runs.append(1)
        if len(runs) == 1:
            getattr(st, control)()

    monkeypatch.setattr(import_module("streamlit.navigation.page").StreamlitPage, "run", ends)
    page = AppTest.from_file(str(FRAME), default_timeout=30).run()
    assert not page.exception
    assert len(runs) == (2 if control == "rerun" else 1)
    assert "can't be shown" not in caplog.text
