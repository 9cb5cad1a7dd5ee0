"""Print the path of a Chromium for the browser tests; with ``--install`` get one where none is.

Looked for in this order: the variable CHROMIUM, the system's own, Playwright's. ``--install``
takes Debian's package where we are root, else what Playwright downloads.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MISSING = (
    "No Chromium was found. On Debian and Ubuntu: apt-get install chromium. Elsewhere: "
    "python -m playwright install chromium, or name one: CHROMIUM=/path/to/chromium make test."
)


def find() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or _of_playwright()


def install() -> None:
    """Get one: Debian's package as root, else Playwright's own."""
    if _is_root() and shutil.which("apt-get"):
        _quietly(["apt-get", "update"])
        done = _quietly(["apt-get", "install", "-y", "--no-install-recommends", "chromium"])
        if done == 0:
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def _of_playwright() -> str | None:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where needed
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _quietly(command: list[str]) -> int:
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> int:
    """Print the path; 1 and a sentence on how to get one where there is none."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--install", action="store_true", help="get one where none is found")
    if parser.parse_args().install and find() is None:
        install()
    path = find()
    print(path or MISSING, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
