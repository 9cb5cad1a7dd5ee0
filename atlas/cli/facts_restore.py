"""Go back to a named state, or put a copy of the store back."""

import argparse
import json
from pathlib import Path

from atlas.cli.facts_offer import Offer, settle, signed
from atlas.cli.facts_store import moment, opened, revision
from atlas.config import Settings
from atlas.facts.changing import changes_back
from layers.errors import UnreadableFile
from layers.store.backup import copies
from layers.store.restore import restore_copy


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Show what would change; with ``--accept`` keep it. History keeps everything in between."""
    return _copy(chosen, settings) if chosen.copy else _named(chosen, settings)


def _named(chosen: argparse.Namespace, settings: Settings) -> int:
    store = opened(settings)
    revision(store, chosen.named)
    offer = Offer(tuple(changes_back(store, chosen.named)))
    return settle(offer, store, chosen, settings, kind="rollback")


def _copy(chosen: argparse.Namespace, settings: Settings) -> int:
    name = Path(chosen.copy).name
    found = copies(settings.store)
    copy = next((item for item in found if item.path.name == name), None)
    if copy is None:
        listed = ", ".join(item.path.name for item in found) or "none"
        raise UnreadableFile(f"No copy is called {name}. There are: {listed}.")
    who, _why = signed(chosen)  # the history says of a copy which one it is
    if chosen.accept:
        restore_copy(settings.store, copy, at=settings.moment(), who=who)
    _say_copy(chosen, copy.path.name, copy.at, copy.version)
    return 0


def _say_copy(chosen: argparse.Namespace, name: str, at: str, version: str) -> None:
    if chosen.json:
        answer = {"copy": name, "at": at, "version": version, "kept": chosen.accept}
        print(json.dumps(answer, ensure_ascii=False))
    elif chosen.accept:
        print(f"The copy of {moment(at)} is put back; data version {version}.")
    else:
        print(f"{name}: data version {version} of {moment(at)}. Add --accept to put it back.")
