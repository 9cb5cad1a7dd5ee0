"""Small trees that many screens share: a figure, a source line, a pill, a park's disc."""

from typing import Any

from atlas.i18n.figures import edtf, figure_and_unit, remark
from atlas.maps.card import park_mark
from atlas.maps.element import Node, h
from layers.freshness import due_day
from layers.model import Claim, Entity, Event, Fact, Grade, Source
from layers.text import Text
from pages.widgets.facts.link import correct_link
from pages.widgets.screen import Screen as Screen  # noqa: PLC0414 - mypy wants it said
from pages.widgets.screen import screen as screen  # noqa: PLC0414

GRADE_MARKS: dict[Grade, str] = {
    "official": "full",
    "press": "half",
    "copy": "quarter",
    "not-found": "none",
}


def said(text: Text, lang: str, tag: str = "span", cls: str | None = None) -> Node:
    """A text in the language shown; marked with its own where there is only another."""
    shown = text.to(lang)
    return h(tag, {"class": cls, "lang": shown.lang if shown.fallback else None}, shown.text)


def pill(text: str, tone: str = "plain", mark: str = "") -> Node:
    """A small rounded label."""
    dot = h("i", f"grade grade-{mark}") if mark else None
    return h("span", f"pill pill-{tone}", dot, text)


def disc(entity: Entity, lang: str) -> Node:
    """A park's sign: filled where placed, hollow and dashed where not confirmed."""
    mark = park_mark(entity, lang)
    state = entity.location.placement
    style = {"--hue": f"var(--hue-{entity.id}, var(--ink2))"}
    return h("span", {"class": f"disc disc-{state}", "style": style, "aria-hidden": "true"}, mark)


def claim_figure(claim: Claim, fact: Fact, s: Screen, *, cls: str = "figure") -> Node:
    """The value of a claim with the attributes outside checks read it by."""
    attrs: dict[str, Any] = {
        "class": cls,
        "data-fact": fact.key,
        "data-claim": claim.id,
        "data-value": _plain(claim),
        "data-unit": claim.unit,
    }
    if claim.unknown:
        return h("span", {**attrs, "class": f"{cls} unknown"}, s.say("unknown"))
    if claim.value is None:
        return said_with(attrs, claim.text, s.lang)
    written, unit = figure_and_unit(claim.value, claim.unit, s.lang, s.say)
    return h(
        "span",
        attrs,
        written,
        h("small", None, f" {unit}") if unit else None,
    )


def said_with(attrs: dict[str, Any], text: Text, lang: str) -> Node:
    """A text with attributes, marked where it is in another language."""
    shown = text.to(lang)
    return h("span", {**attrs, "lang": shown.lang if shown.fallback else None}, shown.text)


def _plain(claim: Claim) -> str:
    if claim.value is None:
        return ""
    if isinstance(claim.value, float):
        return f"{claim.value:.6f}".rstrip("0").rstrip(".")
    if isinstance(claim.value, str):
        return claim.value
    low, high = claim.value.low, claim.value.high
    return f"{_edge(low)}/{_edge(high)}"


def _edge(value: float | None) -> str:
    return ".." if value is None else f"{value:g}"


def source_line(claim: Claim, s: Screen) -> Node:
    """Mark, date and publisher of a claim's source, and when its review was due.

    There is no link where the original was not reached.
    """
    source = s.catalog.source_of(claim)
    if source is None:
        reason = claim.source_reason.to(s.lang)
        title = s.say("Source not found")
        return h(
            "span",
            "source",
            h("i", {"class": "grade grade-none", "title": title}),
            h("span", "source-date", edtf(claim.as_of, s.say)),
            h("span", {"lang": reason.lang if reason.fallback else None}, reason.text or title),
            due_mark(claim, s),
        )
    return h(
        "span",
        "source",
        grade_mark(source, s),
        h("span", "source-date", edtf(claim.as_of, s.say)),
        source_name(source, s),
        due_mark(claim, s),
    )


def due_mark(claim: Claim, s: Screen) -> Node | None:
    """A clock and the words for it where a claim's review is overdue; nothing where it is not."""
    if due_day(claim, s.today) is None:
        return None
    passed = s.say("review was due by {date}", date=edtf(claim.review_by, s.say))
    return h("span", "due", clock(), passed)


def clock(label: str | None = None) -> Node:
    """A small clock; with a ``label`` where no words stand beside it."""
    if label is None:
        return h("i", {"class": "clock", "aria-hidden": "true"})
    return h("i", {"class": "clock", "role": "img", "aria-label": label, "title": label})


def grade_mark(source: Source, s: Screen) -> Node:
    """The disc that says how good a source is; its shape is enough without colour."""
    return h(
        "i",
        {
            "class": f"grade grade-{GRADE_MARKS[source.grade]}",
            "role": "img",
            "aria-label": grade_words(source.grade, s),
            "title": grade_words(source.grade, s),
        },
    )


def grade_words(grade: Grade, s: Screen) -> str:
    """A source's grade in words."""
    return {
        "official": s.say("Official source"),
        "press": s.say("Named press or institution"),
        "copy": s.say("Secondary copy, publisher unknown"),
        "not-found": s.say("Source not found"),
    }[grade]


def source_name(source: Source, s: Screen) -> Node:
    """The publisher, opening the original where it was reached."""
    if source.grade == "copy" and source.publisher.id == "unknown":
        return h("span", None, s.say("secondary copy"))
    name = source.publisher.names.to(s.lang)
    lang = name.lang if name.fallback else None
    if not source.url:
        return h("span", {"lang": lang}, name.text)
    title = source.title.to(s.lang).text
    return h("a", {"href": source.url, "title": title, "lang": lang}, name.text)


def fact_block(fact: Fact, s: Screen) -> Node:
    """A fact: caption, value or sentence, source; disagreeing claims side by side."""
    if fact.disputed:
        return conflict(fact, s)
    claim = fact.preferred
    return h(
        "div",
        "fact",
        said(fact.label, s.lang, "div", "fact-label"),
        h("div", "fact-value", claim_figure(claim, fact, s, cls="value")),
        _remark(claim, s),
        note(claim, s),
        source_line(claim, s),
        correct_link(claim, fact, s),
    )


def _remark(claim: Claim, s: Screen) -> Node | None:
    added = remark(claim, s.lang, s.say)
    return said(claim.text, s.lang, "div", "fact-note") if added else None


def note(claim: Claim, s: Screen) -> Node | None:
    """A claim's remark, where it has one."""
    return said(claim.note, s.lang, "div", "fact-note") if claim.note else None


def conflict(fact: Fact, s: Screen) -> Node:
    """Disagreeing claims in one frame: same size, the preferred one marked, nothing merged."""
    series = is_series(fact)
    claims = sorted(fact.claims, key=lambda claim: claim.as_of) if series else fact.claims
    cells = [_claim_cell(claim, fact, s) for claim in claims]
    title = h(
        "div",
        "conflict-title",
        said(fact.label, s.lang),
        h("span", None, " · " + s.say("{count} claims", count=len(fact.claims))),
    )
    cls = "conflict series" if series else "conflict"
    return h("div", cls, title, h("div", "conflict-cells", *cells))


def is_series(fact: Fact) -> bool:
    """Whether the claims are one figure through the years rather than a disagreement."""
    return len(fact.claims) >= SERIES_FROM and len({c.as_of for c in fact.claims}) > SERIES_FROM - 1


SERIES_FROM = 3  # two claims of two years may well contradict each other


def _claim_cell(claim: Claim, fact: Fact, s: Screen) -> Node:
    mark = s.say("preferred") if claim.preferred else s.say("other claim")
    return h(
        "div",
        "conflict-cell" + (" preferred" if claim.preferred else ""),
        h("div", "fact-value", claim_figure(claim, fact, s, cls="value")),
        _remark(claim, s),
        note(claim, s),
        source_line(claim, s),
        correct_link(claim, fact, s),
        h("div", "conflict-mark", mark),
    )


def event_block(event: Event, s: Screen) -> Node:
    """One point of a timeline in a panel: date, plan or fact, what it was, who says so."""
    source = s.catalog.sources.get(event.source)
    kind = s.say("Plan") if event.kind == "plan" else s.say("Happened")
    publisher = source.publisher.names.to(s.lang).text if source else s.say("Source not found")
    return h(
        "div",
        f"fact event event-{event.kind}",
        h("div", "fact-label", f"{edtf(event.date, s.say)} · {kind}"),
        said(event.text, s.lang, "div", "fact-value"),
        h("span", "source", publisher),
    )
