"""What a place is called: its name in each language, how it was come by, and its short name."""

from typing import Any

from atlas.facts.forms import Filled
from atlas.i18n import Words
from layers import parse
from layers.check.kinds import COMPLETE
from layers.read import Document
from layers.text import LANGUAGES

MADE = ("attested", "translated", "transliterated")
SHORT_NEEDED = ("parks",)


def renamed(filled: Filled, table: str, entity_id: str) -> None:
    """The names of an entity as they were typed."""
    filled.needed("why")
    before = filled.ground.doc(table, entity_id)
    doc = {**before, "names": _names(filled, before.get("names", {}))}
    short = _short(filled, before.get("short"), needed=table in SHORT_NEEDED)
    bare = {key: value for key, value in doc.items() if key != "short"}
    filled.change(table, entity_id, {**doc, "short": short} if short else bare)


def made_of(name: Any) -> str:
    """How a name was come by, as its record says; empty where it does not."""
    return str(name.get("status", "")) if isinstance(name, dict) else ""


def made_words(say: Words) -> dict[str, str]:
    """How a name is come by, in words."""
    return {
        "attested": say("as used by others"),
        "translated": say("translated by this atlas"),
        "transliterated": say("spelled by its sound"),
    }


def short_names(doc: Document) -> dict[str, str]:
    """Short names by language."""
    return dict(parse.text(doc.get("short")))


def _names(filled: Filled, before: Document) -> Document:
    kept = {lang: name for lang, name in before.items() if lang not in LANGUAGES}
    found: Document = {}
    for lang in LANGUAGES:
        words = filled.needed(f"name_{lang}") if lang in COMPLETE else filled.text(f"name_{lang}")
        if words:
            found[lang] = _name(filled, lang, words, before.get(lang))
    order = dict.fromkeys((*before, *found))
    return {lang: {**kept, **found}[lang] for lang in order if lang in {**kept, **found}}


def _name(filled: Filled, lang: str, words: str, before: Any) -> Any:
    held = made_of(before)
    plain = before is not None and not held
    allowed = (*MADE, *([held] if held and held not in MADE else []), *([""] if plain else []))
    made = filled.chosen(f"made_{lang}", allowed)
    if not made:
        return words if isinstance(before, str) else {"text": words}
    return {"text": words, "status": made}


def _short(filled: Filled, before: Any, *, needed: bool) -> Any:
    found = {lang: filled.text(f"short_{lang}") for lang in LANGUAGES}
    for lang in COMPLETE if needed else ():
        filled.needed(f"short_{lang}")
    held = dict(parse.text(before))
    made = {lang: words for lang, words in found.items() if words}
    if made == held:
        return before
    order = dict.fromkeys((*held, *made))
    return {lang: made[lang] for lang in order if lang in made}
