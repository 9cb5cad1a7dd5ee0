"""One source as a folded row: mark, title, publisher, date, age; inside, what rests on it.

Hundreds of rows are one tree, so a row carries no classes and says nothing twice: its mark is
drawn from its grade, and what rests on it is named by number in the page's one list of links
(``shares``), of which an opened row gets copies (assets/js/sharing.js).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlsplit

from atlas.i18n.figures import edtf, number
from atlas.maps.element import Node, h
from layers.model import UNDATED, Source
from pages.widgets.sources.age import STALE_YEARS, age_words, age_years
from pages.widgets.url_state import address
from pages.widgets.wording import Screen, said

FACTS_ONLY = "facts only"  # the usual case, said once above the rows: nothing was copied
RESTS, NOTHING = range(2)  # places of these words in the shared list; the links come behind them


def shares(resting: Iterable[Counter[str]], s: Screen) -> tuple[Node, dict[str, int]]:
    """What opened rows get copies of, hidden, and the place of each entity's link in it."""
    links: dict[str, Node] = {}
    for entity in dict.fromkeys(name for counted in resting for name in counted):
        if link := entity_link(entity, s):
            links[entity] = link
    words = (s.say("Rests on it:"), s.say("Nothing rests on it yet."))
    hidden = h("div", {"hidden": True, "data-shares": ""},
               *(h("span", None, word) for word in words), *links.values())
    return hidden, {entity: place for place, entity in enumerate(links, len(words))}


def source_row(
    source: Source, resting: Counter[str], s: Screen, *, places: Mapping[str, int], today: date
) -> Node:
    """A row; ``resting`` counts how often each entity rests on the source.

    ``places`` says where the link to each entity stands among the ``shares``.
    """
    years = age_years(source, today)
    stale = years is None or years > STALE_YEARS
    return h(
        "details",
        {"data-hay": _hay(source, s), "data-grade": source.grade,
         "data-shared": _shared(resting, places, s),
         "data-undated": "" if source.date == UNDATED else None,
         "data-stale": "" if stale else None},
        h("summary", None,
          said(source.title, s.lang, "b"),
          said(source.publisher.names, s.lang),
          h("span", None, edtf(source.date, s.say)),
          h("span", None, age_words(years, s.say)),
          h("span", None, number(resting.total(), s.lang))),
        _inside(source, s),
    )


def _hay(source: Source, s: Screen) -> str:
    """What finds a row besides the words it shows: those in other languages, its date."""
    texts = (source.title, source.publisher.names)
    shown = {*(text.to(s.lang).text for text in texts), edtf(source.date, s.say)}
    words = (*(word for text in texts for word in text.values()), source.date)
    return " ".join(word for word in dict.fromkeys(words) if word not in shown)


def _shared(resting: Counter[str], places: Mapping[str, int], s: Screen) -> str:
    """The words and links of an opened row by their places; ``*4`` where one counts four times."""
    if not resting:
        return str(NOTHING)
    links = (str(places[entity]) + (f"*{number(count, s.lang)}" if count > 1 else "")
             for entity, count in resting.items() if entity in places)
    return " ".join((str(RESTS), *links))


def _inside(source: Source, s: Screen) -> Node | None:
    """What only this source says: a note, where its original is, its licence."""
    parts = (
        said(source.note, s.lang, "p") if source.note else None,
        _original(source),
        h("p", None, s.say("Licence: {licence}", licence=_licence(source.licence, s)))
        if source.licence != FACTS_ONLY else None,
    )
    return h("div", None, *parts) if any(parts) else None


def _licence(licence: str, s: Screen) -> str:
    """A licence as its identifier; only works without one are said in words."""
    return s.say("public domain") if licence == "public domain" else licence


def _original(source: Source) -> Node | None:
    """A link to the page itself, worded as its host, so that one sees where it leads."""
    if not source.url:
        return None
    return h("p", None, h("a", {"href": source.url, "lang": "en"}, urlsplit(source.url).netloc))


def entity_link(entity_id: str, s: Screen) -> Node | None:
    """A link that opens an entity on the overview; None where there is none of this id."""
    entity = s.catalog.find(entity_id)
    if entity is None:
        return None
    words = (entity.short if s.lang in entity.short else entity.names).to(s.lang)
    return h("a", {"href": address("/", s.view, sel=entity_id),
                   "lang": words.lang if words.fallback else None,
                   "act": {"go": "/", "query": {"sel": entity_id}}}, words.text)
