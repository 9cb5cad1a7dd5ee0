"""The right pane of the routes: what is true at a kilometre, or what is known of what is chosen."""

from datetime import datetime
from zoneinfo import ZoneInfo

from atlas.i18n.figures import number, whole_km
from atlas.i18n.places import country
from atlas.maps.element import Node, h
from layers.catalog import CORRIDOR, LINE
from layers.model import Claim, Leg, Service
from layers.rail_line import LegOnLine, RailLine, StopOnLine
from layers.text import EMPTY
from pages.widgets.attribute_panel import headline_grid, panel
from pages.widgets.mount import tree
from pages.widgets.routes.choice import Route, chosen_leg
from pages.widgets.routes.services import service_body, service_pills
from pages.widgets.routes.stop_facts import zone_offset
from pages.widgets.routes.strip import traction_source, traction_words
from pages.widgets.wording import Screen, said, source_line

POSITION_DIGITS = 2  # about 1 km: the drawn line is no better between vertices


def reading_pane(route: Route, s: Screen) -> None:
    """Show the pane."""
    tree(_pane(route, s), key="route-pane")


def _pane(route: Route, s: Screen) -> Node:
    chosen = _chosen_line(route, s)
    if chosen is not None:
        return reading(*chosen, route, s)
    if isinstance(route.subject, Service):
        return _service_panel(route.subject, s)
    entity = s.catalog.find(s.view.sel) if s.view.sel else None
    return panel(entity or route.subject, s)


def _chosen_line(route: Route, s: Screen) -> tuple[RailLine, float, float] | None:
    """The line a reading is taken from, where Changchun or its start lies on it, and the km."""
    at, branch = s.view.at, route.branches[0]
    if at is None or s.view.sel not in (route.id, None):
        return None
    if route.id == CORRIDOR:
        leg = chosen_leg(s)
        return None if leg is None else (s.catalog.along((leg.start, leg.end)), 0.0, at - leg.km0)
    end = branch.chainage(branch.line.km)
    if not route.by_chainage or not branch.chainage(0.0) <= at <= end:
        return None
    return branch.line, branch.origin_km, at


def reading(line: RailLine, origin: float, at: float, route: Route, s: Screen) -> Node:
    """Everything known at a kilometre of a line, from the leg it lies on and the stops around."""
    km = at + origin
    here = line.leg_at(km)
    return h(
        "section",
        {"class": "panel reading", "data-testid": "attribute-panel", "data-feature": route.id,
         "data-at": f"{at:g}", "aria-live": "polite",
         "aria-label": route.subject.names.to(s.lang).text},
        h("div", "panel-scroll",
          _head(line, at, route, s),
          h("table", "rows", h("tbody", None, *_rows(line, km, here, s))),
          leg_block(here.leg, s),
          _position(line, km, s)),
        h("div", "panel-foot", h("div", "panel-buttons",
          h("button", {"type": "button", "class": "button primary",
                       "act": {"type": "select", "id": route.id}}, s.say("All about this route")),
          h("button", {"type": "button", "class": "button", "data-copy": "url",
                       "data-done": s.say("Link copied")}, s.say("Copy link")))),
    )


def _head(line: RailLine, at: float, route: Route, s: Screen) -> Node:
    start = line.stops[0].stop.label(s.lang)
    where = s.say("from Changchun") if route.id != CORRIDOR else s.say("from {place}", place=start)
    return h(
        "div",
        "panel-head",
        h("span", {"class": f"swatch swatch-{'corridor' if route.id == CORRIDOR else 'line'}",
                   "aria-hidden": "true"}),
        h("div", "panel-names",
          h("h2", "reading-km",
            h("span", {"data-fact": "chainage", "data-value": f"{at:g}", "data-unit": "km"},
              s.say("km {km}", km=number(whole_km(at), s.lang))),
            h("small", None, f" {where}")),
          said(route.subject.names, s.lang, "div", "second-name")),
        h("button", {"type": "button", "class": "close", "aria-label": s.say("Close"),
                     "act": {"type": "select", "id": route.id}}, "✕"),
    )


def _rows(line: RailLine, km: float, here: LegOnLine, s: Screen) -> list[Node]:
    _ = s.say
    ahead = line.next_stop(km)
    behind = next((stop for stop in reversed(line.stops) if stop.km <= km), None)
    rows = [(_("Next stop"), _stop_words(ahead, km, s, "next_stop")),
            (_("Previous stop"), _stop_words(behind, km, s, "previous_stop")),
            (_("Country"), country(_country(here.leg, behind, ahead), s.lang)),
            (_("Gauge"), _gauge(here.leg, s)),
            (_("Traction"), _traction(here.leg, s)),
            (_("Local time"), _time(behind, ahead, km, s))]
    return [h("tr", None, h("th", {"scope": "row"}, name), h("td", None, value))
            for name, value in rows]


def _stop_words(stop: StopOnLine | None, km: float, s: Screen, fact: str) -> Node:
    if stop is None:
        return s.say("end of the line")
    away = round(abs(stop.km - km), 1)
    km_words = number(whole_km(away), s.lang)
    about = s.say("about {km} km", km=km_words) if stop.interpolated else f"{km_words} km"
    name = stop.stop.names.to(s.lang)
    return h("span", {"data-fact": fact, "data-value": f"{away:g}", "data-unit": "km"},
             h("button", {"type": "button", "class": "link", "data-hover": stop.stop.id,
                          "lang": name.lang if name.fallback else None,
                          "act": {"type": "select", "id": stop.stop.id}}, name.text),
             h("b", None, f" {about}"),
             h("small", None, " " + s.say("interpolated")) if stop.interpolated else None)


def _country(leg: Leg, behind: StopOnLine | None, ahead: StopOnLine | None) -> str:
    """On a leg over a border the stops around decide; between them it stays both."""
    if "/" not in leg.country:
        return leg.country
    around = [stop.stop.country or "" for stop in (behind, ahead) if stop is not None]
    return "/".join(dict.fromkeys(around)) or leg.country


def _gauge(leg: Leg, s: Screen) -> str:
    return f"{number(leg.gauge_mm, s.lang)} mm" if leg.gauge_mm else s.say("not found")


def _traction(leg: Leg, s: Screen) -> Node:
    words = traction_words(leg, s)
    if leg.traction is None:
        return h("span", "unknown", words)
    return h("span", None, words, h("small", "row-source", traction_source(leg, s)))


def _time(behind: StopOnLine | None, ahead: StopOnLine | None, km: float, s: Screen) -> Node:
    """The zone of the nearer stop; said to be its own where the two differ."""
    around = [stop for stop in (behind, ahead) if stop is not None and stop.stop.timezone]
    if not around:
        return h("span", "unknown", s.say("not found"))
    nearest = min(around, key=lambda stop: abs(stop.km - km))
    zone = nearest.stop.timezone or "UTC"
    offsets = {zone_offset(stop.stop.timezone or "UTC") for stop in around}
    clock = datetime.now(ZoneInfo(zone)).strftime("%H:%M")
    note = s.say("as at {place}", place=nearest.stop.label(s.lang)) if len(offsets) > 1 else zone
    return h("span", None, h("time", {"data-zone": zone}, f"{clock} ({zone_offset(zone)})"),
             h("small", "row-source", note))


def leg_block(leg: Leg, s: Screen) -> Node:
    """The leg's kilometres: how they are known, by which source, and what others say."""
    stops = s.catalog.stops
    title = f"{stops[leg.start].label(s.lang)} – {stops[leg.end].label(s.lang)}"
    claims = [leg_claim(leg), *other_claims(leg)]
    cells = [_leg_cell(claim, leg, s) for claim in claims]
    if len(cells) == 1:
        return h("div", "leg-block", h("div", "fact-label", s.say("On the leg {leg}", leg=title)),
                 *cells)
    count = s.say("{count} claims", count=len(cells))
    return h("div", "conflict",
             h("div", "conflict-title", s.say("On the leg {leg}", leg=title), f" · {count}"),
             h("div", "conflict-cells", *cells))


def _leg_cell(claim: Claim, leg: Leg, s: Screen) -> Node:
    basis = basis_words(leg, s) if claim.preferred else s.say("other claim")
    return h(
        "div",
        "conflict-cell" + (" preferred" if claim.preferred else ""),
        h("div", "fact-value",
          leg_figure(claim, s),
          h("span", "qualifier", basis)),
        said(claim.note, s.lang, "div", "fact-note") if claim.note else None,
        source_line(claim, s),
    )


def leg_figure(claim: Claim, s: Screen) -> Node:
    """A leg's kilometres with the attributes outside checks read them by."""
    return h("span", {"class": "value", "data-fact": "leg_km", "data-claim": claim.id,
                      "data-value": f"{claim.value:g}", "data-unit": "km"},
             f"{number(float(str(claim.value)), s.lang)} km")


def leg_claim(leg: Leg) -> Claim:
    """The kilometres a leg counts for, as a claim."""
    return Claim(
        id=f"leg.{leg.id}", value=leg.km, unit="km", text=EMPTY, as_of=leg.as_of,
        source=leg.source, source_reason=leg.source_reason, confidence="medium", review_by="",
        preferred=True, unknown=False, note=leg.basis_note,
    )


def other_claims(leg: Leg) -> list[Claim]:
    """What other sources give for the same leg, kept beside it."""
    return [
        Claim(
            id=f"leg.{leg.id}.{row}", value=other.km, unit="km", text=EMPTY, as_of="undated",
            source=other.source, source_reason=EMPTY, confidence="medium", review_by="",
            preferred=False, unknown=False, note=other.note,
        )
        for row, other in enumerate(leg.other_km, 2)
    ]


def basis_words(leg: Leg, s: Screen) -> str:
    """How a leg's kilometres are known."""
    return {
        "published": s.say("published"),
        "derived": s.say("from published posts"),
        "estimated": s.say("estimate"),
    }[leg.basis]


def _position(line: RailLine, km: float, s: Screen) -> Node:
    lon, lat = line.point_at(km)
    place = f"{number(round(lon, POSITION_DIGITS), s.lang)}°E, " \
            f"{number(round(lat, POSITION_DIGITS), s.lang)}°N"
    note = s.say("The drawn line is scaled to the kilometres of its legs.")
    return h("p", "fact-note reading-place", h("span", None, place), f" · {note}")


def _service_panel(service: Service, s: Screen) -> Node:
    name = service.names.to(s.lang)
    return h(
        "section",
        {"class": "panel", "data-testid": "attribute-panel", "data-feature": service.id,
         "aria-label": name.text, "aria-live": "polite"},
        h("div", "panel-scroll",
          h("div", "panel-head",
            h("span", {"class": "swatch swatch-line", "aria-hidden": "true"}),
            h("div", "panel-names",
              h("h2", {"lang": name.lang if name.fallback else None}, name.text)),
            h("a", {"class": "close", "aria-label": s.say("Close"), "href": "/routes",
                    "act": {"go": "/routes", "query": {"sel": LINE}}}, "✕")),
          service_pills(service, s),
          headline_grid(service.facts, s),
          *service_body(service, s, headlines=False)),
    )


