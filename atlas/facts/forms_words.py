"""The sentences a record opens with: its summary and the state it is in."""

from atlas.facts.forms import Filled
from atlas.facts.forms_source import source_of
from atlas.i18n import Words
from layers.check.shapes import STATUS_CODES
from layers.read import Document

NO_STATUS = ""


def reworded(filled: Filled, table: str, entity_id: str) -> None:
    """The summary and the status of an entity as they were typed."""
    filled.needed("why")
    before = filled.ground.doc(table, entity_id)
    summary = filled.pair("summary", needed="summary" in before)
    status = _status(filled, before.get("status", {}))
    wanted = {"summary": summary, "status": status}
    kept = {key: value for key, value in before.items() if key not in wanted}
    written = {key: value for key, value in wanted.items() if value}
    order = dict.fromkeys((*before, *written))
    both = {**kept, **written}
    filled.change(table, entity_id, {key: both[key] for key in order if key in both})


def _status(filled: Filled, before: Document) -> Document | None:
    code = filled.chosen("code", (NO_STATUS, *STATUS_CODES))
    if code == NO_STATUS:
        return None
    note = {"note": before["note"]} if "note" in before else {}
    return {
        "code": code, "as_of": filled.date("as_of", undated=True),
        "text": filled.pair("status", needed=True), **source_of(filled), **note,
    }


def status_names(say: Words) -> dict[str, str]:
    """Every state something may be in, in words."""
    named = {
        "planned": say("planned"),
        "approved": say("approved"),
        "under_construction": say("under construction"),
        "operating": say("operating"),
        "mentioned": say("mentioned in a plan"),
        "unknown": say("unknown"),
        "stopped": say("stopped"),
    }
    return {code: named.get(code, code) for code in STATUS_CODES}
