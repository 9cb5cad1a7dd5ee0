"""Train services: who ran from where to where, since when, in how many days, by whose word."""

from atlas.i18n.figures import edtf, number
from atlas.maps.element import Node, h
from layers.model import Service
from pages.widgets.attribute_panel import headline_grid
from pages.widgets.url_state import address
from pages.widgets.wording import Screen, event_block, fact_block, pill, said

TONES = {"operating": "good", "unknown": "warn", "stopped": "warn"}


def services_tab(s: Screen) -> Node:
    """A card for each service."""
    note = s.say("A track is where rails lie; a service is who runs trains on it. These are "
                 "the services that reports name; no timetable was found.")
    return h("div", None, h("p", "tab-note", note),
             h("div", "service-cards", *(_card(item, s) for item in s.catalog.services)))


def _card(service: Service, s: Screen) -> Node:
    name = service.names.to(s.lang)
    return h(
        "article",
        {"class": "service-card", "data-testid": "feature-item", "data-feature": service.id,
         "data-hover": service.id},
        h("h3", {"lang": name.lang if name.fallback else None}, name.text),
        service_pills(service, s),
        headline_grid(service.facts, s),
        h("details", {"class": "group", "data-keep": f"service-{service.id}"},
          h("summary", None, s.say("Way, figures, events")),
          *service_body(service, s, headlines=False)),
        h("a", {"class": "button", "href": address("/routes", s.view, sel=service.id),
                "act": {"go": "/routes", "query": {"sel": service.id}}},
          s.say("Show on the map")),
    )


def service_pills(service: Service, s: Screen) -> Node:
    """Its state with the date, and since when."""
    status = service.status
    shown = []
    if status is not None:
        shown.append(pill(status.text.to(s.lang).text, TONES.get(status.code, "plain")))
    if service.opened != "undated":
        shown.append(pill(s.say("since {date}", date=edtf(service.opened, s.say)), "info"))
    return h("div", "pills", *shown)


def service_body(service: Service, s: Screen, *, headlines: bool = True) -> list[Node]:
    """From, to and way; then the facts and events."""
    facts = [fact for fact in service.facts if headlines or not fact.headline]
    disputed = [fact for fact in service.facts if fact.headline and fact.disputed]
    return [
        _way(service, s),
        *(fact_block(fact, s) for fact in (*disputed, *facts)),
        *(event_block(event, s) for event in service.events),
    ]


def _way(service: Service, s: Screen) -> Node:
    _ = s.say
    rows: list[tuple[str, Node]] = [
        (_("From"), _place(service.origin, s) or h("span", "unknown", _("not found"))),
        (_("To"), _place(service.destination, s)
         or said(service.destination_unknown, s.lang, cls="unknown")),
        (_("By way of"), _via(service, s)),
        (_("Drawn"), _drawn(service, s)),
    ]
    cells = [h("tr", None, h("th", {"scope": "row"}, name), h("td", None, value))
             for name, value in rows]
    return h("div", None, h("table", "rows", h("tbody", None, *cells)),
             said(service.path_note, s.lang, "p", "fact-note"))


def _place(stop_id: str | None, s: Screen) -> Node | None:
    stop = s.catalog.stops.get(stop_id or "")
    if stop is None:
        return None
    return h("button", {"type": "button", "class": "link", "data-hover": stop.id,
                        "act": {"type": "select", "id": stop.id}}, stop.names.to(s.lang).text)


def _via(service: Service, s: Screen) -> Node:
    names = [s.catalog.stops[stop].label(s.lang) for stop in service.via
             if stop in s.catalog.stops]
    return " · ".join(names) if names else h("span", "unknown", s.say("not found"))


def _drawn(service: Service, s: Screen) -> Node:
    if len(service.path) < 2:
        return h("span", "unknown", s.say("not drawn"))
    ends = [s.catalog.stops[stop].label(s.lang) for stop in (service.path[0], service.path[-1])]
    km = number(round(s.catalog.along(service.path).km), s.lang)
    return s.say("{start} – {end}, {km} km by legs", start=ends[0], end=ends[1], km=km)
