"""Setting up does what is needed, once, and says what is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

# Stands for Python: notes what it is asked to install.
PYTHON = '#!/bin/sh\ncase "$*" in *pip*) echo "$*" >> "$(dirname "$0")/../asked";; esac\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a ready environment, in a folder with a space and Chinese letters."""
    folder = tmp_path / "长春 atlas"
    (folder / "tools").mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "setup.sh", folder / "tools")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (folder / lock).write_text("streamlit==1 --hash=sha256:0\n")
    python = folder / ".venv" / "bin" / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    return folder


def setup(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", project / "tools" / "setup.sh", *arguments]
    env = {"PATH": "/usr/bin:/bin", **environment}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def asked(project: Path) -> list[str]:
    log = project / ".venv" / "asked"
    return log.read_text().splitlines() if log.exists() else []


def test_packages_are_installed_once_and_only_by_their_hashes(project: Path) -> None:
    assert setup(project, "run").returncode == 0
    assert setup(project, "run").returncode == 0
    assert len(asked(project)) == 1
    assert "--require-hashes -r requirements.txt" in asked(project)[0]


def test_a_changed_lock_is_installed(project: Path) -> None:
    setup(project, "run")
    (project / "requirements.txt").write_text("streamlit==2 --hash=sha256:1\n")
    setup(project, "run")
    assert len(asked(project)) == 2


def test_the_development_lock_serves_for_running_too(project: Path) -> None:
    setup(project, "dev")
    setup(project, "run")
    assert len(asked(project)) == 1
    assert "requirements-dev.txt" in asked(project)[0]


def test_a_folder_of_wheels_is_used_instead_of_an_index(project: Path) -> None:
    (project / "wheels").mkdir()
    setup(project, "run")
    assert "--no-index --find-links wheels" in asked(project)[0]


def test_without_python_a_sentence_says_so(project: Path, tmp_path: Path) -> None:
    (project / ".venv" / "bin" / "python").unlink()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "dirname").symlink_to("/usr/bin/dirname")
    done = setup(project, "run", PATH=str(tmp_path / "bin"))
    assert done.returncode == 1
    assert "Python 3.11 or newer is missing" in done.stderr


def test_wrong_usage_is_said_with_2(project: Path) -> None:
    assert setup(project, "everything").returncode == 2
