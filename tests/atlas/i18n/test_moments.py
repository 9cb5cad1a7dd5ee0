"""The office reads moments on its own clock."""

import pytest

from atlas.i18n.moments import day, minute


@pytest.mark.parametrize(
    ("at", "shown"),
    [("2026-11-23T08:15:59+00:00", "2026-11-23 16:15"), ("2026-12-31T17:00:00Z", "2027-01-01 01:00"),
     ("2026-11-23T08:15", "2026-11-23 16:15"), ("once", "once"), ("", "")],
)  # fmt: skip
def test_a_moment_to_the_minute(at: str, shown: str) -> None:
    assert minute(at) == shown


@pytest.mark.parametrize(
    ("lang", "shown"), [("zh", "2027年1月1日"), ("en", "1 January 2027"), ("de", "1. Januar 2027")]
)
def test_a_day_written_out(lang: str, shown: str) -> None:
    assert day("2026-12-31T17:00:00Z", lang) == shown
    assert day("once", lang) == "once"
