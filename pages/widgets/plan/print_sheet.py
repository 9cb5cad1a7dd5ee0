"""The chosen way as one A3 sheet: title, map as shown, strip map, legs; seen on paper only."""

from collections.abc import Iterator, Sequence

from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from atlas.routing.plan import Alternative
from layers.model import Claim
from pages.widgets.mount import tree
from pages.widgets.plan.along import (
    Laid,
    emitted_words,
    hours_words,
    km_words,
    laid_out,
    own_shares,
    record_basis,
    record_claims,
)
from pages.widgets.plan.measures import (
    band_words,
    chance_words,
    cost_words,
    emission_words,
    middle_words,
)
from pages.widgets.plan.own_list import used_by
from pages.widgets.plan.question import Asked
from pages.widgets.plan.stays import basis_mark, stay_charts
from pages.widgets.plan.steps import step_words
from pages.widgets.plan.strip import still_strip
from pages.widgets.plan.title import cargo_words, place_name
from pages.widgets.wording import Screen

MOST_OTHERS = 6
FEW_STEPS = 12  # up to so many the map takes the room the table leaves


def print_sheet(asked: Asked) -> None:
    """Mount what only paper shows."""
    tree(sheet(asked) or h("span"), key="plan-print")


def sheet(asked: Asked) -> Node | None:
    """The sheet; None while nothing is chosen."""
    item, s = asked.chosen, asked.s
    if item is None:
        return None
    laid = laid_out(item, s.catalog)
    few = " few" if len(laid) <= FEW_STEPS else ""
    return h("div", {"class": f"plan-print{few}", "data-sheet": "plan_map", "aria-hidden": "true"},
             h("header", "print-title", *_title(item, asked)),
             h("div", {"class": "print-legs", "style": {"--rows": len(laid) + 2}},
               _table(laid, item, s)),
             h("div", "print-strip", still_strip(item, s, key="paper"),
               stay_charts(item, s, key="paper-", brief=True)),
             h("footer", "print-foot", h("div", None, *_foot(laid, asked)), _others(item, asked)))


def _title(item: Alternative, asked: Asked) -> Iterator[Node]:
    s = asked.s
    ends = [place_name(name, s) for name in (asked.origin, asked.destination)]
    days = band_words(item.days, s) if item.days else s.say("days unknown")
    yield h("h1", None, s.say("{start} – {end}", start=ends[0], end=ends[1]))
    yield h("b", None, item.name.to(s.say, s.lang))
    figures = [km_words(item.km, s), f"P10 – P50 – P90: {days}",
               own_shares(item, s), emission_words(item, s),
               cost_words(item, s) if item.cost.usd is not None else None,
               cargo_words(asked.query.cargo, s) if asked.query else None]
    yield h("span", None, " · ".join(words for words in (*figures, *_dates(item, s)) if words))
    yield h("span", "print-estimate", s.say("estimate"))
    if asked.plan is not None and used_by(asked.plan, s) & {*s.catalog.network.own}:
        yield h("span", "print-internal", s.say(
            "INTERNAL: holds own figures, {date}", date=s.today.isoformat()))


def _dates(item: Alternative, s: Screen) -> Iterator[str]:
    """The days asked for and how likely the cargo is there in time."""
    if s.view.depart:
        yield s.say("departs {date}", date=s.view.depart)
    if s.view.by:
        yield s.say("by {date}", date=s.view.by)
    yield chance_words(item, s)


def _others(item: Alternative, asked: Asked) -> Node | None:
    """The other ways, a line each: kilometres, days, CO₂e."""
    s = asked.s
    ways = [way for way in asked.alternatives if way is not item]
    if not ways:
        return None
    rows = [h("tr", None, *(h("td", None, cell) for cell in (
        way.name.to(s.say, s.lang), km_words(way.km, s),
        band_words(way.days, s) if way.days else s.say("days unknown"), emission_words(way, s))))
        for way in ways[:MOST_OTHERS]]
    more = len(ways) - MOST_OTHERS
    return h("div", "print-others", h("b", None, s.say("Other ways")),
             h("table", None, h("tbody", None, *rows)),
             h("p", None, s.say("and {count} more", count=more)) if more > 0 else None)


def _table(laid: Sequence[Laid], item: Alternative, s: Screen) -> Node:
    titles = ("#", s.say("Step"), "km", s.say("Basis"), s.say("Time, P10–P90"),
              s.say("Rests on"), s.say("Done on day, P50"), "CO₂e")
    rows = [h("tr", None, *(h("td", None, cell) for cell in _cells(row, one, item, s)))
            for row, one in enumerate(laid, 1)]
    return h("table", None,
             h("thead", None, h("tr", None, *(h("th", None, title) for title in titles))),
             h("tbody", None, *rows))


def _cells(row: int, one: Laid, item: Alternative, s: Screen) -> tuple[Node, ...]:
    km = number(round(one.step.km, 1), s.lang) if one.runs else ""
    return (
        str(row), step_words(one.step, s), km,
        record_basis(one.record, s) if one.record else "",
        hours_words(one.hours, s), basis_mark(one, s, brief=True),
        middle_words(one.after, s) if one.after else s.say("unknown"),
        emitted_words(one, item, s),
    )


def _foot(laid: Sequence[Laid], asked: Asked) -> Iterator[Node]:
    s = asked.s
    names = "; ".join(_publishers(laid, asked)) or s.say("not found")
    yield h("p", None, h("b", None, s.say("Sources")), f": {names}.")
    yield h("p", None, s.say(
        "All days and emissions are estimates; hatched ones rest on assumptions of this atlas. "
        "Check before booking. Data version {version}, {date}.",
        version=s.catalog.version, date=s.today.isoformat()))


def _publishers(laid: Sequence[Laid], asked: Asked) -> list[str]:
    """Who gives the kilometres, times and factors of this way, each once."""
    s = asked.s
    kept = {claim.id: claim for record in s.catalog.network.recorded()
            for fact in record.facts for claim in fact.claims}
    used: list[Claim] = []
    for one in laid:
        used += record_claims(one.record)[:1] if one.record else []
        ids = (*(one.hours.claims if one.hours else ()), *one.emitted.claims)
        used += [kept[name] for name in ids if name in kept]
    sources = [s.catalog.source_of(claim) for claim in used]
    names = (source.publisher.names.to(s.lang).text for source in sources if source)
    return list(dict.fromkeys(names))
