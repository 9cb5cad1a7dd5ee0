"""Documents written as the folder of text files again, changing only what differs.

The reverse of ``layers.read``: ``documents(out)`` gives the documents back. Files without a
difference are copied byte for byte, among them all that is no record (base map, styles,
viewpoints, pictures, licences); in the others every comment and line that still holds stays as
it was typed (``layers.write_toml``).
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from layers import read
from layers.errors import StoreError
from layers.read import ONE_RECORD_A_FILE, TABLE_PER_RECORD, TRACKS, Document, Documents
from layers.whole_file import write_whole
from layers.write_geojson import has_geometry, outline_text, tracks_text
from layers.write_records import Plan, Wanted, changed_tracks, plan
from layers.write_style import Style, style_of
from layers.write_toml import fresh, revised

# Behind the ending: a file left by a killed run is neither TOML nor GeoJSON to any reader.
SCRATCH = ".writing-"
Texts = dict[str, str | None]  # file below the folder → its text, None where it should go


def write_text(documents: Documents, base: Path, out: Path) -> list[Path]:
    """Write ``documents`` as text files to ``out``; the files that differ from ``base``.

    ``base`` is the release the documents go back to. Where ``out`` is the same folder only the
    files with a difference are written, each in one step, so that a killed run leaves every file
    whole, the old one or the new one.

    Raises
    ------
    DataError
        A value has no form in a text file, or a record names a file that is not its own.
    StoreError
        ``out`` holds records of something else, or can't be written.

    """
    texts = changed_texts(documents, base)
    here = base.resolve() == out.resolve()
    try:
        if here:
            _sweep(out)
        else:
            _copy(base, out, texts)
        for file, text in texts.items():
            _put(out / file, text)
    except OSError as error:
        why = error.strerror or error
        raise StoreError(f"{out}: can't be written ({why}). Choose another folder.") from error
    return [out / file for file in texts]


def changed_texts(documents: Documents, base: Path) -> Texts:
    """The text of each file that differs from ``base``."""
    before = read.documents(base)
    planned = plan(base, before, documents)
    texts: Texts = {wanted.file: _text(base, wanted) for wanted in planned.texts}
    texts |= _outlines(base, planned)
    if changed_tracks(before, documents):
        texts[TRACKS] = tracks_text(_read(base / TRACKS), documents.get("tracks", {}))
    return {file: text for file, text in texts.items() if text != _old(base / file)}


def _text(base: Path, wanted: Wanted) -> str | None:
    if wanted.content is None:
        return None
    path = base / wanted.file
    text = _read(path) if path.exists() else ""
    style = _style(base, wanted, text)
    if not text:
        return fresh(wanted.content, style, where=wanted.file)
    return revised(text, wanted.content, style, where=wanted.file)


def _style(base: Path, wanted: Wanted, text: str) -> Style:
    """How the files of this table are written."""
    pattern = ONE_RECORD_A_FILE.get(wanted.table) or TABLE_PER_RECORD.get(wanted.table)
    beside = sorted(base.glob(pattern)) if pattern else []
    others = [_read(path) for path in beside if path != base / wanted.file]
    return style_of(text, others, keyed=wanted.table in TABLE_PER_RECORD)


def _outlines(base: Path, planned: Plan) -> Texts:
    return {file: _outline(base / file, shape) for file, shape in planned.outlines.items()}


def _outline(path: Path, feature: Document | None) -> str | None:
    """The outline's text: the old one while it says the same, its notes with it."""
    if feature is None:
        return None
    text = _old(path)
    same = text is not None and has_geometry(text, feature["geometry"])
    return text if same else outline_text(feature)


def _old(path: Path) -> str | None:
    return _read(path) if path.exists() else None


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")  # line ends as they are


def _copy(base: Path, out: Path, texts: Texts) -> None:
    """Everything of ``base`` that stays as it is, byte for byte."""
    if base.resolve() in out.resolve().parents:
        raise StoreError(f"{out}: lies inside {base.name}. Choose a folder outside of it.")
    files = sorted(path.relative_to(base) for path in base.rglob("*") if path.is_file())
    strange = sorted(_records(out) - {file.as_posix() for file in files} - set(texts))
    gone = {file for file, text in texts.items() if text is None}
    strange += sorted(file for file in gone if (out / file).exists())
    if strange:
        raise StoreError(
            f"{out}: holds {strange[0]}, which is not among these records. "
            "Choose an empty folder."
        )
    for file in files:
        if file.as_posix() not in texts:
            (out / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(base / file, out / file)
    out.mkdir(parents=True, exist_ok=True)


def _records(folder: Path) -> set[str]:
    patterns: Iterable[str] = (*ONE_RECORD_A_FILE.values(), *TABLE_PER_RECORD.values())
    return {
        path.relative_to(folder).as_posix() for pattern in patterns for path in folder.glob(pattern)
    }


def _put(path: Path, text: str | None) -> None:
    """Write a file in one step, so that nobody ever finds half of it; or take it away."""
    if text is None:
        path.unlink(missing_ok=True)
        if path.parent.exists() and not any(path.parent.iterdir()):
            path.parent.rmdir()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode(), beside=f".{path.name}{SCRATCH}")


def _sweep(folder: Path) -> None:
    """Take away what a killed run has left."""
    for path in folder.rglob(f".*{SCRATCH}*"):
        path.unlink(missing_ok=True)
