"""Turn a password into the line of the setting `editors`."""

import argparse
import sys
from getpass import getpass

from atlas.config import Settings
from atlas.facts.editors import clean_name, hashed
from layers.errors import DataError


def run(chosen: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - same for every command
    """Print ``NAME:hash``; the password itself is nowhere kept."""
    name = clean_name(chosen.name)
    if not name or "," in name:
        raise DataError("This is no name. Take 1 to 60 characters without “:” and “,”.")
    print(f"{name}:{hashed(_asked())}")
    return 0


def _asked() -> str:
    if sys.stdin.isatty():
        first, second = getpass("Password: "), getpass("Again: ")
    else:
        first, *rest = sys.stdin.read().splitlines() or [""]
        second = rest[0] if rest else first
    if first != second:
        raise DataError("The two passwords differ. Type the same one twice.")
    return first
