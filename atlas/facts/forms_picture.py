"""A picture beside a record: what it shows, whom it is owed to, when it was taken."""

from atlas.facts.forms import Filled
from atlas.facts.pictures import OFFICE
from layers.model import AUDIENCES


def picture_added(filled: Filled, table: str, entity_id: str, *, name: str) -> None:
    """A kept picture (``name``, see ``atlas.facts.pictures``) among those of a record."""
    filled.needed("why")
    level = filled.chosen("audience", AUDIENCES)
    entry = {
        "file": f"{OFFICE}{name}",
        "alt": filled.pair("alt", needed=True),
        "credit": filled.pair("credit", needed=True),
        "date": filled.date("date", undated=True),
        **({"audience": level} if level != AUDIENCES[0] else {}),
    }
    before = filled.ground.doc(table, entity_id)
    pictures = before.get("pictures", [])
    if any(item.get("file") == entry["file"] for item in pictures):
        filled.wrong("picture", filled.say("This picture is there already."))
    filled.change(table, entity_id, {**before, "pictures": [*pictures, entry]})
