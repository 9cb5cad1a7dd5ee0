"""The comparison itself: parks as columns, questions as rows, a source line in every cell."""

from itertools import groupby

from atlas.maps.card import placement_words
from atlas.maps.element import Node, h
from layers.model import Entity
from pages.widgets.compare.cell import fact_cell, source_of, unknown_cell
from pages.widgets.compare.place import distance_rows
from pages.widgets.compare.rows import LAST, Row, rows
from pages.widgets.url_state import address
from pages.widgets.wording import Screen, disc, fact_block, note, said, source_line

STATUS = "status"  # shown in the row of states, beside the state in short


def table(parks: tuple[Entity, ...], s: Screen) -> Node:
    """The table in its own scrolling box, and below it what only one park has."""
    found = rows(parks)
    shared = [row for row in found if row.answered > 1 and row.key != STATUS]
    single = [row for row in found if row.answered == 1]
    return h(
        "div",
        "compare",
        h("div", {"class": "compare-box", "tabindex": "0", "role": "region",
                  "aria-label": s.say("Compare parks")},
          h("table", "compare-table",
            h("thead", None, _head(parks, s)),
            h("tbody", None, _status_row(parks, s), _place_row(parks, s),
              *(fact_row(row, s) for row in shared if row.headline < LAST),
              *distance_rows(parks, s)),
            *_grouped([row for row in shared if row.headline == LAST], parks, s)),
          _only_one(single, parks, s)),
    )


def _head(parks: tuple[Entity, ...], s: Screen) -> Node:
    corner = h("td", "corner", h("small", None, s.say("{count} parks", count=len(parks))))
    return h("tr", None, corner, *(_park_head(park, s) for park in parks))


def _park_head(park: Entity, s: Screen) -> Node:
    query = {"sel": park.id}
    return h(
        "th",
        {"scope": "col", "data-feature": park.id},
        h("a", {"class": "park-head", "href": address("/parks", s.view, sel=park.id),
                "act": {"go": "/parks", "query": query}},
          disc(park, s.lang), said(park.names, s.lang, "b")),
    )


def row_node(label: Node, cells: list[Node], *, same: bool, name: str) -> Node:
    """A row of the table; ``same`` lets the switch hide it."""
    return h("tr", {"data-row": name, "data-same": "true" if same else None},
             h("th", {"scope": "row"}, label), *cells)


def _status_row(parks: tuple[Entity, ...], s: Screen) -> Node:
    codes = {park.status.code if park.status else None for park in parks}
    return row_node(s.say("Status"), [_status(park, s) for park in parks],
                    same=len(codes) == 1, name="status-now")


def _status(park: Entity, s: Screen) -> Node:
    """The state in short with its source, and the fact that says more about it."""
    fact = park.fact(STATUS)
    more = fact.preferred if fact else None
    if park.status is None:
        return fact_cell(fact, None, s) if fact else unknown_cell(s)
    short = said(park.status.text, s.lang, "div", "value")
    if more is None:
        return h("td", None, short, source_of(park.status.source, park.status.as_of, s))
    own = None if more.source == park.status.source else source_of(
        park.status.source, park.status.as_of, s)
    text = said(more.text, s.lang, "div", "fact-note") if more.text else None
    return h("td", None, short, own, text, note(more, s), source_line(more, s))


def _place_row(parks: tuple[Entity, ...], s: Screen) -> Node:
    words = [placement_words(park, s.phrasing) for park in parks]
    cells = [
        h("td", None, h("div", "value", text),
          said(park.location.statement, s.lang, "div", "fact-note"),
          source_of(park.location.source, "", s))
        for park, text in zip(parks, words, strict=True)
    ]
    return row_node(s.say("Location"), cells, same=len(set(words)) == 1, name="place")


def _grouped(listed: list[Row], parks: tuple[Entity, ...], s: Screen) -> list[Node]:
    return [
        h("tbody", None,
          h("tr", "group-row", h("th", {"scope": "rowgroup", "colspan": len(parks) + 1},
                                 h("span", None, group_words(group, s)))),
          *(fact_row(row, s) for row in members))
        for group, members in groupby(listed, key=lambda row: row.group)
    ]


def group_words(group: str, s: Screen) -> str:
    """The name of a group of facts."""
    return {
        "profile": s.say("Profile"),
        "figures": s.say("Figures"),
        "partner": s.say("Partners"),
        "location": s.say("Place"),
        "transport": s.say("Transport"),
        "industry": s.say("Industry"),
        "policy": s.say("Policy"),
        "timeline": s.say("Timeline"),
        "risk": s.say("Risks"),
    }.get(group, group)


def fact_row(row: Row, s: Screen) -> Node:
    """One question and every park's answer."""
    cells = [fact_cell(fact, row, s) if fact else unknown_cell(s) for fact in row.facts]
    return row_node(said(row.label, s.lang), cells, same=row.same, name=row.key)


def _only_one(single: list[Row], parks: tuple[Entity, ...], s: Screen) -> Node | None:
    if not single:
        return None
    columns = [_own(place, park, single, s) for place, park in enumerate(parks)]
    return h("details", {"class": "only-one", "data-keep": "only-one"},
             h("summary", None, s.say("Only one park"),
               h("span", "count", s.say("{count} facts", count=len(single)))),
             h("p", "compare-advice", s.say("Facts this atlas holds for one of these parks only.")),
             h("div", {"class": "own-columns", "style": {"--parks": str(len(parks))}}, *columns))


def _own(place: int, park: Entity, single: list[Row], s: Screen) -> Node:
    facts = [fact for row in single if (fact := row.facts[place]) is not None]
    return h("div", "own-column", h("h3", None, disc(park, s.lang), said(park.short or park.names,
                                                                        s.lang)),
             *(fact_block(fact, s) for fact in facts))
