"""Texts keep to their language: no Chinese inside English, full-width marks inside Chinese."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from layers.check.kinds import walk
from tests.conftest import GEO

HAN = "[\u4e00-\u9fff]"
QUOTED = re.compile('[“"（(][^”"）)]*[”"）)]')
ELSEWHERE = {"basemap", "styles", "viewpoints"}
FILES = [path for path in sorted(GEO.rglob("*.toml")) if path.parent.name not in ELSEWHERE]


def words(path: Path, lang: str) -> Iterator[tuple[str, str]]:
    for where, value in walk(tomllib.loads(path.read_text("utf-8"))):
        fields = where.split(".")
        if isinstance(value, str) and lang in fields[-2:] and "status" not in fields[-1]:
            yield where, value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(GEO).as_posix())
def test_chinese_texts_use_full_width_marks_between_characters(path: Path) -> None:
    half = re.compile(f"{HAN} ?[,;:?!] ?{HAN}")
    assert not [(where, text) for where, text in words(path, "zh") if half.search(text)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(GEO).as_posix())
def test_english_texts_hold_chinese_only_in_quotes(path: Path) -> None:
    found = [(where, text) for where, text in words(path, "en")]
    assert not [item for item in found if re.search(HAN, QUOTED.sub("", item[1]))]
