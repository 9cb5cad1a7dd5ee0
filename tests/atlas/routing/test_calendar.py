"""When a cargo stands where: local times, both sides of a border, holidays, weekends."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from atlas.routing.calendar import (
    Call,
    arrivals,
    closed_days,
    has_calendar,
    ruler,
    weekend_days,
)
from atlas.routing.plan import Alternative, plan
from atlas.routing.query import Query
from atlas.routing.transit_time import Days, Drawn
from layers.catalog import Catalog, open_catalog
from tests.atlas.routing import made_up

TODAY = date(2026, 11, 23)
DEPART = date(2026, 11, 30)
ZONES = {"cn-north": "Asia/Shanghai", "ru-north": "Asia/Chita", "by-west": "Europe/Minsk",
         "pl-end": "Europe/Warsaw", "cn-home": "Asia/Shanghai", "pl-port": "Europe/Warsaw"}


def zoned() -> Catalog:
    """The made-up network with real time zones; one place has none."""
    documents = made_up.documents()
    for name, stop in documents["stops"].items():
        stop["timezone"] = ZONES.get(name, "")
    return open_catalog(documents, version="1" * 12, audience="internal")


def way(catalog: Catalog, start: str, end: str, *, over: str) -> Alternative:
    found = plan(Query(start, end), catalog, today=TODAY).alternatives
    return next(item for item in found
                if over in {name for step in item.steps
                            for name in (step.record, step.mode, *step.passages)})


def calls(start: str = "cn-home", end: str = "pl-end", *, over: str = "x-north") -> tuple[Call, ...]:
    catalog = zoned()
    return ruler(way(catalog, start, end, over=over), DEPART, catalog)


def test_each_border_is_there_once_for_each_side_in_travel_order() -> None:
    assert [(call.side.id, call.kind) for call in calls()] == [
        ("cn-home", "start"), ("cn-north", "border"), ("ru-north", "border"),
        ("by-west", "border"), ("pl-end", "border"), ("pl-end", "end"),
    ]
    back = calls("pl-end", "cn-home")
    assert [call.side.id for call in back if call.kind == "border"] == [
        "pl-end", "by-west", "ru-north", "cn-north"]


def test_both_sides_see_the_same_moment_by_their_own_clocks() -> None:
    here, there = calls()[1:3]
    assert here.arrives.p50 == there.arrives.p50
    assert (here.arrives.offset, there.arrives.offset) == (timedelta(hours=8), timedelta(hours=9))
    assert here.border == there.border
    assert (here.arrives.zone, there.arrives.zone) == ("Asia/Shanghai", "Asia/Chita")


def test_a_place_without_a_time_zone_is_given_in_utc_and_says_so() -> None:
    other_side = calls(over="x-south")[2]
    assert other_side.side.id == "mn-south"
    assert other_side.arrives.zone == ""
    assert other_side.arrives.offset == timedelta()


def test_the_trip_begins_with_the_day_of_departure_where_it_begins() -> None:
    start = calls()[0]
    assert start.arrives.p10 == start.arrives.p90
    assert start.arrives.p50.isoformat() == "2026-11-30T00:00:00+08:00"


def test_moments_grow_along_the_way_and_end_with_the_days_of_the_way() -> None:
    catalog = zoned()
    found = way(catalog, "cn-home", "pl-end", over="x-north")
    moments = [moment for call in ruler(found, DEPART, catalog)
               for moment in (call.arrives, call.leaves)]
    assert all(item.p10 <= item.p50 <= item.p90 for item in moments)
    steps = [item.p50 for call in ruler(found, DEPART, catalog)[::2]
             for item in (call.arrives, call.leaves)]
    assert steps == sorted(steps)
    last = ruler(found, DEPART, catalog)[-1].leaves.after
    assert found.days is not None
    assert last.p50 == pytest.approx(found.days.p50, abs=0.01)


def test_where_the_cargo_changes_vehicles_it_calls_once() -> None:
    by_sea = [(call.side.id, call.kind) for call in calls(over="suez")]
    assert by_sea[0] == ("cn-home", "start")
    assert by_sea[-1] == ("pl-end", "end")
    changes = [name for name, kind in by_sea if kind == "change"]
    assert changes == ["cn-port", "pl-port"]


def test_with_own_trips_each_place_has_its_share_of_their_days() -> None:
    catalog = zoned()
    found = way(catalog, "cn-home", "pl-end", over="x-north")
    assert found.model is not None
    own = Drawn(np.repeat(np.array([10, 20, 40], np.float32), 100), seed=1, n_own=9)
    known = arrivals(replace(found, drawn=own))
    assert (known[-1].p10, known[-1].p50, known[-1].p90) == (10, 20, 40)
    assert {item.n_own for item in known} == {9}
    whole = found.model.arrivals
    assert [item.p50 / 20 for item in known] == pytest.approx(
        [item.p50 / whole[-1].p50 for item in whole])
    assert [item.p90 for item in known] == pytest.approx([4 * item.p10 for item in known])


def test_own_trips_without_a_model_do_not_say_when_a_border_was_reached() -> None:
    catalog = zoned()
    found = way(catalog, "cn-home", "pl-end", over="x-north")
    own = Drawn(np.array([10, 20, 40], np.float32), seed=1, n_own=9)
    assert ruler(replace(found, drawn=own, model=None), DEPART, catalog) == ()


def test_days_of_one_name_are_one_holiday() -> None:
    found = closed_days("CN", date(2026, 2, 15), date(2026, 2, 21), lang="zh")
    assert [(item.name, item.first.day, item.last.day, item.lang) for item in found[:2]] == [
        ("农历除夕", 16, 16, "zh"), ("春节", 17, 19, "zh")]


def test_only_days_within_are_given() -> None:
    assert [item.first.day for item in
            closed_days("DE", date(2026, 12, 26), date(2026, 12, 31), lang="en")] == [26]
    assert closed_days("DE", date(2026, 12, 1), date(2026, 12, 24), lang="en") == ()


def test_over_the_turn_of_the_year() -> None:
    found = closed_days("PL", date(2026, 12, 26), date(2027, 1, 1), lang="en")
    assert [item.name for item in found] == ["Second Day of Christmas", "New Year's Day"]


@pytest.mark.parametrize(("country", "lang", "names"), [
    ("RU", "zh", "zh"), ("PL", "zh", "en"), ("DE", "de", "de"), ("KR", "ko", "ko"),
    ("MN", "mn", "mn"), ("CN", "de", "en"),
])
def test_names_are_in_the_asked_language_or_english(country: str, lang: str, names: str) -> None:
    found = closed_days(country, date(2027, 1, 1), date(2027, 1, 1), lang=lang)
    assert [item.lang for item in found] == [names]


def test_a_country_nobody_keeps_a_calendar_of() -> None:
    assert not has_calendar("XX")
    assert closed_days("XX", date(2026, 1, 1), date(2026, 12, 31), lang="en") == ()
    assert weekend_days("XX", date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_weekends_are_the_countrys_own() -> None:
    week = (date(2026, 12, 7), date(2026, 12, 13))  # Monday to Sunday
    assert [day.day for day in weekend_days("PL", *week)] == [12, 13]
    assert [day.day for day in weekend_days("EG", *week)] == [11, 12]


def test_a_weekend_made_a_working_day_is_none() -> None:
    assert date(2026, 2, 14) not in weekend_days("CN", date(2026, 2, 9), date(2026, 2, 15))
    assert date(2026, 2, 15) in weekend_days("CN", date(2026, 2, 9), date(2026, 2, 15))


def test_a_call_lasts_from_its_earliest_arrival_to_its_latest_leaving() -> None:
    border = calls()[1]
    assert border.days == (border.arrives.p10.date(), border.leaves.p90.date())
    assert isinstance(border.arrives.after, Days)
    assert border.arrives.after.p50 < border.leaves.after.p50
