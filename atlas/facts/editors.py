"""Who may edit: names with hashed passwords, and how often a wrong one may be tried."""

import base64
import binascii
import hashlib
import hmac
import ipaddress
import secrets
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock

from layers.errors import DataError

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1_000  # a sentence fits; a megabyte only costs time
LONGEST_NAME = 60
# OWASP Password Storage Cheat Sheet: scrypt with N = 2^15, r = 8, p = 3 (32 MB, some 0.2 s).
COST, BLOCK, LANES = 15, 8, 3
HIGHEST_COST, MOST_LANES = 20, 16  # a mistyped line must not stop the process for minutes
SALT_BYTES = HASH_BYTES = 16
FREE_TRIES = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 900
FORGOTTEN_AFTER_S = 3_600
MOST_KEYS = 10_000
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control, format, broken, line ends
_AT_ONCE = BoundedSemaphore(2)  # each hashing takes 32 MB


@dataclass(frozen=True, slots=True)
class Editor:
    """A person who has signed in and may propose and publish changes."""

    name: str


def hashed(password: str) -> str:
    """A password as the line of a setting may hold it: ``scrypt$15$8$3$<salt>$<hash>``.

    Holds no comma and no colon, which separate the lines of the setting.

    Raises
    ------
    DataError
        The password is too short or too long.

    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise DataError(
            f"The password has {len(password)} characters. Take {SHORTEST_PASSWORD} or more"
            f" (at most {LONGEST_PASSWORD}); three or four unrelated words are easy to keep."
        )
    salt = secrets.token_bytes(SALT_BYTES)
    made = _scrypt(password, salt, cost=COST, block=BLOCK, lanes=LANES)
    return f"scrypt${COST}${BLOCK}${LANES}${_text(salt)}${_text(made)}"


def verify(password: str, line: str) -> bool:
    """Whether a password is the one of a hashed line; takes the same time for any answer."""
    parts = _parts(line)
    if parts is None or len(password) > LONGEST_PASSWORD:
        return False
    cost, block, lanes, salt, wanted = parts
    made = _scrypt(password, salt, cost=cost, block=block, lanes=lanes)
    return hmac.compare_digest(made, wanted)


def is_hash(line: str) -> bool:
    """Whether a line is one that :func:`hashed` may have made."""
    return _parts(line) is not None


def clean_name(name: str) -> str:
    """A name in the one form it is compared and shown in; empty where it can't be one."""
    shown = unicodedata.normalize("NFC", name).strip()
    usable = 0 < len(shown) <= LONGEST_NAME and ":" not in shown
    # No control and no invisible format characters: two names that look alike are one person.
    return shown if usable and not {unicodedata.category(c) for c in shown} & _HIDDEN else ""


class Roster:
    """The editors of a process by name."""

    def __init__(self, lines: Iterable[str]) -> None:
        pairs = (line.partition(":") for line in lines)
        self.hashes: Mapping[str, str] = {clean_name(name): made for name, _, made in pairs}
        # Someone without an account costs the same time as a wrong password.
        blank = _text(b"-" * SALT_BYTES)
        self._nobody = f"scrypt${COST}${BLOCK}${LANES}${blank}${blank}"

    def check(self, name: str, password: str) -> Editor | None:
        """The editor of this name and password, else None."""
        wanted = clean_name(name)
        right = verify(password, self.hashes.get(wanted, self._nobody))
        return Editor(wanted) if right and wanted in self.hashes else None

@dataclass(slots=True)
class _Count:
    wrong: int
    last: float
    until: float


class Tries:
    """How long a name and an address must wait after wrong passwords; in memory, bounded.

    Moments are seconds of a clock that only goes forward.
    """

    def __init__(self, most: int = MOST_KEYS) -> None:
        self.most = most
        self._counts: OrderedDict[str, _Count] = OrderedDict()
        self._lock = Lock()

    def begin(self, keys: Iterable[str], *, at: float) -> int:
        """Seconds to wait before trying; 0 lets one try begin, which counts as wrong at first.

        Counting it before it is looked at keeps a thousand tries at once from all being free.
        """
        with self._lock:
            counts = [self._count(key, at) for key in keys]
            wait = max(count.until - at for count in counts)
            if wait > 0:
                return int(wait) + 1
            for count in counts:
                count.wrong, count.last = count.wrong + 1, at
                count.until = at + _wait(count.wrong)
            return 0

    def right(self, name: str, address: str) -> None:
        """The try was right: the name starts anew, the address gets this one try back."""
        with self._lock:
            self._counts.pop(name, None)
            count = self._counts.get(address)
            if count is not None:
                count.wrong, count.until = max(0, count.wrong - 1), 0.0

    def _count(self, key: str, at: float) -> _Count:
        count = self._counts.get(key)
        if count is None or at - max(count.last, count.until) > FORGOTTEN_AFTER_S:
            count = self._counts[key] = _Count(0, at, 0.0)
        self._counts.move_to_end(key)
        while len(self._counts) > self.most:
            self._counts.popitem(last=False)
        return count


def tried_by(name: str, address: str) -> tuple[str, str]:
    """The two keys a try counts for; one network of IPv6 (/64) is one address."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return f"name {clean_name(name)}", f"address {address[:LONGEST_NAME]}"
    if found.version == 6 and found.ipv4_mapped is None:
        found = ipaddress.ip_network((int(found), 64), strict=False).network_address
    return f"name {clean_name(name)}", f"address {found}"


def _wait(wrong: int) -> float:
    if wrong < FREE_TRIES:
        return 0.0
    doublings = min(wrong - FREE_TRIES, 10)
    return float(min(FIRST_WAIT_S * 2**doublings, LONGEST_WAIT_S))


def _scrypt(password: str, salt: bytes, *, cost: int, block: int, lanes: int) -> bytes:
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    room = 256 * 2**cost * block  # twice what the algorithm needs: 128 N r
    with _AT_ONCE:
        return hashlib.scrypt(
            typed, salt=salt, n=2**cost, r=block, p=lanes, maxmem=room, dklen=HASH_BYTES
        )


def _parts(line: str) -> tuple[int, int, int, bytes, bytes] | None:
    try:
        kind, cost, block, lanes, salt, made = line.split("$")
        numbers = int(cost), int(block), int(lanes)
        bytes_ = _bytes(salt), _bytes(made)
    except (ValueError, binascii.Error):
        return None
    sane = 10 <= numbers[0] <= HIGHEST_COST and numbers[1] == BLOCK and 0 < numbers[2] <= MOST_LANES
    whole = len(bytes_[0]) >= SALT_BYTES and len(bytes_[1]) == HASH_BYTES
    return (*numbers, *bytes_) if kind == "scrypt" and sane and whole else None


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
