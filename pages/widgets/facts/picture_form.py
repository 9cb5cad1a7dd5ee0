"""The form that adds a picture: the file is sent at once, its words with the form."""

from atlas.facts.forms import seen_text
from atlas.facts.pictures import MOST_BYTES
from atlas.maps.element import Node, h
from layers.model import AUDIENCES
from layers.read import Document
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.claim_fields import as_of_field
from pages.widgets.facts.fields import Form, choice, error, hidden, pair
from pages.widgets.facts.form import form_frame, needed_line
from pages.widgets.facts.words import level_names

ACCEPTED = ".png,.jpg,.jpeg,.webp"


def picture_form(f: Form, table: str, entity_id: str, *, back: FactsAddress, draft: bool) -> Node:
    """A picture with what it shows, whom it is owed to and when it was taken."""
    s = f.s
    return form_frame(
        f, {"form": "picture", "of": entity_id},
        needed_line(s),
        _file(f),
        *picture_fields(f, {}),
        title=s.say("Add a picture"), seen=seen_text(f.ground.records, [(table, entity_id)]),
        why=s.say("Picture added"), back=back, draft=draft,
    )


def picture_fields(f: Form, held: Document) -> list[Node]:
    """What it shows, whom it is owed to, when it was taken, who may see it."""
    s = f.s
    return [
        pair(f, "alt", (s.say("What it shows, Chinese"), s.say("What it shows, English")),
             held.get("alt", {})),
        pair(f, "credit", (s.say("Credit, Chinese"), s.say("Credit, English")),
             held.get("credit", {}), long=False,
             hint=s.say("Who took it and who allows its use, such as “Photo: Li Ming / office”.")),
        as_of_field(f, "date", str(held.get("date", "undated" if held else "")),
                    label=s.say("Taken")),
        choice(f, "audience", s.say("Who may see it"), level_names(s),
               held.get("audience", AUDIENCES[0])),
    ]


def _file(f: Form) -> Node:
    s = f.s
    return h(
        "div", "field",
        h("span", "field-label", s.say("File")),
        h("label", "button file-button", s.say("Choose a picture"),
          h("input", {
              "type": "file", "name": "picture", "id": f"{f.id}-picture", "accept": ACCEPTED,
              "data-upload": "/editor/uploads", "data-max-bytes": MOST_BYTES,
              "data-sending": s.say("Sending …"), "data-remove": s.say("Take the file out"),
              "data-failed": s.say("The file did not arrive. Choose it again."),
              "data-too-large": s.say("The file is larger than 10 MB. Save it smaller."),
              "data-wrong-kind": s.say("Only PNG, JPEG or WebP pictures are taken."),
          })),
        hidden("picture_id", f.value("picture_id", "")),
        h("span", "field-hint", s.say(
            "PNG, JPEG or WebP up to 10 MB. Where and with what it was taken is left out.")),
        error(f, "picture"),
    )
