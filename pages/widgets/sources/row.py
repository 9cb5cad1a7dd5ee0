"""One source as a folded row: mark, title, publisher, date, age; inside, what rests on it."""

from collections import Counter
from datetime import date
from urllib.parse import urlsplit

from atlas.i18n.figures import edtf, number
from atlas.maps.element import Node, h
from layers.model import UNDATED, Source
from pages.widgets.sources.age import STALE_YEARS, age_words, age_years
from pages.widgets.url_state import address
from pages.widgets.wording import GRADE_MARKS, Screen, said

FACTS_ONLY = "facts only"  # the usual case, said once above the rows: nothing was copied


def source_row(source: Source, resting: Counter[str], s: Screen, today: date) -> Node:
    """A row; ``resting`` counts how often each entity rests on the source.

    Its parts carry no classes of their own: hundreds of rows are one tree, styled by place.
    """
    years = age_years(source, today)
    stale = years is None or years > STALE_YEARS
    return h(
        "details",
        {"data-hay": _hay(source, s), "data-grade": source.grade,
         "data-undated": "" if source.date == UNDATED else None,
         "data-stale": "" if stale else None},
        h("summary", None,
          h("i", {"class": f"grade grade-{GRADE_MARKS[source.grade]}"}),
          said(source.title, s.lang, "b"),
          said(source.publisher.names, s.lang),
          h("span", None, edtf(source.date, s.say)),
          h("span", None, age_words(years, s.say)),
          h("span", None, number(resting.total(), s.lang))),
        _inside(source, resting, s),
    )


def _hay(source: Source, s: Screen) -> str:
    return f"{source.title.to(s.lang)} {source.publisher.names.to(s.lang)} {source.date}"


def _inside(source: Source, resting: Counter[str], s: Screen) -> Node:
    return h(
        "div",
        None,
        said(source.note, s.lang, "p") if source.note else None,
        _original(source),
        h("p", None, s.say("Licence: {licence}", licence=_licence(source.licence, s)))
        if source.licence != FACTS_ONLY else None,
        h("p", None, s.say("Rests on it:") if resting else s.say("Nothing rests on it yet."),
          *(link for entity, count in resting.items() if (link := _link(entity, count, s)))),
    )


def _licence(licence: str, s: Screen) -> str:
    """A licence as its identifier; only works without one are said in words."""
    return s.say("public domain") if licence == "public domain" else licence


def _original(source: Source) -> Node | None:
    """A link to the page itself, worded as its host, so that one sees where it leads."""
    if not source.url:
        return None
    return h("p", None, h("a", {"href": source.url, "lang": "en"}, urlsplit(source.url).netloc))


def _link(entity_id: str, count: int, s: Screen) -> Node | None:
    """An entity that rests on the source, and how often."""
    shown = entity_link(entity_id, s)
    return h("span", None, shown, f" {number(count, s.lang)}") if shown and count > 1 else shown


def entity_link(entity_id: str, s: Screen) -> Node | None:
    """A link that opens an entity on the overview; None where there is none of this id."""
    entity = s.catalog.find(entity_id)
    if entity is None:
        return None
    words = (entity.short if s.lang in entity.short else entity.names).to(s.lang)
    return h("a", {"href": address("/", s.view, sel=entity_id),
                   "lang": words.lang if words.fallback else None,
                   "act": {"go": "/", "query": {"sel": entity_id}}}, words.text)
