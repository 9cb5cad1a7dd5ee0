"""The atlas with one more layer: ten thousand points, as a bulk feature of the same payload.

The application has no such layer yet; its map can draw one. Only this file adds it.
"""

from typing import Any

import streamlit as st

from atlas import http
from atlas.config import ROOT, load_settings
from atlas.process import health
from bench.material import many_points
from pages.widgets import cache

settings = load_settings()
plain_payload, plain_tokens = cache.payload, cache.tokens
HUE = "#E000E0"


def payload_with_points(*given: Any) -> dict[str, Any]:
    content = plain_payload(*given)
    bulk = {"id": "many", "layer": ["parks"], "kind": "bulk", "hue": "many"}
    content["features"].append({**bulk, "points": many_points()})
    return content


def tokens_with_hue() -> dict[str, Any]:
    themes = plain_tokens()
    return {
        name: {**theme, "hues": {**theme["hues"], "many": HUE}} for name, theme in themes.items()
    }


cache.payload = payload_with_points
cache.tokens = tokens_with_hue

app = st.App(
    str(ROOT / "pages" / "frame.py"),
    routes=http.routes(settings.data, health),
    middleware=http.middleware(
        http.page_head(http.asset_version(settings.data)),
        http.content_security_policy(),
    ),
)
