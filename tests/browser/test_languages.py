"""A page in Chinese has no English words, a page in English no Chinese characters."""

import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.words import COLLECT, SAME_IN_BOTH

PAGES = (
    "/", "/?sel=park-rok", "/?sel=park-germany", "/?sel=line-cme&at=4000", "/?sel=corridor-cmr",
    "/?sel=faw-hq&layers=parks,facilities,zones,stations", "/?sel=cn-manzhouli",
    "/parks?sel=park-rok", "/parks?sel=park-cuba", "/routes", "/routes?sel=corridor-cmr",
    "/routes?at=1000", "/systems", "/compare?ids=park-rok,park-russia", "/sources", "/?bbox=1,2",
)  # fmt: skip
ADDRESS = re.compile(r"(?:https?://|www\.)?[\w.-]+\.(?:cn|com|org|gov|net|ru|mn|de)\b\S*")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9²]*(?:[-’'][A-Za-z]+)*")
HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")


def foreign(text: str, lang: str) -> list[str]:
    """Words of the other language."""
    if lang == "en":
        return HAN.findall(text)
    bare = ADDRESS.sub(" ", text)
    return [word for word in LATIN.findall(bare) if len(word) > 1 and word not in SAME_IN_BOTH]


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
