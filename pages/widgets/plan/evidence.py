"""What a figure of the planner rests on: its claim by id, its source, that it is assumed."""

from collections.abc import Iterable, Iterator

from atlas.maps.element import Node, h
from layers.catalog import Catalog
from layers.model import Claim, Fact
from layers.network import Rate, Rule
from layers.text import EMPTY
from pages.widgets.wording import Screen, claim_figure, said, source_line

FIGURE = "plan-figure"


def claims_of(ids: Iterable[str], catalog: Catalog) -> list[tuple[Claim, Fact]]:
    """The claims of these ids with the facts they answer; those there are no longer left out."""
    return [found for name in ids if (found := _claim(name, catalog)) is not None]


def _claim(name: str, catalog: Catalog) -> tuple[Claim, Fact] | None:
    """A claim by its id, which begins with that of its record."""
    record = name.partition(".")[0]
    network = catalog.network
    for part in (network.factors, network.running, network.crossings, network.terminals,
                 network.rates, network.trips):
        for fact in part[record].facts if record in part else ():
            for claim in fact.claims:
                if claim.id == name:
                    return claim, fact
    return None


def rule_claim(rule: Rule) -> Claim:
    """A rule's source and dates as those of a claim."""
    return Claim(
        id=rule.id, value=None, unit=None, text=rule.text, as_of=rule.as_of, source=rule.source,
        source_reason=rule.source_reason, confidence="medium", review_by=rule.review_by,
        preferred=True, unknown=False, note=EMPTY,
    )


def value_of(claim: Claim, fact: Fact, s: Screen) -> Node:
    """A claim's figure with its unit, in the size of the text around it."""
    return claim_figure(claim, fact, s, cls=FIGURE)


def assumed_mark(s: Screen) -> Node:
    """The hatched sign of an assumption, with the word."""
    return h("span", "assumed-mark", h("i", {"class": "hatch-sign", "aria-hidden": "true"}),
             s.say("our assumption"))


def sources_of(ids: Iterable[str], s: Screen) -> Iterator[Node]:
    """A line for the source of each claim; an own figure says that it is one."""
    ids = tuple(ids)
    found = claims_of(ids, s.catalog)
    for claim, _fact in found:
        yield h("span", {"class": "evidence", "data-claim": claim.id},
                assumed_mark(s) if claim.assumed else None, source_line(claim, s))
    for name in ids:
        own = s.catalog.network.own.get(name)
        if own is not None:
            yield h("span", "evidence", s.say("own figure"), " ", own.as_of)


def rate_line(rate: Rate, s: Screen) -> Node | None:
    """A published price: figure, what it covers, source."""
    fact = rate.fact("price")
    if fact is None:
        return None
    claim = fact.preferred
    return h("li", None, h("b", None, value_of(claim, fact, s)), " ",
             said(rate.scope, s.lang), " ", source_line(claim, s))


def not_found(s: Screen) -> Node:
    """What stands in the place of a figure nobody has published."""
    return h("span", "unknown", s.say("not found"))
