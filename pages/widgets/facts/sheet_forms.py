"""The two ways of a spreadsheet: out by a link, in by a file."""

from urllib.parse import urlencode

from atlas.facts.uploads import MOST_BYTES, Upload
from atlas.maps.element import Node, h
from pages.widgets.wording import Screen

READ, ACCEPT, DROP = "sheet-read", "sheet-accept", "sheet-drop"
XLSX = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_and_upload(s: Screen, upload: Upload | None) -> Node:
    """Download, and the form that hands a file in; ``upload`` is the one being looked at."""
    return h("div", "sheet-ways", _download(s), _upload(s, upload))


def _download(s: Screen) -> Node:
    return h(
        "section",
        "sheet-way",
        h("h3", None, s.say("1. Download")),
        h("p", None, s.say("Every claim with its source. Grey columns say which record a row is: "
                           "leave them as they are. Rows you leave out stay as they are.")),
        h("a", {"class": "button", "href": f"/editor/facts.xlsx?{urlencode({'lang': s.lang})}",
                "download": "", "data-testid": "sheet-download"}, s.say("Download XLSX")),
    )


def _upload(s: Screen, upload: Upload | None) -> Node:
    shown = upload.id if upload is not None else ""
    return h(
        "section",
        "sheet-way",
        h("h3", None, s.say("2. Upload what you have edited")),
        h("p", None, s.say("Nothing is saved yet: you see every problem and every change first.")),
        h(
            "form",
            {"act": {"form": READ}, "class": "form", "data-key": "sheet-read",
             "data-reset": shown},
            workbook_field(s),
            h("input", {"type": "hidden", "name": "sheet_id", "value": shown}),
            h("div", "form-actions",
              h("button", {"class": "button primary", "type": "submit", "value": "read"},
                s.say("Look at the changes"))),
        ),
    )


def workbook_field(s: Screen) -> Node:
    """The field that hands in a workbook; the file travels by itself, the form names it."""
    return h("div", "field", h("label", "button file-button", s.say("Choose an XLSX file"),
             h("input", {
                 "type": "file", "name": "sheet", "accept": XLSX,
                 "data-upload": f"/editor/uploads?{urlencode({'lang': s.lang})}",
                 "data-max-bytes": MOST_BYTES,
                 "data-sending": s.say("is being sent …"),
                 "data-failed": s.say("It could not be sent. Try again."),
                 "data-too-large": s.say("The file is larger than {mb} MB. Make it smaller.",
                                         mb=MOST_BYTES // 1_000_000),
                 "data-wrong-kind": s.say("This is no XLSX file. Save it as XLSX."),
                 "data-remove": s.say("Take the file out"),
             })))
