"""How sure a place is and what state it is in, in few words; the card that says both."""

from dataclasses import replace

from atlas.i18n.figures import claim_words, edtf, number
from atlas.maps.feature import Card, Phrasing
from layers.catalog import CORRIDOR, LINE
from layers.model import Entity

PARK_MARKS = {
    "park-rok": ("韩", "KR"),
    "park-germany": ("德", "DE"),
    "park-thailand": ("泰", "TH"),
    "park-russia": ("俄", "RU"),
    "park-cuba": ("古", "CU"),
    "park-belarus": ("白", "BY"),
    "park-eu-finland": ("芬", "FI"),
}


def park_mark(entity: Entity, lang: str) -> str:
    """A park's character, or its country code where the language does not use characters."""
    character, code = PARK_MARKS.get(entity.id, ("", entity.partner or ""))
    return character if lang == "zh" else code


def placement_words(entity: Entity, words: Phrasing) -> str:
    """How sure the place is, in few words: "approximate · ±7 km"."""
    _ = words.say
    placement = entity.location.placement
    if placement == "unconfirmed":
        return _("location not confirmed")
    how = _("approximate") if placement == "approximate" else _("placed")
    accuracy = entity.location.accuracy_km
    if accuracy is None:
        return how
    return f"{how} · ±{number(accuracy, words.lang)} km"


def status_words(entity: Entity, words: Phrasing) -> str:
    """The state with its date: "operating · 2026-03"."""
    if entity.status is None:
        return words.say("status unknown")
    said = entity.status.text.to(words.lang).text
    if entity.status.code == "unknown":
        return said
    return f"{said} · {edtf(entity.status.as_of, words.say)}"


def overdue_words(words: Phrasing) -> str:
    """What the clock beside a symbol means."""
    return words.say("figures due for review")


def reminded(card: Card, overdue: int, words: Phrasing) -> Card:
    """A card that also says whether figures of its place are due for review."""
    if not overdue:
        return card
    return replace(card, pills=(*card.pills, (overdue_words(words), "warn")))


def site_card(entity: Entity, words: Phrasing) -> Card:
    """Name, state, place and the first headline figures."""
    tones = {"operating": "good", "unknown": "warn"}
    pills = []
    if entity.status is not None:
        pills.append((status_words(entity, words), tones.get(entity.status.code, "plain")))
    if entity.id not in (LINE, CORRIDOR):
        pills.append((placement_words(entity, words), "info"))
    headline = sorted(
        (fact for fact in entity.facts if fact.headline), key=lambda fact: fact.headline or 0
    )
    rows = tuple(
        (fact.label.to(words.lang).text, claim_words(fact.preferred, words.lang, words.say))
        for fact in headline[:2]
    )
    second = entity.names.get(words.lang2 or "", "")
    return Card(entity.names.to(words.lang).text, second, tuple(pills), rows)
