"""“When”: the arrival ruler of a departure date, in local time on both sides of each border."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from atlas.i18n.places import country
from atlas.maps.charts.ruler import (
    Closed,
    DateAxis,
    Stretch,
    date_axis,
    ruler_axis,
    ruler_row,
)
from atlas.maps.element import Node, h, text_of
from atlas.routing.calendar import (
    LIBRARY,
    Call,
    Moment,
    closed_days,
    has_calendar,
    ruler,
    weekend_days,
)
from pages.widgets.plan.along import own_shares
from pages.widgets.plan.day_words import (
    day_words,
    long_day,
    moment_words,
    span_words,
    together,
)
from pages.widgets.plan.evidence import not_found, value_of
from pages.widgets.plan.holiday_names import holiday_name
from pages.widgets.plan.measures import band_words
from pages.widgets.plan.question import Asked
from pages.widgets.wording import Screen, source_line

DAYS_AHEAD = 7  # a departure nobody has chosen: time to book
SECONDS_AN_HOUR = 3600


def when_part(asked: Asked) -> Node:
    """The date, the ruler, what its days of rest are known from."""
    s, way = asked.s, asked.chosen
    depart = departure(s)
    calls = ruler(way, depart, s.catalog) if way else ()
    return h(
        "div", {"class": "when", "data-sheet": "plan_parts", "data-testid": "plan-when"},
        _date(depart, s),
        _clocks(calls, s) if calls else None,
        *(_ruler(calls, s) if calls else (h("p", "unknown", _no_ruler(asked)),)),
        *_notes(calls, asked),
    )


def departure(s: Screen) -> date:
    """The date asked for, else a week from today."""
    return date.fromisoformat(s.view.depart) if s.view.depart else (
        s.today + timedelta(days=DAYS_AHEAD))


def _date(depart: date, s: Screen) -> Node:
    note = s.say("the cut-off at the terminal of loading is taken as the beginning of this day")
    if not s.view.depart:
        chosen = s.say("nobody has chosen a date: today and {days} days", days=DAYS_AHEAD)
        note = f"{chosen} · {note}"
    return h("div", "when-head",
             h("label", "when-date", h("span", None, s.say("Departs")),
               h("input", {"type": "date", "value": depart.isoformat(),
                           "data-testid": "when-depart", "act": {"plan": "depart"}})),
             h("p", "part-note", h("b", None, long_day(depart, s.lang)), " · ", note))


def _clocks(calls: Sequence[Call], s: Screen) -> Node | None:
    """How far the clocks of both ends are apart; nothing where they agree or one is unknown."""
    start, end = calls[0], calls[-1]
    hours = (end.leaves.offset - start.arrives.offset).total_seconds() / SECONDS_AN_HOUR
    if not hours or not (start.arrives.zone and end.leaves.zone):
        return None
    names = {"end": end.side.label(s.lang), "start": start.side.label(s.lang),
             "offset": _offset(end, s), "hours": f"{abs(hours):g}"}
    words = s.say("{end} is {offset}, {hours} hours behind {start}.", **names) if hours < 0 else (
        s.say("{end} is {offset}, {hours} hours ahead of {start}.", **names))
    return h("p", "part-note when-clocks", words)


def _no_ruler(asked: Asked) -> str:
    s, way = asked.s, asked.chosen
    if way is not None and way.days is not None:
        return s.say("The days of this way are those of own trips, and the model has none: when a "
                     "border was reached is not known.")
    why = way.days_reason.to(s.say, s.lang) if way and way.days_reason else s.say("not found")
    return s.say("cannot be computed: {reason}", reason=why)


# --- the ruler -----------------------------------------------------------------------------------


def _ruler(calls: Sequence[Call], s: Screen) -> Iterator[Node]:
    axis = date_axis(Stretch(item.p10, item.p50, item.p90)
                     for call in calls for item in (call.arrives, call.leaves))
    yield h("div", "when-key",
            h("span", "key-comes", s.say("comes: P10 – P50 – P90")),
            h("span", "key-goes", s.say("goes on")),
            h("span", "key-holiday", s.say("public holiday")),
            h("span", "key-weekend", s.say("weekend")))
    words = {day: day_words(day, s.lang) for day in axis.marks}
    yield h("div", "ruler", h("div", "ruler-line ruler-head", h("span"), ruler_axis(axis, words),
                              h("span"), h("span")),
            *(_line(sides, axis, s) for sides in _places(calls)))


def _places(calls: Sequence[Call]) -> Iterator[tuple[Call, ...]]:
    """The calls of one row: a border with both its sides, else one."""
    for _border, group in groupby(enumerate(calls), key=_of_border):
        yield tuple(call for _row, call in group)


def _of_border(numbered: tuple[int, Call]) -> str | int:
    row, call = numbered
    return call.border.to("en").text if call.border else row


def _line(sides: Sequence[Call], axis: DateAxis, s: Screen) -> Node:
    """One row; the two sides of a border see the same moments by two clocks."""
    first = sides[0]
    words = _times(sides, s)
    return h(
        "div", {"class": f"ruler-line ruler-{first.kind}",
                "data-call": " ".join(call.side.id for call in sides)},
        _name(sides, s),
        h("div", "ruler-plots", *(
            ruler_row(axis, _stretch(call.arrives), _stretch(call.leaves), _closed(call, axis, s),
                      label=f"{call.side.label(s.lang)}: {'; '.join(words)}") for call in sides)),
        h("div", "ruler-words", *(h("div", None, line) for line in words)),
        h("div", "ruler-rest", *_rest(sides, s)),
    )


def _stretch(moment: Moment) -> Stretch:
    return Stretch(moment.p10, moment.p50, moment.p90)


def _name(sides: Sequence[Call], s: Screen) -> Node:
    border = sides[0].border
    caption = s.say("Border {name}", name=border.to(s.lang).text) if border else None
    return h("div", "ruler-name",
             h("small", "ruler-border", caption) if caption else None,
             *(h("div", "ruler-side", h("b", None, call.side.label(s.lang)),
                 h("small", None,
                   f"{country(call.side.country or '', s.lang)} · {_offset(call, s)}"))
               for call in sides))


def _offset(call: Call, s: Screen) -> str:
    if not call.leaves.zone:
        return s.say("time zone unknown, given in UTC")
    return f"UTC{call.leaves.offset.total_seconds() / SECONDS_AN_HOUR:+g}"


def _times(sides: Sequence[Call], s: Screen) -> list[str]:
    """When the cargo comes and goes on, by the place's own clock."""
    first = sides[0]
    comes = _by_clocks([call.arrives for call in sides], sides, s)
    goes = _by_clocks([call.leaves for call in sides], sides, s)
    if first.kind == "start":
        return [s.say("cut-off {date}", date=comes), s.say("on board {date}", date=goes)]
    if first.kind == "end":
        return [s.say("arrives {date}", date=comes), s.say("released {date}", date=goes),
                s.say("released after {days}", days=band_words(first.leaves.after, s))]
    return [s.say("comes {date}", date=comes), s.say("goes on {date}", date=goes)]


def _by_clocks(moments: Sequence[Moment], sides: Sequence[Call], s: Screen) -> str:
    """One moment in words; with the name of each side where their clocks say another day."""
    words = [moment_words(moment, s) for moment in moments]
    if len(set(words)) == 1:
        return words[0]
    return " = ".join(s.say("{date} in {place}", date=date_, place=call.side.label(s.lang))
                      for date_, call in zip(words, sides, strict=True))


def _closed(call: Call, axis: DateAxis, s: Screen) -> list[Closed]:
    """Days of rest over the whole axis: one just outside the band matters as well."""
    code = call.side.country or ""
    weekends = together(weekend_days(code, axis.first, axis.last))
    return [
        *(Closed(first, last, s.say("weekend"), holiday=False) for first, last in weekends),
        *(Closed(item.first, item.last,
                 f"{span_words(item.first, item.last, s.lang)} {text_of(holiday_name(item, s))}",
                 holiday=True)
          for item in closed_days(code, axis.first, axis.last, lang=s.lang)),
    ]


def _rest(sides: Sequence[Call], s: Screen) -> Iterator[Node]:
    """What is closed while the cargo may be there, and when the border works."""
    for call in sides:
        code = call.side.country or ""
        name = h("b", None, country(code, s.lang), " ") if len(sides) > 1 else None
        if not has_calendar(code):
            yield h("div", "unknown", name, s.say("no holiday calendar of this country is known"))
        else:
            yield from _holidays(call, s, name)
    if sides[0].kind == "border":
        yield h("div", "ruler-hours", h("span", None, s.say("Border hours"), " "),
                _hours(sides[0], s))


def _holidays(call: Call, s: Screen, name: Node | None) -> Iterator[Node]:
    code, days = call.side.country or "", call.days
    found = closed_days(code, *days, lang=s.lang)
    for item in found:
        yield h("div", "ruler-holiday-name", name, span_words(item.first, item.last, s.lang), " ",
                holiday_name(item, s))
    if not found:
        yield h("div", "is-quiet", name, s.say("no public holiday in the band"))
    rest = together(weekend_days(code, *days))
    if rest:
        yield h("div", "is-quiet", s.say("weekend: {days}", days=", ".join(
            span_words(*item, s.lang) for item in rest)))


def _hours(call: Call, s: Screen) -> Node:
    if call.hours is None:
        return not_found(s)
    claim = call.hours.preferred
    return h("span", None, value_of(claim, call.hours, s), " ", source_line(claim, s))


def _notes(calls: Sequence[Call], asked: Asked) -> Iterator[Node]:
    s = asked.s
    if not calls:
        return
    if asked.chosen is not None and (shares := own_shares(asked.chosen, s)):
        yield h("p", "part-note", s.say("Dates between both ends: {shares}.", shares=shares))
    yield h("p", "part-note", s.say(
        "Bars are in the local time of each place, both sides of a border in one row. Dates are "
        "P10, P50 and P90: half days by the place’s clock; beyond ten days the departure and as "
        "many whole days as the answer says."))
    yield h("p", "part-note", s.say(
        "Public holidays and weekends: open-source calendar {name}. Days off that governments move "
        "by yearly decree are in it only for years already announced. Whether a border or terminal "
        "rests on a holiday was not found: ask.", name=LIBRARY))
