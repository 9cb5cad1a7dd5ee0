"""What still lacks evidence: claims to look at again, and claims without any source."""

from datetime import date

from atlas.i18n.figures import edtf
from atlas.maps.element import Node, h
from layers.freshness import due_day
from layers.model import NOT_FOUND
from pages.widgets.sources.row import entity_link
from pages.widgets.sources.uses import Use
from pages.widgets.wording import Screen, said


def overdue(found: tuple[Use, ...], s: Screen, today: date) -> Node | None:
    """Claims whose review date has passed, folded; nothing where none has."""
    late = [use for use in found if use.claim and due_day(use.claim, today)]
    if not late:
        return None
    rows = [_gap(use, h("span", None, s.say("review was due by {date}", date=edtf(
        use.claim.review_by, s.say))), s) for use in late if use.claim]
    return _fold("overdue", s.say("Claims past their review date"), rows)


def without_source(found: tuple[Use, ...], s: Screen) -> Node | None:
    """Claims for which no source was found, each with the reason."""
    rows = [
        _gap(use, said(use.claim.source_reason, s.lang), s)
        for use in found
        if use.claim and use.source == NOT_FOUND
    ]
    title = s.say("Claims without a source, and why")
    return _fold("without-source", title, rows) if rows else None


def _gap(use: Use, why: Node, s: Screen) -> Node:
    label = said(use.label, s.lang) if use.label else None
    return h("li", None, entity_link(use.entity, s), label, why)


def _fold(name: str, title: str, rows: list[Node]) -> Node:
    return h("details", {"class": "gap", "data-keep": f"sources-{name}"},
             h("summary", None, title, h("span", "count", str(len(rows)))),
             h("ul", None, *rows))
