"""What all tests share: no network but this machine, a tiny atlas, copies of the real data."""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
GEO = ROOT / "data" / "geo"
SMALL = ROOT / "tests" / "small"

# Property tests share two cores with a browser: no time limit for one example. `make check` looks
# at some examples of each property, everything else at all of them.
FAST = os.environ.get("HYPOTHESIS_PROFILE") == "fast"
settings.register_profile("atlas", deadline=None)
settings.register_profile("fast", deadline=None, max_examples=15)
settings.load_profile("fast" if FAST else "atlas")


def examples(number: int) -> int:
    """How many examples a property gets that says so itself: a tenth in `make check`."""
    return max(number // 10, 5) if FAST else number


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Close every socket that leads off this machine."""
    config.option.allow_hosts = "127.0.0.1,::1"
    config.option.allow_unix_socket = True


def pytest_collection() -> None:
    """Modules that look at the data while they are read parse it once together."""
    from tests import spared

    spared.read_once()


def pytest_collection_finish() -> None:
    """What the imports and the list of tests hold stays: let nobody look through it for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # each page run makes and drops a lot: a tenth of the time


@pytest.fixture(scope="session", autouse=True)
def _spared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Do the same work once only (``tests.spared``)."""
    from tests import spared  # here, so that the process which only deals out tests goes without

    with pytest.MonkeyPatch.context() as doubles:
        own = tmp_path_factory.getbasetemp()
        folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "spared"
        folder.mkdir(exist_ok=True)
        spared.spare(doubles, folder)
        yield


@pytest.fixture
def unspared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step for real, in a test of the steps themselves."""
    from tests import spared

    spared.unspare(monkeypatch)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A tiny atlas that is right in every field, to be spoilt one field at a time."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture
def geo(tmp_path: Path) -> Path:
    """A copy of the real data to change."""
    return Path(shutil.copytree(GEO, tmp_path / "geo"))


@pytest.fixture
def spoil(small: Path) -> Callable[[str, str, str], Path]:
    """Replace some text of one file of the tiny atlas and give its folder."""

    def replace(file: str, old: str, new: str) -> Path:
        content = (small / file).read_text(encoding="utf-8")
        assert old in content
        (small / file).write_text(content.replace(old, new, 1), encoding="utf-8")
        return small

    return replace


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the Chromium the browser tests use; fails with how to get one."""
    finder = ROOT / "tools" / "find_chromium.py"
    found = subprocess.run([sys.executable, finder], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr, pytrace=False)
    return found.stdout.strip()
