"""Sentences that still say what a change has made wrong: an old figure, a place not yet known.

Nothing is rewritten here. A person is told which sentence it is, and where it can be put right.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from atlas.facts.difference_place import place_of
from atlas.facts.stale_figures import saying
from layers.read import TABLES, Document
from layers.store.base import Key
from layers.store.records import CLAIMS, FACTS

Part = Literal["summary", "status", "statement", "question", "label", "words", "note", "figure"]
Docs = Mapping[Key, Document]
BOOKS = ("sources", "publishers", "layers", "tracks", FACTS, CLAIMS)
SENTENCES = re.compile(r"(?<=[。；！？])|(?<=[.!?;])\s+(?=\S)")
# That a place is not known, and that the sentence is about a place at all.
NOT_PLACED = re.compile(
    r"待确认|待定|未确认|未经确认|未定|不明|不标点|暂不标|未标|未见选址|不在图上|"
    r"not (?:yet )?(?:been )?confirmed|unconfirmed|no point|no site|not drawn|not known|"
    r"not (?:shown )?on the map", re.IGNORECASE)
OF_A_PLACE = re.compile(
    r"址|位置|地点|方位|标点|图上|\bsites?\b|\bplaces?\b|\blocation|\bpoint\b|\bmap\b|\bdrawn\b",
    re.IGNORECASE)
ASKS_WHERE = re.compile(
    r"园址|选址|地址|位置|在哪|哪里|\bwhere\b|\bsite\b|\blocation", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stale:
    """One sentence; ``old`` are the words in it that no longer hold.

    ``key`` is the record it stands in, ``entry`` the question where it is one of a list, ``lang``
    its language (empty for a figure in a field of its own), ``unit`` the unit of such a figure.
    """

    owner: str
    key: Key
    part: Part
    lang: str
    said: str
    old: str
    unit: str = ""
    entry: Document | None = None


@dataclass(frozen=True, slots=True)
class _Old:
    """A figure that holds no longer: whose, of which fact."""

    owner: str
    fact: str
    value: float
    unit: str | None


@dataclass(frozen=True, slots=True)
class _Told:
    """A text of a record in one language."""

    owner: str
    key: Key
    part: Part
    lang: str
    text: str
    entry: Document | None = None


class _Texts:
    """All that is told by some records, by whom it is about: read once for all old figures."""

    def __init__(self, after: Docs) -> None:
        self.docs = after
        self._about: dict[str, list[_Told]] = {}

    @cached_property
    def of(self) -> dict[str, list[_Told]]:
        """Texts by the entity they belong to."""
        found: dict[str, list[_Told]] = defaultdict(list)
        for told in _texts(self.docs):
            found[told.owner].append(told)
        return found

    @cached_property
    def claims(self) -> dict[str, list[tuple[Key, Document]]]:
        """Claims by the entity they belong to."""
        found: dict[str, list[tuple[Key, Document]]] = defaultdict(list)
        for key, doc in self.docs.items():
            if key[0] == CLAIMS:
                found[_owner(doc, self.docs)].append((key, doc))
        return found

    @cached_property
    def services(self) -> dict[str, str]:
        """The line of each service."""
        return {key[1]: str(doc.get("line", "")) for key, doc in self.docs.items()
                if key[0] == "services"}

    def about(self, owner: str) -> list[_Told]:
        """Texts of other entities that name this one."""
        if owner not in self._about:
            names = _names(owner, self.docs)
            self._about[owner] = [
                told for name, texts in self.of.items() if name != owner
                for told in texts if any(name in told.text for name in names)
            ]
        return self._about[owner]

    def kin(self, owner: str) -> set[str]:
        """The services of a line, the line of a service."""
        services = {name for name, line in self.services.items() if line == owner}
        return services | ({self.services[owner]} if self.services.get(owner) else set())


def stale_words(after: Docs, was: Mapping[Key, Document | None]) -> list[Stale]:
    """Sentences that still hold an old figure, or still say that a place is not known.

    ``after`` are all records as they will be, ``was`` the changed ones as they were before (None
    for a new one). Figures are looked for in the texts of the same entity, of the services of a
    line, and in sentences elsewhere that name the entity.
    """
    texts = _Texts(after)
    found = [
        *(item for old in dict.fromkeys(_olds(after, was)) for item in _of_figure(old, texts)),
        *(item for owner in _newly_placed(after, was) for item in _of_place(texts.of[owner])),
    ]
    return list({(item.key, item.part, item.lang, item.said): item for item in found}.values())


def _olds(after: Docs, was: Mapping[Key, Document | None]) -> Iterator[_Old]:
    for key, before in was.items():
        now = after.get(key)
        if before is None or before == now:
            continue
        if key[0] == CLAIMS:
            yield from _gone(before, now, after, was)
        elif key[0] == FACTS and now is not None and before.get("preferred"):
            chosen = (CLAIMS, str(before["preferred"]))
            other = after.get((CLAIMS, str(now.get("preferred"))))
            first = was.get(chosen) or after.get(chosen)
            if first is not None and before.get("preferred") != now.get("preferred"):
                yield from _gone(first, other, after, was)


def _gone(
    before: Document, now: Document | None, after: Docs, was: Mapping[Key, Document | None]
) -> Iterator[_Old]:
    """The figures of a claim that its new form no longer has."""
    fact_id = str(before.get("fact"))
    fact = after.get((FACTS, fact_id)) or was.get((FACTS, fact_id)) or {}
    owner = str(fact.get("owner", fact_id.partition(".")[0]))
    unit = before.get("unit")
    kept = _figures(now) if now is not None and now.get("unit") == unit else []
    for value in _figures(before):
        if value not in kept and unit not in ("date", "year"):
            yield _Old(owner, fact_id, value, unit)


def _figures(claim: Document) -> list[float]:
    value: Any = claim.get("value")
    ends = value.values() if isinstance(value, dict) else [value]
    return [float(end) for end in ends
            if isinstance(end, int | float) and not isinstance(end, bool)]


def _of_figure(old: _Old, texts: _Texts) -> Iterator[Stale]:
    for owner in (old.owner, *sorted(texts.kin(old.owner))):
        for told in texts.of[owner]:
            yield from _in_text(told, old, texts.docs)
    names = _names(old.owner, texts.docs)
    for told in texts.about(old.owner):
        yield from (item for item in _in_text(told, old, texts.docs)
                    if any(name in item.said for name in names))
    yield from _same_figures(old, texts)


def _in_text(told: _Told, old: _Old, after: Docs) -> Iterator[Stale]:
    claim = after[told.key] if told.key[0] == CLAIMS else {}
    if told.part == "question" or old.value in _figures(claim):
        return  # what a claim says of its own figure holds
    near = old.fact in (claim.get("fact"), told.key[1])
    pattern = saying(old.value, old.unit, near=near)
    for sentence in _sentences(told.text):
        if hit := pattern.search(sentence):
            yield _stale(told, sentence, hit)


def _same_figures(old: _Old, texts: _Texts) -> Iterator[Stale]:
    """The same figure under another fact of the entity, or under this one of its services."""
    key_of = old.fact.rpartition(".")[2]
    figure = f"{old.value:.6f}".rstrip("0").rstrip(".")
    for owner in (old.owner, *sorted(texts.kin(old.owner))):
        for key, doc in texts.claims[owner]:
            fact = str(doc.get("fact"))
            asked = owner == old.owner or fact.rpartition(".")[2] == key_of
            alike = doc.get("unit") == old.unit and old.value in _figures(doc)
            if asked and alike and fact != old.fact:
                yield Stale(owner, key, "figure", "", figure, figure, str(old.unit or ""))


def _newly_placed(after: Docs, was: Mapping[Key, Document | None]) -> list[str]:
    """Entities that had no point and have one now."""
    return [
        key[1] for key, before in was.items()
        if key[0] not in BOOKS and before is not None and key in after
        and "point" not in place_of(before) and "point" in place_of(after[key])
    ]


def _of_place(texts: list[_Told]) -> Iterator[Stale]:
    for told in texts:
        for sentence in _sentences(told.text):
            asks = told.part == "question"
            about = asks or told.part == "statement" or OF_A_PLACE.search(sentence)
            hit = (ASKS_WHERE if asks else NOT_PLACED).search(sentence)
            if hit and about:
                yield _stale(told, sentence, hit)


def _stale(told: _Told, sentence: str, hit: re.Match[str]) -> Stale:
    return Stale(told.owner, told.key, told.part, told.lang, sentence, hit.group(),
                 entry=told.entry)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in SENTENCES.split(text) if part and part.strip()]


def _texts(after: Docs) -> Iterator[_Told]:
    """Every text that may speak of a figure or a place."""
    for key, doc in after.items():
        if key[0] == CLAIMS:
            yield from _spoken(_owner(doc, after), key, {
                "words": doc.get("text"), "note": doc.get("note")})
        elif key[0] == FACTS:
            yield from _spoken(str(doc.get("owner")), key, {"label": doc.get("label")})
        elif key[0] in TABLES and key[0] not in BOOKS:
            yield from _spoken(key[1], key, {
                "summary": doc.get("summary"), "status": doc.get("status", {}).get("text"),
                "statement": place_of(doc).get("statement"), "note": doc.get("note")})
            for entry in doc.get("ask", []):
                yield from _spoken(key[1], key, {"question": entry}, entry)


def _spoken(
    owner: str, key: Key, texts: dict[Part, Any], entry: Document | None = None
) -> Iterator[_Told]:
    for part, text in texts.items():
        for lang, words in (text.items() if isinstance(text, dict) else ()):
            if isinstance(words, str):
                yield _Told(owner, key, part, lang, words, entry)


def _owner(claim: Document, after: Docs) -> str:
    fact_id = str(claim.get("fact"))
    return str(after.get((FACTS, fact_id), {}).get("owner", fact_id.partition(".")[0]))


def _names(owner: str, after: Docs) -> list[str]:
    """What sentences elsewhere may call it: names in full and short ones of four letters on."""
    doc = next((doc for key, doc in after.items() if key[1] == owner and key[0] not in BOOKS), {})
    full = [item.get("text", "") if isinstance(item, dict) else item
            for item in doc.get("names", {}).values()]
    short = doc.get("short", {})
    listed = [*full, *(short.values() if isinstance(short, dict) else ())]
    return [name for name in listed if isinstance(name, str) and len(name) >= 4]
