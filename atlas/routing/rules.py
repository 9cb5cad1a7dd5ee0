"""Which restrictions and conditions touch a cargo on a way: dated facts, never legal advice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from atlas.routing.graph import Edge
from atlas.routing.query import Query
from atlas.routing.said import Said, said
from layers.catalog import Catalog
from layers.dates import last_day
from layers.network import Rule

ANY = "any"
HOME = "CN"
State: TypeAlias = Literal["in force", "over", "to come"]
FLAG_NAMES = {
    "battery": said("batteries"),
    "food": said("food"),
    "chilled": said("chilled cargo"),
    "dual-use": said("dual-use goods"),
}


@dataclass(frozen=True, slots=True)
class Touching:
    """A rule that touches the cargo or the way, why it does, and whether it is in force."""

    rule: Rule
    why: tuple[Said, ...]
    state: State


def touching(
    query: Query, steps: Sequence[Edge], catalog: Catalog, *, today: date
) -> tuple[Touching, ...]:
    """The rules that touch this cargo on this way: for the cargo first, ended ones last."""
    found = [
        Touching(rule, why, _state(rule, today))
        for rule in catalog.network.rules.values()
        if (why := tuple(_why(rule, query, steps, catalog)))
    ]
    order = {"in force": 0, "to come": 1, "over": 2}
    return tuple(sorted(found, key=lambda item: (order[item.state], not _special(item.rule))))


def _special(rule: Rule) -> bool:
    return bool(rule.flags) and ANY not in rule.flags


def _why(
    rule: Rule, query: Query, steps: Sequence[Edge], catalog: Catalog
) -> Iterator[Said]:
    """What of the question the rule is about; nothing where it does not touch it."""
    flags = set(query.cargo.flags) & set(rule.flags)
    if (_special(rule) and not flags) or not _same_direction(rule, query, catalog):
        return
    places = list(_where(rule, steps, catalog))
    if not places and _is_about_places(rule):
        return
    for flag in sorted(flags):
        yield FLAG_NAMES[flag]
    yield from places
    if not flags and not places:
        yield said("every cargo")


def _is_about_places(rule: Rule) -> bool:
    return bool(rule.modes or rule.countries or rule.crossings)


def _where(rule: Rule, steps: Sequence[Edge], catalog: Catalog) -> Iterator[Said]:
    """Which part of the way it is about; a rule may name modes, countries and borders at once."""
    modes = {step.mode for step in steps}
    if rule.modes and not modes & {*rule.modes}:
        return
    crossed = [step for step in steps if step.kind == "cross"]
    at = [step for step in crossed if {step.record, *step.also} & {*rule.crossings}]
    countries = {country for step in steps for country in step.countries}
    through = [country for country in rule.countries if country in countries]
    if (rule.crossings and not at) and not through:
        return
    if rule.countries and not through and not at:
        return
    for step in at:
        yield said("the border {border}",
                   {"border": catalog.network.crossings[step.record].names})
    if through and not at:
        yield said("the way through {countries}", {"countries": ", ".join(through)})
    if not at and not through and rule.modes:
        yield said("the mode of transport")


def _same_direction(rule: Rule, query: Query, catalog: Catalog) -> bool:
    if rule.direction == "both":
        return True
    starts, ends = (catalog.places[stop].country for stop in (query.origin, query.destination))
    if rule.direction == "west":
        return starts == HOME and ends != HOME
    return starts != HOME and ends == HOME


def _state(rule: Rule, today: date) -> State:
    until = last_day(rule.until) if rule.until else None
    since = last_day(rule.since) if rule.since else None
    if until is not None and until < today:
        return "over"
    return "to come" if since is not None and since > today else "in force"
