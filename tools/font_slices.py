"""Which characters go into which file of the web fonts: families, scripts, our own words first.

A browser fetches a slice when the page needs one of its characters. The first Chinese slice holds
what the overview shows, the next ones the rest of our words by how much they use a character. The
remainder of GB 2312 follows in code point order, so that anything staff type has a shape: ordered
by general frequency those blocks would save next to nothing, and their scattered ranges cost
20 kB of style sheet.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package with the SHA-256 of its archive; nothing else is downloaded."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family of the interface: where its cuts come from and which features survive.

    ``at_500`` and ``at_600`` say how far along the way from 400 to 700 the designers put the
    two weights between, measured on the outlines of the original cuts: with them our 500 and
    600 differ from the originals by less than one unit of 1,000.
    """

    name: str
    slug: str
    package: Package
    stem: str
    features: tuple[str, ...]
    at_500: float
    at_600: float


@dataclass(frozen=True, slots=True)
class Slice:
    """One file: some characters of one family.

    ``whole_span`` declares every character between two ends in the style sheet, which is one
    range instead of a hundred. A slice written after it takes precedence where both claim a
    character (CSS Fonts 4, section 4.5), so our own slices come last.
    """

    family: Family
    label: str
    characters: str
    whole_span: tuple[str, str] | None = None

    @property
    def file(self) -> str:
        """Name of the file beside this family's other slices."""
        return f"{self.family.slug}-{self.label}.woff2"


LATIN_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum")
# Chromium closes up neighbouring full-width punctuation only where the font has `halt`.
HAN_FEATURES = ("halt",)

SANS = Family(
    "Noto Sans",
    "noto-sans",
    Package(
        "@expo-google-fonts/noto-sans",
        "0.4.2",
        "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
    ),
    "NotoSans",
    LATIN_FEATURES,
    0.2943,
    0.6241,
)
CHINESE = Family(
    "Noto Sans SC",
    "noto-sans-sc",
    Package(
        "@expo-google-fonts/noto-sans-sc",
        "0.4.3",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    ),
    "NotoSansSC",
    HAN_FEATURES,
    0.4354,
    0.7177,
)
KOREAN = Family(
    "Noto Sans KR",
    "noto-sans-kr",
    Package(
        "@expo-google-fonts/noto-sans-kr",
        "0.4.3",
        "7614af529705ea48e8b76cb3b056b92db66b7625ef3fc97ce76366063df94d3f",
    ),
    "NotoSansKR",
    HAN_FEATURES,
    0.4342,
    0.7169,
)
THAI = Family(
    "Noto Sans Thai",
    "noto-sans-thai",
    Package(
        "@expo-google-fonts/noto-sans-thai",
        "0.4.2",
        "44282ae7c24587e7e50f083e5db3aafa8011ac2eac1159ef62be4fc516a66165",
    ),
    "NotoSansThai",
    LATIN_FEATURES,
    0.2945,
    0.6234,
)
FAMILIES = (SANS, CHINESE, KOREAN, THAI)

FIRST_VIEW = Path(__file__).with_name("first_view.txt")

# Slice sizes in characters; a Chinese character costs about 235 bytes with its four weights.
FIRST_SLICE = 480
OUR_BLOCK = 140
GB2312_BLOCK = 120
KSX1001_BLOCK = 180

# A word of the map, a list or a button is shorter than this; it weighs more than prose,
# which a visitor sees only after opening something.
SHORT = 14
SHORT_WEIGHT = 4


def characters(*ranges: str) -> str:
    """Characters of CSS-like ranges: ``characters("20-7e", "a0")``."""
    parts = (r.split("-") for r in ranges)
    return "".join(
        chr(c)
        for first, *last in parts
        for c in range(int(first, 16), int((last or [first])[0], 16) + 1)
    )


LATIN = characters(
    "20-7e", "a0-ff", "131", "152-153", "2bb-2bc", "2009", "2010-2015", "2018-201e", "2020-2022",
    "2026", "202f", "2030", "2032-2033", "2039-203a", "2044", "2070", "2074", "2080-2089", "20ac",
    "2116", "2122", "2212",
)  # fmt: skip
LATIN_EXT = characters("100-130", "132-151", "154-17f", "192", "1e9e", "218-21b", "300-338", "20bd")
CYRILLIC = characters(
    "400-45f", "490-491", "4ae-4af", "4e8-4e9"
)  # with the two vowels of Mongolian
CYRILLIC_EXT = characters("460-48f", "492-4ad", "4b0-4e7", "4ea-52f")
GREEK = characters("370-3ff")
THAI_BLOCK = characters("e01-e3a", "e3f-e5b")
# In a Chinese text these are full width, so the Chinese family owns them too. The middle dot is
# not among them: on our screens it separates short facts and already has a space on each side.
HAN_PUNCTUATION = "—‘’“”…　、。〈〉《》「」『』【】〔〕〜！（），．／：；？～￥％＋－"
SYMBOLS = characters(
    "2190-2199", "21c4", "21cc", "2248", "2260", "2264-2265", "2460-2473", "25a0-25a1",
    "25b2-25b3", "25b6-25b7", "25bc-25bd", "25c0-25c1", "25c6-25c7", "25cb", "25ce-25cf",
    "2605-2606", "2713", "3007", "338e-338f", "339c-339e", "33a1-33a2",
)  # fmt: skip
KANA = characters("3041-3096", "30a1-30fc")


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese one (unified ideographs and extension A)."""
    return "\u3400" <= char <= "\u4dbf" or "\u4e00" <= char <= "\u9fff"


def is_hangul(char: str) -> bool:
    """Tell whether a character is a composed Korean syllable."""
    return "\uac00" <= char <= "\ud7a3"


def strings_in(value: object) -> Iterator[str]:
    """Every string inside nested lists and tables, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)


def strings_of(path: Path) -> Iterator[str]:
    """Every string of a data file, every Chinese or Korean run of a catalogue or a module."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        yield from strings_in(tomllib.loads(text))
    elif path.suffix in {".json", ".geojson"}:
        yield from strings_in(json.loads(text))
    else:
        yield from re.findall(r"[\u3400-\u9fff\uac00-\ud7a3]+", text)


def files_with_text(folders: Iterable[Path]) -> list[Path]:
    """Data files, catalogues and modules under some folders, in a stable order."""
    suffixes = {".toml", ".json", ".geojson", ".po", ".py", ".js"}
    return sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in suffixes)


def weights(folders: Iterable[Path]) -> Counter[str]:
    """How much each character matters: its strings, short ones counted four times."""
    total: Counter[str] = Counter()
    for path in files_with_text(folders):
        on_screen_at_once = "basemap" not in path.parts
        for text in strings_of(path):
            weight = SHORT_WEIGHT if len(text) <= SHORT and on_screen_at_once else 1
            total.update(dict.fromkeys(text, weight))
    return total


def ranked(total: Counter[str], wanted: Callable[[str], bool]) -> str:
    """Characters of one script, the weightiest first, ties by code point."""
    ours = [char for char in total if wanted(char)]
    return "".join(sorted(ours, key=lambda char: (-total[char], char)))


def in_blocks(text: str, size: int) -> list[str]:
    """Cut a string into pieces of one size; the last may be shorter."""
    return [text[i : i + size] for i in range(0, len(text), size)]


def double_byte(codec: str, rows: range) -> str:
    """Characters of some rows of a double-byte standard, in its own order."""
    pairs = (bytes([row, cell]) for row in rows for cell in range(0xA1, 0xFF))
    return "".join(pair.decode(codec, errors="ignore") for pair in pairs)


def standard_blocks(family: Family, label: str, every: str, ours: str, size: int) -> list[Slice]:
    """A national standard in code point order, what our own slices hold left out.

    Blocks are cut before anything is left out: a new word changes one block, not all after it.
    """
    own = set(ours)
    blocks = in_blocks("".join(sorted(every)), size)
    return [
        Slice(family, f"{label}{n:02}", rest, whole_span=(block[0], block[-1]))
        for n, block in enumerate(blocks, 1)
        if (rest := "".join(char for char in block if char not in own))
    ]


def first_view() -> str:
    """Chinese characters the overview needs at once, as measure_first_view.py found them."""
    return FIRST_VIEW.read_text(encoding="utf-8").strip() if FIRST_VIEW.exists() else ""


def chinese_slices(total: Counter[str]) -> list[Slice]:
    """The rest of GB 2312, signs and kana, then ours: the overview's first, others by weight."""
    ours = "".join(dict.fromkeys(first_view() + ranked(total, is_han)))
    every = double_byte("gb2312", range(0xB0, 0xF8))
    later = in_blocks(ours[FIRST_SLICE:], OUR_BLOCK)
    return [
        *standard_blocks(CHINESE, "gb", every, ours, GB2312_BLOCK),
        Slice(CHINESE, "symbols", SYMBOLS),
        Slice(CHINESE, "kana", KANA),
        *(Slice(CHINESE, f"{n}", part) for n, part in enumerate(later, 2)),
        Slice(CHINESE, "1", HAN_PUNCTUATION + ours[:FIRST_SLICE]),
    ]


def korean_slices(total: Counter[str]) -> list[Slice]:
    """The rest of KS X 1001, then our syllables."""
    ours = ranked(total, is_hangul)
    every = double_byte("euc_kr", range(0xB0, 0xC9))
    return [
        *standard_blocks(KOREAN, "ks", every, ours, KSX1001_BLOCK),
        Slice(KOREAN, "1", ours),
    ]


def planned(folders: Iterable[Path]) -> list[Slice]:
    """All slices the texts of today ask for."""
    total = weights(folders)
    return [
        Slice(SANS, "latin", LATIN),
        Slice(SANS, "latin-ext", LATIN_EXT),
        Slice(SANS, "cyrillic", CYRILLIC),
        Slice(SANS, "cyrillic-ext", CYRILLIC_EXT),
        Slice(SANS, "greek", GREEK),
        *chinese_slices(total),
        *korean_slices(total),
        Slice(THAI, "thai", THAI_BLOCK),
    ]
