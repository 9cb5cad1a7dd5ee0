"""Names people type into the workbook, in any language, turned into ids of the network."""

import re
from collections.abc import Mapping
from functools import cached_property

from atlas.facts.own_words import OwnWords
from atlas.facts.sheet_columns import SAID_IN
from atlas.facts.sheet_words import folded
from atlas.i18n import Words, words
from layers.read import Document
from layers.store.base import Key

WITH_ID = re.compile(r".*[(（]([a-z0-9-]+)[)）]")


class Names:
    """Ids by what may be typed for them: names in every language, words of both interfaces, ids."""

    def __init__(self, docs: Mapping[Key, Document], lang: str, say: Words) -> None:
        self.words = OwnWords(docs, lang, say)
        self._spoken = (self.words, *(OwnWords(docs, other, words(other)) for other in SAID_IN))

    def ids(self, kind: str, typed: str) -> tuple[str, ...]:
        """What typed words may mean; ``kind`` is places, ways or stays."""
        if kind == "places":
            found = self.words.by_name.get(folded(typed), ())
            behind = WITH_ID.fullmatch(typed.strip())
            if not found and behind and behind[1] in self.words.places:
                return (behind[1],)
            return found
        known = self._ways if kind == "ways" else self._stays
        return known.get(_plain(typed), ())

    @cached_property
    def _ways(self) -> dict[str, tuple[str, ...]]:
        return _by_word([spoken.ways for spoken in self._spoken])

    @cached_property
    def _stays(self) -> dict[str, tuple[str, ...]]:
        return _by_word([spoken.stays for spoken in self._spoken])


def _by_word(named: list[dict[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in named:
        for code, word in each.items():
            for key in (_plain(word), _plain(code)):
                if code not in found.get(key, ()):
                    found[key] = (*found.get(key, ()), code)
    return found


def _plain(text: str) -> str:
    """A word as it is compared: blanks and the way an arrow is typed don't matter."""
    return re.sub(r"\s+", "", folded(text)).replace("->", "→").replace("⟶", "→")
