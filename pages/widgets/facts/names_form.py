"""The form for what a place is called, language by language."""

from typing import Any

from atlas.facts.forms import seen_text
from atlas.facts.forms_names import MADE, SHORT_NEEDED, made_of, made_words, short_names
from atlas.maps.element import Node, h
from layers import parse
from layers.check.kinds import COMPLETE
from layers.read import Document
from layers.text import LANGUAGES
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.fields import Form, choice, line
from pages.widgets.facts.form import form_frame, more, needed_line
from pages.widgets.header import LANGUAGE_NAMES

NEW = "translated"  # what a name in another language mostly is


def names_form(f: Form, table: str, entity_id: str, *, back: FactsAddress, draft: bool) -> Node:
    """The name in each language, how it was come by, and the short name on the map."""
    s, doc = f.s, f.ground.doc(table, entity_id)
    others = [lang for lang in LANGUAGES if lang not in COMPLETE]
    fields = tuple(f"{part}_{lang}" for lang in others for part in ("name", "made", "short"))
    return form_frame(
        f, {"form": "names", "of": entity_id},
        needed_line(s),
        *(_language(f, doc, lang, table) for lang in COMPLETE),
        h("p", "field-hint", s.say("Short names stand on the map where there is little room.")),
        more(f, "others", s.say("In further languages"),
             h("p", "field-hint", s.say("Without a name here screens show the English one.")),
             *(_language(f, doc, lang, table) for lang in others), fields=fields),
        title=s.say("Names"), about=h("p", "facts-says", h("b", None, _now(f, doc))),
        seen=seen_text(f.ground.records, [(table, entity_id)]),
        why=s.say("Name corrected"), back=back, draft=draft,
    )


def _now(f: Form, doc: Document) -> str:
    return parse.names(doc)[0].to(f.s.lang).text


def _language(f: Form, doc: Document, lang: str, table: str) -> Node:
    s, held = f.s, doc.get("names", {}).get(lang)
    name = held.get("text", "") if isinstance(held, dict) else held or ""
    free = lang not in COMPLETE
    return h(
        "fieldset", "facts-name",
        h("legend", {"lang": lang}, LANGUAGE_NAMES[lang]),
        line(f, f"name_{lang}", s.say("Name in full"), name, optional=free, lang=lang),
        h("div", "form-row",
          choice(f, f"made_{lang}", s.say("How it is known"), _ways(f, held), made_of(held)
                 if held else NEW),
          line(f, f"short_{lang}", s.say("Short name"), short_names(doc).get(lang, ""),
               optional=free or table not in SHORT_NEEDED, lang=lang)),
    )


def _ways(f: Form, held: Any) -> dict[str, str]:
    """How a name is come by; what the record says now stays possible."""
    s, made = f.s, made_of(held)
    rare = {"source": s.say("as its source has it"), "derived": s.say("made of other names"),
            "": s.say("not stated")}
    more_of = {made: rare.get(made, made)} if held and made not in MADE else {}
    return {**more_of, **made_words(s.say)}
