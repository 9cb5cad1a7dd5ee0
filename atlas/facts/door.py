"""Who comes in to edit: by password and cookie, or by the word of a proxy that is trusted."""

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from atlas.config import Settings, ticking
from atlas.facts.editors import Editor, Roster, Tries, clean_name, tried_by
from atlas.facts.pictures import folder_beside, sweep
from atlas.facts.sessions import COOKIE, Sessions
from atlas.facts.uploads import Uploads

HOUR_S = 3_600


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as the connection and its headers tell.

    ``address`` is the connection's own; ``forwarded`` and ``named`` hold every value that came
    for X-Forwarded-For and for the proxy's header, and count only from a trusted proxy.
    """

    address: str
    cookies: Mapping[str, str]
    forwarded: Sequence[str] = ()
    named: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Wait:
    """Too many wrong tries: the next may come after so many seconds."""

    seconds: int


class Door:
    """Signing in and out of one process, and what those signed in have handed in."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.roster = Roster(settings.editors)
        self.tries = Tries()
        self.sessions = Sessions(clock=ticking, longest_s=settings.session_hours * HOUR_S)
        self.uploads = Uploads(clock=ticking)

    @property
    def pictures(self) -> Path:
        """Folder of the pictures that staff have added."""
        return folder_beside(self.settings.store)

    def editor(self, caller: Caller) -> Editor | None:
        """Who is signed in; nobody where this process does not allow editing."""
        if not self.settings.editing:
            return None
        return self._by_proxy(caller) or self.sessions.editor(caller.cookies.get(COOKIE, ""))

    def sign_in(self, name: str, password: str, *, address: str) -> str | Wait | None:
        """The token of a new session; None for a wrong name or password."""
        if not self.settings.editing:
            return None
        keys = tried_by(name, address)
        seconds = self.tries.begin(keys, at=ticking())
        if seconds:
            return Wait(seconds)
        editor = self.roster.check(name, password)
        if editor is None:
            return None
        self.tries.right(*keys)
        return self.sessions.begin(editor)

    def by_proxy(self, caller: Caller) -> bool:
        """Whether it is the proxy that signed this person in: then it also signs out."""
        return self._by_proxy(caller) is not None

    def is_trusted(self, address: str) -> bool:
        """Whether a connection comes from one of the proxies."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        found = getattr(found, "ipv4_mapped", None) or found
        return any(found in network for network in _networks(self.settings.trusted_proxies))

    def address_of(self, caller: Caller) -> str:
        """The visitor's own address: the last one in X-Forwarded-For that is no proxy of ours."""
        if not self.is_trusted(caller.address):
            return caller.address
        listed = [part.strip() for part in ",".join(caller.forwarded).split(",") if part.strip()]
        return next((part for part in reversed(listed) if not self.is_trusted(part)),
                    caller.address)  # fmt: skip

    def _by_proxy(self, caller: Caller) -> Editor | None:
        # Two values: the proxy added its own to one that a visitor sent. Neither counts.
        if not self.settings.editor_header or len(caller.named) != 1:
            return None
        name = clean_name(_decoded(caller.named[0]))
        return Editor(name) if name and self.is_trusted(caller.address) else None


_MAKING = Lock()


def door(settings: Settings) -> Door:
    """The one door of a process, shared by its pages and its routes."""
    with _MAKING:  # two first visitors at once must not get a door each
        return _door(settings)


@cache
def _door(settings: Settings) -> Door:
    if settings.editing:
        sweep(folder_beside(settings.store))
    return Door(settings)


@cache
def _networks(
    listed: tuple[str, ...],
) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(text, strict=False) for text in listed)


def _decoded(value: str) -> str:
    """A header's value as UTF-8, which is what proxies send; HTTP itself reads it as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
