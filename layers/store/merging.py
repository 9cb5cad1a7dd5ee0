"""One record that both a release and staff have changed: each keeps what only it has changed.

Fields are compared one by one. Names are compared language by language, and lists of tables item by
item: by their ``id``, events by date and kind, pictures by file. One item is one statement with its
source or licence and is never mixed; where both changed it, staff's stays.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from layers.read import Document

BY_KEY = ("names",)  # tables whose entries stand for themselves
ITEM_KEYS = {"events": ("date", "kind"), "pictures": ("file",)}
ANY_LIST = ("id",)
Sides: TypeAlias = tuple[Any, Any, Any]  # base, the release's, staff's
Items: TypeAlias = dict[Any, Any]
Value = TypeVar("Value")


def merged(base: Document, theirs: Document, mine: Document) -> Document:
    """Staff's form of a record with what only the release has changed.

    >>> merged({"km": 1, "to": "a"}, {"km": 2, "to": "a"}, {"km": 1, "to": "b"})
    {'km': 2, 'to': 'b'}
    """
    found = {}
    for name in _in_order(mine, theirs):
        sides = (base.get(name), theirs.get(name), mine.get(name))
        value = _field(name, sides)
        if value or _chosen(name in base, name in theirs, name in mine):
            found[name] = value
    return found


def _chosen(base: Value, theirs: Value, mine: Value) -> Value:
    """The release's where staff left what there was, else staff's."""
    return theirs if mine == base else mine


def _field(name: str, sides: Sides) -> Any:
    if name in BY_KEY and _are(sides, Mapping):
        return _entries(*(dict(side or {}) for side in sides))
    base, theirs, mine = (_by_identity(name, side) for side in sides)
    if base is None or theirs is None or mine is None:
        return _chosen(*sides)
    return list(_entries(base, theirs, mine).values())


def _are(sides: Sides, kind: type) -> bool:
    return all(side is None or isinstance(side, kind) for side in sides)


def _by_identity(name: str, value: object) -> Items | None:
    """The items of a list by what tells them apart; None where nothing does."""
    if not isinstance(value, list):
        return {} if value is None else None
    fields = ITEM_KEYS.get(name, ANY_LIST)
    if not all(isinstance(item, Mapping) and all(f in item for f in fields) for item in value):
        return None
    found = {tuple(str(item[field]) for field in fields): item for item in value}
    return found if len(found) == len(value) else None


def _entries(base: Items, theirs: Items, mine: Items) -> Items:
    stayed = [key for key in base if key in mine] == [key for key in mine if key in base]
    order = _in_order(theirs, mine) if stayed else _in_order(mine, theirs)
    chosen = {key: _chosen(base.get(key), theirs.get(key), mine.get(key)) for key in order}
    return {key: item for key, item in chosen.items() if item is not None}


def _in_order(leading: Iterable[Any], other: Iterable[Any]) -> list[Any]:
    """All of both: what only the other has stands after what it stands after there."""
    order = list(leading)
    before = None
    for key in other:
        if key not in order:
            order.insert(0 if before is None else order.index(before) + 1, key)
        before = key
    return order
