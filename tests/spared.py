"""Work that every test would do again with the same outcome, done once in each test process.

Each double gives what the real thing gave the first time it was asked, so the real code still
runs in every test run. Where that code is itself what is tested, a test asks for ``unspared``.
"""

import gc
import os
import pickle
import shutil
import sys
import tomllib
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from types import SimpleNamespace
from typing import Any
from zoneinfo import available_timezones

import pytest

import atlas.process
import layers.catalog
import layers.store.build
import layers.store.geopackage
import layers.store.mending
from layers.catalog import Catalog
from layers.check import rails
from layers.model import Audience
from layers.read import Documents

parse = tomllib.loads
empty = layers.store.build.empty
build = layers.store.build.build
open_catalog = layers.catalog.open_catalog
SCREENS = ("atlas", "pages", "tests.pages")  # tests of the catalogue itself open it for real
_builds: list[Path] = []  # the folder of the stores built so far, shared by all test processes
_opened: dict[tuple[str, Audience], tuple[Documents, Catalog]] = {}


@lru_cache(maxsize=2000)
def _parsed(text: str) -> bytes:
    return pickle.dumps(parse(text))


def parsed(text: str, /, **how: Callable[[str], Any]) -> dict[str, Any]:
    """What a TOML text says; of a text read before a fresh copy, ten times as quick."""
    if how or not isinstance(text, str):
        return parse(text, **how)
    content: dict[str, Any] = pickle.loads(_parsed(text))  # noqa: S301 - our own
    return content


@lru_cache(maxsize=1)
def _zones() -> set[str]:
    return available_timezones()


@lru_cache(maxsize=1)
def _blank(folder: Path) -> bytes:
    path = folder / f"empty.{os.getpid()}.gpkg"
    empty(path)
    return path.read_bytes()


def built(tables: Documents, target: Path, *, at: str, why: str, digest: str) -> None:
    """A store of these text files; a second one of the same text is a copy of the first.

    That two builds of one text are the same bytes is itself tested (``test_build``).
    """
    named = sha256("\n".join((at, why, digest)).encode()).hexdigest()
    kept = _builds[0] / f"{named}.gpkg"
    if target.exists():
        build(tables, target, at=at, why=why, digest=digest)
    elif kept.exists():
        _copied(kept, target)
    else:
        build(tables, target, at=at, why=why, digest=digest)
        _copied(target, kept)


def _copied(path: Path, target: Path) -> None:
    scratch = target.with_name(f"{target.stem}.{os.getpid()}-{get_ident()}.gpkg")
    shutil.copyfile(path, scratch)
    scratch.replace(target)


def opened(tables: Documents, *, version: str, audience: Audience = "public") -> Catalog:
    """A catalogue of these documents; the last one of this version, where its text is the same.

    Compared with a copy, so that a test which changes documents in place gets its own.
    """
    kept = _opened.get((version, audience))
    if kept is None or kept[0] != tables:
        copy: Documents = pickle.loads(pickle.dumps(tables))  # noqa: S301 - our own
        kept = copy, open_catalog(tables, version=version, audience=audience)
        _opened[version, audience] = kept
    return kept[1]


def read_once() -> None:
    """Parse each text once, from now on."""
    tomllib.loads = parsed


def spare(doubles: pytest.MonkeyPatch, folder: Path) -> None:
    """Put the doubles in place; the ``folder`` is one for all processes of a test run."""
    _builds[:] = [folder]
    doubles.setattr(
        layers.store.build, "empty", lambda path: path.write_bytes(_blank(folder)) and None
    )
    doubles.setattr(layers.store.mending, "build", built)
    doubles.setattr(rails, "available_timezones", _zones)
    # A process looks for garbage once, before its first catalogue; each test would do it again.
    doubles.setattr(atlas.process, "gc", SimpleNamespace(collect=int, freeze=int))
    for name, module in sorted(sys.modules.items()):
        if name.startswith(SCREENS) and getattr(module, "open_catalog", None) is open_catalog:
            doubles.setattr(module, "open_catalog", opened)


def without_copies(doubles: pytest.MonkeyPatch) -> None:
    """No copy of the store after a change; that copies are made is tested in ``layers.store``."""
    doubles.setattr(layers.store.geopackage.GeopackageStore, "copied", lambda _store, _make: None)


def unspare(undone: pytest.MonkeyPatch) -> None:
    """Put the real things back."""
    undone.setattr(tomllib, "loads", parse)
    undone.setattr(layers.store.build, "empty", empty)
    undone.setattr(layers.store.mending, "build", build)
    undone.setattr(atlas.process, "gc", gc)
