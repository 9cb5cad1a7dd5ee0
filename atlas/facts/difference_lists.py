"""What differs in a list inside a record: dated events, pictures, questions, items of a plan."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from atlas.facts.difference_rows import Part, Row, Rows, rows_of, whole, without
from atlas.facts.difference_words import Wording
from atlas.i18n.figures import number
from layers.read import Document


def list_parts(name: str, before: Any, after: Any, w: Wording) -> Iterator[Part]:
    """Items added, taken out and changed; items are the same where their name or words are."""
    if before == after:
        return
    what, title, rows = _kinds(w)[name]
    old, new = list(before or []), list(after or [])
    pairs = _paired(old, new)
    for item in new:
        if not any(item is second for _, second in pairs):
            yield from _alone(Part(what, w.say("added"), "", title(item)), item, rows, w)
    for item in old:
        if not any(item is first for first, _ in pairs):
            yield from _alone(Part(what, w.say("taken out"), title(item), ""), item, rows, w)
    for first, second in pairs:
        for part in rows_of(what, *_both(first, second, rows), rows, w):
            yield replace(part, field=" · ".join(filter(None, (title(second), part.field))))
    if [first for first, _ in pairs] == old and len(old) == len(new) and _same_set(old, new):
        yield Part(what, "", "", w.say("in another order"))


def _alone(head: Part, item: Document, rows: Rows, w: Wording) -> Iterator[Part]:
    """An item that came or went, in full; a list of plain texts in every language it has."""
    told = ("file", "date") if "kind" in rows else ("file",)  # an event is called by its date
    bare = without(_both(item, item, rows)[0], *told)
    yield from whole(head, bare, rows, w, said=w.text(item.get("text") or item.get("alt")))


def _both(first: Document, second: Document, rows: Rows) -> tuple[Document, Document]:
    """Two items without what only a machine reads."""
    hidden = ("id", "entity", "related", *(() if "kind" in rows else ("kind",)))
    return without(first, *hidden), without(second, *hidden)


def _paired(old: list[Document], new: list[Document]) -> list[tuple[Document, Document]]:
    """Which item is which: equal ones first, then by what names them."""
    pairs: list[tuple[Document, Document]] = []
    left, right = list(old), list(new)
    for alike in (_equal, _same_name):
        for mine in list(left):
            other = next((item for item in right if alike(mine, item)), None)
            if other is not None:
                pairs.append((mine, other))
                left.remove(mine)
                right.remove(other)
    place = {id(item): at for at, item in enumerate(old)}
    return sorted(pairs, key=lambda pair: place[id(pair[0])])


def _equal(one: Document, other: Document) -> bool:
    return one == other


def _same_name(one: Document, other: Document) -> bool:
    return any(
        one.get(name) is not None and one.get(name) == other.get(name)
        for name in ("id", "file", "text", "zh", "en", "date")
    )


def _same_set(old: list[Document], new: list[Document]) -> bool:
    return old != new and all(item in new for item in old)


def _kinds(w: Wording) -> dict[str, tuple[str, Callable[[Document], str], Rows]]:
    """For each list: what it is called, an item in words, and its fields."""
    text = Row(w.say("wording"), w.text, by_language=True)
    source = Row(w.say("source"), lambda value: w.title(str(value)))
    note = Row(w.say("note"), w.text, by_language=True)
    reason = Row(w.say("why no source"), w.text, by_language=True)
    date = Row(w.say("date"), w.date)
    said = {"text": text, "source": source, "source_reason": reason, "note": note}

    def dated(item: Document) -> str:
        return f"{w.date(item.get('date', 'undated'))} {w.text(item.get('text'))}".strip()

    def length(item: Document) -> str:
        return f"{number(item.get('km', 0), w.lang)} km · {w.title(str(item.get('source')))}"

    return {
        "events": (
            w.say("Timeline"), dated,
            {"date": date, "kind": Row(w.say("kind"), w.code), **said},
        ),
        "pictures": (
            w.say("Picture"), lambda item: w.text(item.get("alt")),
            {
                "alt": Row(w.say("what it shows"), w.text, by_language=True),
                "credit": Row(w.say("credit"), w.text, by_language=True),
                "date": date, "file": Row(w.say("file"), lambda _value: w.say("another file")),
                "audience": Row(w.say("shown to"), w.code),
            },
        ),
        "ask": (w.say("What to ask next"), w.text, {
            lang: Row(w.language(lang), str)
            for lang in ("zh", "en", "ko", "de", "th", "ru", "es", "mn")
        }),
        "items": (w.say("Item of the plan"), lambda item: w.text(item.get("text")), said),
        "axes": (w.say("Axis"), w.named, {
            "names": Row(w.say("name"), w.text, by_language=True),
            "path": Row(w.say("way"), w.names, by_item=True),
            "mode": Row(w.say("kind of way"), w.code), **said,
        }),
        "other_km": (w.say("Length by another source"), length,
                     {"km": Row(w.say("length"), lambda km: f"{number(km, w.lang)} km"),
                      "source": source, "note": note}),
    }  # fmt: skip
