"""Every theme knows every token, in colours a browser and a printer understand."""

import re
from pathlib import Path

import pytest

from layers.errors import UnreadableFile
from layers.style import load_styles
from tests.conftest import GEO

STYLES = load_styles(GEO)


def test_there_are_four_themes() -> None:
    assert set(STYLES) == {"light", "dark", "hall", "print"}


@pytest.mark.parametrize("theme", STYLES)
def test_every_theme_has_the_tokens_and_hues_of_light(theme: str) -> None:
    assert STYLES[theme].tokens.keys() == STYLES["light"].tokens.keys()
    assert STYLES[theme].hues.keys() == STYLES["light"].hues.keys()


@pytest.mark.parametrize("theme", STYLES)
def test_colours_are_six_hex_digits(theme: str) -> None:
    style = STYLES[theme]
    colours = (*style.tokens.values(), *style.hues.values())
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in colours if isinstance(value, str))


def test_a_style_reads_as_css_properties() -> None:
    css = STYLES["light"].css()
    assert "--panel:#" in css
    assert "--hue-park-rok:#" in css


def test_a_theme_without_hues_is_named(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "dull.toml").write_text("[tokens]", "utf-8")
    with pytest.raises(UnreadableFile, match=r"dull\.toml"):
        load_styles(tmp_path)
