"""The list of what is due for review and of headline figures on copies, for ``/facts?part=due``."""

from collections.abc import Iterable
from datetime import date

from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.freshness import Asked, Due, Owner, Weak, due, weak_headlines
from layers.model import Claim, Entity
from pages.widgets.freshness_words import due_words, late_words, to_fact, weak_words
from pages.widgets.wording import Screen, claim_figure, disc, said, source_line


def due_list(s: Screen, today: date) -> Node:
    """Both blocks: what is due, by entity and the latest first; what rests on copies only."""
    return h("div", {"class": "due-list", "data-sheet": "status", "data-testid": "due-list"},
             _due_block(due(s.catalog, today), s), _weak_block(weak_headlines(s.catalog), s))


def _due_block(found: tuple[Due, ...], s: Screen) -> Node:
    if not found:
        return h("section", None, h("h2", None, s.say("Nothing is due for review")),
                 h("p", "statement", s.say("No figure shown here is past its review date.")))
    return h("section", None, h("h2", None, due_words(len(found), s)),
             *(_due_group(group, s) for group in by_owner(found)))


def by_owner(found: Iterable[Due]) -> list[list[Due]]:
    """Grouped by whom they are about; headline facts first, then what is latest."""
    groups: dict[str, list[Due]] = {}
    for item in sorted(found, key=_urgency):
        groups.setdefault(item.asked.owner.id, []).append(item)
    return list(groups.values())


def _urgency(item: Due) -> tuple[bool, int]:
    return not item.asked.fact.headline, -item.days


def _due_group(group: list[Due], s: Screen) -> Node:
    rows = [_row(item.asked, item.claim, h("span", "due-late", late_words(item.days, s)), s)
            for item in group]
    return _group(group[0].asked.owner, rows, s)


def _weak_block(found: tuple[Weak, ...], s: Screen) -> Node:
    if not found:
        title = s.say("No headline figure rests on a secondary copy")
        return h("section", None, h("h2", None, title))
    groups: dict[str, list[Weak]] = {}
    for item in found:
        groups.setdefault(item.asked.owner.id, []).append(item)
    return h(
        "section", None,
        h("h2", None, weak_words(len(found), s)),
        h("p", "statement", s.say(
            "Visitors read these first. Find the original and put it in the copy’s place.")),
        *(_weak_group(group, s) for group in groups.values()),
    )


def _weak_group(group: list[Weak], s: Screen) -> Node:
    rows = [_row(item.asked, item.asked.fact.preferred, None, s) for item in group]
    return _group(group[0].asked.owner, rows, s)


def _group(owner: Owner, rows: list[Node], s: Screen) -> Node:
    sign = disc(owner, s.lang) if isinstance(owner, Entity) and owner.layer == "parks" else None
    return h("section", "due-group",
             h("h3", None, sign, said(owner.names, s.lang),
               h("span", "count", number(len(rows), s.lang))),
             h("ul", None, *rows))


def _row(asked: Asked, claim: Claim, late: Node | None, s: Screen) -> Node:
    headline = h("span", "pill pill-info", s.say("headline")) if asked.fact.headline else None
    # A figure stands out; a sentence is read.
    cls = "value" if claim.value is not None or claim.unknown else "sentence"
    return h("li", {"data-testid": "due-item", "data-fact-id": asked.id, "data-claim-id": claim.id},
             h("div", "due-what", said_link(asked, s), headline),
             h("div", "due-value", claim_figure(claim, asked.fact, s, cls=cls)),
             h("div", "due-source", source_line(claim, s)),
             late)


def said_link(asked: Asked, s: Screen) -> Node:
    """A fact's name as the way to where it is mended."""
    label = asked.fact.label.to(s.lang)
    lang = label.lang if label.fallback else None
    return h("a", {**to_fact(asked, s), "lang": lang}, label.text)
