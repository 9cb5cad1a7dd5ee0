"""Which restrictions and conditions touch a cargo on a way: dated facts, never legal advice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, TypeVar

from atlas.routing.graph import Edge
from atlas.routing.query import Query
from layers.catalog import Catalog
from layers.dates import last_day
from layers.network import Mode, Rule

ANY = "any"
HOME = "CN"
State: TypeAlias = Literal["in force", "to come", "over"]
DOUBTS = "~?%"  # of an EDTF date
Found = TypeVar("Found")
ORDER: tuple[State, ...] = ("in force", "to come", "over")


@dataclass(frozen=True, slots=True)
class Touching:
    """A rule that touches the cargo or the way, by what it does, and whether it is in force.

    ``flags`` are those of the cargo; ``crossings``, ``countries`` and ``modes`` are the parts of
    the way, in its order. All of them empty: it touches every cargo on every way.
    """

    rule: Rule
    state: State
    flags: tuple[str, ...] = ()
    crossings: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()


def touching(
    query: Query, steps: Sequence[Edge], catalog: Catalog, *, today: date
) -> tuple[Touching, ...]:
    """The rules that touch this cargo on this way: those in force first, among them the cargo's."""
    found = [item for rule in catalog.network.rules.values()
             if (item := _touching(rule, query, steps, catalog, today)) is not None]
    return tuple(sorted(found, key=lambda item: (ORDER.index(item.state), not item.flags)))


def _touching(
    rule: Rule, query: Query, steps: Sequence[Edge], catalog: Catalog, today: date
) -> Touching | None:
    """The rule with what of the question it is about; None where it does not touch it."""
    flags = tuple(flag for flag in rule.flags if flag in query.cargo.flags)
    if (_special(rule) and not flags) or _of_other_cargo(rule, query.cargo.flags):
        return None
    if not _same_direction(rule, query, catalog):
        return None
    where = [step for step in steps if _is_about(rule, step)]
    if not where:
        return None
    return Touching(
        rule, _state(rule, today), flags=flags,
        crossings=_each(step.record for step in where if rule.crossings),
        countries=_each(country for step in where for country in step.countries
                        if not rule.crossings and country in rule.countries),
        modes=_each(step.mode for step in where if rule.modes),
    )


def _special(rule: Rule) -> bool:
    """Whether it is about marked cargo only."""
    return bool(rule.flags) and ANY not in rule.flags


def _of_other_cargo(rule: Rule, marked: Sequence[str]) -> bool:
    """Whether it names kinds of cargo and this one is marked as others only.

    A rule for food and some other goods may touch a cargo nobody has marked, but no batteries.
    """
    named = {*rule.flags} - {ANY}
    return bool(named and marked) and not named & {*marked}


def _is_about(rule: Rule, step: Edge) -> bool:
    """Whether one step has the mode and the place of a rule at once.

    A lorry in one country and a train in another never make a rule for lorries there. Where a rule
    names borders, those are its place; its countries only say where they lie.
    """
    if rule.modes and step.mode not in rule.modes:
        return False
    if rule.crossings:
        return step.kind == "cross" and bool({step.record, *step.also} & {*rule.crossings})
    return not rule.countries or bool({*step.countries} & {*rule.countries})


def _each(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(dict.fromkeys(found))


def _same_direction(rule: Rule, query: Query, catalog: Catalog) -> bool:
    if rule.direction == "both":
        return True
    starts, ends = (catalog.places[stop].country for stop in (query.origin, query.destination))
    if rule.direction == "west":
        return starts == HOME and ends != HOME
    return starts != HOME and ends == HOME


def _state(rule: Rule, today: date) -> State:
    until = last_day(rule.until) if rule.until else None
    if until is not None and until < today:
        return "over"
    since = rule.since.rstrip(DOUBTS)  # "2026-11" has begun on any day of that month
    return "to come" if since > today.isoformat()[: len(since)] else "in force"
