"""The atlas as one process: screens, assets, map payloads and health on one port."""

from pathlib import Path

import streamlit as st

from atlas import editor_routes, http
from atlas.config import load_settings
from atlas.maps import office
from atlas.process import catalog, health, image_hosts, store

settings = load_settings()
version = http.asset_version(settings.data)
# Streamlit fetches the code of components only when the first of them arrives.
scripts = Path(st.__file__).parent / "static" / "static" / "js"
shell = [f"/static/js/{path.name}" for path in scripts.glob("BidiComponent.*.js")]

app = st.App(
    "pages/frame.py",
    routes=[
        *http.routes(settings.data, health, office.tiles(settings),
                     editor_routes.pictures(settings, catalog)),
        *editor_routes.routes(settings, store),
    ],
    middleware=http.middleware(
        http.page_head(version, shell),
        http.content_security_policy(image_hosts(settings)),
        hosts=st.get_option("server.allowedHosts"),
    ),
)
