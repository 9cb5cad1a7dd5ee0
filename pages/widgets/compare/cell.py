"""Cells of the comparison: a value, several claims, or a plain "unknown", always with a source."""

from atlas.i18n.figures import edtf
from atlas.maps.element import Node, h
from layers.model import Claim, Fact
from pages.widgets.compare.rows import Row
from pages.widgets.facts.link import correct_link
from pages.widgets.wording import (
    Screen,
    claim_figure,
    grade_mark,
    note,
    said,
    source_line,
    source_name,
)


def source_of(source_id: str, as_of: str, s: Screen) -> Node:
    """Mark, date and publisher of a source that is not a claim's."""
    source = s.catalog.sources.get(source_id)
    if source is None:
        return no_source(s.say("Source not found"))
    return h("span", "source", grade_mark(source, s),
             h("span", "source-date", edtf(as_of or source.date, s.say)), source_name(source, s))


def no_source(words: str) -> Node:
    """A source line that names what is missing instead."""
    return h("span", "source", h("i", {"class": "grade grade-none", "aria-hidden": "true"}),
             h("span", None, words))


def unknown_cell(s: Screen) -> Node:
    """A park without an entry: the word stands where a value would, as large."""
    return h("td", None, h("span", "value unknown", s.say("unknown")),
             no_source(s.say("no entry in this atlas")))


def fact_cell(fact: Fact, row: Row | None, s: Screen) -> Node:
    """All claims of a park's fact, the preferred one marked; its own caption where it differs."""
    own = row is not None and fact.label.to(s.lang) != row.label.to(s.lang)
    caption = fact.label if own else None
    return h("td", "disputed" if fact.disputed else None,
             said(caption, s.lang, "div", "fact-label") if caption else None,
             *(_claim(claim, fact, s) for claim in fact.claims))


def _claim(claim: Claim, fact: Fact, s: Screen) -> Node:
    mark = None
    if fact.disputed:
        words = s.say("preferred") if claim.preferred else s.say("other claim")
        mark = h("div", "conflict-mark", words)
    return h("div", "claim preferred" if fact.disputed and claim.preferred else "claim",
             claim_figure(claim, fact, s, cls="value"),
             note(claim, s), source_line(claim, s), correct_link(claim, fact, s), mark)
