"""The map on a screen: what folium built, mounted once, told only what changed."""

from typing import Any

from atlas.maps.document import CHANGCHUN, EURASIA, layers_on
from atlas.maps.view import Bounds
from atlas.maps.ways import LAYER, Ways, ways_json
from pages.widgets.cache import courses_of, courses_url, ground, payload_url, script_url
from pages.widgets.mount import mount
from pages.widgets.wording import Screen

BEHIND_A_WAY = ("borders",)  # layers that help to read a way
HOMES: dict[str, Bounds] = {"main": EURASIA, "city": CHANGCHUN}


def map_view(
    s: Screen,
    *,
    name: str = "main",
    home: Bounds | None = None,
    layers: tuple[str, ...] = (),
    edit: dict[str, Any] | None = None,
    ways: Ways | None = None,
) -> None:
    """Mount a map.

    Parameters
    ----------
    name
        ``main`` is the page's own map, which writes the extent into the address; ``city`` the
        inset.
    home
        West, south, east, north in degrees: where it starts where the address names no extent.
    layers
        Layers shown whatever the address says (the inset always shows the parks).
    edit
        What somebody may change on it: ``form``, the id of the form whose fields ``lon``, ``lat``,
        ``accuracy_km``, ``outline`` (GeoJSON, CRS84) and ``mode`` go both ways; ``point`` and
        ``outline`` as they are in degrees, ``accuracy_km`` in kilometres, and ``mode``, "place" or
        "outline".
    ways
        The planner's chosen way and those behind it; the map starts on the chosen one, and the
        line and the corridor step back unless the address asks for them.

    """
    main = name == "main"
    bounds = home or HOMES[name]
    on = tuple(dict.fromkeys((*_layers_on(s, ways), *layers)))
    data: dict[str, Any] = {
        "kind": "map",
        "name": name,
        "testid": "atlas-map" if main else f"atlas-map-{name}",
        "script": script_url(s.view, s.catalog, name=name, home=bounds),
        "payload": payload_url(s.view, s.catalog),
        "home": bounds,
        "layers": on,
        "sel": s.view.sel,
        "at": s.view.at,
        "theme": s.view.theme,
        "bbox": s.view.bbox if main else None,
        "basemap": ground(s.view),
        "writes_url": main,
        "strings": map_strings(s),
    }
    if ways is not None:
        told = ways_json(ways, courses_of(s.catalog), s.phrasing.lang2)
        data["ways"] = {**told, "courses": courses_url(s.catalog)}
    if edit is not None:
        data["edit"] = {**edit, "strings": edit_strings(s)}
    mount(data, key=f"map-{name}")


def _layers_on(s: Screen, ways: Ways | None) -> tuple[str, ...]:
    if ways is None:
        return layers_on(s.catalog, s.view)
    asked = layers_on(s.catalog, s.view) if s.view.layers is not None else BEHIND_A_WAY
    return (LAYER, *asked)


def map_strings(s: Screen) -> dict[str, str]:
    """Words the map's own controls use."""
    _ = s.say
    return {
        "failed": _("The map could not be loaded; the lists and tables on this page still work."),
        "map": _("Map"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "home": _("Show everything"),
        "fullscreen": _("Full screen"),
        "measure": _("Measure"),
        "distance": _("Distance"),
        "area": _("Area"),
        "measure_hint": _("Click to add points, double-click to finish"),
        "perimeter": _("Perimeter"),
        "clear": _("Clear"),
        "close": _("Close"),
        "from_changchun": _("from Changchun"),
        "km": "km",
        "next_stop": _("Next stop"),
        "previous_stop": _("Previous stop"),
        "about_km": _("about {km} km"),  # the browser fills the number in
        "interpolated": _("interpolated"),
        "country": _("Country"),
        "gauge": _("Gauge"),
        "traction": _("Traction"),
        "local_time": _("Local time"),
        "basis": _("Basis"),
        "not_found": _("not found"),
        "end_of_line": _("end of the line"),
        "copied": _("Link copied"),
        "loading": _("Loading"),
        "group": _("{count} places"),  # the browser fills the number in
        "schematic": _("schematic at this scale"),
    }


def edit_strings(s: Screen) -> dict[str, str]:
    """Words of the map while something on it is edited."""
    _ = s.say
    return {
        "edit_place": _("Set the place"),
        "edit_point": _("The place: drag it, or move it with the arrow keys"),
        "edit_rim": _("How far off it may be: drag, or use the arrow keys"),
        "edit_point_hint": _("Click where the place is. Drag the ring to say how exact that is."),
        "edit_outline": _("Draw the outline"),
        "edit_outline_hint": _(
            "Click corner after corner; a double click or Enter closes the outline."
        ),
        "edit_outline_closed": _(
            "Drag a corner to move it, click a small handle to add one between."
        ),
        "edit_crossing": _("The outline crosses itself where it is red. Move a corner."),
        "edit_corner": _("Corner"),
        "edit_insert": _("Add a corner here"),
        "edit_close": _("Close outline"),
        "edit_undo": _("Undo"),
        "edit_remove": _("Remove corner"),
        "edit_again": _("Start again"),
    }
