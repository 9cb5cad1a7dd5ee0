"""The offline wheel folder is complete, for Windows and for this machine. Needs a registry."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tools/wheelhouse.py"
LOCK = ROOT / "requirements.txt"

pytestmark = pytest.mark.soak


def collected(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--folder", str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_windows_gets_every_wheel_it_needs_with_hashes(tmp_path: Path, python: str) -> None:
    done = collected(tmp_path / "wheels", "--system", "windows", "--python", python)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "wheels").iterdir()}
    assert any(name.endswith("win_amd64.whl") for name in names)
    assert not [name for name in names if "linux" in name or not name.endswith(".whl")]


def test_a_venv_is_filled_from_the_folder_without_a_registry(tmp_path: Path) -> None:
    place = tmp_path / "长春 atlas"
    assert collected(place / "wheels").returncode == 0
    venv.create(place / ".venv", with_pip=True)
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    python = str(place / ".venv" / scripts / "python")
    install = [python, "-m", "pip", "install", "--require-hashes", "--no-index"]
    install += ["--find-links", str(place / "wheels"), "-r", str(LOCK)]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    subprocess.run([python, "-m", "pip", "check"], check=True)
    subprocess.run([python, "-c", "import streamlit, folium, geopandas, pyogrio"], check=True)


def test_a_wheel_with_a_wrong_hash_is_refused(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    assert collected(wheels).returncode == 0
    tampered = next(wheels.glob("folium-*.whl"))
    tampered.write_bytes(tampered.read_bytes() + b"\0")
    install = [sys.executable, "-m", "pip", "install", "--require-hashes", "--no-index"]
    install += ["--no-deps", "--find-links", str(wheels), "--target", str(tmp_path / "site")]
    done = subprocess.run([*install, "-r", str(LOCK)], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
