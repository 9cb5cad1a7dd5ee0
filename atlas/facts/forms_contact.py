"""A contact's line taken apart again, so that it is corrected in the form it was entered in."""

import re

from atlas.facts.forms import Filled
from atlas.facts.forms_claim import NOT_SAID
from atlas.facts.forms_fact import (
    BETWEEN,
    CLAIM_SPOKEN,
    CONTACT,
    contact_line,
    contact_text,
    language_names,
    look_at_ways,
)
from atlas.facts.forms_source import source_of
from layers.check.shapes import CONFIDENCES
from layers.model import AUDIENCES
from layers.read import Document
from layers.text import LANGUAGES

PHONE = re.compile(r"\+?[\d(][\d\s()/.,-]{4,}")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
COMPLETE = ("zh", "en")
Parts = dict[str, str | list[str]]


def contact_of(fact: Document, claim: Document) -> Parts | None:
    """The fields a contact was typed into; None where its words do not come from that form."""
    text = claim.get("text")
    if fact.get("group") != CONTACT or not isinstance(text, dict) or "value" in claim:
        return None
    if "audience" in claim or set(text) != set(COMPLETE):
        return None
    zh, en = (_taken_apart(text[lang], lang) for lang in COMPLETE)
    shared = ("phone", "email", "languages")
    if zh is None or en is None or any(zh[name] != en[name] for name in shared):
        return None
    own = ("contact", "office", "text")
    if any(bool(zh[name]) != bool(en[name]) for name in own):
        return None
    sides = (("zh", zh), ("en", en))
    return {**{f"{name}_{lang}": side[name] for lang, side in sides for name in own},
            **{name: zh[name] for name in shared}}


def contact_corrected(filled: Filled, claim_id: str) -> None:
    """A contact as it was typed anew; its level is that of its fact."""
    filled.needed("why")
    look_at_ways(filled)
    before = filled.ground.doc("claims", claim_id)
    kept = {key: value for key, value in before.items() if key not in NOT_SAID}
    note = {"note": before["note"]} if "note" in before else {}
    filled.change("claims", claim_id, {
        **kept, "text": contact_text(filled), "as_of": filled.date("as_of", undated=True),
        **source_of(filled), "confidence": filled.chosen("confidence", CONFIDENCES),
        "review_by": filled.review_date("review_by"), **note,
    })
    fact = filled.ground.doc("facts", before["fact"])
    wanted = filled.chosen("audience", AUDIENCES)
    filled.change("facts", before["fact"], {**fact, "audience": wanted})


def _taken_apart(line: str, lang: str) -> Parts | None:
    """The parts of a line; None where they do not make the same line again."""
    name, *rest = line.split(BETWEEN)
    marks = [at for at, part in enumerate(rest) if _is_way(part) or _is_spoken(part, lang)]
    if not marks or not any(_is_way(rest[at]) for at in marks):
        return None
    ways = [rest[at] for at in marks]
    phone = next((part for part in ways if PHONE.fullmatch(part)), "")
    email = next((part for part in ways if EMAIL.fullmatch(part)), "")
    spoken = next((part for part in ways if _is_spoken(part, lang)), "")
    chosen = _languages(spoken.removeprefix(CLAIM_SPOKEN[lang]), lang)
    office = BETWEEN.join(rest[:marks[0]])
    words = BETWEEN.join(rest[marks[-1] + 1:])
    if contact_line(lang, (name, office), (phone, email), chosen, words) != line:
        return None
    return {"contact": name, "office": office, "phone": phone, "email": email,
            "languages": chosen, "text": words}


def _is_way(part: str) -> bool:
    return bool(PHONE.fullmatch(part) or EMAIL.fullmatch(part))


def _is_spoken(part: str, lang: str) -> bool:
    return part.startswith(CLAIM_SPOKEN[lang])


def _languages(words: str, lang: str) -> list[str]:
    """Languages out of their names, in their order."""
    names = {language_names([item], lang): item for item in LANGUAGES}
    return [names[word] for word in re.split("、|, ", words) if word in names]
