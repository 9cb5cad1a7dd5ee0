"""The park's timeline: what was announced, what happened, and the list with every source."""

from atlas import process
from atlas.i18n.figures import edtf
from atlas.maps.charts.timeline import Mark, middle, silence, timeline
from atlas.maps.element import Node, h
from layers.model import Entity, Event
from pages.widgets.wording import Screen, grade_mark, said, source_name

# Widths the chart is drawn at; the style sheet shows the widest that fits its card.
WIDTHS = (("huge", 2300), ("wide", 1520), ("middle", 1180), ("small", 680), ("phone", 320))

FEW = 5  # events that stand in one row


def timeline_card(park: Entity, s: Screen) -> Node:
    """Chart and list of a park's events; a sentence where there is none."""
    events = sorted(park.events, key=lambda event: middle(event.date))
    return h(
        "section",
        {"class": "card timeline-card", "aria-label": s.say("Timeline")},
        h("div", "card-head", h("h2", None, s.say("Plan and what happened")), _key(s)),
        *(_charts(events, park, s) if events else
          [h("p", "statement", s.say("No dated event was found."))]),
        _list(events, s) if events else None,
    )


def _key(s: Screen) -> Node:
    return h(
        "div",
        {"class": "timeline-key", "aria-hidden": "true"},
        h("span", "key-event", s.say("happened")),
        h("span", "key-plan", s.say("announced")),
        h("span", "key-quiet", s.say("no evidence")),
    )


def _charts(events: list[Event], park: Entity, s: Screen) -> list[Node]:
    today = process.settings().date()
    marks = tuple(
        Mark(event.date, edtf(event.date, s.say), event.text.to(s.lang).text,
             event.kind == "plan", number)
        for number, event in enumerate(events, start=1)
    )
    years = silence([event.date for event in events], today)
    return [
        h("div", f"timeline-{name}", timeline(
            marks, width=width, today=today, hue=f"var(--hue-{park.id}, var(--ink2))",
            name=s.say("Timeline of {park}", park=park.label(s.lang)),
            quiet=_quiet(years, s),
        ))
        for name, width in WIDTHS
    ]


def _quiet(years: tuple[int, int] | None, s: Screen) -> str:
    if years is None:
        return ""
    first, last = years
    if first == last:
        return s.say("no evidence {year}", year=first)
    return s.say("no evidence {first}–{last}", first=first, last=last)


def _list(events: list[Event], s: Screen) -> Node:
    cls = "event-list event-list-few" if len(events) <= FEW else "event-list"
    return h("ol", cls, *(_event(event, s) for event in events))


def _event(event: Event, s: Screen) -> Node:
    source = s.catalog.sources.get(event.source)
    kind = s.say("announced") if event.kind == "plan" else s.say("happened")
    return h(
        "li",
        {"class": f"event-{event.kind}", "data-date": event.date},
        h("div", "event-when", h("b", None, edtf(event.date, s.say)), h("span", None, kind)),
        said(event.text, s.lang, "p"),
        h("span", "source", grade_mark(source, s), source_name(source, s))
        if source else h("span", "source", s.say("Source not found")),
    )
