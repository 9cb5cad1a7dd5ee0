"""What the tests of the screens share."""

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from tests import spared


@pytest.fixture(scope="session", autouse=True)
def _scanned_once() -> Iterator[None]:
    """Every page that is run looks through all installed packages for parts; once will do."""
    with pytest.MonkeyPatch.context() as doubles:
        found = cache(manifest_scanner.scan_component_manifests)
        doubles.setattr(manifest_scanner, "scan_component_manifests", lambda: list(found()))
        yield


@pytest.fixture(autouse=True)
def _without_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """No screen shows a copy, and each would be read through again."""
    spared.without_copies(monkeypatch)
