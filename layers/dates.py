"""Dates as records write them: EDTF (ISO 8601-2), and the days they may mean."""

import calendar
import re
from datetime import date
from functools import lru_cache

EDTF_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[~?%]?")


@lru_cache(maxsize=4096)  # a few hundred texts stand for all dates, asked again on each page
def last_day(text: str) -> date | None:
    """The last day an EDTF date may mean; None for undated or open ones.

    >>> last_day("2020-02~")
    datetime.date(2020, 2, 29)
    """
    found = EDTF_DAY.fullmatch(text.rsplit("/", 1)[-1])
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))
