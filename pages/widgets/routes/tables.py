"""Below the strip map: legs, services, borders, stops and, for the corridor, its programme."""

from dataclasses import dataclass

from atlas.i18n.figures import number
from atlas.i18n.places import country
from atlas.maps.element import Node, h
from atlas.maps.marks import STOP_SYMBOLS
from layers.catalog import CORRIDOR
from layers.model import Entity
from layers.rail_line import StopOnLine
from pages.widgets.attribute_panel import headline_grid
from pages.widgets.mount import tree
from pages.widgets.routes.choice import Branch, Route
from pages.widgets.routes.dwell import borders_on, dwell_chart, dwell_facts
from pages.widgets.routes.legs import legs_tab, stop_link
from pages.widgets.routes.programme import axes_tab, programme_tab
from pages.widgets.routes.services import services_tab
from pages.widgets.routes.stop_facts import zone_offset
from pages.widgets.wording import Screen, fact_block, pill, said

STATUS_TONES = {"operating": "good", "unknown": "warn", "stopped": "warn"}


def route_tables(route: Route, s: Screen) -> None:
    """Show the tabs."""
    tabs = _tabs(route, s)
    buttons = [
        h("button", {"type": "button", "role": "tab", "class": "tab", "data-tab": name,
                     "aria-selected": "true" if row == 0 else "false"},
          title, h("span", "count", f" {number(count, s.lang)}"))
        for row, (name, title, count, _body) in enumerate(tabs)
    ]
    panels = [
        h("div", {"role": "tabpanel", "data-tabpanel": name, "hidden": row > 0}, body)
        for row, (name, _title, _count, body) in enumerate(tabs)
    ]
    tree(
        h("section", {"class": "route-tables", "data-tabs": f"tables-{route.id}"},
          h("div", {"class": "tabs", "role": "tablist"}, *buttons), *panels),
        key="route-tables",
    )


def _tabs(route: Route, s: Screen) -> list[tuple[str, str, int, Node]]:
    """Name, title, how many, and content of each tab."""
    _ = s.say
    legs = legs_tab(route, s)
    borders = s.catalog.layer("borders")
    stops = stops_of(route, s)
    tabs = [("legs", _("Legs"), _rows(legs), legs)]
    if route.id == CORRIDOR:
        axes, programme = axes_tab(s), programme_tab(s)
        tabs.append(("axes", _("Axes"), len(s.catalog.routes[CORRIDOR].axes), axes))
        tabs.append(("programme", _("Programme"), *programme))
    else:
        tabs.append(("services", _("Services"), len(s.catalog.services), services_tab(s)))
    tabs.append(("borders", _("Borders"), len(borders), borders_tab(route, s)))
    tabs.append(("stops", _("Stops"), len(stops), stops_tab(route, stops, s)))
    return tabs


def _rows(node: Node) -> int:
    """How many legs a table of legs holds."""
    if isinstance(node, str):
        return 0
    own = 1 if node[0] == "tr" and (node[1] or {}).get("data-leg") else 0
    return own + sum(_rows(child) for child in node[2:])


def borders_tab(route: Route, s: Screen) -> Node:
    """Borders on the route first, then the others for comparison."""
    here = borders_on(route, s)
    others = [item for item in s.catalog.layer("borders") if item not in here]
    return h(
        "div",
        None,
        h("h3", "tab-title", s.say("On this route")) if here else None,
        h("div", "service-cards", *(_border(item, s) for item in here)),
        h("h3", "tab-title", s.say("Other borders, for comparison")) if others else None,
        h("div", "service-cards", *(_border(item, s) for item in others)),
    )


def _border(border: Entity, s: Screen) -> Node:
    name = border.names.to(s.lang)
    dwell = dwell_chart(border, s) if dwell_facts(border) else None
    return h(
        "article",
        {"class": "service-card", "data-testid": "feature-item", "data-feature": border.id},
        h("h3", {"lang": name.lang if name.fallback else None}, name.text),
        _border_pills(border, s),
        said(border.summary, s.lang, "p", "summary"),
        headline_grid(border.facts, s),
        h("details", {"class": "group", "data-keep": f"border-{border.id}"},
          h("summary", None, s.say("All figures"),
            h("span", "count", number(len(border.facts), s.lang))),
          dwell, *(fact_block(fact, s) for fact in border.facts)),
        h("button", {"type": "button", "class": "button",
                     "act": {"type": "select", "id": border.id}}, s.say("Show on the map")),
    )


def _border_pills(border: Entity, s: Screen) -> Node:
    pills = [pill(s.say("break of gauge"), "info") if border.gauge_break
             else pill(s.say("same gauge on both sides"))]
    if border.status is not None:
        tone = STATUS_TONES.get(border.status.code, "plain")
        pills.append(pill(border.status.text.to(s.lang).text, tone))
    return h("div", "pills", *pills)


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop of a route and where on it, or None where it lies on no drawn branch."""

    stop: Entity
    branch: Branch | None = None
    item: StopOnLine | None = None


def stops_of(route: Route, s: Screen) -> list[StopRow]:
    """Stops on the route in order, each once; for the corridor also those on no drawn axis."""
    found: dict[str, StopRow] = {}
    for branch in route.branches:
        for item in branch.line.stops:
            found.setdefault(item.stop.id, StopRow(item.stop, branch, item))
    if route.id == CORRIDOR:
        for stop in s.catalog.stops.values():
            if "corridor" in stop.systems:
                found.setdefault(stop.id, StopRow(stop))
    return list(found.values())


def stops_tab(route: Route, stops: list[StopRow], s: Screen) -> Node:
    """A row for each stop; those put on the line by measuring say so."""
    _ = s.say
    titles = [_("Stop"), _("Second name"), _("Axis") if route.id == CORRIDOR else None,
              _("km"), _("Country"), _("Gauge, mm"), _("Time zone")]
    header = [h("th", {"scope": "col", "class": "figure-cell" if title == _("km") else None}, title)
              for title in titles if title]
    rows = [_stop_row(item, route, s) for item in stops]
    note = _("“interpolated” marks a stop without a leg of its own: its kilometre is read off "
             "the drawn line between two stops that have one.")
    return h("div", None, h("p", "tab-note", note),
             h("div", "table-scroll",
               h("table", {"class": "data-table stops", "data-sort": ""},
                 h("thead", None, h("tr", None, *header)), h("tbody", None, *rows))))


def _stop_row(row: StopRow, route: Route, s: Screen) -> Node:
    stop, branch, item = row.stop, row.branch, row.item
    second = s.phrasing.lang2 or "en"
    other = stop.names.get(second, "")
    same = other == stop.names.to(s.lang).text
    cells = [
        h("td", None, _sign(stop), stop_link(stop, s)),
        h("td", {"lang": second}, "" if same else other),
        h("td", None, branch.names.to(s.lang).text if branch
          else s.say("no kilometre on a drawn axis")) if route.id == CORRIDOR else None,
        _chainage(branch, item, s),
        h("td", None, country(stop.country or "", s.lang)),
        h("td", None, " / ".join(number(gauge, s.lang) for gauge in stop.gauge_mm)
          or s.say("not found")),
        h("td", {"title": stop.timezone}, zone_offset(stop.timezone) if stop.timezone
          else s.say("not found")),
    ]
    at = branch.chainage(item.km) if branch and item and route.by_chainage else None
    return h("tr", {"data-at": None if at is None else f"{at:g}"}, *cells)


def _sign(stop: Entity) -> Node:
    return h("i", {"class": f"stop-sign sign-{STOP_SYMBOLS.get(stop.kind, 'dot')}",
                   "aria-hidden": "true"})


def _chainage(branch: Branch | None, item: StopOnLine | None, s: Screen) -> Node:
    if branch is None or item is None:
        return h("td", {"class": "figure-cell unknown", "data-value": "-1"}, s.say("not found"))
    km = round(branch.chainage(item.km), 1)
    about = h("span", "mark-interpolated", s.say("interpolated")) if item.interpolated else None
    return h("td", {"class": "figure-cell", "data-value": f"{km:g}"}, about,
             number(round(km) if item.interpolated else km, s.lang))
