"""Fill a folder with every wheel the atlas needs, for PCs that never see the internet.

    .venv/bin/python tools/wheelhouse.py                # this machine's system and Python
    .venv/bin/python tools/wheelhouse.py --system windows --python 3.12

Copy the folder ``wheels`` beside ``start.bat`` (or use it on Linux with ``pip install
--no-index --find-links wheels``). Each file is checked against the hashes of requirements.txt,
and afterwards every wheel's own requirements are held against what was fetched: pip, told to
fetch for another system, still reads the conditions of *this* one and would leave out what only
Windows needs.
"""

import argparse
import email.parser
import platform
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"


@dataclass(frozen=True, slots=True)
class Target:
    """A system and a Python version to collect wheels for."""

    system: str  # "windows" or "here"
    python: str  # like "3.12"

    def environment(self) -> dict[str, str]:
        """What conditions such as ``sys_platform == 'win32'`` are read against."""
        env = {name: str(value) for name, value in default_environment().items()}
        env["python_version"] = self.python
        env["python_full_version"] = f"{self.python}.0"
        if self.system == "windows":
            env["sys_platform"], env["os_name"] = "win32", "nt"
            env["platform_system"], env["platform_machine"] = "Windows", "AMD64"
        return env

    def pip_options(self) -> list[str]:
        """How pip is told to fetch for this target."""
        options = ["--python-version", self.python, "--implementation", "cp"]
        return [*options, "--platform", "win_amd64"] if self.system == "windows" else options


def locked(lock: str) -> Iterator[tuple[str, Marker | None, str]]:
    """Pin, condition and full text (with hashes) of each entry of a lock file."""
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock):
        text = re.sub(r"\n?[ \t]*#.*", "", entry).strip()
        if text:
            wanted = Requirement(re.split(r"\s*\\\n|\s+--hash", text)[0])
            pin, marker = f"{wanted.name}{wanted.specifier}", wanted.marker
            yield pin, marker, text


def lock_for(target: Target, lock: str) -> str:
    """The entries of a universal lock that hold on a target, their conditions taken out.

    Raises
    ------
    ValueError
        An entry has no hash; names it.

    """
    entries = []
    env = target.environment()
    for pin, marker, text in locked(lock):
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}", text)
        if not hashes:
            raise ValueError(f"{pin}: no hash in the lock. Compile requirements.txt again.")
        if marker is None or marker.evaluate(env):
            entries.append(" ".join([pin, *hashes]))
    return "\n".join(entries) + "\n"


def download(target: Target, folder: Path, *, lock: str) -> None:
    """Fetch the wheels of one target; sources are refused, hashes are checked by pip."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "requirements.txt"
        wanted.write_text(lock_for(target, lock), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--require-hashes", "--no-deps"]
        command += ["--only-binary", ":all:", *target.pip_options()]
        command += ["--dest", str(folder), "--requirement", str(wanted)]
        subprocess.run(command, check=True)


def requirements_of(wheel: Path) -> list[Requirement]:
    """What a wheel says it needs."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = email.parser.BytesParser().parsebytes(archive.read(name))
    return [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]


def versions_in(folder: Path) -> dict[str, set[Version]]:
    """Versions at hand by project name."""
    found: dict[str, set[Version]] = {}
    for wheel in folder.glob("*.whl"):
        name, version, _, _ = parse_wheel_filename(wheel.name)
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def unmet(target: Target, folder: Path) -> list[str]:
    """Requirements of the wheels in a folder that no wheel there meets, as sentences."""
    env = {**target.environment(), "extra": ""}
    at_hand = versions_in(folder)
    problems = []
    for wheel in sorted(folder.glob("*.whl")):
        for need in requirements_of(wheel):
            applies = need.marker is None or need.marker.evaluate(env)
            versions = at_hand.get(canonicalize_name(need.name), set())
            if applies and not any(need.specifier.contains(v, prereleases=True) for v in versions):
                problems.append(f"{wheel.name} needs {need}, which is not in {folder.name}.")
    return problems


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--system", choices=("here", "windows"), default="here")
    parser.add_argument("--python", default=".".join(platform.python_version_tuple()[:2]))
    parser.add_argument("--folder", type=Path, default=ROOT / "wheels")
    return parser.parse_args()


def main() -> int:
    """Fetch, check, say what stands in the folder."""
    options = arguments()
    target = Target(options.system, options.python)
    download(target, options.folder, lock=LOCK.read_text(encoding="utf-8"))
    problems = unmet(target, options.folder)
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    wheels = list(options.folder.glob("*.whl"))
    size_mb = sum(wheel.stat().st_size for wheel in wheels) / 1e6
    print(f"{options.folder}: {len(wheels)} wheels, {size_mb:.0f} MB, for Python {target.python}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
