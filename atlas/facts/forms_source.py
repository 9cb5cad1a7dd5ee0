"""Where a claim comes from: a source of the list, a new one, or none and why."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from atlas.facts.forms import Filled, Ground, slug
from atlas.facts.sheet_words import codes, folded
from atlas.i18n import words
from layers import parse
from layers.audience import OFFICE_SOURCES
from layers.check.shapes import GRADES
from layers.model import NOT_FOUND, UNDATED
from layers.read import Document
from layers.store.base import Key, Record

WAYS = ("list", "new", "none")
NEW_GRADES = tuple(grade for grade in GRADES if grade != NOT_FOUND)
PUBLISHERS_FILE = "publishers.toml"
LICENCE = "facts only"  # facts are free; nothing else of a source is taken over
LONGEST_LABEL = 120


def source_labels(records: Mapping[Key, Record], lang: str) -> dict[str, str]:
    """Every source by the line it is chosen by: title, publisher, date; each line is one source."""
    publishers = {held: name for name, held in _publishers(records, lang)}
    undated = words(lang)("undated")
    found: dict[str, str] = {}
    for (table, source_id), record in records.items():
        if table == "sources":
            publisher = str(record.doc.get("publisher", ""))
            line = _line(record.doc, publishers.get(publisher, publisher), lang, undated)
            found[line if line not in found else f"{line} · {source_id}"] = source_id
    return found


def source_label(doc: Document, records: Mapping[Key, Record], lang: str) -> str:
    """One source in one line."""
    name = publisher_label(doc.get("publisher", ""), records, lang)
    return _line(doc, name, lang, words(lang)("undated"))


def _line(doc: Document, publisher: str, lang: str, undated: str) -> str:
    title = _in(lang, doc.get("title"))
    short = title if len(title) <= LONGEST_LABEL else f"{title[:LONGEST_LABEL]}…"
    date = str(doc.get("date", ""))
    shown = undated if date == UNDATED else date
    return " · ".join(part for part in (short, publisher, shown) if part)


def _in(lang: str, text: Any) -> str:
    """The words of a text: of hundreds of titles at once, most of which have the language."""
    found = text.get(lang) if isinstance(text, dict) else None
    return found if isinstance(found, str) and found else parse.text(text).to(lang).text


def publisher_label(publisher: str, records: Mapping[Key, Record], lang: str) -> str:
    """The name a publisher is chosen by."""
    held = records.get(("publishers", publisher))
    return parse.names(held.doc)[0].to(lang).text if held is not None else publisher


def _publishers(records: Mapping[Key, Record], lang: str) -> list[tuple[str, str]]:
    return [(publisher_label(held, records, lang), held)
            for table, held in records if table == "publishers"]


def publisher_labels(records: Mapping[Key, Record], lang: str) -> dict[str, str]:
    """Every publisher by name."""
    return dict(_publishers(records, lang))


def publisher_kinds(records: Mapping[Key, Record]) -> tuple[str, ...]:
    """The kinds of publisher in use."""
    found = {str(record.doc.get("kind", "")) for key, record in records.items()
             if key[0] == "publishers"}
    return tuple(sorted(found - {"", "unknown"}))


def source_of(filled: Filled, *, prefix: str = "") -> Document:
    """``source`` and, where there is none, ``source_reason`` of a claim, a place or the like.

    A new source and a new publisher are put among the changes.
    """
    if filled.text("kind") == "unknown" or filled.text(f"{prefix}source_way") == "none":
        return {"source": NOT_FOUND, "source_reason": filled.pair("reason", needed=True)}
    if filled.chosen(f"{prefix}source_way", WAYS) == "new":
        return {"source": new_source(filled)}
    return {"source": listed_source(filled, f"{prefix}source")}


def listed_source(filled: Filled, name: str) -> str:
    """The source of a line that was chosen or typed; an id is understood too."""
    written = filled.needed(name)
    records = filled.ground.records
    if ("sources", written) in records:
        return written
    for lang in ("zh", "en"):
        if (found := source_labels(records, lang).get(written)) is not None:
            return found
    alike = [held for line, held in _all_lines(filled.ground) if written.casefold() in line]
    if written and len(set(alike)) == 1:
        return alike[0]
    if written:
        filled.wrong(name, filled.say(
            "No source is called that. Choose a line of the list, or take “new source”."))
    return NOT_FOUND


def _all_lines(ground: Ground) -> list[tuple[str, str]]:
    return [(line.casefold(), held) for lang in ("zh", "en")
            for line, held in source_labels(ground.records, lang).items()]


def new_source(filled: Filled) -> str:
    """A source the office adds, in a file of its own so that no release renumbers it."""
    publisher = _publisher(filled)
    title = filled.pair("title", needed=True)
    date, url = filled.date("source_date", undated=True), _url(filled)
    licence = filled.text("licence")
    doc = {
        "publisher": publisher,
        "title": title,
        "date": date,
        **({"url": url} if url else {}),
        "licence": codes("licences").get(folded(licence), licence) if licence else LICENCE,
        "grade": filled.chosen("grade", NEW_GRADES),
    }
    if filled.mistakes:
        return NOT_FOUND
    source_id = _free(filled.ground, "sources", _source_name(doc))
    filled.change("sources", source_id, {"id": source_id, "file": OFFICE_SOURCES, **doc})
    return source_id


def _publisher(filled: Filled) -> str:
    if filled.text("publisher_way") == "new":
        return _new_publisher(filled)
    written = filled.needed("publisher")
    if ("publishers", written) in filled.ground.records:
        return written
    for lang in ("zh", "en"):
        if (found := publisher_labels(filled.ground.records, lang).get(written)) is not None:
            return found
    if written:
        filled.wrong("publisher", filled.say(
            "No publisher is called that. Choose a name of the list, or add a new one."))
    return written


def _new_publisher(filled: Filled) -> str:
    names = filled.pair("publisher", needed=True) or {}
    kind = filled.chosen("publisher_kind", publisher_kinds(filled.ground.records) or ("other",))
    for lang in ("zh", "en"):
        held = publisher_labels(filled.ground.records, lang)
        if names.get(lang) in held:
            return held[names[lang]]
    publisher_id = _free(filled.ground, "publishers", slug(names.get("en", "")) or "office")
    filled.change("publishers", publisher_id,
                  {"id": publisher_id, "file": PUBLISHERS_FILE, "names": names, "kind": kind})
    return publisher_id


def _url(filled: Filled) -> str:
    url = filled.text("url")
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    sound = parts.scheme in ("http", "https") and parts.hostname and not set(url) & set(' <>"\n')
    if url and not sound:
        filled.wrong("url", filled.say(
            "This is no web address. Copy it whole, with https://, or leave it empty."))
    return url


def _source_name(doc: Document) -> str:
    host = (urlsplit(str(doc.get("url", ""))).hostname or "").removeprefix("www.")
    words = slug(host.split(".")[0]) or slug(str(doc["publisher"]))
    return slug(f"office {words} {doc['date']}")


def _free(ground: Ground, table: str, name: str) -> str:
    return ground.free(table, lambda number: name if number == 1 else f"{name}-{number}")
