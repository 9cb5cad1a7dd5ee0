"""Drafts that wait for a second person, as the forms about the same records tell of them."""

from dataclasses import replace

from atlas.facts.desk import Desk
from atlas.facts.forms import Ground
from atlas.i18n.moments import minute
from atlas.maps.element import Node, h
from layers.read import Document
from layers.store import Draft, Key
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.drafts import open_drafts
from pages.widgets.facts.subject import Subject
from pages.widgets.facts.taken import table_of
from pages.widgets.wording import Screen

Waiting = dict[Key, Draft]


def newest_drafts(desk: Desk) -> Waiting:
    """Records that open drafts change, each with the newest of these drafts."""
    return {change.key: draft for draft in open_drafts(desk.store) for change in draft.changes}


def keys_of(address: FactsAddress, subject: Subject | None, ground: Ground) -> list[Key]:
    """The records that the form of an address is about; none where it adds one."""
    if address.fact:
        fact = str(ground.doc("claims", address.fact).get("fact", address.fact))
        return [("facts", fact), *(("claims", claim.id) for claim in ground.of_fact(fact))]
    if subject is None or not address.do or address.do in ("add", "contact"):
        return []
    return [(table_of(ground.records, subject.id), subject.id)]


def drafts_wait(s: Screen, waiting: Waiting, keys: list[Key]) -> list[Node]:
    """A sentence with the way to each draft that changes one of these records."""
    drafts = {draft.id: draft for key in keys if (draft := waiting.get(key)) is not None}
    return [_sentence(draft, s) for draft in drafts.values()]


def proposed(draft: Draft, key: Key) -> Document | None:
    """What a draft makes of a record; None where it leaves it alone or takes it out."""
    return next((change.doc for change in draft.changes if change.key == key), None)


def with_draft(ground: Ground, key: Key, waiting: Waiting) -> Ground:
    """The same records with what a draft makes of one; its version stays the one that was seen."""
    draft, record = waiting.get(key), ground.records.get(key)
    doc = proposed(draft, key) if draft is not None else None
    if record is None or doc is None:
        return ground
    return replace(ground, records={**ground.records, key: replace(record, doc=doc)})


def _sentence(draft: Draft, s: Screen) -> Node:
    to = FactsAddress(part="review", draft=draft.id)
    words = s.say("A draft by {name} about this waits since {time}.",
                  name=draft.who, time=minute(draft.at))
    return h(
        "div", {"class": "facts-waits notice-info", "data-sheet": "facts-page", "role": "status"},
        h("p", None, words, " ", h("a", to.link(s.view), s.say("Look at the draft"))),
    )
