"""The list of what is due for review and of headline figures on copies, for ``/facts?part=due``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.freshness import WEAK_GRADES, Asked, Due, due, weak_headlines
from layers.model import NOT_FOUND, Claim
from pages.widgets.freshness.words import due_words, late_words, to_fact, weak_words
from pages.widgets.wording import Screen, claim_figure, said, source_line

A_YEAR = 365  # days


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the list; ``days`` it is late, None where it only rests on a copy."""

    asked: Asked
    claim: Claim
    days: int | None
    copy: bool

    @property
    def headline(self) -> bool:
        """Whether visitors read it first."""
        return bool(self.asked.fact.headline)

    @property
    def old(self) -> bool:
        """Whether its review is due for more than a year."""
        return self.days is not None and self.days > A_YEAR


def due_list(s: Screen, today: date) -> Node:
    """Both blocks: what is due, the most urgent first; what rests on copies only."""
    late = [_late(item, s) for item in by_urgency(due(s.catalog, today))]
    weak = [Row(item.asked, item.asked.fact.preferred, None, copy=True)
            for item in weak_headlines(s.catalog)]
    return h(
        "div",
        {"class": "due-list", "data-sheet": "status", "data-testid": "due-list",
         "data-filter-scope": ""},
        _controls((*late, *weak), s) if late or weak else None,
        _due_block(late, s),
        _weak_block(weak, s),
        h("p", "none-left", s.say("No figure matches. Clear the filter to see all.")),
    )


def by_urgency(found: Iterable[Due]) -> list[Due]:
    """Headline figures first, of each kind the latest, whichever place they are about."""
    return sorted(found, key=lambda item: (not item.asked.fact.headline, -item.days))


def _late(item: Due, s: Screen) -> Row:
    source = s.catalog.source_of(item.claim)
    grade = source.grade if source is not None else NOT_FOUND
    copy = not item.claim.unknown and grade in WEAK_GRADES
    return Row(item.asked, item.claim, item.days, copy)


def _controls(rows: Sequence[Row], s: Screen) -> Node:
    """Filter box and chips with how many each leaves; both work without the server."""
    chips = {
        "all": (s.say("All"), list(rows)),
        "headline": (s.say("Headline figures"), [row for row in rows if row.headline]),
        "year": (s.say("Late by more than a year"), [row for row in rows if row.old]),
        "copy": (s.say("On copies or without a source"), [row for row in rows if row.copy]),
    }
    words = s.say("Filter by place, figure or source")
    return h(
        "div",
        "due-controls",
        h("input", {"type": "search", "class": "source-filter", "data-filter": "",
                    "placeholder": words, "aria-label": words}),
        h("div", {"class": "chips", "role": "group", "aria-label": s.say("Show")},
          *(_chip(name, title, chosen, s) for name, (title, chosen) in chips.items() if chosen)),
    )


def _chip(name: str, title: str, rows: Sequence[Row], s: Screen) -> Node:
    figures = len({row.claim.id for row in rows})
    return h(
        "label",
        "chip",
        h("input", {"type": "radio", "name": "due-which", "class": "chip-box", "value": name,
                    "checked": name == "all"}),
        h("span", None, title),
        h("span", "count", number(figures, s.lang)),
    )


def _due_block(rows: Sequence[Row], s: Screen) -> Node:
    if not rows:
        return h("section", None, h("h2", None, s.say("Nothing is due for review")),
                 h("p", "statement", s.say("No figure shown here is past its review date.")))
    first = [row for row in rows if row.headline]
    others = [row for row in rows if not row.headline]
    return h("section", "due-block", h("h2", None, due_words(len(rows), s)),
             _part(s.say("Headline figures, the latest first"), first, s),
             _part(s.say("Other figures, the latest first"), others, s))


def _weak_block(rows: Sequence[Row], s: Screen) -> Node:
    if not rows:
        title = s.say("No headline figure rests on a secondary copy")
        return h("section", None, h("h2", None, title))
    return h(
        "section", "due-block",
        h("h2", None, weak_words(len(rows), s)),
        h("p", "statement", s.say(
            "Visitors read these first. Find the original and put it in the copy’s place.")),
        _part("", rows, s),
    )


def _part(title: str, rows: Sequence[Row], s: Screen) -> Node | None:
    if not rows:
        return None
    head = h("h3", None, title, h("span", "count", number(len(rows), s.lang))) if title else None
    return h("div", "due-part", head, h("ul", None, *(_row(row, s) for row in rows)))


def _row(row: Row, s: Screen) -> Node:
    asked, claim = row.asked, row.claim
    # A figure stands out; a sentence is read.
    cls = "value" if claim.value is not None or claim.unknown else "sentence"
    late = h("span", "due-late", late_words(row.days, s)) if row.days is not None else None
    return h(
        "li",
        {"data-testid": "due-item", "data-fact-id": asked.id, "data-claim-id": claim.id,
         "data-headline": "" if row.headline else None, "data-year": "" if row.old else None,
         "data-copy": "" if row.copy else None, "data-hay": _hay(row, s)},
        h("div", "due-what", said(asked.owner.names, s.lang, "span"), said_link(asked, s)),
        h("div", "due-value", claim_figure(claim, asked.fact, s, cls=cls)),
        h("div", "due-source", source_line(claim, s)),
        late,
    )


def _hay(row: Row, s: Screen) -> str:
    """What a filter finds a row by, in every language, whichever is shown."""
    source = s.catalog.source_of(row.claim)
    named = (source.title, source.publisher.names) if source is not None else ()
    texts = (row.asked.owner.names, row.asked.fact.label, *named)
    return " ".join((row.asked.id, *(word for text in texts for word in text.values())))


def said_link(asked: Asked, s: Screen) -> Node:
    """A fact's name as the way to where it is mended."""
    label = asked.fact.label.to(s.lang)
    lang = label.lang if label.fallback else None
    return h("a", {**to_fact(asked, s), "lang": lang}, label.text)
