"""leafmap in Streamlit, as its documentation shows: a map, its layers, to_streamlit."""

import leafmap.foliumap as leafmap
import streamlit as st
from folium_layers import START, add_layers, folium

st.set_page_config(page_title="leafmap", layout="wide")
folium.plugins.Fullscreen.default_js = []  # would be asked from another host
folium.plugins.Fullscreen.default_css = []

made = leafmap.Map(**START, fullscreen_control=False, layers_control=False)
add_layers(made)
made.to_streamlit(height=760, add_layer_control=False)
