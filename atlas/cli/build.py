"""Bring the store to the data files and print its version and where it lies."""

import argparse
import json

from atlas.config import Settings
from layers.check import check
from layers.errors import InvalidRecords


def configure(command: argparse.ArgumentParser) -> None:
    """The options of ``build``."""
    command.add_argument("--json", action="store_true", help="answer as JSON")
    command.set_defaults(run=run)


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Build or renew (staff's changes stay); refused where the check finds any problem."""
    problems = check(settings.data)
    if problems:
        raise InvalidRecords(problems)
    # Not at the top: ``serve`` imports this module too and would wait a second for libraries.
    from layers.store import open_store  # noqa: PLC0415

    version = open_store(settings.data, settings.store, at=settings.moment()).version
    if chosen.json:
        print(json.dumps({"version": version, "store": str(settings.store)}, ensure_ascii=False))
    else:
        print(f"{version} {settings.store}")
    return 0
