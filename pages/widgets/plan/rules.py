"""“Rules”: what touches this cargo on this way, dated and with its source. No legal advice."""

from collections.abc import Iterator

from atlas.i18n.figures import edtf
from atlas.i18n.places import country
from atlas.maps.element import Node, h
from atlas.routing.query import FLAGS
from atlas.routing.rules import Touching, touching
from layers.network import Rule
from pages.widgets.plan.along import mode_words
from pages.widgets.plan.evidence import rule_claim
from pages.widgets.plan.question import Asked
from pages.widgets.wording import Screen, pill, said, source_line


def rules_part(asked: Asked) -> Node:
    """Rules in force and to come, ended ones folded under them."""
    s, query, way = asked.s, asked.query, asked.chosen
    if query is None or way is None:
        return h("p", "part-note", s.say("Choose where the shipment starts and where it goes."))
    found = touching(query, way.steps, s.catalog, today=s.today)
    now = [item for item in found if item.state != "over"]
    over = [item for item in found if item.state == "over"]
    return h(
        "div", {"class": "rules", "data-sheet": "plan_parts", "data-testid": "plan-rules"},
        h("p", "part-lead", h("b", None, s.say("Check before booking.")), " ",
          s.say("These are dated facts from their sources, no legal advice; what the carrier and "
                "customs answer counts.")),
        h("p", "part-note", _for(query.cargo.flags, asked)),
        h("ul", "rule-list", *(_row(item, s) for item in now)) if now else h(
            "p", "part-note", s.say("No rule that touches this cargo on this way was found.")),
        _over(over, s),
    )


def _for(flags: tuple[str, ...], asked: Asked) -> str:
    """What they were chosen for."""
    s, way = asked.s, asked.chosen
    name = way.name.to(s.say, s.lang) if way else ""
    if not flags:
        return s.say("{way}, cargo without marks. Rules for batteries, food, chilled and dual-use "
                     "goods show when they are ticked under cargo.", way=name)
    words = flag_words(s)
    return s.say("{way}, cargo with: {flags}.", way=name,
                 flags=", ".join(words[flag] for flag in flags))


def flag_words(s: Screen) -> dict[str, str]:
    """What makes a cargo special, in words."""
    return dict(zip(FLAGS, (s.say("batteries"), s.say("food"), s.say("chilled cargo"),
                            s.say("dual-use goods")), strict=True))


def topic_words(topic: str, s: Screen) -> str:
    """What a rule is about."""
    return {
        "sanctions": s.say("Sanctions"), "export control": s.say("Export control"),
        "customs": s.say("Customs"), "insurance": s.say("Insurance"),
        "batteries": s.say("Batteries"), "food": s.say("Food"),
        "temperature": s.say("Temperature"), "service": s.say("Service of carriers"),
    }.get(topic, topic)


def _row(item: Touching, s: Screen) -> Node:
    rule = item.rule
    return h(
        "li", {"class": "rule" + (" is-special" if item.flags else ""), "data-rule": rule.id},
        h("div", "rule-about",
          h("b", None, topic_words(rule.topic, s)),
          h("div", "rule-why", *_why(item, s))),
        said(rule.text, s.lang, "p", "rule-text"),
        said(rule.advice, s.lang, "p", "rule-advice") if rule.advice else h("p"),
        h("div", "rule-when", h("p", None, _dates(rule, s)),
          pill(s.say("not in force yet"), "warn") if item.state == "to come" else None,
          source_line(rule_claim(rule), s)),
    )


def _why(item: Touching, s: Screen) -> Iterator[Node]:
    """By what it touches the question: cargo, borders, countries, mode."""
    words = flag_words(s)
    for flag in item.flags:
        yield pill(words[flag], "warn")
    for name in item.crossings:
        yield pill(s.catalog.network.crossings[name].names.to(s.lang).text)
    for code in item.countries:
        yield pill(country(code, s.lang))
    for mode in item.modes:
        yield pill(mode_words(mode, s))
    if not (item.flags or item.crossings or item.countries or item.modes):
        yield pill(s.say("every cargo"))


def _dates(rule: Rule, s: Screen) -> str:
    if rule.since and rule.until:
        return f"{edtf(rule.since, s.say)} – {edtf(rule.until, s.say)}"
    if rule.since:
        return s.say("since {date}", date=edtf(rule.since, s.say))
    if rule.until:
        return s.say("until {date}", date=edtf(rule.until, s.say))
    return s.say("beginning not found")


def _over(found: list[Touching], s: Screen) -> Node | None:
    if not found:
        return None
    return h("details", {"class": "rule-over", "data-keep": "plan-rules-over"},
             h("summary", None, s.say("Ended, for the record: {count}", count=len(found))),
             h("ul", "rule-list", *(_row(item, s) for item in found)))
