"""What a row of the answers says beside its figures: best in what, own trips, rules, notices."""

from collections.abc import Iterator, Mapping

from atlas.i18n.figures import edtf
from atlas.maps.element import Node, h
from atlas.routing.plan import Alternative
from atlas.routing.rules import Touching, touching
from pages.widgets.plan.link import changed
from pages.widgets.plan.question import Asked
from pages.widgets.wording import Screen, pill

STOPS = {"zh": "。", "en": ". "}


def marks(item: Alternative, best: Mapping[str, str], s: Screen) -> Iterator[Node]:
    """Best in what; that no other beats it in all that is known; own trips its days are of."""
    words = {"days": s.say("fastest"), "cost": s.say("cheapest"), "co2e": s.say("least CO₂e")}
    for name, way in best.items():
        if way == item.id:
            yield pill(words[name], "good")
    if item.pareto and item.id not in best.values():
        yield h("span", {"class": "pill pill-info", "title": s.say(
            "No other is better in days, cost and CO₂e at once.")}, s.say("worth a look"))
    if item.days is not None and item.days.n_own:
        yield pill(s.say("{count} own trips", count=item.days.n_own))


def rule_marks(item: Alternative, asked: Asked) -> Node | None:
    """How many rules touch this cargo on this way, and that ships go round the Cape."""
    if asked.query is None:
        return None
    s = asked.s
    found = touching(asked.query, item.steps, s.catalog, today=s.today)
    lines = [line for line in (_of_cargo(item, found, s), _of_suez(item, found, s)) if line]
    return h("div", "way-rules", *lines) if lines else None


def _of_cargo(item: Alternative, found: tuple[Touching, ...], s: Screen) -> Node | None:
    count = sum(bool(one.flags) and one.state != "over" for one in found)
    if not count:
        return None
    return h("a", {"class": "way-rule", "data-rules": str(count), **_to_rules(item, s)},
             s.say("Rules for this cargo: {count}", count=count))


def _of_suez(item: Alternative, found: tuple[Touching, ...], s: Screen) -> Node | None:
    """On a way through Suez, the oldest notice of the carriers still in force."""
    if not any("suez" in step.passages for step in item.steps):
        return None
    notices = [one.rule for one in found if one.state == "in force" and one.modes == ("sea",)
               and one.rule.topic == "service"]
    if not notices:
        return None
    rule = min(notices, key=lambda one: one.since)
    shown = rule.text.to(s.lang)
    first = shown.text.partition(STOPS.get(shown.lang, ". "))[0]
    date = edtf(rule.as_of, s.say)
    return h("a", {"class": "way-rule", "data-rule": rule.id, "title": shown.text,
                   "lang": shown.lang if shown.fallback else None, **_to_rules(item, s)},
             f"{first} · {date}")


def _to_rules(item: Alternative, s: Screen) -> dict[str, object]:
    return changed(s.view, way=item.id, tab="rules", sel=None, at=None)
