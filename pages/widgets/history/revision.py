"""One revision: what it did, and the ways back from it."""

from urllib.parse import urlencode

from atlas.facts.changing import changes_back
from atlas.facts.desk import Desk
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.model import Audience
from layers.store import Revision, Store
from pages.widgets.history.about import CAN_BE_UNDONE, doing
from pages.widgets.history.revision_list import meta
from pages.widgets.review.changes import change_list
from pages.widgets.review.levels import (
    Shown,
    shown_steps,
    steps_of_changes,
    steps_of_entries,
)
from pages.widgets.review.words import kind_words, text_line, why_words
from pages.widgets.url_state import kept_query
from pages.widgets.wording import Screen, pill

MOST_ENTRIES = 100
LONGEST_NAME = 60
LONGEST_WHY = 2000
UNDO, BACK, NAME = "history-undo", "history-back", "history-name"


def revision_named(store: Store, named: str) -> Revision | None:
    """A revision by its counter, else by name or data version."""
    if named.isdecimal() and len(named) < 10:  # a counter, even where somebody named one “5”
        entries = store.history(seq=int(named), limit=1)
        return entries[0].revision if entries else None
    return store.revision(named)


def revision_view(revision: Revision, s: Screen, *, desk: Desk, audience: Audience) -> Node:
    """The revision with its differences and what can be done about it."""
    store = desk.store
    entries = store.history(seq=revision.seq, limit=MOST_ENTRIES)
    found = shown_steps(steps_of_entries(entries), records=store.records(), catalog=s.catalog,
                        audience=audience)
    return h(
        "article",
        {"class": "draft-card", "data-testid": "revision", "data-rev": revision.seq},
        _head(revision, found, s),
        _to_the_map(revision, store, s),
        h("p", "calm", s.say("Above the audience level of this process and not shown: {count}",
                             count=number(found.kept_back, s.lang)))
        if found.kept_back else None,
        change_list(found.steps, s, store.records()),
        _left(revision, len(entries), s),
        h("div", "ways-back",
          _naming(revision, s),
          _undo(revision, s) if revision.kind in CAN_BE_UNDONE and not found.kept_back else None,
          _back(revision, s, desk=desk, audience=audience)),
    )


def _head(revision: Revision, found: Shown, s: Screen) -> Node:
    why = s.say("Above the level of this process") if found.kept_back else why_words(revision, s)
    whole = not found.kept_back and len(found.steps) == revision.count
    kind = doing(revision.kind, found.steps, s) if whole else kind_words(revision.kind, s)
    return h("header", "draft-head", h("h3", None, why), pill(kind),
             pill(revision.name, "info") if revision.name else None,
             h("p", "draft-meta", meta(revision, s)))


def _to_the_map(revision: Revision, store: Store, s: Screen) -> Node:
    if revision.version == store.version:
        return h("p", "calm", s.say("This is the present state."))
    query = urlencode({**kept_query(s.view.with_(v=revision.version))})
    return h("p", None, h("a", {"href": f"/?{query}", "act": {"go": "/"}, "class": "then",
                                "data-testid": "show-then"},
                          s.say("Show the atlas as it was then")))


def _left(revision: Revision, shown: int, s: Screen) -> Node | None:
    if revision.count <= shown:
        return None
    return h("p", "more", s.say("The first {shown} of {count} records are listed.",
                                shown=number(shown, s.lang), count=number(revision.count, s.lang)))


def _naming(revision: Revision, s: Screen) -> Node:
    return h(
        "form",
        {"act": {"form": NAME, "rev": revision.seq}, "class": "form one-line",
         "data-key": f"name-{revision.seq}", "data-reset": revision.name},
        text_line("name", s.say("Name of this version, to come back to"), revision.name,
                  most=LONGEST_NAME, hint=s.say("Such as: before the autumn fair")),
        h("button", {"class": "button", "type": "submit", "value": "name"},
          s.say("Name this version")),
    )


def _undo(revision: Revision, s: Screen) -> Node:
    return h(
        "details",
        "way-back",
        h("summary", None, s.say("Undo this change")),
        h("p", None, s.say("Every record gets the form it had before. What was changed again "
                           "since then is not touched: you will be told.")),
        _why_form(UNDO, revision, s.say("Undo: {why}", why=why_words(revision, s)),
                  s.say("Undo"), s),
    )


def _back(revision: Revision, s: Screen, *, desk: Desk, audience: Audience) -> Node | None:
    if revision.version == desk.store.version:
        return None
    records = desk.store.records()
    changes = changes_back(desk.store, revision.version)
    found = shown_steps(steps_of_changes(changes, records), records=records, catalog=s.catalog,
                        audience=audience)
    if found.kept_back:
        return h("p", "calm", s.say("Going back to this state would change records above the "
                                    "audience level of this process."))
    title = revision.name or revision.version
    return h(
        "details",
        {"class": "way-back", "data-testid": "way-back"},
        h("summary", None, s.say("Go back to this state (records that would change: {count})",
                                 count=number(len(changes), s.lang))),
        h("p", None, s.say("Everything changed since then takes its earlier form again. Nothing "
                           "is lost: the history keeps it. This is what would change:")),
        change_list(found.steps, s, records),
        _why_form(BACK, revision, s.say("Back to “{name}”", name=title),
                  s.say("Go back to this state"), s),
    )


def _why_form(form: str, revision: Revision, why: str, words: str, s: Screen) -> Node:
    return h(
        "form",
        {"act": {"form": form, "rev": revision.seq}, "class": "form one-line",
         "data-key": f"{form}-{revision.seq}"},
        text_line("why", s.say("Why"), why, most=LONGEST_WHY),
        h("button", {"class": "button", "type": "submit", "value": form}, words),
    )
