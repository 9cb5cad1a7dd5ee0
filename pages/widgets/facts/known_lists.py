"""What a place's record itself holds: names, timeline, pictures, open questions, row by row."""

from collections.abc import Callable

from atlas import process
from atlas.facts.forms_list import ASK, EVENTS, PICTURES, entry_name
from atlas.i18n.figures import edtf
from atlas.maps.element import Node, h
from layers import parse
from layers.audience import level
from layers.check.kinds import COMPLETE
from layers.model import AUDIENCES
from layers.read import Document
from layers.text import LANGUAGES
from pages.widgets.cache import asset_base
from pages.widgets.facts.address import FactsAddress
from pages.widgets.facts.list_form import entry_words, kind_names
from pages.widgets.facts.words import level_names
from pages.widgets.header import LANGUAGE_NAMES
from pages.widgets.wording import Screen, grade_mark, pill, said, source_name

Cells = tuple[Node | None, Node, Node | None]  # of an entry: its label, its words, its origin
TASK_OF = {EVENTS: "event", ASK: "question", PICTURES: "picture"}


def names_row(doc: Document, s: Screen, *, open_at: FactsAddress) -> Node:
    """What it is called on maps, in which further languages it has a name; the way to its form."""
    full, short = parse.names(doc)[0], parse.text(doc.get("short"))
    others = [LANGUAGE_NAMES[lang] for lang in LANGUAGES if lang in full and lang not in COMPLETE]
    to = FactsAddress(sel=open_at.sel, do="names")
    return _row(
        h("b", None, s.say("Names")),
        h("div", "facts-value", said(short or full, s.lang, "span", "value"),
          h("p", "fact-note", " · ".join(others)) if others else None),
        None,
        [_act(to, s.say("Correct"), "correct", s.say("Names"), s)],
        current=open_at.do == "names",
    )


def list_groups(doc: Document, s: Screen, *, open_at: FactsAddress) -> list[Node]:
    """Timeline, pictures and questions of a record that there are."""
    titles = {EVENTS: s.say("Timeline"), PICTURES: s.say("Pictures"),
              ASK: s.say("What to ask next")}
    rows: dict[str, Callable[[Document, Document, Screen], Cells]] = {
        EVENTS: _event, PICTURES: _picture, ASK: _question}
    shown = []
    for kind, title in titles.items():
        entries = [entry for entry in doc.get(kind, []) if _readable(kind, entry)]
        if entries:
            shown.append(h("section", {"class": "facts-group", "data-list": kind},
                           h("h3", None, title),
                           *(_entry(kind, entry, rows[kind](entry, doc, s), s, open_at)
                             for entry in entries)))
    return shown


def _readable(kind: str, entry: Document) -> bool:
    """Questions are the office's; a picture may have a level of its own."""
    own = AUDIENCES.index(process.settings().audience)
    return own == len(AUDIENCES) - 1 if kind == ASK else level(entry) <= own


def _entry(
    kind: str, entry: Document, cells: Cells, s: Screen, open_at: FactsAddress
) -> Node:
    name, label = entry_name(entry), entry_words(kind, entry, s)
    to = FactsAddress(sel=open_at.sel, item=name)
    acts = [_act(to.with_(do=TASK_OF[kind]), s.say("Correct"), "correct", label, s),
            _act(to.with_(do="take-out"), s.say("Take out"), "correct quiet", label, s)]
    return _row(*cells, acts, current=open_at.item == name)


def _event(entry: Document, _doc: Document, s: Screen) -> Cells:
    kind = str(entry.get("kind", "event"))
    head = h("span", "facts-when-what", h("b", None, edtf(str(entry.get("date")), s.say)),
             pill(kind_names(s).get(kind, kind), "plain"))
    return head, _said(entry.get("text"), s), _origin(entry, s)


def _origin(entry: Document, s: Screen) -> Node:
    source = s.catalog.sources.get(entry.get("source", ""))
    if source is not None:
        return h("span", "source", grade_mark(source, s), source_name(source, s))
    reason = parse.text(entry.get("source_reason")).to(s.lang).text
    return h("span", "source", h("i", {"class": "grade grade-none"}),
             h("span", None, reason or s.say("Source not found")))


def _picture(entry: Document, doc: Document, s: Screen) -> Cells:
    file = parse.picture(entry, doc.get("file", "")).file
    shown = h("img", {"class": "facts-picture", "alt": "",
                      "src": f"{asset_base()}/pictures/{file}"})
    held = entry.get("audience", AUDIENCES[0])
    head = h("span", "facts-when-what", shown,
             pill(level_names(s)[held], "plain") if held != AUDIENCES[0] else None)
    credit = parse.text(entry.get("credit")).to(s.lang).text
    dated = edtf(str(entry.get("date", "undated")), s.say)
    return head, _said(entry.get("alt"), s), h("span", "source", f"{dated} · {credit}")


def _question(entry: Document, _doc: Document, s: Screen) -> Cells:
    return None, _said(entry, s), None


def _said(words: object, s: Screen) -> Node:
    return h("div", "facts-value", said(parse.text(words), s.lang, "span", "value"))


def _act(to: FactsAddress, words: str, cls: str, label: str, s: Screen) -> Node:
    return h("a", {**to.link(s.view), "class": cls, "aria-label": f"{words}: {label}"}, words)


def _row(
    head: Node | None, value: Node, origin: Node | None, acts: list[Node], *, current: bool
) -> Node:
    return h(
        "div", {"class": "facts-fact" if head else "facts-fact facts-plain",
                "data-testid": "facts-entry",
                "aria-current": "true" if current else None},
        h("div", "facts-label", head) if head else None,
        h("div", "facts-claims", h(
            "div", "facts-claim", value,
            h("div", "facts-origin", origin) if origin or head else None,
            h("div", "facts-acts", *acts))),
    )
