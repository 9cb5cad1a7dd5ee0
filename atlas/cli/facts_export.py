"""Write the text files again, or the spreadsheet."""

import argparse
import json

from atlas.cli.facts_store import opened, put_file
from atlas.config import Settings
from atlas.facts.pictures import folder_beside, office_file
from atlas.facts.sheet import write_sheet
from atlas.i18n import words
from layers.errors import StoreError
from layers.read import Documents
from layers.store import Store
from layers.write import write_text


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write and say what was written."""
    store = opened(settings)
    return _sheet(chosen, settings, store) if chosen.xlsx else _text(chosen, settings, store)


def _text(chosen: argparse.Namespace, settings: Settings, store: Store) -> int:
    _sound(store)
    documents = store.documents()
    out = settings.data if chosen.in_place else chosen.out
    files = write_text(documents, settings.data, out)
    pictures = sorted(_pictures(documents))
    if chosen.json:
        answer = {
            "version": store.version, "out": str(out),
            "changed": [path.relative_to(out).as_posix() for path in files],
            "pictures": pictures,
        }  # fmt: skip
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return 0
    for path in files:
        print(path.relative_to(out).as_posix() + ("" if path.exists() else " (gone)"))
    print(f"{len(files)} file(s) differ from the release; data version {store.version} in {out}")
    if pictures:
        folder = folder_beside(settings.store)
        print(f"{len(pictures)} picture(s) of the office stay in {folder}; keep them too.")
    return 0


def _sound(store: Store) -> None:
    if store.state.text_refused:
        raise StoreError(
            "The text files were changed and can't be taken: "
            f"{store.state.text_refused[0]} Mend them first; `check` lists everything."
        )


def _pictures(documents: Documents) -> set[str]:
    """Files of pictures that staff added; they lie beside the store, not beside the text."""
    listed = (
        picture.get("file", "")
        for docs in documents.values() for doc in docs.values()
        for picture in doc.get("pictures", [])
    )  # fmt: skip
    return {name for file in listed if (name := office_file(str(file)))}


def _sheet(chosen: argparse.Namespace, settings: Settings, store: Store) -> int:
    level = chosen.level or settings.audience
    content = write_sheet(
        store.records(), lang=chosen.lang, say=words(chosen.lang), version=store.version,
        level=level,
    )  # fmt: skip
    try:
        put_file(chosen.xlsx, content)
    except OSError as error:
        why = error.strerror or error
        raise StoreError(f"{chosen.xlsx}: can't be written ({why}). Choose another.") from error
    if chosen.json:
        answer = {"version": store.version, "file": str(chosen.xlsx), "level": level}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(f"Data version {store.version}, level {level}: {chosen.xlsx}")
    return 0
