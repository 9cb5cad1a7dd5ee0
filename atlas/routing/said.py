"""Reasons and notes of the planner, kept apart from any language until somebody reads them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from layers.text import Text

Say: TypeAlias = Callable[..., str]
Param: TypeAlias = str | float | Text


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence to translate (English, with ``{names}``) and what stands in its gaps."""

    msgid: str
    params: tuple[tuple[str, Param], ...] = ()

    def to(self, say: Say, lang: str) -> str:
        """The sentence in a language; texts in its gaps in that language too."""
        return say(self.msgid, **{key: _word(value, lang) for key, value in self.params})


def said(msgid: str, params: Mapping[str, Param] | None = None) -> Said:
    """A sentence with its gaps filled."""
    return Said(msgid, tuple((params or {}).items()))


def _word(value: Param, lang: str) -> str:
    if isinstance(value, Text):
        return value.to(lang).text
    return value if isinstance(value, str) else f"{value:g}"
