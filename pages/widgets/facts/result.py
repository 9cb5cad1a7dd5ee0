"""After saving: what happened, how to take it back, and where to look at it."""

from typing import Any

from atlas.facts.desk import Desk
from atlas.facts.difference import Difference, of_entries
from atlas.facts.editors import Editor
from atlas.maps.element import Node, h
from layers.errors import AtlasError
from layers.model import Entity
from layers.store import Conflict, Draft
from pages.widgets.attribute_panel import PAGE_OF_LAYER
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.subject import subject_of
from pages.widgets.facts.taken import Taken
from pages.widgets.review.act import failed
from pages.widgets.review.stale import stale_of_changes, stale_of_entries
from pages.widgets.url_state import address as address_of
from pages.widgets.wording import Screen

UNDO = "undo-mine"
MOST_LINES = 8  # the history lists the rest


def result(taken: Taken, s: Screen, *, desk: Desk, editor: Editor) -> Node:
    """One calm line and what can be done next."""
    draft = taken.draft
    if draft is None:
        return h("span")
    return h(
        "section",
        {"class": "facts-sheet facts-result", "data-sheet": "facts-page",
         "data-testid": "facts-result", "data-key": "result"},
        _published(taken, draft, s, desk) if draft.state == "published"
        else _waits(draft, s, desk, editor),
    )


def _published(taken: Taken, draft: Draft, s: Screen, desk: Desk) -> Node:
    seq = revision_of(draft, desk)
    return h(
        "div", {"class": "notice-good", "role": "status"},
        h("p", None, h("b", None, s.say("Saved and published."))),
        _changed(seq, s, desk),
        _elsewhere(seq, s, desk),
        h("div", "facts-next",
          *_where(taken.owner, s),
          h("a", FactsAddress(part="history", rev=str(seq)).link(s.view), s.say("History"))
          if seq else None,
          _undo(seq, s) if seq else None),
    )


def _changed(seq: int, s: Screen, desk: Desk) -> Node | None:
    """What is different now: before and after."""
    if not seq:
        return None
    known = {key: record.doc for key, record in desk.store.records().items()}
    found = of_entries(desk.store.history(seq=seq), known, lang=s.lang, say=s.say)
    rows = [_difference(item) for item in found[:MOST_LINES]]
    if (left := len(found) - len(rows)) > 0:
        rows.append(h("li", None, s.say("and {count} more", count=left)))
    return h("ul", "facts-changed", *rows)


def _difference(item: Difference) -> Node:
    """What it was, struck through, and what it is."""
    what = " · ".join(part for part in (item.what, item.field) if part)
    return h("li", None, f"{what}: ",
             h("del", None, item.before) if item.before else None,
             " → " if item.before and item.after else None,
             h("b", None, item.after) if item.after else None)


def _elsewhere(seq: int, s: Screen, desk: Desk) -> Node | None:
    """Sentences elsewhere that still name what was there before."""
    return stale_of_entries(desk.store.history(seq=seq), s, desk.store.records()) if seq else None


def _waits(draft: Draft, s: Screen, desk: Desk, editor: Editor) -> Node:
    to = FactsAddress(part="review", draft=draft.id)
    return h(
        "div", {"class": "notice-info", "role": "status"},
        h("p", None, h("b", None, s.say("Saved as a draft."))),
        h("p", None, s.say(
            "Nobody sees it yet. Someone other than {name} has to look at it and publish it.",
            name=editor.name)),
        stale_of_changes(draft.changes, s, desk.store.records()),
        h("div", "facts-next", h("a", to.link(s.view), s.say("Open the draft"))),
    )


def _where(owner: str, s: Screen) -> list[Node]:
    """Links to the screens on which it can be seen now."""
    subject = subject_of(s.catalog, owner)
    if not isinstance(subject, Entity):
        return []
    page = PAGE_OF_LAYER.get(subject.layer)
    paths = [("/", s.say("On the overview"))]
    if page:
        words = s.say("On its page") if page == "/parks" else s.say("On the routes page")
        paths.append((page, words))
    return [h("a", {"href": address_of(path, s.view, sel=owner),
                    "act": {"go": path, "query": {"sel": owner}}}, words)
            for path, words in paths]


def _undo(seq: int, s: Screen) -> Node:
    return h("form", {"class": "facts-undo", "id": f"facts-undo-{seq}",
                      "act": {"form": UNDO, "seq": seq}},
             h("button", {"class": "button", "type": "submit"}, s.say("Undo")))


def revision_of(draft: Draft, desk: Desk) -> int:
    """The counter of the revision a draft led to; 0 where it can't be told from another's."""
    change = draft.changes[0]
    for entry in desk.store.history(change.table, change.id, limit=1):
        made = entry.revision
        if made.who == draft.who and made.why == draft.why and entry.after == change.doc:
            return made.seq
    return 0


def undone(s: Screen, *, desk: Desk, editor: Editor, form: dict[str, Any]) -> tuple[Node, bool]:
    """What came of taking back what was just saved, and whether it was taken back."""
    why = s.say("Taken back by its author")
    try:
        done = desk.undo(_whole_number(form.get("seq")), editor=editor, why=why)
    except AtlasError as error:
        return sentence(failed(error, s).sentence, "warn"), False
    if isinstance(done, Draft):
        words = s.say("Taken back. Everything is as it was.") if done.state == "published" \
            else s.say("A draft that takes it back waits for a second person.")
        return sentence(words, "good"), True
    if isinstance(done, Conflict):
        return sentence(s.say("Someone else has changed it since then; see the history."),
                     "warn"), False
    return sentence(s.say("It can’t be taken back: the data would be wrong."), "warn"), False


def sentence(words: str, tone: str) -> Node:
    """One line in a frame: how something ended."""
    return h("section", {"class": "facts-sheet facts-result", "data-sheet": "facts-page",
                         "data-testid": "facts-result", "data-key": "result"},
             h("div", {"class": f"notice-{tone}", "role": "status"}, h("p", None, words)))


def _whole_number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
