"""What came of something that was tried: one sentence, and every reason where nothing was kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from atlas.facts.desk import Refused
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.errors import AtlasError, NoSpace, NotAllowed, Problem, ReadOnly, UnknownEntity
from layers.store import Applied, Conflict, Draft
from pages.widgets.facts.problems import problem_words
from pages.widgets.review.words import link
from pages.widgets.wording import Screen

MOST_PROBLEMS = 100
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to say after a form was taken; ``detail`` is what the machine says, in English."""

    sentence: str
    good: bool = True
    problems: tuple[Problem, ...] = ()
    detail: str = ""
    seq: int = 0  # the revision it led to
    draft: str = ""  # the draft it led to


def attempt(s: Screen, act: Callable[[], Done]) -> Done | Outcome:
    """What ``act`` gives, or in words why it could not be done."""
    try:
        return act()
    except AtlasError as error:
        return failed(error, s)


def failed(error: AtlasError, s: Screen) -> Outcome:
    """An error in the editor's language; the machine's own words beside it."""
    if isinstance(error, NoSpace):
        return Outcome(s.say("The disk is too full: {mb} MB are missing. Nothing was changed.",
                             mb=number(error.missing_mb, s.lang)), good=False)
    if isinstance(error, ReadOnly):
        sentence = s.say("Nothing can be saved here at present. Nothing was changed.")
    elif isinstance(error, NotAllowed):
        sentence = s.say("That may not be done here or not by you. Nothing was changed.")
    elif isinstance(error, UnknownEntity):
        sentence = s.say("What this was about is not there any more. Nothing was changed.")
    else:
        sentence = s.say("That could not be done. Nothing was changed.")
    return Outcome(sentence, good=False, detail=str(error))


def proposed(done: Draft | Applied | Refused | Conflict | Outcome, s: Screen) -> Outcome:
    """What came of proposing changes."""
    if isinstance(done, Outcome):
        return done
    if isinstance(done, Refused):
        return refused(done, s)
    if isinstance(done, Conflict):
        return Outcome(s.say(
            "Someone else has changed some of these records in the meantime. Nothing was saved; "
            "look at the present state and try again."), good=False)
    if isinstance(done, Draft) and done.state != "published":
        return Outcome(s.say("Saved as a draft. A second person now has to look at it and publish "
                             "it."), draft=done.id)
    return Outcome(s.say("Published. Every open screen shows it from its next action on."))


def refused(done: Refused, s: Screen) -> Outcome:
    """Why changes were not kept."""
    return Outcome(s.say("Nothing was saved: the data would be wrong. Every reason stands below."),
                   good=False, problems=done.problems)


def outcome_node(outcome: Outcome | None, s: Screen) -> Node | None:
    """The sentence in a frame, with its reasons and where to go on."""
    if outcome is None:
        return None
    return h(
        "div",
        {"class": "notice-good" if outcome.good else "notice-warn",
         "role": "status" if outcome.good else "alert", "data-testid": "outcome"},
        h("p", None, outcome.sentence),
        h("p", {"class": "small", "lang": "en"}, outcome.detail)
        if outcome.detail else None,
        problem_list(outcome.problems, s) if outcome.problems else None,
        h("a", link(s, part="review", draft=outcome.draft), s.say("Open the draft"))
        if outcome.draft else None,
        h("a", link(s, part="history", rev=outcome.seq), s.say("Show it in the history"))
        if outcome.seq else None,
    )


def problem_list(problems: tuple[Problem, ...], s: Screen) -> Node:
    """Each problem: where, what is wrong, what to do."""
    listed = [_problem(problem, s) for problem in problems[:MOST_PROBLEMS]]
    if (left := len(problems) - len(listed)) > 0:
        listed.append(h("li", "more", s.say("and {count} more", count=number(left, s.lang))))
    return h("ul", "problems", *listed)


def _problem(problem: Problem, s: Screen) -> Node:
    if problem.field == "why" and not problem.record:
        return h("li", None, s.say("“Why” is empty. Say it in a few words."))
    if not (problem.record or problem.field or problem.file):
        return h("li", None, s.say("Nothing differs from what is there already."))
    entity = s.catalog.find(problem.record)
    name = entity.names.to(s.lang).text if entity is not None else problem.record
    where = " · ".join(part for part in (name, problem.field) if part)
    words = problem_words(problem, s)
    return h("li", None, h("b", None, where), " ",
             words or h("span", {"lang": "en"}, f"{problem.what} {problem.do}"))
