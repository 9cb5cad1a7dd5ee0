"""Addresses of the planner: the same question with something changed."""

from typing import Any
from urllib.parse import urlencode

from atlas.maps.view import KEYS, View
from pages.widgets.url_state import KEPT, PLAN_KEYS

PATH = "/routes"


def changed(view: View, **changes: Any) -> dict[str, Any]:
    """Attributes of a link that changes the question in place; it can be copied too.

    Names are those of the view: ``origin``, ``avoid``, ``way`` …
    """
    query = view.with_(**changes).to_query()
    kept = {key: value for key, value in query.items() if key in {*KEPT, *PLAN_KEYS}}
    return {"href": f"{PATH}?{urlencode(kept)}", "act": {"set": written(view, **changes)}}


def written(view: View, **changes: Any) -> dict[str, str]:
    """The changed keys as the address writes them; empty takes one out."""
    query = view.with_(**changes).to_query()
    return {key: query.get(key, "") for key in (KEYS.get(name, name) for name in changes)}
