"""A contact comes back into the form it was entered in, and only such a one."""

from pathlib import Path
from typing import Any

import pytest

from atlas.facts.forms import Ground
from atlas.facts.forms_contact import contact_corrected, contact_of
from atlas.facts.forms_fact import contact_added
from layers.read import Document
from layers.store.base import Record
from tests.atlas.facts.forms_ground import changed, filled, ground
from tests.atlas.facts.test_forms_claim import right
from tests.atlas.facts.test_forms_place import CONTACT

TYPED = [
    {}, {"office_zh": "", "office_en": ""}, {"phone": ""}, {"email": ""}, {"languages": []},
    {"text_zh": "周一至周五", "text_en": "Monday to Friday"}, {"languages": ["zh", "mn"]},
]  # fmt: skip
FIELDS = ("contact_zh", "contact_en", "office_zh", "office_en", "phone", "email", "text_zh",
          "text_en")  # fmt: skip


def entered(small: Path, **typed: Any) -> tuple[Ground, str, str]:
    """Records with a contact typed into its form; the ids of its fact and its claim."""
    at = ground(small)
    form = filled(at, CONTACT, **typed)
    fact = contact_added(form, "park-one")
    added = {key: Record(*key, doc, 1) for key, doc in changed(form).items() if doc is not None}
    return Ground({**at.records, **added}, at.today, at.used), fact, f"{fact}.o1"


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_comes_back(small: Path, typed: dict[str, Any]) -> None:
    at, fact, claim = entered(small, **typed)
    parts = contact_of(at.doc("facts", fact), at.doc("claims", claim))
    assert parts is not None
    asked = {**CONTACT, **typed}
    assert {name: parts[name] for name in FIELDS} == {name: asked[name] for name in FIELDS}
    assert parts["languages"] == [item for item in asked["languages"] if item != "xx"]
    form = filled(at, {**CONTACT, **typed})
    contact_corrected(form, claim)
    assert (form.mistakes, form.changes) == ({}, [])


@pytest.mark.parametrize("words", [
    {"zh": "招商局", "en": "The office"}, {"zh": "李 · 电话不详", "en": "Li · no telephone"},
    {"zh": "李 · li@office.cn", "en": "Li · wang@office.cn"},
    {"zh": "李 · 0431 12345 · 办 · 0431 67890", "en": "Li · 0431 12345 · o · 0431 67890"},
    {"zh": "李 · li@office.cn · 0431 12345", "en": "Li · li@office.cn · 0431 12345"},
    {"zh": "李 · 局 · li@office.cn", "en": "Li · li@office.cn"},
])
def test_other_words_stay_words(words: dict[str, str]) -> None:
    fact: Document = {"group": "contact"}
    assert contact_of(fact, {"text": words}) is None


def test_a_number_is_put_right_and_the_level_is_the_facts(small: Path) -> None:
    at, fact, claim = entered(small)
    form = filled(at, CONTACT, phone="+86 431 8765 4321", audience="internal")
    contact_corrected(form, claim)
    found = changed(form)
    assert "+86 431 8765 4321" in found["claims", claim]["text"]["en"]  # type: ignore[index]
    assert found["facts", fact]["audience"] == "internal"  # type: ignore[index]
    assert right(form)


def test_without_telephone_and_mail_it_is_refused(small: Path) -> None:
    at, _, claim = entered(small)
    form = filled(at, CONTACT, phone="", email="")
    contact_corrected(form, claim)
    assert "phone" in form.mistakes
