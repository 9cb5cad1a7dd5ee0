"""Under which licences the shipped data sets and the sources stand."""

import re
from pathlib import Path

from atlas.maps.element import Node, h
from layers.model import Publisher
from pages.widgets.wording import Screen, said

FACTS_ONLY = "facts only"
HEADING = re.compile(r"#+ (?P<name>[^:]+): (?P<licence>.+)")


def licence_block(s: Screen, path: Path) -> Node | None:
    """Name and licence of each data set of the licence file, then of further sources."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    shipped = licences(text)
    entries = [(h("dt", {"lang": "en"}, name), licence) for name, licence in shipped]
    entries += [(said(publisher.names, s.lang, "dt"), licence)
                for publisher, licence in _of_sources(s, [name for name, _ in shipped])]
    if not entries:
        return None
    rows = (h("div", None, name, h("dd", {"lang": "en"}, licence)) for name, licence in entries)
    return h("section", "licences", h("h2", None, s.say("Data licences")), h("dl", None, *rows))


def licences(text: str) -> list[tuple[str, str]]:
    """Name and licence of each data set a Markdown file lists.

    They stand in the rows of tables that have a column of licences, and in headings such as
    "GeoNames: CC BY 4.0".
    """
    found: list[tuple[str, str]] = []
    column: int | None = None
    for line in text.splitlines():
        if heading := HEADING.fullmatch(line.strip()):
            found.append((heading["name"], heading["licence"]))
        if not line.startswith("|"):
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


def _of_sources(s: Screen, listed: list[str]) -> list[tuple[Publisher, str]]:
    """Publishers whose sources carry a licence of their own and are not listed yet."""
    found = {
        (source.publisher.id, source.licence): (source.publisher, source.licence)
        for source in s.catalog.sources.values()
        if source.licence != FACTS_ONLY and not _named(source.publisher, listed)
    }
    return list(found.values())


def _named(publisher: Publisher, listed: list[str]) -> bool:
    first = publisher.names.to("en").text.split()[0]
    return any(first in name for name in listed)
