"""Who is signed in: tokens kept by this process, forgotten when it ends."""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from atlas.facts.editors import Editor

COOKIE = "atlas_editor"
TRIED = "atlas_tried"  # the name typed at a try that failed, until the next one
TOKEN_BYTES = 32
IDLE_S = 2 * 3_600
MOST = 200  # an office; beyond it the session unused for longest ends


@dataclass(slots=True)
class _Session:
    editor: Editor
    began: float
    seen: float


class Sessions:
    """Sessions by token; safe to use from several threads.

    ``clock`` gives seconds that only go forward; ``longest_s`` ends a session however busy.
    """

    def __init__(
        self, *, clock: Callable[[], float], longest_s: float,
        idle_s: float = IDLE_S, most: int = MOST,
    ) -> None:
        self.clock, self.longest_s, self.idle_s, self.most = clock, longest_s, idle_s, most
        self._held: OrderedDict[bytes, _Session] = OrderedDict()
        self._lock = Lock()

    def begin(self, editor: Editor) -> str:
        """A new session's token, which is told to the browser and kept nowhere."""
        token, now = secrets.token_urlsafe(TOKEN_BYTES), self.clock()
        with self._lock:
            self._drop_ended(now)
            self._held[_key(token)] = _Session(editor, now, now)
            while len(self._held) > self.most:
                self._held.popitem(last=False)
        return token

    def editor(self, token: str) -> Editor | None:
        """Who holds this token; None where it is unknown or has ended. Counts as use."""
        now = self.clock()
        with self._lock:
            session = self._held.get(_key(token))
            if session is None or self._has_ended(session, now):
                self._held.pop(_key(token), None)
                return None
            session.seen = now
            self._held.move_to_end(_key(token))
            return session.editor

    def end(self, token: str) -> None:
        """Sign out; a token that is not known is no error."""
        with self._lock:
            self._held.pop(_key(token), None)

    def __len__(self) -> int:
        return len(self._held)

    def _has_ended(self, session: _Session, now: float) -> bool:
        return now - session.seen > self.idle_s or now - session.began > self.longest_s

    def _drop_ended(self, now: float) -> None:
        for key in [key for key, held in self._held.items() if self._has_ended(held, now)]:
            del self._held[key]


def _key(token: str) -> bytes:
    # A digest, so that looking one up tells nothing about how alike two tokens are.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
