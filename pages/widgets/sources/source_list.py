"""The page of sources: counts, the age of the evidence, filter, rows, data licences."""

from collections import Counter
from datetime import date
from itertools import groupby
from pathlib import Path

from atlas.i18n.figures import number
from atlas.maps.charts.age import age_chart
from atlas.maps.element import Node, h
from layers.freshness import due_day
from layers.model import NOT_FOUND, UNDATED, Source
from pages.widgets.sources.age import STALE_YEARS, ages, weakest_first
from pages.widgets.sources.gaps import overdue, without_source
from pages.widgets.sources.licences import licence_block
from pages.widgets.sources.row import shares, source_row
from pages.widgets.sources.uses import Use, by_source, uses
from pages.widgets.url_state import address
from pages.widgets.wording import Screen

WEAK = ("not-found", "copy")


def source_list(s: Screen, *, today: date, data: Path) -> Node:
    """The whole page; ``data`` is the folder of the text files, for their licences."""
    found = uses(s.catalog)
    ordered = weakest_first(s.catalog.sources.values())
    return h(
        "div",
        {"class": "sources", "data-filter-scope": ""},
        h("div", "sources-head",
          h("h1", None, s.say("Sources")),
          _counts(ordered, found, s, today),
          h("figure", "age", h("figcaption", None, s.say(
              "Each mark is one source, by the year of its date")),
            h("div", "age-box", age_chart(ages(ordered), undated=s.say("undated"),
                                          label=_counted(ordered, s))))),
        h("div", "gaps", overdue(found, s, today), without_source(found, s)),
        _controls(s),
        *_rows(ordered, found, s, today),
        h("p", "none-left", s.say("No source matches. Clear the filter to see all.")),
        licence_block(s, data / "LICENSES.md"),
        h("p", "part-note", h("a", {"href": address("/status", s.view),
                                    "act": {"go": "/status"}}, s.say("State of the atlas"))),
    )


def _counts(listed: list[Source], found: tuple[Use, ...], s: Screen, today: date) -> Node:
    claims = [use.claim for use in found if use.claim is not None]
    late = sum(1 for claim in claims if due_day(claim, today) is not None)
    missing = sum(1 for claim in claims if claim.source == NOT_FOUND)
    return h(
        "div",
        "counts-lines",
        h("p", "counts-line", _counted(listed, s)),
        h("p", "counts-line", s.say(
            "{claims} claims · {late} past their review date · {missing} without a source",
            claims=number(len(claims), s.lang), late=number(late, s.lang),
            missing=number(missing, s.lang))),
    )


def _counted(listed: list[Source], s: Screen) -> str:
    grades = Counter(source.grade for source in listed)
    undated = sum(source.date == UNDATED for source in listed)
    return s.say(
        "{all} sources · {official} official · {press} press and institutions · {copies} copies"
        " · {undated} undated",
        all=number(len(listed), s.lang), official=number(grades["official"], s.lang),
        press=number(grades["press"], s.lang), copies=number(grades["copy"], s.lang),
        undated=number(undated, s.lang))


def _controls(s: Screen) -> Node:
    """Filter box and chips; both work in the page, without the server."""
    chips = {
        "all": s.say("All"),
        "official": s.say("Official"),
        "press": s.say("Press"),
        "copy": s.say("Copies"),
        "undated": s.say("Undated"),
        "stale": s.say("Over {years} years", years=STALE_YEARS),
    }
    return h(
        "div",
        "source-controls",
        h("input", {"type": "text", "class": "source-filter", "data-filter": "",
                    "placeholder": s.say("Filter by title, publisher, date"),
                    "aria-label": s.say("Filter by title, publisher, date")}),
        h("div", {"class": "chips", "role": "group", "aria-label": s.say("Grade")},
          *(_chip(name, title) for name, title in chips.items())),
        _columns(s),
    )


def _chip(name: str, title: str) -> Node:
    mark = {"official": "full", "press": "half", "copy": "quarter"}.get(name)
    return h(
        "label",
        "chip",
        h("input", {"type": "radio", "name": "source-grade", "class": "chip-box",
                    "value": name, "checked": name == "all"}),
        h("i", f"grade grade-{mark}") if mark else None,
        h("span", None, title),
    )


def _rows(
    ordered: list[Source], found: tuple[Use, ...], s: Screen, today: date
) -> list[Node]:
    resting = by_source(found)
    shared, places = shares(resting.values(), s)
    return [shared, *(
        h("section", "source-part",
          h("h2", None, _part_title(weak, s)), h("p", "part-note", _part_note(weak, s)),
          *(source_row(source, resting.get(source.id, Counter()), s, places=places, today=today)
            for source in members))
        for weak, members in groupby(ordered, key=lambda source: source.grade in WEAK)
    )]


def _part_title(weak: bool, s: Screen) -> str:
    if weak:
        return s.say("Weak: not found, or known from a copy only")
    return s.say("Press and official, the undated and the oldest first")


def _part_note(weak: bool, s: Screen) -> str:
    if weak:
        return s.say("The original was not reached, so there is no link to it.")
    return s.say("Where no licence is named, facts were taken and no text was copied.")


def _columns(s: Screen) -> Node:
    """What the columns of the rows are, once, above them all."""
    titles = (s.say("Source"), s.say("Publisher"), s.say("Date"), s.say("Age"), s.say("Uses"))
    return h("div", {"class": "source-columns", "aria-hidden": "true"},
             h("span"), *(h("span", None, title) for title in titles))

