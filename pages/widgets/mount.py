"""Our two Streamlit components: a map, and a tree of elements. No iframe, no markup from data."""

from functools import cache, partial
from typing import Any

import streamlit as st

from atlas import http
from atlas.maps.element import Node
from pages.widgets.cache import asset_base
from pages.widgets.events import on_event, take

BOOTSTRAP = http.ASSETS / "js" / "bootstrap.js"


@cache
def _component() -> Any:
    script = BOOTSTRAP.read_text("utf-8")
    return st.components.v2.component("atlas", js=script, isolate_styles=False)


def mount(data: dict[str, Any], *, key: str) -> None:
    """Mount a component; what its visitor does is applied to the address before the next run."""
    content = {"module": f"{asset_base()}/{http.BUNDLE}", **data}
    result = _component()(key=key, data=content, on_event_change=partial(on_event, key))
    take(key, result.event)


def tree(node: Node, *, key: str, root: dict[str, Any] | None = None) -> None:
    """Show a tree of elements; an element's ``act`` comes back as an event."""
    data: dict[str, Any] = {"kind": "tree", "tree": node}
    if root is not None:
        data["root"] = root
    mount(data, key=key)
