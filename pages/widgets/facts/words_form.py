"""The form for the sentences a record opens with: what it is, and what state it is in."""

from atlas.facts.forms import seen_text
from atlas.facts.forms_words import NO_STATUS, status_names
from atlas.maps.element import Node
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.claim_fields import as_of_field
from pages.widgets.facts.fields import Form, choice, pair, when
from pages.widgets.facts.form import form_frame, needed_line
from pages.widgets.facts.source_fields import reason_fields, source_fields


def words_form(f: Form, table: str, entity_id: str, *, back: FactsAddress, draft: bool) -> Node:
    """Summary and status of an entity."""
    s, doc = f.s, f.ground.doc(table, entity_id)
    held = doc.get("status", {})
    states = {NO_STATUS: s.say("not stated"), **status_names(s.say)}
    return form_frame(
        f, {"form": "words", "of": entity_id},
        needed_line(s),
        pair(f, "summary", (s.say("Summary in Chinese"), s.say("Summary in English")),
             doc.get("summary", {}), optional="summary" not in doc,
             hint=s.say("Read first; figures in it have to agree with those below.")),
        choice(f, "code", s.say("State"), states, held.get("code", NO_STATUS)),
        when("code",
             pair(f, "status", (s.say("State in words, Chinese"), s.say("State in words, English")),
                  held.get("text", {}), long=False),
             as_of_field(f, "as_of", str(held.get("as_of", ""))),
             source_fields(f, held),
             when("source_way!=list|new", reason_fields(f, held))),
        title=s.say("Summary and state"), seen=seen_text(f.ground.records, [(table, entity_id)]),
        why=s.say("Words brought up to date"), back=back, draft=draft,
    )
