"""Sentences a change leaves behind: each with the old words marked and the way to mend it."""

from collections.abc import Iterable, Mapping

from atlas.facts.changing import with_changes
from atlas.facts.difference_words import Wording
from atlas.facts.forms_list import entry_name
from atlas.facts.stale_words import Stale, stale_words
from atlas.i18n.figures import number, unit_words
from atlas.maps.element import Node, h
from layers.read import Document
from layers.store import Change, Entry, Key, Record
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.taken import may_see
from pages.widgets.wording import Screen

MOST_SENTENCES = 40
BY_RECORD = ("words", "note", "label", "figure")  # parts of facts and claims


def stale_of_changes(
    changes: Iterable[Change], s: Screen, records: Mapping[Key, Record]
) -> Node | None:
    """What changes that wait would leave saying the old; None where nothing does."""
    wanted = tuple(changes)
    was = {change.key: _doc(records, change.key) for change in wanted}
    return _notice(was, s, with_changes(records, wanted), waits=True)


def stale_of_entries(
    entries: Iterable[Entry], s: Screen, records: Mapping[Key, Record]
) -> Node | None:
    """What a revision has left saying the old; ``records`` are those of now."""
    was = {(entry.table, entry.id): entry.before for entry in entries}
    return _notice(was, s, records, waits=False)


def _doc(records: Mapping[Key, Record], key: Key) -> Document | None:
    return records[key].doc if key in records else None


def _notice(
    was: Mapping[Key, Document | None], s: Screen, after: Mapping[Key, Record], *, waits: bool
) -> Node | None:
    docs = {key: record.doc for key, record in after.items()}
    found = [item for item in stale_words(docs, was) if _shown(item, after)]
    if not found:
        return None
    found.sort(key=lambda item: item.lang not in ("", s.lang))  # what the reader reads stands first
    w = Wording(docs, s.lang, s.say, earlier=docs)
    rows = [_row(item, s, w) for item in found[:MOST_SENTENCES]]
    if (left := len(found) - len(rows)) > 0:
        rows.append(h("li", "more", s.say("and {count} more", count=number(left, s.lang))))
    title = s.say("These sentences would still say the old:") if waits \
        else s.say("These sentences still say the old:")
    return h("section", {"class": "notice-warn stale", "data-testid": "stale"},
             h("b", None, title), h("ul", "stale-list", *rows))


def _shown(item: Stale, after: Mapping[Key, Record]) -> bool:
    return item.part not in BY_RECORD or item.key[0] not in ("facts", "claims") \
        or may_see(after, item.key)


def _row(item: Stale, s: Screen, w: Wording) -> Node:
    before, mark, rest = item.said.partition(item.old)
    figure = f"{number(float(item.said), s.lang)} {unit_words(item.unit, s.say)}".strip() \
        if item.part == "figure" else ""
    said = h("q", {"lang": item.lang or None}, before, h("mark", None, mark), rest) \
        if not figure else h("q", None, h("mark", None, figure))
    where = " · ".join(part for part in (_called(item, s, w), _part_words(item, s, w)) if part)
    return h("li", {"data-stale": item.part},
             h("span", "stale-where", where), said,
             h("a", _mend(item).link(s.view), s.say("Change it")))


def _called(item: Stale, s: Screen, w: Wording) -> str:
    """A short name where there is one: the name in full stands above already."""
    entity = s.catalog.find(item.owner)
    return entity.label(s.lang) if entity is not None else w.name(item.owner)


def _part_words(item: Stale, s: Screen, w: Wording) -> str:
    """Which part of a record a sentence is: "Summary in Chinese"."""
    names = {
        "summary": s.say("Summary"), "status": s.say("Status"), "statement": s.say("Place"),
        "question": s.say("What to ask next"), "label": s.say("label"), "note": s.say("Note"),
    }
    part = names.get(item.part) or _fact_label(item, w)
    if item.part == "note" and item.key[0] == "claims":
        part = f"{_fact_label(item, w)} · {part}"
    if not item.lang:
        return part
    return s.say("{part} in {language}", part=part, language=w.language(item.lang))


def _fact_label(item: Stale, w: Wording) -> str:
    fact_id = str(w.records[item.key].get("fact", item.key[1]))
    return w.text(w.records.get(("facts", fact_id), {}).get("label"))


def _mend(item: Stale) -> FactsAddress:
    """The form in which a sentence is put right."""
    here = FactsAddress(sel=item.owner)
    if item.key[0] == "claims":
        return here.with_(fact=item.key[1], do="correct")
    if item.part == "label":
        return here.with_(fact=item.key[1], do="fact")
    if item.part == "question" and item.entry is not None:
        return here.with_(do="question", item=entry_name(item.entry))
    return here.with_(do="place" if item.part == "statement" else
                      "words" if item.part in ("summary", "status") else "")
