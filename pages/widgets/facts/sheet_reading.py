"""What an uploaded workbook asks for: problems by cell, changes by place, conflicts, accepting."""

from collections.abc import Mapping

from atlas.facts.sheet import SheetProblem, SheetReading
from atlas.facts.uploads import Upload
from atlas.i18n.figures import number
from atlas.maps.element import Node, h
from layers.errors import Problem
from layers.store import Clash, Key, Record
from pages.widgets.facts.sheet_forms import ACCEPT, DROP
from pages.widgets.review.act import problem_list
from pages.widgets.review.changes import change_list
from pages.widgets.review.clashes import clash_choices
from pages.widgets.review.levels import steps_of_changes
from pages.widgets.review.stale import stale_of_changes
from pages.widgets.review.words import text_line
from pages.widgets.wording import Screen

MOST_LISTED = 1_000
MOST_CHANGES = 5_000
LONGEST_WHY = 2000


def reading_view(
    reading: SheetReading,
    s: Screen,
    *,
    upload: Upload,
    problems: tuple[Problem, ...],
    clashes: tuple[Clash, ...],
    records: Mapping[Key, Record],
) -> Node:
    """Everything a person needs to decide; nothing is saved by showing it."""
    wrong = bool(reading.problems)
    return h(
        "article",
        {"class": "draft-card", "data-testid": "sheet-reading"},
        h("h3", None, s.say("3. What “{name}” would change", name=upload.name)),
        _counts(reading, clashes, s),
        _findings(reading.problems, s.say("Rows that are wrong"), "sheet-problems", s),
        h("section", {"class": "notice-warn", "data-testid": "problems"},
          h("b", None, s.say("The data would be wrong")), problem_list(problems, s))
        if problems else None,
        _findings(reading.notes, s.say("Worth knowing"), "sheet-notes", s),
        change_list(steps_of_changes(reading.changes, records), s, records, most=MOST_CHANGES)
        if reading.changes else None,
        stale_of_changes(reading.changes, s, records),
        _accept(upload, s, wrong=wrong, barred=bool(problems), clashes=clashes, records=records)
        if reading.changes else h("p", "calm", s.say("There is nothing to accept.")),
        h("form", {"act": {"form": DROP, "upload": upload.id}, "class": "form",
                   "data-key": f"drop-{upload.id}"},
          h("button", {"class": "button", "type": "submit", "value": "drop"},
            s.say("Put the file away"))),
    )


def _counts(reading: SheetReading, clashes: tuple[Clash, ...], s: Screen) -> Node:
    return h("p", {"class": "log-by", "data-testid": "sheet-counts"}, *(
        h("span", None, said) for said in (
            s.say("Records to change: {count}", count=number(len(reading.changes), s.lang)),
            s.say("Rows as they were: {count}", count=number(reading.unchanged, s.lang)),
            s.say("Problems: {count}", count=number(len(reading.problems), s.lang)),
            s.say("Changed by others meanwhile: {count}", count=number(len(clashes), s.lang)),
        )
    ))


def _findings(
    found: tuple[SheetProblem, ...], title: str, cls: str, s: Screen
) -> Node | None:
    """Findings with sheet and cell, as they are looked for in the spreadsheet."""
    if not found:
        return None
    rows = [
        h("tr", None, h("td", None, item.sheet), h("td", "cell", item.cell),
          h("td", None, item.what), h("td", None, item.do))
        for item in found[:MOST_LISTED]
    ]
    titles = (s.say("Sheet"), s.say("Cell"), s.say("What"), s.say("What to do"))
    head = h("tr", None, *(h("th", {"scope": "col"}, name) for name in titles))
    left = len(found) - len(rows)
    return h(
        "section",
        {"class": cls, "data-testid": cls},
        h("h4", None, f"{title} · {number(len(found), s.lang)}"),
        h("div", "sheet-table-box",
          h("table", "sheet-table", h("thead", None, head), h("tbody", None, *rows))),
        h("p", "more", s.say("and {count} more", count=number(left, s.lang))) if left else None,
    )


def _accept(
    upload: Upload, s: Screen, *, wrong: bool, barred: bool, clashes: tuple[Clash, ...],
    records: Mapping[Key, Record],
) -> Node:
    right_rows = h(
        "label", "check right-rows",
        h("input", {"type": "checkbox", "name": "right_rows", "required": True}),
        s.say("Take the rows that are right and leave the wrong ones as they are"))
    return h(
        "form",
        {"act": {"form": ACCEPT, "upload": upload.id}, "class": "form",
         "data-key": f"accept-{upload.id}"},
        clash_choices(clashes, s, records=records) if clashes else None,
        right_rows if wrong else None,
        text_line("why", s.say("Why"), "", most=LONGEST_WHY,
                  hint=s.say("Such as: figures of the yearbook 2026")),
        h("div", "form-actions",
          h("button", {"class": "button primary", "type": "submit", "value": "accept",
                       "disabled": barred}, s.say("Accept"))),
    )
