"""A TOML text changed so that it says something else, and in nothing more than it must.

Comments, order and spacing of all that stays are kept. What comes in is written as its
neighbours are (``layers.write_style``). The result is read again and compared; a text whose form
can't be edited piece by piece is written anew.
"""

import tomllib
from dataclasses import dataclass
from typing import Any

from layers.read import Document
from layers.write_blocks import Block, Line, Name, Table, blocks_of, tree_of
from layers.write_style import Style
from layers.write_values import changed_line, key_text, line_text, same


def revised(text: str, wanted: Document, style: Style, *, where: str) -> str:
    """``text`` changed to say ``wanted``; ``where`` names the file in messages.

    Raises
    ------
    DataError
        A value has no form in TOML.

    """
    broken = "\r\n" in text  # lines of Windows: worked on as all others, and given back
    plain = text.replace("\r\n", "\n")
    editor = _Editor.of(plain, style, where)
    editor.table(editor.root, tomllib.loads(plain), wanted)
    made = editor.text
    if not _says(made, wanted):
        made = fresh(wanted, style, where=where)
    return made.replace("\n", "\r\n") if broken else made


def fresh(wanted: Document, style: Style, *, where: str) -> str:
    """A whole text that says ``wanted``, in a style."""
    editor = _Editor.of("", style, where)
    editor.table(editor.root, {}, wanted)
    return editor.text.lstrip("\n")


def _says(text: str, wanted: Document) -> bool:
    try:
        return same(tomllib.loads(text), wanted)
    except tomllib.TOMLDecodeError:
        return False


@dataclass(slots=True)
class _Editor:
    """One text while it is being changed."""

    blocks: list[Block]
    root: Table
    style: Style
    where: str

    @classmethod
    def of(cls, text: str, style: Style, where: str) -> "_Editor":
        blocks = blocks_of(text)
        return cls(blocks, tree_of(blocks), style, where)

    @property
    def text(self) -> str:
        return "".join(block.text for block in self.blocks)

    def table(self, table: Table, before: Document, wanted: Document) -> None:
        """Bring one table from what it says to what it should say."""
        gone = [key for key in before if key not in wanted]
        new = [key for key in wanted if key not in before]
        for key in before:
            if key in wanted and not same(before[key], wanted[key]):
                self._change(table, key, before[key], wanted[key])
        # New before gone: what comes in finds its place by what stands there.
        for key in self.style.ordered(table.path, new):
            self._add(table, key, wanted[key])
        for key in gone:
            self._drop(table, key)

    def _change(self, table: Table, key: str, before: Any, wanted: Any) -> None:
        kid = table.kids.get(key)
        line = _line_of(table, (key,))
        if isinstance(kid, Table) and isinstance(wanted, dict) and wanted:
            self.table(kid, before, wanted)
        elif isinstance(kid, list) and _is_tables(wanted):
            self._list(table, key, before, wanted)
        elif kid is None and line is not None:
            value = self._in_order((*table.path, key), before, wanted)
            line.text = changed_line(line.text, value, self.style.hand, self._place(table, key))
        else:
            self._drop(table, key)
            self._add(table, key, wanted)

    def _add(self, table: Table, key: str, value: Any) -> None:
        path = (*table.path, key)
        if not self.style.has_header(path, value):
            self._add_line(table, key, value)
        elif isinstance(value, list):
            table.kids[key] = []
            after = self._before_key(table, key)
            for item in value:
                after = self._insert(self._made(path, item, table, many=True), after)
                self._listed(table, key).append(after)
        else:
            after = self._before_key(table, key)
            table.kids[key] = self._insert(self._made(path, value, table), after)

    def _add_line(self, table: Table, key: str, value: Any) -> None:
        block = table.block or self._give_header(table)
        line = self._line(table, key, value)
        names = [item.name[0] if item.name else None for item in block.lines]
        block.lines.insert(self._line_place(table.path, names, key), line)

    def _line_place(self, path: Name, names: list[str | None], key: str) -> int:
        """Behind the line that comes before it in this author's order."""
        known = dict.fromkeys(name for name in (*names, key) if name is not None)
        order = self.style.ordered(path, known)
        ahead = set(order[: order.index(key)])
        return max((at + 1 for at, name in enumerate(names) if name in ahead), default=0)

    def _give_header(self, table: Table) -> Block:
        block = self._header(table.path, many=False)
        first = next(iter(table.blocks()), None)
        at = self.blocks.index(first) if first else self._end(table.parent) + 1
        self.blocks.insert(at, block)
        table.block = block
        return block

    def _before_key(self, table: Table, key: str) -> Table:
        """The table behind whose last block a new one goes."""
        order = self.style.ordered(table.path, [*table.kids, key])
        for name in reversed(order[: order.index(key)]):
            kid = table.kids.get(name)
            last = kid[-1] if isinstance(kid, list) and kid else kid
            if isinstance(last, Table) and any(last.blocks()):
                return last
        return Table(table.path, table.parent, table.block) if table.block else table

    def _insert(self, made: Table, after: Table) -> Table:
        at = self._end(after) + 1
        self.blocks[at:at] = list(made.blocks())
        return made

    def _end(self, table: Table | None) -> int:
        """Where the last block of a table stands; of its parent's where it has none."""
        while table is not None:
            places = [self.blocks.index(block) for block in table.blocks()]
            if places:
                return max(places)
            table = table.parent
        return len(self.blocks) - 1

    def _made(self, path: Name, value: Document, parent: Table, *, many: bool = False) -> Table:
        """A new table with its blocks, not yet in the list of blocks."""
        table = Table(path, parent)
        keys = self.style.ordered(path, value)
        below = [key for key in keys if self.style.has_header((*path, key), value[key])]
        own = [key for key in keys if key not in below]
        if own or many or not below:
            table.block = self._header(path, many=many)
            table.block.lines = [self._line(table, key, value[key]) for key in own]
        for key in below:
            table.kids[key] = self._below((*path, key), value[key], table)
        return table

    def _below(self, path: Name, value: Any, table: Table) -> Table | list[Table]:
        if isinstance(value, list):
            return [self._made(path, item, table, many=True) for item in value]
        return self._made(path, value, table)

    def _header(self, path: Name, *, many: bool) -> Block:
        name = ".".join(key_text(part) for part in path)
        lead = "\n" if self.style.is_spaced(path) else ""
        return Block(path, many, lead=lead, header=f"[[{name}]]\n" if many else f"[{name}]\n")

    def _list(self, table: Table, key: str, before: Any, wanted: list[Document]) -> None:
        """Bring ``[[key]]`` from its items to others; an item is known by its id or key."""
        old = self._listed(table, key)
        pairs = _paired(before, wanted)
        kept = [at for at in pairs if at is not None]
        start = min(self.blocks.index(block) for item in old for block in item.blocks())
        if kept != sorted(kept):
            self._reorder(old, kept)
        after: Table | None = None
        listed = []
        for at, item in zip(pairs, wanted, strict=True):
            if at is not None:
                self.table(old[at], before[at], item)
                after = old[at]
            else:
                made = self._made((*table.path, key), item, table, many=True)
                if after is None:
                    self.blocks[start:start] = list(made.blocks())
                after = self._insert(made, after) if after else made
            listed.append(after)
        for at in set(range(len(old))) - set(kept):
            self._drop_blocks(old[at])
        table.kids[key] = listed

    def _reorder(self, items: list[Table], order: list[int]) -> None:
        """Put the blocks of these items where the first stands, in this order."""
        moved = [block for at in order for block in items[at].blocks()]
        start = min(self.blocks.index(block) for block in moved)
        self.blocks = [block for block in self.blocks if block not in moved]
        self.blocks[start:start] = moved

    def _drop(self, table: Table, key: str) -> None:
        kid = table.kids.pop(key, [])
        for item in kid if isinstance(kid, list) else [kid]:
            self._drop_blocks(item)
        if table.block is not None:
            table.block.lines = [line for line in table.block.lines if line.name[:1] != (key,)]

    def _drop_blocks(self, table: Table) -> None:
        gone = list(table.blocks())
        self.blocks = [block for block in self.blocks if block not in gone]

    def _listed(self, table: Table, key: str) -> list[Table]:
        kid = table.kids[key]
        return kid if isinstance(kid, list) else [kid]

    def _line(self, table: Table, key: str, value: Any) -> Line:
        arranged = self.style.arranged((*table.path, key), value)
        return Line((key,), line_text(key, arranged, self.style.hand, self._place(table, key)))

    def _in_order(self, path: Name, before: Any, wanted: Any) -> Any:
        """A table's keys as they stood, new ones behind in this author's order."""
        if not (isinstance(before, dict) and isinstance(wanted, dict)):
            return self.style.arranged(path, wanted)
        new = self.style.ordered(path, [key for key in wanted if key not in before])
        return {
            key: self._in_order((*path, key), before.get(key), wanted[key])
            for key in (*(key for key in before if key in wanted), *new)
        }

    def _place(self, table: Table, key: str) -> str:
        return " · ".join((self.where, *table.path, key))


def _line_of(table: Table, name: Name) -> Line | None:
    lines = table.block.lines if table.block else []
    return next((line for line in lines if line.name == name), None)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(i, dict) for i in value)


def _paired(before: list[Document], wanted: list[Document]) -> list[int | None]:
    """For each item wanted, which of those before it is."""
    left = dict(enumerate(before))
    pairs: list[int | None] = []
    for item in wanted:
        at = next((at for at, old in left.items() if _alike(old, item)), None)
        left.pop(at, None) if at is not None else None
        pairs.append(at)
    for place, item in enumerate(wanted):
        if pairs[place] is None and place in left and _identity(item) is None:
            left.pop(place)
            pairs[place] = place
    return pairs


def _alike(old: Document, item: Document) -> bool:
    known = _identity(item)
    return _identity(old) == known if known is not None else same(old, item)


def _identity(item: Document) -> str | None:
    named = item.get("id", item.get("key"))
    if named is None and "from" in item:
        named = f"{item['from']}--{item.get('to')}"
    return None if named is None else str(named)
