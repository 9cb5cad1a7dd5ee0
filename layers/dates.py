"""Dates as records write them: EDTF (ISO 8601-2), and the days they may mean."""

import calendar
import re
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache

# Year, and month and day where they are said; X stands for a digit that is not known.
EDTF_DAY = re.compile(r"([0-9][0-9X]{3})(?:-([0-9]{2}|XX))?(?:-([0-9]{2}|XX))?(?:T.*)?")
DOUBTS = str.maketrans("", "", "~?%")
# The last month of EDTF's seasons and other parts of a year; above 12 it lies in the next year.
SEASON_ENDS = {
    **dict(enumerate((5, 8, 11, 14), start=21)),  # spring to winter
    **dict(enumerate((5, 8, 11, 14), start=25)),  # the same, said to be northern
    **dict(enumerate((11, 14, 5, 8), start=29)),  # said to be southern
    **dict(enumerate((3, 6, 9, 12), start=33)),  # quarters
    **dict(enumerate((4, 8, 12), start=37)),  # thirds
    **dict(enumerate((6, 12), start=40)),  # halves
}


@lru_cache(maxsize=4096)  # a few hundred texts stand for all dates, asked again on each page
def last_day(text: str) -> date | None:
    """The last day an EDTF date may mean; None for undated, open, listed or unreadable ones.

    >>> last_day("2020-02~"), last_day("2026-21"), last_day("19XX")
    (datetime.date(2020, 2, 29), datetime.date(2026, 5, 31), datetime.date(1999, 12, 31))
    """
    found = EDTF_DAY.fullmatch(text.rsplit("/", 1)[-1].translate(DOUBTS))
    if found is None:
        return None
    written, month_said, day_said = found.groups()
    year = int(written.replace("X", "9"))
    month = 12 if month_said in (None, "XX") else int(month_said)
    if month in SEASON_ENDS:
        year, month = year + SEASON_ENDS[month] // 13, (SEASON_ENDS[month] - 1) % 12 + 1
    if not MINYEAR <= year <= MAXYEAR or not 1 <= month <= 12:
        return None
    longest = calendar.monthrange(year, month)[1]
    day = longest if day_said in (None, "XX") else int(day_said)
    return date(year, month, day) if 1 <= day <= longest else None
