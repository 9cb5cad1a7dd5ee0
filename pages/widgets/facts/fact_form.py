"""Forms about what is asked of a place: a fact's words and rank, a new fact, a contact."""

from atlas.facts.forms import seen_text
from atlas.facts.forms_contact import Parts
from atlas.facts.forms_fact import group_words
from atlas.i18n.figures import claim_words
from atlas.maps.element import Node, h
from layers import parse
from layers.model import AUDIENCES
from layers.read import Document
from layers.store import Key
from layers.text import LANGUAGES
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.claim_fields import (
    as_of_field,
    judgement_fields,
    next_review,
    origin_fields,
    value_fields,
)
from pages.widgets.facts.claim_form import label_of
from pages.widgets.facts.fields import Form, choice, error, line, pair
from pages.widgets.facts.form import form_frame, needed_line
from pages.widgets.facts.source_fields import reason_fields, source_fields
from pages.widgets.facts.words import confidence_names, level_names
from pages.widgets.header import LANGUAGE_NAMES


def fact_form(f: Form, fact_id: str, *, back: FactsAddress, draft: bool) -> Node:
    """A fact's label, group, level, place among the headlines and preferred claim."""
    s, held = f.s, f.ground.doc("facts", fact_id)
    label = label_of(f, fact_id)
    claims = {record.id: _words(f, record.id, record.doc) for record in f.ground.of_fact(fact_id)}
    keys: list[Key] = [("facts", fact_id)]
    return form_frame(
        f, {"form": "fact", "of": fact_id},
        needed_line(s),
        *_asked(f, held, held["owner"], fact_id),
        choice(f, "preferred_claim", s.say("Shown first"), claims, held.get("preferred", ""))
        if len(claims) > 1 else None,
        title=s.say("Fact: {label}", label=label), seen=seen_text(f.ground.records, keys),
        why="", back=back, draft=draft,
    )


def add_form(f: Form, owner: str, *, back: FactsAddress, draft: bool) -> Node:
    """A new fact with its first claim."""
    s = f.s
    return form_frame(
        f, {"form": "add", "of": owner},
        needed_line(s),
        *_asked(f, {}, owner, ""),
        *value_fields(f, {}),
        as_of_field(f, "as_of", ""),
        *origin_fields(f, {}),
        judgement_fields(f, {}, fact_level=AUDIENCES[0]),
        title=s.say("Add a fact"), seen="", why="", back=back, draft=draft,
    )


def contact_form(f: Form, owner: str, *, back: FactsAddress, draft: bool) -> Node:
    """Whom to speak to about a place."""
    s = f.s
    new = {"as_of": s.today.isoformat(), "confidence": "high"}
    return form_frame(
        f, {"form": "contact", "of": owner},
        needed_line(s),
        # A name and a telephone reach a screen in the hall only where someone says so.
        *_contact_fields(f, {}, new, level=AUDIENCES[-1], way="none"),
        title=s.say("Add a contact"), seen="", why=s.say("Contact added"), back=back, draft=draft,
    )


def contact_claim_form(
    f: Form, claim_id: str, parts: Parts, *, back: FactsAddress, draft: bool
) -> Node:
    """A contact put right in the form it was entered in."""
    s, held = f.s, f.ground.doc("claims", claim_id)
    keys: list[Key] = [("claims", claim_id), ("facts", held["fact"])]
    level = f.ground.doc("facts", held["fact"]).get("audience", AUDIENCES[0])
    return form_frame(
        f, {"form": "contact-claim", "of": claim_id},
        needed_line(s),
        *_contact_fields(f, parts, held, level=level, way=""),
        title=s.say("Contact"), seen=seen_text(f.ground.records, keys),
        why=s.say("Contact corrected"), back=back, draft=draft,
    )


def _contact_fields(
    f: Form, parts: Parts, held: Document, *, level: str, way: str
) -> list[Node]:
    s = f.s

    def both(name: str) -> dict[str, str]:
        return {lang: str(parts.get(f"{name}_{lang}", "")) for lang in ("zh", "en")}

    return [
        pair(f, "contact", (s.say("Person or office, Chinese"), s.say("Person or office, English")),
             both("contact"), long=False),
        pair(f, "office", (s.say("Task or department, Chinese"),
                           s.say("Task or department, English")), both("office"), optional=True,
             long=False),
        h("div", "form-row",
          line(f, "phone", s.say("Telephone"), str(parts.get("phone", "")), inputmode="tel",
               optional=True),
          line(f, "email", s.say("E-mail"), str(parts.get("email", "")), inputmode="email",
               optional=True)),
        choice(f, "audience", s.say("Who may read it"), level_names(s), level, hint=s.say(
            "Whoever may read it finds name and numbers on every screen and in every export of "
            "that level.")),
        _languages(f, list(parts.get("languages", ["zh"]))),
        pair(f, "text", (s.say("Anything else, Chinese"), s.say("Anything else, English")),
             both("text"), optional=True, long=False),
        as_of_field(f, "as_of", str(held.get("as_of", ""))),
        source_fields(f, held, way=way),
        _none_found(f, held),
        h("div", "form-row",
          choice(f, "confidence", s.say("Confidence"), confidence_names(s),
                 held.get("confidence", "high")),
          line(f, "review_by", s.say("Look at it again by"), next_review(held, s.today))),
    ]


def _none_found(f: Form, held: Document) -> Node:
    """A contact mostly comes from a conversation: the reason says from which."""
    usual = {"zh": "本单位直接联系所得。", "en": "Known to this office directly."}
    return h("div", {"class": "facts-when", "data-when": "source_way!=list|new"},
             reason_fields(f, {"source_reason": held.get("source_reason", usual)}))


def _languages(f: Form, present: list[str]) -> Node:
    chosen = f.sent.fields.get("languages", present)
    return h(
        "fieldset", "field",
        h("legend", None, f.s.say("Speaks")),
        h("div", "facts-choices", *(
            h("label", "facts-choice",
              h("input", {"type": "checkbox", "name": "languages", "value": lang,
                          "id": f"{f.id}-languages-{lang}", "data-list": "",
                          "checked": lang in chosen}),
              h("span", {"lang": lang}, LANGUAGE_NAMES[lang]))
            for lang in LANGUAGES)),
        error(f, "languages"),
    )


def _asked(f: Form, held: Document, owner: str, fact_id: str) -> list[Node]:
    s = f.s
    return [
        pair(f, "label", (s.say("Name in Chinese"), s.say("Name in English")),
             held.get("label", {}), long=False,
             hint=s.say("Short, such as “Planned area”; it stands above the figure.")),
        h("div", "form-row",
          choice(f, "group", s.say("Group"), group_words(s.say), held.get("group", "figures")),
          choice(f, "audience_fact", s.say("Who may read it"), level_names(s),
                 held.get("audience", AUDIENCES[0]))),
        choice(f, "headline", s.say("Among the four headline figures"),
               _places(f, owner, fact_id), str(held.get("headline", ""))),
    ]


def _places(f: Form, owner: str, fact_id: str) -> dict[str, str]:
    """The four places and who holds them; whoever gives way takes the place left free."""
    s, places = f.s, {"": f.s.say("no, further down")}
    taken = {record.doc.get("headline"): record.id for record in f.ground.of_owner(owner)}
    for rank in range(1, 5):
        other = taken.get(rank)
        if other is None or other == fact_id:
            places[str(rank)] = s.say("place {rank}", rank=rank)
        else:
            places[str(rank)] = s.say("place {rank}, instead of: {label}", rank=rank,
                                      label=label_of(f, other))
    return places


def _words(f: Form, claim_id: str, doc: Document) -> str:
    words = claim_words(parse.claim({**doc, "id": claim_id}), f.s.lang, f.s.say)
    return " · ".join((words[:70], str(doc.get("as_of", ""))))


