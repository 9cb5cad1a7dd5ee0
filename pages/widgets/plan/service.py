"""“Service”: trains, departures, cut-offs, limits and notices of all one books on the way."""

from collections.abc import Iterator

from atlas.i18n.figures import remark
from atlas.maps.element import Node, h
from atlas.routing.service import NOTICES, Answer, services
from atlas.routing.service import Asked as Subject
from layers.dates import last_day
from layers.model import Claim, Fact
from pages.widgets.facts.link import correct_link
from pages.widgets.plan.evidence import assumed_mark, not_found, value_of
from pages.widgets.plan.question import Asked
from pages.widgets.wording import Screen, note, said, source_line


def service_part(asked: Asked) -> Node:
    """A card for each terminal and border in the order of travel, then the train services."""
    s, way = asked.s, asked.chosen
    found = services(way.steps, s.catalog) if way else ()
    known = sum(_sourced(answer) for item in found for answer in item.answers)
    count = sum(len(item.answers) for item in found)
    return h(
        "div", {"class": "service", "data-sheet": "plan_parts", "data-testid": "plan-service"},
        h("p", "part-note", s.say(
            "{known} of {count} questions have an answer with a source; “not found” says that "
            "nobody publishes it where we looked. Ask the operator before booking.",
            known=known, count=count)),
        *_trains([item for item in found if item.kind == "service"], asked),
        h("h3", None, s.say("Terminals and borders in the order of travel")),
        h("div", "service-cards", *(_card(item, s) for item in found if item.kind != "service")),
    )


def _trains(found: list[Subject], asked: Asked) -> Iterator[Node]:
    """The train services of the lane first; that none is known is said as well."""
    s, way = asked.s, asked.chosen
    if way is None or not any(step.mode == "rail" for step in way.steps):
        return
    yield h("h3", None, s.say("Train services on this lane"))
    if found:
        yield h("div", "service-cards", *(_card(item, s) for item in found))
        return
    yield h("p", "part-note", not_found(s), " ", s.say(
        "No source names a train service that runs to a place of this way over its borders."))


def _sourced(answer: Answer) -> bool:
    """Whether it is answered by more than our assumption."""
    return any(not fact.preferred.assumed for fact in answer.facts)


def _card(item: Subject, s: Screen) -> Node:
    return h(
        "section", {"class": f"service-card service-{item.kind}", "data-subject": item.id},
        h("h3", None, said(item.subject, s.lang), " ",
          h("small", None, item.what.to(s.say, s.lang))),
        h("dl", None, *(node for answer in item.answers for node in _answer(answer, s))),
    )


def _answer(answer: Answer, s: Screen) -> Iterator[Node]:
    yield h("dt", None, answer.question.to(s.say, s.lang))
    if not answer.facts:
        yield h("dd", None, not_found(s))
        return
    dated = answer.question is NOTICES
    question = answer.question.to(s.say, s.lang)
    yield h("dd", None, *(_fact(fact, question, s, dated=dated) for fact in answer.facts))


def _fact(fact: Fact, question: str, s: Screen, *, dated: bool) -> Node:
    """Notices all, the newest first; of other claims the one that counts, the others folded."""
    if dated:
        claims = sorted(fact.claims, key=lambda claim: str(last_day(claim.as_of) or ""),
                        reverse=True)
        return h("div", "service-fact", *(_claim(claim, fact, s) for claim in claims))
    first, *others = fact.claims
    return h("div", "service-fact", _label(fact, question, s), _claim(first, fact, s),
             _others(others, fact, s))


def _label(fact: Fact, question: str, s: Screen) -> Node | None:
    """What a figure is, where the question does not say it; a sentence needs no such words."""
    if fact.preferred.value is None or fact.label.to(s.lang).text == question:
        return None
    return said(fact.label, s.lang, "div", "fact-label")


def _claim(claim: Claim, fact: Fact, s: Screen) -> Node:
    added = claim.text and claim.value is not None and remark(claim, s.lang, s.say)
    return h(
        "div", "service-claim" + (" is-assumed" if claim.assumed else ""),
        assumed_mark(s) if claim.assumed else None,
        h("div", "service-value", value_of(claim, fact, s)),
        said(claim.text, s.lang, "div", "fact-note") if added else None,
        note(claim, s), source_line(claim, s), correct_link(claim, fact, s),
    )


def _others(claims: list[Claim], fact: Fact, s: Screen) -> Node | None:
    if not claims:
        return None
    return h("details", {"class": "way-fold", "data-keep": f"plan-service-{claims[0].id}"},
             h("summary", None, s.say("More claims: {count}", count=len(claims))),
             *(_claim(claim, fact, s) for claim in claims))
