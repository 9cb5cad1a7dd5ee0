"""One thing the plan named: its words, its place or its target, and where it stands today."""

from atlas.i18n.figures import number, unit_words
from atlas.maps.card import placement_words
from atlas.maps.element import Node, h
from layers.model import Claim, Entity, SystemItem
from pages.widgets.feature_list import row_attributes
from pages.widgets.wording import Screen, disc, note, said, source_line

PLACED_LAYERS = ("parks", "facilities", "stations", "zones")


def placed(item: SystemItem, s: Screen) -> bool:
    """Whether the thing is an entity of the atlas, so that it can be chosen."""
    return item.entity is not None and s.catalog.find(item.entity) is not None


def known_today(item: SystemItem) -> bool:
    """Whether any source later than the plan says something about it."""
    return any(not claim.unknown for claim in item.status)


def item_row(item: SystemItem, s: Screen) -> Node:
    """A row of two cells: what the plan named, and what is known today."""
    return h("div", f"item item-{item.kind}", _plan_cell(item, s), _today(item, s))


def _plan_cell(item: SystemItem, s: Screen) -> Node:
    entity = s.catalog.find(item.entity) if item.entity else None
    if entity is not None:
        return _place(item, entity, s)
    if item.kind == "target":
        return h("div", "item-plan", _target(item, s), said(item.text, s.lang, "div", "item-text"))
    return h("div", "item-plan", said(item.text, s.lang, "div", "item-text"))


def _place(item: SystemItem, entity: Entity, s: Screen) -> Node:
    name = entity.names.to(s.lang)
    attrs = {**row_attributes(entity, s), "class": "row item-plan item-place"}
    how = placement_words(entity, s.phrasing) if entity.layer in PLACED_LAYERS else None
    return h(
        "button",
        attrs,
        _sign(entity, s),
        h("span", "row-words",
          h("b", {"lang": name.lang if name.fallback else None}, name.text),
          h("small", None, how) if how else None,
          said(item.text, s.lang, "span", "item-text")),
    )


def _sign(entity: Entity, s: Screen) -> Node:
    if entity.layer == "parks":
        return disc(entity, s.lang)
    if entity.layer in PLACED_LAYERS and entity.location.placement == "unconfirmed":
        return h("span", "sign", h("span", {"class": "sign-open", "aria-hidden": "true"}))
    return h("span", "sign", h("span", {"class": f"swatch swatch-{entity.layer}",
                                        "aria-hidden": "true"}))


def _target(item: SystemItem, s: Screen) -> Node:
    """The figure in large, marked as a target: nothing measures how far it got."""
    word = h("span", "pill pill-plain target-word", s.say("target"))
    if item.target_value is None:
        return h("div", "target", h("span", "figure unknown", s.say("no figure printed")), word)
    unit = unit_words(item.target_unit, s.say)
    shown = h("span", {"class": "figure", "data-fact": item.id, "data-unit": item.target_unit,
                       "data-value": f"{item.target_value:g}"},
              number(item.target_value, s.lang), h("small", None, f" {unit}") if unit else None)
    return h("div", "target", shown, word)


def _today(item: SystemItem, s: Screen) -> Node:
    ordered = sorted(item.status, key=lambda claim: not claim.preferred)
    return h("div", "item-today", *(_status(claim, item, s) for claim in ordered))


def _status(claim: Claim, item: SystemItem, s: Screen) -> Node:
    attrs = {"class": "item-text", "data-fact": item.id, "data-claim": claim.id}
    words = claim.text.to(s.lang)
    said_today = (
        h("p", {**attrs, "class": "item-text unknown"}, s.say("No later source found"))
        if claim.unknown
        else h("p", {**attrs, "lang": words.lang if words.fallback else None}, words.text)
    )
    return h("div", "item-status", said_today, note(claim, s), source_line(claim, s))
