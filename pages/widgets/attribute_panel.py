"""The attribute panel: everything known of what is chosen, each figure with its source."""

from atlas.i18n.figures import number
from atlas.maps.card import placement_words, status_words
from atlas.maps.element import Node, h
from layers.model import NOT_FOUND, Entity, Fact
from pages.widgets.facts.link import correct_link
from pages.widgets.mount import tree
from pages.widgets.routes.stop_facts import stop_rows
from pages.widgets.url_state import address
from pages.widgets.wording import (
    Screen,
    claim_figure,
    disc,
    event_block,
    fact_block,
    pill,
    said,
    source_line,
)

TABS = (
    ("profile", ("profile", "partner", "contact")),
    ("figures", ("figures",)),
    ("industry", ("industry",)),
    ("transport", ("transport",)),
    ("policy", ("policy", "location")),
    ("risk", ("risk",)),
)
PAGE_OF_LAYER = {"parks": "/parks", "line": "/routes", "corridor": "/routes", "stops": "/routes",
                 "borders": "/routes"}
STATUS_TONES = {"operating": "good", "unknown": "warn", "stopped": "warn"}


def attribute_panel(s: Screen) -> None:
    """Show what is chosen, or how to choose something."""
    entity = s.catalog.find(s.view.sel) if s.view.sel else None
    node = panel(entity, s) if entity is not None else _nothing_chosen(s)
    tree(node, key="panel")


def panel(entity: Entity, s: Screen) -> Node:
    """The panel of an entity, top to bottom."""
    facts = all_facts(entity, s)
    return h(
        "section",
        {
            "class": "panel",
            "data-testid": "attribute-panel",
            "data-feature": entity.id,
            "aria-label": entity.names.to(s.lang).text,
            "aria-live": "polite",
        },
        h("div", "panel-scroll", _head(entity, s), _pills(entity, s),
          said(entity.location.statement, s.lang, "p", "statement")
          if entity.location.statement else None,
          said(entity.summary or entity.role, s.lang, "p", "summary")
          if entity.summary or entity.role else None,
          stop_rows(entity, s),
          headline_grid(facts, s), _tabs(entity, facts, s)),
        _foot(entity, facts, s),
    )


def all_facts(entity: Entity, s: Screen) -> tuple[Fact, ...]:
    """Its own facts, and for a border stop those of the crossing it belongs to."""
    crossings = [item for item in s.catalog.layer("borders") if entity.id in item.stops]
    return (*entity.facts, *(fact for crossing in crossings for fact in crossing.facts))


def _head(entity: Entity, s: Screen) -> Node:
    second = entity.names.get(s.phrasing.lang2 or _partner_language(entity), "")
    main = entity.names.to(s.lang)
    return h(
        "div",
        "panel-head",
        disc(entity, s.lang) if entity.layer == "parks" else
        h("span", {"class": f"swatch swatch-{entity.layer}", "aria-hidden": "true"}),
        h("div", "panel-names",
          h("h2", {"lang": main.lang if main.fallback else None}, main.text),
          h("div", {"class": "second-name",
                    "lang": s.phrasing.lang2 or _partner_language(entity)}, second)
          if second and second != main.text else None),
        h("button", {"type": "button", "class": "close", "aria-label": s.say("Close"),
                     "act": {"type": "select", "id": None}}, "✕"),
    )


PARTNER_LANGUAGES = {"KR": "ko", "DE": "de", "TH": "th", "RU": "ru", "CU": "es"}


def _partner_language(entity: Entity) -> str:
    return PARTNER_LANGUAGES.get(entity.partner or "", "en")


def _pills(entity: Entity, s: Screen) -> Node | None:
    shown = []
    if entity.status is not None:
        tone = STATUS_TONES.get(entity.status.code, "plain")
        shown.append(pill(status_words(entity, s.phrasing), tone))
    if entity.layer in {"parks", "facilities", "stations", "zones"}:
        shown.append(pill(placement_words(entity, s.phrasing), "info"))
    return h("div", "pills", *shown) if shown else None


def headline_grid(
    facts: tuple[Fact, ...], s: Screen, *, correctable: bool = True
) -> Node | None:
    """Four figures in two rows; an unknown stands in the same place and size."""
    chosen = sorted((fact for fact in facts if fact.headline), key=lambda f: f.headline or 0)[:4]
    if not chosen:
        return None
    cells = [
        h("div", "headline",
          said(fact.label, s.lang, "div", "fact-label"),
          claim_figure(fact.preferred, fact, s),
          source_line(fact.preferred, s),
          correct_link(fact.preferred, fact, s) if correctable else None)
        for fact in chosen
    ]
    return h("div", "headlines", *cells)


def _tabs(entity: Entity, facts: tuple[Fact, ...], s: Screen) -> Node | None:
    shown: list[tuple[str, str, list[Node]]] = []
    for name, groups in TABS:
        blocks = [fact_block(fact, s) for fact in facts if fact.group in groups]
        if blocks:
            shown.append((name, _tab_title(name, s), blocks))
    timeline = [event_block(event, s) for event in entity.events]
    timeline += [fact_block(fact, s) for fact in facts if fact.group == "timeline"]
    if timeline:
        shown.append(("timeline", s.say("Timeline"), timeline))
    if not shown:
        return None
    buttons = [
        h("button", {"type": "button", "role": "tab", "class": "tab", "data-tab": name,
                     "aria-selected": "true" if number == 0 else "false"}, title)
        for number, (name, title, _blocks) in enumerate(shown)
    ]
    bodies = [
        h("div", {"role": "tabpanel", "data-tabpanel": name, "class": "facts",
                  "hidden": number > 0}, *blocks)
        for number, (name, _title, blocks) in enumerate(shown)
    ]
    return h("div", {"data-tabs": f"panel-{entity.id}"},
             h("div", {"class": "tabs", "role": "tablist"}, *buttons), *bodies)


def _tab_title(name: str, s: Screen) -> str:
    return {
        "profile": s.say("Profile"),
        "figures": s.say("Figures"),
        "industry": s.say("Industry"),
        "transport": s.say("Transport"),
        "policy": s.say("Policy and place"),
        "risk": s.say("Risks"),
    }[name]


def _foot(entity: Entity, facts: tuple[Fact, ...], s: Screen) -> Node:
    page = PAGE_OF_LAYER.get(entity.layer)
    claims = [claim for fact in facts for claim in fact.claims]
    sources = {claim.source for claim in claims if claim.source != NOT_FOUND}
    counts = s.say(
        "{facts} facts · {sources} sources",
        facts=number(len(facts), s.lang),
        sources=number(len(sources), s.lang),
    )
    title = s.say("Open the park’s page") if page == "/parks" else s.say("Open the routes page")
    return h(
        "div",
        "panel-foot",
        h("div", "panel-buttons",
          h("a", {"class": "button primary", "href": address(page, s.view, sel=entity.id),
                  "act": {"go": page, "query": {"sel": entity.id}}}, title) if page else None,
          h("button", {"type": "button", "class": "button", "data-copy": "url",
                       "data-done": s.say("Link copied")}, s.say("Copy link"))),
        h("div", "panel-counts", counts) if claims else None,
    )


FIRST_SHOWN = ("line-cme", "corridor-cmr", "park-rok")


def _nothing_chosen(s: Screen) -> Node:
    """What a visitor may choose first, each with two of its figures and their sources."""
    shown = [entity for name in FIRST_SHOWN if (entity := s.catalog.find(name)) is not None]
    return h(
        "section",
        {"class": "panel panel-empty", "aria-live": "polite"},
        h("div", "panel-scroll",
          h("h2", None, s.say("Choose something on the map")),
          h("p", "statement",
            s.say("Every figure then shows where it comes from, its date and how sure it is.")),
          h("div", "suggestions", *(_suggestion(entity, s) for entity in shown))),
    )


def _suggestion(entity: Entity, s: Screen) -> Node:
    first = sorted((f for f in entity.facts if f.headline), key=lambda f: f.headline or 0)[:2]
    return h(
        "div",
        "suggestion",
        h("button", {"type": "button", "class": "suggestion-name",
                     "act": {"type": "select", "id": entity.id}},
          h("span", {"class": f"swatch swatch-{entity.layer}", "aria-hidden": "true"}),
          entity.names.to(s.lang).text),
        headline_grid(tuple(first), s, correctable=False),
    )
