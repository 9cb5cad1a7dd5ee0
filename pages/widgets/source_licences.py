"""Under which licences the shipped data sets stand."""

from pathlib import Path

from atlas.maps.element import Node, h
from layers.model import Source
from pages.widgets.wording import Screen, said

FACTS_ONLY = "facts only"


def licence_block(s: Screen, path: Path) -> Node | None:
    """Name and licence of each data set: those of the licence file, else of the catalogue."""
    listed = _from_file(path) or [_of_source(source, s) for source in s.catalog.sources.values()
                                  if source.licence != FACTS_ONLY]
    if not listed:
        return None
    return h("section", "licences", h("h2", None, s.say("Data licences")),
             h("dl", None, *(h("div", None, name, licence) for name, licence in listed)))


def _from_file(path: Path) -> list[tuple[Node, Node]]:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return [(h("dt", {"lang": "en"}, name), h("dd", {"lang": "en"}, licence))
            for name, licence in licences(text)]


def licences(text: str) -> list[tuple[str, str]]:
    """Name and licence of each row in the tables of a Markdown file that have such a column."""
    found: list[tuple[str, str]] = []
    column: int | None = None
    for line in text.splitlines():
        if not line.lstrip().startswith("|"):
            column = None
            continue
        cells = [_plain(cell) for cell in line.strip().strip("|").split("|")]
        if column is None:
            column = _licence_column(cells)
        elif column and column < len(cells) and cells[0].strip("-: "):
            found.append((cells[0], cells[column]))
    return found


def _licence_column(cells: list[str]) -> int:
    """Where the licence stands; 0, the column of names, where a table has none."""
    return next((place for place, cell in enumerate(cells) if "licen" in cell.lower()), 0)


def _plain(cell: str) -> str:
    return cell.strip().replace("`", "").replace("**", "")


def _of_source(source: Source, s: Screen) -> tuple[Node, Node]:
    return said(source.publisher.names, s.lang, "dt"), h("dd", {"lang": "en"}, source.licence)
