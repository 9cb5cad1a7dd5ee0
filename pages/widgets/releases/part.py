"""Releases: what each one did, and where staff's form and the release's differ."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from atlas import process
from atlas.facts.desk import Desk
from atlas.facts.editors import Editor
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.store import Key, Record, ReleaseReport, Store
from pages.widgets.facts.address import FactsAddress
from pages.widgets.releases.kept import Kept, keep_ours, kept_records, taken_over
from pages.widgets.releases.sides import DECIDE, kept_list
from pages.widgets.review.act import Outcome, attempt, outcome_node, proposed
from pages.widgets.review.changes import differences_of
from pages.widgets.review.levels import Step, shown_steps
from pages.widgets.review.words import link, moment, part_root
from pages.widgets.wording import Screen

MOST_RELEASES = 10
MOST_NAMED = 100  # records of one list that are named; the history holds them all


def releases_part(
    s: Screen,
    *,
    desk: Desk,
    editor: Editor,
    address: FactsAddress,  # noqa: ARG001 - all parts are called alike
    form: dict[str, Any] | None,
) -> Node:
    """What waits for a decision first, then each release; takes its own form first."""
    outcome = taken(s, desk, editor, form)
    records = desk.store.records()
    reports = desk.store.releases()[:MOST_RELEASES]
    return part_root(
        "releases",
        outcome_node(outcome, s),
        _refused(desk.store, s),
        kept_list(_in_sight(kept_records(desk.store), s, records), s, records),
        h("h2", None, s.say("What releases of the text files did")),
        *(_release(report, s, desk.store, records) for report in reports),
        h("p", "calm", s.say("No release has come since this store was made."))
        if not reports else None,
    )


def taken(
    s: Screen, desk: Desk, editor: Editor, form: dict[str, Any] | None
) -> Outcome | None:
    """What came of a decision about one record; None where nothing of ours was sent."""
    if not form or form.get("form") != DECIDE:
        return None
    key = str(form.get("table", "")), str(form.get("id", ""))
    item = next((item for item in kept_records(desk.store) if item.key == key), None)
    if item is None:
        return Outcome(s.say("This was decided in the meantime."))
    if form.get("button") == "take":
        why = str(form["fields"].get("why", ""))
        return proposed(attempt(s, lambda: desk.propose(
            [taken_over(item)], editor=editor, why=why)), s)

    def act() -> Outcome:
        keep_ours(desk, key, editor=editor)
        return Outcome(s.say("Ours stays. You are asked again only if a later release says "
                             "something new."))

    return attempt(s, act)


def _in_sight(found: list[Kept], s: Screen, records: Mapping[Key, Record]) -> list[Kept]:
    """Those that this process may show."""
    steps = [Step(item.key, item.ours, item.release) for item in found]
    shown = shown_steps(steps, records=records, catalog=s.catalog,
                        audience=process.settings().audience)
    keys = {step.key for step in shown.steps}
    return [item for item in found if item.key in keys]


def _refused(store: Store, s: Screen) -> Node | None:
    """Why the newest text files were not taken."""
    refused = store.state.text_refused
    if not refused:
        return None
    return h(
        "section",
        {"class": "notice-warn", "data-testid": "text-refused"},
        h("p", None, s.say("A new release was not taken; the one before is shown. Mend these lines "
                           "and start the atlas again.")),
        h("ul", "problems", *(h("li", {"lang": "en"}, problem) for problem in refused)),
    )


def _release(
    report: ReleaseReport, s: Screen, store: Store, records: Mapping[Key, Record]
) -> Node:
    lists = {
        s.say("added"): report.added,
        s.say("renewed"): report.renewed,
        s.say("removed"): report.removed,
        s.say("ours kept"): report.kept,
    }
    counts = [h("span", None, f"{words} {number(len(keys), s.lang)}")
              for words, keys in lists.items()]
    return h(
        "details",
        {"class": "release", "data-testid": "release", "data-rev": report.seq},
        h("summary", None, h("b", None, moment(report.at, s)), h("span", "log-by", *counts),
          h("code", None, report.version)),
        *(_named(words, keys, s, store, records) for words, keys in lists.items() if keys),
        h("a", link(s, part="history", rev=report.seq), s.say("Show it in the history")),
    )


def _named(
    words: str, keys: tuple[Key, ...], s: Screen, store: Store, records: Mapping[Key, Record]
) -> Node:
    """The entities a list is about, each with its number of records."""
    steps = [_whole(key, store, records) for key in keys[:MOST_NAMED]]
    shown = shown_steps(steps, records=records, catalog=s.catalog,
                        audience=process.settings().audience)
    items = [h("li", None, f"{entity} · {number(count, s.lang)}")
             for entity, count in _by_entity(shown.steps, s, records)]
    if (left := len(keys) - MOST_NAMED) > 0:
        items.append(h("li", "more", s.say("and {count} more", count=number(left, s.lang))))
    return h("section", None, h("h4", None, f"{words} · {number(len(keys), s.lang)}"),
             h("ul", "release-names", *items))


def _by_entity(
    steps: Iterable[Step], s: Screen, records: Mapping[Key, Record]
) -> list[tuple[str, int]]:
    found = differences_of(steps, s, records)
    grouped = groupby(found, key=lambda item: item.entity_id)
    each = [list(rows) for _, rows in grouped]
    return [(rows[0].entity or rows[0].entity_id, len({row.key for row in rows})) for rows in each]


def _whole(key: Key, store: Store, records: Mapping[Key, Record]) -> Step:
    """A record as it is or, where it is gone, as it last was."""
    if key in records:
        return Step(key, None, records[key].doc)
    past = store.history(*key, limit=2)
    return Step(key, next((entry.before for entry in past if entry.before), None), None)
