"""How a park's page opens: its names, what is documented, its figures, how sure the place is."""

from dataclasses import replace

from atlas.i18n.figures import claim_words, edtf
from atlas.maps.card import placement_words, status_words
from atlas.maps.element import Node, h
from layers.model import Candidate, Claim, Entity, Fact
from layers.text import EMPTY
from pages.widgets.attribute_panel import PARTNER_LANGUAGES, STATUS_TONES
from pages.widgets.facts.link import correct_link
from pages.widgets.parks.choice import neighbours
from pages.widgets.parks.distances import distances
from pages.widgets.url_state import address
from pages.widgets.wording import (
    Screen,
    claim_figure,
    disc,
    grade_mark,
    pill,
    said,
    source_line,
    source_name,
)

FIGURES = 4
OWN_LANGUAGES = {**PARTNER_LANGUAGES, "BY": "ru"}  # an official language of Belarus that we hold


def head(park: Entity, s: Screen) -> Node:
    """The park's sign, its names, its state, and what can be done with the page."""
    return h(
        "header",
        "park-title",
        disc(park, s.lang),
        h("div", "park-names", said(park.names, s.lang, "h1"), _own_name(park, s)),
        h("div", "park-tools",
          _state(park, s),
          h("a", {"class": "button", "href": address("/", s.view, sel=park.id),
                  "act": {"go": "/", "query": {"sel": park.id}}}, s.say("Show in the overview")),
          h("button", {"type": "button", "class": "button", "data-copy": "url",
                       "data-done": s.say("Link copied")}, s.say("Copy link")),
          neighbours(park, s)),
    )


def _own_name(park: Entity, s: Screen) -> Node | None:
    """The name in the partner's language; in Chinese where the page is in that language."""
    lang = OWN_LANGUAGES.get(park.partner or "", s.lang)
    if lang == s.lang or lang not in park.names:
        lang = "zh" if s.lang != "zh" else "en"
    made_here = park.name_status.get(lang) == "translated"
    return h(
        "p",
        "own-name",
        h("span", {"lang": lang}, park.names.to(lang).text),
        h("small", None, s.say("translated by this atlas")) if made_here else None,
    )


def _state(park: Entity, s: Screen) -> Node | None:
    if park.status is None:
        return None
    tone = STATUS_TONES.get(park.status.code, "plain")
    return pill(status_words(park, s.phrasing), tone)


def opening(park: Entity, s: Screen) -> Node:
    """What a guest reads first, beside the map."""
    return h(
        "div",
        "park-opening",
        said(park.summary, s.lang, "p", "lead"),
        figures(park, s),
        place_card(park, s),
    )


def figures(park: Entity, s: Screen) -> Node | None:
    """The figures a visitor asks for; an unknown stands in the same place and size."""
    chosen = sorted((f for f in park.facts if f.headline), key=lambda f: f.headline or 0)[:FIGURES]
    if not chosen:
        return None
    return h("div", "park-figures", *(_figure(fact, s) for fact in chosen))


def _figure(fact: Fact, s: Screen) -> Node:
    return h(
        "div",
        "headline",
        said(fact.label, s.lang, "div", "fact-label"),
        claim_figure(fact.preferred, fact, s),
        *(
            h("div", "counter", s.say(
                "another source, {date}: {figure}",
                date=edtf(other.as_of, s.say), figure=_bare(other, s),
            ))
            for other in fact.claims[1:]
        ),
        source_line(fact.preferred, s),
        correct_link(fact.preferred, fact, s),
    )


def _bare(claim: Claim, s: Screen) -> str:
    """Figure and unit of a claim without its qualifier."""
    if claim.value is None:
        return claim_words(claim, s.lang, s.say)
    return claim_words(replace(claim, text=EMPTY), s.lang, s.say)


def place_card(park: Entity, s: Screen) -> Node:
    """How sure the place is, the zones a source suggests, and what lies how far away."""
    state = park.location.placement
    words = placement_words(park, s.phrasing)
    return h(
        "section",
        {"class": f"place-card place-{state}",
         "style": {"--hue": f"var(--hue-{park.id}, var(--ink2))"}},
        h("h2", None, words[:1].upper() + words[1:]),
        said(park.location.statement, s.lang, "p") if park.location.statement else None,
        h("ul", "candidates", *(_candidate(item, s) for item in park.location.candidates))
        if park.location.candidates else None,
        distances(park, s),
    )


def _candidate(candidate: Candidate, s: Screen) -> Node:
    zone = s.catalog.entity(candidate.entity)
    source = s.catalog.sources.get(candidate.source)
    return h(
        "li",
        {"data-hover": zone.id},
        said(zone.names, s.lang, "b"),
        said(candidate.text, s.lang, "p"),
        h("span", "source", grade_mark(source, s), h("span", None, edtf(source.date, s.say)),
          source_name(source, s)) if source else None,
    )
