"""Files an editor has handed in and not yet accepted: in memory, for an hour, bounded."""

import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from atlas.facts.editors import Editor
from layers.errors import DataError

MOST_BYTES = 10_000_000
MOST_OF_ONE = 8  # files of one editor; the oldest go first
MOST_BYTES_OF_ONE = 40_000_000
MOST_BYTES_OF_ALL = 200_000_000
KEPT_S = 3_600
ID_BYTES = 16
LONGEST_NAME = 60
# By the first bytes, never by the name. XLSX is a ZIP archive; who reads it looks further.
SIGNATURES = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "xlsx": re.compile(rb"PK\x03\x04"),
}


class NoRoom(DataError):  # noqa: N818 - reads as a sentence in the tree of errors
    """Too much waits to be accepted already."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file: our own id, the name as it may be shown, its kind and its bytes."""

    id: str
    name: str
    kind: str
    content: bytes
    editor: Editor
    at: float


class Uploads:
    """Uploads by id, each only for who handed it in; safe to use from several threads.

    ``clock`` gives seconds that only go forward.
    """

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._held: dict[str, Upload] = {}
        self._lock = Lock()

    def put(self, content: bytes, *, name: str, editor: Editor) -> Upload:
        """Keep a file.

        Raises
        ------
        DataError
            It is of no kind we take.
        NoRoom
            Others have handed in so much that there is no room for it now.

        """
        kind = kind_of(content)
        if kind is None:
            raise DataError("Not a PNG, JPEG, WebP or XLSX file. Save it as one of these.")
        made = Upload(
            secrets.token_hex(ID_BYTES), shown_name(name), kind, content, editor, self.clock()
        )
        with self._lock:
            self._make_room(made)
            self._held[made.id] = made
        return made

    def get(self, upload_id: str, *, editor: Editor) -> Upload | None:
        """The file of this id, for the editor who handed it in; None for everybody else."""
        with self._lock:
            self._drop_old()
            found = self._held.get(upload_id)
        return found if found is not None and found.editor == editor else None

    def drop(self, upload_id: str, *, editor: Editor) -> None:
        """Forget a file of this editor, once it has been taken over or declined."""
        if self.get(upload_id, editor=editor) is not None:
            with self._lock:
                self._held.pop(upload_id, None)

    def __len__(self) -> int:
        return len(self._held)

    def _make_room(self, made: Upload) -> None:
        self._drop_old()
        own = [item for item in self._held.values() if item.editor == made.editor]
        room = MOST_BYTES_OF_ONE - len(made.content)
        while own and (len(own) >= MOST_OF_ONE or _size(own) > room):
            del self._held[own.pop(0).id]
        if _size(list(self._held.values())) + len(made.content) > MOST_BYTES_OF_ALL:
            raise NoRoom("Too many files wait to be accepted. Try again in a few minutes.")

    def _drop_old(self) -> None:
        now = self.clock()
        for key in [key for key, item in self._held.items() if now - item.at > KEPT_S]:
            del self._held[key]


def kind_of(content: bytes) -> str | None:
    """``png``, ``jpeg``, ``webp`` or ``xlsx``, by the first bytes; None for anything else."""
    return next((kind for kind, sign in SIGNATURES.items() if sign.match(content)), None)


def shown_name(name: str) -> str:
    """A file's name as it may be shown: no folders, nothing invisible, not too long.

    It names nothing on our disk. It is text, and reaches the page as text.

    >>> shown_name("../../app.py")
    'app.py'
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join("�" if _is_invisible(char) else char for char in last).strip()
    if len(plain) <= LONGEST_NAME:
        return plain or "?"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 5:
        return plain[: LONGEST_NAME - 1] + "…"
    return f"{stem[: LONGEST_NAME - len(ending) - 2]}….{ending}"


def _is_invisible(char: str) -> bool:
    # Control, format (also those that turn the direction of writing) and lone surrogates.
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _size(items: list[Upload]) -> int:
    return sum(len(item.content) for item in items)
