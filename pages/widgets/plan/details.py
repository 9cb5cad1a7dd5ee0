"""What stands under the chosen alternative: why it is one, and what its figures rest on."""

from collections.abc import Iterator, Sequence

from atlas.maps.charts.day_bands import Published
from atlas.maps.element import Node, h
from atlas.routing.plan import Alternative
from pages.widgets.plan.measures import basis_words, cost_words, emission_words
from pages.widgets.plan.question import Asked
from pages.widgets.plan.steps import step_words
from pages.widgets.wording import Screen

ASSUMED = "assumed"


def details(item: Alternative, asked: Asked, published: Sequence[Published]) -> Node:
    """All sentences of an alternative."""
    s = asked.s
    return h("div", "way-more", *(
        h("p", None, h("b", None, f"{title} ") if title else None, words)
        for title, words in _lines(item, asked, published) if words
    ), _assumptions(item, s), _scope(item, s))


def _scope(item: Alternative, s: Screen) -> Node:
    """What the emissions count and what not."""
    return h("details", {"class": "way-assumed", "data-keep": "plan-scope"},
             h("summary", None, s.say("What the CO₂e estimate counts")),
             h("p", None, item.emissions.scope.to(s.say, s.lang)))


def _lines(
    item: Alternative, asked: Asked, published: Sequence[Published]
) -> Iterator[tuple[str, str]]:
    s = asked.s
    yield s.say("Way"), item.reason.to(s.say, s.lang)
    yield s.say("Distance"), basis_words(item, s)
    yield s.say("Published"), _published_words(published, s)
    if item.days and item.days.n_own:
        yield s.say("Own trips"), s.say("the band rests on {count} trips of our own",
                                        count=item.days.n_own)
    if item.cost.usd is not None:
        yield s.say("Cost"), cost_words(item, s)
    if item.emissions.low is None:
        yield s.say("Emissions"), emission_words(item, s)
    yield "", _like(item, asked)


def _published_words(published: Sequence[Published], s: Screen) -> str:
    if not published:
        return s.say("no published time for this lane by this way was found")
    return "; ".join(one.words for one in published)


def _like(item: Alternative, asked: Asked) -> str:
    """The alternatives it can't be told apart from."""
    s = asked.s
    names = [other.name.to(s.say, s.lang) for other in asked.alternatives if other.id in item.like]
    if not names:
        return ""
    return s.say("cannot be told apart from {names}", names=", ".join(names))


def _assumptions(item: Alternative, s: Screen) -> Node | None:
    """Each step whose time is our assumption, with its sentence."""
    found = [(step, hours) for step, hours in zip(item.steps, item.hours, strict=True)
             if hours is not None and hours.basis == ASSUMED]
    if not found:
        return None
    title = s.say("{count} of {all} steps rest on an assumption", count=len(found),
                  all=len(item.steps))
    rows: dict[str, list[str]] = {}
    for step, hours in found:
        rows.setdefault(hours.why.to(s.say, s.lang), []).append(step_words(step, s))
    return h("details", {"class": "way-assumed", "data-keep": "plan-assumed"},
             h("summary", None, h("i", {"class": "hatch-sign", "aria-hidden": "true"}), title),
             h("ul", None, *(h("li", None, h("b", None, _few(steps, s)), " ", why)
                             for why, steps in rows.items())))


MOST_NAMED = 3


def _few(names: Sequence[str], s: Screen) -> str:
    """The first of many, and how many more."""
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    more = len(names) - MOST_NAMED
    return s.say("{names} and {count} more", names=", ".join(names[:MOST_NAMED]), count=more)
