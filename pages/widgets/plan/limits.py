"""Within how many days, and at what cost of capital: two figures the address holds."""

from atlas.routing.breakeven import CAPITAL_RATE

DAYS = 15
MOST_DAYS = 60
BY_AIR = "air"
PERCENT = 100
MOST_RATE = 50.0


def days_of(within: str | None) -> tuple[int, bool]:
    """Days and whether aeroplanes count, out of ``15`` or ``6-air``."""
    if not within:
        return DAYS, False
    days, _, mode = within.partition("-")
    return min(int(days), MOST_DAYS), mode == BY_AIR


def days_text(days: int, *, by_air: bool) -> str | None:
    """The same as the address writes it; None where it is what everybody starts with."""
    if (days, by_air) == (DAYS, False):
        return None
    return f"{days}-{BY_AIR}" if by_air else str(days)


def with_days(within: str | None, value: str) -> str | None:
    """The limit with other days.

    Raises
    ------
    ValueError
        It is no whole number.

    """
    days = min(max(int(value), 1), MOST_DAYS)
    return days_text(days, by_air=days_of(within)[1])


def rate_of(rate: str | None) -> float:
    """What capital costs, as a share a year."""
    return float(rate) / PERCENT if rate else CAPITAL_RATE


def rate_text(value: str) -> str | None:
    """A rate in per cent as the address writes it; None where it is our assumption or empty.

    Raises
    ------
    ValueError
        It is no number from 0 to 50.

    """
    if not value:
        return None
    rate = round(float(value), 1)
    if not 0 <= rate <= MOST_RATE:  # false for nan too
        raise ValueError(value)
    return None if rate == round(CAPITAL_RATE * PERCENT, 1) else f"{rate:g}"
