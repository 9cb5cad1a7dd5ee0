"""How long a cargo stands at each border of a way: the model's span beside what is published."""

from collections.abc import Iterator

from atlas.maps.charts.dwell import MARKS_H, dwell_axis, dwell_band
from atlas.maps.element import Node, h
from atlas.routing.claimed import IN_HOURS, IN_KMH
from atlas.routing.plan import Alternative
from layers.model import Claim, Fact, ValueRange
from layers.network import Crossing
from pages.widgets.plan.along import Laid, band_hours, hours_words, laid_out
from pages.widgets.plan.evidence import claims_of, sources_of
from pages.widgets.routes.dwell import dwell_facts, dwell_row, mark_words
from pages.widgets.wording import Screen, said


def stay_charts(
    item: Alternative, s: Screen, *, key: str = "", brief: bool = False
) -> Node | None:
    """A chart for each border with a control; nothing where the way passes none.

    ``key`` tells its hatching from that of another drawing on the page; ``brief`` leaves out what
    is published of single operations.
    """
    charts = [_chart(one, crossing, s, key, brief=brief) for one, crossing in stays(item, s)]
    if not charts:
        return None
    return h("div", "dwells",
             h("div", "lane-title", h("b", None, s.say("Stays at borders")),
               h("small", None, s.say("model P10–P90, and as published; log scale"))),
             h("div", "dwell-charts", *charts))


def stays(item: Alternative, s: Screen) -> Iterator[tuple[Laid, Crossing]]:
    """The stays at borders in their order, but for open ones."""
    for one in laid_out(item, s.catalog):
        if one.step.kind == "cross":
            crossing = s.catalog.network.crossings[one.step.record]
            if not crossing.open:
                yield one, crossing


def _chart(one: Laid, crossing: Crossing, s: Screen, key: str, *, brief: bool) -> Node:
    facts = own_dwell(one, crossing) if brief else published(one, crossing, s)
    marks = dict(zip(MARKS_H, mark_words(s), strict=True))
    return h("div", "dwell",
             h("button", {"type": "button", "class": "dwell-name", "data-hover": crossing.id,
                          "act": {"type": "select", "id": crossing.id}},
               crossing.names.to(s.lang).text),
             h("div", "dwell-row", h("span"), dwell_axis(marks)),
             _model(one, crossing, s, key),
             *(dwell_row(fact, s) for fact in facts))


def _model(one: Laid, crossing: Crossing, s: Screen, key: str) -> Node:
    """What the plan reckons with."""
    hours = one.hours
    words = hours_words(hours, s)
    if hours is None:
        return h("div", "dwell-row", h("div", "dwell-words", h("b", None, words)), h("span"))
    low, high = band_hours(hours)
    assumed = hours.basis == "assumed"
    label = f"{s.say('in this plan')}: {words}"
    return h("div", "dwell-row dwell-model",
             h("div", "dwell-words", h("span", None, s.say("in this plan")), h("b", None, words),
               basis_mark(one, s)),
             dwell_band((low, hours.median, high), words=label,
                        key=f"{key}{crossing.id}", hatched=assumed))


def basis_mark(one: Laid, s: Screen, *, brief: bool = False) -> Node:
    """What a step's time rests on, in a word, with its sentence; assumptions are hatched."""
    basis = one.hours.basis if one.hours else "unknown"
    words = {
        "own-trips": s.say("own trips"), "own": s.say("own figure"),
        "published": _published_words(one, s, brief=brief), "assumed": s.say("assumption"),
        "open": s.say("no control"), "unknown": s.say("unknown"),
    }[basis]
    why = one.hours.why.to(s.say, s.lang) if one.hours else ""
    hatch = h("i", {"class": "hatch-sign", "aria-hidden": "true"}) if basis == "assumed" else None
    return h("span", {"class": f"basis basis-{basis}", "title": why}, hatch, words)


def _published_words(one: Laid, s: Screen, *, brief: bool) -> str:
    """A model's span is called published only where a source gives the span of the stay itself."""
    claims = time_claims(one, s)
    if one.runs or len(claims) != 1 or not isinstance(claims[0].value, ValueRange):
        return s.say("published, model") if brief else s.say("model around the published figure")
    return s.say("published range")


def time_claims(one: Laid, s: Screen) -> list[Claim]:
    """The claims a step's time is made of: hours, days, speeds; a spread is no time."""
    ids = one.hours.claims if one.hours else ()
    return [claim for claim, _fact in claims_of(ids, s.catalog)
            if claim.unit in IN_HOURS or claim.unit in IN_KMH]


def time_sources(one: Laid, s: Screen) -> Iterator[Node]:
    """Who has published what a step's time rests on; an assumption's sentence says all of it."""
    ids = one.hours.claims if one.hours else ()
    published_ = [claim.id for claim in time_claims(one, s) if not claim.assumed]
    own = [name for name in ids if name in s.catalog.network.own]
    yield from sources_of([*published_, *own], s)


def published(one: Laid, crossing: Crossing, s: Screen) -> list[Fact]:
    """What sources say of the stay: the crossing's own dwell this way, then the border's facts."""
    border = s.catalog.find(crossing.border) if crossing.border else None
    return [*own_dwell(one, crossing), *(dwell_facts(border) if border else ())]


def own_dwell(one: Laid, crossing: Crossing) -> list[Fact]:
    """What sources say of the whole stay in this direction."""
    key = f"dwell_{one.step.direction}"
    return [Fact(fact.key, fact.group, fact.label, fact.audience, None, claims)
            for fact in crossing.facts if fact.key == key
            if (claims := tuple(claim for claim in fact.claims if not claim.assumed))]


def why_words(one: Laid, s: Screen) -> Node | None:
    """The sentence a step's time rests on."""
    if one.hours is None:
        return None
    record = s.catalog.network.running.get(one.step.running)
    why = one.hours.why.to(s.say, s.lang)
    return h("span", "basis-note", said(record.names, s.lang) if record and record.names else None,
             ": " if record and record.names else None, why)
