"""The rules of the tree: who imports whom, and what must stand nowhere."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = ("app.py", "layers", "atlas", "pages")
SOURCES = sorted(
    path
    for name in CODE
    for path in ([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*.py"))
)
# Texts a person reads or a machine runs; tests hold bad examples on purpose.
TEXTS = sorted(
    path
    for path in (
        *SOURCES,
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "tools").rglob("*.py"),
        *(ROOT / "data" / "geo").rglob("*.toml"),
        *(ROOT / "atlas" / "maps" / "assets" / "js").rglob("*.js"),
        *ROOT.glob("*.md"),
        *ROOT.glob("*.toml"),
        *ROOT.glob("requirements*.txt"),
        ROOT / "Makefile",
    )
    if path.exists()
)
MACHINE = re.compile(r"(?<![\w/])/(?:work|root|Users|home/\w+)/|localhost:\d{4}/simple|/tmp/\w+/")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_import_contracts_are_kept() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_streamlit_lives_in_the_pages_and_app_only(path: Path) -> None:
    uses = any(module.split(".")[0] == "streamlit" for module in imported(path))
    assert not uses or name(path).startswith(("pages/", "app.py"))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_the_environment_is_read_in_the_settings_only(path: Path) -> None:
    text = path.read_text("utf-8")
    reads = re.findall(r"os\.(?:environ(?!\.setdefault)|getenv)", text)
    assert not reads or name(path) == "atlas/config.py"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_the_clock_is_read_in_the_settings_and_the_pages_only(path: Path) -> None:
    reads = re.findall(r"datetime\.now|date\.today|time\.time\(", path.read_text("utf-8"))
    assert not reads or name(path).startswith(("pages/", "atlas/config.py"))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_markup_of_our_own_making_reaches_a_page(path: Path) -> None:
    assert "unsafe_allow_html" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_no_path_of_one_machine_stands_in_a_file(path: Path) -> None:
    assert not MACHINE.findall(path.read_text("utf-8"))


def test_no_module_is_called_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "manager", "misc", "common"}
    assert not [name(path) for path in SOURCES if path.stem in vague]
