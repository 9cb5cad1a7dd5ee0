"""A Chromium is found where it is, and where it is not a sentence says how to get one."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

FINDER = ROOT / "tools" / "find_chromium.py"


def find(**environment: str) -> subprocess.CompletedProcess[str]:
    env = {"HOME": "/nonexistent", "PLAYWRIGHT_BROWSERS_PATH": "/nonexistent", **environment}
    command = [sys.executable, FINDER]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def executable(path: Path) -> Path:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_one_on_the_path_is_printed(tmp_path: Path) -> None:
    browser = executable(tmp_path / "chromium-browser")
    assert find(PATH=str(tmp_path)).stdout.strip() == str(browser)


def test_the_one_named_wins(tmp_path: Path) -> None:
    executable(tmp_path / "chromium")
    named = executable(tmp_path / "my chrome")
    assert find(PATH=str(tmp_path), CHROMIUM=str(named)).stdout.strip() == str(named)


def test_without_any_a_sentence_says_how_to_get_one(tmp_path: Path) -> None:
    found = find(PATH=str(tmp_path))
    assert found.returncode == 1
    assert "apt-get install chromium" in found.stderr
    assert found.stdout == ""


def test_a_named_one_that_is_not_there_is_not_taken() -> None:
    assert find(PATH=os.environ["PATH"], CHROMIUM="/nonexistent/chrome").returncode == 1
