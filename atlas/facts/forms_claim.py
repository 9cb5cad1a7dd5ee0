"""Claims corrected, added beside others, withdrawn, and put on their original source."""

from atlas.facts.forms import Filled, Ground
from atlas.facts.forms_source import new_source, source_of
from atlas.facts.forms_value import value_of
from layers.check.shapes import CONFIDENCES
from layers.model import AUDIENCES, NOT_FOUND
from layers.read import Document

RECORD, OTHER = "record", "other"  # our record is wrong; there is another figure
WAYS = (RECORD, OTHER)
NOT_SAID = ("value", "unit", "text", "unknown", "as_of", "source", "source_reason", "confidence",
            "audience", "review_by", "note")  # fmt: skip - what the form says anew


def corrected(filled: Filled, claim_id: str) -> None:
    """The change the claim form asks for: the claim itself, or another one beside it."""
    before = filled.ground.doc("claims", claim_id)
    filled.needed("why")
    if filled.chosen("way", WAYS) == OTHER:
        claim_beside(filled, before["fact"], before)
        return
    doc = claim_of(filled, before, as_of="as_of")
    kept = {key: value for key, value in before.items() if key not in NOT_SAID}
    filled.change("claims", claim_id, {**kept, **doc})
    if filled.flag("preferred"):
        _prefer(filled, before["fact"], claim_id)


def claim_beside(filled: Filled, fact_id: str, before: Document) -> str:
    """A claim of the office's own beside those there are; its id."""
    doc = claim_of(filled, before, as_of="as_of_other")
    claim_id = office_id(filled, fact_id)
    filled.change("claims", claim_id, {"fact": fact_id, **doc})
    others = filled.ground.of_fact(fact_id)
    if filled.flag("preferred_other"):
        _prefer(filled, fact_id, claim_id)
    elif others and "preferred" not in filled.ground.doc("facts", fact_id):
        _prefer(filled, fact_id, others[0].id)  # of several claims one is shown first
    return claim_id


def office_id(filled: Filled, fact_id: str) -> str:
    """The next id of the office's own claims, which no release ever numbers."""
    return filled.ground.free("claims", lambda number: f"{fact_id}.o{number}")


def claim_of(filled: Filled, before: Document, *, as_of: str) -> Document:
    """Everything a claim says of itself, out of the fields of the claim form."""
    level = filled.text("audience")
    note = filled.pair("note", needed=False)
    doc: Document = {
        **value_of(filled, before),
        "as_of": filled.date(as_of, undated=True),
        **source_of(filled),
        "confidence": filled.chosen("confidence", CONFIDENCES),
        "review_by": filled.review_date("review_by"),
        **({"note": note} if note else {}),
        **({"audience": filled.chosen("audience", AUDIENCES)} if level else {}),
    }
    return {key: value for key, value in doc.items() if value is not None}


def withdrawn(filled: Filled, claim_id: str) -> None:
    """A claim taken back. Its history stays; of those left one is shown first."""
    filled.needed("why")
    fact_id = filled.ground.doc("claims", claim_id)["fact"]
    fact = filled.ground.doc("facts", fact_id)
    left = [record.id for record in filled.ground.of_fact(fact_id) if record.id != claim_id]
    filled.change("claims", claim_id, None)
    wanted = filled.text("preferred_claim")
    if fact.get("preferred") == claim_id:
        chosen = wanted if wanted in left else next(iter(left), None)
        bare = {key: value for key, value in fact.items() if key != "preferred"}
        filled.change("facts", fact_id, {**bare, "preferred": chosen} if chosen else bare)


def on_its_original(filled: Filled, claim_id: str) -> None:
    """The original in the place of a secondary copy, for this claim or for all that rest on it."""
    filled.needed("why")
    copy = filled.ground.doc("claims", claim_id).get("source", NOT_FOUND)
    found = new_source(filled) if filled.text("source_way") == "new" else \
        source_of(filled)["source"]
    if found == copy:
        filled.wrong("source", filled.say("This is the copy itself. Choose the original."))
    claims = resting_on(filled.ground, copy) if filled.flag("everywhere") else [claim_id]
    for name in claims:
        held = filled.ground.doc("claims", name)
        raised = {"confidence": filled.chosen("confidence", CONFIDENCES)}
        filled.change("claims", name, {**held, "source": found, **raised})


def resting_on(ground: Ground, source: str) -> list[str]:
    """Ids of every claim with this source."""
    return [key[1] for key, record in ground.records.items()
            if key[0] == "claims" and record.doc.get("source") == source]


def _prefer(filled: Filled, fact_id: str, claim_id: str) -> None:
    fact = filled.ground.doc("facts", fact_id)
    filled.change("facts", fact_id, {**fact, "preferred": claim_id})
