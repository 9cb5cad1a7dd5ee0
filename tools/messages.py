"""Collect the interface words from the code and bring every catalogue up to date.

python tools/messages.py            # update atlas/i18n/<lang>/LC_MESSAGES/atlas.po
python tools/messages.py --check    # only say what is missing; exit 1 if anything is
"""

import argparse
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from atlas.i18n import FOLDER, catalogue_path  # noqa: E402 - the project is not installed

KEYWORDS = {"say": None, "_": None, "N_": None, "said": None}
METHODS = [("**.py", "python")]
SOURCES = ("pages", "atlas", "layers")


def messages() -> Catalog:
    """Every interface text in the code with the files it stands in."""
    found = Catalog(project="Atlas", charset="utf-8", fuzzy=False)
    for source in SOURCES:
        listed = extract_from_dir(ROOT / source, METHODS, keywords=KEYWORDS)
        for file, _line, message, comments, context in listed:
            if isinstance(message, str) and message.strip():
                found.add(message, None, [(f"{source}/{file}", 0)], context=context,
                          auto_comments=comments)
    return found


def languages() -> list[str]:
    """Languages that have a catalogue."""
    return sorted(path.name for path in FOLDER.iterdir() if catalogue_path(path.name).exists())


def missing(lang: str, wanted: Catalog) -> list[str]:
    """Texts a language lacks."""
    with catalogue_path(lang).open("rb") as file:
        held = read_po(file, locale=lang)
    return [str(item.id) for item in wanted if item.id and not _translated(held, str(item.id))]


def _translated(held: Catalog, text: str) -> bool:
    entry = held.get(text)
    return entry is not None and bool(entry.string)


def update(lang: str, wanted: Catalog) -> None:
    """Add new texts to a catalogue, drop those no longer used, keep translations."""
    path = catalogue_path(lang)
    with path.open("rb") as file:
        held = read_po(file, locale=lang)
    # No guessing: a similar old text is not a translation of a new one.
    held.update(wanted, no_fuzzy_matching=True)
    held.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, held, width=100, sort_output=True, omit_header=False, include_lineno=False)


def main() -> int:
    """Update or check every catalogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing")
    check = parser.parse_args().check
    wanted = messages()
    open_texts = 0
    for lang in languages():
        if not check:
            update(lang, wanted)
        for text in missing(lang, wanted):
            print(f"{lang}: {text!r} has no translation in {catalogue_path(lang).name}")
            open_texts += 1
    print(f"{len(wanted)} texts, {open_texts} without translation")
    return 1 if open_texts and check else 0


if __name__ == "__main__":
    raise SystemExit(main())
