"""Forms filled in for tests: the tiny atlas' records, and fields as the page sends them."""

from datetime import date
from pathlib import Path
from typing import Any

from atlas.facts.forms import Filled, Ground
from atlas.i18n import words
from layers.read import Document, documents
from layers.store.base import Key, Record
from layers.store.records import split

TODAY = date(2026, 11, 23)
AREA, OTHER_AREA = "park-one.area.1", "park-one.area.2"
CLAIM = {
    "way": "record", "kind": "number", "value": "212", "unit": "km2", "text_zh": "", "text_en": "",
    "as_of": "2026-10", "as_of_other": "2026-10", "source_way": "list", "source": "city-2020",
    "confidence": "high", "audience": "", "review_by": "2027-11", "note_zh": "", "note_en": "",
    "preferred": False, "preferred_other": True, "why": "counted anew",
}  # fmt: skip
NEW_SOURCE = {
    "source_way": "new", "publisher_way": "list", "publisher": "The city", "title_zh": "公告",
    "title_en": "Notice", "source_date": "2026-10-12", "url": "https://example.org/notice",
    "licence": "facts only", "grade": "official",
}  # fmt: skip


def ground(small: Path, *, used: frozenset[Key] = frozenset()) -> Ground:
    """The records of the tiny atlas, each seen for the first time."""
    found = {key: Record(*key, doc, 1) for key, doc in split(documents(small)).items()}
    return Ground(found, TODAY, used.__contains__)


def filled(at: Ground, fields: dict[str, Any] | None = None, **typed: Any) -> Filled:
    """A form with some fields typed anew."""
    return Filled({**(CLAIM if fields is None else fields), **typed}, at, words("en"))


def changed(form: Filled) -> dict[Key, Document | None]:
    """What a form changes; nothing may be wrong with it."""
    assert not form.mistakes
    return {change.key: change.doc for change in form.changes}
