"""Text in several languages, with an honest fallback.

A text that lacks the language asked for is shown in another one and says which, so that the
screen can mark it with its own ``lang`` (WCAG 2.2, 3.1.2 Language of Parts).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LANGUAGES = ("zh", "en", "ko", "de", "th", "ru", "es", "mn")
FALLBACKS = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Words:
    """Words as shown: the text, the language it is really in, and whether that was asked for."""

    text: str
    lang: str
    fallback: bool = False

    def __str__(self) -> str:
        return self.text


class Text(Mapping[str, str]):
    """One text by language, immutable and hashable.

    >>> Text({"zh": "长春", "en": "Changchun"}).to("ko")
    Words(text='Changchun', lang='en', fallback=True)
    """

    __slots__ = ("_by_lang",)

    def __init__(self, by_lang: Mapping[str, str]) -> None:
        known = {lang: by_lang[lang] for lang in LANGUAGES if by_lang.get(lang)}
        rest = {lang: text for lang, text in by_lang.items() if lang not in known and text}
        self._by_lang = {**known, **rest}

    def __getitem__(self, lang: str) -> str:
        return self._by_lang[lang]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_lang)

    def __len__(self) -> int:
        return len(self._by_lang)

    def __hash__(self) -> int:
        return hash(tuple(self._by_lang.items()))

    def __repr__(self) -> str:
        return f"Text({self._by_lang!r})"

    def to(self, lang: str) -> Words:
        """The words in ``lang``, else in the first fallback there is; empty when there is none."""
        if lang in self._by_lang:
            return Words(self._by_lang[lang], lang)
        for other in (*FALLBACKS, *self._by_lang):
            if other in self._by_lang:
                return Words(self._by_lang[other], other, fallback=True)
        return Words("", lang)


EMPTY = Text({})
