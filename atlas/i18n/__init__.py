"""Interface words by gettext catalogue, read with Babel; English is the text in the code.

Review status of a string stands in ``<lang>/review.toml``, not in gettext's fuzzy flag, which
would take the string off the screen.
"""

import gettext
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent
DOMAIN = "atlas"

Words = Callable[..., str]


@lru_cache(maxsize=16)
def words(lang: str) -> Words:
    """A function from an English interface text to the same in ``lang``.

    >>> words("zh")("Overview")
    '总览'
    >>> words("en")("{count} facts", count=3)
    '3 facts'
    """
    translations = _translations(lang)

    def say(message: str, /, **values: object) -> str:
        said = translations.gettext(message)
        return said.format(**values) if values else said

    return say


def N_(message: str) -> str:  # noqa: N802 - as gettext's users call it
    """An interface text of a table, collected with the others and said later.

    >>> N_("Overview")
    'Overview'
    """
    return message


def catalogue_path(lang: str) -> Path:
    """Where the catalogue of a language stands."""
    return FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def _translations(lang: str) -> gettext.NullTranslations:
    path = catalogue_path(lang)
    if lang == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
