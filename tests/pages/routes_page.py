"""The routes page as its tests open it."""

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

FRAME = Path(__file__).resolve().parents[2] / "pages" / "frame.py"


def page(**query: str) -> dict[str, Any]:
    app = AppTest.from_file(FRAME, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("routes.py").run()
    assert not app.exception
    return {item.key: json.loads(item.proto.json) for item in components(app.main)}


def components(block: Any) -> list[Any]:
    found = []
    for child in getattr(block, "children", {}).values():
        found += [child] if hasattr(getattr(child, "proto", None), "json") else []
        found += components(child)
    return found
