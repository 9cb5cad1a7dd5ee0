"""Everything known of a park in groups, each claim with date, source and confidence."""

from atlas import process
from atlas.i18n.figures import edtf
from atlas.i18n.places import country
from atlas.maps.element import Node, h
from layers.model import Claim, Confidence, Entity, Fact
from pages.widgets.attribute_panel import PARTNER_LANGUAGES
from pages.widgets.cache import asset_base
from pages.widgets.facts.link import correct_link
from pages.widgets.wording import Screen, claim_figure, note, said, source_line

GROUPS = ("profile", "industry", "policy", "timeline", "figures", "location", "transport", "risk")
CONTACT_KEYS = ("administrator", "operator", "website", "contact")


def facts_panel(park: Entity, s: Screen) -> Node:
    """The facts area: partner, contacts, groups of facts, open questions."""
    contacts = _contacts(park)
    shown = [fact for fact in park.facts if fact not in contacts]
    groups = [(name, [fact for fact in shown if fact.group == name]) for name in GROUPS]
    return h(
        "section",
        {"class": "park-facts", "data-testid": "attribute-panel", "data-feature": park.id,
         "aria-label": park.names.to(s.lang).text},
        _partner(park, [fact for fact in shown if fact.group == "partner"], s),
        _group(s.say("Contacts"), contacts, s, "contact"),
        _pictures(park, s),
        *(_group(group_title(name, s), facts, s, name) for name, facts in groups),
        _questions(park, s),
    )


def group_title(name: str, s: Screen) -> str:
    """What a group of facts is called."""
    return {
        "profile": s.say("Profile"),
        "industry": s.say("Industry"),
        "policy": s.say("Policy"),
        "timeline": s.say("Plans and goals"),
        "figures": s.say("Figures"),
        "location": s.say("Location"),
        "transport": s.say("Transport"),
        "risk": s.say("Risks and mix-ups"),
    }[name]


def _pictures(park: Entity, s: Screen) -> Node | None:
    """Pictures staff have put beside the record, each with its credit; nothing where none are."""
    if not park.pictures:
        return None
    shown = [
        h("figure", "park-picture",
          h("img", {"src": f"{asset_base()}/pictures/{picture.file}",
                    "alt": picture.alt.to(s.lang).text}),
          h("figcaption", None, said(picture.alt, s.lang),
            h("small", None, " · ", edtf(picture.date, s.say), " · ",
              said(picture.credit, s.lang))))
        for picture in park.pictures
    ]
    return h("section", "park-group park-pictures", *shown)


def _contacts(park: Entity) -> list[Fact]:
    """Who answers for the park and how to reach them; empty where nothing of it is known."""
    found = [fact for fact in park.facts if fact.key in CONTACT_KEYS or fact.group == "contact"]
    known = [fact for fact in found if not fact.preferred.unknown]
    return found if known else []


def _partner(park: Entity, facts: list[Fact], s: Screen) -> Node | None:
    """A short profile of the partner country, from the facts about it."""
    if not park.partner:
        return None
    own = PARTNER_LANGUAGES.get(park.partner)
    name = country(park.partner, s.lang)
    second = h("span", {"class": "partner-own", "lang": own}, country(park.partner, own)) \
        if own and own != s.lang else None
    return h(
        "section",
        {"class": "fact-group partner-profile",
         "style": {"--hue": f"var(--hue-{park.id}, var(--ink2))"}},
        h("h2", None, s.say("Partner: {country}", country=name), second),
        *(fact_entry(fact, s) for fact in facts),
        h("p", "statement", s.say("Nothing is recorded about the partner yet."))
        if not facts else None,
    )


def _group(title: str, facts: list[Fact], s: Screen, name: str) -> Node | None:
    if not facts:
        return None
    return h("section", f"fact-group group-{name}", h("h2", None, title),
             *(fact_entry(fact, s) for fact in facts))


def fact_entry(fact: Fact, s: Screen) -> Node:
    """A fact with all its claims; disagreeing ones side by side, the preferred one marked."""
    if not fact.disputed:
        return h("div", "fact", said(fact.label, s.lang, "div", "fact-label"),
                 *claim_lines(fact.preferred, fact, s))
    cells = [_cell(claim, fact, s) for claim in fact.claims]
    title = h("div", "conflict-title", said(fact.label, s.lang),
              h("span", None, " · " + s.say("{count} claims", count=len(cells))))
    return h("div", "conflict", title, h("div", "conflict-cells", *cells))


def _cell(claim: Claim, fact: Fact, s: Screen) -> Node:
    mark = s.say("preferred") if claim.preferred else s.say("other claim")
    return h("div", "conflict-cell" + (" preferred" if claim.preferred else ""),
             *claim_lines(claim, fact, s), h("div", "conflict-mark", mark))


def claim_lines(claim: Claim, fact: Fact, s: Screen) -> list[Node]:
    """Value or sentence, remark, source, and how sure the claim is."""
    # A figure stands out; a sentence is read.
    cls = "value" if claim.value is not None or claim.unknown else "sentence"
    qualified = claim.value is not None and claim.text
    return [
        h("div", "fact-value", claim_figure(claim, fact, s, cls=cls),
          said(claim.text, s.lang, "span", "qualifier") if qualified else None),
        *([shown] if (shown := note(claim, s)) is not None else []),
        h("div", "fact-foot", source_line(claim, s), _confidence(claim, s)),
        *([pencil] if (pencil := correct_link(claim, fact, s)) is not None else []),
    ]


def _confidence(claim: Claim, s: Screen) -> Node | None:
    if claim.unknown:
        return None
    words: dict[Confidence, str] = {
        "high": s.say("high confidence"),
        "medium": s.say("medium confidence"),
        "low": s.say("low confidence"),
    }
    return h("span", f"confidence confidence-{claim.confidence}", words[claim.confidence])


def _questions(park: Entity, s: Screen) -> Node | None:
    """What staff should ask next; guests need not read it."""
    if process.settings().audience != "internal" or not park.ask:
        return None
    return h(
        "section",
        "fact-group questions",
        h("h2", None, s.say("What to ask next")),
        h("ol", None, *(said(question, s.lang, "li") for question in park.ask)),
    )
