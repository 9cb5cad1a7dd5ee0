"""st_folium as its documentation advises: fragment, stable key, one returned object, constant map.

The selection is a feature group of its own, so the map is not mounted again, and the panel is
written before the map, so that it does not wait for it.
"""

import folium
import streamlit as st
from folium_layers import START, add_layers, read
from streamlit_folium import st_folium

st.set_page_config(page_title="st_folium", layout="wide")


@st.cache_data
def by_id() -> dict:
    return {one["properties"]["id"]: one for one in read("features.json")["features"]}


def panel(chosen: dict | None) -> None:
    if chosen is None:
        st.write("Choose something on the map")
        return
    st.subheader(chosen["properties"]["title"])
    st.caption(f"id {chosen['properties']['id']}")
    for name, value in chosen["properties"]["rows"]:
        st.write(f"{name}: {value}")


def highlight(chosen: dict | None) -> folium.FeatureGroup:
    group = folium.FeatureGroup("chosen")
    if chosen is not None and chosen["geometry"]["type"] == "Point":
        lon, lat = chosen["geometry"]["coordinates"]
        folium.CircleMarker((lat, lon), radius=11, color="#16202B", fill=False).add_to(group)
    return group


@st.fragment
def screen() -> None:
    said = (st.session_state.get("map") or {}).get("last_object_clicked_tooltip") or ""
    chosen = by_id().get(said.strip())
    left, right = st.columns([3, 1])
    with right:
        panel(chosen)
    with left:
        made = folium.Map(**START)
        add_layers(made)
        st_folium(
            made,
            key="map",
            height=760,
            use_container_width=True,
            returned_objects=["last_object_clicked_tooltip"],
            feature_group_to_add=highlight(chosen),
        )


screen()
