"""Tables of the planner's parts: on a phone each row becomes a card with the columns' names."""

from collections.abc import Sequence
from typing import Any

from atlas.maps.element import Node, h

RIGHT = "figure-cell"
Column = tuple[str, str | None]  # title, class


def stacked(
    columns: Sequence[Column], rows: Sequence[Node], name: str, *, foot: Node | None = None,
    **attributes: Any,
) -> Node:
    """A table whose cells know the title of their column."""
    titles = [title for title, _cls in columns]
    return h("div", "table-scroll", h(
        "table", {"class": f"data-table stacked {name}", **attributes},
        h("thead", None, h("tr", None, *(
            h("th", {"scope": "col", "class": cls}, title) for title, cls in columns))),
        h("tbody", None, *(_labelled(row, titles) for row in rows)),
        h("tfoot", None, _labelled(foot, titles)) if foot is not None else None,
    ))


def _labelled(row: Node, titles: Sequence[str]) -> Node:
    """A row with each cell's title; the first cell is the row's own name."""
    for cell, title in zip(row[3:], titles[1:], strict=True):
        if isinstance(cell, list):
            cell[1] = {**(cell[1] or {}), "data-label": title}
    return row
