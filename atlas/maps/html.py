"""The interactive map: folium builds it, a component mounts its script without an iframe.

folium writes ``L.map(…)`` and one call per layer class of ours. These classes hold addresses
and numbers of our own making only: branca renders a template twice, so a value from data in one
would run on the server (DESIGN D3).
"""

import json
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from atlas.maps.payload import Published, publish
from atlas.maps.view import Bounds

FIRST_ZOOM = 3
MIN_ZOOM = 2
MAX_ZOOM = 12  # our data end at zoom 11; one more to look closely, called schematic


class AtlasLayer(MacroElement):
    """A call of one of our map functions with options of our own."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            atlas.{{ this.function }}({{ this._parent.get_name() }}, {{ this.options_json }});
        {% endmacro %}
        """
    )

    def __init__(self, function: str, options: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca is half typed
        self._name = "AtlasLayer"
        self._id = function
        self.function = function
        self.options_json = json.dumps(options, sort_keys=True)


def folium_map(name: str, *, basemap: dict[str, Any], payload_url: str, home: Bounds) -> folium.Map:
    """The folium map of a document, without a tile layer and without foreign assets.

    Parameters
    ----------
    name
        Distinguishes the maps of one page; part of the element's id.
    home
        West, south, east, north in degrees: where the map starts and returns to.

    """
    west, south, east, north = home
    made = folium.Map(
        location=((south + north) / 2, (west + east) / 2),
        zoom_start=FIRST_ZOOM,
        tiles=None,
        zoom_control=False,
        control_scale=False,
        prefer_canvas=True,
        min_zoom=MIN_ZOOM,
        max_zoom=MAX_ZOOM,
        zoom_snap=0,
        attribution_control=False,
        world_copy_jump=False,
    )
    made._id = name
    made.add_child(AtlasLayer("addBasemap", basemap))
    made.add_child(AtlasLayer("addPayload", {"url": payload_url, "home": home}))
    made.add_child(AtlasLayer("addControls", {"name": name}))
    return made


def script(made: folium.Map) -> Published:
    """Folium's script as a module whose default export mounts the map into an element."""
    figure: Any = made.get_root()
    figure.render()
    body = figure.script.render()
    name = made.get_name()
    module = (
        "export default function (L, atlas, element) {\n"
        f"element.id = {json.dumps(name)};\n{body}\nreturn {name};\n}}\n"
    )
    return publish(module, "text/javascript")
