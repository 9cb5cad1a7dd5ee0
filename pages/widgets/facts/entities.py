"""The rail of the page of facts: everything that facts are kept about, to be found by typing."""

from collections import Counter
from dataclasses import dataclass

from atlas.maps.card import overdue_words, placement_words
from atlas.maps.element import Node, h
from layers.freshness import asked_facts, due
from layers.model import Entity
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.subject import Group, Subject, groups
from pages.widgets.wording import Screen, clock, disc, said

OPEN = ("parks", "lines")  # the rest is folded until it is asked for


@dataclass(frozen=True, slots=True)
class Counts:
    """By subject: how many facts it has, whether any is due, how many drafts wait."""

    facts: Counter[str]
    late: frozenset[str]
    drafts: Counter[str]


def entities(s: Screen, *, chosen: str, drafts: Counter[str]) -> Node:
    """Every subject by group, with how many facts each has and what waits."""
    counts = Counts(
        Counter(item.owner.id for item in asked_facts(s.catalog)),
        frozenset(item.asked.owner.id for item in due(s.catalog, s.today)),
        drafts,
    )
    return h(
        "nav",
        {"class": "facts-rail", "aria-label": s.say("Places"), "data-sheet": "facts-page",
         "data-filter-scope": ""},
        h("input", {"type": "search", "class": "facts-filter", "data-filter": "",
                    "placeholder": s.say("Find a place"), "aria-label": s.say("Find a place")}),
        *(_group(group, s, chosen, counts) for group in groups(s)),
    )


def _group(group: Group, s: Screen, chosen: str, counts: Counts) -> Node:
    holds = any(member.id == chosen for member in group.members)
    return h(
        "details",
        {"class": "group", "open": group.id in OPEN or holds,
         "data-keep": None if holds else f"facts-{group.id}"},
        h("summary", None, group.title, h("span", "count", str(len(group.members)))),
        *(_row(member, s, chosen, counts) for member in group.members),
    )


def _row(member: Subject, s: Screen, chosen: str, counts: Counts) -> Node:
    facts, waiting = counts.facts[member.id], counts.drafts[member.id]
    park = member if isinstance(member, Entity) and member.layer == "parks" else None
    # A filter searches every language, whichever is shown.
    hay = " ".join((member.id, *member.names.values()))
    return h(
        "a",
        {**FactsAddress(sel=member.id).link(s.view), "class": "row", "data-hay": hay,
         "data-feature": member.id, "data-testid": "facts-entity",
         "aria-current": "true" if member.id == chosen else None},
        disc(park, s.lang) if park else None,
        h("span", "row-words", said(member.names, s.lang, "b"),
          h("small", None, placement_words(park, s.phrasing)) if park else None),
        clock(overdue_words(s.phrasing)) if member.id in counts.late else None,
        _waiting(waiting, s) if waiting else None,
        h("span", "count", str(facts)) if facts else None,
    )


def _waiting(count: int, s: Screen) -> Node:
    words = s.say("{count} drafts wait", count=count)
    return h("span", {"class": "badge badge-warn", "title": words, "aria-label": words},
             str(count))
