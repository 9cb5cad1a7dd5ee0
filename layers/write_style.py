"""How a text file's author writes: what is a block, what a line, in which order.

Learnt from the file itself and from those beside it, so that what is added looks like its
neighbours.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from layers.text import LANGUAGES
from layers.write_blocks import Block, Name, blocks_of
from layers.write_values import Hand, hand_of

OWN_WEIGHT = 1000  # what a file does itself counts for more than what all its neighbours do
# Tables with a header of their own where no neighbour shows how they are written.
LISTS = ("facts", "claims", "events", "ask", "contacts", "pictures")
TABLES = ("names", "short", "summary", "status", "location")
INNERMOST = 1  # parts of a name below its record from which on tables are written in one line


@dataclass(slots=True)
class Style:
    """The author's ways. Names are without numbers; ``*`` stands for any record or language."""

    keyed: bool  # whether the file's first names are ids of records
    hand: Hand = ("", "")
    headers: Counter[Name] = field(default_factory=Counter)
    lines: Counter[Name] = field(default_factory=Counter)
    spaced: Counter[Name] = field(default_factory=Counter)
    order: dict[Name, list[str]] = field(default_factory=dict)

    def general(self, path: Name) -> Name:
        """A name as all its like share it."""
        parts = ["*" if at == 0 and self.keyed else part for at, part in enumerate(path)]
        return tuple(
            "*" if at and parts[at - 1] == "names" else part for at, part in enumerate(parts)
        )

    def has_header(self, path: Name, value: Any) -> bool:
        """Whether a value is written below a header of its own rather than in a line."""
        if not _could(value):
            return False
        name = self.general(path)
        if self.headers[name] or self.lines[name]:
            return self.headers[name] >= self.lines[name]
        depth = len(path) - self.keyed
        if isinstance(value, list):
            return path[-1] in LISTS
        return depth < INNERMOST or (depth == INNERMOST and path[-1] in TABLES)

    def is_spaced(self, path: Name) -> bool:
        """Whether a blank line stands above a header of this name."""
        name = self.general(path)
        apart = self.spaced[name] * 2 >= self.headers[name]
        return apart if self.headers[name] else path[-1] != "claims"

    def ordered(self, path: Name, keys: Iterable[str]) -> list[str]:
        """Keys in the order the author gives them, languages and then others behind.

        Records stay in the order they came in.
        """
        if self.keyed and not path:
            return list(keys)
        known = {key: at for at, key in enumerate(self.order.get(self.general(path), []))}
        spoken = {lang: len(known) + at for at, lang in enumerate(LANGUAGES)}
        last = len(known) + len(spoken)
        return sorted(keys, key=lambda key: (known.get(key, spoken.get(key, last)), key))

    def arranged(self, path: Name, value: Any) -> Any:
        """A value with the keys of all its tables in the author's order."""
        if isinstance(value, list):
            return [self.arranged(path, item) for item in value]
        if not isinstance(value, dict):
            return value
        return {
            key: self.arranged((*path, key), value[key]) for key in self.ordered(path, value)
        }


def style_of(text: str, beside: Iterable[str] = (), *, keyed: bool) -> Style:
    """The style of a text, filled up from the texts beside it."""
    others = list(beside)
    style = Style(keyed, hand=hand_of(text, hand_of("\n".join(others))))
    _learn(style, text, OWN_WEIGHT)
    for other in others:
        _learn(style, other, 1)
    return style


def _could(value: Any) -> bool:
    listed = value if isinstance(value, list) else [value]
    return bool(value) and all(isinstance(item, dict) for item in listed)


def _learn(style: Style, text: str, weight: int) -> None:
    _learn_order(style, (), tomllib.loads(text))
    for block in blocks_of(text):
        if block.header:
            _learn_header(style, block, weight)
        for line in block.lines:
            if line.name:
                style.lines[style.general((*block.path, *line.name))] += weight


def _learn_order(style: Style, path: Name, value: Any) -> None:
    if isinstance(value, list):
        for item in value:
            _learn_order(style, path, item)
    elif isinstance(value, dict):
        if path or not style.keyed:
            _merge(style.order.setdefault(style.general(path), []), value)
        for key, item in value.items():
            _learn_order(style, (*path, key), item)


def _learn_header(style: Style, block: Block, weight: int) -> None:
    name = style.general(block.path)
    style.headers[name] += weight
    style.spaced[name] += weight * block.lead.startswith("\n")
    # [names.zh] shows that names are written with headers, though none is for names itself.
    if name[-1] == "*" and len(name) > 1:
        style.headers[name[:-1]] += weight


def _merge(known: list[str], keys: Iterable[str]) -> None:
    """Put keys not known yet behind the one they follow."""
    at = 0
    for key in keys:
        if key in known:
            at = known.index(key) + 1
        else:
            known.insert(at, key)
            at += 1
