"""The form that the address opens, with what came back of it."""

from atlas import process
from atlas.facts.forms import Ground
from atlas.facts.forms_contact import contact_of
from atlas.facts.forms_list import ASK, EVENTS, PICTURES
from atlas.maps.element import Node
from layers.model import AUDIENCES
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.claim_form import claim_form, original_form, withdraw_form
from pages.widgets.facts.fact_form import (
    add_form,
    contact_claim_form,
    contact_form,
    fact_form,
)
from pages.widgets.facts.fields import NOT_SENT, Form
from pages.widgets.facts.list_form import (
    event_form,
    held_by,
    picture_words_form,
    question_form,
    take_out_form,
)
from pages.widgets.facts.names_form import names_form
from pages.widgets.facts.picture_form import picture_form
from pages.widgets.facts.place_form import FORM_ID, WITH_PLACE, place_form
from pages.widgets.facts.result import sentence
from pages.widgets.facts.subject import LISTED, NAMED, PICTURED, Subject
from pages.widgets.facts.taken import Taken, may_see, table_of
from pages.widgets.facts.words_form import words_form
from pages.widgets.wording import Screen

OF_CLAIMS = {"": claim_form, "correct": claim_form, "withdraw": withdraw_form,
             "original": original_form}
OF_RECORDS = {"picture": picture_form, "words": words_form}
OF_ENTRIES = {"event": event_form, "question": question_form, "picture": picture_words_form}
LIST_OF = {"event": EVENTS, "question": ASK, "picture": PICTURES}
OF_PLACES = {"add": add_form, "contact": contact_form}


def claim_named(ground: Ground, wanted: str) -> str:
    """The claim an address means: itself, or the one shown first of the fact it names."""
    if may_see(ground.records, ("claims", wanted)):
        return wanted
    if not may_see(ground.records, ("facts", wanted)):
        return ""
    claims = [record.id for record in ground.of_fact(wanted)
              if may_see(ground.records, ("claims", record.id))]
    preferred = ground.doc("facts", wanted).get("preferred", "")
    return preferred if preferred in claims else next(iter(claims), "")


def fact_named(ground: Ground, wanted: str) -> str:
    """The fact an address means: itself, or that of the claim it names."""
    fact_id = str(ground.doc("claims", wanted).get("fact", wanted))
    return fact_id if may_see(ground.records, ("facts", fact_id)) else ""


def open_form(
    s: Screen, *, address: FactsAddress, subject: Subject | None, ground: Ground,
    came_back: Taken,
) -> Node | None:
    """The form, or None where the address opens none."""
    back = FactsAddress(sel=address.sel or (subject.id if subject is not None else ""))
    draft = not process.settings().one_person
    if address.fact:
        return _about_fact(_form(s, address, ground, came_back), address, back, draft)
    if subject is None:
        return None
    return _about_place(_form(s, address.with_(fact=subject.id), ground, came_back), address,
                        subject, back, draft)


def _about_place(
    f: Form, address: FactsAddress, subject: Subject, back: FactsAddress, draft: bool
) -> Node | None:
    s, ground = f.s, f.ground
    table = table_of(ground.records, subject.id)
    if address.do in OF_PLACES and table not in ("systems", "stops"):
        return OF_PLACES[address.do](f, subject.id, back=back, draft=draft)
    if address.do == "place" and table in WITH_PLACE:
        own = Form(FORM_ID, s, ground, f.sent)
        return place_form(own, table, subject.id, back=back, draft=draft)
    if address.do == "names" and table in NAMED:
        return names_form(f, table, subject.id, back=back, draft=draft)
    if address.do in ("event", "question", "take-out") or address.item:
        return _about_entry(f, address, table, subject.id, back=back, draft=draft)
    form = OF_RECORDS.get(address.do) if table in PICTURED else None
    return form(f, table, subject.id, back=back, draft=draft) if form else None


def _about_entry(
    f: Form, address: FactsAddress, table: str, entity_id: str, *, back: FactsAddress, draft: bool
) -> Node | None:
    """A form about an entry of one of a record's lists, or about a new one."""
    audience = process.settings().audience
    allowed = LISTED if address.do in ("event", "take-out") else PICTURED
    if table not in allowed or (address.do == "question" and audience != AUDIENCES[-1]):
        return None
    held = held_by(f, f.ground.doc(table, entity_id), address.item, audience) \
        if address.item else None
    if held is None and address.item:
        return sentence(f.s.say(
            "This entry has been changed or taken out meanwhile. Choose it in the list."), "info")
    if address.do == "take-out":
        return take_out_form(f, table, entity_id, held, back=back, draft=draft) if held else None
    fits = held is None or held[0] == LIST_OF.get(address.do)
    form = OF_ENTRIES.get(address.do) if fits else None
    return form(f, table, entity_id, held, back=back, draft=draft) if form else None


def _about_fact(f: Form, address: FactsAddress, back: FactsAddress, draft: bool) -> Node | None:
    if address.do == "fact":
        fact_id = fact_named(f.ground, address.fact)
        plain = fact_id and "item" not in f.ground.doc("facts", fact_id)
        return fact_form(f, fact_id, back=back, draft=draft) if plain else None
    claim_id = claim_named(f.ground, address.fact)
    if not claim_id or address.do not in OF_CLAIMS:
        return None
    claim = f.ground.doc("claims", claim_id)
    contact = contact_of(f.ground.doc("facts", claim["fact"]), claim)
    if contact is not None and address.do in ("", "correct"):
        return contact_claim_form(f, claim_id, contact, back=back, draft=draft)
    return OF_CLAIMS[address.do](f, claim_id, back=back, draft=draft)


def _form(s: Screen, address: FactsAddress, ground: Ground, came_back: Taken) -> Form:
    """A form of its own for each thing, so that nothing typed about one shows at another."""
    parts = ("facts", address.do or "correct", address.fact, address.item)
    name = "-".join(part for part in parts if part).replace(".", "-")
    return Form(name, s, ground, came_back.sent if came_back.form else NOT_SENT)
