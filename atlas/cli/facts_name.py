"""Give a revision a name to come back to."""

import argparse
import json

from atlas.cli.facts_history import heading
from atlas.cli.facts_store import opened, revision
from atlas.config import Settings
from layers.errors import DataError


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Name the revision and print it."""
    name = chosen.name.strip()
    if not name or name.isdecimal() or name in ("now", "release"):
        raise DataError(f"“{chosen.name}” can't be a name: it means something else. Take another.")
    store = opened(settings)
    seq = revision(store, str(chosen.counter)).seq
    store.name_revision(seq, name)
    named = revision(store, name)
    if chosen.json:
        print(json.dumps({"seq": named.seq, "name": named.name, "version": named.version},
                         ensure_ascii=False))  # fmt: skip
    else:
        print(heading(named))
    return 0
