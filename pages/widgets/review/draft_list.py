"""The drafts: those that wait, and what became of the others, folded."""

from collections.abc import Mapping
from typing import Any

from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.model import Audience
from layers.store import Draft, Key, Record, Store
from pages.widgets.review.changes import about
from pages.widgets.review.levels import Shown, shown_steps, steps_of_changes, steps_of_draft
from pages.widgets.review.words import (
    counted,
    kind_words,
    link,
    moment,
    state_words,
    who_words,
)
from pages.widgets.wording import Screen, pill

MOST_NAMED = 3
MOST_LOOKED_AT = 60  # records of one draft, to say what it is about


def draft_list(
    drafts: list[Draft], s: Screen, *, store: Store, audience: Audience
) -> Node:
    """Drafts as rows that open."""
    records = store.records()
    rows = [_row(draft, _steps(draft, s, store, records, audience), s, records)
            for draft in drafts]
    return h("ul", {"class": "log", "data-testid": "drafts"}, *rows)


def decided_list(
    drafts: list[Draft], s: Screen, *, store: Store, audience: Audience, count: int
) -> Node | None:
    """Drafts that were decided, folded; ``count`` is how many there are in all."""
    if not drafts:
        return None
    title = s.say("Decided: {count}", count=number(count, s.lang))
    newest = s.say("The {count} decided last are shown.", count=number(len(drafts), s.lang))
    return h("details", "decided", h("summary", None, title),
             h("p", "calm", newest) if count > len(drafts) else None,
             draft_list(drafts, s, store=store, audience=audience))


def _steps(
    draft: Draft, s: Screen, store: Store, records: Mapping[Key, Record], audience: Audience
) -> Shown:
    """What a draft changes; of a very large one the first records name what it is about."""
    given: Any = {"records": records, "catalog": s.catalog, "audience": audience}
    found = shown_steps(steps_of_draft(draft.changes[:MOST_LOOKED_AT], store, records), **given)
    rest = shown_steps(steps_of_changes(draft.changes[MOST_LOOKED_AT:], records), **given)
    return Shown(found.steps, found.kept_back + rest.kept_back)


def _row(draft: Draft, found: Shown, s: Screen, records: Mapping[Key, Record]) -> Node:
    why = s.say("Above the level of this process") if found.kept_back else draft.why
    return h(
        "li",
        None,
        h("a", {**link(s, part="review", draft=draft.id), "class": "log-row",
                "data-draft": draft.id},
          h("b", None, why),
          h("span", "log-about", about(found.steps, s, records, most=MOST_NAMED)),
          h("span", "log-by",
            h("span", None, who_words(draft.who, s)), moment(draft.at, s),
            h("span", None, counted(len(draft.changes), s)),
            pill(kind_words(draft.kind, s)) if draft.kind != "edit" else None),
          _decided(draft, s)),
    )


def _decided(draft: Draft, s: Screen) -> Node | None:
    if draft.state == "open":
        return None
    tone = "good" if draft.state == "published" else "plain"
    return h("span", "log-by", pill(state_words(draft.state, s), tone),
             h("span", None, draft.decided_by),
             moment(draft.decided_at, s) if draft.decided_at else None,
             h("span", None, draft.note) if draft.note else None)
