"""The rules of the tree: who imports whom, and what must stand nowhere."""

import ast
import re
import subprocess
import sys
from pathlib import Path

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


def files_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Which of these files hold what the pattern finds."""
    return [name(path) for path in paths if pattern.search(path.read_text("utf-8"))]


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_streamlit_lives_in_the_pages_and_app_only() -> None:
    users = [
        name(path) for path in SOURCES
        if any(module.split(".")[0] == "streamlit" for module in imported(path))
    ]
    assert users
    assert not [user for user in users if not user.startswith(("pages/", "app.py"))]


def test_the_environment_is_read_in_the_settings_only() -> None:
    reads = re.compile(r"os\.(?:environ(?!\.setdefault)|getenv)")
    assert files_with(reads, SOURCES) == ["atlas/config.py"]


def test_the_clock_is_read_in_the_settings_and_the_pages_only() -> None:
    found = files_with(re.compile(r"datetime\.now|date\.today|time\.time\("), SOURCES)
    assert not [file for file in found if not file.startswith(("pages/", "atlas/config.py"))]


def test_no_markup_of_our_own_making_reaches_a_page() -> None:
    assert files_with(re.compile("unsafe_allow_html"), SOURCES) == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        name(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_no_path_of_one_machine_stands_in_a_file() -> None:
    assert files_with(MACHINE, TEXTS) == []


def test_no_module_is_called_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "manager", "misc", "common"}
    assert not [name(path) for path in SOURCES if path.stem in vague]
