"""Which figures are due for review, and which headline figures rest on copies only.

A claim is *due* when the last day of its ``review_by`` has passed. A headline fact is *weak* when
what it shows first rests on a secondary copy or on no source, though it is not unknown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from layers.catalog import Catalog
from layers.dates import last_day
from layers.model import Claim, Entity, Fact, Grade, PlanSystem, Service, Source, SystemItem

Owner: TypeAlias = Entity | Service | PlanSystem
WEAK_GRADES: tuple[Grade, ...] = ("copy", "not-found")
ITEM_FACT = "status"  # what an item of the city's plan is known for today


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact with whom it is about. ``id`` is that of its record: ``<entity>.<key>``."""

    owner: Owner
    fact: Fact
    id: str


@dataclass(frozen=True, slots=True)
class Due:
    """A claim to look at again: since which day, and how many days ago that was."""

    asked: Asked
    claim: Claim
    day: date
    days: int


@dataclass(frozen=True, slots=True)
class Weak:
    """A headline fact on a secondary copy; ``source`` is None where none was found."""

    asked: Asked
    source: Source | None


def due_day(claim: Claim, today: date) -> date | None:
    """The last day by which a claim should have been reviewed; None where that is not over."""
    day = last_day(claim.review_by)
    return day if day is not None and day < today else None


def overdue(facts: tuple[Fact, ...], today: date) -> int:
    """How many claims of these facts are due."""
    return sum(due_day(claim, today) is not None for fact in facts for claim in fact.claims)


def due(catalog: Catalog, today: date) -> tuple[Due, ...]:
    """Every claim that is due, in catalogue order."""
    return tuple(
        Due(asked, claim, day, (today - day).days)
        for asked in asked_facts(catalog)
        for claim in asked.fact.claims
        if (day := due_day(claim, today)) is not None
    )


def weak_headlines(catalog: Catalog) -> tuple[Weak, ...]:
    """Every headline fact that rests on a copy or on nothing, in catalogue order."""
    found = ((asked, asked.fact.preferred) for asked in asked_facts(catalog) if asked.fact.headline)
    return tuple(
        Weak(asked, source)
        for asked, claim in found
        if not claim.unknown
        and ((source := catalog.source_of(claim)) is None or source.grade in WEAK_GRADES)
    )


def asked_facts(catalog: Catalog) -> Iterator[Asked]:
    """Every fact, those of the city's plan among them."""
    for owner, fact in catalog.all_facts():
        yield Asked(owner, fact, f"{owner.id}.{fact.key}")
    for system in catalog.systems:
        for item in system.items:
            if item.status:
                yield Asked(system, _item_fact(item), f"{item.id}.{ITEM_FACT}")


def _item_fact(item: SystemItem) -> Fact:
    return Fact(ITEM_FACT, "profile", item.text, "public", None, item.status)
