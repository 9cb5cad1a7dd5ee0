"""The workbook of own figures: three sheets, and which column holds what.

Hidden machine names in the first row, headings in the reader's language, as in the workbook of
facts (``atlas.facts.sheet_columns``).
"""

from atlas.facts.own_words import What
from atlas.facts.sheet_columns import Column, Sheet
from atlas.i18n import N_

_REMARKS = (
    Column("operator", N_("Operator"), 22, "text"),
    Column("note", N_("Note"), 34, "text"),
    Column("remove", N_("Remove"), 9, "mark"),
    Column("version", N_("Version"), 9, "version"),
)
_LANE = (
    Column("from", N_("From"), 20, "text"),
    Column("to", N_("To"), 20, "text"),
    Column("via", N_("Way"), 22, "text"),
)
_ID = Column("id", N_("Id"), 17, "id")
_UNTIL = Column("valid_until", N_("Valid until"), 13, "date")
QUOTES = Sheet(
    "quotes",
    N_("Quotes"),
    (
        _ID, *_LANE,
        Column("value", N_("USD per FEU"), 13, "number"),
        Column("as_of", N_("Date of the quote"), 13, "date"),
        _UNTIL, *_REMARKS,
    ),
)
DWELL = Sheet(
    "dwell",
    N_("Dwell at borders"),
    (
        _ID,
        Column("stay", N_("Border and direction"), 34, "text"),
        Column("min", N_("Hours"), 10, "number"),
        Column("max", N_("Hours, up to"), 10, "number"),
        Column("as_of", N_("Seen on"), 13, "date"),
        _UNTIL, *_REMARKS,
    ),
)
TRIPS = Sheet(
    "trips",
    N_("Trips"),
    (
        _ID, *_LANE,
        Column("value", N_("Days"), 10, "number"),
        Column("departed", N_("Departed"), 13, "date"),
        *_REMARKS,
    ),
)
SHEETS_OF: dict[What, Sheet] = {"quote": QUOTES, "dwell": DWELL, "trip": TRIPS}
OWN_SHEETS = tuple(SHEETS_OF.values())
NEEDED: dict[What, tuple[str, ...]] = {
    "quote": ("from", "to", "via", "value", "as_of"),
    "dwell": ("stay", "min", "as_of"),
    "trip": ("from", "to", "via", "value", "departed"),
}
# Columns that offer names of the network: the list of “Read me” each takes them from.
OFFERS = {"from": "places", "to": "places", "via": "ways", "stay": "stays"}
