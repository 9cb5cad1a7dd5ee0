"""What is asked about a place: a fact's words, level and rank, a new fact, a contact."""

from atlas.facts.forms import Filled, slug
from atlas.facts.forms_claim import claim_of, office_id
from atlas.facts.forms_source import source_of
from atlas.i18n import Words
from layers.check.shapes import CONFIDENCES, GROUPS
from layers.model import AUDIENCES
from layers.read import Document
from layers.text import LANGUAGES

HEADLINES = ("", "1", "2", "3", "4")
LONGEST_KEY = 40
CONTACT = "contact"
BETWEEN = " · "
CLAIM_SPOKEN = {"zh": "语言：", "en": "speaks "}
ORDER = ("owner", "item", "key", "form", "group", "label", "audience", "headline", "preferred")


def fact_renamed(filled: Filled, fact_id: str) -> None:
    """A fact's label, group, level, place among the headlines and preferred claim."""
    filled.needed("why")
    before = filled.ground.doc("facts", fact_id)
    claims = [record.id for record in filled.ground.of_fact(fact_id)]
    named = _named(filled)
    chosen = filled.text("preferred_claim") or before.get("preferred", "")
    if chosen and chosen not in claims:
        filled.wrong("preferred_claim", filled.say("Choose one of the list."))
    rank = _headline(filled, before["owner"], fact_id)
    own = {key: value for key, value in before.items() if key not in ("headline", "preferred")}
    wanted = {"headline": rank, "preferred": chosen or None}
    doc = {**own, **named, **{key: value for key, value in wanted.items() if value}}
    filled.change("facts", fact_id, {key: doc[key] for key in ORDER if key in doc})


def fact_added(filled: Filled, owner: str) -> str:
    """A new fact with its first claim; its id."""
    filled.needed("why")
    named = _named(filled)
    key = new_key(filled, owner, (named.get("label") or {}).get("en", ""))
    fact_id = f"{owner}.{key}"
    rank = _headline(filled, owner, fact_id)
    doc = {"owner": owner, "key": key, **named, **({"headline": rank} if rank else {})}
    filled.change("facts", fact_id, doc)
    claim = claim_of(filled, {}, as_of="as_of")
    filled.change("claims", office_id(filled, fact_id), {"fact": fact_id, **claim})
    return fact_id


def contact_added(filled: Filled, owner: str) -> str:
    """Whom to speak to: name and office, telephone, e-mail, languages; the fact's id."""
    filled.needed("why")
    look_at_ways(filled)
    text = contact_text(filled)
    key = new_key(filled, owner, "contact")
    fact_id = f"{owner}.{key}"
    filled.change("facts", fact_id, {
        "owner": owner, "key": key, "group": CONTACT, "label": {"zh": "联系人", "en": "Contact"},
        "audience": filled.chosen("audience", AUDIENCES),
    })
    claim: Document = {
        "fact": fact_id, "text": text, "as_of": filled.date("as_of", undated=True),
        **source_of(filled), "confidence": filled.chosen("confidence", CONFIDENCES),
        "review_by": filled.review_date("review_by"),
    }
    filled.change("claims", office_id(filled, fact_id), claim)
    return fact_id


def contact_text(filled: Filled) -> dict[str, str]:
    """A contact as one line in Chinese and one in English."""
    named = filled.pair("contact", needed=True) or {}
    office = filled.pair("office", needed=False) or {}
    words = filled.pair("text", needed=False) or {}
    spoken = filled.fields.get("languages")
    chosen = [lang for lang in LANGUAGES if isinstance(spoken, list) and lang in spoken]
    ways = filled.text("phone"), filled.text("email")
    return {lang: contact_line(lang, (named.get(lang, ""), office.get(lang, "")), ways, chosen,
                               words.get(lang, "")) for lang in ("zh", "en")}


def contact_line(
    lang: str, who: tuple[str, str], ways: tuple[str, str], chosen: list[str], words: str
) -> str:
    """A contact in one line; what it does not have is left out."""
    speaks = language_names(chosen, lang)
    parts = (*who, *ways, f"{CLAIM_SPOKEN[lang]}{speaks}" if speaks else "", words)
    return BETWEEN.join(part for part in parts if part)


LANGUAGE_WORDS = {
    "zh": ("中文", "Chinese"), "en": ("英语", "English"), "ko": ("韩语", "Korean"),
    "de": ("德语", "German"), "th": ("泰语", "Thai"), "ru": ("俄语", "Russian"),
    "es": ("西班牙语", "Spanish"), "mn": ("蒙古语", "Mongolian"),
}


def language_names(chosen: list[str], lang: str) -> str:
    """Languages by name, in Chinese or English."""
    place = 0 if lang == "zh" else 1
    return ("、" if lang == "zh" else ", ").join(LANGUAGE_WORDS[item][place] for item in chosen)


def new_key(filled: Filled, owner: str, words: str) -> str:
    """A fact's key out of its English label, unlike every other of the place."""
    made = slug(words, between="_", longest=LONGEST_KEY) or "fact"
    base = made if made[0].isalpha() else f"fact_{made}"
    fact_id = filled.ground.free(
        "facts", lambda number: f"{owner}.{base}" if number == 1 else f"{owner}.{base}_{number}"
    )
    return fact_id.removeprefix(f"{owner}.")


def group_words(say: Words) -> dict[str, str]:
    """Every group a fact may stand in, in words."""
    named = {
        "profile": say("Profile"),
        "figures": say("Figures"),
        "industry": say("Industry"),
        "policy": say("Policy"),
        "timeline": say("Plans and goals"),
        "location": say("Location"),
        "transport": say("Transport"),
        "partner": say("Partner country"),
        "contact": say("Contacts"),
        "risk": say("Risks and mix-ups"),
    }
    return {group: named.get(group, group) for group in GROUPS}


def _named(filled: Filled) -> Document:
    return {
        "group": filled.chosen("group", GROUPS),
        "label": filled.pair("label", needed=True),
        "audience": filled.chosen("audience_fact", AUDIENCES),
    }


def _headline(filled: Filled, owner: str, fact_id: str) -> int | None:
    """The place among an entity's four headline figures; whoever held it takes the one left."""
    wanted = filled.chosen("headline", HEADLINES)
    before = filled.ground.doc("facts", fact_id).get("headline")
    rank = int(wanted) if wanted else None
    for other in filled.ground.of_owner(owner):
        if rank and other.id != fact_id and other.doc.get("headline") == rank:
            bare = {key: value for key, value in other.doc.items() if key != "headline"}
            doc = {**bare, **({"headline": before} if before else {})}
            filled.change("facts", other.id, {key: doc[key] for key in ORDER if key in doc})
    return rank


def look_at_ways(filled: Filled) -> None:
    """Say what is wrong with a telephone number or an e-mail address; one of them is needed."""
    phone, email = filled.text("phone"), filled.text("email")
    if not phone and not email:
        filled.wrong("phone", filled.say("Give a telephone number, an e-mail address, or both."))
    if phone and sum(char.isdigit() for char in phone) < 5:
        filled.wrong("phone", filled.say("Too few digits. Write it as +86 431 1234 5678."))
    name, _, host = email.partition("@")
    if email and (not name or "." not in host or " " in email):
        filled.wrong("email", filled.say("This is no e-mail address. Write it as name@office.cn."))
