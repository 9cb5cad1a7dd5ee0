"""Values as TOML text, in the hand of the file they go into."""

import re
from typing import Any

import tomlkit
from tomlkit.items import Array

from layers.errors import DataError
from layers.store.records import canonical

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_INLINE = re.compile(r"\{([ ]?)[A-Za-z0-9_-]+([ ]?)=")
# What may not stand in a text file: halves of a character, which UTF-8 can't write.
_HALF = re.compile("[\ud800-\udfff]")

Hand = tuple[str, str]  # the space inside { } and the one around =


def hand_of(text: str, otherwise: Hand = ("", "")) -> Hand:
    """How a text writes its inline tables: with or without spaces.

    >>> hand_of('a = { zh = "x" }')
    (' ', ' ')
    """
    found = _INLINE.findall(text)
    return max(set(found), key=found.count) if found else otherwise


def same(one: Any, other: Any) -> bool:
    """Whether two values are written the same: 3 and 3.0 are not."""
    return canonical(one) == canonical(other)


def key_text(name: str) -> str:
    """A name as TOML writes it, quoted where it must be."""
    return name if _BARE.fullmatch(name) else _string(name, name)


def value_text(value: Any, hand: Hand, where: str) -> str:
    """A value on one line.

    Raises
    ------
    DataError
        TOML has no form for it (nothing at all, half a character); says where.

    """
    if isinstance(value, str):
        return _string(value, where)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        return "[" + ", ".join(value_text(item, hand, where) for item in value) + "]"
    if isinstance(value, dict):
        return _inline(value, hand, where)
    raise DataError(f"{where}: {value!r} can't be written into a text file. Leave the field out.")


def line_text(name: str, value: Any, hand: Hand, where: str) -> str:
    """A line ``name = value``."""
    return f"{key_text(name)} = {value_text(value, hand, where)}\n"


def changed_line(line: str, value: Any, hand: Hand, where: str) -> str:
    """A line with another value; its indent and the comment behind it stay.

    A list over several lines keeps its lines and their comments.
    """
    document = tomlkit.parse(line)
    name = next(iter(document))
    old = document[name]
    if isinstance(old, Array) and isinstance(value, list) and "\n" in old.as_string():
        _change_list(old, value)
    else:
        document[name] = tomlkit.value(value_text(value, hand_of(line, hand), where))
    return tomlkit.dumps(document)


def _change_list(old: Array, value: list[Any]) -> None:
    kept = old.unwrap()
    for at in reversed(range(len(kept))):
        if at >= len(value):
            del old[at]
        elif not same(kept[at], value[at]):
            old[at] = value[at]
    for item in value[len(kept) :]:
        old.append(item)


def _inline(value: dict[str, Any], hand: Hand, where: str) -> str:
    if not value:
        return "{}"
    inside, around = hand
    pairs = (
        f"{key_text(key)}{around}={around}{value_text(item, hand, f'{where} · {key}')}"
        for key, item in value.items()
    )
    return "{" + inside + ", ".join(pairs) + inside + "}"


def _string(value: str, where: str) -> str:
    if _HALF.search(value):
        raise DataError(f"{where}: holds half a character. Type the text again.")
    return str(tomlkit.string(value).as_string())
