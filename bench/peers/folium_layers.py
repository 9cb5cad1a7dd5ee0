"""The shared part of the folium peers: local assets, data read once, the same layers."""

import json
from pathlib import Path

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template

STATIC = Path(__file__).parent / "static"
START = {"location": (46, 74), "zoom_start": 3, "tiles": None, "prefer_canvas": True}

# Nothing else of folium's list is needed by circle markers, lines and areas.
folium.Map.default_js = [("leaflet", "/app/static/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/app/static/leaflet.css")]


class Ground(MacroElement):
    """Countries fetched by address: embedded they would burden each run of the peer."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        fetch("/app/static/world.json").then(r => r.json()).then(d => L.geoJSON(d, {
            interactive: false,
            style: {color: "#BDB2A1", weight: 0.7, fillColor: "#F1EDE4", fillOpacity: 1}
        }).addTo({{ this._parent.get_name() }}).bringToBack());
        {% endmacro %}
        """
    )


@st.cache_data
def read(name: str) -> dict:
    return json.loads((STATIC / name).read_text("utf-8"))


def add_layers(made: folium.Map) -> None:
    """Our layers, and the extra points where the address asks for them (?many)."""
    made.add_child(Ground())
    folium.GeoJson(
        read("features.json"),
        marker=folium.CircleMarker(radius=6, weight=1, fill=True, fill_opacity=0.9),
        style_function=lambda one: {"color": one["properties"]["colour"], "weight": 3},
        tooltip=folium.GeoJsonTooltip(fields=["id"], labels=False),
    ).add_to(made)
    if "many" in st.query_params:
        folium.GeoJson(
            read("many.json"),
            marker=folium.CircleMarker(
                radius=3, stroke=False, fill=True, fill_color="#E000E0", fill_opacity=0.9
            ),
        ).add_to(made)
