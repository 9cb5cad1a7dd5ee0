"""One draft: what it changes, what is wrong with it, what it will look like, who decides."""

from collections.abc import Iterator, Mapping

from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.model import Audience
from layers.store import Clash, Draft, Key, Record
from pages.widgets.review.act import problem_list
from pages.widgets.review.changes import change_list
from pages.widgets.review.clashes import clash_choices
from pages.widgets.review.levels import Shown, shown_steps, steps_of_draft
from pages.widgets.review.preview import preview
from pages.widgets.review.stale import stale_of_changes
from pages.widgets.review.words import (
    counted,
    kind_words,
    moment,
    state_words,
    text_line,
    who_words,
)
from pages.widgets.wording import Screen, pill

FORMS = {"publish": "review-publish", "decline": "review-decline"}
LONGEST_NOTE = 2000


def draft_view(
    draft: Draft, s: Screen, *, desk: Desk, editor: Editor, audience: Audience
) -> Node:
    """The draft with what can be done about it."""
    records = desk.store.records()
    steps = steps_of_draft(draft.changes, desk.store, records)
    found = shown_steps(steps, records=records, catalog=s.catalog, audience=audience)
    open_ = draft.state == "open"
    return h(
        "article",
        {"class": "draft-card", "data-testid": "draft", "data-draft": draft.id,
         "data-state": draft.state},
        _head(draft, found, s),
        h("p", "calm", decided_words(draft, s)) if not open_ else None,
        _kept_back(found, s),
        change_list(found.steps, s, records),
        *(_open_parts(draft, found, s, desk=desk, editor=editor, records=records,
                      audience=audience) if open_ else ()),
    )


def decided_words(draft: Draft, s: Screen) -> str:
    """Who decided a draft, and what."""
    said = {
        "published": s.say("{who} has published this draft.", who=draft.decided_by),
        "rejected": s.say("{who} has rejected this draft.", who=draft.decided_by),
        "withdrawn": s.say("{who} has withdrawn this draft.", who=draft.decided_by),
    }.get(draft.state, "")
    return f"{said} {s.say('Note: {note}', note=draft.note)}" if draft.note else said


def _head(draft: Draft, found: Shown, s: Screen) -> Node:
    why = s.say("Above the level of this process") if found.kept_back else draft.why
    tone = {"open": "warn", "published": "good"}.get(draft.state, "plain")
    return h("header", "draft-head",
             h("h3", None, why), pill(state_words(draft.state, s), tone),
             h("p", "draft-meta log-by",
               h("span", None, who_words(draft.who, s)), moment(draft.at, s),
               h("span", None, kind_words(draft.kind, s)),
               h("span", None, counted(len(draft.changes), s))))


def _kept_back(found: Shown, s: Screen) -> Node | None:
    if not found.kept_back:
        return None
    return h("p", "calm", s.say(
        "Above the audience level of this process and not shown: {count}. Publish it from a "
        "process that may show it.", count=number(found.kept_back, s.lang)))


def _open_parts(
    draft: Draft, found: Shown, s: Screen, *, desk: Desk, editor: Editor,
    records: Mapping[Key, Record], audience: Audience,
) -> Iterator[Node | None]:
    changes = tuple(desk.combined(draft.changes))
    clashes = desk.store.clashes(changes)
    problems = () if found.kept_back else tuple(desk.check(changes))
    if problems:
        yield h("section", {"class": "notice-warn", "data-testid": "problems"},
                h("b", None, s.say("The data would be wrong")), problem_list(problems, s))
    elif not clashes:
        shown = {step.key for step in found.steps}
        yield stale_of_changes((item for item in draft.changes if item.key in shown), s, records)
        yield preview(s, found.steps, changes=changes, records=records, audience=audience)
    yield _publishing(draft, clashes, s, desk=desk, editor=editor, records=records,
                      barred=bool(problems or found.kept_back))
    yield declining(draft, s, editor)


def _publishing(
    draft: Draft, clashes: tuple[Clash, ...], s: Screen, *, desk: Desk, editor: Editor,
    records: Mapping[Key, Record], barred: bool,
) -> Node:
    """The form of the second person; the author is told who must do it."""
    if editor.name == draft.who and not desk.one_person:
        return h("p", {"class": "calm", "data-testid": "second-person"}, s.say(
            "You wrote this draft. Someone else who can sign in has to look at it and publish it: "
            "send them the address of this page."))
    return h(
        "form",
        {"act": {"form": FORMS["publish"], "draft": draft.id}, "class": "form",
         "data-key": f"publish-{draft.id}"},
        clash_choices(clashes, s, records=records) if clashes and not barred else None,
        h("div", "form-actions",
          h("button", {"class": "button primary", "type": "submit", "value": "publish",
                       "disabled": barred}, s.say("Publish")),
          h("span", "field-hint", s.say("Publishing is not possible as it is.") if barred
            else s.say("Everyone sees it at once. It can be undone."))),
    )


def declining(draft: Draft, s: Screen, editor: Editor) -> Node:
    """The form that puts a draft away: its author withdraws it, another rejects it."""
    own = editor.name == draft.who
    words = s.say("Withdraw") if own else s.say("Reject")
    ask = s.say("Note (if any)") if own else s.say("Why not? Its author reads it")
    return h(
        "form",
        {"act": {"form": FORMS["decline"], "draft": draft.id}, "class": "form",
         "data-key": f"decline-{draft.id}"},
        text_line("note", ask, "", most=LONGEST_NOTE, required=not own),
        h("div", "form-actions",
          h("button", {"class": "button", "type": "submit", "value": "decline"}, words)),
    )
