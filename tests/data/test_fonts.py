"""The web fonts cover our texts, stay small and carry their licences."""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "atlas/maps/assets/fonts"
CSS = ROOT / "atlas/maps/assets/css/fonts.css"
ENTRIES = json.loads((FONTS / "manifest.json").read_text(encoding="utf-8"))
BY_FILE = {entry["file"]: entry for entry in ENTRIES}
TEXTS = sorted([*(ROOT / "data/geo").rglob("*.toml"), *(ROOT / "atlas/i18n").rglob("*.po")])

LATIN = "noto-sans-latin.woff2"
FIRST_VIEW = {
    "zh": ("noto-sans-sc-1.woff2", LATIN),
    "en": (LATIN,),
    "ko": ("noto-sans-kr-1.woff2", LATIN),
    "th": ("noto-sans-thai-thai.woff2", LATIN),
    "ru": ("noto-sans-cyrillic.woff2", LATIN),
}


def in_ranges(ranges: str) -> set[str]:
    found = set()
    for part in ranges.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found |= {chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)}
    return found


@cache
def covered() -> set[str]:
    return set().union(*(in_ranges(entry["held"]) for entry in ENTRIES))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_character_of_our_texts_has_a_shape(path: Path) -> None:
    missing = set(path.read_text(encoding="utf-8")) - covered() - set("\n\r\t\ufeff")
    assert not missing, f"{sorted(missing)}: run tools/build_fonts.py"


@pytest.mark.parametrize("language", FIRST_VIEW)
def test_the_fonts_of_a_first_view_stay_under_140_kb(language: str) -> None:
    assert sum(BY_FILE[file]["bytes"] for file in FIRST_VIEW[language]) <= 140_000


def test_the_first_chinese_slice_holds_what_the_overview_shows() -> None:
    shown = set((ROOT / "tools/first_view.txt").read_text(encoding="utf-8").strip())
    assert len(shown) > 200
    assert shown <= in_ranges(BY_FILE["noto-sans-sc-1.woff2"]["held"])


def test_all_fonts_together_stay_under_6_mb() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) <= 6_000_000


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["file"])
def test_each_slice_is_the_file_the_manifest_names(entry: dict[str, str]) -> None:
    data = (FONTS / entry["file"]).read_bytes()
    assert data.startswith(b"wOF2")
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]


def test_no_font_file_stands_outside_the_manifest() -> None:
    assert {path.name for path in FONTS.glob("*.woff2")} == set(BY_FILE)


def test_the_style_sheet_names_each_slice_once_by_a_relative_address() -> None:
    css = CSS.read_text(encoding="utf-8")
    assert re.findall(r'url\("([^"]+)"\)', css) == [f"../fonts/{file}" for file in BY_FILE]
    assert css.count("font-display:swap") == css.count("@font-face") == len(BY_FILE)


def test_each_slice_is_declared_for_everything_it_holds() -> None:
    css = CSS.read_text(encoding="utf-8")
    rules = re.findall(r'fonts/([^"]+)"\).*?unicode-range:([^}]+)}', css)
    declared = {file: in_ranges(ranges) for file, ranges in rules}
    short = [e["file"] for e in ENTRIES if not in_ranges(e["held"]) <= declared[e["file"]]]
    assert not short


def test_our_own_slices_come_after_the_standard_blocks_they_overlap() -> None:
    files = [entry["file"] for entry in ENTRIES if entry["family"] == "Noto Sans SC"]
    last_block = max(n for n, file in enumerate(files) if "-gb" in file)
    assert last_block < min(n for n, file in enumerate(files) if "-gb" not in file)


def test_all_of_gb_2312_and_ks_x_1001_has_a_shape() -> None:
    pairs = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    gb2312 = {pair.decode("gb2312", errors="ignore") for pair in pairs}
    hangul = {pair.decode("euc_kr", errors="ignore") for pair in pairs if pair[0] < 0xC9}
    assert not ((gb2312 | hangul) - {""} - covered())


@pytest.mark.parametrize("slug", ["noto-sans", "noto-sans-sc", "noto-sans-kr", "noto-sans-thai"])
def test_each_family_has_its_licence_text(slug: str) -> None:
    text = (FONTS / f"OFL-{slug}.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in text.upper()
    assert f"OFL-{slug}.txt" in (FONTS / "LICENSES.md").read_text(encoding="utf-8")
