"""What is known of a place: each fact as a row with its claims, and what can be done with them."""

from atlas import process
from atlas.i18n.figures import edtf
from atlas.maps.card import placement_words, status_words
from atlas.maps.element import Node, h
from layers.check.shapes import GROUPS
from layers.freshness import Asked, due_day
from layers.model import AUDIENCES, Claim, Entity, PlanSystem
from layers.read import Document
from layers.store import Draft, Key
from pages.widgets.attribute_panel import PAGE_OF_LAYER, STATUS_TONES
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.known_lists import list_groups, names_row
from pages.widgets.facts.place_form import WITH_PLACE, place_of
from pages.widgets.facts.subject import LISTED, NAMED, PICTURED, Subject, asked_of
from pages.widgets.facts.waiting import Waiting, proposed
from pages.widgets.facts.words import level_names
from pages.widgets.url_state import address as address_of
from pages.widgets.wording import (
    Screen,
    claim_figure,
    disc,
    note,
    pill,
    said,
    source_line,
)


def known(
    subject: Subject, s: Screen, *, table: str, doc: Document, open_at: FactsAddress,
    waiting: Waiting, group_names: dict[str, str],
) -> Node:
    """The middle of the page: who it is, what can be added, where it lies, every fact."""
    asked = asked_of(s.catalog, subject)
    here = open_at.with_(sel=subject.id)
    by_group = [(name, [item for item in asked if item.fact.group == name]) for name in GROUPS]
    return h(
        "section",
        {"class": "facts-known", "data-sheet": "facts-page", "data-testid": "facts-known",
         "data-feature": subject.id},
        _head(subject, s, waiting.get((table, subject.id))),
        _adding(subject, s, table),
        names_row(doc, s, open_at=here) if table in NAMED else None,
        _place(subject, s, table, open_at, _mover(waiting, (table, subject.id), doc))
        if isinstance(subject, Entity) else None,
        *(_group(group_names[name], items, s, open_at, waiting)
          for name, items in by_group if items),
        h("p", "statement", s.say("No fact is kept about it yet.")) if not asked else None,
        *(list_groups(doc, s, open_at=here) if table in LISTED else ()),
    )


def _head(subject: Subject, s: Screen, draft: Draft | None) -> Node:
    second = "en" if s.lang == "zh" else "zh"
    park = isinstance(subject, Entity) and subject.layer == "parks"
    return h(
        "header", "facts-known-head",
        disc(subject, s.lang) if isinstance(subject, Entity) and park else None,
        h("div", None, said(subject.names, s.lang, "h2"),
          h("p", {"class": "own-name", "lang": second}, subject.names.get(second, "")),
          _draft(draft, s) if draft is not None else None),
        _page(subject, s),
    )


def _page(subject: Subject, s: Screen) -> Node | None:
    """The way to where visitors read the same."""
    if not isinstance(subject, Entity):
        return None
    path = PAGE_OF_LAYER.get(subject.layer, "/")
    return h("a", {"class": "button", "href": address_of(path, s.view, sel=subject.id),
                   "act": {"go": path, "query": {"sel": subject.id}}},
             s.say("As visitors see it"))


def _adding(subject: Subject, s: Screen, table: str) -> Node | None:
    here = FactsAddress(sel=subject.id)
    ways = []
    if table not in {"systems", "stops"}:
        ways += [("add", s.say("Add a fact")), ("contact", s.say("Add a contact"))]
    if table in PICTURED:
        ways.append(("picture", s.say("Add a picture")))
    if table in LISTED:
        ways.append(("event", s.say("Add an event")))
    if table in PICTURED and process.settings().audience == AUDIENCES[-1]:
        ways.append(("question", s.say("Add a question")))
    if table in PICTURED:
        ways.append(("words", s.say("Summary and state")))
    if table in WITH_PLACE:
        ways.append(("place", s.say("Set the place")))
    if not ways:
        return None
    return h("div", "facts-adding", *(
        h("a", {**here.with_(do=task).link(s.view), "class": "button", "data-do": task}, words)
        for task, words in ways))


def _place(
    entity: Entity, s: Screen, table: str, open_at: FactsAddress, mover: Draft | None
) -> Node:
    place, source = entity.location, s.catalog.sources.get(entity.location.source)
    here = FactsAddress(sel=entity.id, do="place")
    words = placement_words(entity, s.phrasing)
    return h(
        "div", {"class": "facts-fact", "aria-current": "true" if open_at.do == "place" else None},
        h("div", "facts-label", h("b", None, s.say("Place")),
          _status(entity, s), _draft(mover, s) if mover is not None else None),
        h("div", "facts-claims", h(
            "div", "facts-claim",
            h("div", "facts-value", h("span", "value", words[:1].upper() + words[1:]),
              said(place.statement, s.lang, "p", "fact-note") if place.statement else None),
            h("div", "facts-origin", said(source.publisher.names, s.lang, cls="source")
              if source else h("span", "source", s.say("Source not found"))),
            h("div", "facts-acts", h("a", {**here.link(s.view), "class": "correct"},
                                     s.say("Correct"))) if table in WITH_PLACE else None)),
    )


def _mover(waiting: Waiting, key: Key, present: Document) -> Draft | None:
    """The draft that sets the place anew; one about the record may leave its place alone."""
    draft = waiting.get(key)
    doc = proposed(draft, key) if draft is not None else None
    return draft if doc is not None and place_of(doc) != place_of(present) else None


def _status(entity: Entity, s: Screen) -> Node | None:
    if entity.status is None:
        return None
    return pill(status_words(entity, s.phrasing), STATUS_TONES.get(entity.status.code, "plain"))


def _group(
    title: str, items: list[Asked], s: Screen, open_at: FactsAddress, waiting: Waiting
) -> Node:
    return h("section", "facts-group", h("h3", None, title),
             *(_fact(item, s, open_at, waiting) for item in items))


def _fact(asked: Asked, s: Screen, open_at: FactsAddress, waiting: Waiting) -> Node:
    fact, ids = asked.fact, {asked.id, *(claim.id for claim in asked.fact.claims)}
    return h(
        "div",
        {"class": "facts-fact", "data-testid": "facts-fact", "data-fact-id": asked.id,
         "aria-current": "true" if open_at.fact in ids else None},
        h("div", "facts-label", said(fact.label, s.lang, "b"), *_marks(asked, s, waiting),
          _rename(asked, s)),
        h("div", "facts-claims", *(_claim(claim, asked, s, open_at) for claim in fact.claims)),
    )


def _marks(asked: Asked, s: Screen, waiting: Waiting) -> list[Node]:
    """Its level where not everyone may read it, its rank, and drafts that wait."""
    fact, found = asked.fact, []
    if fact.audience != "public":
        found.append(pill(level_names(s)[fact.audience], "plain"))
    if fact.headline:
        found.append(pill(s.say("headline {rank}", rank=fact.headline), "info"))
    keys: list[Key] = [("facts", asked.id), *(("claims", c.id) for c in fact.claims)]
    drafts = {draft.id: draft for key in keys if (draft := waiting.get(key)) is not None}
    drafts |= {draft.id: draft for key, draft in waiting.items()
               if key[0] == "claims" and key[1].startswith(f"{asked.id}.o")}
    for draft in drafts.values():
        found.append(_draft(draft, s))
    return found


def _draft(draft: Draft, s: Screen) -> Node:
    to = FactsAddress(part="review", draft=draft.id)
    return h("a", {**to.link(s.view), "class": "pill pill-warn"},
             s.say("draft by {name}", name=draft.who))


def _rename(asked: Asked, s: Screen) -> Node | None:
    if isinstance(asked.owner, PlanSystem):  # the plan's own sentence, not ours to name
        return None
    to = FactsAddress(sel=asked.owner.id, fact=asked.id, do="fact")
    return h("a", {**to.link(s.view), "class": "correct quiet"}, s.say("Name and rank"))


def _claim(claim: Claim, asked: Asked, s: Screen, open_at: FactsAddress) -> Node:
    disputed = asked.fact.disputed
    return h(
        "div",
        {"class": "facts-claim", "data-claim-id": claim.id,
         "aria-current": "true" if open_at.fact == claim.id else None},
        h("div", "facts-value", claim_figure(claim, asked.fact, s, cls="value"),
          said(claim.text, s.lang, "p", "fact-note")
          if claim.value is not None and claim.text else None,
          note(claim, s),
          h("small", None, s.say("shown first")) if disputed and claim.preferred else None),
        h("div", "facts-origin", source_line(claim, s), _terms(claim, asked, s)),
        _acts(claim, asked, s),
    )


def _terms(claim: Claim, asked: Asked, s: Screen) -> Node:
    """When to look again, and who may read it where that is not everyone the fact is for."""
    parts = []
    if claim.audience not in ("public", asked.fact.audience):
        parts.append(level_names(s)[claim.audience])
    if due_day(claim, s.today) is None:
        parts.append(s.say("look again by {date}", date=edtf(claim.review_by, s.say)))
    return h("small", None, " · ".join(parts))


def _acts(claim: Claim, asked: Asked, s: Screen) -> Node:
    here = FactsAddress(sel=asked.owner.id, fact=claim.id)
    source = s.catalog.source_of(claim)
    label = asked.fact.label.to(s.lang).text

    def act(to: FactsAddress, words: str, cls: str) -> Node:
        return h("a", {**to.link(s.view), "class": cls, "aria-label": f"{words}: {label}"}, words)

    return h(
        "div", "facts-acts",
        act(here, s.say("Correct"), "correct"),
        act(here.with_(do="original"), s.say("Original found"), "correct quiet")
        if source is not None and source.grade == "copy" else None,
        act(here.with_(do="withdraw"), s.say("Withdraw"), "correct quiet"),
    )


