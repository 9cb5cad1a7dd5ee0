"""A page in Chinese has no English words, a page in English no Chinese characters."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.words import COLLECT, foreign

PAGES = (
    "/", "/?sel=park-rok", "/?sel=park-germany", "/?sel=line-cme&at=4000", "/?sel=corridor-cmr",
    "/?sel=faw-hq&layers=parks,facilities,zones,stations", "/?sel=cn-manzhouli",
    "/parks?sel=park-rok", "/parks?sel=park-cuba", "/routes", "/routes?sel=corridor-cmr",
    "/routes?at=1000", "/systems", "/compare?ids=park-rok,park-russia", "/sources", "/?bbox=1,2", "/status",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_hold_no_words_of_the_other_language(visit: Visit, lang: str) -> None:
    visitor = visit(f"/compare?lang={lang}")
    offenders: dict[str, str] = {}
    for path in PAGES:
        visitor.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        for text, cls in visitor.run(COLLECT, lang):
            if foreign(text, lang):
                offenders.setdefault(f"{text[:90]!r} .{cls}", path)
        if foreign(visitor.page.title(), lang):
            offenders.setdefault(f"title {visitor.page.title()!r}", path)
    listed = "\n".join(f"{path}  {text}" for text, path in sorted(offenders.items()))
    assert not offenders, f"{len(offenders)} texts in another language than {lang}:\n{listed}"
