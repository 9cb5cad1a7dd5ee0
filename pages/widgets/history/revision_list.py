"""The revisions, the newest first, by place and by words, fifty a page."""

from collections.abc import Iterable, Iterator, Mapping

from atlas.maps.element import Node, h
from layers.store import Revision, Store
from pages.widgets.facts.address import PATH
from pages.widgets.history.about import About
from pages.widgets.review.words import (
    counted,
    kind_words,
    link,
    moment,
    who_words,
    why_words,
)
from pages.widgets.url_state import kept_query
from pages.widgets.wording import Screen, pill

PAGE_SIZE = 50
BATCH = 500  # revisions looked through at a time for words
MOST_ENTRIES = 5_000  # of one place: years of daily changes


def revisions_page(
    store: Store, s: Screen, *, sel: str, find: str, before: int | None
) -> list[Revision]:
    """Up to one more than a page of revisions: whether there is a next one is then known."""
    if sel:
        found: Iterable[Revision] = _of_place(store, sel, before)
    elif find:
        found = _every(store, before)
    else:
        return store.revisions(limit=PAGE_SIZE + 1, before=before)
    wanted = (revision for revision in found if not find or _says(revision, find, s))
    return [revision for revision, _ in zip(wanted, range(PAGE_SIZE + 1), strict=False)]


def revision_list(
    revisions: list[Revision], s: Screen, *, looked: Mapping[int, About], sel: str, find: str
) -> Node:
    """Revisions as rows that open, and the way to older ones."""
    shown = revisions[:PAGE_SIZE]
    older = None
    if len(revisions) > PAGE_SIZE:
        older = h("a", {**link(s, part="history", sel=sel, find=find, before=shown[-1].seq),
                        "class": "button", "data-testid": "older"}, s.say("Older changes"))
    rows = [_row(revision, s, looked[revision.seq]) for revision in shown]
    return h("div", None, h("ul", {"class": "log", "data-testid": "revisions"}, *rows), older)


def filter_form(s: Screen, *, sel: str, find: str) -> Node:
    """A form the browser itself sends, so that what is found has an address."""
    kept = [h("input", {"type": "hidden", "name": key, "value": value})
            for key, value in {**kept_query(s.view), "part": "history"}.items()]
    return h(
        "form",
        {"class": "form history-filter", "method": "get", "action": PATH, "role": "search"},
        *kept,
        h("label", "field", h("span", "field-label", s.say("About which place")),
          h("select", {"name": "sel"}, h("option", {"value": ""}, s.say("All")),
            *_places(s, sel))),
        h("label", "field", h("span", "field-label", s.say("Words")),
          h("input", {"type": "search", "name": "find", "value": find, "maxlength": 80,
                      "placeholder": s.say("Who, why, name or version")})),
        h("button", {"class": "button", "type": "submit"}, s.say("Find")),
        h("a", {**link(s, part="history"), "class": "back"}, s.say("Clear"))
        if sel or find else None,
    )


def meta(revision: Revision, s: Screen) -> Node:
    """Who, who approved, when, how much, which version."""
    approved = revision.approved_by
    return h(
        "span",
        "log-by",
        h("span", None, who_words(revision.who, s)),
        h("span", None, s.say("approved by {name}", name=approved))
        if approved and approved != revision.who else None,
        moment(revision.at, s),
        h("span", None, counted(revision.count, s)),
        h("code", None, revision.version),
    )


def _row(revision: Revision, s: Screen, found: About) -> Node:
    why = s.say("Above the level of this process") if found.hidden else why_words(revision, s)
    return h(
        "li",
        None,
        h("a", {**link(s, part="history", rev=revision.seq), "class": "log-row",
                "data-rev": revision.seq},
          h("b", None, why),
          h("span", "log-about", pill(found.kind),
            pill(revision.name, "info") if revision.name else None,
            h("span", "log-places", found.places) if found.places else None),
          meta(revision, s)),
    )


def _every(store: Store, before: int | None) -> Iterator[Revision]:
    while batch := store.revisions(limit=BATCH, before=before):
        yield from batch
        before = batch[-1].seq


def _of_place(store: Store, sel: str, before: int | None) -> list[Revision]:
    entries = store.history(None, sel, limit=MOST_ENTRIES)
    found = {entry.revision.seq: entry.revision for entry in entries}
    return [revision for seq, revision in found.items() if before is None or seq < before]


def _says(revision: Revision, find: str, s: Screen) -> bool:
    parts = (revision.why, revision.who, revision.approved_by, revision.name, revision.version,
             kind_words(revision.kind, s), who_words(revision.who, s))
    return find.casefold() in "\n".join(parts).casefold()


def _places(s: Screen, sel: str) -> Iterator[Node]:
    routes = (route.entity for route in s.catalog.routes.values())
    entities = (*routes, *s.catalog.entities.values(), *s.catalog.stops.values())
    named = sorted((entity.names.to(s.lang).text, entity.id) for entity in entities)
    named += [(service.names.to(s.lang).text, service.id) for service in s.catalog.services]
    for name, entity_id in named:
        yield h("option", {"value": entity_id, "selected": entity_id == sel}, name)
    if sel and sel not in {entity_id for _, entity_id in named}:
        yield h("option", {"value": sel, "selected": True}, sel)
