"""Countries and directions in the visitor's language, by mainland usage in Chinese."""

import pytest

from atlas.i18n import words
from atlas.i18n.places import country, direction
from layers.text import LANGUAGES


@pytest.mark.parametrize(
    ("code", "lang", "name"),
    [
        ("TW", "zh", "中国台湾"),
        ("HK", "zh", "中国香港"),
        ("KR", "zh", "韩国"),
        ("DE", "de", "Deutschland"),
        ("CN/RU", "en", "China–Russia"),
    ],
)
def test_a_country_has_the_name_of_the_language(code: str, lang: str, name: str) -> None:
    assert country(code, lang) == name


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", ["CN", "RU", "MN", "BY", "PL", "DE", "KR", "TH", "CU", "KZ"])
def test_every_country_of_the_atlas_is_named_in_every_language(code: str, lang: str) -> None:
    assert country(code, lang) != code


@pytest.mark.parametrize(
    ("bearing", "said"), [(0, "north"), (44, "north-east"), (180, "south"), (359, "north")]
)
def test_a_bearing_is_one_of_eight_directions(bearing: float, said: str) -> None:
    assert direction(bearing, words("en")) == said
