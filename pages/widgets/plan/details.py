"""What stands under the chosen alternative: why it is one, and what its figures rest on."""

from collections.abc import Iterator, Sequence

from atlas.maps.charts.day_bands import Published
from atlas.maps.element import Node, h
from atlas.routing.plan import Alternative
from layers.text import Text
from pages.widgets.plan.measures import (
    basis_words,
    cost_words,
    emission_words,
    listed,
    parted,
    sentences,
)
from pages.widgets.plan.question import Asked
from pages.widgets.plan.steps import step_words
from pages.widgets.wording import Screen

ASSUMED = "assumed"


def details(item: Alternative, asked: Asked, published: Sequence[Published]) -> Node:
    """What tells it from the others; folded under it, what its figures rest on."""
    s = asked.s
    return h(
        "div", "way-more",
        h("p", None, sentences((item.reason.to(s.say, s.lang), _own_words(item, s),
                                _published_words(published, s)), s)),
        _like(item, asked),
        _nearby_words(published, s),
        _assumptions(item, s),
        h("details", {"class": "way-fold", "data-keep": "plan-basis"},
          h("summary", None, s.say("What the figures rest on")),
          *(h("p", None, h("b", None, f"{title} "), words) for title, words in _basis(item, s))),
    )


def _basis(item: Alternative, s: Screen) -> Iterator[tuple[str, str]]:
    yield s.say("Kilometres"), basis_words(item, s)
    if item.days and item.days.n_own:
        yield s.say("Own trips"), s.say("the band rests on {count} trips of our own",
                                        count=item.days.n_own)
    yield s.say("Cost"), cost_words(item, s)
    yield "CO₂e", sentences((emission_words(item, s), item.emissions.scope.to(s.say, s.lang)), s)


def _own_words(item: Alternative, s: Screen) -> str:
    """That the days are those of our own trips; empty where they are the model's."""
    if item.days is None or not item.days.n_own:
        return ""
    return s.say("The days are those of {count} own trips.", count=item.days.n_own)


def _published_words(published: Sequence[Published], s: Screen) -> str:
    """What is published for this very lane; without any, that none was found."""
    own = [one.words for one in published if not one.nearby]
    if not own:
        return s.say("No published time for this lane was found.")
    return s.say("Published: {times}", times=parted(own, s))


def _nearby_words(published: Sequence[Published], s: Screen) -> Node | None:
    nearby = [one.words for one in published if one.nearby]
    if not nearby:
        return None
    return h("details", {"class": "way-fold", "data-keep": "plan-nearby"},
             h("summary", None, s.say("Published for lanes close by: {count}", count=len(nearby))),
             h("ul", None, *(h("li", None, words) for words in nearby)))


def _like(item: Alternative, asked: Asked) -> Node | None:
    """The alternatives it can't be told apart from; those of its kind by their place alone."""
    s = asked.s
    names = [_short(other, item, s) for other in asked.alternatives if other.id in item.like]
    if not names:
        return None
    return h("p", "way-alike", s.say("In days it cannot be told apart from: {names}",
                                     names=listed(names, s)))


def _short(other: Alternative, item: Alternative, s: Screen) -> str:
    place = [value for _key, value in other.name.params if isinstance(value, Text)]
    if other.name.msgid == item.name.msgid and place:
        return place[0].to(s.lang).text
    return other.name.to(s.say, s.lang)


def _assumptions(item: Alternative, s: Screen) -> Node | None:
    """Each step whose time is our assumption, with its sentence; own trips rest on none."""
    if item.days is not None and item.days.n_own:
        return None
    found = [(step, hours) for step, hours in zip(item.steps, item.hours, strict=True)
             if hours is not None and hours.basis == ASSUMED]
    if not found:
        return None
    title = s.say("{count} of {all} steps rest on an assumption", count=len(found),
                  all=len(item.steps))
    rows: dict[str, list[str]] = {}
    for step, hours in found:
        rows.setdefault(hours.why.to(s.say, s.lang), []).append(step_words(step, s))
    return h("details", {"class": "way-fold", "data-keep": "plan-assumed"},
             h("summary", None, h("i", {"class": "hatch-sign", "aria-hidden": "true"}), title),
             h("ul", None, *(h("li", None, h("b", None, _few(steps, s)), " ", why)
                             for why, steps in rows.items())))


MOST_NAMED = 3


def _few(names: Sequence[str], s: Screen) -> str:
    """The first of many, and how many more."""
    if len(names) <= MOST_NAMED:
        return listed(names, s)
    more = len(names) - MOST_NAMED
    return s.say("{names} and {count} more", names=listed(names[:MOST_NAMED], s), count=more)
