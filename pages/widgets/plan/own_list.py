"""The own figures that touch the question, each with what it does to the answer."""

from collections.abc import Iterator, Mapping, Sequence

from atlas.facts.own import OWN, Touched, touching, trips_of
from atlas.facts.own_words import WHATS, OwnWords, What
from atlas.i18n.figures import edtf
from atlas.maps.element import Node, h
from atlas.routing.plan import Plan
from atlas.routing.times import ENOUGH
from atlas.routing.transit_time import own_trips
from layers.network import Direction, OwnFigure
from layers.read import Document
from layers.store import Key, Record
from pages.widgets.plan.own_form import OPEN
from pages.widgets.plan.question import Asked
from pages.widgets.wording import Screen, pill

MOST_SHOWN = 6  # of one kind, before the rest is folded away


def own_list(
    asked: Asked, words: OwnWords, *, edits: bool,
    inside: Mapping[What, Sequence[Node | None]],
) -> Node:
    """Quotes, stays and trips, each kind under its title with a way to add one.

    ``inside`` are forms and sentences that belong under the title of a kind.
    """
    found = touched(asked)
    return h("div", "own-kinds",
             *(_kind(what, [item for item in found if item.figure.what == what], asked, words,
                     edits=edits, inside=inside.get(what, ()))
               for what in WHATS))


def touched(asked: Asked) -> list[Touched]:
    """Own figures of the question; all of them where nothing is asked yet."""
    own, s = asked.s.catalog.network.own.values(), asked.s
    if asked.plan is None or asked.origin is None or asked.destination is None:
        ways = frozenset((item.crossing, item.direction) for item in own)
        listed = {(item.start, item.end) for item in own if item.what != "dwell"} or {("", "")}
        every = {found.figure.id: found for ends in sorted(listed)
                 for found in touching(own, ends=ends, stays=ways, used=frozenset(),
                                       today=s.today)}
        return list(every.values())
    return touching(own, ends=(asked.origin, asked.destination), stays=_stays(asked.plan),
                    used=used_by(asked.plan, s), today=s.today)


def used_by(plan: Plan, s: Screen) -> frozenset[str]:
    """Ids of the own figures an answer rests on."""
    return frozenset(_used(plan, s))


def _used(plan: Plan, s: Screen) -> Iterator[str]:
    for way in plan.alternatives:
        if way.cost.basis == "own":
            yield way.cost.record
        if way.days is not None and way.days.n_own:
            yield from (trip.id for trip in own_trips(way.id, plan.query, s.catalog, s.today))
        for hours in way.hours:
            yield from hours.claims if hours is not None else ()


def _stays(plan: Plan) -> frozenset[tuple[str, Direction]]:
    return frozenset((step.record, step.direction) for way in plan.alternatives
                     for step in way.steps if step.kind == "cross" and step.direction)


def _kind(
    what: What, found: list[Touched], asked: Asked, words: OwnWords, *, edits: bool,
    inside: Sequence[Node | None],
) -> Node:
    s = asked.s
    titles = {"quote": s.say("Quotes"), "dwell": s.say("Dwell at borders"), "trip": s.say("Trips")}
    nothing = {
        "quote": s.say("No quote of your own for this lane."),
        "dwell": s.say("No stay of your own at the borders of these ways."),
        "trip": s.say("No trip of your own on this lane."),
    }
    add = {"quote": s.say("Add a quote"), "dwell": s.say("Add a stay"),
           "trip": s.say("Add a trip")}
    button = h("button", {"class": "button", "type": "button", "data-own-add": what,
                          "act": {"form": OPEN, "what": what}}, f"+ {add[what]}")
    return h(
        "section", {"class": "own-kind", "data-own": what},
        h("header", None, h("h3", None, titles[what]), button if edits else None),
        *inside,
        *(_counted(found, asked, words) if what == "trip" else ()),
        *_rows(what, [_row(item, asked, words, edits=edits) for item in found], s)
        if found else (h("p", "own-none", nothing[what]),),
    )


def _rows(what: What, rows: list[Node], s: Screen) -> Iterator[Node]:
    """The newest rows; older ones folded away."""
    yield h("ul", None, *rows[:MOST_SHOWN])
    if older := rows[MOST_SHOWN:]:
        yield h("details", {"class": "own-older", "data-keep": f"own-older-{what}"},
                h("summary", None, s.say("and {count} more", count=len(older))),
                h("ul", None, *older))


def _counted(found: list[Touched], asked: Asked, words: OwnWords) -> Iterator[Node]:
    """For each way how many trips there are, and whether they are enough to stand alone."""
    s, own = asked.s, asked.s.catalog.network.own.values()
    for figure in {(one.figure.start, one.figure.end, one.figure.via): one.figure
                   for one in found}.values():
        count, way = trips_of(own, figure), words.way(figure.via)
        said = s.say("{way}: the days are those of {count} own trips", way=way, count=count) \
            if count >= ENOUGH else s.say(
                "{way}: {count} of {enough} trips needed for a distribution of their own",
                way=way, count=count, enough=ENOUGH)
        yield h("p", {"class": "own-count", "data-way": figure.via}, said)


def _row(item: Touched, asked: Asked, words: OwnWords, *, edits: bool) -> Node:
    s, figure = asked.s, item.figure
    doc = doc_of(figure)
    way = words.subject(doc) if figure.what == "dwell" or asked.plan is None \
        else words.way(figure.via)
    about = [_dated(figure, s), figure.operator, figure.note]
    return h(
        "li", {"data-own-figure": figure.id, "data-state": item.state},
        h("b", "own-value", words.value(doc)),
        h("span", "own-way", way),
        h("span", "own-about", " · ".join(part for part in about if part)),
        h("span", "own-use", *_use(item, asked)),
        h("span", "own-acts",
          _act(s.say("Correct"), figure, {}), _act(s.say("Withdraw"), figure, {"leaving": True}))
        if edits else None,
    )


def _act(words: str, figure: OwnFigure, more: Document) -> Node:
    act = {"form": OPEN, "what": figure.what, "of": figure.id, **more}
    return h("button", {"class": "own-act", "type": "button", "act": act}, words)


def _dated(figure: OwnFigure, s: Screen) -> str:
    day = edtf(figure.departed or figure.as_of, s.say)
    if figure.what == "trip":
        return s.say("departed {date}", date=day)
    until = edtf(figure.valid_until, s.say) if figure.valid_until else ""
    return s.say("{date}, valid until {until}", date=day, until=until) if until else day


def _use(item: Touched, asked: Asked) -> list[Node]:
    """What a figure does to the answer, in a word and where needed a sentence."""
    s, figure = asked.s, item.figure
    if item.state == "expired":
        day = edtf(figure.valid_until, s.say)
        return [pill(s.say("expired on {date}", date=day), "warn")]
    if item.state == "used":
        return [pill(s.say("used"), "good")]
    if asked.plan is None:
        return []
    if figure.what != "dwell" and asked.plan.find(figure.via) is None:
        return [pill(s.say("this way is not among the answers"))]
    return [] if figure.what == "trip" else [pill(s.say("a newer figure counts"))]


def doc_of(figure: OwnFigure) -> Document:
    """A figure as the record it was read from, for its words."""
    value = figure.low if figure.low == figure.high else {"min": figure.low, "max": figure.high}
    return {"what": figure.what, "from": figure.start, "to": figure.end, "via": figure.via,
            "crossing": figure.crossing, "direction": figure.direction, "value": value}


def own_record(records: dict[Key, Record], own_id: str) -> Document:
    """The record of a figure; empty where there is none."""
    record = records.get((OWN, own_id))
    return record.doc if record is not None else {}
