"""A form that was sent: read, checked, proposed; what came of it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from atlas import process
from atlas.facts.desk import Desk, Refused
from atlas.facts.door import door
from atlas.facts.editors import Editor
from atlas.facts.forms import Filled, Ground
from atlas.facts.forms_claim import corrected, on_its_original, withdrawn
from atlas.facts.forms_contact import contact_corrected
from atlas.facts.forms_fact import contact_added, fact_added, fact_renamed
from atlas.facts.forms_list import entry_taken_out, event_kept, picture_reworded, question_kept
from atlas.facts.forms_names import renamed
from atlas.facts.forms_picture import picture_added
from atlas.facts.forms_place import placed
from atlas.facts.forms_words import reworded
from atlas.facts.pictures import RefusedPicture, keep_picture, take_picture
from atlas.maps.element import Node
from layers.audience import OWN, level
from layers.errors import AtlasError
from layers.model import AUDIENCES
from layers.read import TABLES
from layers.store import Change, Clash, Conflict, Draft, Key, Record
from pages.widgets.facts.drafts import open_drafts
from pages.widgets.facts.fields import NOT_SENT, Sent
from pages.widgets.facts.problems import sent_with
from pages.widgets.review.act import failed
from pages.widgets.wording import Screen

LOG = logging.getLogger(__name__)
Reader = Callable[[Filled, str], object]
CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a form: saved, sent back, or met by someone else's change."""

    form: str = ""
    of: str = ""
    sent: Sent = NOT_SENT
    draft: Draft | None = None
    clashes: tuple[Clash, ...] = ()
    changes: tuple[Change, ...] = ()
    why: str = ""
    owner: str = ""  # what was changed, to go back to
    note: str = ""  # how it ended where nothing was saved


NOTHING = Taken()
# What a form is about: the table its record stands in; places and pictures any entity's.
ABOUT = {"claim": "claims", "withdraw": "claims", "original": "claims", "fact": "facts",
         "contact-claim": "claims"}  # fmt: skip
OF_RECORDS: dict[str, Callable[[Filled, str, str], None]] = {
    "place": placed,
    "words": reworded,
    "names": renamed,
    "event": event_kept,
    "question": question_kept,
    "picture-words": picture_reworded,
    "take-out": entry_taken_out,
}
OF_ENTITIES = ("add", "contact", "picture")
READERS: dict[str, Reader] = {
    "claim": corrected,
    "withdraw": withdrawn,
    "original": on_its_original,
    "fact": fact_renamed,
    "add": fact_added,
    "contact": contact_added,
    "contact-claim": contact_corrected,
}


def ground_of(desk: Desk, s: Screen) -> Ground:
    """What forms are read against; ids of drafts that wait count as taken."""
    waiting = {change.key for draft in open_drafts(desk.store) for change in draft.changes}

    def used(key: Key) -> bool:
        return key in waiting or bool(desk.store.history(*key, limit=1))

    return Ground(desk.store.records(), s.today, used)


def table_of(records: Mapping[Key, Record], entity_id: str) -> str:
    """The table an entity, service or system stands in; empty where there is none."""
    books = ("sources", "publishers", "layers", "legs", "tracks", OWN)
    return next((table for table in TABLES if table not in books
                 and (table, entity_id) in records), "")


def may_see(records: Mapping[Key, Record], key: Key) -> bool:
    """Whether this process shows a fact or claim: what lies above its audience is not there."""
    record = records.get(key)
    if record is None:
        return False
    if key[0] == OWN:
        return process.settings().audience == AUDIENCES[-1]
    within = level(record.doc) <= AUDIENCES.index(process.settings().audience)
    if key[0] == "claims":
        return within and may_see(records, ("facts", record.doc["fact"]))
    return within


def taken(s: Screen, *, desk: Desk, editor: Editor, form: dict[str, Any] | None) -> Taken:
    """What came of the form that was just sent; nothing where none was."""
    name, of = str((form or {}).get("form", "")), str((form or {}).get("of", ""))
    if form is None or not _known(name, of, desk):
        return NOTHING
    filled = Filled(form["fields"], ground_of(desk, s), s.say)
    try:
        _read(name, of, filled, editor)
        if filled.mistakes:
            sent = Sent(filled.fields, filled.mistakes, filled.suggested)
            return Taken(name, of, sent)
        return proposed(s, filled, desk=desk, editor=editor, name=name, of=of)
    except AtlasError as error:
        return Taken(name, of, Sent(filled.fields, problems=_said(error, s)))
    except Exception:  # what was typed must not be lost over it
        LOG.exception("The form %s about %s could not be read.", name, of)
        sentence = s.say("This could not be read; the log says why. What you typed is still here.")
        return Taken(name, of, Sent(filled.fields, problems=(sentence,)))


def _known(name: str, of: str, desk: Desk) -> bool:
    records = desk.store.records()
    if name in ABOUT:
        return may_see(records, (ABOUT[name], of))
    return name in (*OF_RECORDS, *OF_ENTITIES) and bool(table_of(records, of))


def _read(name: str, of: str, filled: Filled, editor: Editor) -> None:
    table = table_of(filled.ground.records, of)
    if name in OF_RECORDS:
        OF_RECORDS[name](filled, table, of)
    elif name == "picture":
        _picture(filled, table, of, editor)
    else:
        READERS[name](filled, of)


def _picture(filled: Filled, table: str, of: str, editor: Editor) -> None:
    """The uploaded file as a kept picture; it is kept last, when all else is right."""
    gate = door(process.settings())
    upload = gate.uploads.get(filled.text("picture_id"), editor=editor)
    if upload is None:
        filled.wrong("picture", filled.say("Choose a picture."))
        picture_added(filled, table, of, name="")
        return
    try:
        made = take_picture(upload.content, name=upload.name)
    except RefusedPicture as error:
        filled.wrong("picture", error.sentence(filled.say))
        return
    picture_added(filled, table, of, name=made.name)
    if not filled.mistakes:
        keep_picture(gate.pictures, made)


def proposed(
    s: Screen, filled: Filled, *, desk: Desk, editor: Editor, name: str, of: str
) -> Taken:
    """Changes handed to the desk, and what it says."""
    why, changes = filled.text("why"), tuple(filled.changes)
    owner = owner_of(filled.ground.records, of)
    done = desk.propose(changes, editor=editor, why=why)
    if isinstance(done, Refused):
        return Taken(name, of, sent_with(done.problems, filled, s))
    if isinstance(done, Conflict):
        sent = Sent(filled.fields)
        return Taken(name, of, sent, None, done.clashes, changes, why, owner)
    return Taken(name, of, draft=done, owner=owner)


def owner_of(records: Mapping[Key, Record], of: str) -> str:
    """The entity, service or system a claim, a fact or itself belongs to."""
    if ("claims", of) in records:
        of = str(records["claims", of].doc["fact"])
    if ("facts", of) in records:
        return str(records["facts", of].doc["owner"])
    return of


def _said(error: AtlasError, s: Screen) -> tuple[Node, ...]:
    return (failed(error, s).sentence,)
