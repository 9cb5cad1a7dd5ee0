"""A TOML text cut into blocks (one header and its lines), as a list and as a tree.

The list holds every character of the text in its order; the tree says which block holds which
table. Editing changes single lines or whole blocks and leaves all others as they were typed.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

# What may hide a line break, a bracket or a number sign: strings first, then the signs themselves.
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?""""{0,2}'
    r"|'''.*?''''{0,2}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*|[\[\]{}\n]",
    re.DOTALL,
)
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*')"""
_NAME = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_PART}(?:\s*\.\s*{_PART})*)\s*\]")

Name = tuple[str, ...]  # the parts of a dotted name


@dataclass(slots=True, eq=False)
class Line:
    """One statement with its line end; ``name`` is empty for a comment or a blank line."""

    name: Name
    text: str


@dataclass(slots=True, eq=False)
class Block:
    """A header with the comment above it and the lines below it.

    Blocks without a header hold what stands before the first one, or a comment of its own.
    """

    path: Name = ()
    many: bool = False
    lead: str = ""
    header: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Every character of the block."""
        return self.lead + self.header + "".join(line.text for line in self.lines)


@dataclass(slots=True, eq=False)
class Table:
    """One table of the text: its block, if it has a header, and the tables below it."""

    path: Name
    parent: "Table | None" = None
    block: Block | None = None
    kids: "dict[str, Table | list[Table]]" = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Its own block and those of all tables below."""
        if self.block is not None:
            yield self.block
        for kid in self.kids.values():
            for table in kid if isinstance(kid, list) else [kid]:
                yield from table.blocks()


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text; put together they are the text again."""
    blocks, waiting = [Block()], list[str]()
    for statement in _statements(text if text.endswith("\n") or not text else text + "\n"):
        header = _HEADER.match(statement)
        name = None if header else _NAME.match(statement)
        if header:
            first = len(blocks) == 1 and not blocks[0].lines
            apart, lead = _parted(waiting, first=first)
            blocks += [Block(lines=[Line((), apart)])] if apart else []
            many = header[1] == "[["
            blocks.append(Block(parts(header[2]), many, lead=lead, header=statement))
        elif name:
            blocks[-1].lines += [*(Line((), item) for item in waiting)]
            blocks[-1].lines.append(Line(parts(name[1]), statement))
        if header or name:
            waiting = []
        else:
            waiting.append(statement)
    return [*blocks, Block(lines=[Line((), item) for item in waiting])] if waiting else blocks


def tree_of(blocks: list[Block]) -> Table:
    """Which block holds which table."""
    root = Table((), block=blocks[0])
    for block in blocks[1:]:
        if block.header:
            _hang(root, block)
    return root


def parts(dotted: str) -> Name:
    """The parts of a dotted name.

    >>> parts('names."zh-CN"')
    ('names', 'zh-CN')
    """
    return tuple(
        str(tomllib.loads(f"_ = {part}")["_"]) if part[0] in "\"'" else part
        for part in re.findall(_PART, dotted)
    )


def _statements(text: str) -> Iterator[str]:
    """Lines, where a value that goes over several lines counts as one."""
    depth = start = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        elif sign == "\n" and depth == 0:
            yield text[start : token.end()]
            start = token.end()
    if text[start:]:
        yield text[start:]


def _parted(waiting: list[str], *, first: bool) -> tuple[str, str]:
    """What stands between two blocks: comments of their own, and what belongs to the second.

    A comment directly above a header goes with it, except at the top of a file, where it speaks
    of all.
    """
    at = len(waiting)
    while at and not first and waiting[at - 1].strip():
        at -= 1
    while at and not waiting[at - 1].strip():
        at -= 1
    return "".join(waiting[:at]), "".join(waiting[at:])


def _hang(root: Table, block: Block) -> None:
    table = root
    for name in block.path[:-1]:
        kid = table.kids.setdefault(name, Table((*table.path, name), table))
        table = kid[-1] if isinstance(kid, list) else kid
    name = block.path[-1]
    if block.many:
        listed = table.kids.setdefault(name, [])
        if isinstance(listed, list):
            listed.append(Table(block.path, table, block))
        return
    own = table.kids.setdefault(name, Table(block.path, table))
    if isinstance(own, Table):
        own.block = block
