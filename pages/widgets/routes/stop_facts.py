"""What a stop is on the line: kilometre, gauge, country, time, and the legs that meet there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from atlas.i18n.figures import number
from atlas.i18n.places import country
from atlas.maps.element import Node, h
from atlas.maps.route_marks import leg_row
from layers.model import Entity, Leg
from pages.widgets.wording import Screen, grade_mark, source_name


def stop_rows(entity: Entity, s: Screen) -> Node | None:
    """A small table for a stop; nothing for other entities."""
    if entity.layer != "stops":
        return None
    _ = s.say
    rows: list[tuple[str, Node]] = [(_("Country"), country(entity.country or "", s.lang))]
    at = next((item for item in s.catalog.line.stops if item.stop.id == entity.id), None)
    if at is not None:
        km = f"{number(round(at.km), s.lang)} km"
        how = _("interpolated along the line") if at.interpolated else _("sum of legs")
        rows.append((_("From Changchun"), h("span", None, km, h("small", None, f" {how}"))))
    if entity.gauge_mm:
        gauges = " / ".join(number(gauge, s.lang) for gauge in entity.gauge_mm)
        rows.append((_("Gauge"), f"{gauges} mm"))
    if entity.timezone:
        rows.append((_("Local time"), _zone(entity.timezone)))
    rows += [_leg(leg, s) for leg in legs_at(entity.id, s)]
    cells = [h("tr", None, h("th", {"scope": "row"}, name), h("td", None, value))
             for name, value in rows]
    return h("table", "rows", h("tbody", None, *cells))


def legs_at(stop_id: str, s: Screen) -> list[Leg]:
    """The legs that start or end at a stop."""
    return [leg for leg in s.catalog.legs if stop_id in (leg.start, leg.end)]


def _leg(leg: Leg, s: Screen) -> tuple[str, Node]:
    row = leg_row(s.catalog, leg, s.phrasing)
    source = s.catalog.sources.get(leg.source)
    where = h("span", "source", grade_mark(source, s), source_name(source, s)) if source else None
    basis = h("small", None, f" {row['basis']}")
    return f"{row['from']} – {row['to']}", h(
        "span", None, f"{number(leg.km, s.lang)} km", basis, h("br"), where
    )


def _zone(zone: str) -> Node:
    return h("time", {"data-zone": zone}, zone_offset(zone))


def zone_offset(zone: str) -> str:
    """Standard-time offset of an IANA zone, as in "UTC+8" (winter, when no zone of ours shifts)."""
    offset = datetime(2026, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset()
    hours = offset.total_seconds() / 3600 if offset else 0.0
    return f"UTC{hours:+g}"
