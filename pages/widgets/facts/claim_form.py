"""Forms about one claim: correct it, set another beside it, withdraw it, find its original."""

from atlas.facts.forms import seen_text
from atlas.facts.forms_claim import resting_on
from atlas.i18n.figures import claim_words
from atlas.maps.element import Node, h
from layers import parse
from layers.read import Document
from layers.store import Key
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.claim_fields import (
    as_of_field,
    judgement_fields,
    origin_fields,
    value_fields,
)
from pages.widgets.facts.fields import Form, cards, choice, hidden, tick, when
from pages.widgets.facts.form import form_frame, needed_line
from pages.widgets.facts.source_fields import source_fields, source_words
from pages.widgets.facts.words import confidence_names


def label_of(f: Form, fact_id: str) -> str:
    """What a fact is called: its own label, or the sentence of the plan it belongs to."""
    doc = f.ground.doc("facts", fact_id)
    if doc.get("label"):
        return parse.text(doc["label"]).to(f.s.lang).text
    items = f.ground.doc("systems", doc.get("owner", "")).get("items", [])
    found: Document = next((item for item in items if item.get("id") == doc.get("item")), {})
    return parse.text(found.get("text")).to(f.s.lang).text or fact_id


def claim_form(f: Form, claim_id: str, *, back: FactsAddress, draft: bool) -> Node:
    """Correct a claim, or put another beside it."""
    s, held = f.s, f.ground.doc("claims", claim_id)
    fact_id = held["fact"]
    fact, label = f.ground.doc("facts", fact_id), label_of(f, fact_id)
    ways = {
        "record": (s.say("Our record is wrong"), s.say("It is put right in its place.")),
        "other": (s.say("There is a newer or other figure"),
                  s.say("It stands beside the present one.")),
    }
    return form_frame(
        f, {"form": "claim", "of": claim_id},
        needed_line(s),
        cards(f, "way", s.say("What is wrong?"), ways, "record"),
        *value_fields(f, held),
        when("way=record", as_of_field(f, "as_of", str(held.get("as_of", "")))),
        when("way=other", as_of_field(f, "as_of_other", "")),
        *origin_fields(f, held),
        *_preferred(f, claim_id),
        judgement_fields(f, held, fact_level=fact.get("audience", "public")),
        title=label, about=_says(f, claim_id), seen=_seen(f, claim_id),
        why=s.say("Corrected: {label}", label=label), back=back, draft=draft,
    )


def _says(f: Form, claim_id: str) -> Node:
    """What the claim says at present, and on what it rests."""
    doc = f.ground.doc("claims", claim_id)
    claim = parse.claim({**doc, "id": claim_id})
    return h("p", "facts-says",
             h("span", None, f.s.say("now:"), " "),
             h("b", None, claim_words(claim, f.s.lang, f.s.say)),
             h("span", "facts-says-source", source_words(doc.get("source", ""), f)))


def _preferred(f: Form, claim_id: str) -> list[Node]:
    """Which claim is shown first: a new one unless unticked; the corrected one if wanted."""
    s, fact_id = f.s, f.ground.doc("claims", claim_id)["fact"]
    first = f.ground.doc("facts", fact_id).get("preferred") == claim_id
    words, hint = s.say("Show this one first"), s.say("Where there is room for one figure only.")
    fields = [when("way=other", tick(f, "preferred_other", words, present=True, hint=hint))]
    if not first and len(f.ground.of_fact(fact_id)) > 1:
        fields.append(when("way=record", tick(f, "preferred", words, present=False, hint=hint)))
    return fields


def withdraw_form(f: Form, claim_id: str, *, back: FactsAddress, draft: bool) -> Node:
    """Take a claim back."""
    s, held = f.s, f.ground.doc("claims", claim_id)
    fact_id = held["fact"]
    left = {record.id: _line(f, record.id, record.doc)
            for record in f.ground.of_fact(fact_id) if record.id != claim_id}
    first = f.ground.doc("facts", fact_id).get("preferred") == claim_id
    said = s.say("It is no longer shown; the history keeps it.") if left else s.say(
        "It is the only answer: the whole fact is no longer shown. The history keeps it.")
    label = label_of(f, fact_id)
    return form_frame(
        f, {"form": "withdraw", "of": claim_id},
        h("p", "notice-info", h("span", None, said)),
        choice(f, "preferred_claim", s.say("Shown first from then on"), left, next(iter(left)))
        if first and left else None,
        title=s.say("Withdraw: {label}", label=label), about=_says(f, claim_id),
        seen=_seen(f, claim_id), why="", back=back, draft=draft,
    )


def original_form(f: Form, claim_id: str, *, back: FactsAddress, draft: bool) -> Node:
    """Put the original source in the place of a secondary copy."""
    s, held = f.s, f.ground.doc("claims", claim_id)
    claims = resting_on(f.ground, held.get("source", ""))
    label = label_of(f, held["fact"])
    return form_frame(
        f, {"form": "original", "of": claim_id},
        hidden("kind", ""),
        h("p", "notice-info", h("span", None, s.say(
            "The figure stays as it is; only what it rests on changes."))),
        source_fields(f, {}, may_lack=False, way="new"),
        choice(f, "confidence", s.say("Confidence"), confidence_names(s), "high"),
        tick(f, "everywhere", present=True, words=s.say(
            "For all {count} claims that rest on this copy", count=len(claims)))
        if len(claims) > 1 else None,
        title=s.say("Original of: {label}", label=label), about=_says(f, claim_id),
        seen=seen_text(f.ground.records, [("claims", name) for name in claims]),
        why=s.say("Original found: {label}", label=label), back=back,
        draft=draft,
    )


def _line(f: Form, claim_id: str, doc: Document) -> str:
    words = claim_words(parse.claim({**doc, "id": claim_id}), f.s.lang, f.s.say)
    return " · ".join((words[:60], str(doc.get("as_of", ""))))


def _seen(f: Form, claim_id: str) -> str:
    fact_id = f.ground.doc("claims", claim_id)["fact"]
    keys: list[Key] = [("claims", claim_id), ("facts", fact_id)]
    return seen_text(f.ground.records, keys)
