"""Ours beside the release's, for each record where both differ."""

from collections.abc import Mapping

from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.store import Key, Record
from pages.widgets.releases.kept import Kept
from pages.widgets.review.changes import differences_of, title_of
from pages.widgets.review.levels import Step
from pages.widgets.review.words import text_line
from pages.widgets.wording import Screen

DECIDE = "release-decide"
MOST_SHOWN = 50
LONGEST_WHY = 2000


def kept_list(found: list[Kept], s: Screen, records: Mapping[Key, Record]) -> Node | None:
    """What waits for a decision; None where nothing does."""
    if not found:
        return None
    left = len(found) - MOST_SHOWN
    return h(
        "section",
        {"class": "kept-all", "data-testid": "kept"},
        h("h2", None, s.say("To decide: {count}", count=number(len(found), s.lang))),
        h("p", None, s.say("You changed these records, and a release has another form of them. "
                           "Yours is shown until you decide.")),
        *(_kept(item, s, records) for item in found[:MOST_SHOWN]),
        h("p", "more", s.say("and {count} more", count=number(left, s.lang)))
        if left > 0 else None,
    )


def _kept(item: Kept, s: Screen, records: Mapping[Key, Record]) -> Node:
    step = Step(item.key, item.ours, item.release)
    table, record_id = item.key
    return h(
        "form",
        {"class": "form draft-card kept", "act": {"form": DECIDE, "table": table, "id": record_id},
         "data-key": f"kept-{table}-{record_id}", "data-id": record_id},
        h("h3", None, title_of(step, s, records)),
        _sides(step, s, records),
        text_line("why", s.say("Why"), s.say("The release’s form is taken"), most=LONGEST_WHY),
        h("div", "form-actions",
          h("button", {"class": "button", "type": "submit", "value": "take"},
            s.say("Take the release’s")),
          h("button", {"class": "button", "type": "submit", "value": "keep",
                       "formnovalidate": True}, s.say("Keep ours"))),
    )


def _sides(step: Step, s: Screen, records: Mapping[Key, Record]) -> Node:
    titles = ("", s.say("Ours, as shown"), s.say("The release’s"))
    rows = [
        h("tr", None,
          h("th", {"scope": "row"}, " · ".join(part for part in (item.what, item.field) if part)),
          h("td", None, item.before or "–"), h("td", None, item.after or "–"))
        for item in differences_of([step], s, records)
    ]
    return h("div", "sheet-table-box", h("table", "sides",
             h("thead", None, h("tr", None, *(h("th", {"scope": "col"}, t) for t in titles))),
             h("tbody", None, *rows)))
