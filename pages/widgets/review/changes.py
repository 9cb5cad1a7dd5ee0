"""Changes as a person reads them: entity by entity, what it was struck through, what it becomes."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from atlas.facts.difference import Difference, differences
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.read import Document
from layers.store import Key, Record
from pages.widgets.review.figures import review_figures
from pages.widgets.review.levels import Step
from pages.widgets.review.words import link
from pages.widgets.wording import Screen

MOST_ROWS = 400  # of one list: nobody reads further, and a page stays light


def change_list(
    steps: Iterable[Step], s: Screen, records: Mapping[Key, Record], *, most: int = MOST_ROWS
) -> Node:
    """Every difference, entity by entity; of very many the first ``most``."""
    listed = list(steps)
    found = differences_of(listed, s, records)
    seen = {step.key[1]: review_figures(step, s) for step in listed[:most]}
    groups = [
        _group(list(rows), s, records, figures=seen.get(entity, []))
        for entity, rows in groupby(found[:most], key=lambda item: item.entity_id)
    ]
    if (left := len(found) - most) > 0:
        groups.append(h("p", "more", s.say("and {count} more", count=number(left, s.lang))))
    return h("div", {"class": "changes", "data-testid": "changes"}, *groups)


def change_rows(step: Step, s: Screen, records: Mapping[Key, Record]) -> Node:
    """The differences of one record, without its entity's name."""
    found = differences_of([step], s, records)
    if not found:
        return h("p", "calm", s.say("as it was"))
    return h("div", "diff", *(_row(item, s) for item in found))


def about(
    steps: Iterable[Step], s: Screen, records: Mapping[Key, Record], *, most: int
) -> str:
    """Names of the entities that changes are about, and how many more."""
    names = list(dict.fromkeys(item.entity for item in differences_of(steps, s, records)))
    named = [name for name in names[:most] if name]
    if (left := len(names) - most) > 0:
        named.append(s.say("and {count} more", count=number(left, s.lang)))
    return "、".join(named) if s.lang == "zh" else ", ".join(named)


def title_of(step: Step, s: Screen, records: Mapping[Key, Record]) -> str:
    """What a change is about: entity and fact."""
    found = differences_of([step], s, records)
    if not found:
        return step.key[1]
    return " · ".join(part for part in (found[0].entity, found[0].what) if part)


def differences_of(
    steps: Iterable[Step], s: Screen, records: Mapping[Key, Record]
) -> list[Difference]:
    """The differences that steps make, in the language shown."""
    listed = list(steps)
    return differences(
        dict(_side((step.key, step.before) for step in listed)),
        dict(_side((step.key, step.after) for step in listed)),
        lang=s.lang, say=s.say, known={key: record.doc for key, record in records.items()},
    )


def _side(docs: Iterable[tuple[Key, Document | None]]) -> Iterator[tuple[Key, Document]]:
    for key, doc in docs:
        if doc is not None:
            yield key, doc


def _group(
    rows: list[Difference], s: Screen, records: Mapping[Key, Record], *, figures: list[Node]
) -> Node:
    entity = rows[0].entity_id
    name = rows[0].entity or entity
    known = s.catalog.find(entity) is not None and any(key[1] == entity for key in records)
    title = h("a", link(s, sel=entity), name) if known else name
    return h("section", {"class": "change-group", "data-entity": entity},
             h("h4", None, title), h("div", "diff", *(_row(item, s) for item in rows)), *figures)


def _row(item: Difference, s: Screen) -> Node:
    what = " · ".join(part for part in (item.what, item.field) if part)
    was = h("del", {"title": s.say("before")}, item.before) if item.before else None
    will = h("ins", {"title": s.say("after")}, item.after) if item.after else None
    if was is not None and will is not None:
        return h("div", "diff-row", h("span", None, what), was, will)
    said = was or will or h("span", "none", s.say("changed"))
    return h("div", "diff-row whole", h("span", None, what), said)  # it came or it went
