"""What the tests of changing facts share."""

import pytest

from tests import spared


@pytest.fixture(autouse=True)
def _without_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of the store are none of the desk's business, and each would be read through again."""
    spared.without_copies(monkeypatch)
